"""Told again: what was just told is asked for once more, one of it by its place, or called in doubt."""

from __future__ import annotations

from dataclasses import replace

from knowledge.derived.derived import Derived
from knowledge.figures.units import agree
from knowledge.language.again import AGAIN, asks_again, doubts, place_in
from knowledge.language.dialogue import Context
from knowledge.language.query import Query
from knowledge.ranking.decision import Part

_TOLD = "told"


def pointed(text: str, context: Context, derived: Derived) -> tuple[str, Context]:
    """A text that speaks of one of the things told by its place, as said of that alone (后一个都是什么人)."""
    place = place_in(text) if context.told_several else None
    if place is None or not -len(context.entries) <= place.number <= len(context.entries):
        return text, context
    told = context.entries[place.number - 1 if place.number > 0 else place.number]
    if told not in derived.numbers:
        return text, context
    spoken_of = replace(context, question=derived.entry(told).question, entries=(told,))
    return place.rest or AGAIN, spoken_of


def told_again(query: Query, context: Context, derived: Derived) -> tuple[Part, ...]:
    """The entries just told, where nothing but these is asked for; none where something else is."""
    told = [entry for entry in context.entries if entry in derived.numbers] if context.told else []
    if not asks_again(query.text):
        told = [entry for entry in told if _is_doubted(query, entry, derived)]
    return tuple(Part.sure(query, derived.profiles[derived.numbers[entry]], by=_TOLD) for entry in told)


def _is_doubted(query: Query, entry: str, derived: Derived) -> bool:
    """Whether a figure of the answer is doubted: one of its kind, and nothing of another kind, is said."""
    if query.qualifiers or query.numbered or not doubts(query):
        return False
    units = [figure.unit for figure in derived.profiles[derived.numbers[entry]].answer_figures]
    return bool(units) and all(any(agree(f.unit, unit) for unit in units) for f in query.figures)
