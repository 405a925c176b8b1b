"""Database errors: which of them pass by themselves or can be mended while the bot waits."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

_SQLITE = {
    sqlite3.SQLITE_BUSY,  # another process writes
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,  # no space left
    sqlite3.SQLITE_CANTOPEN,
}
# The sentence for an operator when the bot cannot start.
_TROUBLES = {
    sqlite3.SQLITE_BUSY: "storage_locked",
    sqlite3.SQLITE_LOCKED: "storage_locked",
    sqlite3.SQLITE_READONLY: "storage_read_only",
    sqlite3.SQLITE_FULL: "storage_full",
    sqlite3.SQLITE_CORRUPT: "storage_damaged",
    sqlite3.SQLITE_NOTADB: "storage_damaged",
}
_POSTGRESQL = (
    "08",  # connection lost
    "25006",  # read-only, after a switch to a standby
    "40",  # rolled back for another's sake
    "53",  # out of disk, memory or connections
    "55P03",  # lock not available
    "57",  # shutting down or starting up
)


def is_passing(error: DBAPIError) -> bool:
    """Whether the same statement may succeed later, unchanged."""
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in _SQLITE  # the upper bits only refine it
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(state, str) and state.startswith(_POSTGRESQL)


def trouble(error: DBAPIError) -> str:
    """The key of the sentence for an error that keeps the bot from starting."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return _TROUBLES.get(code & 0xFF, "no_storage") if isinstance(code, int) else "no_storage"
