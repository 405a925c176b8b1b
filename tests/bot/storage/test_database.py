"""Writes are committed together, fail one by one, and wait for trouble that passes."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from structlog.testing import capture_logs

from bot.storage.database import Database, NotWrittenError, engine_for, sqlite_url
from bot.storage.incidents import is_passing
from bot.storage.tables import preferences
from tests.bot.storage.conftest import rows


class Adding:
    """A job that adds a row."""

    def __init__(self, person: str) -> None:
        self._person = person

    def __call__(self, connection: Connection) -> str:
        connection.execute(insert(preferences).values(person=self._person, simple=True))
        return self._person


async def test_a_hundred_writes_at_once_all_arrive(database: Database) -> None:
    written = await asyncio.gather(*(database.write(Adding(str(number))) for number in range(100)))
    assert written == [str(number) for number in range(100)]
    assert await rows(database, "preferences") == 100


async def test_a_write_that_fails_lets_the_others_succeed(database: Database) -> None:
    results = await asyncio.gather(
        *(database.write(Adding(person)) for person in ("ann", "ann", "ben")), return_exceptions=True
    )
    assert results[0] == "ann" and results[2] == "ben"
    assert isinstance(results[1], IntegrityError)
    assert await rows(database, "preferences") == 2


async def test_an_error_that_is_no_database_error_is_raised_to_the_caller(database: Database) -> None:
    def job(connection: Connection) -> None:
        Adding("ann")(connection)
        raise KeyError("mistake")

    with pytest.raises(KeyError):
        await database.write(job)
    await database.write(Adding("ben"))
    assert await rows(database, "preferences") == 1


async def test_what_was_queued_is_written_before_the_database_closes(url: str) -> None:
    async with Database(engine_for(url)).opened() as database:
        pending = [asyncio.create_task(database.write(Adding(str(number)))) for number in range(10)]
        await asyncio.sleep(0)
    assert [await task for task in pending] == [str(number) for number in range(10)]


async def test_what_cannot_be_written_before_the_database_closes_is_counted_and_fails(
    tmp_path: Path,
) -> None:
    file = tmp_path / "anda.sqlite"
    with capture_logs() as lines:
        opening = Database(engine_for(sqlite_url(file)), pause=0.01, closing_seconds=0.1).opened()
        async with opening as database:
            await database.write(_with_short_timeout)
            other = sqlite3.connect(file, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            first = [asyncio.create_task(database.write(Adding(str(number)))) for number in range(2)]
            await asyncio.sleep(0.05)  # these are being written, the next wait in the queue
            rest = [asyncio.create_task(database.write(Adding(str(number)))) for number in range(2, 5)]
            await asyncio.sleep(0)
    other.close()
    results = await asyncio.wait_for(asyncio.gather(*first, *rest, return_exceptions=True), 5)
    assert [type(result) for result in results] == [NotWrittenError] * 5
    assert [line["count"] for line in lines if line["action"] == "writes_lost"] == [5]


async def test_a_locked_file_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "anda.sqlite"
    engine = engine_for(sqlite_url(file))
    async with Database(engine, pause=0.01).opened() as database:
        await database.write(_with_short_timeout)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(database.write(Adding("ann")))
        done, _ = await asyncio.wait([writing], timeout=0.3)
        assert not done
        other.execute("COMMIT")
        other.close()
        assert await asyncio.wait_for(writing, 15) == "ann"


def _with_short_timeout(connection: Connection) -> None:
    connection.execute(text("PRAGMA busy_timeout=10"))


class Disk:
    """A disk that holds so many pages of a file and no more."""

    pages = 1_000_000

    def limit(self, connection: Any, *_: Any) -> None:
        """Applies to each connection as it is taken from the pool."""
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count={self.pages}")
        cursor.close()


async def test_a_full_disk_is_waited_for(tmp_path: Path) -> None:
    disk = Disk()
    engine = engine_for(sqlite_url(tmp_path / "anda.sqlite"))
    event.listen(engine, "checkout", disk.limit)
    async with Database(engine, pause=0.01).opened() as database:
        disk.pages = 1  # less than there is: not a page can be added
        writing = [asyncio.create_task(database.write(Adding(f"{n:032}"))) for n in range(500)]
        await asyncio.wait(writing, timeout=0.5)
        assert not all(task.done() for task in writing)
        disk.pages = 1_000_000
        await asyncio.wait_for(asyncio.gather(*writing), 15)
        assert await rows(database, "preferences") == 500


@pytest.mark.parametrize(
    ("code", "passing"),
    [
        pytest.param(sqlite3.SQLITE_BUSY, True, id="locked"),
        pytest.param(sqlite3.SQLITE_FULL, True, id="no space left"),
        pytest.param(sqlite3.SQLITE_READONLY | (3 << 8), True, id="read-only, refined"),
        pytest.param(sqlite3.SQLITE_ERROR, False, id="a mistake in the statement"),
        pytest.param(sqlite3.SQLITE_CONSTRAINT, False, id="a constraint"),
    ],
)
def test_only_trouble_that_passes_is_waited_for(code: int, passing: bool) -> None:
    cause = sqlite3.OperationalError("x")
    cause.sqlite_errorcode = code
    assert is_passing(DBAPIError("", None, cause)) is passing
