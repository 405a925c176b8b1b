"""The bot over python-telegram-bot's own HTTPXRequest, to be measured beside the bot as it is."""

from __future__ import annotations

import sys
from typing import Any

from telegram.request import HTTPXRequest

from bot import app
from bot.cli import main


def _httpx(connections: int, **settings: Any) -> HTTPXRequest:
    return HTTPXRequest(connections, **settings)


if __name__ == "__main__":
    app.AiohttpRequest = _httpx  # type: ignore[attr-defined, assignment]
    sys.argv[1:] = ["run"]
    main()
