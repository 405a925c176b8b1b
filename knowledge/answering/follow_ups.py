"""Follow-ups: questions that are read as a continuation of the previous turn."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answering.context_tracker import ContextTracker
from knowledge.answering.decider import Decider
from knowledge.answering.ellipsis import asks_only_for_amount
from knowledge.answering.previous_answer import tells_detail, tells_earlier_value
from knowledge.answering.pronouns import asks_about_action, shares_topic
from knowledge.answering.subject_carryover import SubjectCarryover
from knowledge.conflicts.cells import cells_asked_for
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.relative_years import RELATIVE_YEAR, calendar_years
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import (
    TRAILING,
    Context,
    has_content_outside_cues,
    needs_context,
    without_connectives,
)
from knowledge.language.normalise import normalise, squeezed
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.ranking.decision import FEW, Origin, Part, Verdict
from knowledge.ranking.ranking import Match


class FollowUps:
    """Decides follow-ups; `tracker` says which questions lack a subject, `decider` decides each reading."""

    def __init__(self, derived: Derived, decider: Decider, tracker: ContextTracker) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decider = decider
        self._carryover = SubjectCarryover(derived, decider)
        self._tracker = tracker

    def read(self, part: Part, context: Context) -> Part:
        """The part, decided after the previous turn.

        An answer off its topic becomes an option: who asks 增长多少 after a school asks about the school, or
        has changed the subject and says too little.
        """
        known = tuple(entry for entry in context.entries if entry in self._derived.numbers)
        current = replace(context, entries=known)
        return (
            self._from_previous_answer(part.query, current)
            or self._of_row(part.query, current)
            or self._of_another_row(part, current)
            or self._after(part, current)
        )

    def _after(self, part: Part, context: Context) -> Part:
        """The part with the subject that it takes over, and only what fits the previous turn."""
        carried = self._carried(part, context)
        if not self._tracker.lacks_subject(part.query):
            return carried
        return self._options_on_topic(self._fitting(part, carried, context), context)

    def _fitting(self, part: Part, carried: Part, context: Context) -> Part:
        """What fits the previous turn of a question without a subject; `carried` has that of the turn."""
        query = part.query
        if carried.verdict.matches and self._keeps_other_frame(carried, context):
            return carried.unknown()
        if carried.answered:
            fits = query.names_without_asking or self._stays_on_topic(carried, query, context)
            return carried if fits or _stands_alone(part, carried, context) else carried.offered()
        return self._without_carried_answer(part, carried, context)

    def _options_on_topic(self, part: Part, context: Context) -> Part:
        """The part; of its options those about the thing that was just told, if any are.

        怎么申请 after the rent of public housing does not ask how to apply for an allowance.
        """
        if part.verdict.status is not Status.CLARIFY or not context.told:
            return part
        is_about = self._carryover.is_about
        return part.offering([match for match in part.verdict.matches if is_about(match.profile, context)])

    def _without_carried_answer(self, part: Part, carried: Part, context: Context) -> Part:
        """The verdict on a question that is not answered with the subject that it takes over."""
        if not part.answered:
            return carried
        if self._is_phrasing(part):
            return part
        leans = context.told and needs_context(part.query)
        return carried if leans else part.offered()

    def _is_phrasing(self, part: Part) -> bool:
        """Whether what stands between 那 and 呢 is a phrasing of the entry that answers it."""
        typed = squeezed(without_connectives(part.query).rstrip(TRAILING))
        return self._derived.phrasings.get(typed) == self._derived.numbers[part.entry]

    def _from_previous_answer(self, query: Query, context: Context) -> Part | None:
        """The entry of the previous answer, if that tells the detail that is asked for (原来呢, 末班呢)."""
        if not (context.told and len(context.entries) == 1):
            return None
        told = self._derived.profile(context.entries[0])
        if not (tells_earlier_value(query, told.answer) or tells_detail(query, told.answer)):
            return None
        repeated = self._decider.decide(self._derived.interpreter.read(told.main_question))
        own = tuple(match for match in repeated.matches if match.profile.entry.id == told.entry.id)
        if not own:
            return None
        verdict = Verdict(status=Status.ANSWERED, matches=own, confidence=own[0].score)
        return Part(query=query, verdict=verdict, matches=repeated.matches, origin=Origin.CONTEXT)

    def with_carried_subject(self, part: Part, context: Context) -> Part:
        """The part with the subject of the context; as it is where it has enough of one itself.

        Without it: right -9, wrong -1, false +0 of 1,778.
        """
        return self._of_row(part.query, context) or self._carried(part, context)

    def _carried(self, part: Part, context: Context) -> Part:
        """The same where no row of a table is asked about."""
        incomplete = needs_context(part.query)
        has_own = not incomplete and self._has_own_subject(part, context)
        if has_own and not self._tracker.lacks_subject(part.query):
            return part
        carried = self._carryover.best_reading(part, context)
        if has_own:  # 什么时候能申请: the same entry, but no longer one of several
            return carried if carried.answered and carried.entry == part.entry else part
        if incomplete or carried.answered:
            return carried
        leaves_topic = bool(part.verdict.matches) and not shares_topic(part, context, self._derived)
        return carried if leaves_topic and self._offers_topic(carried, context) else part

    def _offers_topic(self, part: Part, context: Context) -> bool:
        """Whether an option is about the thing that was just told."""
        offers = context.told and part.verdict.status is Status.CLARIFY
        return offers and any(self._carryover.is_about(m.profile, context) for m in part.verdict.matches)

    def _of_row(self, query: Query, context: Context) -> Part | None:
        """The row of a table that was told before, if a question without a subject asks for a column of it.

        None where anything speaks against the row when its own question stands before this one.
        """
        if not (context.told and len(context.entries) == 1):
            return None
        profile = self._derived.profile(context.entries[0])
        if _names_a_thing(query, profile) or not cells_asked_for(query, profile.cells):
            return None
        completed = self._derived.interpreter.read(profile.own_questions[0] + query.text)
        decided = self._decider.decide(completed)
        own = tuple(match for match in decided.matches if match.profile is profile and not match.conflicts)
        if not own:
            return None
        verdict = Verdict(status=Status.ANSWERED, matches=own, confidence=own[0].score)
        return Part(query=query, verdict=verdict, matches=decided.matches, origin=Origin.CONTEXT)

    def _of_another_row(self, part: Part, context: Context) -> Part | None:
        """The part as it stands, if a row of a table answers it whose name it has a word of."""
        if not (part.answered and part.best.profile.cells):
            return None
        before = [self._derived.profile(entry) for entry in context.entries]
        names = "\n".join(part.best.profile.own_questions)
        others = "\n".join(name for profile in before for name in profile.own_questions)
        words = (part.query.words[number].text for number in part.query.content)
        return part if any(len(w) > 1 and w in names and w not in others for w in words) else None

    def _has_own_subject(self, part: Part, context: Context) -> bool:
        """Whether a question names enough of what it is about.

        What is only told of a subject (那跟上年比涨了百分之几) is enough if the context has that subject.
        """
        named_from = self._bands["named"]
        if part.verdict.status is Status.UNKNOWN or part.best.features["subject"] < named_from:
            return False
        return not self._tracker.lacks_subject(part.query) or self._carryover.shares_term(part, context)

    def has_other_frame(self, query: Query, match: Match) -> bool:
        """Whether a question begins with another area or year than that of the entry."""
        return bool(self._decider.limits_for(query).opening_conflicts(EntryLookup(match.profile)))

    def _keeps_other_frame(self, part: Part, context: Context) -> bool:
        """Whether the previous question was about another area or year, and this one names none."""
        previous = self._derived.interpreter.read(normalise(context.question))
        replaced = _groups(previous) & _groups(part.query)
        return not replaced and self.has_other_frame(previous, part.best)

    def _stays_on_topic(self, part: Part, typed: Query, context: Context) -> bool:
        """Whether the part is on the topic of the context; on its subject, where the question names nothing.

        Where only an amount is asked for (多少钱), it may be on the same amount instead.
        """
        if asks_only_for_amount(typed):
            return self._carryover.fits_ellipsis(part, typed, context)
        if has_content_outside_cues(typed) or asks_about_action(typed):
            is_about = self._carryover.is_about(part.best.profile, context)
            return is_about or shares_topic(part, context, self._derived)
        return self._carryover.shares_term(part, context)


def _groups(query: Query) -> frozenset[str]:
    """The groups of which a question names values, with that of the years if it names one by its number."""
    numbered = (RELATIVE_YEAR,) if calendar_years(query.text) else ()
    return frozenset((*query.qualifiers, *numbered))


def _stands_alone(part: Part, carried: Part, context: Context) -> bool:
    """Whether a question of some words has the same answer by itself, and nothing was told to lean on."""
    if context.told or not part.answered or part.entry != carried.entry:
        return False
    return part.best.features["words"] > FEW


def _names_a_thing(query: Query, profile: Profile) -> bool:
    """Whether a question names anything, other than what is done or what a row says, besides what it asks."""
    words = (query.words[number] for number in query.content)
    return any(
        not (word.tag.startswith("v") or any(cue.start <= word.start < cue.end for cue in query.cues))
        and not profile.tells(word.text)
        for word in words
    )
