"""Writing an announcement step by step, from what staff type or send when asked for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers.acts import Writing, WritingStep
from handlers.announcing.confirming import confirm_typed
from handlers.announcing.draft_page import show_draft, target_page, time_page, valid_page
from handlers.announcing.drafts import content_of, keep, new_draft, read_valid, with_body, wrong_words
from handlers.announcing.naming import chats_named
from handlers.context import BotContext, Services
from handlers.incoming import question_of
from handlers.records import StaffRole
from handlers.replying import say
from handlers.rights import act_of, staff_number
from handlers.sentences import sentence
from knowledge.announcements.moments import MomentFault, read_moment
from knowledge.announcements.proof import body_of, unknown
from knowledge.announcements.repeating import MOST_A_DAY, RepeatFault, read_cron, read_repeat
from knowledge.announcements.tags import tags_in
from knowledge.model.announcement import Announcement, State, Target

_NO_ENTRIES = frozenset({"无", "没有", "不写"})
_ASKED_FOR = timedelta(hours=12)  # later nobody remembers what they were asked for; /announce asks again
DraftHandler = Callable[[Update, BotContext, int, Announcement], Awaitable[None]]


async def begin(update: Update, context: BotContext, who: int) -> None:
    """Begins an announcement, or goes on with the one that this person is writing."""
    services = context.services
    writing = await services.writings.of(who)
    draft = await _draft_of(services, writing)
    if draft is not None and (draft.html or draft.attachment):
        await services.writings.go(who, draft.id, WritingStep.READY, services.now())
        await show_draft(update, context, who, draft)
        return
    if draft is None:
        draft = new_draft(who, services.now())
        await services.announcements.add(draft, act_of(context, who, "announce_new", draft.id, ""))
    await ask(update, context, who, draft, WritingStep.CONTENT)


async def drop(update: Update, context: BotContext, who: int) -> None:
    """/cancel: drops what is being written; nothing was sent."""
    services = context.services
    writing = await services.writings.of(who)
    draft = await _draft_of(services, writing)
    await services.writings.leave(who)
    if draft is None:
        await say(update, context, sentence("announce_nothing"))
        return
    act = act_of(context, who, "announce_drop", draft.id, "")
    await services.announcements.cancel(draft.id, act)
    await say(update, context, sentence("announce_dropped"))


async def received(update: Update, context: BotContext) -> None:
    """Takes what a member of staff was asked for and sends; everything else goes to later handlers."""
    who = staff_number(update)
    asked = None if who is None else await asked_for(context.services, who)
    if who is None or asked is None:
        return
    step, draft = asked
    await _TAKES[step](update, context, who, draft)
    raise ApplicationHandlerStop


async def asked_for(services: Services, who: int) -> tuple[WritingStep, Announcement] | None:
    """What somebody who may write announcements is asked for, and of which draft; None for nothing."""
    role = services.role_of(who)
    if role is None or not role.covers(StaffRole.EDITOR):
        return None
    writing = await services.writings.of(who)
    draft = await _draft_of(services, writing)
    if writing is None or draft is None or writing.step is WritingStep.READY:
        return None
    return None if services.now() - writing.at > _ASKED_FOR else (writing.step, draft)


async def edited(update: Update, context: BotContext) -> None:
    """Says that editing a message changes no draft; such an edit is no question either."""
    who, message, services = staff_number(update), update.edited_message, context.services
    if who is None or message is None or services.role_of(who) is None:
        return
    asked = await services.answers.answer_to(services.seal.chat(message.chat.id), message.message_id)
    if asked is None and await _draft_of(services, await services.writings.of(who)) is not None:
        await say(update, context, sentence("announce_edited"))
        raise ApplicationHandlerStop


async def ask(update: Update, context: BotContext, who: int, draft: Announcement, step: WritingStep) -> None:
    """Asks a member of staff for something to type or send."""
    services = context.services
    await services.writings.go(who, draft.id, step, services.now())
    if step is WritingStep.TARGET:
        text, buttons = await target_page(services, who, draft)
        await say(update, context, text, buttons)
    elif step is WritingStep.TIME:
        text, buttons = time_page(services, who, draft)
        await say(update, context, text, buttons)
    elif step is WritingStep.VALID:
        text, buttons = valid_page(services, who, draft)
        await say(update, context, text, buttons)
    elif step is WritingStep.ENTRIES:
        await say(update, context, sentence("entries_wanted"))
    else:
        await say(update, context, sentence("announce_new_words" if draft.amends else "announce_wanted"))


async def _draft_of(services: Services, writing: Writing | None) -> Announcement | None:
    """The draft that somebody writes, unless it is none any more."""
    if writing is None:
        return None
    draft = await services.announcements.get(writing.announcement)
    return draft if draft is not None and draft.state is State.DRAFT else None


async def _take_content(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    message, services = update.effective_message, context.services
    content = content_of(message) if message is not None else None
    if message is None or content is None:
        await say(update, context, sentence("announce_kind"))
        return
    if message.media_group_id is not None:
        await say(update, context, sentence("announce_album"))
        return
    attachment = draft.attachment if draft.amends else content.attachment
    changed = with_body(services, replace(draft, attachment=attachment), content.html, draft.entries)
    if wrong := wrong_words(services.engine(), changed, services.now()):
        await say(update, context, wrong)
        return
    await _kept(update, context, who, changed, "content")


async def _take_target(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    message = update.effective_message
    words = question_of(message) if message else ""
    tags = [tag for tag in tags_in(words) if tag in await context.services.chats.tags()]
    if words and len(tags) == len(tags_in(words)):
        target = Target(tags=tuple(dict.fromkeys([*draft.target.tags, *tags])), chats=draft.target.chats)
    else:
        chats = await chats_named(context, words)
        if isinstance(chats, str):
            await say(update, context, chats)
            return
        target = Target(tags=draft.target.tags, chats=tuple(dict.fromkeys([*draft.target.chats, *chats])))
    await _kept(update, context, who, replace(draft, target=target), "target")


async def _take_time(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    message, now = update.effective_message, context.services.now()
    words = question_of(message) if message else ""
    if words.startswith("每") or read_cron(" ".join(words.split()[:5])) is not None:
        repeat = read_repeat(words, now)
        if isinstance(repeat, RepeatFault):
            await say(update, context, sentence(f"repeat_{repeat.value}", limit=MOST_A_DAY))
            return
        changed = replace(draft, repeat=repeat, send_at=None, urgent=False)
    else:
        moment = read_moment(words, now)
        if isinstance(moment, MomentFault):
            await say(update, context, sentence(f"moment_{moment.value}"))
            return
        changed = replace(draft, repeat=None, send_at=None if moment == now else moment, urgent=False)
    await _kept(update, context, who, changed, "time")


async def _take_valid(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    message = update.effective_message
    end = read_valid(question_of(message) if message else "", draft, context.services.now())
    if isinstance(end, str):
        await say(update, context, end)
        return
    await _kept(update, context, who, replace(draft, valid_until=end), "valid_until")


async def _take_entries(update: Update, context: BotContext, who: int, draft: Announcement) -> None:
    message, services = update.effective_message, context.services
    words = (question_of(message) if message else "").replace("，", " ").replace("、", " ").split()
    entries = () if set(words) <= _NO_ENTRIES else tuple(dict.fromkeys(words))
    if not words:
        await say(update, context, sentence("entries_wanted"))
        return
    if strange := unknown(services.engine(), entries):
        await say(update, context, sentence("entries_unknown", entries="、".join(strange)))
        return
    body = body_of(services.engine(), draft)
    if body is None:
        await say(update, context, sentence("announce_cited_otherwise"))
        await ask(update, context, who, draft, WritingStep.CONTENT)
        return
    changed = with_body(services, draft, body, entries)
    if wrong := wrong_words(services.engine(), changed, services.now()):
        await say(update, context, wrong)
        return
    await _kept(update, context, who, changed, "entries")


async def _kept(update: Update, context: BotContext, who: int, draft: Announcement, what: str) -> None:
    """Keeps a changed draft and shows it."""
    if await keep(context, who, draft, what):
        await show_draft(update, context, who, draft)
    else:
        await say(update, context, sentence("announce_nothing"))


_TAKES: dict[WritingStep, DraftHandler] = {
    WritingStep.CONTENT: _take_content,
    WritingStep.TARGET: _take_target,
    WritingStep.TIME: _take_time,
    WritingStep.VALID: _take_valid,
    WritingStep.ENTRIES: _take_entries,
    WritingStep.CONFIRM: confirm_typed,
}
