"""Brings a database to the newest schema, from code and on a connection that is already open."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_LOCK = 7_236_512  # any number, as long as it is always the same


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def upgrade(connection: Connection) -> None:
    """Runs the migrations that are missing; nothing when there are none.

    On PostgreSQL several processes may start at once: one migrates, the others wait and find it done.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if revision(connection) == newest():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    """The migration that a database is at, None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The last migration there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()
