"""Occurrences: every place where a phrase stands in a text."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(phrase: str, text: str) -> Iterator[int]:
    """Where the phrase begins in the text, each time, also where it overlaps itself."""
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1)
