"""The database of an operator's settings, and the sentence for one that cannot be opened."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot.sentences import CannotRunError, database_hindrance, hindrance
from bot.storage.database import engine_for, sqlite_url
from bot.storage.incidents import trouble

_FILE = "anda.sqlite"


def file_in(folder: Path) -> Path:
    """Where the database is when no other is configured."""
    return folder / _FILE


def engine_at(url: str, folder: Path) -> Engine:
    """The engine of a URL, or of the file in the data folder; CannotRunError when the URL is none."""
    try:
        return engine_for(url or sqlite_url(file_in(folder)))
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        raise CannotRunError("odd_storage") from None


def refusal(error: DBAPIError | OSError, folder: Path) -> CannotRunError:
    """Why a database did not open, and what to do."""
    if isinstance(error, OSError):
        return CannotRunError("no_storage", reason=hindrance(error))
    if _cannot_be_made(error) and (reason := _hindrance_in(folder)):
        return CannotRunError("no_data_folder", folder=folder, reason=reason)
    return CannotRunError(trouble(error), reason=database_hindrance(str(error.orig)), folder=folder)


def _cannot_be_made(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CANTOPEN


def _hindrance_in(folder: Path) -> str:
    """Why no file can be made in a folder: SQLite itself says only that it could not."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return hindrance(error)
