"""Pattern rules: words that ask for or claim something, and what an entry must tell to answer them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.query import Query
from knowledge.language.signs import Signs, signs_of

IsAnswered = Callable[[re.Match[str], EntryLookup], bool]


class Example(NamedTuple):
    """A question with the words of a rule, and an answer that does not tell what they ask for."""

    question: str
    answer: str


def _always(_match: re.Match[str], _query: Query) -> bool:
    return True


def never_told(_match: re.Match[str], _lookup: EntryLookup) -> bool:
    """Answered, or barred, by no entry."""
    return False


@dataclass(frozen=True, kw_only=True)
class PatternRule:
    """A row of a table of rules: a pattern of questions, and a test whether an entry answers it.

    Rows are pickled with the snapshot of a knowledge base, so their functions must be module-level ones.

    Attributes:
        name: the name of the rule, by which `anda eval --ablate` leaves it out; rows may share one.
        asks: the words of a question.
        is_answered: whether an entry tells what these words ask for.
        kind, severity: the conflict with an entry that does not.
        is_barred: whether an entry that does not is ruled out, though the conflict is less severe in general.
        example: a question that is in conflict with an answer.
        unless: words with which the question asks for something else, or for both.
        where: whether the matched words have this meaning in that question.
    """

    name: str
    asks: re.Pattern[str]
    is_answered: IsAnswered
    kind: Kind
    example: Example
    severity: Severity = Severity.WEIGHED
    is_barred: Callable[[re.Match[str], EntryLookup], bool] = never_told
    unless: re.Pattern[str] | None = None
    where: Callable[[re.Match[str], Query], bool] = _always

    @property
    def signs(self) -> Signs:
        """What every question that matches has at least one of."""
        return signs_of(self.asks)

    def matches(self, query: Query) -> tuple[re.Match[str], ...]:
        """The places where a question asks so."""
        if self.asks.search(query.text) is None:
            return ()  # most end here: quicker than an iterator that yields nothing
        if self.unless is not None and self.unless.search(query.text):
            return ()
        return tuple(match for match in self.asks.finditer(query.text) if self.where(match, query))


@dataclass(frozen=True)
class PatternCheck(Rule):
    """A pattern rule applied to one question."""

    pattern_rule: PatternRule

    @property
    def name(self) -> str:
        """The name of the pattern rule."""
        return self.pattern_rule.name

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict for each place where the question asks for something that the entry does not tell."""
        row = self.pattern_rule
        for match in self._matches:
            if not row.is_answered(match, lookup):
                severity = Severity.BARRING if row.is_barred(match, lookup) else row.severity
                yield Conflict(kind=row.kind, word=match.group(), severity=severity)

    @trigger
    def _matches(self) -> tuple[re.Match[str], ...]:
        return self.pattern_rule.matches(self.query)


def if_answer_has(words: re.Pattern[str]) -> IsAnswered:
    """Answered by an entry whose answer has such words."""
    return partial(_answer_has, words)


def if_stated_is(group: str) -> IsAnswered:
    """Answered by an entry whose stated text has the words of that group; phrasings do not count.

    Where the group matches nothing, all matched words count.
    """
    return partial(_states_group, group)


def unless_only(other: re.Pattern[str], own: re.Pattern[str]) -> IsAnswered:
    """Answered by an entry unless its texts have words of the `other` kind and none of the `own` kind."""
    return partial(_texts_have_not_only, other, own)


def unless_stated_only(other: re.Pattern[str], own: re.Pattern[str]) -> IsAnswered:
    """The same for the stated text alone; phrasings do not count."""
    return partial(_states_not_only, other, own)


def _answer_has(words: re.Pattern[str], _match: re.Match[str], lookup: EntryLookup) -> bool:
    return words.search(lookup.profile.answer) is not None


def _states_group(group: str, match: re.Match[str], lookup: EntryLookup) -> bool:
    return (match[group] or match.group()) in lookup.profile.stated_text


def _texts_have_not_only(
    other: re.Pattern[str], own: re.Pattern[str], _match: re.Match[str], lookup: EntryLookup
) -> bool:
    return _has_not_only(other, own, lookup.profile.texts)


def _states_not_only(
    other: re.Pattern[str], own: re.Pattern[str], _match: re.Match[str], lookup: EntryLookup
) -> bool:
    return _has_not_only(other, own, lookup.profile.stated_text)


def _has_not_only(other: re.Pattern[str], own: re.Pattern[str], text: str) -> bool:
    return other.search(text) is None or own.search(text) is not None
