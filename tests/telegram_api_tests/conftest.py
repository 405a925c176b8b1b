"""A server, and a real python-telegram-bot at its other end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import pytest_asyncio
from telegram.error import TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from tests.telegram_api.fixtures import telegram
from tests.telegram_api.server import TelegramServer

__all__ = ["telegram"]

Bot = ExtBot[None]


@pytest.fixture(autouse=True)
def coming_library_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time spans as the library will give them; it warns while it gives numbers."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    """A bot that speaks HTTP with the server, with little patience."""
    patience: dict[str, Any] = {"read_timeout": 0.5, "connect_timeout": 0.5}
    request, polling = HTTPXRequest(**patience), HTTPXRequest(**patience)
    async with ExtBot(
        telegram.token, base_url=telegram.base_url, request=request, get_updates_request=polling
    ) as bot:
        yield bot


@contextmanager
def refused(telegram: TelegramServer, sentence: str) -> Iterator[None]:
    """The last call in here must be refused with these words."""
    with pytest.raises(TelegramError):
        yield
    assert telegram.world.calls[-1].description == sentence
