"""Inferred limits: what an entry is taken to be limited to by its question, and where that leads astray."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import AREA, Profile, home_area, questions
from knowledge.conflicts.relative_years import RELATIVE_YEAR, years_asked
from knowledge.files.faults import Fault, Phrase, fault
from knowledge.language.normalise import normalise
from knowledge.language.vocabulary import name_key
from knowledge.loading.places import Places
from knowledge.model.entry import Entry

_MOVING = frozenset({RELATIVE_YEAR, "per_period"})  # held against what is told and not against its names


def named_otherwise(engine: Engine, places: Places) -> Iterator[Fault]:
    """Values of the town's own groups that entries do not declare, and whose other names they ask with.

    海棠路 as another name of 海棠路一带, where water is cut off, limits the parking in that street to it.
    """
    everyday, home = engine.derived.interpreter.language.qualifiers, home_area(engine.base)
    for profile in engine.derived.profiles:
        groups = engine.base.lexicon.qualifiers.keys() & profile.qualifiers.keys() - everyday.keys()
        for group in sorted(groups - profile.entry.qualifiers.keys()):
            for name, value in _other_names(engine, profile, group):
                if (group, value) == (AREA, home):
                    continue  # what everything is about anyway limits nothing
                place = places.in_entry(profile.entry, "question")
                yield fault("named_otherwise", place, name=name, value=value, group=group)


def twin_groups(engine: Engine, places: Places) -> Iterator[Fault]:
    """Groups of the town's own that say the same as one of everybody's, by which entries are limited besides.

    insured: {居民: [], 职工: []} and the values of insurance, which 居民医保 and 职工医保 name.
    """
    everyday = engine.derived.interpreter.language.qualifiers
    doubled = {
        (own, other)
        for profile in engine.derived.profiles
        for own in profile.entry.qualifiers.keys() - everyday.keys() - {AREA}
        for other in (profile.qualifiers.keys() & everyday.keys()) - profile.entry.qualifiers.keys() - _MOVING
    }
    for own, other in sorted(doubled):
        values = engine.base.lexicon.qualifiers.get(own, {})
        twins = _twins(values, everyday[other])
        one_each = len(set(twins.values())) == len(twins) > 1  # 一级残疾 and 二级残疾 are both 重度残疾
        if one_each and 3 * len(twins) >= 2 * len(values):
            shown = Phrase("、".join(f"“{value}”就是“{twin}”" for value, twin in twins.items()))
            place, first = places.in_lexicon("qualifiers", own, key=True), next(iter(twins.values()))
            yield fault("twin_group", place, group=own, other=other, twins=shown, value=first)


def _twins(own: Mapping[str, Sequence[str]], everyday: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The values of a group of everybody's that values of a town's own are part of, each by its own."""
    return {
        value: twin
        for value in own
        for twin, names in reversed(tuple(everyday.items()))  # so that of several the first stays
        if any(value in name for name in (twin, *names))
    }


def _other_names(engine: Engine, profile: Profile, group: str) -> Iterator[tuple[str, str]]:
    """The names in an entry's question that stand for a value of a group and are not its own."""
    question = engine.derived.interpreter.read(normalise(profile.entry.question))
    for mention in question.mentions:
        for sense in mention.senses:
            if sense.group == group and name_key(mention.text) != name_key(sense.name):
                yield mention.text, sense.name


@dataclass(frozen=True, kw_only=True)
class Inferred:
    """A limit that staff did not write, and why it may be another than they mean; empty if nothing says so.

    `others` are values of the same group that the entry speaks of too; `said` is the word of its question
    that was taken for a value which none of its questions says; `phrasing` is what it was inferred from
    where its question does not say it.
    """

    entry: Entry
    group: str
    values: tuple[str, ...]
    others: tuple[str, ...] = ()
    said: str = ""
    phrasing: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether staff had better look at it."""
        return bool(self.others or self.said)


def inferred(engine: Engine) -> list[Inferred]:
    """The limits that no entry declares, those that may lead astray before all others."""
    found = [
        _inferred(engine, profile, group)
        for profile in engine.derived.profiles
        for group in profile.qualifiers.keys() - profile.entry.qualifiers.keys()
    ]
    return sorted(found, key=lambda limit: (not limit.others, not limit.said, _in_order(limit)))


def limiting_phrasing(engine: Engine, profile: Profile, group: str) -> str:
    """The phrasing that limits an entry to a relative year; empty where its main question does, or may.

    Of all limits that are inferred, these alone are taken from phrasings.
    """
    if group != RELATIVE_YEAR:
        return ""
    read = engine.derived.interpreter.read
    asked = zip(questions(profile.entry), profile.own_questions, strict=True)
    first = next(written for written, question in asked if years_asked(read(question)))
    return "" if first == profile.entry.question else first


def _in_order(limit: Inferred) -> tuple[str, int, str]:
    place = limit.entry.place
    return place.file, place.line, limit.group


def _inferred(engine: Engine, profile: Profile, group: str) -> Inferred:
    values = profile.qualifiers[group]
    phrasing = limiting_phrasing(engine, profile, group)
    held = Inferred(entry=profile.entry, group=group, values=tuple(sorted(values)), phrasing=phrasing)
    if group in _MOVING:
        return held
    others = {sense.name for sense in profile.senses if sense.group == group} - values
    asked = "\n".join(profile.own_questions)
    unsaid = {value for value in values if normalise(value) not in asked}
    said = next((name for name, value in _other_names(engine, profile, group) if value in unsaid), "")
    return replace(held, others=tuple(sorted(others)), said=said)
