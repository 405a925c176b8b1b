"""By its figure: the entry that tells the figure of which a question asks what it is (643户是啥)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from knowledge.answering.decider import Decider
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.witness import Witness
from knowledge.derived.derived import Derived
from knowledge.language.asked_by_figure import OF_DAYS, figures_asked_of, names_of, words_beside
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.model.cached import cached_property
from knowledge.ranking.decision import MOST_OPTIONS, Part, Verdict
from knowledge.ranking.ranking import Match

_MOST_ENTRIES = 10_000  # of more, what they tell is not at hand (knowledge/derived/packed.py)
_CHANCE = 0.9  # that the only entry that tells a figure is meant by it
_NO_MATTER = frozenset({Kind.FACET, Kind.SUBJECT})  # whoever asks what a figure is names neither


class ByFigure:
    """Finds entries by the figures they tell."""

    def __init__(self, derived: Derived, decider: Decider) -> None:
        self._derived = derived
        self._hear = decider.hear

    @cached_property
    def _telling(self) -> Mapping[Decimal, frozenset[int]]:
        """The numbers of the entries that tell each value."""
        telling: dict[Decimal, set[int]] = defaultdict(set)
        for number, profile in enumerate(self._derived.profiles):
            for figure in profile.figures:
                telling[figure.value].add(number)
        return {value: frozenset(numbers) for value, numbers in telling.items()}

    def found(self, part: Part) -> Part:
        """The part, answered by the only entry that tells the figures it asks about; a few are offered."""
        if part.answered or len(self._derived.profiles) > _MOST_ENTRIES:
            return part
        found = _foremost(tuple(self._matches(part.query)), part.query)
        if not 0 < len(found) <= MOST_OPTIONS:
            return part
        answered = len(found) == 1
        verdict = Verdict(
            status=Status.ANSWERED if answered else Status.CLARIFY,
            matches=found,
            confidence=_CHANCE if answered else _CHANCE / len(found),
        )
        kept = {match.profile.entry.id for match in found}
        others = (match for match in part.matches if match.profile.entry.id not in kept)
        return replace(part, verdict=verdict, matches=(*found, *others))

    def _matches(self, query: Query) -> Iterator[Match]:
        """The entries that tell every figure asked about, and all that is said of them."""
        figures = figures_asked_of(query)
        if not figures:
            return
        beside = words_beside(query, figures)
        referee = self._derived.ranker.referee
        heard = self._hear(query)
        for number in frozenset.intersection(*(self._telling.get(f.value, frozenset()) for f in figures)):
            profile = self._derived.profiles[number]
            witness = Witness(profile)
            told = all(any(figure.is_as_much_as(own) for own in profile.figures) for figure in figures)
            if not (told and all(any(map(witness.tells, names_of(word))) for word in beside)):
                continue
            conflicts = (*referee.conflicts(heard, witness), *referee.refusals(heard, witness))
            if {conflict.kind for conflict in conflicts} <= _NO_MATTER:
                yield Match(profile=profile, score=_CHANCE, parts={"figure": 1.0}, conflicts=())


def _foremost(found: tuple[Match, ...], query: Query) -> tuple[Match, ...]:
    """The only one of several whose answer begins with a figure of the question; else all of them."""
    asked = {figure.value for figure in query.figures}
    first = tuple(match for match in found if _first_value(match) in asked)
    return first if len(first) == 1 else found


def _first_value(match: Match) -> Decimal | None:
    """The value that an answer tells first, not that of a day."""
    return next((f.value for f in match.profile.answer_figures if f.unit not in OF_DAYS), None)
