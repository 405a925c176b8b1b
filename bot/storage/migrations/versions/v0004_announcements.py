"""Announcements: chats that they go to, their deliveries, how fast they may go, and who is writing one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the tables of announcements."""
    _chats()
    _chat_tags()
    _announcements()
    _deliveries()
    _rates()
    _writing()


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("moved_to", sa.BigInteger),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("welcomed", sa.Boolean, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chats"),
    )
    op.create_index("ix_chats_state", "chats", ["state"])


def _chat_tags() -> None:
    op.create_table(
        "chat_tags",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("tag", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "tag", name="pk_chat_tags"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.chat_id"], name="fk_chat_tags_chat_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_chat_tags_tag", "chat_tags", ["tag"])


def _announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("attachment", sa.JSON(none_as_null=True)),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("target", sa.JSON, nullable=False),
        sa.Column("pin", sa.Boolean, nullable=False),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.Column("on_doubt", sa.String(16), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True)),
        sa.Column("repeat", sa.JSON(none_as_null=True)),
        sa.Column("series", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("confirmed_chats", sa.Integer),
        sa.Column("author", sa.BigInteger, nullable=False),
        sa.Column("approver", sa.BigInteger),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True)),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("addressed", sa.Integer),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("valid_until", sa.DateTime(timezone=True)),
        sa.Column("resume_to", sa.String(16)),
        sa.Column("amends", sa.String(16)),
        sa.Column("urgent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("progress_message", sa.BigInteger),
        sa.Column("reported_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        sa.UniqueConstraint("series", "send_at", name="uq_announcements_series_send_at"),
    )
    op.create_index("ix_announcements_state_send_at", "announcements", ["state", "send_at"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("announcement", sa.String(16), nullable=False),
        sa.Column("chat_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(36)),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("message_ids", sa.JSON, nullable=False),
        sa.Column("shown_revision", sa.Integer, nullable=False),
        sa.Column("amending", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("announcement", "chat_id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["announcement"], ["announcements.id"], name="fk_deliveries_announcement", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"])
    op.create_index("ix_deliveries_amending_due_at", "deliveries", ["amending", "due_at"])


def _rates() -> None:
    op.create_table(
        "rates",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("free_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_rates"),
    )


def _writing() -> None:
    op.create_table(
        "writing",
        sa.Column("person", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("announcement", sa.String(16), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_writing"),
        sa.ForeignKeyConstraint(
            ["announcement"], ["announcements.id"], name="fk_writing_announcement", ondelete="CASCADE"
        ),
    )
