"""What is kept of the person who asks: /history, /forget, /simple."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import Update

from handlers.context import BotContext
from handlers.incoming import Sender, language_of, sender
from handlers.records import Channel, KeptAnswer
from handlers.render import Block, sheets
from handlers.replying import say_fixed, send
from knowledge.answering.wording import Wording
from knowledge.model.answer import Status

_MOST_HISTORY = 10
_MARKS = {Status.ANSWERED: "✓", Status.CLARIFY: "?", Status.UNKNOWN: "✗", Status.CANNED: "·"}


async def history(update: Update, context: BotContext) -> None:
    """/history: shows the person's last questions; in private only, since others read along in groups."""
    services, wording = context.services, context.services.engine().wording
    who, language = await _in_private(update, context), language_of(update)
    if who is None:
        return
    answers = await services.answers.history(who.person, _MOST_HISTORY)
    await send(update, context, sheets(_lines(answers, wording, language)))


def _lines(answers: tuple[KeptAnswer, ...], wording: Wording, language: str) -> Iterator[Block]:
    if not answers:
        yield Block(text=wording.text("history_empty", language))
        return
    yield Block(text=wording.text("history_heading", language))
    for asked in answers:
        yield Block(text=f"{_MARKS[asked.status]} {asked.question}")
    yield Block(text=wording.text("history_clear", language))


async def forget(update: Update, context: BotContext) -> None:
    """/forget: deletes all that is kept of the person."""
    who = await _in_private(update, context)
    if who is not None:
        count = await context.services.people.forget(who.person)
        await say_fixed(update, context, "forgotten", count=str(count))


async def simple(update: Update, context: BotContext) -> None:
    """/simple: switches short answers with few buttons on and off."""
    who = sender(update, context.services.seal)
    if who is None:
        return
    people = context.services.people
    wanted = not await people.is_simple(who.person)
    await people.set_simple(who.person, wanted)
    await say_fixed(update, context, "simple_on" if wanted else "simple_off")


async def _in_private(update: Update, context: BotContext) -> Sender | None:
    """Who asks, in a private chat; elsewhere they are asked to come there."""
    who = sender(update, context.services.seal)
    if who is not None and who.place is Channel.GROUP:
        await say_fixed(update, context, "private_only")
        return None
    return who
