"""Fixtures for a conftest: `from tests.telegram_api.fixtures import telegram`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.telegram_api.server import TelegramServer


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """A server on a free port, with nobody in it yet."""
    async with TelegramServer() as server:
        yield server
