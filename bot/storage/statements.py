"""Statements that both databases know, each in its own dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Row = Mapping[str, Any]


async def add_new(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    """Adds the rows whose key is not there yet."""
    for row in rows:
        await connection.execute(_insert(connection, table).values(row).on_conflict_do_nothing())


async def put(connection: AsyncConnection, table: Table, row: Row) -> None:
    """Adds a row, or overwrites the one of the same key."""
    keys = [column.name for column in table.primary_key]
    held = {name: value for name, value in row.items() if name not in keys}
    statement = _insert(connection, table).values(row)
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=held))


def _insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
