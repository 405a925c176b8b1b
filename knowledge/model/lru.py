"""A cache of the results of a pure function."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")

_MISSING: Final = object()


class LruCache(Generic[Key, Result]):
    """At most `size` results; when full, the least recently used one is evicted. Thread-safe.

    Unlike `functools.lru_cache` on a method, it does not keep the object alive that owns it.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._results: dict[Key, Result] = {}  # the most recently used last
        self._lock = Lock()

    def get(self, key: Key, compute: Callable[[Key], Result]) -> Result:
        """The cached result of a key, computed and stored on a miss.

        Threads that miss the same key at once all compute it: no lock is held meanwhile.
        """
        results = self._results
        with self._lock:
            cached = results.pop(key, _MISSING)
            if cached is not _MISSING:
                results[key] = cached  # type: ignore[assignment]  # only results are in it
                return results[key]
        result = compute(key)
        with self._lock:
            results[key] = result
            if len(results) > self._size:
                del results[next(iter(results))]
        return result
