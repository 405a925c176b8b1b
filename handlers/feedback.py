"""What people do with an answer: rate it, report it, ask a person, ask to be told."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.keyboards import LEVELS, REASONS
from handlers.pressing import Pressed, pressed
from handlers.records import Asked, Follower, Place
from handlers.replying import acknowledge, change_keyboard, say

_LOW = 2  # this level and below are asked for a reason
_REPORTED = frozenset({2, 4})  # 内容不对, 内容太旧: as good as 答案不对


async def rate_pressed(update: Update, context: Context) -> None:
    """Shows the five levels."""
    held = await pressed(update, context)
    if held is not None:
        await acknowledge(held.query, held.text("rate_prompt"))
        await change_keyboard(held.query, held.keyboards.levels(held.answer_id))


async def level_pressed(update: Update, context: Context) -> None:
    """Keeps a rating; the two lowest are asked why."""
    held = await pressed(update, context)
    if held is None:
        return
    level = held.press.number
    feedback, now = context.services.feedback, context.services.now()
    known = level in LEVELS and await feedback.rate(held.answer_id, held.who.person, level, now)
    low = known and level <= _LOW
    await _tell(held, known, "rate_reason" if low else "rated")
    keyboards = held.keyboards
    await change_keyboard(
        held.query, keyboards.reasons(held.answer_id) if low else keyboards.doubts(held.answer_id)
    )


async def reason_pressed(update: Update, context: Context) -> None:
    """Keeps why a rating was low, in the words of the button; what is wrong or old is reported too."""
    held = await pressed(update, context)
    if held is None:
        return
    number = held.press.number
    wording = held.engine.wording
    known = number in REASONS and await context.services.feedback.give_reason(
        held.answer_id, held.who.person, wording.text(f"reason_{number}")
    )
    if known and number in _REPORTED:
        await context.services.feedback.report(_follower(held))
    await _tell(held, known, "reason_noted")
    await change_keyboard(held.query, held.keyboards.human(held.answer_id))


async def wrong_pressed(update: Update, context: Context) -> None:
    """答案不对: a report that reaches staff."""
    held = await pressed(update, context)
    if held is None:
        return
    known = await context.services.feedback.report(_follower(held))
    await _tell(held, known, "reported", alert=True)
    await change_keyboard(held.query, held.keyboards.human(held.answer_id))


async def follow_pressed(update: Update, context: Context) -> None:
    """Notes that the person wants to be told."""
    held = await pressed(update, context)
    if held is None:
        return
    known = await context.services.feedback.follow(_follower(held))
    await _tell(held, known, "followed", alert=True)
    if known:
        await change_keyboard(held.query, held.keyboards.human(held.answer_id))


async def human_pressed(update: Update, context: Context) -> None:
    """问人工: the number to call and what to say there."""
    held = await pressed(update, context)
    if held is None:
        return
    await acknowledge(held.query)
    asked = await context.services.answers.answer(held.answer_id) or await _last_question(held)
    await say(update, context, held.text("human", question=asked.question if asked else "……"))


async def _last_question(held: Pressed) -> Asked | None:
    """What the person asked last; nothing in a group, where that may be from another chat."""
    if held.who.place is Place.GROUP:
        return None
    return next(iter(await held.services.answers.history(held.who.person, 1)), None)


def _follower(held: Pressed) -> Follower:
    return Follower(
        answer=held.answer_id,
        person=held.who.person,
        chat_id=held.who.chat_id,
        since=held.services.now(),
    )


async def _tell(held: Pressed, known: bool, key: str, *, alert: bool = False) -> None:
    """The sentence, or that the answer is not known any more."""
    await acknowledge(held.query, held.text(key if known else "button_stale"), alert=alert or not known)
