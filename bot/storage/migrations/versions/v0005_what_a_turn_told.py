"""Whether what a turn was about was told, or only offered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds the column; what was remembered before counts as told."""
    op.add_column("memory", sa.Column("told", sa.Boolean, nullable=False, server_default=sa.true()))
