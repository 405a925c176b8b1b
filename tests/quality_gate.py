"""How much worse answers may get before the quality gate shuts: in a file of questions, and over many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.questionfiles import FITTED, TOWNS
from knowledge.evaluation.scorecard import Grade

ScoreCounts = Mapping[str, int]

_BAD = (Grade.WRONG, Grade.FALSE, Grade.UNCITED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Slack:
    """What may be lost beside the recorded scorecard: so many right answers, so many bad ones of a grade."""

    right: int
    bad: int

    def exceeded(self, before: ScoreCounts, now: ScoreCounts) -> Iterator[str]:
        """What is worse than this allows, in words."""
        lost = before.get(Grade.RIGHT, 0) - now.get(Grade.RIGHT, 0)
        if lost > self.right:
            yield f"{lost} right answers lost, at most {self.right} may be"
        for grade in _BAD:
            gained = now.get(grade, 0) - before.get(grade, 0)
            if gained > self.bad:
                yield f"{gained} {grade} answers gained, at most {self.bad} may be"


# One question that turns is no matter in a file, but no such losses may come together over the files.
IN_A_FILE = Slack(right=3, bad=1)
IN_ALL = Slack(right=5, bad=0)


def is_grown_from(path: Path) -> bool:
    """Whether the trees of the decision grow from a file, which they know better than what is only run."""
    return path.parent.name in (*FITTED, *TOWNS)


def counted(cards: Iterable[ScoreCounts]) -> ScoreCounts:
    """The counts of several scorecards as one."""
    whole: Counter[str] = Counter()
    for card in cards:
        whole.update(card)
    return whole
