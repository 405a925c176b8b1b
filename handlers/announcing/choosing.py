"""The buttons under a draft: each changes one thing and shows the draft again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import Update
from telegram.error import TelegramError

from handlers.acts import WritingStep
from handlers.announcing.confirming import ask_number
from handlers.announcing.draft_page import (
    FOR_SOME_DAYS,
    MORNING,
    DraftButton,
    draft_page,
    show_draft,
    target_page,
)
from handlers.announcing.drafts import fingerprint, keep
from handlers.announcing.posting import post
from handlers.announcing.quiet import begins, disturbs
from handlers.announcing.writing import ask, drop
from handlers.buttons import key_of
from handlers.context import BotContext
from handlers.pressing import Pressed
from handlers.records import StaffRole
from handlers.replying import acknowledge, change_text, say
from handlers.rights import act_of, staff_pressed
from handlers.sentences import sentence
from knowledge.figures.clock import DAYS_END
from knowledge.model.announcement import Announcement, OnDoubt, State, Target


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A button under a draft that was pressed by its author."""

    update: Update
    context: BotContext
    button: Pressed
    who: int
    draft: Announcement

    @property
    def about(self) -> str:
        """What the button is about: a tag, or the draft as it was shown."""
        return self.button.press.words[2]

    async def redraw(self, changed: Announcement, what: str) -> None:
        """Keeps a changed draft and shows its page in place of the old one."""
        if not await keep(self.context, self.who, changed, what):
            await acknowledge(self.button.query, sentence("announce_nothing"), alert=True)
            return
        await self.show(changed)

    async def show(self, draft: Announcement) -> None:
        """Shows the page of a draft in place of what stands there."""
        await acknowledge(self.button.query)
        text, buttons = await draft_page(self.context.services, self.who, draft)
        await change_text(self.button.query, text, buttons)


async def pressed(update: Update, context: BotContext) -> None:
    """Handles a button under a draft; one of a draft that went out or was dropped says so."""
    pressing = await staff_pressed(update, context)
    if pressing is None:
        return
    button, who = pressing
    role = context.services.role_of(who)
    draft = await context.services.announcements.get(button.press.words[0])
    mine = draft is not None and draft.state is State.DRAFT and draft.author == who
    if draft is None or not mine or role is None or not role.covers(StaffRole.EDITOR):
        await acknowledge(button.query, sentence("announce_nothing"), alert=True)
        return
    chosen = Chosen(update=update, context=context, button=button, who=who, draft=draft)
    await _CHOICES[DraftButton(button.press.words[1])](chosen)


async def _send(chosen: Chosen) -> None:
    await acknowledge(chosen.button.query)
    if chosen.about != fingerprint(chosen.draft):
        await say(chosen.update, chosen.context, sentence("announce_page_old"))
        await show_draft(chosen.update, chosen.context, chosen.who, chosen.draft)
        return
    await ask_number(chosen.update, chosen.context, chosen.who, chosen.draft)


def _asking(step: WritingStep) -> Callable[[Chosen], Awaitable[None]]:
    async def choose(chosen: Chosen) -> None:
        await acknowledge(chosen.button.query)
        await ask(chosen.update, chosen.context, chosen.who, chosen.draft, step)

    return choose


async def _everyone(chosen: Chosen) -> None:
    await _retarget(chosen, Target())


async def _tag(chosen: Chosen) -> None:
    tags = await chosen.context.services.chats.tags()
    tag = next((tag for tag in tags if key_of(tag) == chosen.about), None)
    target = chosen.draft.target
    if tag is not None:
        kept = [other for other in target.tags if other != tag]
        target = replace(target, tags=tuple(kept if tag in target.tags else [*target.tags, tag]))
    await _retarget(chosen, target)


async def _retarget(chosen: Chosen, target: Target) -> None:
    """Keeps another target and shows the page of targets again."""
    changed = replace(chosen.draft, target=target)
    if await keep(chosen.context, chosen.who, changed, "target", WritingStep.TARGET):
        text, buttons = await target_page(chosen.context.services, chosen.who, changed)
        await change_text(chosen.button.query, text, buttons)
    await acknowledge(chosen.button.query)


async def _now(chosen: Chosen) -> None:
    await chosen.redraw(replace(chosen.draft, send_at=None, repeat=None, urgent=False), "time")


async def _morning(chosen: Chosen) -> None:
    day = chosen.context.services.now() + timedelta(days=1)
    at = day.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    await chosen.redraw(replace(chosen.draft, send_at=at, repeat=None, urgent=False), "time")


async def _for_days(chosen: Chosen) -> None:
    """Makes a draft valid to the end of a day, counted from when it is sent; or without an end."""
    end = None
    if chosen.about != FOR_SOME_DAYS:
        day = begins(chosen.draft, chosen.context.services.now()) + timedelta(days=int(chosen.about))
        end = datetime.combine(day, DAYS_END, day.tzinfo)
    await chosen.redraw(replace(chosen.draft, valid_until=end), "valid_until")


async def _pin(chosen: Chosen) -> None:
    await chosen.redraw(replace(chosen.draft, pin=not chosen.draft.pin), "pin")


async def _silent(chosen: Chosen) -> None:
    await chosen.redraw(replace(chosen.draft, silent=not chosen.draft.silent), "silent")


async def _doubt(chosen: Chosen) -> None:
    other = OnDoubt.RESEND if chosen.draft.on_doubt is OnDoubt.HOLD else OnDoubt.HOLD
    await chosen.redraw(replace(chosen.draft, on_doubt=other), "on_doubt")


async def _after_quiet(chosen: Chosen) -> None:
    services = chosen.context.services
    end = disturbs(chosen.draft, services.now(), services.rules.quiet)
    await chosen.redraw(chosen.draft if end is None else replace(chosen.draft, send_at=end), "time")


async def _urgent(chosen: Chosen) -> None:
    await chosen.redraw(replace(chosen.draft, urgent=True), "urgent")


async def _back(chosen: Chosen) -> None:
    services = chosen.context.services
    await services.writings.go(chosen.who, chosen.draft.id, WritingStep.READY, services.now())
    await chosen.show(chosen.draft)


async def _test(chosen: Chosen) -> None:
    """Sends the draft to the staff group, exactly as chats will see it."""
    context, group = chosen.context, chosen.context.services.rules.staff_group
    await acknowledge(chosen.button.query)
    if not group:
        await say(chosen.update, context, sentence("test_no_group"))
        return
    try:
        await context.bot.send_message(group, sentence("test_mark"))
        await post(context.bot, chosen.draft, group)
    except TelegramError as error:
        await say(chosen.update, context, sentence("test_failed", reason=error.message))
        return
    act = act_of(context, chosen.who, "announce_test", chosen.draft.id, str(group))
    await context.services.desk.note(act)
    await say(chosen.update, context, sentence("test_sent"))


async def _drop(chosen: Chosen) -> None:
    await acknowledge(chosen.button.query)
    services = chosen.context.services
    await services.writings.go(chosen.who, chosen.draft.id, WritingStep.READY, services.now())
    await drop(chosen.update, chosen.context, chosen.who)


_CHOICES: dict[DraftButton, Callable[[Chosen], Awaitable[None]]] = {
    DraftButton.SEND: _send,
    DraftButton.TARGET: _asking(WritingStep.TARGET),
    DraftButton.EVERYONE: _everyone,
    DraftButton.TAG: _tag,
    DraftButton.TIME: _asking(WritingStep.TIME),
    DraftButton.VALID: _asking(WritingStep.VALID),
    DraftButton.FOR_DAYS: _for_days,
    DraftButton.NOW: _now,
    DraftButton.MORNING: _morning,
    DraftButton.PIN: _pin,
    DraftButton.SILENT: _silent,
    DraftButton.DOUBT: _doubt,
    DraftButton.ENTRIES: _asking(WritingStep.ENTRIES),
    DraftButton.CONTENT: _asking(WritingStep.CONTENT),
    DraftButton.TEST: _test,
    DraftButton.BACK: _back,
    DraftButton.AFTER_QUIET: _after_quiet,
    DraftButton.URGENT: _urgent,
    DraftButton.DROP: _drop,
}
