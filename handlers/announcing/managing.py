"""The buttons under an announcement: approve, pause, withdraw and all else that is done with one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from handlers.acts import Outcome, Refused, WritingStep
from handlers.announcing import doubts
from handlers.announcing.announcements import offers, show
from handlers.announcing.confirming import approve, refusal, send_back
from handlers.announcing.deeds import Deed
from handlers.announcing.draft_page import show_draft
from handlers.announcing.drafts import fingerprint, new_draft, wrong_words
from handlers.announcing.handled import Handled
from handlers.announcing.naming import titles
from handlers.announcing.reporting import report_file, report_lines
from handlers.announcing.writing import ask
from handlers.buttons import staff_keyboard
from handlers.context import BotContext
from handlers.records import Action, StaffRole
from handlers.replying import acknowledge, send_lines
from handlers.rights import act_of, staff_pressed
from handlers.sentences import sentence
from knowledge.model.announcement import DeliveryState, State

# What an author may do with their own without being an approver: only what stops or looks.
_FOR_AUTHORS = frozenset(
    {Deed.OPEN, Deed.WRITE, Deed.PAUSE, Deed.EDIT, Deed.REPORT, Deed.DOUBTS}
    | {Deed.CANCEL, Deed.CONFIRMED_CANCEL, Deed.WITHDRAW, Deed.CONFIRMED_WITHDRAW}
)
_FOR_ALL = frozenset({Deed.OPEN, Deed.REPORT, Deed.DOUBTS})


async def pressed(update: Update, context: BotContext) -> None:
    """Handles a button under an announcement, if who pressed it may do that."""
    pressing = await staff_pressed(update, context)
    if pressing is None:
        return
    button, who = pressing
    announcement = await context.services.announcements.get(button.press.words[0])
    if announcement is None:
        await acknowledge(button.query, sentence("refused_gone"), alert=True)
        return
    deed, role = Deed(button.press.words[1]), context.services.role_of(who)
    own = announcement.author == who and deed in _FOR_AUTHORS
    needed = StaffRole.EDITOR if own or deed in _FOR_ALL else StaffRole.APPROVER
    if role is None or not role.covers(needed):
        await acknowledge(button.query, sentence("role_needed", role=needed.value), alert=True)
        return
    await _DEEDS[deed](
        Handled(update=update, context=context, button=button, who=who, announcement=announcement)
    )


async def _open(handled: Handled) -> None:
    await acknowledge(handled.button.query)
    if handled.announcement.state is State.DRAFT:
        await show(handled.update, handled.context, handled.who, handled.announcement)
    else:
        await handled.redraw()


async def _write(handled: Handled) -> None:
    """Goes on with a draft, for its author."""
    await acknowledge(handled.button.query)
    services, draft = handled.services, handled.announcement
    if draft.state is State.DRAFT and draft.author == handled.who:
        await services.writings.go(handled.who, draft.id, WritingStep.READY, services.now())
        await show_draft(handled.update, handled.context, handled.who, draft)


async def _approve(handled: Handled) -> None:
    if await _as_seen(handled):
        await acknowledge(handled.button.query)
        await approve(handled.update, handled.context, handled.who, handled.announcement)
        await handled.redraw()


async def _return(handled: Handled) -> None:
    if await _as_seen(handled):
        await acknowledge(handled.button.query)
        await send_back(handled.update, handled.context, handled.who, handled.announcement)
        await handled.redraw()


async def _as_seen(handled: Handled) -> bool:
    """Whether the draft is what stood above the button; otherwise it is shown again."""
    draft = handled.announcement
    refused = Refused.MOVED_ON if draft.state is not State.DRAFT else None
    if refused is None and handled.about != fingerprint(draft):
        refused = Refused.CHANGED
    if refused is None:
        return True
    words = refusal(handled.context, Outcome(announcement=draft, refused=refused))
    await acknowledge(handled.button.query, words, alert=True)
    await handled.redraw()
    return False


async def _do(
    handled: Handled, verb: Callable[[str, Action], Awaitable[Outcome]], act: Action, key: str
) -> None:
    """Does something with the announcement, and reports it with the sentence of that key."""
    await handled.report(await verb(handled.announcement.id, act), key, act)


async def _pause(handled: Handled) -> None:
    await _do(handled, handled.services.announcements.pause, handled.act("pause"), "done_pause")


async def _resume(handled: Handled) -> None:
    services = handled.services
    if wrong := wrong_words(services.engine(), handled.announcement, services.now()):
        await acknowledge(handled.button.query, wrong, alert=True)
        return
    await _do(handled, services.announcements.resume, handled.act("resume"), "done_resume")


async def _cancel(handled: Handled) -> None:
    await handled.ask_to_confirm("surely_cancel", "act_surely_cancel", Deed.CONFIRMED_CANCEL, 0)


async def _confirmed_cancel(handled: Handled) -> None:
    await _do(handled, handled.services.announcements.cancel, handled.stated("cancel"), "done_cancel")


async def _withdraw(handled: Handled) -> None:
    counts = await handled.services.deliveries.counts(handled.announcement.id)
    count = counts.get(DeliveryState.SENT, 0)
    await handled.ask_to_confirm("surely_withdraw", "act_surely_withdraw", Deed.CONFIRMED_WITHDRAW, count)


async def _confirmed_withdraw(handled: Handled) -> None:
    await _do(handled, handled.services.announcements.withdraw, handled.stated("withdraw"), "done_withdraw")


async def _resend(handled: Handled) -> None:
    await _do(handled, handled.services.announcements.resend_failed, handled.act("resend"), "done_resend")


async def _missing(handled: Handled) -> None:
    """Sends to the chats that should have got it and have no delivery."""
    services, act = handled.services, handled.act("resend_missing")
    outcome = await services.announcements.resend_missing(
        handled.announcement.id, act, services.rules.only_chat
    )
    await handled.report(outcome, "done_missing", act)


async def _edit(handled: Handled) -> None:
    """Begins a draft of new words, which is seen, confirmed and approved like any other."""
    await acknowledge(handled.button.query)
    services, sent = handled.services, handled.announcement
    draft = new_draft(
        handled.who,
        services.now(),
        amends=sent.id,
        html=sent.html,
        entries=sent.entries,
        attachment=sent.attachment,
        target=sent.target,
    )
    await services.announcements.add(
        draft, act_of(handled.context, handled.who, "announce_edit", draft.id, sent.id)
    )
    await ask(handled.update, handled.context, handled.who, draft, WritingStep.CONTENT)


async def _report(handled: Handled) -> None:
    """Sends the report: every chat with its reason, as a message and as a table."""
    await acknowledge(handled.button.query)
    services, announcement = handled.services, handled.announcement
    rows, names = await services.deliveries.rows(announcement.id), await titles(services.chats)
    counts = await services.deliveries.counts(announcement.id)
    buttons = offers(staff_keyboard(services.seal, handled.who), announcement, counts)
    await send_lines(handled.update, handled.context, list(report_lines(announcement, rows, names)), buttons)
    file = report_file(announcement, rows, names, services.now())
    caption = sentence("report_file", id=announcement.id)
    await handled.context.bot.send_document(handled.who, file, caption=caption)


_DEEDS: dict[Deed, Callable[[Handled], Awaitable[None]]] = {
    Deed.OPEN: _open,
    Deed.WRITE: _write,
    Deed.APPROVE: _approve,
    Deed.RETURN: _return,
    Deed.PAUSE: _pause,
    Deed.RESUME: _resume,
    Deed.CANCEL: _cancel,
    Deed.CONFIRMED_CANCEL: _confirmed_cancel,
    Deed.WITHDRAW: _withdraw,
    Deed.CONFIRMED_WITHDRAW: _confirmed_withdraw,
    Deed.EDIT: _edit,
    Deed.RESEND: _resend,
    Deed.MISSING: _missing,
    Deed.DOUBTS: doubts.shown,
    Deed.SENT: doubts.settled_as_sent,
    Deed.AGAIN: doubts.settled_to_send_again,
    Deed.REPORT: _report,
}
