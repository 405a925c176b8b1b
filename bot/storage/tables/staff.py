"""What staff did, and the small things that are remembered over a restart."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Integer, String, Table, Text

from bot.storage.tables.schema import UtcDateTime, metadata

# What staff did, and why; the database refuses to change or delete a row.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", BigInteger, nullable=False),
    Column("action", String(32), nullable=False),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
