"""Messages to people who asked to be told are called notifications, as in the code."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Renames the table with its rows, and its indexes."""
    for column in ("person", "due_at"):
        op.drop_index(f"ix_tellings_{column}", "tellings")
    op.rename_table("tellings", "notifications")
    for column in ("person", "due_at"):
        op.create_index(f"ix_notifications_{column}", "notifications", [column])
