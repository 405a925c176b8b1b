"""Why a question does not find the entry that it was to find, in sentences for staff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count, islice

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile, questions
from knowledge.conflicts.relative_years import NAMED_YEAR
from knowledge.evaluation.inferred import limiting_phrasing
from knowledge.files.faults import Phrase
from knowledge.files.reasons import reason
from knowledge.language.cues import Cue
from knowledge.language.facetwords import OTHER_NAMES
from knowledge.language.normalise import letters, normalise
from knowledge.language.query import Query
from knowledge.model.answer import Answer, Status
from knowledge.model.entry import Entry, Facet
from knowledge.ranking.ranking import Match

ENOUGH_PHRASINGS = 6  # from here on an entry does not lack them (docs/编辑指南.md)
_MOST_TOLD = 2  # conflicts, or words; more confuse
_LOOSE = 4  # facets; a cue for more asks for a number of any kind, and more are not told
_COUNTS = "几"  # which never stands alone


def why_missed(engine: Engine, entry: Entry, question: str, answer: Answer, today: date) -> str:
    """What stands between a question that was answered so and an entry, and what it was read to ask."""
    if answer.status is Status.CANNED:
        return reason("canned")
    missed = _Missed(
        engine=engine,
        entry=entry,
        query=engine.reader.read(normalise(question)),
        told=(*answer.entries, *(option.entry for option in answer.options)),
        matches=engine.matches(question, today),
    )
    reasons = tuple(missed.reasons())
    return "".join((*missed.reading(question, reasons), *reasons))


@dataclass(frozen=True, kw_only=True)
class _Missed:
    """A question that does not find an entry: its matches, and the ids of the entries told or offered."""

    engine: Engine
    entry: Entry
    query: Query
    told: Sequence[str]
    matches: Sequence[Match]

    @cached_property
    def own(self) -> Match | None:
        """The match of the entry, if the question was held against it at all."""
        return next((match for match in self.matches if _id(match) == self.entry.id), None)

    @cached_property
    def undeclared(self) -> Cue | None:
        """A cue that asks for facets of which the entry has none: one in conflict with it, or else any."""
        if self.own is None:
            return None
        own = self.own.profile.facets
        cues = (cue for cue in self.query.cues if not cue.facets & own)
        asked = {conflict.word for conflict in self.own.conflicts if conflict.kind is Kind.FACET}
        return next((cue for cue in cues if cue.text in asked or not self.own.conflicts), None)

    def reading(self, question: str, reasons: Sequence[str]) -> Iterator[str]:
        """How the question was read, where none of the reasons shows it."""
        if letters(self.query.text) != letters(normalise(question)):
            yield reason("read_as", text=self.query.text)
        facets = [name for cue in self.query.cues for name in _facets_of(cue, self.query.text)]
        shown = self.undeclared is not None and _lacking(self.undeclared, self.query.text) in reasons
        if facets and not shown:
            yield reason("asks", facets=_listed(facets))

    def reasons(self) -> Iterator[str]:
        """The gravest conflicts; where there is none, which other entry is nearer, or that none is near."""
        own = self.own
        if own is None:
            yield reason("unlike")
        elif own.conflicts:
            gravest = islice(_gravest(own.conflicts), _MOST_TOLD)
            yield from (_against(conflict, self, own.profile) for conflict in gravest)
        else:
            if self.undeclared:
                yield _lacking(self.undeclared, self.query.text)
            yield self._beside_others(own)

    def _beside_others(self, own: Match) -> str:
        """Why an entry against which nothing speaks is not told."""
        others = [match for match in self.matches if _id(match) in self.told and match is not own]
        if not others:
            return self._beside_none(own.profile)
        if self.query.names_without_asking and own.features["words"] <= 1:
            return reason("too_little", other=_id(others[0]))
        code = "torn" if own is self.matches[0] else "nearer"
        told = reason(code, other=_id(others[0]), phrasing=self.nearest(others[0].profile))
        return told + _apart(own.profile, others[0].profile)

    def _beside_none(self, profile: Profile) -> str:
        """Why an entry is not told though nothing speaks against it and no other is nearer."""
        enough = len(profile.entry.phrasings) >= ENOUGH_PHRASINGS
        told = reason("unsaid" if enough else "few", phrasing=self.nearest(profile))
        words = list(_unsaid(self.query, profile))
        return told + (reason("words_unsaid", words="、".join(words[:_MOST_TOLD])) if words else "")

    def nearest(self, profile: Profile) -> str:
        """Which of an entry's phrasings is most like the question."""
        derived = self.engine.derived
        index, asked = derived.ranker.finder.phrasings, questions(profile.entry)
        first = int(index.owner_of.searchsorted(derived.numbers[profile.entry.id]))
        alike = index.similarities(derived.tokeniser.tokens(self.query))[first : first + len(asked)]
        return asked[int(alike.argmax())]


def _unsaid(query: Query, profile: Profile) -> Iterator[str]:
    """The words that carry something and stand in none of the entry's texts.

    What is unknown is cut into characters, which make one name where they stand together (浔岭); what asks
    is no part of them, however a word was cut (哪 and 天开).
    """
    asking = {place for cue in query.cues for place in range(cue.start, cue.end)}
    places = set[int]()
    for number in query.content:
        word = query.words[number]
        if not profile.tells(query.keys[number]):
            places.update(set(range(word.start, word.end)) - asking)
    for start in sorted(place for place in places if place - 1 not in places):
        end = next(end for end in count(start) if end not in places)
        if end - start > 1:
            yield query.text[start:end]


def _apart(own: Profile, other: Profile) -> str:
    """What tells an entry apart from another: the year that it asks for, or words of its subject."""
    years = _years(own.main_question), _years(other.main_question)
    if all(years) and years[0] != years[1] and _without(own.main_question) == _without(other.main_question):
        return reason("years_apart", own=f"“{min(years[0])}年”")
    subjects = own.entry.subject, other.entry.subject
    mine = [name for name in subjects[0] if name not in subjects[1]]
    theirs = [name for name in subjects[1] if name not in subjects[0]]
    return reason("subject_apart", own="、".join(mine), other="、".join(theirs)) if mine and theirs else ""


def _years(text: str) -> frozenset[str]:
    """The calendar years that a text names."""
    return frozenset(NAMED_YEAR.findall(text))


def _without(text: str) -> str:
    """A text without the calendar years that it names."""
    return NAMED_YEAR.sub("", text)


def _id(match: Match) -> str:
    return match.profile.entry.id


def _gravest(conflicts: Iterable[Conflict]) -> Iterable[Conflict]:
    """The gravest conflict of each kind, the gravest of all first."""
    first: dict[Kind, Conflict] = {}
    for conflict in sorted(conflicts, key=lambda held: -held.severity):
        first.setdefault(conflict.kind, conflict)
    return first.values()


def _against(conflict: Conflict, missed: _Missed, profile: Profile) -> str:
    """What a conflict says against the entry."""
    special = _SPECIAL.get(conflict.kind)
    return special(conflict, missed, profile) if special else reason(conflict.kind, word=conflict.word)


def _of_facet(conflict: Conflict, missed: _Missed, _profile: Profile) -> str:
    cue = missed.undeclared
    if cue and cue.text == conflict.word:
        return _lacking(cue, missed.query.text)
    return reason("facet", word=conflict.word)


def _lacking(cue: Cue, text: str) -> str:
    """That the entry has none of the facets that a text asks for."""
    word = cue.text + _counted(cue, text)
    return reason("facet_undeclared", word=word, facets=_listed(_facets_of(cue, text)))


def _of_qualifier(conflict: Conflict, missed: _Missed, profile: Profile) -> str:
    limit = next(_limits(conflict.word, missed, profile), None)
    if limit is None:
        return reason("qualifier", word=conflict.word)
    word, group = limit
    own = "、".join(sorted(profile.qualifiers[group]))
    if group in profile.entry.qualifiers:
        return reason("qualifier_own", word=word, own=own, group=group)
    phrasing = limiting_phrasing(missed.engine, profile, group)
    code = "qualifier_of_phrasing" if phrasing else "qualifier_inferred"
    return reason(code, word=word, own=own, group=group, phrasing=phrasing)


def _of_subject(_conflict: Conflict, _missed: _Missed, profile: Profile) -> str:
    subject = "、".join(profile.entry.subject)
    return reason("subject", subject=subject) if subject else reason("subject_unwritten")


_SPECIAL: dict[Kind, Callable[[Conflict, _Missed, Profile], str]] = {
    Kind.FACET: _of_facet,
    Kind.QUALIFIER: _of_qualifier,
    Kind.SUBJECT: _of_subject,
}


def _facets_of(cue: Cue, text: str) -> Iterable[str]:
    """What a cue asks for, as the guide names it; of things that are counted their number."""
    if len(cue.facets) <= _LOOSE or not cue.numeric:
        return [f"{OTHER_NAMES[facet].split()[0]} {facet}" for facet in Facet if facet in cue.facets]
    if _counted(cue, text):
        return [f"{OTHER_NAMES[Facet.COUNT].split()[0]} {Facet.COUNT}"]
    return [reason("a_number")]


def _listed(facets: Iterable[str]) -> Phrase:
    """The first of some facets."""
    names = list(dict.fromkeys(facets))
    return Phrase("、".join(names[:_LOOSE]) + ("……" if len(names) > _LOOSE else ""))


def _counted(cue: Cue, text: str) -> str:
    """What counts behind a number that is asked for, or the thing where nothing does (几级, 多少老人)."""
    held = cue.counter or cue.head or (text[cue.end : cue.end + 1] if cue.text.endswith(_COUNTS) else "")
    return "" if cue.text.endswith(held) else held


def _limits(word: str, missed: _Missed, profile: Profile) -> Iterator[tuple[str, str]]:
    """What the question says that is another limit than the entry's, each with the group that both are of.

    A conflict names either that or the value that it stands for; a figure may lie in none (40岁).
    """
    named, query = {word, *word.split("/")}, missed.query
    for mention in query.mentions:
        for sense in mention.senses:
            if sense.group in profile.qualifiers and (mention.text in named or sense.name in named):
                yield mention.text, sense.group
    units = {figure.unit for figure in query.quantities if query.text[figure.start : figure.end] == word}
    for held in missed.engine.derived.vocabulary.ranges:
        if held.unit in units and held.group in profile.qualifiers:
            yield word, held.group
