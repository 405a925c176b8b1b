"""Who asked to be told is told later when Telegram cannot be reached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the table of what is still to be told."""
    op.create_table(
        "tellings",
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("reply_to", sa.BigInteger),
        sa.Column("texts", sa.JSON, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer", "person", "kind", name="pk_tellings"),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name="fk_tellings_answer", ondelete="CASCADE"),
    )
    op.create_index("ix_tellings_person", "tellings", ["person"])
    op.create_index("ix_tellings_due_at", "tellings", ["due_at"])
