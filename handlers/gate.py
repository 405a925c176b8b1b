"""The gate before all handlers: whoever asks too much at once is told so once, and then ignored."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from telegram import Chat, Update
from telegram.ext import ApplicationHandlerStop

from handlers.context import BotContext, Pace
from handlers.incoming import fixed, sender, words_of
from handlers.replying import acknowledge, say

Callback = Callable[[Update, BotContext], Coroutine[Any, Any, None]]

_QUESTION = 1.0
_SUGGESTION = 0.1  # inline queries come with every letter typed

_log = structlog.get_logger(__name__)


async def check(update: Update, context: BotContext) -> None:
    """Stops an update of somebody who is too fast; what members of a group write to others is not counted."""
    message = update.effective_message
    if update.inline_query is not None:
        await hold_back(update, context, _SUGGESTION)
    elif update.callback_query is not None or (message is not None and message.chat.type == Chat.PRIVATE):
        await hold_back(update, context, _QUESTION)


def counted(callback: Callback) -> Callback:
    """Wraps the callback of a command so that it is counted in groups too, as everything is in private."""

    async def paced(update: Update, context: BotContext) -> None:
        message = update.effective_message
        if message is not None and message.chat.type != Chat.PRIVATE:
            await hold_back(update, context)
        await callback(update, context)

    return paced


async def hold_back(update: Update, context: BotContext, cost: float = _QUESTION) -> None:
    """Counts an update and stops one too many, with a sentence, unless it reports an emergency."""
    who = sender(update, context.services.seal)
    pace = Pace.FREE if who is None else context.services.limiter.take(who.person, cost)
    if pace is Pace.FREE or _is_emergency(update, context):
        return
    _log.info("Somebody asks too fast.", action="held_back", pace=pace.value)
    text = fixed(update, context, "too_fast")
    if update.callback_query is not None:
        await acknowledge(update.callback_query, text if pace is Pace.SAY_SO else "", alert=True)
    elif update.inline_query is None and pace is Pace.SAY_SO:
        await say(update, context, text)
    raise ApplicationHandlerStop


def _is_emergency(update: Update, context: BotContext) -> bool:
    """Whether a message reports an emergency; a press of a button does not."""
    message = update.effective_message if update.callback_query is None else None
    return message is not None and context.services.engine().is_emergency(words_of(message))
