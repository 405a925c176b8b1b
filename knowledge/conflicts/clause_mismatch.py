"""Clause mismatch: an answer counts in one clause and acts in another (意见60余条,为推进整改提供了依据)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.figures import figures
from knowledge.language.clauses import ANSWER_CLAUSE
from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.general import Language
from knowledge.language.normalise import normalise
from knowledge.language.question_words import A_NUMBER, HOW_LARGE
from knowledge.language.vocabulary import Role
from knowledge.model.cached import cached_property

_ASPECTS = ("了", "过")
_RATE = "率"
_NUMBER_ASKED = re.compile(f"{A_NUMBER}|{HOW_LARGE}|率|收费|费用|价[格钱]?|how many|how much")
_ROOT = 2  # characters at the end of a word by which it is found too
_THEN = ("之后", "以后", "此后", "超过", "超出")  # 前30分钟免费,之后每小时5元
_GOES_ON = 3  # characters besides a figure; a clause with fewer continues the one before (长17.8公里)


@dataclass(frozen=True)
class ClauseMismatch(Rule):
    """The actions and things that one question counts, to be compared with the clauses of an answer."""

    language: Language

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The first word (整改了多少条) that an answer says only in clauses without the number asked for."""
        profile, units = lookup.profile, self._units
        words = (word for word in self._words if not self._is_subject(word, profile))
        uncounted = [word for word in words if _is_uncounted(word, units, profile)]
        if uncounted and not any(_is_counted(word, units, profile) for word in self._actions):
            yield Conflict(kind=Kind.EVENT, word=uncounted[0], severity=Severity.BARRING)

    def _is_subject(self, word: str, profile: Profile) -> bool:
        """Whether a word is another name of the entry's subject (助餐食堂 for 老年食堂)."""
        named = {sense for m in self.query.mentions if m.text == word for sense in m.senses}
        return not named.isdisjoint(profile.subject_senses)

    @trigger
    def _words(self) -> tuple[str, ...]:
        """The actions and the town's own things in a question that asks for or checks a number."""
        query = self.query
        if not (any(cue.numeric for cue in query.cues) or (query.yes_no and query.figures)):
            return ()
        words = (query.words[number] for number in query.content)
        texts = (
            word.text.removesuffix(_RATE) for word in words if word.tag == OWN_TAG or self._is_action(word)
        )
        return tuple(word for word in texts if len(word) > 1)

    @cached_property
    def _actions(self) -> tuple[str, ...]:
        """Those of them that are actions rather than things."""
        events = {m.text for m in self.query.mentions if any(s.role is Role.EVENT for s in m.senses)}
        done = {word.text for word in self.query.words if self._is_action(word)} | events
        return tuple(word for word in self._words if word in done)

    def _is_action(self, word: Word) -> bool:
        return word.is_verb or self.query.text.startswith(_ASPECTS, word.end)

    @cached_property
    def _units(self) -> frozenset[str]:
        """The units that the question asks for or checks, with equivalent ones; empty if any unit will do."""
        query = self.query
        units = {cue.counter for cue in query.cues if cue.numeric} or {
            figure.unit for figure in query.figures
        }
        if "" in units:
            return frozenset()
        return self.language.counted_alike(units)


class _Clause(NamedTuple):
    """A clause with the units of its figures, and the number of its characters outside them."""

    text: str
    units: frozenset[str]
    besides: int

    def counts(self, units: frozenset[str]) -> bool:
        """Whether it states a figure in one of these units, or any figure if no units are given."""
        return bool(self.units) and (not units or not units.isdisjoint(self.units))


def _is_uncounted(word: str, units: frozenset[str], profile: Profile) -> bool:
    """Whether an answer states a number, but says the word only in clauses without one."""
    clauses = _clauses(profile.answer)
    word = word if word in profile.answer else word[-_ROOT:]
    saying = [number for number, clause in enumerate(clauses) if word in clause.text]
    if not saying or not any(clause.counts(units) for clause in clauses) or _is_asked_about(word, profile):
        return False
    evidence = (clause for c in profile.entry.citations for clause in _clauses(normalise(c.evidence)))
    if any(word in clause.text and clause.counts(units) for clause in evidence):
        return False
    return not any(_is_counted_from(number, clauses, units) for number in saying)


def _is_asked_about(word: str, profile: Profile) -> bool:
    """Whether the word belongs to the entry's subject or to a question of its own for a number."""
    asked = (text for text in profile.own_questions if _NUMBER_ASKED.search(text))
    return any(word in text for text in asked) or any(word in name for name, _ in profile.subject)


def _is_counted(word: str, units: frozenset[str], profile: Profile) -> bool:
    """Whether a clause of the answer contains both the word and a number."""
    return any(word in clause.text and clause.counts(units) for clause in _clauses(profile.answer))


def _is_counted_from(number: int, clauses: Sequence[_Clause], units: frozenset[str]) -> bool:
    """Whether a clause or a later one that continues it states the number: 村道进行了改造,长17.8公里."""
    behind = next((n for n in range(number, len(clauses)) if clauses[n].counts(units)), None)
    if behind is None or behind == number:
        return behind == number
    between = any(clause.units for clause in clauses[number:behind])
    return not between or clauses[behind].besides <= _GOES_ON or clauses[behind].text.startswith(_THEN)


@lru_cache(2_000)
def _clauses(text: str) -> tuple[_Clause, ...]:
    """The clauses of a normalised text."""
    pairs = ((clause, figures(clause)) for clause in ANSWER_CLAUSE.findall(text))
    return tuple(
        _Clause(
            clause, frozenset(f.unit for f in counted), len(clause) - sum(f.end - f.start for f in counted)
        )
        for clause, counted in pairs
    )
