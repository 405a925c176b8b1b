"""A turn of a conversation taken apart: each part decided in its place and after what came before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter

from knowledge.answering.by_figure import ByFigure
from knowledge.answering.choosing import chosen
from knowledge.answering.decider import Decider
from knowledge.answering.follow_ups import FollowUps
from knowledge.answering.remembering import Remembering
from knowledge.conflicts.witness import Witness
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import (
    Context,
    adds_up,
    asks_its_name,
    asks_whether_there_is,
    describes,
    names_a_thing,
    nouns,
    own_words,
    says_something,
)
from knowledge.language.normalise import squeezed
from knowledge.language.query import Query
from knowledge.ranking.decision import Part, clarify_if_underspecified, is_underspecified

_OWN_WORDS = "own_words"
_POINTED = 2  # facets; a cue for more asks too loosely to be a question of its own


class Turns:
    """Takes turns apart; `decider` says what each part comes to, `remembering` which lean on another."""

    def __init__(self, derived: Derived, decider: Decider, remembering: Remembering) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decider = decider
        self.decided = decider.decided  # what a single question comes to by itself
        self._by_figure = ByFigure(derived, decider)
        self.follow_ups = FollowUps(derived, decider, remembering)

    def parts(self, query: Query, context: Context | None = None) -> tuple[Part, ...]:
        """The parts of a question, each decided; one part unless several things are asked."""
        interpreter = self._derived.interpreter
        whole = self._in_own_words(query) or chosen(query, self._decider, interpreter) or self.decided(query)
        if _is_own_words(whole) or query.squeezed in self._derived.refused:
            return (whole,)
        clauses = interpreter.clauses(query)
        asking = tuple(clause for clause in clauses if clause.asks and not describes(clause))
        alone = whole
        if context and says_something(query) and query.squeezed != squeezed(context.question):
            whole = self.follow_ups.read(alone, context)
        whole = self._of_what_there_is(whole, asking) if len(asking) > 1 else whole
        whole = clarify_if_underspecified(whole, self._bands, follows=whole is not alone)
        if is_underspecified(whole, self._bands["alike"]):
            return (self._alone(whole),)  # what all of it does not say, no part of it does
        if len(asking) < 2 or (asks_its_name(asking[-1]) and whole.answered):
            return self._joined(whole) or (self._alone(whole),)
        return self._several(whole, asking)

    def _alone(self, whole: Part) -> Part:
        """What a question for one thing comes to."""
        return self._by_figure.found(self._of_a_sum(whole))

    def _several(self, whole: Part, asking: tuple[Query, ...]) -> tuple[Part, ...]:
        """What the clauses come to that ask; the whole question where they tell nothing beside that."""
        several = tuple(
            part
            for part in (self._in_place(part, whole) for part in self.split(asking, whole))
            if part.answered or _says_something(part)
        )
        answered = {part.entry for part in several if part.answered}
        if whole.answered and not answered - {whole.entry}:
            return several if answered and len(several) > len(answered) else (whole,)
        return several if answered else (whole,)

    def _joined(self, whole: Part) -> tuple[Part, ...] | None:
        """The answers to what 和 joins, when both halves have one and they differ."""
        halves = self._derived.interpreter.coordinated(whole.query)
        parts = tuple(takewhile(attrgetter("answered"), self.split(halves, whole)))
        return parts if len({part.entry for part in parts}) == len(halves) > 1 else None

    def _in_own_words(self, query: Query) -> Part | None:
        """The entry of which these are the very words, from one of its phrasings.

        Without it: right -1, wrong +0, false +0 of 1,778.
        """
        number = self._derived.own_words.get(query.squeezed)
        if number is None:
            return None
        return Part.sure(query, self._derived.profiles[number], by=_OWN_WORDS)

    def split(self, asking: tuple[Query, ...], whole: Part) -> Iterator[Part]:
        """Each clause decided, one without a subject borrowing that of the clause before.

        A clause that says too little lends none, unless the `whole` question speaks of its entry too.
        Without it: right -44, wrong +23, false -6 of 1,778.
        """
        previous: Context | None = None
        for clause in asking:
            part = self.decided(self._derived.interpreter.read(own_words(clause)))
            if previous:
                part = self.follow_ups.borrowing(part, previous)
            if clause is asking[-1]:
                part = self._of_what_there_is(part, asking)
            if (
                self._speaks_of(part, whole)
                or clarify_if_underspecified(part, self._bands, follows=bool(previous)).answered
            ):
                previous = Context(question=clause.text, entries=(part.entry,))
            yield part

    @staticmethod
    def _of_a_sum(part: Part) -> Part:
        """The part; offered where it asks for a sum (村道加112国道) of which its entry tells not all."""
        query = part.query
        if not (part.answered and adds_up(query)):
            return part
        witness = Witness(part.best.profile)
        told = all(map(witness.tells, nouns(query))) and query.numbered <= part.best.profile.numbered
        return part if told else part.offered()

    def _of_what_there_is(self, part: Part, asking: Sequence[Query]) -> Part:
        """The part; offered where the clause before asks whether there is what its entry never names.

        学费多少 behind 有没有篮球班 is not told by the fee of another course.
        """
        doubted = asking[-2]
        if not (part.answered and asks_whether_there_is(doubted) and self.follow_ups.leans(asking[-1])):
            return part
        witness = Witness(part.best.profile)
        return part if all(map(witness.tells, nouns(doubted))) else part.offered()

    def _in_place(self, part: Part, whole: Part) -> Part:
        """The part; not known where it names nothing and the whole question hardly speaks of its entry.

        投了多少钱下去 says of itself nothing about what: an entry that only these words fit is another one.
        Nor is it known where the question began with another area or year.
        """
        if part.answered and self.follow_ups.framed(whole.query, part.best):
            return part.unknown()
        if not part.answered or names_a_thing(part.query) or part.best.measures["subject"]:
            return part
        return part if self._speaks_of(part, whole) else part.unknown()

    def _speaks_of(self, part: Part, whole: Part) -> bool:
        """Whether the whole question is likely for what answers a part of it too."""
        spoken_of = {match.profile.entry.id: match.score for match in whole.matches}
        return part.answered and spoken_of.get(part.entry, 0.0) >= self._bands["clause"]


def _says_something(part: Part) -> bool:
    """Whether a clause asks of something, so that leaving it unanswered must be said."""
    pointed = any(len(cue.facets) <= _POINTED or cue.counter or cue.head for cue in part.query.cues)
    return part.query.asks and (bool(part.query.mentions) or bool(part.query.turns) or pointed)


def _is_own_words(part: Part) -> bool:
    return any(_OWN_WORDS in match.measures for match in part.matches)
