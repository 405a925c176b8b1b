"""Anda in the contest, over made questions: the whole of an answer, not only the search for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from benchmarks.contest.finder import Found
from bot.config import PROJECT
from bot.engines import SHIPPED_TEXTS
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.loading.collector import gc_paused
from knowledge.loading.loader import read_knowledge
from knowledge.model.base import KnowledgeBase, Lexicon
from knowledge.model.entry import Citation, Entry, FilePosition
from knowledge.model.source import Source, SourceKind

DAY = date(2031, 1, 10)
_SOURCE = "made"
_NOWHERE = FilePosition(file="made", line=1, column=1)


class EngineFinder:
    """An engine that answers already: entries by their number in its knowledge base."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._numbers = {entry.id: number for number, entry in enumerate(engine.base.entries)}

    def ask(self, question: str) -> object:
        return self._engine.answer(question, DAY)

    def entries(self, question: str, most: int) -> list[Found]:
        matches = self._engine.matches(question, DAY)[:most]
        return [Found(self._numbers[match.profile.entry.id], match.score) for match in matches]


class Anda:
    """The engine over entries that have nothing but their questions: no subject, no lexicon of a town."""

    def build(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        with gc_paused(for_good=True):
            base = made_base(texts, owners)
            self._finder = EngineFinder(Engine(base, derive(base)))

    def ask(self, question: str) -> object:
        return self._finder.ask(question)

    def entries(self, question: str, most: int) -> list[Found]:
        return self._finder.entries(question, most)


def made_base(texts: Sequence[str], owners: Sequence[int]) -> KnowledgeBase:
    """A knowledge base in memory; the sentences around an answer are the shipped ones."""
    entries = tuple(_entries(texts, owners))
    shipped = read_knowledge(PROJECT / "knowledge" / "content", SHIPPED_TEXTS).base
    source = Source(id=_SOURCE, title="测速用的样本", publisher="样本", kind=SourceKind.TABLE)
    return KnowledgeBase(
        version=_SOURCE,
        topics=("样本",),
        entries=entries,
        sources={_SOURCE: source},
        lexicon=Lexicon(qualifiers={}),
        texts=shipped.texts if shipped else {},
    )


def _entries(texts: Sequence[str], owners: Sequence[int]) -> Iterator[Entry]:
    for owner, pairs in groupby(zip(owners, texts, strict=True), key=lambda pair: pair[0]):
        question, *phrasings = (text for _, text in pairs)
        yield Entry(
            id=f"made-{owner}",
            topic="样本",
            question=question,
            phrasings=tuple(phrasings),
            answer=question,
            citations=(Citation(source=_SOURCE, evidence=question[:24], row=str(owner), column="question"),),
            place=_NOWHERE,
        )
