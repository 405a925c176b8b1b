"""Splits a user turn into sub-questions and decides each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter

from knowledge.answering.alternatives import decide_between
from knowledge.answering.clause_checks import ClauseChecks
from knowledge.answering.context_tracker import ContextTracker
from knowledge.answering.decider import Decider
from knowledge.answering.figure_lookup import FigureLookup
from knowledge.answering.follow_ups import FollowUps
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import (
    Context,
    asks_about_existence,
    asks_for_a_name,
    asks_for_each,
    asks_for_total,
    concepts,
    has_substance,
    is_description,
    is_rhetorical,
    names_concept,
    nouns,
    without_connectives,
)
from knowledge.language.normalise import squeezed
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.ranking.decision import Origin, Part
from knowledge.ranking.underspecified import (
    clarify_if_underspecified,
    is_no_question,
    is_underspecified,
)

_SPECIFIC = 2  # facets at most; a cue for more of them is too vague to be a question of its own
_COMPOUND = 2  # clauses that ask, at least


class TurnDecider:
    """Decides what one turn of a conversation asks; `decider` decides single questions."""

    def __init__(self, derived: Derived, decider: Decider, tracker: ContextTracker) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decider = decider
        self._tracker = tracker
        self._figure_lookup = FigureLookup(derived, decider)
        self._follow_ups = FollowUps(derived, decider, tracker)
        self._checks = ClauseChecks(derived, self._follow_ups.has_other_frame)

    def parts(self, query: Query, context: Context | None = None) -> tuple[Part, ...]:
        """The parts of a turn, each with its verdict: one, unless the turn asks for several things.

        Args:
            context: the previous turn, which the question may leave something to.
        """
        if phrasing := self._exact_phrasing(query):
            return (phrasing,)
        alone = self._decide_alone(query)
        if query.squeezed in self._derived.refused:
            return (alone,)
        clauses = self._asking_clauses(query)
        whole = self._decide_whole(alone, clauses, context)
        if is_underspecified(whole, self._bands["alike"]):
            return (self._as_single(whole),)  # what the whole does not say, none of its clauses does
        if self._is_compound(whole, clauses):
            return self._compound(whole, clauses)
        return self._coordinated(whole) or (self._as_single(whole),)

    def each(self, questions: tuple[Query, ...], *, share_limits: bool) -> tuple[Part, ...]:
        """The verdict on each of several questions that are put at once, without those told with another.

        One without a subject takes over that before it. Where the first is not answered the others become
        options.

        Args:
            share_limits: whether all are for what the first begins with (1至3月项目数量及总投资额).
        """
        whole = self.together(questions)
        limits = self._decider.limits_for(questions[0])
        first, *others = (
            part.unknown()
            if share_limits and part.answered and limits.excludes(EntryLookup(part.best.profile))
            else part
            for part in self.decide_clauses(questions, whole)
        )
        if not first.answered:
            return (first, *(part.offered() if part.answered else part for part in others))
        answered = {part.entry for part in (first, *others) if part.answered}
        return (
            first,
            *(part for part in others if part.answered or not self._checks.is_told(part, answered)),
        )

    def together(self, questions: tuple[Query, ...]) -> Part:
        """The one verdict on several questions, read as a single one."""
        return self._decide_alone(self._derived.interpreter.read("?".join(q.text for q in questions)))

    def _exact_phrasing(self, query: Query) -> Part | None:
        """The answer of the entry that has the question among its phrasings, word for word.

        Without it: right -1, wrong +0, false +0 of 1,778.
        """
        number = self._derived.phrasings.get(query.squeezed)
        return None if number is None else Part.sure(query, self._derived.profiles[number], Origin.PHRASING)

    def _decide_alone(self, query: Query) -> Part:
        """The whole question, decided without the previous turn."""
        return decide_between(query, self._decider, self._derived.interpreter) or self._decider.decide(query)

    def _asking_clauses(self, query: Query) -> tuple[Query, ...]:
        """The clauses that ask; one that only describes a thing (按用多少热算钱的那种) does not."""
        clauses = self._derived.interpreter.clauses(query)
        asking = tuple(clause for clause in clauses if self._asks(clause) and not is_description(clause))
        if len(asking) > 1:  # 不是说支持创业吗 behind a question asks nothing itself
            asking = tuple(clause for clause in asking if not is_rhetorical(clause)) or asking
        wonders = asking and clauses[-1] not in asking and clauses[-1].asks_either_way
        return (*asking, clauses[-1]) if wonders else asking

    def _asks(self, clause: Query) -> bool:
        """Whether a clause asks, also by a verb and its negation if that alone is answered (周一开不开)."""
        either_way = clause.asks_either_way and names_concept(clause)
        return clause.asks or (either_way and self._decider.decide(clause).answered)

    def _decide_whole(self, alone: Part, clauses: tuple[Query, ...], context: Context | None) -> Part:
        """The whole question, decided after the previous turn; options where it is underspecified."""
        whole = self._offered_if_unsupported(self._in_context(alone, context), clauses)
        if is_no_question(whole):
            return whole.unrelated()
        return clarify_if_underspecified(whole, self._bands, follows=whole.origin is Origin.CONTEXT)

    def _in_context(self, alone: Part, context: Context | None) -> Part:
        """The question read as a follow-up, unless it says nothing or is the previous one again."""
        query = alone.query
        if context is None or not has_substance(query) or query.squeezed == squeezed(context.question):
            return alone
        return self._follow_ups.read(alone, context)

    @staticmethod
    def _is_compound(whole: Part, clauses: tuple[Query, ...]) -> bool:
        """Whether several things are asked, and not only the name of one that is described (叫什么改造)."""
        return len(clauses) >= _COMPOUND and not (whole.answered and asks_for_a_name(clauses[-1]))

    def _as_single(self, whole: Part) -> Part:
        """The verdict on a question that asks for one thing."""
        return self._figure_lookup.found(self._offered_if_partial(whole))

    def _compound(self, whole: Part, clauses: tuple[Query, ...]) -> tuple[Part, ...]:
        """The verdicts on the clauses; that on the whole question where they answer nothing more."""
        opening = whole.query.text.startswith(clauses[0].text)
        decided = enumerate(self.decide_clauses(clauses, whole))
        checked = [self._checks.against(whole, part, opens=opening and not n) for n, part in decided]
        parts = tuple(part for part in checked if part.answered or _asks_for_something(part.query))
        answered = {part.entry for part in parts if part.answered}
        parts = tuple(part for part in parts if part.answered or not self._checks.is_told(part, answered))
        if not answered or (whole.answered and len(parts) == 1):
            return (whole,)
        return parts

    def _coordinated(self, whole: Part) -> tuple[Part, ...] | None:
        """The answers to what 和 joins; None unless every conjunct has an answer and these differ."""
        conjuncts = self._derived.interpreter.coordinated(whole.query)
        parts = tuple(takewhile(attrgetter("answered"), self.decide_clauses(conjuncts, whole)))
        return parts if len({part.entry for part in parts}) == len(conjuncts) > 1 else None

    def decide_clauses(self, clauses: tuple[Query, ...], whole: Part) -> Iterator[Part]:
        """Each clause decided; one without a subject takes over that of the clause before it.

        A clause that is underspecified passes no subject on, unless the `whole` question is likely to be
        about its entry too. Without it: right -44, wrong +23, false -6 of 1,778.
        """
        previous: Context | None = None
        for number, clause in enumerate(clauses, start=1):
            part = self._decide_clause(clause, previous)
            if number == len(clauses):
                part = self._offered_if_unsupported(part, clauses)
            yield part
            follows = previous is not None
            if (
                self._checks.speaks_of(whole, part)
                or clarify_if_underspecified(part, self._bands, follows=follows).answered
            ):
                previous = Context(question=clause.text, entries=(part.entry,))

    def _decide_clause(self, clause: Query, previous: Context | None) -> Part:
        """One clause, decided after the clause before it that passes its subject on."""
        if previous is None and (phrasing := self._exact_phrasing(clause)):
            return phrasing
        part = self._decider.decide(self._derived.interpreter.read(without_connectives(clause)))
        if previous is None:
            return part
        carried = replace(self._follow_ups.with_carried_subject(part, previous), before_carrying=part)
        return (
            self._checks.offered_if_verbatim(carried) if carried.verdict.status is Status.UNKNOWN else carried
        )

    @staticmethod
    def _offered_if_partial(part: Part) -> Part:
        """The part; an option where it asks of several things and its entry tells not of all of them.

        It may ask for their total (村道加112国道), or the same of each (廊泊线和112国道分别多长).
        """
        if not part.answered:
            return part
        query, profile = part.query, part.best.profile
        lacks_one = asks_for_each(query) and not _tells_of_all(query, profile)
        adds_others = asks_for_total(query) and not _tells_every_noun(query, profile)
        return part.offered() if lacks_one or adds_others else part

    def _offered_if_unsupported(self, part: Part, clauses: tuple[Query, ...]) -> Part:
        """The part; an option where the clause before asks about the existence of what its entry never names.

        学费多少 after 有没有篮球班 is not answered by the fee of another course.
        """
        if len(clauses) < _COMPOUND or not part.answered:
            return part
        *_, before, last = clauses
        if not (asks_about_existence(before) and self._tracker.lacks_subject(last)):
            return part
        lookup = EntryLookup(part.best.profile)
        return part if all(map(lookup.tells, nouns(before))) else part.offered()


def _asks_for_something(query: Query) -> bool:
    """Whether a clause is a question of its own, which must not go unanswered without a word."""
    is_specific = any(len(cue.facets) <= _SPECIFIC or cue.counter or cue.head for cue in query.cues)
    return query.asks_either_way or (query.asks and bool(query.mentions or query.turns or is_specific))


def _tells_of_all(query: Query, profile: Profile) -> bool:
    """Whether an entry is about every concept that a question names."""
    return not any(profile.subject_senses.isdisjoint(mention.senses) for mention in concepts(query))


def _tells_every_noun(query: Query, profile: Profile) -> bool:
    """Whether an entry has every noun and every number of a name in a question."""
    tells = EntryLookup(profile).tells
    return query.numbered <= profile.numbered and all(map(tells, nouns(query)))
