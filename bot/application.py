"""python-telegram-bot's Application around a bot, with our routes and nothing that keeps state."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from handlers.context import BotContext, Services
from handlers.errors import failed
from handlers.routes import ROUTES

Bot = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]


def application_of(bot: ExtBot[None], services: Services) -> Bot:
    """The application that answers; it is given updates one by one and fetches none itself."""
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None)
    application = builder.context_types(ContextTypes(context=BotContext)).build()
    application.bot_data["services"] = services
    for group, routes in ROUTES.items():
        application.add_handlers(routes, group)
    application.add_error_handler(failed)
    return application
