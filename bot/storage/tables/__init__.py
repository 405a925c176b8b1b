"""The tables, as SQLAlchemy Core, by what they hold; the migrations bring a database to exactly these."""

from bot.storage.tables.announcing import announcements, chat_tags, chats, writing
from bot.storage.tables.conversations import (
    answer_entries,
    answers,
    followers,
    memory,
    notifications,
    preferences,
    ratings,
    reports,
    unanswered,
    updates,
)
from bot.storage.tables.schema import metadata
from bot.storage.tables.sending import deliveries, rates
from bot.storage.tables.staff import audit, settings

__all__ = [
    "announcements",
    "answer_entries",
    "answers",
    "audit",
    "chat_tags",
    "chats",
    "deliveries",
    "followers",
    "memory",
    "metadata",
    "notifications",
    "preferences",
    "rates",
    "ratings",
    "reports",
    "settings",
    "unanswered",
    "updates",
    "writing",
]
