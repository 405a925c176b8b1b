"""A bare echo bot of python-telegram-bot with its default settings: what the library itself can do.

`python -m benchmarks.echo TOKEN BASE_URL [--aiohttp] [--at-once N]`
"""

from __future__ import annotations

import argparse
import logging
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.echo")
    parser.add_argument("token")
    parser.add_argument("base_url")
    parser.add_argument("--aiohttp", action="store_true", help="over our request instead of the default")
    parser.add_argument("--at-once", type=int, help="concurrent_updates instead of one after the other")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    builder: Any = ApplicationBuilder().token(given.token).base_url(given.base_url)
    if given.aiohttp:
        from bot.request import AiohttpRequest

        builder = builder.request(AiohttpRequest(256)).get_updates_request(AiohttpRequest(1))
    if given.at_once:
        builder = builder.concurrent_updates(given.at_once)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    main()
