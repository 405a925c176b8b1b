"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_HASH, _NAME = 32, 64
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes every table, each group with what belongs together."""
    _updates()
    _answers()
    _feedback()
    _people()
    _staff()
    _forbid_changes("audit")


def _updates() -> None:
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("lane", sa.String(_HASH), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.PrimaryKeyConstraint("update_id", name="pk_updates"),
    )
    op.create_index("ix_updates_state_update_id", "updates", ["state", "update_id"])


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("person", sa.String(_HASH), nullable=False),
        sa.Column("chat", sa.String(_HASH), nullable=False),
        sa.Column("place", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("content_version", sa.String(64), nullable=False),
        sa.Column("thresholds", sa.JSON, nullable=False),
        sa.Column("question_message", sa.BigInteger),
        sa.Column("answer_messages", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_person_asked_at", "answers", ["person", "asked_at"])
    op.create_index("ix_answers_chat_question_message", "answers", ["chat", "question_message"])
    op.create_index("ix_answers_asked_at", "answers", ["asked_at"])
    op.create_table(
        "answer_entries",
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(_NAME), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("answer", "entry", name="pk_answer_entries"),
        _of_answer("answer_entries"),
    )
    op.create_index("ix_answer_entries_entry", "answer_entries", ["entry"])
    op.create_table(
        "unanswered",
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(_NAME)),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_at", _MOMENT),
        sa.PrimaryKeyConstraint("answer", name="pk_unanswered"),
        _of_answer("unanswered"),
    )
    op.create_index("ix_unanswered_decision", "unanswered", ["decision"])


def _feedback() -> None:
    _of_person(
        "followers",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("told_at", _MOMENT),
    )
    op.create_index("ix_followers_person", "followers", ["person"])
    _of_person(
        "ratings",
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(200)),
        sa.Column("at", _MOMENT, nullable=False),
    )
    _of_person("reports", sa.Column("at", _MOMENT, nullable=False), sa.Column("settled_at", _MOMENT))


def _people() -> None:
    op.create_table(
        "memory",
        sa.Column("person", sa.String(_HASH), nullable=False),
        sa.Column("chat", sa.String(_HASH), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", "chat", name="pk_memory"),
    )
    op.create_index("ix_memory_at", "memory", ["at"])
    op.create_table(
        "preferences",
        sa.Column("person", sa.String(_HASH), nullable=False),
        sa.Column("simple", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_preferences"),
    )


def _staff() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.BigInteger, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )


def _of_person(table: str, *columns: sa.Column[object]) -> None:
    """A table of what one person said about one answer."""
    op.create_table(
        table,
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("person", sa.String(_HASH), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("answer", "person", name=f"pk_{table}"),
        _of_answer(table),
    )


def _of_answer(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_answer"
    return sa.ForeignKeyConstraint(["answer"], ["answers.id"], name=name, ondelete="CASCADE")


def _forbid_changes(table: str) -> None:
    """Rows of the table are only ever added."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
    )
