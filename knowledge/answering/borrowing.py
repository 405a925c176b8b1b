"""Borrowing: the readings of a question with the subject of the turn before, and the surest of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.answering.decider import Decider
from knowledge.answering.of_somebody import asks_what_is_done, of_somebody, speaks_of_somebody
from knowledge.answering.of_the_same import (
    asks_for_money_alone,
    is_asked_with,
    is_of_the_same,
    keeps_the_noun,
    says_all,
    tells_its_sum,
    tells_of_such,
)
from knowledge.conflicts.facet_rules import EXACTLY, facet_fit
from knowledge.conflicts.profile import named
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import (
    Context,
    completed,
    leaves_its_noun_out,
    names_a_thing,
    points_back,
    substituted,
    ties,
)
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.question_words import EARLIER
from knowledge.model.entry import Facet
from knowledge.ranking.decision import Part

_BEFORE = re.compile(EARLIER)
_CHANGES = frozenset({Facet.CHANGE, Facet.RATE})


class Borrowing:
    """Reads what says too little with a borrowed subject; `decider` says what each reading comes to."""

    def __init__(self, derived: Derived, decider: Decider) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decided = decider.decided

    def surest(self, part: Part, context: Context) -> Part:
        """The surest reading of the part with a borrowed subject; it stays what was typed.

        Where no reading tells what was typed, something else was asked: what is told nearby is near that.
        """
        typed = part.query
        readings = list(self._readings(typed, context))
        told = self._telling(readings, typed, context)
        if not told and not ties(typed):
            return part.unknown()
        best = max(told or readings, key=lambda reading: reading.verdict.confidence, default=part)
        held = best if told and not _beside_the_point(best, typed, context) else _not_told(best, typed)
        if typed.bare and self._asked_otherwise(typed, held, context):
            held = held.offered()
        return Part(query=typed, verdict=held.verdict, matches=best.matches)

    def _telling(self, readings: Iterable[Part], typed: Query, context: Context) -> list[Part]:
        """The readings that tell what was typed, and not again what was just said if another tells it too."""
        told = [reading for reading in readings if self._tells_own_words(reading)]
        told = self.of_the_same(told, typed, context)
        if speaks_of_somebody(typed):
            told = of_somebody(told, typed, context, self._derived)
        answered = [reading for reading in told if reading.answered]
        if typed.bare and not names_a_thing(typed):
            again = [r for r in answered if r.entry in context.entries and self._is_set(r, typed, context)]
            return again or [r for r in answered if self._is_for(r, typed) and self.speaks_of(r, context)]
        if speaks_of_somebody(typed):
            return answered or told
        return [reading for reading in answered if not _merely_again(reading, typed, context)] or told

    def _tells_own_words(self, part: Part) -> bool:
        """Whether what was typed, and not only what was borrowed, is told by the best match."""
        matches = part.verdict.matches
        return bool(matches) and matches[0].measures["coverage"] >= self._bands["borrowed"]

    def of_the_same(self, told: list[Part], typed: Query, context: Context) -> list[Part]:
        """The readings that tell what was left out of what the turn before was about."""
        before = [self._derived.profiles[self._derived.numbers[entry]] for entry in context.entries]
        if leaves_its_noun_out(typed):
            told = [reading for reading in told if keeps_the_noun(reading.best.profile, typed, before)]
        if asks_for_money_alone(typed):
            told = [reading for reading in told if tells_its_sum(reading.best.profile, before)]
        if points_back(typed) and not asks_what_is_done(typed):
            told = [reading for reading in told if is_of_the_same(reading.best.profile, before)]
        return told

    def _readings(self, query: Query, context: Context) -> Iterator[Part]:
        """The question with the subject of each entry of the turn before, decided."""
        interpreter = self._derived.interpreter
        for entry_id in context.entries:
            subject = self._derived.entry(entry_id).subject
            for text, own in completed(query, context, subject, interpreter):
                yield self._decided(interpreter.read(text), interpreter.read(own))

    def _is_set(self, part: Part, typed: Query, context: Context) -> bool:
        """Whether a follow-up sets a limit, or gives another figure of a kind that was told (那93岁的呢)."""
        return self._limits(typed, context) or tells_of_such(typed, part.best.profile)

    def _limits(self, query: Query, context: Context) -> bool:
        """Whether a question sets a limit (那农村的呢); 现在呢 does after a question for what was before.

        全区 and 今年 limit nothing that is told of here and now, unless another area or year came before.
        """
        before = self._derived.interpreter.read(normalise(context.question)).qualifiers
        checker = self._derived.ranker.checker
        granted = checker.language.assumed_names | {checker.home}
        limits = (group in before or not values <= granted for group, values in query.qualifiers.items())
        return any(limits) or bool(query.numbered) or _BEFORE.search(context.question) is not None

    def _is_for(self, part: Part, typed: Query) -> bool:
        """Whether an entry is for just what a question names: staff declared it, or ask so themselves."""
        entry, named = part.best.profile.entry, typed.qualifiers
        if named and all(entry.qualifiers.get(group) in values for group, values in named.items()):
            return True
        return is_asked_with(self._derived.interpreter.read(normalise(entry.question)), typed)

    def _asked_otherwise(self, query: Query, part: Part, context: Context) -> bool:
        """Whether what answers a bare follow-up cannot tell what the question before it asked for.

        那五保户呢 asks for no standard after 怎么申请, nor after 封顶线.
        """
        if not part.answered:
            return False
        read = self._derived.interpreter.read
        asked = read(normalise(context.question))
        if facet_fit(asked, part.best.profile) < 0:
            return True
        profile = part.best.profile
        if not names_a_thing(query) or set(named(asked, profile)).difference(named(query, profile)):
            return False
        instead = [self._decided(read(text)).matches for text in substituted(query, asked)]
        fits = (m and m[0].profile is part.best.profile and not m[0].conflicts for m in instead)
        return bool(instead) and not any(fits)

    def speaks_of(self, part: Part, context: Context) -> bool:
        """Whether the part is about what the turn before was about."""
        subject = part.best.profile.entry.subject
        return any(set(subject).intersection(self._derived.entry(entry).subject) for entry in context.entries)


def _beside_the_point(part: Part, typed: Query, context: Context) -> bool:
    """Whether a borrowed subject alone makes the likeness: the entry tells something else than was asked.

    So it is with any conflict, and with what was just said and hardly tells what is asked (几点 after a sum).
    """
    if not part.answered:
        return False
    if part.best.conflicts:
        return True
    if typed.bare and says_all(typed, part.best.profile):
        return False
    hardly = part.best.measures["facet"] < EXACTLY or _is_no_change(typed, part)
    return _merely_again(part, typed, context) and hardly


def _is_no_change(typed: Query, part: Part) -> bool:
    """Whether it is asked how far something rose or fell that tells no change (涨了多少 after films)."""
    asked = any(cue.facets >= _CHANGES for cue in typed.cues)
    return asked and _CHANGES.isdisjoint(part.best.profile.facets)


def _not_told(best: Part, typed: Query) -> Part:
    """What is not known; offered where a bare question names what the entry is about (幼儿园呢)."""
    matches = best.verdict.matches
    if leaves_its_noun_out(typed) or not (typed.bare and matches and named(typed, matches[0].profile)):
        return best.unknown()
    return best.unknown() if any(conflict.firm for conflict in matches[0].conflicts) else best.offered()


def _merely_again(part: Part, typed: Query, context: Context) -> bool:
    """Whether the part comes to what was just told, of another figure than those typed (4岁的要票吗)."""
    return _again(part, typed, context) and not tells_of_such(typed, part.best.profile)


def _again(part: Part, typed: Query, context: Context) -> bool:
    """Whether the part comes to what was just told, or offered to somebody who now names nothing else."""
    return part.entry in context.entries and (context.told or not names_a_thing(typed))
