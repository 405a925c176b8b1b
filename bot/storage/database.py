"""One connection that writes, many that read; what is written together is committed together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.incidents import is_passing
from bot.storage.migrations.upgrade import upgrade

Result = TypeVar("Result")
Job = Callable[[AsyncConnection], Awaitable[Result]]

_MOST_TOGETHER = 64
_BUSY_MILLISECONDS = 5_000
_LONGEST_PAUSE = 10.0
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON")
_log = structlog.get_logger(__name__)


def sqlite_url(file: Path) -> str:
    """The URL of a SQLite file."""
    return URL.create("sqlite+aiosqlite", database=str(file)).render_as_string(hide_password=False)


def engine_for(url: str) -> AsyncEngine:
    """The engine of a SQLite or PostgreSQL URL, with the async driver of each."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"))
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    return create_async_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@dataclass(frozen=True, slots=True)
class _Queued(Generic[Result]):
    """A write that waits for its turn, and where its outcome goes."""

    job: Job[Result]
    outcome: asyncio.Future[Result]

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

    Trouble that passes (a locked or full disk, a lost server) makes writers wait instead of failing.
    """

    def __init__(self, engine: AsyncEngine, pause: float = 0.5) -> None:
        self._engine = engine
        self._writing = engine.execution_options(writes=True)
        self._jobs: asyncio.Queue[_Queued[Any]] = asyncio.Queue()
        self._pause = pause
        self._writer: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        """Brings the schema up to date and writes until closed; what was queued is written first."""
        async with self._writing.begin() as connection:
            await connection.run_sync(upgrade)
        self._writer = asyncio.create_task(self._write_on())
        try:
            yield self
        finally:
            await self._close()

    async def _close(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._jobs.join(), timeout=_LONGEST_PAUSE)
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.wait([self._writer])
        await self._engine.dispose()

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read with."""
        async with self._engine.connect() as connection:
            yield connection

    async def write(self, job: Job[Result]) -> Result:
        """Does a job in a transaction, together with others that wait; a job may run more than once."""
        queued = _Queued(job, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(queued)
        result: Result = await queued.outcome
        return result

    async def _write_on(self) -> None:
        while True:
            batch = [await self._jobs.get()]
            while len(batch) < _MOST_TOGETHER and not self._jobs.empty():
                batch.append(self._jobs.get_nowait())
            await self._write_patiently(batch)
            for _ in batch:
                self._jobs.task_done()

    async def _write_patiently(self, batch: Sequence[_Queued[Any]]) -> None:
        """Commits a batch, again and again while the trouble is one that passes."""
        pause = self._pause
        while (results := await self._outcomes(batch)) is None:
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        for queued, result in zip(batch, results, strict=True):
            queued.settle(result)

    async def _outcomes(self, batch: Sequence[_Queued[Any]]) -> list[Any] | None:
        """What each job of a batch came to; None when it is worth trying again."""
        try:
            return await self._commit(batch)
        except DBAPIError as error:
            if not is_passing(error):
                return [error] * len(batch)
            _log.warning(
                "The database cannot be written to; waiting.", action="storage_waits", reason=str(error.orig)
            )
            return None

    async def _commit(self, batch: Sequence[_Queued[Any]]) -> list[Any]:
        """What each job of a batch came to; a job that fails undoes itself and no other."""
        async with self._writing.begin() as connection:
            return [await self._attempt(connection, queued.job) for queued in batch]

    @staticmethod
    async def _attempt(connection: AsyncConnection, job: Job[Any]) -> Any:
        """What a job came to: its result, or its error, which goes to whoever asked for the write."""
        savepoint = await connection.begin_nested()
        task = asyncio.ensure_future(job(connection))
        await asyncio.wait([task])
        error = task.exception()
        if error is None:
            await savepoint.commit()
            return task.result()
        if isinstance(error, DBAPIError) and is_passing(error):
            raise error
        await savepoint.rollback()
        return error
