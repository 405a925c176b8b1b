"""Presses of buttons: only by the person they were made for, and always acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update

from handlers.buttons import Keyboard, Press, read_press
from handlers.context import BotContext, Services
from handlers.incoming import Sender, fixed, sender
from handlers.keyboards import Keyboards
from handlers.records import Channel
from handlers.replying import acknowledge
from knowledge.answering.engine import Engine


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    """A button that was pressed by the right person."""

    query: CallbackQuery
    press: Press
    who: Sender
    engine: Engine
    services: Services

    @property
    def answer_id(self) -> str:
        """The answer under which the button stands."""
        return self.press.words[0]

    @property
    def keyboard(self) -> Keyboard:
        """Makes buttons for the same person in the same language."""
        return Keyboard(self.services.seal, self.who.person, self.press.language)

    @property
    def keyboards(self) -> Keyboards:
        """Keyboards for the same person in the same language."""
        return Keyboards(self.engine, self.keyboard)

    def text(self, key: str, **values: str) -> str:
        """A fixed sentence in the language of the button."""
        return self.engine.wording.text(key, self.press.language, **values)


async def pressed(update: Update, context: BotContext) -> Pressed | None:
    """The button, if it was made for who pressed it; anybody else is refused politely."""
    query, services = update.callback_query, context.services
    who = sender(update, services.seal)
    if query is None or who is None:
        return None
    for presser in _pressers(who, services):
        press = read_press(query.data or "", services.seal, presser.person)
        if press is not None:
            return Pressed(query=query, press=press, who=presser, engine=services.engine(), services=services)
    await refuse(update, context)
    return None


def _pressers(who: Sender, services: Services) -> Iterator[Sender]:
    """The names in which somebody may press: their own, or in a group that of the group itself.

    An administrator who hides behind the group asks in its name, and the update holds who presses.
    """
    yield who
    if who.place is Channel.GROUP:
        yield replace(who, person=services.seal.person(who.chat_id))


async def refuse(update: Update, context: BotContext) -> None:
    """Answers a button that is not this person's, or not ours any more."""
    query = update.callback_query
    if query is None:
        return
    grouped = (who := sender(update, context.services.seal)) is not None and who.place is Channel.GROUP
    key = "button_stale"
    if grouped:
        key = "button_of_channel" if _asked_by_channel(query.message) else "button_not_yours"
    await acknowledge(query, fixed(update, context, key), alert=True)


def _asked_by_channel(shown: MaybeInaccessibleMessage | None) -> bool:
    """Whether a channel asked what is shown: Telegram sends no presses in its name."""
    asked = shown.reply_to_message if isinstance(shown, Message) else None
    speaker = asked.sender_chat if asked else None
    return asked is not None and speaker is not None and speaker.id != asked.chat.id
