"""Telegram's own menu of commands, in each language."""

from __future__ import annotations

import itertools

import structlog
from telegram import BotCommand, BotCommandScopeAllChatAdministrators
from telegram.error import TelegramError

from bot.application import Bot
from handlers.context import Services
from handlers.routes import COMMANDS, GROUP_COMMANDS

_LANGUAGES = (("zh", None), ("en", "en"))
# Everybody's menu, and that of administrators of groups, which Telegram shows them instead.
_MENUS = ((None, COMMANDS), (BotCommandScopeAllChatAdministrators(), (*COMMANDS, *GROUP_COMMANDS)))
_log = structlog.get_logger(__name__)


async def offer_commands(application: Bot) -> None:
    """Sets the menu; a bot without one still answers, so a refusal is only logged."""
    services: Services = application.bot_data["services"]
    wording = services.engine().wording
    for (language, code), (scope, named) in itertools.product(_LANGUAGES, _MENUS):
        commands = [BotCommand(name, wording.text(f"command_{name}", language)) for name, _ in named]
        try:
            await application.bot.set_my_commands(commands, scope=scope, language_code=code)
        except TelegramError as error:
            _log.warning("The menu of commands was not set.", action="menu_failed", reason=str(error))
