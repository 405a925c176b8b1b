"""A lock that lets only one bot use a data folder; a second one is refused with a sentence."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.sentences import CannotRunError, hindrance

_FILE = "anda.lock"


@contextmanager
def only_instance(folder: Path) -> Iterator[None]:
    """Locks the folder; the system releases it when the process ends, however that happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _FILE).open("a")
    except OSError as error:
        raise CannotRunError("no_data_folder", folder=folder, reason=hindrance(error)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotRunError("another_instance", folder=folder) from None
        yield
