"""Deliveries, and how fast they may be sent."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, Index, Integer, String, Table

from bot.storage.tables.schema import UtcDateTime, metadata

# One row a chat; `sending` is committed before the request. What was sent may be amended: edited, withdrawn.
deliveries = Table(
    "deliveries",
    metadata,
    Column("announcement", ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("owner", String(36)),
    Column("lease_until", UtcDateTime),
    Column("message_ids", JSON, nullable=False),
    Column("shown_revision", Integer, nullable=False),
    Column("amending", String(16), nullable=False),  # an Amending
    Column("reason", String(64), nullable=False),
    Column("sent_at", UtcDateTime),
    Index(None, "state", "due_at"),
    Index(None, "amending", "due_at"),
)

# When something that is limited may happen next: `all`, or one chat; a moment in seconds since 1970.
rates = Table(
    "rates",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("free_at", Float, nullable=False),
)
