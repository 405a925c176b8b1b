"""What citizens sent and were answered, what they said of it, and what is remembered of them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    true,
)

from bot.storage.tables.schema import HASH, NAME, UtcDateTime, metadata


def _of_answer() -> Column[str]:
    """The answer that a row belongs to, and goes with."""
    return Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)


def _of_person() -> Column[str]:
    """Whose a row is, as a keyed hash."""
    return Column("person", String(HASH), primary_key=True)


# What Telegram sent and what became of it; the payload goes as soon as the update is done.
updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", String(HASH), nullable=False),  # updates of one lane are processed in order
    Column("state", String(16), nullable=False),  # waiting, done, given_up
    Column("attempts", Integer, nullable=False),
    Column("payload", JSON(none_as_null=True)),
    Column("received_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Index(None, "state", "update_id"),
)

# Every answer with what is needed to say it again word for word.
answers = Table(
    "answers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
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
    _of_answer(),
    Column("entry", String(NAME), primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "entry"),
)

# A question without an answer, or a part of one, waits here for what staff decide.
unanswered = Table(
    "unanswered",
    metadata,
    _of_answer(),
    Column("part", Integer, primary_key=True, autoincrement=False),  # 0 for the whole question
    Column("text", Text, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("entry", String(NAME)),
    Column("decided_by", BigInteger),
    Column("decided_at", UtcDateTime),
    Index(None, "decision"),
)

# Who asked to be told, until they are: here, and in reports, a citizen's chat id stands in clear, since it is
# needed to send.
followers = Table(
    "followers",
    metadata,
    _of_answer(),
    _of_person(),
    Column("chat_id", BigInteger, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Index(None, "person"),
)

# A message to somebody who asked to be told, until it is sent; the chat is needed to send.
notifications = Table(
    "notifications",
    metadata,
    _of_answer(),
    _of_person(),
    Column("kind", String(32), primary_key=True),  # found, corrected, or which letter of staff
    Column("chat_id", BigInteger, nullable=False),
    Column("reply_to", BigInteger),
    Column("texts", JSON, nullable=False),  # HTML, a message each
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),  # when the lease ends, while it is leased
    Index(None, "person"),
    Index(None, "due_at"),
)

ratings = Table(
    "ratings",
    metadata,
    _of_answer(),
    _of_person(),
    Column("level", Integer, nullable=False),  # 1 (worst) to 5
    Column("reason", String(200)),
    Column("at", UtcDateTime, nullable=False),
)

# 答案不对: somebody says that an answer is wrong; the chat is kept until it is settled.
reports = Table(
    "reports",
    metadata,
    _of_answer(),
    _of_person(),
    Column("at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("chat_id", BigInteger),
)

# What is remembered of a conversation: of one person in one chat.
memory = Table(
    "memory",
    metadata,
    _of_person(),
    Column("chat", String(HASH), primary_key=True),
    Column("question", Text, nullable=False),
    Column("entries", JSON, nullable=False),
    Column("told", Boolean, nullable=False, server_default=true()),
    Column("options", JSON, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)

preferences = Table(
    "preferences",
    metadata,
    _of_person(),
    Column("simple", Boolean, nullable=False),
)
