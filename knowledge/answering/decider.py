"""Decides a single question: retrieves candidates, ranks them and applies the thresholds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from knowledge.answering.semantic import Meanings
from knowledge.conflicts.checker import QuestionRules
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.limits import Limits
from knowledge.conflicts.profile import AREA, Profile
from knowledge.conflicts.relative_years import calendar_years, in_calendar_years
from knowledge.derived.derived import Derived
from knowledge.index.candidates import RetrievalQuery
from knowledge.index.tokens import WHOLE
from knowledge.language.dialogue import needs_context
from knowledge.language.query import Query
from knowledge.language.vocabulary import Sense
from knowledge.model.lru import LruCache
from knowledge.ranking.decision import Part, answered_by_row, decide
from knowledge.ranking.ranking import Match

NamesOne = Callable[[str, frozenset[str]], bool]  # whether a question names one of the values of a group
Windows = Mapping[str, tuple[Query, ...]]  # by the text of each, the clauses that it consists of

_MOST_WINDOWS = 6
# 有物业的小区,改造了几个; 第二环节的时候,开了几次
_DESCRIBED_THING = re.compile("[有没不无未][^,]{1,12}的[一-鿿]{2,6}$|(?:的时候|期间|阶段)$")


class Decider:
    """Decides single questions that are asked in a calendar year: 明年 is the one after it.

    Args:
        meanings: the semantic channel, which reconsiders what words leave in doubt.
        kept: how many decisions are cached.
        checks_all: whether conflicts are worked out for every match, and not only for likely ones. They
            always are where meanings count: these may raise an unlikely match, but none that has a conflict.
    """

    def __init__(
        self,
        derived: Derived,
        year: int,
        meanings: Meanings | None = None,
        *,
        kept: int = 0,
        checks_all: bool = False,
    ) -> None:
        self._derived = derived
        self._year = year
        self._meanings = meanings
        every = checks_all or meanings is not None
        self._ranker = replace(derived.ranker, checked_from=0.0) if every else derived.ranker
        self._decisions: LruCache[tuple[str, str | None], Part] = LruCache(kept)

    def decide(self, query: Query, own: Query | None = None) -> Part:
        """The verdict on a question; `own` is what was typed, where the question has a carried subject."""
        key = (query.text, own.text if own else None)
        return self._decisions.get(key, lambda _: self._decision(query, own))

    def rules_for(self, query: Query) -> QuestionRules:
        """The rules that apply to the question."""
        return self._ranker.checker.rules_for(query, self._year)

    def limits_for(self, query: Query) -> Limits:
        """The limits that the question sets."""
        return self._ranker.checker.limits_for(query, self._year)

    def _decision(self, query: Query, own: Query | None) -> Part:
        """The verdict on a question; as it reads with 2025年 for 去年 where an entry that says so answers."""
        part = self._reconsidered(query, own)
        if part.answered or (dated := self._dated(query)) is query:
            return part
        other = self._reconsidered(dated, self._dated(own) if own else None)
        tells = other.answered and set(calendar_years(dated.text)) <= set(
            calendar_years(other.best.profile.answer)
        )
        return replace(other, query=query) if tells else part

    def _dated(self, query: Query) -> Query:
        """A question with years that entries tell of by their numbers named by these too (去年 as 2025年)."""
        holds = self._derived.ranker.finder.texts.holds
        text = in_calendar_years(query, self._year, lambda year: holds(f"{WHOLE}{year}"))
        return query if text == query.text else self._derived.interpreter.read(text)

    def _reconsidered(self, query: Query, own: Query | None) -> Part:
        """The verdict by the ranking, on second thoughts."""
        part = self._unknown_if_beyond_ranges(self._ranked(query, own))
        if own is None:
            part = self._offered_if_about_another(part)
        return self._offered_if_others_differ(part, is_first=own is None)

    def _ranked(self, query: Query, own: Query | None = None) -> Part:
        """The verdict by the ranking alone."""
        derived = self._derived
        focus, windows = self.windows(query)
        tokens = {text: derived.tokeniser.tokens(*clauses) for text, clauses in windows.items()}
        asking = RetrievalQuery(
            whole=tokens[query.text], focus=tokens[focus.text], windows=tuple(tokens.values())
        )
        matches = self._ranker.matches(asking, query, own or focus, self._year)
        verdict = answered_by_row(query, matches) or decide(matches, self._ranker.calibration)
        part = Part(query=query, verdict=verdict, matches=matches)
        return self._meanings.reconsidered(part) if self._meanings else part

    def _unknown_if_beyond_ranges(self, part: Part) -> Part:
        """The part; unknown where it asks for what is told by ranges, none of which has its figure.

        Were 50岁去食堂吃饭多少钱 about 65岁, another entry on the canteen would answer it. The hours, with
        the fee for bringing a meal, are no price at fifty.
        """
        subject = part.best.profile.subject[:1] if part.answered and part.query.quantities else ()
        if not subject:
            return part
        ranges = self.limits_for(part.query).qualifiers.ranges
        alike = [EntryLookup(match.profile) for match in part.matches if match.profile.subject[:1] == subject]
        if any(map(ranges.any_lies_in_one, alike)):
            return part
        moved = dict.fromkeys(chain.from_iterable(map(ranges.moved_into, alike)))
        outside = {lookup.profile.entry.id for lookup in alike if any(ranges.conflicts(lookup))}
        inside = (self._ranked(self._derived.interpreter.read(text)) for text in moved)
        return part.unknown() if any(one.answered and one.entry in outside for one in inside) else part

    def _offered_if_about_another(self, part: Part) -> Part:
        """The part; options where it names what other entries are about, and the best match is asked of none.

        补身份证要带什么 is not told by 结婚登记, for which one brings an identity card: what is about
        the card comes first.
        """
        things = part.query.things & self._derived.main_subjects
        if not (part.answered and things) or part.best.profile.main_subject & part.query.things:
            return part
        asked_so = part.best.features["similarity"] >= self._ranker.calibration.bands["asked_so"]
        if asked_so or any(self._names_any(question, things) for question in part.best.profile.own_questions):
            return part
        about = [match for match in part.matches if match.profile.main_subject & things]
        return part.offered_instead(about) if about else part

    def _names_any(self, question: str, things: frozenset[Sense]) -> bool:
        """Whether a question of staff names one of these things, also within another name (北汀幼儿园)."""
        if not things.isdisjoint(self._derived.interpreter.read(question).things):
            return True
        return any(thing.name in question for thing in things)

    def _offered_if_others_differ(self, part: Part, is_first: bool) -> Part:
        """The part; options where others are told something else and the question does not say who asks.

        水费多少 is told by what villages pay and by what the town pays: the one that is a little likelier by
        its phrasings is no answer.
        """
        if not part.answered:
            return part
        names_one = self.limits_for(part.query).qualifiers.names_one
        others = [match for match in part.matches if self._differs(match, part, names_one, is_first)]
        return part.offered_with(others) if others else part

    def _differs(self, match: Match, part: Part, names_one: NamesOne, is_first: bool) -> bool:
        """Whether a match would answer as well, but for others than the question names.

        It does if it is as close to the question, or, where that carries nothing, says every word of it; one
        of whom the question names besides (a street before the comma) need only be likely enough to offer.
        """
        best, bands = part.best, self._ranker.calibration.bands
        apart = [group for group in best.profile.groups_apart(match.profile) if group != AREA]
        if all(names_one(group, best.profile.qualifiers[group]) for group in apart):
            return False
        if best.profile.subject_beyond(apart) != match.profile.subject_beyond(apart):
            return False
        if any(names_one(group, match.profile.qualifiers[group]) for group in apart):
            return match.score >= bands["contradicted"]
        is_as_close = match.features["similarity"] >= best.features["similarity"]
        tells_as_much = is_first and _tells_as_much(match.profile, part.query)
        return match.score >= bands["answer"] and (is_as_close or tells_as_much)

    def windows(self, query: Query) -> tuple[Query, Windows]:
        """The focus, which is the part that asks, and the windows that are compared with entries.

        These are the whole question, the focus, each clause that asks, and each pair with such a clause.

        Without it: right -54, wrong +1, false -10 of 1,778.
        """
        clauses = self._derived.interpreter.clauses(query)
        asking = [clause for clause in clauses if clause.asks]
        if len(clauses) == 1 or not asking:
            return query, {query.text: (query,)}
        explicit = [clause for clause in asking if clause.has_question_word] or asking
        focus = self._derived.interpreter.read(_text(*self._with_subjects(query, clauses, explicit)))
        pairs = [pair for pair in pairwise(clauses) if any(clause.asks for clause in pair)]
        windows = {_text(*window): window for window in ((query,), (focus,), *zip(asking), *pairs)}
        return focus, dict(islice(windows.items(), _MOST_WINDOWS))

    @staticmethod
    def _with_subjects(query: Query, clauses: Sequence[Query], asking: Sequence[Query]) -> Iterator[Query]:
        """The clauses that ask, each after the one before it if that names what it asks about."""
        for before, clause in zip((None, *clauses), clauses, strict=False):
            if clause in asking:
                if (
                    before
                    and before not in asking
                    and before.mentions
                    and (needs_context(clause) or _DESCRIBED_THING.search(before.text))
                    and _goes_on(before, query.text)
                ):
                    yield before
                yield clause


def _tells_as_much(profile: Profile, query: Query) -> bool:
    """Whether an entry holds each content word of a question but verbs (领, 给) and what asks (多少钱)."""
    asking = [(cue.start, cue.end) for cue in query.cues]
    words = [query.words[number] for number in query.content]
    return all(
        word.is_verb or profile.tells(word.text) or any(start <= word.start < end for start, end in asking)
        for word in words
    )


def _text(*clauses: Query) -> str:
    return ",".join(clause.text for clause in clauses)


def _goes_on(clause: Query, text: str) -> bool:
    """Whether the next clause continues this one: a comma stands between, or a space behind a mere name."""
    named = any(mention.end - mention.start == len(clause.text) for mention in clause.mentions)
    return f"{clause.text}," in text or (named and f"{clause.text} " in text)
