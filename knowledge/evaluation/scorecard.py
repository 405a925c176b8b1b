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

from knowledge.model.answer import Answer, Status

_READ_OF_ANSWER, _READ_OF_EVIDENCE = 400, 40  # quoting a whole paragraph earns nothing
_Z95 = 1.959964


class Grade(StrEnum):
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


def grade(question: Question, answer: Answer) -> Grade:
    """The grade on one answer."""
    if not question.answerable:
        return Grade.FALSE if answer.status is Status.ANSWERED else Grade.HELD
    if answer.status is Status.ANSWERED:
        return _grade_answered(question, answer)
    if answer.status is Status.CLARIFY:
        options = _plain(" ".join(f"{o.entry} {o.question} {o.answer}" for o in answer.options))
        return Grade.OFFERED if _meets(options, question.expect) else Grade.CLARIFY
    return Grade.MISSED


def _grade_answered(question: Question, answer: Answer) -> Grade:
    evidence = [citation.evidence[:_READ_OF_EVIDENCE] for citation in answer.citations]
    text = _plain(" ".join([answer.text[:_READ_OF_ANSWER], *evidence]))
    clean = not any(_plain(word) in text for word in question.forbid)
    if clean and _meets(text, question.expect):
        cited = any(c.paragraph in question.paragraphs or c.row in question.rows for c in answer.citations)
        return Grade.RIGHT if cited else Grade.UNCITED
    some = clean and any(_meets(text, [one]) for one in question.expect)
    return Grade.PARTIAL if some and answer.unanswered_parts else Grade.WRONG


@dataclass(frozen=True, kw_only=True, slots=True)
class Scorecard:
    """Grades counted, in all and by style."""

    total: Counter[Grade]
    by_style: dict[str, Counter[Grade]]

    def share(self, grade: Grade) -> float:
        """The share of a grade among the questions it can befall."""
        return self.total[grade] / max(self._asked(grade), 1)

    def interval(self, grade: Grade) -> tuple[float, float]:
        """Wilson's 95 % confidence interval of that share (Wilson 1927)."""
        return wilson(self.total[grade], self._asked(grade))

    def _asked(self, grade: Grade) -> int:
        unanswerable = self.total[Grade.FALSE] + self.total[Grade.HELD]
        return unanswerable if grade in (Grade.FALSE, Grade.HELD) else self.total.total() - unanswerable


def wilson(hits: int, asked: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of hits."""
    if asked == 0:
        return 0.0, 1.0
    share, z2 = hits / asked, _Z95**2
    middle = (share + z2 / (2 * asked)) / (1 + z2 / asked)
    reach = _Z95 * math.sqrt(share * (1 - share) / asked + z2 / (4 * asked**2)) / (1 + z2 / asked)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def scorecard(graded: Iterable[tuple[Question, Grade]]) -> Scorecard:
    """The scorecard of graded questions."""
    total: Counter[Grade] = Counter()
    by_style: dict[str, Counter[Grade]] = {}
    for question, grade in graded:
        total[grade] += 1
        by_style.setdefault(question.style, Counter())[grade] += 1
    return Scorecard(total=total, by_style=by_style)
