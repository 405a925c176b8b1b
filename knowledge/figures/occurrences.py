"""Occurrences of a phrase in a text."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(phrase: str, text: str) -> Iterator[int]:
    """Yields the start of each occurrence of a phrase, overlapping ones included."""
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1)
