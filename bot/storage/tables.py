"""The tables, as SQLAlchemy Core; the migrations bring a database to exactly these."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)
HASH = 32  # characters of a keyed hash
NAME = 64  # characters of an entry's id


class Moment(TypeDecorator[datetime]):
    """A moment, kept as UTC; SQLite would forget the time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is written down."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is read back, always aware of its time zone."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


# What Telegram sent and what became of it; the payload goes as soon as the update is done.
updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", String(HASH), nullable=False),  # updates of one lane are processed in order
    Column("state", String(16), nullable=False),  # waiting, done, given_up
    Column("attempts", Integer, nullable=False),
    Column("payload", JSON(none_as_null=True)),
    Column("received_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Index(None, "state", "update_id"),
)

# Every answer with what is needed to say it again word for word.
answers = Table(
    "answers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("person", String(HASH), nullable=False),
    Column("chat", String(HASH), nullable=False),
    Column("place", String(16), nullable=False),  # private, group or inline
    Column("question", Text, nullable=False),  # personal data masked
    Column("status", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("options", JSON, nullable=False),
    Column("content_version", String(64), nullable=False),
    Column("thresholds", JSON, nullable=False),
    Column("question_message", BigInteger),
    Column("answer_messages", JSON, nullable=False),
    Index(None, "person", "asked_at"),
    Index(None, "chat", "question_message"),
    Index(None, "asked_at"),
)

answer_entries = Table(
    "answer_entries",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("entry", String(NAME), primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "entry"),
)

# A question without an answer, or a part of one, waits here for what staff decide.
unanswered = Table(
    "unanswered",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),  # 0 for the whole question
    Column("text", Text, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("entry", String(NAME)),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    Index(None, "decision"),
)

# Who asked to be told, until they are: here, and in reports, a citizen's chat id stands in clear, since it is
# needed to send.
followers = Table(
    "followers",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(HASH), primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("since", Moment, nullable=False),
    Index(None, "person"),
)

# A message to somebody who asked to be told, until it is sent; the chat is needed to send.
tellings = Table(
    "tellings",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(HASH), primary_key=True),
    Column("kind", String(32), primary_key=True),  # found, corrected, or which letter of staff
    Column("chat_id", BigInteger, nullable=False),
    Column("reply_to", BigInteger),
    Column("texts", JSON, nullable=False),  # HTML, a message each
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),  # when the lease ends, while it is in hand
    Index(None, "person"),
    Index(None, "due_at"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(HASH), primary_key=True),
    Column("level", Integer, nullable=False),  # 1 (worst) to 5
    Column("reason", String(200)),
    Column("at", Moment, nullable=False),
)

# 答案不对: somebody says that an answer is wrong; the chat is kept until it is settled.
reports = Table(
    "reports",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(HASH), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("chat_id", BigInteger),
)

# What is remembered of a conversation: of one person in one chat.
memory = Table(
    "memory",
    metadata,
    Column("person", String(HASH), primary_key=True),
    Column("chat", String(HASH), primary_key=True),
    Column("question", Text, nullable=False),
    Column("entries", JSON, nullable=False),
    Column("options", JSON, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(HASH), primary_key=True),
    Column("simple", Boolean, nullable=False),
)

# What staff did, and why; the database refuses to change or delete a row.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
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
    Column("at", Moment, nullable=False),
)

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
    Column("since", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
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
    Column("send_at", Moment),
    Column("repeat", JSON(none_as_null=True)),
    Column("series", String(16), nullable=False),
    Column("origin", String(200), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("confirmed_chats", Integer),
    Column("author", BigInteger, nullable=False),
    Column("approver", BigInteger),
    Column("created_at", Moment, nullable=False),
    Column("approved_at", Moment),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Column("addressed", Integer),  # how many deliveries were made of it when it began
    Column("withdrawn_at", Moment),
    Column("valid_until", Moment),
    Column("resume_to", String(16)),
    Column("amends", String(16)),  # a draft of new words for one that was sent
    Column("urgent", Boolean, nullable=False, server_default=false()),  # may go out in quiet hours
    Column("progress_message", BigInteger),  # what tells its author how far it is
    Column("reported_at", Moment),
    UniqueConstraint("series", "send_at"),  # an occurrence of a repeated one is made once
    Index(None, "state", "send_at"),
)

# One row a chat; `sending` is committed before the request. What was sent may be amended: edited, withdrawn.
deliveries = Table(
    "deliveries",
    metadata,
    Column("announcement", ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("owner", String(36)),
    Column("lease_until", Moment),
    Column("message_ids", JSON, nullable=False),
    Column("shown_revision", Integer, nullable=False),
    Column("amending", String(16), nullable=False),  # empty, due, done or failed
    Column("reason", String(64), nullable=False),
    Column("sent_at", Moment),
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

# How far a member of staff is in writing an announcement.
writing = Table(
    "writing",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("announcement", ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False),
    Column("step", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)
