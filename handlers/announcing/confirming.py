"""Approving drafts: the number of chats is typed; many chats take the approval of a second person."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from telegram import Update
from telegram.error import BadRequest, TelegramError

from handlers.acts import Outcome, WritingStep
from handlers.announcing.deeds import approval_buttons
from handlers.announcing.draft_page import draft_page, facts
from handlers.announcing.drafts import addressed, is_past, no_chats, time_words, wrong_with
from handlers.announcing.posting import post
from handlers.announcing.quiet import disturbs, not_before
from handlers.announcing.reporting import refused_words
from handlers.buttons import markup, staff_keyboard
from handlers.context import BotContext
from handlers.incoming import question_of
from handlers.reasons import RETURNED, tell_decided
from handlers.records import Action, StaffRole
from handlers.render import sheet_of
from handlers.replying import say, tell_person
from handlers.rights import act_of
from handlers.sentences import sentence
from knowledge.model.announcement import Announcement


async def ask_number(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    """Asks the author to type the number of chats, unless something is wrong with the draft."""
    services = context.services
    count = await addressed(services, draft)
    if wrong := wrong_with(services, draft) or no_chats(services, count) or await _file_gone(context, draft):
        await say(update, context, wrong)
        return
    if disturbs(draft, services.now(), services.rules.quiet) is not None:
        text, buttons = await draft_page(services, who, draft)
        await say(update, context, text, buttons)
        return
    await services.writings.go(who, draft.id, WritingStep.CONFIRM, services.now())
    await say(update, context, sentence("confirm_amend" if draft.amends else "confirm_wanted", count=count))


async def confirm_typed(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    """Confirms a draft when its author types the right number of chats."""
    message, services = update.effective_message, context.services
    typed = unicodedata.normalize("NFKC", question_of(message) if message else "")
    count = await addressed(services, draft)
    if wrong := wrong_with(services, draft) or no_chats(services, count):
        await say(update, context, wrong)
    elif disturbs(draft, services.now(), services.rules.quiet) is not None:
        await ask_number(update, context, who, draft)
    elif not typed.isdecimal():
        await say(update, context, sentence("confirm_number", count=count))
    elif int(typed) != count:
        await say(update, context, sentence("confirm_changed", count=count))
    else:
        await _confirm(update, context, who, draft, count)


async def _confirm(update: Update, context: BotContext, who: int, draft: Announcement, count: int) -> None:
    services = context.services
    act = act_of(context, who, "announce_confirm", draft.id, str(count))
    outcome = await services.announcements.confirm(draft, count, act)
    announcement = outcome.announcement
    if not outcome.done or announcement is None:
        await say(update, context, refusal(context, outcome))
        return
    await services.writings.leave(who)
    role = services.role_of(who)
    if role is not None and role.covers(StaffRole.APPROVER) and count <= services.rules.approve_above:
        approval = act_of(context, who, "announce_approve", announcement.id, str(count))
        await _approve(update, context, approval, announcement)
    else:
        await _ask_others(update, context, who, announcement, count)


async def approve(update: Update, context: BotContext, who: int, seen: Announcement) -> None:
    """Approves a draft for somebody who may, as they saw it."""
    services = context.services
    count = await addressed(services, seen)
    if is_past(seen, services.now()):
        await _return_late(update, context, who, seen)
        return
    if wrong := wrong_with(services, seen) or no_chats(services, count):
        await say(update, context, wrong)
        return
    await _approve(update, context, act_of(context, who, "announce_approve", seen.id, str(count)), seen)


async def _return_late(update: Update, context: BotContext, who: int, seen: Announcement) -> None:
    """Returns a draft that was approved too late to its author, to choose another time."""
    now = context.services.now()
    await say(update, context, sentence("approved_too_late", time=time_words(seen, now)))
    await send_back(update, context, who, seen)


async def _approve(update: Update, context: BotContext, act: Action, seen: Announcement) -> None:
    services, rules = context.services, context.services.rules
    count, now = await addressed(services, seen), services.now()
    outcome = await services.announcements.approve(
        seen,
        act,
        chats=count,
        alone_up_to=rules.approve_above,
        not_before=not_before(seen, now, rules.quiet),
    )
    announcement = outcome.announcement
    if not outcome.done or announcement is None:
        await say(update, context, refusal(context, outcome))
        return
    when = _when(seen, announcement, now, rules.quiet)
    if act.who == announcement.author:
        key = "confirmed_amend" if announcement.amends else "confirmed"
        await say(update, context, sentence(key, count=count, time=when))
    else:
        await say(update, context, sentence("approved", id=announcement.id, time=when))
        await tell_person(
            context, announcement.author, sentence("approved_told", id=announcement.id, time=when)
        )


def _when(seen: Announcement, announcement: Announcement, now: datetime, quiet: tuple[int, int]) -> str:
    """When an announcement is sent, in words for those who approve it."""
    if announcement.amends:
        return sentence("time_amend")
    if disturbs(seen, now, quiet) is not None and announcement.send_at is not None:
        return sentence("moved_to_morning", time=f"{announcement.send_at.astimezone(now.tzinfo):%m-%d %H:%M}")
    return sentence("time_at_once") if seen.send_at is None and not seen.repeat else time_words(seen, now)


async def send_back(update: Update, context: BotContext, who: int, seen: Announcement) -> None:
    """Sends a draft back to its author."""
    services = context.services
    act = act_of(context, who, RETURNED, seen.id, "")
    outcome = await services.announcements.save(seen, act)
    if not outcome.done:
        await say(update, context, refusal(context, outcome))
        return
    await services.writings.go(seen.author, seen.id, WritingStep.READY, services.now())
    await tell_person(context, seen.author, sentence("returned_told", id=seen.id))
    await tell_decided(update, context, act, sentence("returned"))


async def _ask_others(
    update: Update, context: BotContext, who: int, announcement: Announcement, count: int
) -> None:
    """Shows a draft to everybody who may approve it, and tells its author how many that are."""
    approvers = [number for number in context.services.staff_with(StaffRole.APPROVER) if number != who]
    asked = sum([await _ask_one(context, number, announcement) for number in approvers])
    unreached = "confirmed_unreached" if approvers else "confirmed_nobody"
    key = "confirmed_waits" if asked else unreached
    await say(
        update, context, sentence(key, count=count, asked=asked, known=len(approvers), id=announcement.id)
    )


async def _ask_one(context: BotContext, number: int, announcement: Announcement) -> bool:
    """Shows a draft to an approver; returns whether they could be reached."""
    services, make = context.services, staff_keyboard(context.services.seal, number)
    lines = [sentence("approval_wanted", id=announcement.id), *await facts(services, announcement)]
    sheet, buttons = sheet_of("\n".join(lines)), markup([approval_buttons(make, announcement)])
    try:
        await post(context.bot, announcement, number)
        await context.bot.send_message(number, sheet.html, parse_mode="HTML", reply_markup=buttons)
    except TelegramError:
        return False
    return True


async def _file_gone(context: BotContext, draft: Announcement) -> str:
    """Why the attachment cannot be sent any more; empty when it can."""
    if draft.attachment is None:
        return ""
    try:
        await context.bot.get_file(draft.attachment.file_id)
    except BadRequest as error:
        if "too big" in error.message.lower():  # it is there, and too big to download only
            return ""
        return sentence("announce_file_gone", reason=error.message)
    return ""


def refusal(context: BotContext, outcome: Outcome) -> str:
    """Why an act was not done."""
    return refused_words(outcome, context.services.rules.approve_above)
