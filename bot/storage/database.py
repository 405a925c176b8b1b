"""The open database: one thread writes, several read, and waiting writes are committed together.

The driver is a plain one: an asyncio driver changes threads for every statement, which made up three
quarters of the time of an answer (docs/adr/0006).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from bot.storage.incidents import is_passing
from bot.storage.migrations.upgrade import upgrade
from bot.storage.statements import put
from bot.storage.tables import settings

Result = TypeVar("Result")
DatabaseJob = Callable[[Connection], Result]

_MOST_TOGETHER = 64
_READERS = 4
_BUSY_MILLISECONDS = 5_000
_LONGEST_PAUSE = 10.0
_OPENED = "opened"
_POSTGRESQL = ("postgresql", "postgres")  # hosting services write the short form
# What is deleted is overwritten too: a chat stands in the inbox's payload until its update is done.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={_BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "secure_delete=ON",
)
_log = structlog.get_logger(__name__)


def sqlite_url(file: Path) -> str:
    """The URL of a SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def engine_for(url: str) -> Engine:
    """The engine of a SQLite or PostgreSQL URL; what people wrote never stands in its errors.

    ValueError for a database of another kind.
    """
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind not in ("sqlite", *_POSTGRESQL):
        raise ValueError("neither SQLite nor PostgreSQL")
    if kind == "sqlite":
        engine = create_engine(parsed.set(drivername="sqlite"), hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    postgresql = parsed.set(drivername="postgresql+psycopg")
    return create_engine(postgresql, pool_pre_ping=True, hide_parameters=True)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class NotWrittenError(Exception):
    """The database was closed before it was known that a job had been committed."""


@dataclass(frozen=True, slots=True)
class _Queued(Generic[Result]):
    """A write that waits for its turn, and where its outcome goes."""

    job: DatabaseJob[Result]
    outcome: asyncio.Future[Result]

    @property
    def is_settled(self) -> bool:
        """Whether the outcome was handed over; of one that nobody waits for any more, nothing is known."""
        return self.outcome.done() and not self.outcome.cancelled()

    def settle(self, result: Result | BaseException) -> None:
        """Hands the outcome over, unless nobody waits for it any more."""
        if self.outcome.done():
            return
        if isinstance(result, BaseException):
            self.outcome.set_exception(result)
        else:
            self.outcome.set_result(result)


class Database:
    """A database that is open; `write` returns after the commit, so what it returned is on disk.

    Trouble that passes (a locked or full disk, a lost server) makes writers wait instead of failing; when it
    has not passed `closing_seconds` after the end, what waits is not written.
    """

    def __init__(self, engine: Engine, pause: float = 0.5, closing_seconds: float = _LONGEST_PAUSE) -> None:
        self._engine = engine
        self._writing = engine.execution_options(writes=True)
        self._jobs: asyncio.Queue[_Queued[Any]] = asyncio.Queue()
        self._in_hand: Sequence[_Queued[Any]] = ()
        self._pause = pause
        self._closing_seconds = closing_seconds
        self._writer: asyncio.Task[None] | None = None
        self._write_thread = ThreadPoolExecutor(1, "anda-writes")
        self._read_threads = ThreadPoolExecutor(_READERS, "anda-reads")

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        """Brings the schema up to date and writes until closed; what was queued is written first, if it can.

        DBAPIError when nothing can be written.
        """
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._write_thread, self._transact, [upgrade, _note_opening])
        self._writer = asyncio.create_task(self._write_batches())
        try:
            yield self
        finally:
            await self._close()

    async def _close(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._jobs.join(), timeout=self._closing_seconds)
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.wait([self._writer])
        self._give_up()
        self._write_thread.shutdown()
        self._read_threads.shutdown()
        self._engine.dispose()

    def _give_up(self) -> None:
        """Fails the jobs that could not be written in time, so that nobody waits for them."""
        waiting = [queued for queued in self._in_hand if not queued.is_settled]
        while not self._jobs.empty():
            waiting.append(self._jobs.get_nowait())
        if waiting:
            _log.error("Writes were lost at closing.", action="writes_lost", count=len(waiting))
        for queued in waiting:
            queued.settle(NotWrittenError())

    async def read(self, job: DatabaseJob[Result]) -> Result:
        """Runs a job that only reads; it may run more than once."""
        pause = self._pause
        while True:
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._read_threads, self._read_once, job)
            except DBAPIError as error:
                if not is_passing(error):
                    raise
                self._connect_anew(error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _read_once(self, job: DatabaseJob[Result]) -> Result:
        with self._engine.connect() as connection:
            return job(connection)

    async def rows(self, query: Executable) -> Sequence[Any]:
        """The rows of a query."""
        return await self.read(lambda connection: connection.execute(query).all())

    async def scalars(self, query: Executable) -> Sequence[Any]:
        """The first column of the rows of a query."""
        return await self.read(lambda connection: connection.scalars(query).all())

    async def write(self, job: DatabaseJob[Result]) -> Result:
        """Runs a job in a transaction, together with others that wait; it may run more than once."""
        queued = _Queued(job, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(queued)
        result: Result = await queued.outcome
        return result

    async def _write_batches(self) -> None:
        while True:
            batch = [await self._jobs.get()]
            while len(batch) < _MOST_TOGETHER and not self._jobs.empty():
                batch.append(self._jobs.get_nowait())
            self._in_hand = batch
            await self._write_with_retries(batch)
            self._in_hand = ()
            for _ in batch:
                self._jobs.task_done()

    async def _write_with_retries(self, batch: Sequence[_Queued[Any]]) -> None:
        """Commits a batch, again and again while the trouble is one that passes.

        When a job of several fails, each is done by itself, so that it fails alone.
        """
        pause = self._pause
        while (error := await self._committed(batch)) is not None:
            if isinstance(error, DBAPIError) and is_passing(error):
                self._connect_anew(error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            elif len(batch) == 1:
                batch[0].settle(error)
                return
            else:
                for queued in batch:
                    await self._write_with_retries([queued])
                return

    async def _committed(self, batch: Sequence[_Queued[Any]]) -> BaseException | None:
        """Commits a batch and hands out the results; or why it could not be, with nothing done."""
        jobs = [queued.job for queued in batch]
        done = asyncio.get_running_loop().run_in_executor(self._write_thread, self._transact, jobs)
        await asyncio.wait([done])
        error = done.exception()
        if error is None:
            for queued, result in zip(batch, done.result(), strict=True):
                queued.settle(result)
        return error

    def _connect_anew(self, error: DBAPIError) -> None:
        """Closes the connections: those opened while nothing could be written would stay read-only."""
        reason = str(error.orig)
        _log.warning("The database cannot be used; waiting.", action="storage_waits", reason=reason)
        self._engine.dispose()

    def _transact(self, jobs: Sequence[DatabaseJob[Any]]) -> list[Any]:
        with self._writing.begin() as connection:
            return [job(connection) for job in jobs]


def _note_opening(connection: Connection) -> None:
    """Writes down when the database was opened: one that may only be read is found out at once."""
    now = datetime.now(UTC)
    put(connection, settings, {"name": _OPENED, "value": now.isoformat(), "at": now})
