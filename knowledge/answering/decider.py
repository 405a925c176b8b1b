"""A single question to what it comes to: candidates, ranked, decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from knowledge.answering.kept import Kept
from knowledge.answering.semantic import Meanings
from knowledge.conflicts.referee import Hearing
from knowledge.derived.derived import Derived
from knowledge.index.candidates import RetrievalQuery
from knowledge.language.dialogue import leans
from knowledge.language.query import Query
from knowledge.ranking.decision import Part, decide

Windows = Mapping[str, tuple[Query, ...]]  # the text of each, and the clauses that it is read as

_MOST_WINDOWS = 6
_DESCRIBED_THING = re.compile("[有没不无未][^,]{1,12}的[一-鿿]{2,6}$")  # 有物业的小区,改造了几个


class Decider:
    """Decides single questions that are asked in a year of the calendar: 明年 is the one after it.

    `kept` says how many decisions stay in memory, for those asked again. Conflicts are worked out for every
    match if it `hears_all`, or is to weigh meanings: these may raise what words call unlikely, unless
    something speaks against it.
    """

    def __init__(
        self,
        derived: Derived,
        year: int,
        meanings: Meanings | None = None,
        *,
        kept: int = 0,
        hears_all: bool = False,
    ) -> None:
        self._derived = derived
        self._year = year
        self._meanings = meanings
        every = hears_all or meanings is not None
        self._ranker = replace(derived.ranker, judged_from=0.0) if every else derived.ranker
        self._decisions: Kept[tuple[str, str | None], Part] = Kept(kept)

    def decided(self, query: Query, own: Query | None = None) -> Part:
        """What a question comes to; `own` is what was really typed where a subject was borrowed."""
        key = (query.text, own.text if own else None)
        return self._decisions.of(key, lambda: self._decision(query, own))

    def hear(self, query: Query) -> Hearing:
        """The question before the referee."""
        return self._ranker.referee.hear(query, self._year)

    def _decision(self, query: Query, own: Query | None) -> Part:
        derived = self._derived
        focus, windows = self.windows(query)
        held = {text: derived.tokeniser.tokens(*read) for text, read in windows.items()}
        asking = RetrievalQuery(whole=held[query.text], focus=held[focus.text], windows=tuple(held.values()))
        matches = self._ranker.matches(asking, query, own or focus, self._year)
        part = Part(query=query, verdict=decide(matches, self._ranker.calibration), matches=matches)
        return self._meanings.reconsidered(part) if self._meanings else part

    def windows(self, query: Query) -> tuple[Query, Windows]:
        """The part that asks, and the windows whose likeness counts: all, and each clause that asks.

        Without it: right -54, wrong +1, false -10 of 1,778.
        """
        clauses = self._derived.interpreter.clauses(query)
        asking = [clause for clause in clauses if clause.asks]
        if len(clauses) == 1 or not asking:
            return query, {query.text: (query,)}
        pointed = [clause for clause in asking if clause.points] or asking
        focus = self._derived.interpreter.read(_text(*self._asked_of(query, clauses, pointed)))
        pairs = [pair for pair in pairwise(clauses) if any(clause.asks for clause in pair)]
        windows = {_text(*window): window for window in ((query,), (focus,), *zip(asking), *pairs)}
        return focus, dict(islice(windows.items(), _MOST_WINDOWS))

    @staticmethod
    def _asked_of(query: Query, clauses: Sequence[Query], asking: Sequence[Query]) -> Iterator[Query]:
        """The clauses that ask, each with the one before it where that names what is asked about."""
        for before, clause in zip((None, *clauses), clauses, strict=False):
            if clause in asking:
                if (
                    before
                    and before not in asking
                    and before.mentions
                    and (leans(clause) or _DESCRIBED_THING.search(before.text))
                    and _goes_on(before, query.text)
                ):
                    yield before
                yield clause


def _text(*clauses: Query) -> str:
    return ",".join(clause.text for clause in clauses)


def _goes_on(clause: Query, text: str) -> bool:
    """Whether only a comma ends a clause of a text, or a blank behind what is nothing but a name."""
    named = any(mention.end - mention.start == len(clause.text) for mention in clause.mentions)
    return f"{clause.text}," in text or (named and f"{clause.text} " in text)
