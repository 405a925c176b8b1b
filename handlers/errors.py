"""Where whatever a handler raises ends: log first, then apologise.

Three more places catch anything at all: `bot/inbox.py` around an update, which is tried again;
`bot/background.py` around a job, which is begun again; `bot/embedders.py` while a model is loaded.
"""

from __future__ import annotations

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.context import BotContext
from handlers.incoming import fixed
from handlers.replying import acknowledge, say
from handlers.uncertain import UncertainError

_TOPIC_GONE = "thread not found"
_log = structlog.get_logger(__name__)


async def failed(update: object, context: BotContext) -> None:
    """Handles unexpected errors: apologises, unless the person has left or may have an answer."""
    error = context.error
    known = update if isinstance(update, Update) else None
    number = known.update_id if known else None
    if isinstance(error, Forbidden):
        _log.info("A chat does not take messages any more.", action="forbidden", update_id=number)
        return
    if isinstance(error, BadRequest) and _TOPIC_GONE in error.message.lower():
        _log.info("The topic of a question was deleted.", action="topic_gone", update_id=number)
        return
    if isinstance(error, UncertainError):  # it may stand there; an apology beneath it would be wrong
        _log.warning(
            "An answer may have arrived.", action="send_uncertain", update_id=number, reason=str(error)
        )
        return
    _log.error("A handler failed.", action="handler_failed", update_id=number, exc_info=error)
    if known is None:
        return
    try:
        await _apologise(known, context)
    except TelegramError as second:
        _log.warning("The apology failed too.", action="apology_failed", update_id=number, reason=str(second))


async def _apologise(update: Update, context: BotContext) -> None:
    text = fixed(update, context, "error_apology")
    if update.callback_query is not None:
        await acknowledge(update.callback_query, text, alert=True)
    elif update.message is not None and update.message.chat.type == "private":
        await say(update, context, text)
