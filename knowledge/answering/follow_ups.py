"""Follow-ups: a question read after the turn before it."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answering.besides import tells_besides, tells_earlier
from knowledge.answering.borrowing import Borrowing
from knowledge.answering.decider import Decider
from knowledge.answering.of_somebody import asks_what_is_done, is_of_the_topic
from knowledge.answering.of_the_same import asks_for_money_alone
from knowledge.answering.remembering import Remembering
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import TRAILING, Context, leans, own_words, says_what
from knowledge.language.normalise import normalise, squeezed
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.ranking.decision import Part, Verdict
from knowledge.ranking.ranking import Match


class FollowUps:
    """Reads questions that lean on the turn before them; `decider` says what each reading comes to.

    `remembering` says which lean.
    """

    def __init__(self, derived: Derived, decider: Decider, remembering: Remembering) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decider = decider
        self._decided = decider.decided
        self._borrowing = Borrowing(derived, decider)
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
        if not leaning and self._says_of_what(part, context):
            return part
        borrowed = self._borrowing.surest(part, context)
        return borrowed if leaning or borrowed.answered else part

    def _says_of_what(self, part: Part, context: Context) -> bool:
        """Whether a question is known to name enough of what it is about.

        What is only told of things (那跟上年比涨了百分之几) says so of what was spoken of before.
        """
        if part.verdict.status is Status.UNKNOWN or part.best.measures["subject"] < self._bands["named"]:
            return False
        return not self.leans(part.query) or self._borrowing.speaks_of(part, context)

    def framed(self, whole: Query, match: Match) -> bool:
        """Whether a question begins with another area or year than the entry's."""
        limits = self._decider.rules_for(whole).limits
        return bool(limits.opening_conflicts(EntryLookup(match.profile)))

    def _still_framed(self, part: Part, context: Context) -> bool:
        """Whether the question before was about another area or year, and this one names none."""
        asked = self._derived.interpreter.read(normalise(context.question))
        return self.framed(asked, part.best) and not asked.qualifiers.keys() & part.query.qualifiers.keys()

    def _stays_near(self, part: Part, typed: Query, context: Context) -> bool:
        """Whether the part is of the topic of the turn before; of its subject where only 多少钱 is said."""
        if asks_for_money_alone(typed):
            return bool(self._borrowing.of_the_same([part], typed, context))
        if not (says_what(typed) or asks_what_is_done(typed)):
            return self._borrowing.speaks_of(part, context)
        return is_of_the_topic(part, context, self._derived)
