"""Announcements, who writes them, and the chats that they may go to."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.tables.schema import UtcDateTime, metadata
from knowledge.model.announcement import MOST_ORIGIN

# Chats that announcements may go to; a group's id and title stand in clear, they are needed to send.
chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),  # group, supergroup
    Column("state", String(16), nullable=False),  # active, mute (no right to post), left, moved
    Column("reason", String(32), nullable=False),  # why it is not active; empty otherwise
    Column("moved_to", BigInteger),
    Column("thread_id", BigInteger),
    Column("welcomed", Boolean, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index(None, "state"),
)

chat_tags = Table(
    "chat_tags",
    metadata,
    Column("chat_id", ForeignKey("chats.chat_id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(32), primary_key=True),
    Index(None, "tag"),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("html", Text, nullable=False),
    Column("attachment", JSON(none_as_null=True)),
    Column("entries", JSON, nullable=False),
    Column("target", JSON, nullable=False),
    Column("pin", Boolean, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("on_doubt", String(16), nullable=False),
    Column("send_at", UtcDateTime),
    Column("repeat", JSON(none_as_null=True)),
    Column("series", String(16), nullable=False),
    Column("origin", String(MOST_ORIGIN), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("confirmed_chats", Integer),
    Column("author", BigInteger, nullable=False),
    Column("approver", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("approved_at", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("addressed", Integer),  # how many deliveries were made of it when it began
    Column("withdrawn_at", UtcDateTime),
    Column("valid_until", UtcDateTime),
    Column("resume_to", String(16)),
    Column("amends", String(16)),  # a draft of new words for one that was sent
    Column("urgent", Boolean, nullable=False, server_default=false()),  # may go out in quiet hours
    Column("progress_message", BigInteger),  # what tells its author how far it is
    Column("reported_at", UtcDateTime),
    UniqueConstraint("series", "send_at"),  # an occurrence of a repeated one is made once
    Index(None, "state", "send_at"),
)

# How far a member of staff is in writing an announcement.
writing = Table(
    "writing",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("announcement", ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False),
    Column("step", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
