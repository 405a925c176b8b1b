"""Told apart: counted in one clause of an answer and done in another (意见60余条,为推进整改提供了依据)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.figures import figures
from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.general import Language
from knowledge.language.normalise import normalise
from knowledge.language.question_words import A_NUMBER, HOW
from knowledge.language.vocabulary import Role
from knowledge.model.cached import cached_property

_CLAUSE = re.compile(r"[^,，。;；]+")
_ASPECTS = ("了", "过")
_RATE = "率"
_NUMBER_ASKED = re.compile(f"{A_NUMBER}|{HOW}|率|收费|费用|价[格钱]?|how many|how much")
_ROOT = 2  # characters
_THEN = ("之后", "以后", "此后", "超过", "超出")  # 前30分钟免费,之后每小时5元
_GOES_ON = 3  # characters besides a figure; with fewer a clause goes on with the one before (长17.8公里)


@dataclass(frozen=True)
class ClauseMismatch(Rule):
    """What one question says is done with what it counts, to be compared with where entries tell of it."""

    language: Language

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """What an entry says to be done (整改了多少条), but in no clause with a number of what is counted."""
        profile, units = lookup.profile, self._units
        said = (word for word in self._said if not self._is_subject(word, profile))
        apart = [word for word in said if _is_apart(word, units, profile)]
        if apart and not any(_is_counted(word, units, profile) for word in self._doings):
            yield Conflict(kind=Kind.EVENT, word=apart[0], bars=True)

    def _is_subject(self, word: str, profile: Profile) -> bool:
        """Whether a word is another name of what an entry is about (助餐食堂 of 老年食堂)."""
        named = {sense for m in self.query.mentions if m.text == word for sense in m.senses}
        return any(not named.isdisjoint(senses) for _, senses in profile.subject)

    @trigger
    def _said(self) -> tuple[str, ...]:
        """What it says is done, and the things of this town that it names."""
        query = self.query
        if not (any(cue.numeric for cue in query.cues) or (query.yes_no and query.figures)):
            return ()
        words = (query.words[number] for number in query.content)
        said = (
            word.text.removesuffix(_RATE) for word in words if word.tag == OWN_TAG or self._is_a_doing(word)
        )
        return tuple(word for word in said if len(word) > 1)

    @cached_property
    def _doings(self) -> tuple[str, ...]:
        """Those of them that are something done, and no thing."""
        events = {m.text for m in self.query.mentions if any(s.role is Role.EVENT for s in m.senses)}
        done = {word.text for word in self.query.words if self._is_a_doing(word)} | events
        return tuple(word for word in self._said if word in done)

    def _is_a_doing(self, word: Word) -> bool:
        return word.is_verb or self.query.text.startswith(_ASPECTS, word.end)

    @cached_property
    def _units(self) -> frozenset[str]:
        """The units that it asks in or checks, and those that stand for them; empty for any."""
        query = self.query
        said = {cue.counter for cue in query.cues if cue.numeric} or {figure.unit for figure in query.figures}
        if "" in said:
            return frozenset()
        return self.language.counted_alike(said)


class _Clause(NamedTuple):
    """A clause with the units of its figures, and how many characters it has besides them."""

    text: str
    units: frozenset[str]
    besides: int

    def counts(self, units: frozenset[str]) -> bool:
        """Whether it states a figure in one of these units; in any where there are none."""
        return bool(self.units) and (not units or not units.isdisjoint(self.units))


def _is_apart(word: str, units: frozenset[str], profile: Profile) -> bool:
    """Whether an answer counts something, and says the word only in clauses that do not."""
    clauses = _clauses(profile.answer)
    word = word if word in profile.answer else word[-_ROOT:]
    saying = [number for number, clause in enumerate(clauses) if word in clause.text]
    if not saying or not any(clause.counts(units) for clause in clauses) or _is_asked(word, profile):
        return False
    evidence = (clause for c in profile.entry.citations for clause in _clauses(normalise(c.evidence)))
    if any(word in clause.text and clause.counts(units) for clause in evidence):
        return False
    return not any(_is_counted_from(number, clauses, units) for number in saying)


def _is_asked(word: str, profile: Profile) -> bool:
    """Whether an entry is about this, or asks itself for a number of it."""
    asked = (text for text in profile.own_questions if _NUMBER_ASKED.search(text))
    return any(word in text for text in asked) or any(word in name for name, _ in profile.subject)


def _is_counted(word: str, units: frozenset[str], profile: Profile) -> bool:
    """Whether a clause of the answer says the word and counts something too."""
    return any(word in clause.text and clause.counts(units) for clause in _clauses(profile.answer))


def _is_counted_from(number: int, clauses: Sequence[_Clause], units: frozenset[str]) -> bool:
    """Whether a clause counts what is done in it, or one behind it does: 村道进行了改造,长17.8公里."""
    behind = next((n for n in range(number, len(clauses)) if clauses[n].counts(units)), None)
    if behind is None or behind == number:
        return behind == number
    between = any(clause.units for clause in clauses[number:behind])
    return not between or clauses[behind].besides <= _GOES_ON or clauses[behind].text.startswith(_THEN)


@lru_cache(2_000)
def _clauses(text: str) -> tuple[_Clause, ...]:
    """The clauses of a normalised text."""
    found = ((clause, figures(clause)) for clause in _CLAUSE.findall(text))
    return tuple(
        _Clause(clause, frozenset(f.unit for f in held), len(clause) - sum(f.end - f.start for f in held))
        for clause, held in found
    )
