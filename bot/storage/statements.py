"""Statements that both databases know, each in its own dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

RowValues = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert


def add_new(connection: Connection, table: Table, rows: Sequence[RowValues]) -> int:
    """Adds the rows whose key is not there yet; returns how many."""
    if not rows:
        return 0
    return connection.execute(_adding(connection.dialect.name, table), list(map(dict, rows))).rowcount


def put(connection: Connection, table: Table, row: RowValues) -> None:
    """Adds a row, or overwrites the one of the same key."""
    put_all(connection, table, [row])


def put_all(connection: Connection, table: Table, rows: Sequence[RowValues]) -> None:
    """Adds rows of the same columns, or overwrites those of the same key."""
    if rows:
        statement = _putting(connection.dialect.name, table, tuple(rows[0]))
        connection.execute(statement, list(map(dict, rows)))


@cache
def _adding(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _putting(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    keys = [column.name for column in table.primary_key]
    statement = _insert(dialect, table)
    values = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


def _insert(dialect: str, table: Table) -> Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
