"""Follow-ups: a question read after the turn before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.answering.decider import Decider
from knowledge.answering.of_somebody import is_of_the_topic, of_somebody
from knowledge.answering.of_the_same import (
    is_asked_with,
    is_of_the_same,
    keeps_the_noun,
    says_all,
    tells_its_sum,
    tells_of_such,
)
from knowledge.answering.remembering import Remembering
from knowledge.conflicts.asking import EXACTLY, facet_fit
from knowledge.conflicts.profile import named
from knowledge.conflicts.witness import Witness
from knowledge.derived.derived import Derived
from knowledge.language.besides import tells_besides, tells_earlier
from knowledge.language.dialogue import (
    TRAILING,
    Context,
    completed,
    leans,
    leaves_its_noun_out,
    names_a_thing,
    own_words,
    points_back,
    says_what,
    substituted,
    ties,
)
from knowledge.language.normalise import normalise, squeezed
from knowledge.language.query import Query
from knowledge.language.question_words import EARLIER
from knowledge.language.somebody import asks_what_is_done, speaks_of_somebody
from knowledge.language.sum_alone import asks_for_money_alone
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from knowledge.ranking.decision import Part, Verdict
from knowledge.ranking.ranking import Match

_BEFORE = re.compile(EARLIER)
_CHANGES = frozenset({Facet.CHANGE, Facet.RATE})


class FollowUps:
    """Reads questions that lean on the turn before them; `decider` says what each reading comes to.

    `remembering` says which lean.
    """

    def __init__(self, derived: Derived, decider: Decider, remembering: Remembering) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decider = decider
        self._decided = decider.decided
        self.leans = remembering.leans

    def read(self, part: Part, context: Context) -> Part:
        """The part read after the turn before; what is not near that is offered and not told.

        Who asks 增长多少 after a school asks of the school, or has changed the subject and says too little.
        """
        context = replace(context, entries=tuple(e for e in context.entries if e in self._derived.numbers))
        if besides := self._told_besides(part.query, context):
            return besides
        held = self.borrowing(part, context)
        if not self.leans(part.query):
            return held
        if held.verdict.matches and self._still_framed(held, context):
            return held.unknown()
        if held.answered and not (part.query.bare or self._stays_near(held, part.query, context)):
            return held.offered()
        if part.answered and not held.answered:
            if self._is_asked_so(part):
                return part
            return held if leans(part.query) else part.offered()
        return held

    def _is_asked_so(self, part: Part) -> bool:
        """Whether staff wrote down what is typed between 那 and 呢 as a question of its own for the entry."""
        typed = squeezed(own_words(part.query).rstrip(TRAILING))
        number = self._derived.own_words.get(typed)
        return number is not None and self._derived.profiles[number] is part.best.profile

    def _told_besides(self, query: Query, context: Context) -> Part | None:
        """The entry just told, where its answer tells what is asked for besides (原来呢, 末班呢)."""
        if not (context.told and len(context.entries) == 1):
            return None
        entry = self._derived.entry(context.entries[0])
        answer = normalise(entry.answer)
        if not (tells_earlier(query, answer) or tells_besides(query, answer)):
            return None
        told = self._decided(self._derived.interpreter.read(normalise(entry.question)))
        again = tuple(match for match in told.matches if match.profile.entry.id == entry.id)
        if not again:
            return None
        verdict = Verdict(status=Status.ANSWERED, matches=again, confidence=again[0].score)
        return Part(query=query, verdict=verdict, matches=told.matches)

    def borrowing(self, part: Part, context: Context) -> Part:
        """The part with the subject that it borrows, when it leans on that or says too little by itself.

        Without it: right -9, wrong -1, false +0 of 1,778.
        """
        leaning = leans(part.query)
        known = part.verdict.status is not Status.UNKNOWN
        if known and not leaning and part.best.parts["subject"] >= self._bands["named"]:
            return part
        borrowed = self._with_context(part, context)
        return borrowed if leaning or borrowed.answered else part

    def framed(self, whole: Query, match: Match) -> bool:
        """Whether a question begins with another area or year than the entry's."""
        limits = self._decider.hear(whole).limits
        return bool(limits.framed(Witness(match.profile)))

    def _still_framed(self, part: Part, context: Context) -> bool:
        """Whether the question before was about another area or year, and this one names none."""
        asked = self._derived.interpreter.read(normalise(context.question))
        return self.framed(asked, part.best) and not asked.qualifiers.keys() & part.query.qualifiers.keys()

    def _with_context(self, part: Part, context: Context) -> Part:
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
        told = self._of_the_same(told, typed, context)
        if speaks_of_somebody(typed):
            told = of_somebody(told, typed, context, self._derived)
        answered = [reading for reading in told if reading.answered]
        if typed.bare and not names_a_thing(typed):
            again = [r for r in answered if r.entry in context.entries and self._is_set(r, typed, context)]
            return again or [r for r in answered if self._is_for(r, typed) and self._speaks_of(r, context)]
        if speaks_of_somebody(typed):
            return answered or told
        return [reading for reading in answered if not _merely_again(reading, typed, context)] or told

    def _tells_own_words(self, part: Part) -> bool:
        """Whether what was typed, and not only what was borrowed, is told by the best match."""
        matches = part.verdict.matches
        return bool(matches) and matches[0].parts["coverage"] >= self._bands["borrowed"]

    def _of_the_same(self, told: list[Part], typed: Query, context: Context) -> list[Part]:
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
        referee = self._derived.ranker.referee
        granted = referee.language.assumed_names | {referee.home}
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

    def _speaks_of(self, part: Part, context: Context) -> bool:
        """Whether the part is about what the turn before was about."""
        subject = part.best.profile.entry.subject
        return any(set(subject).intersection(self._derived.entry(entry).subject) for entry in context.entries)

    def _stays_near(self, part: Part, typed: Query, context: Context) -> bool:
        """Whether the part is of the topic of the turn before; of its subject where only 多少钱 is said."""
        if asks_for_money_alone(typed):
            return bool(self._of_the_same([part], typed, context))
        if not (says_what(typed) or asks_what_is_done(typed)):
            return self._speaks_of(part, context)
        return is_of_the_topic(part, context, self._derived)


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
    hardly = part.best.parts["facet"] < EXACTLY or _is_no_change(typed, part)
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
