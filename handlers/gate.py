"""Before anything else: whoever asks too much at once hears so once, then nothing."""

from __future__ import annotations

import structlog
from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context, Pace
from handlers.incoming import fixed, sender
from handlers.replying import acknowledge, say

_QUESTION = 1.0
_SUGGESTION = 0.1  # inline queries come with every letter typed

_log = structlog.get_logger(__name__)


async def check(update: Update, context: Context) -> None:
    """Stops an update of somebody who is too fast; what a group says among itself is not counted."""
    message = update.effective_message
    if update.inline_query is not None:
        await hold_back(update, context, _SUGGESTION)
    elif update.callback_query is not None or (message is not None and message.chat.type == "private"):
        await hold_back(update, context, _QUESTION)


async def hold_back(update: Update, context: Context, cost: float = _QUESTION) -> None:
    """Counts an update; one too many is told so, and goes no further."""
    who = sender(update, context.services.seal)
    pace = Pace.FREE if who is None else context.services.limiter.take(who.person, cost)
    if pace is Pace.FREE:
        return
    _log.info("Somebody asks too fast.", action="held_back", pace=pace.value)
    text = fixed(update, context, "too_fast")
    if update.callback_query is not None:
        await acknowledge(update.callback_query, text if pace is Pace.SAY_SO else "", alert=True)
    elif update.inline_query is None and pace is Pace.SAY_SO:
        await say(update, context, text)
    raise ApplicationHandlerStop
