"""The scorecard: how many questions are right, wrong, offered, missed or falsely answered, by style."""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.answer import Answer, Status

_READ_OF_ANSWER, _READ_OF_EVIDENCE = 400, 40  # quoting a whole paragraph earns nothing
_Z95 = 1.959964


class Verdict(StrEnum):
    """How one question was met."""

    RIGHT = "right"
    PARTIAL = "partial"
    OFFERED = "offered"
    CLARIFY = "clarify"
    MISSED = "missed"
    WRONG = "wrong"
    UNCITED = "uncited"
    FALSE = "false"
    HELD = "held"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A labelled question; every list of `expect` must be met by one of its alternatives.

    A right answer cites one of the `paragraphs`, or of the `rows` of a table.
    """

    id: str
    style: str
    turns: tuple[str, ...]
    answerable: bool
    paragraphs: frozenset[int] = frozenset()
    rows: frozenset[str] = frozenset()
    expect: tuple[tuple[str, ...], ...] = ()
    forbid: tuple[str, ...] = ()


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a JSON Lines file; OSError, KeyError or ValueError when it is none."""
    lines = path.read_text("utf-8").splitlines()
    return tuple(_question(_mapping(json.loads(line))) for line in lines if line.strip())


def _mapping(line: object) -> Mapping[str, object]:
    """The line, if it asks something; ValueError if not."""
    if not isinstance(line, dict) or not isinstance(line.get("turns"), list) or not line["turns"]:
        raise ValueError('a line is {"id": …, "turns": ["…"], …}')
    return line


def _question(line: Mapping[str, object]) -> Question:
    def texts(key: str) -> tuple[str, ...]:
        held = line.get(key)
        return tuple(map(str, held)) if isinstance(held, list) else ()

    paragraphs, expect = line.get("paragraph"), line.get("expect")
    return Question(
        id=str(line["id"]),
        style=str(line.get("style") or line.get("kind")),
        turns=texts("turns"),
        answerable=line.get("answerable") is not False,
        paragraphs=frozenset(map(int, paragraphs)) if isinstance(paragraphs, list) else frozenset(),
        rows=frozenset(texts("row")),
        expect=tuple(tuple(map(str, one)) for one in expect) if isinstance(expect, list) else (),
        forbid=texts("forbid"),
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in ",，").lower()


def _meets(text: str, expect: Iterable[Sequence[str]]) -> bool:
    return all(any(_plain(alternative) in text for alternative in one) for one in expect)


def grade(question: Question, answer: Answer) -> Verdict:
    """The verdict on one answer."""
    if not question.answerable:
        return Verdict.FALSE if answer.status is Status.ANSWERED else Verdict.HELD
    if answer.status is Status.ANSWERED:
        return _grade_answered(question, answer)
    if answer.status is Status.CLARIFY:
        options = _plain(" ".join(f"{o.entry} {o.question} {o.answer}" for o in answer.options))
        return Verdict.OFFERED if _meets(options, question.expect) else Verdict.CLARIFY
    return Verdict.MISSED


def _grade_answered(question: Question, answer: Answer) -> Verdict:
    evidence = [citation.evidence[:_READ_OF_EVIDENCE] for citation in answer.citations]
    text = _plain(" ".join([answer.text[:_READ_OF_ANSWER], *evidence]))
    clean = not any(_plain(word) in text for word in question.forbid)
    if clean and _meets(text, question.expect):
        cited = any(c.paragraph in question.paragraphs or c.row in question.rows for c in answer.citations)
        return Verdict.RIGHT if cited else Verdict.UNCITED
    some = clean and any(_meets(text, [one]) for one in question.expect)
    return Verdict.PARTIAL if some and answer.unanswered_parts else Verdict.WRONG


@dataclass(frozen=True, kw_only=True, slots=True)
class Scorecard:
    """Verdicts counted, in all and by style."""

    total: Counter[Verdict]
    by_style: dict[str, Counter[Verdict]]

    def share(self, verdict: Verdict) -> float:
        """The share of a verdict among the questions it can befall."""
        return self.total[verdict] / max(self._asked(verdict), 1)

    def interval(self, verdict: Verdict) -> tuple[float, float]:
        """Wilson's 95 % confidence interval of that share (Wilson 1927)."""
        return wilson(self.total[verdict], self._asked(verdict))

    def _asked(self, verdict: Verdict) -> int:
        unanswerable = self.total[Verdict.FALSE] + self.total[Verdict.HELD]
        return unanswerable if verdict in (Verdict.FALSE, Verdict.HELD) else self.total.total() - unanswerable


def wilson(hits: int, asked: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of hits."""
    if asked == 0:
        return 0.0, 1.0
    share, z2 = hits / asked, _Z95**2
    middle = (share + z2 / (2 * asked)) / (1 + z2 / asked)
    reach = _Z95 * math.sqrt(share * (1 - share) / asked + z2 / (4 * asked**2)) / (1 + z2 / asked)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def scorecard(graded: Iterable[tuple[Question, Verdict]]) -> Scorecard:
    """The scorecard of graded questions."""
    total: Counter[Verdict] = Counter()
    by_style: dict[str, Counter[Verdict]] = {}
    for question, verdict in graded:
        total[verdict] += 1
        by_style.setdefault(question.style, Counter())[verdict] += 1
    return Scorecard(total=total, by_style=by_style)
