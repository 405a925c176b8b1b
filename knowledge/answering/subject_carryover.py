"""Subject carry-over: a question that says too little is read with the subject of the previous turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.answering.decider import Decider
from knowledge.answering.ellipsis import (
    covers_figures,
    fits_ellipsis,
    has_limit_and_verb_of,
    shares_term,
)
from knowledge.answering.pronouns import readings_about_person, refers_to_a_person
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import EXACTLY, facet_fit
from knowledge.conflicts.profile import Profile, named
from knowledge.conflicts.relative_years import RELATIVE_YEAR, calendar_years
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import (
    Context,
    completions,
    is_continuation,
    names_concept,
    omits_its_noun,
    substitutions,
    with_limit_replaced,
)
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.question_words import EARLIER
from knowledge.ranking.decision import Origin, Part

_BEFORE = re.compile(EARLIER)


class SubjectCarryover:
    """Reads questions with the subject of the previous turn; `decider` decides each reading."""

    def __init__(self, derived: Derived, decider: Decider) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._decider = decider

    def best_reading(self, part: Part, context: Context) -> Part:
        """The most confident reading with a carried subject that fits the question; its query stays as typed.

        Where none fits, something else was asked: the part is unknown, or offers what may be meant.
        """
        typed = part.query
        if replaced := self._with_limit_replaced(typed, context):
            return replaced
        readings = list(self._readings(typed, context))
        fitting = self._fitting(readings, typed, context)
        if not (fitting or is_continuation(typed)):
            return part.unknown()
        best = max(fitting or readings, key=lambda reading: self._fitness(reading, context), default=part)
        judged = self._judged(best, typed, context) if fitting else _rejected(best, typed)
        return Part(query=typed, verdict=judged.verdict, matches=best.matches, origin=Origin.CONTEXT)

    def _with_limit_replaced(self, typed: Query, context: Context) -> Part | None:
        """The previous question for the limit of a bare one (5路的呢 for 1路), if another entry tells it.

        Without it: right -4, wrong +0, false +0 of 13,147.
        """
        if not typed.names_without_asking or names_concept(typed):
            return None
        interpreter = self._derived.interpreter
        text = with_limit_replaced(typed, interpreter.read(normalise(context.question)))
        part = self._decider.decide(interpreter.read(text)) if text else None
        if part is None or not part.answered or part.best.conflicts or part.entry in context.entries:
            return None
        return Part(query=typed, verdict=part.verdict, matches=part.matches, origin=Origin.CONTEXT)

    def _fitness(self, reading: Part, context: Context) -> tuple[bool, bool, float]:
        """What makes a reading better: an answer, then what the context is about, then how sure it is."""
        on_topic = any(self.is_about(match.profile, context) for match in reading.verdict.matches)
        return reading.answered, on_topic, reading.verdict.confidence

    def is_about(self, profile: Profile, context: Context) -> bool:
        """Whether an entry is about the same thing as one of the context."""
        about = (self._derived.profile(entry).main_subject for entry in context.entries)
        return any(not profile.main_subject.isdisjoint(senses) for senses in about)

    def _readings(self, typed: Query, context: Context) -> Iterator[Part]:
        """The question completed with the subject of each entry of the context, decided."""
        interpreter = self._derived.interpreter
        for entry_id in context.entries:
            subject = self._derived.entry(entry_id).subject
            for text, own in completions(typed, context, subject, interpreter):
                yield self._decider.decide(interpreter.read(text), interpreter.read(own))

    def _fitting(self, readings: Iterable[Part], typed: Query, context: Context) -> list[Part]:
        """The readings that fit what was typed: those that answer it with something new, if there are any."""
        candidates = self._candidates(readings, typed, context)
        answered = [reading for reading in candidates if reading.answered]
        if typed.names_without_asking and not names_concept(typed):
            return self._within_limit(answered, typed, context)
        if more := [reading for reading in answered if self._tells_more(reading, typed, context)]:
            return more
        return [part for part in answered if not _repeats_previous_answer(part, typed, context)] or candidates

    def _tells_more(self, reading: Part, typed: Query, context: Context) -> bool:
        """Whether the previous answer tells what is asked of the same thing now: 几天能取 after 换证多少钱.

        Without it: right -1, wrong +0, false +0 of 13,147.
        """
        if not context.told or reading.entry not in context.entries or names_concept(typed):
            return False
        previous = self._derived.interpreter.read(normalise(context.question))
        tells = facet_fit(typed, reading.best.profile) >= EXACTLY
        return tells and typed.facets.isdisjoint(previous.facets)

    def _candidates(self, readings: Iterable[Part], typed: Query, context: Context) -> list[Part]:
        """The readings whose best match tells what was typed and fits what was left out."""
        fitting = [
            reading
            for reading in readings
            if self._tells_typed_words(reading) and self.fits_ellipsis(reading, typed, context)
        ]
        if refers_to_a_person(typed):
            return readings_about_person(fitting, typed, context, self._derived)
        return fitting

    def _tells_typed_words(self, reading: Part) -> bool:
        """Whether the best match tells the words that were typed, and not only the carried subject."""
        matches = reading.verdict.matches
        return bool(matches) and matches[0].features["coverage"] >= self._bands["carried"]

    def fits_ellipsis(self, reading: Part, typed: Query, context: Context) -> bool:
        """Whether a reading fits what the question leaves out of what the context is about."""
        return fits_ellipsis(reading.best.profile, typed, self._profiles_of(context))

    def _within_limit(self, answered: list[Part], typed: Query, context: Context) -> list[Part]:
        """The answers to a question that names no more than a limit or a figure (那农村的呢, 那93岁的呢).

        The previous answer, if it goes by that limit; else an entry for just that limit.
        """
        previous = [
            r for r in answered if r.entry in context.entries and self._goes_by_limit(r, typed, context)
        ]
        return previous or [reading for reading in answered if self._is_for_limit(reading, typed)]

    def _goes_by_limit(self, reading: Part, typed: Query, context: Context) -> bool:
        """Whether a question sets a limit, or has a figure on the scale of the answer (那93岁的呢)."""
        return self._sets_limit(typed, context) or covers_figures(typed, reading.best.profile)

    def _sets_limit(self, typed: Query, context: Context) -> bool:
        """Whether a question sets a limit (那农村的呢); 现在呢 does after a question about earlier times.

        全区 and 今年 hold for whatever says nothing else, so they set none.
        """
        checker = self._derived.ranker.checker
        assumed = checker.language.assumed_names | {checker.home}
        narrows = (not values <= assumed for values in typed.qualifiers.values())
        return any(narrows) or bool(typed.numbered) or _BEFORE.search(context.question) is not None

    def _is_for_limit(self, reading: Part, typed: Query) -> bool:
        """Whether an entry holds for just the limits that a question names, or is asked for with them."""
        profile, limits = reading.best.profile, typed.qualifiers
        own, told = dict(profile.qualifiers), calendar_years(profile.answer)
        if told:
            named = self._decider.limits_for(typed).qualifiers
            own[RELATIVE_YEAR] = named.own(RELATIVE_YEAR, EntryLookup(profile))
        asked = calendar_years(typed.text)
        if (limits or asked) and (
            set(asked) <= set(told)
            and all(values & own.get(group, frozenset()) for group, values in limits.items())
        ):
            return True
        return has_limit_and_verb_of(self._derived.interpreter.read(profile.main_question), typed)

    def _judged(self, reading: Part, typed: Query, context: Context) -> Part:
        """The reading; not an answer if it rests on the carried subject alone or misses what was asked."""
        if reading.answered and reading.best.conflicts:
            return _rejected(reading, typed)
        if typed.names_without_asking and self._misses_previous_question(reading, typed, context):
            return reading.offered()
        return reading

    def _misses_previous_question(self, reading: Part, typed: Query, context: Context) -> bool:
        """Whether the answer to a bare name cannot tell what the previous question asked for.

        那五保户呢 asks for no standard after 怎么申请, nor after 封顶线.
        """
        if not (reading.answered and names_concept(typed)):
            return False
        interpreter = self._derived.interpreter
        previous = interpreter.read(normalise(context.question))
        matches = [self._decider.decide(interpreter.read(t)).matches for t in substitutions(typed, previous)]
        fits = (m and m[0].profile.entry.id == reading.entry for m in matches)
        return bool(matches) and not any(fits)

    def shares_term(self, reading: Part, context: Context) -> bool:
        """Whether the entry of a reading shares a subject term with an entry of the context."""
        return shares_term(reading.best.profile, self._profiles_of(context))

    def _profiles_of(self, context: Context) -> list[Profile]:
        return [self._derived.profile(entry) for entry in context.entries]


def _rejected(reading: Part, typed: Query) -> Part:
    """The reading as unknown; as an option where a bare name is of what the entry is about (幼儿园呢)."""
    matches = reading.verdict.matches
    is_bare_name = typed.names_without_asking and not omits_its_noun(typed)
    is_named = is_bare_name and matches and named(typed, matches[0].profile)
    return reading.offered() if is_named else reading.unknown()


def _repeats_previous_answer(reading: Part, typed: Query, context: Context) -> bool:
    """Whether a reading comes to an entry that was told, and not for another figure of it (4岁的要票吗)."""
    repeats = context.told and reading.entry in context.entries
    return repeats and not covers_figures(typed, reading.best.profile)
