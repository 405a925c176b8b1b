"""Parts of questions wait for staff too; who reports an answer can be told when it is put right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEPT = "answer, decision, entry, decided_by, decided_at"


def upgrade() -> None:
    """Makes the table of unanswered questions anew, since its key changes, and moves two columns."""
    _unanswered()
    op.drop_index("ix_unanswered_decision", "unanswered")
    op.execute(
        f"INSERT INTO unanswered_parts (part, text, {_KEPT}) "  # noqa: S608 - ours
        f"SELECT 0, answers.question, {_KEPT} FROM unanswered JOIN answers ON answers.id = unanswered.answer"
    )
    op.drop_table("unanswered")
    op.rename_table("unanswered_parts", "unanswered")
    op.create_index("ix_unanswered_decision", "unanswered", ["decision"])
    op.execute("DELETE FROM followers WHERE told_at IS NOT NULL")
    op.drop_column("followers", "told_at")
    op.add_column("reports", sa.Column("chat_id", sa.BigInteger))


def _unanswered() -> None:
    op.create_table(
        "unanswered_parts",
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("part", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(64)),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("answer", "part", name="pk_unanswered_parts"),
        sa.ForeignKeyConstraint(
            ["answer"], ["answers.id"], name="fk_unanswered_parts_answer", ondelete="CASCADE"
        ),
    )
