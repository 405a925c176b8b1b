"""What is counted: how often the right entry comes first, and what each question would have ended as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from knowledge.evaluation.scorecard import Grade

# One wrong or false answer costs as much as four right ones are worth.
WORTH = {Grade.RIGHT: 1, Grade.WRONG: -4, Grade.UNCITED: -4, Grade.FALSE: -4}


def recall(ranks: Sequence[Sequence[bool]], most: int) -> float:
    """The share of questions with a right entry among the first so many; a rank says whether its entry is."""
    return sum(any(rank[:most]) for rank in ranks) / max(len(ranks), 1)


def percentile(times: Iterable[float], share: float) -> float:
    """The time that this share of them does not exceed; nan when there is none."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")


@dataclass(frozen=True, kw_only=True, slots=True)
class First:
    """A question's first entry: what its answer is graded, its score, and its lead over the second.

    The lead is a share of the score, so that it compares between long and short questions.
    """

    grade: Grade
    score: float
    lead: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """From which value of what on a first entry is answered, and how the questions then end."""

    by: str
    least: float
    endings: Counter[Grade]

    @property
    def worth(self) -> int:
        """Right answers less four times the wrong and the false ones."""
        return worth(self.endings)


def worth(endings: Counter[Grade]) -> int:
    """What these endings are worth together."""
    return sum(WORTH.get(grade, 0) * count for grade, count in endings.items())


def best_threshold(firsts: Sequence[First]) -> Threshold:
    """The threshold, by score or by lead, that is worth most on these very questions.

    Nobody meets a citizen with a threshold fitted to what the citizen is about to ask: this flatters.
    """
    kinds = (_best(firsts, by) for by in ("score", "lead"))
    return max(kinds, key=lambda threshold: threshold.worth)


def _best(firsts: Sequence[First], by: str) -> Threshold:
    value = attrgetter(by)
    best = Threshold(by=by, least=float("inf"), endings=Counter())
    endings: Counter[Grade] = Counter()
    for least, equal in groupby(sorted(firsts, key=value, reverse=True), key=value):
        endings.update(first.grade for first in equal)
        if worth(endings) > best.worth:
            best = Threshold(by=by, least=least, endings=endings.copy())
    return best
