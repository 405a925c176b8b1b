"""/announce: writing announcements, and the pages of those that were written."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from handlers.announcing.deeds import Deed, approval_buttons, deed_button
from handlers.announcing.draft_page import facts, preview
from handlers.announcing.reporting import StateCounts, missing, progress_words, state_words
from handlers.announcing.writing import begin, drop
from handlers.buttons import Button, Keyboard, markup, staff_keyboard
from handlers.context import BotContext, Services
from handlers.records import StaffRole
from handlers.replying import say
from handlers.rights import allowed
from handlers.sentences import sentence
from knowledge.files.markup import plain
from knowledge.model.announcement import Announcement, DeliveryState, State

_MOST_LISTED = 8
_LONGEST_SHOWN = 20
_LONGEST_PAGE = 300


# What each state offers, when there is something that it concerns.
_OFFERED: dict[State, tuple[Deed, ...]] = {
    State.DRAFT: (),
    State.APPROVED: (Deed.PAUSE, Deed.CANCEL),
    State.SCHEDULED: (Deed.PAUSE, Deed.CANCEL),
    State.SENDING: (Deed.PAUSE, Deed.CANCEL, Deed.EDIT, Deed.WITHDRAW, Deed.DOUBTS, Deed.REPORT),
    State.PAUSED: (Deed.RESUME, Deed.CANCEL, Deed.EDIT, Deed.WITHDRAW, Deed.DOUBTS, Deed.REPORT),
    State.DONE: (Deed.EDIT, Deed.WITHDRAW, Deed.RESEND, Deed.MISSING, Deed.DOUBTS, Deed.REPORT),
    State.CANCELLED: (Deed.EDIT, Deed.WITHDRAW, Deed.DOUBTS, Deed.REPORT),
}
_CONCERNS = {
    Deed.EDIT: DeliveryState.SENT,
    Deed.WITHDRAW: DeliveryState.SENT,
    Deed.RESEND: DeliveryState.FAILED,
    Deed.DOUBTS: DeliveryState.UNCERTAIN,
}
_LABELS = {
    Deed.PAUSE: "act_pause",
    Deed.RESUME: "act_resume",
    Deed.CANCEL: "act_cancel",
    Deed.WITHDRAW: "act_withdraw",
    Deed.EDIT: "act_edit",
    Deed.RESEND: "act_resend",
    Deed.MISSING: "act_missing",
    Deed.DOUBTS: "act_doubts",
    Deed.REPORT: "act_report",
}


async def announce(update: Update, context: BotContext) -> None:
    """/announce: begins or goes on writing; with an id, shows that announcement."""
    who = await allowed(update, context, StaffRole.EDITOR)
    if who is None:
        return
    if not context.args:
        await begin(update, context, who)
        return
    announcement = await context.services.announcements.get(context.args[0])
    if announcement is None:
        await say(update, context, sentence("refused_gone"))
        return
    await show(update, context, who, announcement)


async def show(update: Update, context: BotContext, who: int, announcement: Announcement) -> None:
    """Shows the page of an announcement; before that of a draft, what chats will see."""
    if announcement.state is State.DRAFT and not await preview(update, context, who, announcement):
        return
    text, buttons = await page(context.services, who, announcement)
    await say(update, context, text, buttons)


async def announcements(update: Update, context: BotContext) -> None:
    """/announcements: the newest announcements, each with its button."""
    who = await allowed(update, context, StaffRole.EDITOR)
    if who is None:
        return
    latest = await context.services.announcements.listed(_MOST_LISTED)
    if not latest:
        await say(update, context, sentence("announcements_empty"))
        return
    make = staff_keyboard(context.services.seal, who)
    rows = [[deed_button(make, _line(context.services, one), Deed.OPEN, one.id)] for one in latest]
    await say(update, context, sentence("announcements_head"), markup(rows))


async def cancel(update: Update, context: BotContext) -> None:
    """/cancel: drops what is being written."""
    who = await allowed(update, context, StaffRole.EDITOR)
    if who is not None:
        await drop(update, context, who)


def _line(services: Services, announcement: Announcement) -> str:
    words = " ".join(plain(announcement.html).split())[:_LONGEST_SHOWN]
    day = f"{announcement.created_at.astimezone(services.now().tzinfo):%m-%d}"
    return sentence(
        "announcement_line", id=announcement.id, state=state_words(announcement), day=day, words=words
    )


async def page(
    services: Services, who: int, announcement: Announcement
) -> tuple[str, InlineKeyboardMarkup | None]:
    """The page of an announcement: how it stands, and what may be done with it."""
    counts = await services.deliveries.counts(announcement.id)
    words = plain(announcement.html)[:_LONGEST_PAGE]
    text = sentence("announcement_page", id=announcement.id, state=state_words(announcement), words=words)
    if counts:
        text += "\n" + progress_words(announcement, counts, services.now())
    if announcement.state is State.DRAFT:
        text = "\n".join([text, *await facts(services, announcement)])
        return text, markup([_draft_row(services, who, announcement)])
    return text, offers(staff_keyboard(services.seal, who), announcement, counts)


def offers(make: Keyboard, announcement: Announcement, counts: StateCounts) -> InlineKeyboardMarkup | None:
    """The buttons of an announcement that was approved."""
    offered = [deed for deed in _OFFERED[announcement.state] if _concerned(announcement, deed, counts)]
    buttons = [
        deed_button(
            make, sentence(_LABELS[deed], count=_number(announcement, deed, counts)), deed, announcement.id
        )
        for deed in offered
    ]
    return markup(buttons[at : at + 3] for at in range(0, len(buttons), 3))


def _concerned(announcement: Announcement, deed: Deed, counts: StateCounts) -> bool:
    if announcement.withdrawn_at is not None and deed is not Deed.REPORT:
        return False
    if deed is Deed.REPORT:
        return bool(counts)
    return deed not in (*_CONCERNS, Deed.MISSING) or _number(announcement, deed, counts) > 0


def _number(announcement: Announcement, deed: Deed, counts: StateCounts) -> int:
    """How many chats a deed concerns."""
    if deed is Deed.MISSING:
        return missing(announcement, counts)
    return counts.get(_CONCERNS[deed], 0) if deed in _CONCERNS else 0


def _draft_row(services: Services, who: int, announcement: Announcement) -> list[Button]:
    """The buttons of a draft: to go on for its author, to approve for who may."""
    make, row, role = staff_keyboard(services.seal, who), list[Button](), services.role_of(who)
    if announcement.author == who:
        row.append(deed_button(make, sentence("act_write"), Deed.WRITE, announcement.id))
    if announcement.confirmed_chats is not None and role is not None and role.covers(StaffRole.APPROVER):
        row += approval_buttons(make, announcement)
    return row
