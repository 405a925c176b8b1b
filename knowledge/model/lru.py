"""A cache of results of a pure function."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class LruCache(Generic[Key, Result]):
    """At most `size` results; when full, the least recently used one is evicted. Thread-safe."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._results: dict[Key, Result] = {}  # the most recently used last
        self._lock = Lock()

    def get(self, key: Key, compute: Callable[[], Result]) -> Result:
        """The cached result of a key, computed and stored on a miss.

        Threads that miss the same key at once all compute it: no lock is held meanwhile.
        """
        with self._lock:
            if key in self._results:
                result = self._results[key] = self._results.pop(key)
                return result
        result = compute()
        with self._lock:
            self._results[key] = result
            if len(self._results) > self._size:
                del self._results[next(iter(self._results))]
        return result
