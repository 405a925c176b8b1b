"""The audit trail: a line for every act of staff, in the transaction of the act."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from bot.storage.tables import audit
from handlers.records import Action


def note(connection: Connection, act: Action) -> None:
    """Adds an act."""
    row = {"at": act.at, "who": act.who, "action": act.action, "what": act.what, "why": act.why}
    connection.execute(insert(audit).values(row))
