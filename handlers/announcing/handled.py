"""The button under an announcement that is being handled."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Update

from handlers.acts import Outcome
from handlers.announcing.announcements import page
from handlers.announcing.confirming import refusal
from handlers.announcing.deeds import Deed, deed_button
from handlers.buttons import markup, staff_keyboard
from handlers.context import BotContext, Services
from handlers.pressing import Pressed
from handlers.reasons import tell_decided
from handlers.records import Action
from handlers.replying import acknowledge, change_text
from handlers.rights import act_of
from handlers.sentences import sentence
from knowledge.model.announcement import Announcement

_REASONS = ("wrong", "over", "astray")


@dataclass(frozen=True, kw_only=True, slots=True)
class Handled:
    """A button under an announcement, pressed by somebody who may."""

    update: Update
    context: BotContext
    button: Pressed
    who: int
    announcement: Announcement

    @property
    def services(self) -> Services:
        """The services of this bot."""
        return self.context.services

    @property
    def about(self) -> str:
        """What the button is about: a chat, a page, or the draft as it was shown."""
        return self.button.press.words[2]

    def act(self, deed: str, why: str = "") -> Action:
        """The act for the audit trail."""
        return act_of(self.context, self.who, f"announce_{deed}", self.announcement.id, why)

    def stated(self, deed: str) -> Action:
        """The act with the reason whose button was pressed."""
        return self.act(deed, sentence(f"why_{self.about}"))

    async def report(self, outcome: Outcome, key: str, act: Action) -> None:
        """Acknowledges an act with its outcome and shows the announcement as it is; a reason may follow."""
        words = sentence(key, count=outcome.deliveries) if outcome.done else refusal(self.context, outcome)
        await acknowledge(self.button.query, words, alert=not outcome.done)
        await self.redraw()
        if outcome.done and not act.why:
            await tell_decided(self.update, self.context, act, words)

    async def redraw(self) -> None:
        """Shows the page of the announcement as it is now."""
        services = self.services
        now = await services.announcements.get(self.announcement.id)
        if now is not None:
            text, buttons = await page(services, self.who, now)
            await change_text(self.button.query, text, buttons)

    async def ask_to_confirm(self, question: str, answer: str, deed: Deed, count: int) -> None:
        """Asks for a confirmation, and why, before something that many will see."""
        await acknowledge(self.button.query)
        make, name = staff_keyboard(self.context.services.seal, self.who), self.announcement.id
        rows = [
            [deed_button(make, sentence(answer, why=sentence(f"why_{why}")), deed, name, why)]
            for why in _REASONS
        ]
        back = [deed_button(make, sentence("act_back"), Deed.OPEN, name)]
        await change_text(self.button.query, sentence(question, count=count), markup([*rows, back]))
