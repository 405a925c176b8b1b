"""The latest results of a pure function, kept so that what is asked again is answered at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Kept(Generic[Key, Result]):
    """At most `most` results; the one not wanted for longest goes. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Key, Result] = {}  # the latest last
        self._lock = Lock()

    def of(self, key: Key, make: Callable[[], Result]) -> Result:
        """The result of a key, made when it is not held."""
        with self._lock:
            if key in self._held:
                result = self._held[key] = self._held.pop(key)
                return result
        made = make()
        with self._lock:
            self._held[key] = made
            if len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return made
