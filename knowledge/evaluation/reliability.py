"""Whether a probability means what it says: of matches told to be right in 8 of 10 cases, 8 of 10 are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_BINS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Bin:
    """Matches of about the same probability: how many, what was said of them, what share was right."""

    matches: int
    said: float
    right: float


def reliability(told: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Pairs of a probability and whether the match was right, in ten bins of equal width, none empty."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in told:
        held.setdefault(min(int(chance * _BINS), _BINS - 1), []).append((chance, right))
    return tuple(
        Bin(
            matches=len(pairs),
            said=sum(chance for chance, _ in pairs) / len(pairs),
            right=sum(right for _, right in pairs) / len(pairs),
        )
        for _, pairs in sorted(held.items())
    )


def expected_error(bins: Iterable[Bin]) -> float:
    """The expected calibration error (Naeini, Cooper and Hauskrecht 2015): the mean gap, by matches."""
    gaps = [(held.matches, held.matches * abs(held.said - held.right)) for held in bins]
    return sum(gap for _, gap in gaps) / max(sum(matches for matches, _ in gaps), 1)
