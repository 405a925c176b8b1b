"""Whatever happens to the disk: a sentence says what is wrong and what to do, and no question is lost."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import TOWNS
from tests.end_to_end.process import BotProcess
from tests.end_to_end.test_conversations import FEE
from tests.telegram_api.people import Person
from tests.telegram_api.server import TelegramServer

LATER = 40.0


async def refuses_to_start(bot: BotProcess, *words: str) -> None:
    """It ends by itself with a sentence that says these words, and nothing for programmers."""
    said = len(bot.said())
    await bot.start()
    try:
        assert await bot.ended() == 2, bot.said()
        for word in words:
            assert word in bot.said()[said:]
        assert "Traceback" not in bot.said()[said:]
    finally:
        await bot.stop_or_kill()


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


async def test_a_locked_database_delays_answers_and_loses_none(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    alice = telegram.person("Alice")
    async with BotProcess.beside(telegram, tmp_path).running() as bot:
        with closing(sqlite3.connect(bot.data / "anda.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            alice.writes(FEE)
            await bot.says("storage_waits")
            assert telegram.world.updates.pending  # not confirmed: Telegram keeps it too
            other.execute("ROLLBACK")
        assert "12元" in (await alice.receives(LATER)).text
        assert bot.lines("handler_failed") == []


async def test_a_full_disk_delays_answers_and_loses_none(telegram: TelegramServer, tmp_path: Path) -> None:
    alice = telegram.person("Alice")
    async with BotProcess.beside(telegram, tmp_path).running() as bot:
        size = (bot.data / "anda.sqlite").stat().st_size
        with largest_file(bot.pid, max(size, 4096)):
            for _ in range(20):
                alice.writes(FEE)
            await bot.says("storage_waits")
        for _ in range(20):
            assert "12元" in (await alice.receives(LATER)).text
        await alice.receives_nothing()
        assert bot.lines("handler_failed") == []


@contextmanager
def largest_file(pid: int, size: int) -> Iterator[None]:
    """No file of a process may grow beyond a size, as on a disk that is full."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def answers_again(bot: BotProcess, alice: Person) -> None:
    """What was asked meanwhile is answered."""
    async with bot.running():
        assert "12元" in (await alice.receives(LATER)).text


@pytest.fixture
async def stopped(telegram: TelegramServer, tmp_path: Path) -> BotProcess:
    """A bot that ran once, so that it has a database."""
    bot = BotProcess.beside(telegram, tmp_path)
    async with bot.running():
        pass
    return bot


async def test_a_database_of_a_newer_kind_may_only_be_read_and_ends_in_a_sentence(
    telegram: TelegramServer, stopped: BotProcess
) -> None:
    alice, file = telegram.person("Alice"), stopped.data / "anda.sqlite"
    alice.writes(FEE)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    whole = file.read_bytes()
    file.write_bytes(whole[:18] + b"\x03" + whole[19:])  # write version 3 in its header
    await refuses_to_start(stopped, "数据库", "只能读，不能写", "权限")
    file.write_bytes(whole)
    await answers_again(stopped, alice)


async def test_a_database_that_turns_read_only_delays_answers_and_loses_none(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    alice, bot = telegram.person("Alice"), BotProcess.beside(telegram, tmp_path)
    bot.through = like_anybody()
    async with bot.running():
        with only_readable(bot):
            with largest_file(bot.pid, 4096):  # the first trouble makes it connect anew
                alice.writes(FEE)
                await bot.says("storage_waits")
            await bot.says("storage_waits", reason="attempt to write a readonly database")
            assert telegram.world.updates.pending
        assert "12元" in (await alice.receives(LATER)).text
        assert bot.lines("handler_failed") == []


async def test_a_database_that_must_not_be_written_ends_in_a_sentence_and_nothing_is_lost(
    telegram: TelegramServer, stopped: BotProcess
) -> None:
    alice = telegram.person("Alice")
    alice.writes(FEE)
    stopped.through = like_anybody()
    with only_readable(stopped):
        await refuses_to_start(stopped, "只能读，不能写", "权限")
    await answers_again(stopped, alice)


def like_anybody() -> Sequence[str]:
    """A command that runs another without the superuser's right to write where permissions forbid it."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("the superuser may write anything here, and setpriv is missing")
    return ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")


@contextmanager
def only_readable(bot: BotProcess) -> Iterator[None]:
    """The files of a bot's database may not be written, nor those that SQLite makes beside them meanwhile."""
    try:
        for file in bot.data.glob("anda.sqlite*"):
            file.chmod(0o400)
        yield
    finally:
        for file in bot.data.glob("anda.sqlite*"):
            file.chmod(0o600)


async def test_a_damaged_database_ends_in_a_sentence_and_is_left_alone(
    telegram: TelegramServer, stopped: BotProcess
) -> None:
    alice, file = telegram.person("Alice"), stopped.data / "anda.sqlite"
    alice.writes(FEE)
    whole, damaged = file.read_bytes(), b"no database at all" * 4000
    file.write_bytes(damaged)
    await refuses_to_start(stopped, "数据库文件坏了", "备份")
    assert file.read_bytes() == damaged
    file.write_bytes(whole)
    await answers_again(stopped, alice)


async def test_an_update_that_cannot_be_written_off_ends_it_and_is_answered_by_the_next_start(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    alice = telegram.person("Alice")
    async with BotProcess.beside(telegram, tmp_path).running() as bot:
        with closing(sqlite3.connect(bot.data / "anda.sqlite")) as database:
            database.execute(
                "CREATE TRIGGER broken BEFORE UPDATE ON updates BEGIN SELECT RAISE(ABORT, 'broken'); END"
            )
        alice.writes(FEE)
        assert await bot.ended() == 1
        assert bot.lines("inbox_failed") and "broken" in bot.said()
        assert FEE not in bot.said()
        with closing(sqlite3.connect(bot.data / "anda.sqlite")) as database:
            database.execute("DROP TRIGGER broken")
        await answers_again(bot, alice)


async def test_a_damaged_configuration_ends_in_a_sentence(telegram: TelegramServer, tmp_path: Path) -> None:
    alice, config = telegram.person("Alice"), tmp_path / "config.yaml"
    config.write_text("limitz: [", "utf-8")
    bot = BotProcess.beside(telegram, tmp_path, CONFIG=str(config))
    alice.writes(FEE)
    await refuses_to_start(bot, str(config), "没有配对")
    config.write_text("timezone: Mars/Olympus\nlimitz: {}", "utf-8")
    await refuses_to_start(bot, "timezone", "limitz")
    config.write_text("", "utf-8")
    await answers_again(bot, alice)


async def test_a_missing_content_folder_ends_in_a_sentence_and_later_keeps_what_is_in_use(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    alice, town = telegram.person("Alice"), tmp_path / "town"
    bot = BotProcess.beside(telegram, tmp_path / "bot", KNOWLEDGE__DIR=str(town))
    alice.writes(FEE)
    await refuses_to_start(bot, str(town))
    shutil.copytree(TOWNS / "lanhe", town)
    async with bot.running():
        assert "12元" in (await alice.receives(LATER)).text
        town.rename(tmp_path / "elsewhere")
        await bot.says("content_faulty")
        alice.writes(FEE)
        assert "12元" in (await alice.receives(LATER)).text
