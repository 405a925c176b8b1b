"""What was noted of the latest messages, in memory alone: lost at a restart, and never more than so much."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Noted = TypeVar("Noted")

_MOST = 2_000  # of all chats together; whoever edits a message or sends an album does so within minutes


class Recent(Generic[Key, Noted]):
    """The latest notes, each under its key; when there are too many, the oldest goes."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._notes: dict[Key, Noted] = {}  # the latest last

    def note(self, key: Key, noted: Noted) -> None:
        """Keeps a note in the place of an earlier one."""
        self._notes.pop(key, None)
        self._notes[key] = noted
        if len(self._notes) > self._most:
            del self._notes[next(iter(self._notes))]

    def of(self, key: Key) -> Noted | None:
        """What was noted under a key, if it is still known."""
        return self._notes.get(key)
