"""Of somebody: which readings of a follow-up tell what it asks of one person by a pronoun (他几点出车)."""

from __future__ import annotations

from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context
from knowledge.language.query import Query
from knowledge.language.somebody import (
    asks_what_is_done,
    asks_what_is_said,
    asks_who,
    has_an_object,
    tells_words,
)
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from knowledge.ranking.decision import Part
from knowledge.ranking.ranking import Match

_WHO = frozenset({Facet.PERSON, Facet.NAMES})
_NOUNS = ("n", "zg")  # how the tags of nouns begin; of some of one character it is not told (车)


def of_somebody(readings: list[Part], typed: Query, context: Context, derived: Derived) -> list[Part]:
    """The readings that tell of somebody what is asked: who he is answers nothing else (他多大了)."""
    if asks_who(typed):
        return _of_a_person(readings)
    readings = [
        part
        for part in readings
        if part.entry not in context.entries or _tells_more_than_who(part, typed, derived)
    ]
    if asks_what_is_said(typed):
        words = [part for part in readings if tells_words(part.best.profile.answer)]
        readings = words or [part.offered() for part in readings]
    elif not asks_what_is_done(typed):
        return _of_a_person(readings)
    least = 1.0 if has_an_object(typed) else 0.0  # what is done to that must be told too
    readings = [part for part in readings if part.best.parts["coverage"] >= least]
    return [part for part in readings if is_of_the_topic(part, context, derived)]


def _of_a_person(readings: list[Part]) -> list[Part]:
    """The readings that come to what tells of a person, or to a choice with such an entry."""
    return [part for part in readings if any(Facet.PERSON in m.profile.facets for m in _come_to(part))]


def _come_to(part: Part) -> tuple[Match, ...]:
    """The best match of a reading; where several may be meant, all of them."""
    return part.verdict.matches if part.verdict.status is Status.CLARIFY else (part.best,)


def _tells_more_than_who(part: Part, typed: Query, derived: Derived) -> bool:
    """Whether an entry tells more than who somebody is, or a noun that is asked for (他归哪个街道管)."""
    profile = part.best.profile
    if not (profile.facets <= _WHO and typed.cues):
        return True
    nouns = tuple(word.text for word in typed.words if word.tag.startswith(_NOUNS))
    answer = derived.interpreter.read(profile.answer)
    return bool(nouns) and any(word.text.endswith(nouns) for word in answer.words)


def is_of_the_topic(part: Part, context: Context, derived: Derived) -> bool:
    """Whether a part is of the topic of the turn before."""
    topics = {derived.entry(entry).topic for entry in context.entries}
    return part.best.profile.entry.topic in topics
