"""Why an entry that is about the right thing may still not answer the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from knowledge.conflicts import asking
from knowledge.conflicts.apart import Apart
from knowledge.conflicts.belonging import Belonging
from knowledge.conflicts.bounds import Bounds
from knowledge.conflicts.claims import Claims
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.counting import Counting
from knowledge.conflicts.doings import Doings
from knowledge.conflicts.excluded import Excluded
from knowledge.conflicts.from_to import FromTo
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.loose_words import LooseWords, classes_of
from knowledge.conflicts.measures import Measures
from knowledge.conflicts.money import Money
from knowledge.conflicts.negation import Negation, denied
from knowledge.conflicts.parts import Parts
from knowledge.conflicts.periods import Periods
from knowledge.conflicts.profile import subject_share
from knowledge.conflicts.roles import Roles
from knowledge.conflicts.stock import Stock
from knowledge.conflicts.sums import Sums
from knowledge.conflicts.whom import Whom
from knowledge.conflicts.witness import Witness
from knowledge.language.general import Language, WordClass
from knowledge.language.interpret import Query
from knowledge.language.vocabulary import Mention, Vocabulary, is_concept

_FEW = 2  # words; fewer may be said of anything


class Rule(Protocol):
    """One way in which a question may be put that an entry does not answer, read once for all entries."""

    @property
    def speaks(self) -> bool:
        """Whether the question is put so at all."""

    def conflicts(self, witness: Witness) -> Iterable[Conflict]:
        """What that says against an entry."""


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """A question before the referee: what of it may speak against an entry, worked out once for them all."""

    query: Query
    counting: Counting
    parts: Parts
    limits: Limits
    loose_words: LooseWords
    excluded: Excluded
    every_rule: tuple[Rule, ...]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that have anything to say."""
        return tuple(rule for rule in self.every_rule if rule.speaks)

    @cached_property
    def terms(self) -> tuple[Mention, ...]:
        """The names of things of this town."""
        return tuple(mention for mention in self.query.mentions if is_concept(mention.senses))

    @cached_property
    def telling(self) -> dict[str, tuple[Mention, ...]]:
        """The keys of its content words, each with the names that the word belongs to."""
        query = self.query
        held: dict[str, tuple[Mention, ...]] = {}
        for number in query.content:
            key, place = query.keys[number], query.words[number].start
            if key.isalpha():
                named = tuple(m for m in query.mentions if m.start <= place < m.end)
                held[key] = held.get(key, ()) + named
        return held


@dataclass(frozen=True)
class Referee:
    """Finds the conflicts between a question and an entry."""

    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]

    @cached_property
    def _classes(self) -> Mapping[str, WordClass]:
        return classes_of(self.language)

    def hear(self, query: Query, year: int) -> Hearing:
        """The question as it is compared with entries; it is asked in that year of the calendar."""
        parts, excluded = Parts(query, self.language), Excluded(query)
        return Hearing(
            query=query,
            counting=Counting(query, self.language, self.vocabulary),
            parts=parts,
            limits=Limits(query, self.language, self.vocabulary, self.home, self.dated, year),
            loose_words=LooseWords(query, self.vocabulary, self._classes, self.language.no_places, self.home),
            excluded=excluded,
            every_rule=(parts, excluded, *self._rules(query)),
        )

    def _rules(self, query: Query) -> tuple[Rule, ...]:
        """What may be asked the other way round or of something else (ADR 27, 28)."""
        return (
            Negation(query, self.vocabulary),
            Roles(query),
            Money(query),
            Sums(query),
            Stock(query),
            Periods(query),
            Measures(query),
            Apart(query, self.language),
            Doings(query),
            Claims(query),
            Belonging(query, self.home),
            Bounds(query),
            Whom(query),
            FromTo(query),
        )

    def conflicts(self, heard: Hearing, witness: Witness) -> tuple[Conflict, ...]:
        """Every conflict; none means that the entry may answer."""
        found = (
            *asking.facets(heard.query, witness.profile),
            *heard.counting.conflicts(witness),
            *heard.limits.conflicts(witness),
            *asking.turns(heard.query, witness),
            *asking.growth(heard.query, witness),
            *(conflict for rule in heard.rules for conflict in rule.conflicts(witness)),
            *heard.loose_words.conflicts(witness),
        )
        return tuple(dict.fromkeys(found))

    def refusals(self, heard: Hearing, witness: Witness) -> tuple[Conflict, ...]:
        """What speaks against the question as typed: staff's `not_for`, or a word said in passing."""
        whole = heard.query
        if witness.profile.refused and whole.squeezed in witness.profile.refused:
            return (Conflict(kind=Kind.COUNTER_EXAMPLE, word=whole.text, firm=True, bars=True),)
        if word := denied(whole, witness.profile):
            return (Conflict(kind=Kind.QUALIFIER, word=word, firm=True, bars=True),)
        if said_besides := heard.excluded.refusals(witness) or heard.limits.refusals(witness):
            return said_besides
        subject = subject_share(whole, witness.profile)
        if not subject and (part := heard.parts.alone(witness)):
            return part
        named = subject or heard.limits.names(witness.profile)
        if not named and _hardly_told(heard, witness):
            return (Conflict(kind=Kind.SUBJECT, word=whole.text),)
        return ()

    @staticmethod
    def foreign_terms(heard: Hearing, witness: Witness) -> int:
        """How many terms the question names that the entry never does."""
        return sum(not witness.licenses(mention) for mention in heard.terms)


def _hardly_told(heard: Hearing, witness: Witness) -> bool:
    """Whether the entry says no more than one word of the question: 谁开的 may be asked of anything."""
    told = 0
    for key, names in heard.telling.items():
        if witness.tells(key) or any(map(witness.licenses, names)):
            told += 1
            if told == _FEW:
                return False
    return True
