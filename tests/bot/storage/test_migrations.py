"""Migrations bring both databases to the tables as they are written."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from bot.storage.database import Database
from bot.storage.migrations.upgrade import newest, revision, upgrade
from bot.storage.tables import metadata


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_migrated_schema_is_the_one_in_tables(database: Database) -> None:
    assert await database.read(_differences) == []


async def test_a_database_that_is_up_to_date_is_left_alone(database: Database) -> None:
    await database.write(upgrade)
    assert await database.read(revision) == newest()
