"""A turn of a conversation taken apart: each part decided in its place and after what came before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.answer import Status
from knowledge.asking import facet_fit
from knowledge.deciding import Decider
from knowledge.decision import Part, Verdict, settled
from knowledge.derived import Derived
from knowledge.dialogue import (
    Context,
    completed,
    leans,
    names_a_thing,
    own_words,
    points_back,
    says_something,
    substituted,
    ties,
)
from knowledge.interpret import Query
from knowledge.normalise import normalise, squeezed
from knowledge.profile import named
from knowledge.ranking import Match
from knowledge.witness import Witness

_OWN_WORDS = "own_words"
_POINTED = 2  # facets; a cue for more asks too loosely to be a question of its own
_OWN_SHARE = 0.5
_FITTING = 0.5  # of what is asked
_NAMED = 0.5  # with half of its subject named, an answer does not need the turn before


class Turns:
    """Takes turns apart; `decider` says what each part comes to."""

    def __init__(self, derived: Derived, decider: Decider) -> None:
        self._derived = derived
        self._decided = decider.decided

    def parts(self, query: Query, context: Context | None = None) -> tuple[Part, ...]:
        """The parts of a question, each decided; one part unless several things are asked."""
        whole = self._in_own_words(query) or self._decided(query)
        if _is_own_words(whole) or query.squeezed in self._derived.refused:
            return (whole,)
        if context and says_something(query) and query.squeezed != squeezed(context.question):
            whole = self._in_context(whole, self._still_known(context))
        asking = tuple(clause for clause in self._derived.interpreter.clauses(query) if clause.asks)
        if len(asking) < 2:
            return self._joined(query) or (settled(whole),)
        several = tuple(
            part
            for part in (self._in_place(part, whole) for part in self.split(asking))
            if part.answered or _says_something(part)
        )
        answered = {part.entry for part in several if part.answered}
        if whole.answered and not answered - {whole.entry}:
            return several if answered and len(several) > len(answered) else (whole,)
        return several if answered else (whole,)

    def _joined(self, query: Query) -> tuple[Part, ...] | None:
        """The answers to what 和 joins, when both halves have one and they differ."""
        parts = tuple(self.split(self._derived.interpreter.coordinated(query)))
        answered = {part.entry for part in parts if part.answered}
        return parts if len(answered) == len(parts) > 1 else None

    def _in_own_words(self, query: Query) -> Part | None:
        """The entry of which these are the very words, from one of its phrasings.

        Without it: right -4, wrong +0, false +0 of 1,778.
        """
        number = self._derived.own_words.get(query.squeezed)
        if number is None:
            return None
        match = Match(
            profile=self._derived.profiles[number], score=1.0, parts={_OWN_WORDS: 1.0}, conflicts=()
        )
        verdict = Verdict(status=Status.ANSWERED, matches=(match,), confidence=1.0)
        return Part(query=query, verdict=verdict, matches=(match,))

    def split(self, asking: tuple[Query, ...]) -> Iterator[Part]:
        """Each clause decided, one without a subject borrowing that of the clause before.

        Without it: right -44, wrong +32, false -9 of 1,778.
        """
        previous: Context | None = None
        for clause in asking:
            part = self._decided(self._derived.interpreter.read(own_words(clause)))
            if previous:
                part = self._in_context(part, previous)
            if part.answered:
                previous = Context(question=clause.text, entries=(part.entry,))
            yield part

    def _in_place(self, part: Part, whole: Part) -> Part:
        """The part; not known where it names nothing and the whole question hardly speaks of its entry.

        投了多少钱下去 says of itself nothing about what: an entry that only these words fit is another one.
        Nor is it known where the question began with another area or year.
        """
        if part.answered and self._framed(whole.query, part.best):
            return part.unknown()
        if not part.answered or names_a_thing(part.query) or part.best.parts["subject"]:
            return part
        spoken_of = {match.profile.entry.id: match.score for match in whole.matches}
        if spoken_of.get(part.entry, 0.0) >= self._derived.ranker.calibration.bands["clause"]:
            return part
        return part.unknown()

    def _framed(self, whole: Query, match: Match) -> bool:
        """Whether the question begins with another area or year than the entry's."""
        limits = self._derived.ranker.referee.hear(whole).limits
        return bool(limits.framed(Witness(match.profile)))

    def _still_known(self, context: Context) -> Context:
        """The context without entries that staff have withdrawn since."""
        return replace(context, entries=tuple(e for e in context.entries if e in self._derived.numbers))

    def _in_context(self, part: Part, context: Context) -> Part:
        """The part read with what came before, when it leans on that or says too little by itself.

        Without it: right -3, wrong +0, false +1 of 1,778.
        """
        leaning = leans(part.query)
        known = part.verdict.status is not Status.UNKNOWN
        if known and not leaning and part.best.parts["subject"] >= _NAMED:
            return part
        borrowed = self._with_context(part, context)
        return borrowed if leaning or borrowed.answered else part

    def _with_context(self, part: Part, context: Context) -> Part:
        """The surest reading of the part with a borrowed subject; it stays what was typed.

        Where no reading tells what was typed, something else was asked: what is told nearby is near that.
        """
        readings = list(self._readings(part.query, context))
        told = [reading for reading in readings if _tells_own_words(reading)]
        if points_back(part.query):
            told = [reading for reading in told if self._speaks_of(reading, context)]
        other = [reading for reading in told if reading.answered and not _again(reading, part.query, context)]
        if part.query.bare and not names_a_thing(part.query):
            told = [part for part in told if part.answered and part.entry in context.entries]
        else:
            told = other or told  # nobody asks again for what was just said
        if not told and not ties(part.query):
            return part.unknown()
        best = max(told or readings, key=lambda reading: reading.verdict.confidence, default=part)
        held = best if told and not _beside_the_point(best, part.query, context) else best.unknown()
        if part.query.bare and self._asked_otherwise(part.query, held, context):
            held = held.offered()
        return Part(query=part.query, verdict=held.verdict, matches=best.matches)

    def _readings(self, query: Query, context: Context) -> Iterator[Part]:
        """The question with the subject of each entry of the turn before, decided."""
        interpreter = self._derived.interpreter
        for entry_id in context.entries:
            subject = self._derived.entry(entry_id).subject
            for text, own in completed(query, context, subject, interpreter):
                yield self._decided(interpreter.read(text), interpreter.read(own))

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
        if not names_a_thing(query) or named(asked, part.best.profile) - named(query, part.best.profile):
            return False
        instead = [self._decided(read(text)).matches for text in substituted(query, asked)]
        fits = (m and m[0].profile is part.best.profile and not m[0].conflicts for m in instead)
        return bool(instead) and not any(fits)

    def _speaks_of(self, part: Part, context: Context) -> bool:
        """Whether the part is about something that the turn before was about too."""
        before = {name for entry in context.entries for name in self._derived.entry(entry).subject}
        return bool(before.intersection(part.best.profile.entry.subject))


def _tells_own_words(part: Part) -> bool:
    """Whether what was typed, and not only what was borrowed, is told by the best match."""
    matches = part.verdict.matches
    return bool(matches) and matches[0].parts["coverage"] >= _OWN_SHARE


def _beside_the_point(part: Part, typed: Query, context: Context) -> bool:
    """Whether a borrowed subject alone makes the likeness: the entry tells something else than was asked.

    So it is with any conflict, and with what was just said and hardly tells what is asked (几点 after a sum).
    """
    if not part.answered:
        return False
    return bool(part.best.conflicts) or (_again(part, typed, context) and part.best.parts["facet"] < _FITTING)


def _again(part: Part, typed: Query, context: Context) -> bool:
    """Whether the part comes to what was just told, or offered to somebody who now names nothing else."""
    return part.entry in context.entries and (context.told or not names_a_thing(typed))


def _says_something(part: Part) -> bool:
    """Whether a clause asks of something, so that leaving it unanswered must be said."""
    pointed = any(len(cue.facets) <= _POINTED or cue.counter or cue.head for cue in part.query.cues)
    return part.query.asks and (bool(part.query.mentions) or bool(part.query.turns) or pointed)


def _is_own_words(part: Part) -> bool:
    return any(_OWN_WORDS in match.parts for match in part.matches)
