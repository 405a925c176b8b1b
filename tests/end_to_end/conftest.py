"""One Telegram and one running bot for a module; every call of the bot must have kept Telegram's rules."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.end_to_end.process import BotProcess
from tests.telegram_api.server import TelegramServer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(
    telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """The bot, ready to answer; in the end it must stop cleanly when told to."""
    process = BotProcess.beside(telegram, tmp_path_factory.mktemp("bot"), LOG__LEVEL="debug")
    async with process.running_to_its_end():
        yield process


@pytest.fixture
def rules(telegram: TelegramServer) -> Iterator[None]:
    """No call of the bot may have broken a rule of Telegram's, and no handler may have failed."""
    before = len(telegram.refused())
    yield
    assert telegram.refused()[before:] == []
