"""What every peer can do: take texts once, then find those that fit a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Hit(NamedTuple):
    """A text by its number, and how well it fits; a score compares only with others of the same peer."""

    text: int
    score: float


class Peer(Protocol):
    """A search that people would otherwise pick; what it needs is imported when it is made."""

    def build(self, texts: Sequence[str]) -> None:
        """Makes all that is needed to search these texts; called once."""

    def best(self, question: str, most: int) -> list[Hit]:
        """The texts that fit a question, best first; at most so many, and none that shares nothing."""
