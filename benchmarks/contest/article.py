"""The contest on questions about the shipped knowledge base: what is found, and what would be answered."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.contest.anda import DAY, EngineFinder
from benchmarks.contest.counting import First, best_threshold, percentile, recall, worth
from benchmarks.contest.finder import Finder, PeerFinder
from benchmarks.contest.rows import ArticleRow
from benchmarks.peers.roster import ROSTER
from bot.config import Config
from bot.scoring import grade_all
from knowledge.engine import Engine
from knowledge.evaluation import Question, Verdict, grade, read_questions
from knowledge.profile import questions as phrasings_of

_RANKS = 3
_WRONG = (Verdict.WRONG, Verdict.UNCITED)


class Judge:
    """Says what answering a question with an entry would be graded; staff's text is the answer, as Anda's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._entries = engine.base.entries

    def verdict(self, question: Question, entry: int) -> Verdict:
        """What is graded when this entry answers the question, in the language it was asked in."""
        language = "en" if question.turns[-1].isascii() else "zh"
        return grade(question, self._engine.answer_entry(self._entries[entry].id, DAY, language))


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
            yield _peer(name, finder, Judge(engine), group, questions)


def _anda(engine: Engine, config: Config, group: str, questions: Sequence[Question]) -> ArticleRow:
    """As shipped: with whole conversations, its own decision and no threshold chosen here."""
    _, ranks, times = _searched(EngineFinder(engine), Judge(engine), questions)
    endings = Counter(verdict for _, verdict, _ in grade_all(engine, config, questions, Console(quiet=True)))
    return _row(group, "Anda", questions, endings, ranks, times, "")


def _peer(name: str, finder: Finder, judge: Judge, group: str, questions: Sequence[Question]) -> ArticleRow:
    """With the threshold that is best for it on these questions."""
    firsts, ranks, times = _searched(finder, judge, questions)
    chosen = best_threshold(firsts)
    return _row(group, name, questions, chosen.endings, ranks, times, f"{chosen.by} ≥ {chosen.least:.3g}")


def _searched(
    finder: Finder, judge: Judge, questions: Sequence[Question]
) -> tuple[list[First], list[list[bool]], list[float]]:
    """For each question its first entry; for the answerable ones which are right; and milliseconds.

    Of several turns the last one is asked: joined with those before it finds half as much.
    """
    firsts, ranks, times = [], [], []
    for question in questions:
        text = question.turns[-1]
        started = time.process_time()
        found = finder.entries(text, _RANKS)
        times.append((time.process_time() - started) * 1000)
        verdicts = [judge.verdict(question, entry) for entry, _ in found]
        if found:
            second = found[1].score if len(found) > 1 else 0.0
            lead = 1 - second / found[0].score
            firsts.append(First(verdict=verdicts[0], score=found[0].score, lead=lead))
        if question.answerable:
            ranks.append([verdict is Verdict.RIGHT for verdict in verdicts])
    return firsts, ranks, times


def _row(
    group: str,
    name: str,
    questions: Sequence[Question],
    endings: Counter[Verdict],
    ranks: Sequence[Sequence[bool]],
    times: Sequence[float],
    threshold: str,
) -> ArticleRow:
    answerable = len(ranks)
    unanswerable = len(questions) - answerable
    return ArticleRow(
        questions=group,
        name=name,
        answerable=answerable,
        unanswerable=unanswerable,
        recall_1=recall(ranks, 1),
        recall_3=recall(ranks, _RANKS),
        right=endings[Verdict.RIGHT] / max(answerable, 1),
        offered=endings[Verdict.OFFERED] / max(answerable, 1),
        wrong=sum(endings[verdict] for verdict in _WRONG) / max(answerable, 1),
        false=endings[Verdict.FALSE] / max(unanswerable, 1),
        worth=worth(endings),
        threshold=threshold,
        p50_ms=percentile(times, 0.5),
    )
