"""What people do with an answer: rate it, report it, ask a person, ask to be told."""

from __future__ import annotations

from telegram import Update

from handlers.context import BotContext
from handlers.keyboards import LEVELS, REASONS
from handlers.pressing import Pressed, pressed
from handlers.records import Channel, Follower, KeptAnswer
from handlers.replying import acknowledge, change_keyboard, say

_LOW = 2  # this level and below are asked for a reason
_REPORTED = frozenset({2, 4})  # 内容不对, 内容太旧: as good as 答案不对


async def rate_pressed(update: Update, context: BotContext) -> None:
    """Shows the five levels."""
    button = await pressed(update, context)
    if button is not None:
        await acknowledge(button.query, button.text("rate_prompt"))
        await change_keyboard(button.query, button.keyboards.levels(button.answer_id))


async def level_pressed(update: Update, context: BotContext) -> None:
    """Keeps a rating; the two lowest are asked why."""
    button = await pressed(update, context)
    if button is None:
        return
    level = button.press.number
    feedback, now = context.services.feedback, context.services.now()
    known = level in LEVELS and await feedback.rate(button.answer_id, button.who.person, level, now)
    low = known and level <= _LOW
    await _acknowledge(button, known, "rate_reason" if low else "rated")
    keyboards = button.keyboards
    await change_keyboard(
        button.query, keyboards.reasons(button.answer_id) if low else keyboards.doubts(button.answer_id)
    )


async def reason_pressed(update: Update, context: BotContext) -> None:
    """Keeps why a rating was low, in the words of the button; what is wrong or old is reported too."""
    button = await pressed(update, context)
    if button is None:
        return
    number = button.press.number
    wording = button.engine.wording
    known = number in REASONS and await context.services.feedback.give_reason(
        button.answer_id, button.who.person, wording.text(f"reason_{number}")
    )
    if known and number in _REPORTED:
        await context.services.feedback.report(_follower(button))
    await _acknowledge(button, known, "reason_noted")
    await change_keyboard(button.query, button.keyboards.human(button.answer_id))


async def wrong_pressed(update: Update, context: BotContext) -> None:
    """答案不对: a report that reaches staff."""
    button = await pressed(update, context)
    if button is None:
        return
    known = await context.services.feedback.report(_follower(button))
    await _acknowledge(button, known, "reported", alert=True)
    await change_keyboard(button.query, button.keyboards.human(button.answer_id))


async def follow_pressed(update: Update, context: BotContext) -> None:
    """Notes that the person wants to be told of an answer."""
    button = await pressed(update, context)
    if button is None:
        return
    known = await context.services.feedback.follow(_follower(button))
    await _acknowledge(button, known, "followed", alert=True)
    if known:
        await change_keyboard(button.query, button.keyboards.human(button.answer_id))


async def human_pressed(update: Update, context: BotContext) -> None:
    """问人工: the number to call and what to say there."""
    button = await pressed(update, context)
    if button is None:
        return
    await acknowledge(button.query)
    asked = await context.services.answers.answer(button.answer_id) or await _last_question(button)
    await say(update, context, button.text("human", question=asked.question if asked else "……"))


async def _last_question(button: Pressed) -> KeptAnswer | None:
    """What the person asked last; nothing in a group, where that may be from another chat."""
    if button.who.place is Channel.GROUP:
        return None
    return next(iter(await button.services.answers.history(button.who.person, 1)), None)


def _follower(button: Pressed) -> Follower:
    return Follower(
        answer=button.answer_id,
        person=button.who.person,
        chat_id=button.who.chat_id,
        since=button.services.now(),
    )


async def _acknowledge(button: Pressed, known: bool, key: str, *, alert: bool = False) -> None:
    """Says the sentence, or that the answer is not known any more."""
    await acknowledge(button.query, button.text(key if known else "button_stale"), alert=alert or not known)
