"""Telegram's own menu of commands, in each language."""

from __future__ import annotations

import structlog
from telegram import BotCommand
from telegram.error import TelegramError

from bot.application import Bot
from handlers.context import Services
from handlers.routes import COMMANDS

_LANGUAGES = (("zh", None), ("en", "en"))
_log = structlog.get_logger(__name__)


async def offer_commands(application: Bot) -> None:
    """Sets the menu; a bot without one still answers, so a refusal is only noted."""
    services: Services = application.bot_data["services"]
    wording = services.engine().wording
    for language, code in _LANGUAGES:
        commands = [BotCommand(name, wording.text(f"command_{name}", language)) for name, _ in COMMANDS]
        try:
            await application.bot.set_my_commands(commands, language_code=code)
        except TelegramError as error:
            _log.warning("The menu of commands was not set.", action="menu_failed", reason=str(error))
