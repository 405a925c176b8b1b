"""The cache computes a result once and evicts the least recently used one."""

from __future__ import annotations

from knowledge.model.lru import LruCache


def test_a_result_is_computed_once() -> None:
    computed: list[str] = []
    cache: LruCache[str, None] = LruCache(2)
    for key in ("a", "b", "a", "b"):
        cache.get(key, lambda key=key: computed.append(key))  # type: ignore[misc]
    assert computed == ["a", "b"]


def test_the_least_recently_used_result_is_evicted() -> None:
    computed: list[str] = []
    cache: LruCache[str, None] = LruCache(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, lambda key=key: computed.append(key))  # type: ignore[misc]
    assert computed == ["a", "b", "c", "b"]


def test_a_cache_of_size_zero_computes_every_time() -> None:
    computed: list[str] = []
    cache: LruCache[str, None] = LruCache(0)
    for key in ("a", "a"):
        cache.get(key, lambda key=key: computed.append(key))  # type: ignore[misc]
    assert computed == ["a", "a"]
