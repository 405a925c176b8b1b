"""The cache computes a result once and evicts the least recently used one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

from knowledge.model.lru import LruCache


def noting(computed: list[str]) -> Callable[[str], str]:
    """A function to cache, which notes the keys that it is called with."""

    def compute(key: str) -> str:
        computed.append(key)
        return key.upper()

    return compute


def test_a_result_is_computed_once() -> None:
    computed: list[str] = []
    cache: LruCache[str, str] = LruCache(2)
    for key in ("a", "b", "a", "b"):
        assert cache.get(key, noting(computed)) == key.upper()
    assert computed == ["a", "b"]


def test_the_least_recently_used_result_is_evicted() -> None:
    computed: list[str] = []
    cache: LruCache[str, str] = LruCache(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert cache.get(key, noting(computed)) == key.upper()
    assert computed == ["a", "b", "c", "b"]


def test_a_cache_of_size_zero_computes_every_time() -> None:
    computed: list[str] = []
    cache: LruCache[str, str] = LruCache(0)
    for key in ("a", "a"):
        assert cache.get(key, noting(computed)) == key.upper()
    assert computed == ["a", "a"]


def test_threads_share_a_cache_that_evicts() -> None:
    cache: LruCache[int, int] = LruCache(8)

    def look_up(seed: int) -> bool:
        keys = Random(seed).choices(range(32), k=5_000)  # noqa: S311 - no secret
        return all(cache.get(key, lambda key: key * key) == key * key for key in keys)

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(look_up, range(4)))
