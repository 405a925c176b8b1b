"""The contest on questions about the shipped knowledge base: what is found, and what would be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console

from benchmarks.contest.anda import EngineFinder
from benchmarks.contest.counting import First, best_threshold, percentile, recall, worth
from benchmarks.contest.finder import Finder, PeerFinder, timed
from benchmarks.contest.rows import ArticleRow
from benchmarks.peers.roster import ROSTER
from bot.config import Config
from bot.engines import today
from bot.evaluation.scoring import grade_all
from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import questions as phrasings_of
from knowledge.evaluation.scorecard import Grade, Question, grade, read_questions

_RANKS = 3
_WRONG = (Grade.WRONG, Grade.UNCITED)


class Judge:
    """Grades answering a question with an entry; as with Anda, the answer is staff's text."""

    def __init__(self, engine: Engine, day: date) -> None:
        self._engine = engine
        self._day = day
        self._entries = engine.base.entries

    def grade(self, question: Question, entry: int) -> Grade:
        """The grade of answering the question with this entry, in the question's language."""
        language = "en" if question.turns[-1].isascii() else "zh"
        return grade(question, self._engine.answer_entry(self._entries[entry].id, self._day, language))


def run_article(
    engine: Engine, config: Config, names: Sequence[str], groups: Mapping[str, Sequence[Path]]
) -> Iterator[ArticleRow]:
    """Anda's row and one for each of these peers, for every group of question files."""
    asked = {group: [q for path in files for q in read_questions(path)] for group, files in groups.items()}
    for group, questions in asked.items():
        yield _anda(engine, config, group, questions)
    texts = [(n, text) for n, entry in enumerate(engine.base.entries) for text in phrasings_of(entry)]
    for name in names:
        finder = PeerFinder(ROSTER[name].make())
        finder.build([text for _, text in texts], [number for number, _ in texts])
        for group, questions in asked.items():
            yield _peer(name, finder, Judge(engine, today(config)), group, questions)


def _anda(engine: Engine, config: Config, group: str, questions: Sequence[Question]) -> ArticleRow:
    """Anda's row, as shipped: with whole conversations and its own decision."""
    searched = _searched(EngineFinder(engine), Judge(engine, today(config)), questions)
    endings = Counter(
        grade for _, grade, _ in grade_all(engine, today(config), questions, Console(quiet=True))
    )
    return _row(group, "Anda", searched, endings, "")


def _peer(name: str, finder: Finder, judge: Judge, group: str, questions: Sequence[Question]) -> ArticleRow:
    """A peer's row, with the threshold that is best for it on these questions."""
    searched = _searched(finder, judge, questions)
    chosen = best_threshold(searched.firsts)
    threshold = f"{chosen.by} ≥ {chosen.least:.3g}" if chosen.endings else "none that is worth it"
    return _row(group, name, searched, chosen.endings, threshold)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Searched:
    """The first entry of each question that has any, and the milliseconds of each question.

    `ranks` says of every answerable question which of its first entries are right.
    """

    firsts: list[First] = field(default_factory=list)
    ranks: list[list[bool]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def _searched(finder: Finder, judge: Judge, questions: Sequence[Question]) -> _Searched:
    """Searches for the questions; only their last turns, since all turns together find half as much."""
    searched = _Searched()
    for question in questions:
        hits, ms = timed(finder, question.turns[-1], _RANKS)
        searched.times.append(ms)
        grades = [judge.grade(question, entry) for entry, _ in hits]
        if hits:
            second = hits[1].score if len(hits) > 1 else 0.0
            lead = 1 - second / hits[0].score if hits[0].score else 0.0
            searched.firsts.append(First(grade=grades[0], score=hits[0].score, lead=lead))
        if question.answerable:
            searched.ranks.append([grade is Grade.RIGHT for grade in grades])
    return searched


def _row(group: str, name: str, searched: _Searched, endings: Counter[Grade], threshold: str) -> ArticleRow:
    answerable = len(searched.ranks)
    unanswerable = len(searched.times) - answerable
    return ArticleRow(
        questions=group,
        name=name,
        answerable=answerable,
        unanswerable=unanswerable,
        recall_1=recall(searched.ranks, 1),
        recall_3=recall(searched.ranks, _RANKS),
        right=endings[Grade.RIGHT] / max(answerable, 1),
        offered=endings[Grade.OFFERED] / max(answerable, 1),
        wrong=sum(endings[grade] for grade in _WRONG) / max(answerable, 1),
        false=endings[Grade.FALSE] / max(unanswerable, 1),
        worth=worth(endings),
        threshold=threshold,
        p50_ms=percentile(searched.times, 0.5),
    )
