"""Limits: another area, group, year, school or day than the entry's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.asking import year_on_year
from knowledge.conflict import Conflict, Kind
from knowledge.figures import Figure
from knowledge.interpret import Query
from knowledge.language import Language
from knowledge.profile import AREA, Profile
from knowledge.vocabulary import Mention, Role, Vocabulary

_RELATIVE_YEAR = "relative_year"  # 去年: an entry that says 比去年 still tells this year's figure
_SETTINGS = {AREA, _RELATIVE_YEAR}  # groups whose values hold for all that is said after them
_TELLERS = ("我", "俺", "咱", "i ", "my ", "we ")  # who begins to tell a story sets no limit
_TELLER = 3  # characters
_BOUNDS = ("以上", "以下", "以内", "以外", "往上", "往下", "起步")
_DATES = ("月", "月份", "日", "号")
_SPANS = ("个月", "个多月")  # 前八个月 is how long, not when
_YEAR = "年"
_YEARS = range(1900, 2100)
_CLAUSE_BEGINS = re.compile(r"(?:^|[。,?!;:])\s*(?:(?:in|for|during|在|那|就是)\s?)?$")
_CLAUSE_ENDS = re.compile(r"(?:度|的时候|那年|全年|一年)?[,。;:]")
_IN_ENGLISH = re.compile(r"\b(?:in|of|for|during|since|year) $")


@dataclass(frozen=True)
class Limits:
    """Compares the limits a question sets with those of an entry.

    Everybody is at home in `home`; `dated` holds the years that each source names.
    """

    language: Language
    vocabulary: Vocabulary
    home: str
    dated: Mapping[str, frozenset[int]]

    def conflicts(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Every limit of the question that is not the entry's."""
        yield from self._qualifiers(query, profile)
        yield from self._numbered(query, profile)
        yield from self._dates(query, profile)
        yield from self.years(query, profile)

    def _qualifiers(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Values named that are neither the entry's own nor said by any of its texts."""
        for group in query.qualifiers:
            values = self._foreign_values(query, profile, group)
            held = profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))
            if not values or (held & query.qualifiers[group] and group != AREA):
                continue
            if held:
                bars = group in _SETTINGS
                yield Conflict(kind=Kind.QUALIFIER, word="/".join(sorted(values)), firm=True, bars=bars)
            elif self._narrows(query, profile, group):
                yield Conflict(kind=Kind.NARROWING, word="/".join(sorted(values)))

    def _foreign_values(self, query: Query, profile: Profile, group: str) -> frozenset[str]:
        """The values of a group that the question names and the entry does not.

        The home area is everybody's, and so is what it lies in when named right before it (廊坊市安次区).
        """
        held = profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))
        mentions = [
            m
            for m in query.mentions
            if any(s.group == group for s in m.senses)
            and not year_on_year(query.text[max(m.start - 1, 0) : m.end], profile)
        ]
        homes = [m for m in mentions if any(s.name == self.home for s in m.senses)]
        said = group != _RELATIVE_YEAR and any(profile.licenses(mention) for mention in mentions)
        if group != AREA:
            named = {s.name for m in mentions for s in m.senses if s.group == group}
            return frozenset() if said else frozenset(named)
        foreign = set()
        for mention in mentions:
            contains_home = any(0 <= home.start - mention.end <= 1 for home in homes)
            if not (contains_home or mention in homes or profile.licenses(mention)):
                foreign |= {s.name for s in mention.senses if s.group == group} - held
        return frozenset(foreign)

    def _narrows(self, query: Query, profile: Profile, group: str) -> bool:
        """Whether a value of the group stands right before what the entry tells, or where it is asked."""
        ends = {
            m.end for m in query.mentions for s in m.senses if s.role is Role.QUALIFIER and s.group == group
        }
        for end in ends:
            possessed = query.text.startswith("的", end)
            following = next((word for word in query.words if word.start == end + possessed), None)
            if following is None or (possessed and any(cue.start == end + 1 for cue in query.cues)):
                return True
            word = following.text
            if len(word) > 1 and not self.vocabulary.idle(word) and profile.tells(word):
                return True
        return False

    def framed(self, whole: Query, profile: Profile) -> Iterator[Conflict]:
        """Another area or year than the entry's, named where the question begins (广阳区…，有几所).

        It holds for every clause behind it, unless a story begins there (去年我住院了) or the own area is
        named too.
        """
        begin = next((whole.words[number].start for number in whole.content), 0)
        years = (figure for figure in whole.figures if _is_year(figure, whole.text, alone=False))
        yield from self._foreign_years(
            [one for one in years if one.start <= begin and not _tells(whole.text, one.start, one.end)],
            whole,
            profile,
        )
        for mention in whole.mentions:
            if mention.start <= begin and not _tells(whole.text, mention.start, mention.end):
                yield from self._foreign_setting(mention, whole, profile)

    def _foreign_setting(self, mention: Mention, whole: Query, profile: Profile) -> Iterator[Conflict]:
        """The area or relative year that a name stands for, where it is not the entry's."""
        group = next((sense.group for sense in mention.senses if sense.group in _SETTINGS), "")
        if not group or (group == AREA and self.home in whole.qualifiers[AREA]):
            return
        held = profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))
        named = frozenset(sense.name for sense in mention.senses if sense.group == group)
        if not named & held and named & self._foreign_values(whole, profile, group):
            yield Conflict(kind=Kind.QUALIFIER, word=mention.text, firm=True, bars=True)

    @staticmethod
    def _numbered(query: Query, profile: Profile) -> Iterator[Conflict]:
        """Another school, road or stage than the entry's; none where the entry's own is named beside it."""
        shared = {suffix for suffix, _ in query.numbered & profile.numbered}
        for suffix, number in sorted(query.numbered - profile.numbered):
            if suffix in shared:
                continue
            if any(other == suffix for other, _ in profile.numbered) or not profile.tells(suffix):
                yield Conflict(kind=Kind.NUMBERED, word=f"{number}{suffix}", firm=True)

    @staticmethod
    def _dates(query: Query, profile: Profile) -> Iterator[Conflict]:
        """A month, a day or a year that is not the entry's, or a bound (五亿以上) that it does not state."""
        told = {(figure.value, figure.unit) for figure in profile.figures}
        for figure in query.figures:
            date = query.text[figure.start : figure.end]
            bounded = date.endswith(_BOUNDS) or query.text.startswith(_BOUNDS, figure.end)
            if bounded and (figure.value, figure.unit) not in told:
                yield Conflict(kind=Kind.NARROWING, word=date)
            named = date.endswith(_DATES) and not date.endswith(_SPANS)
            if named and (figure.value, figure.unit) not in told and not query.yes_no:
                yield Conflict(kind=Kind.DATE, word=date)

    def years(self, query: Query, profile: Profile, *, alone: bool = False) -> Iterator[Conflict]:
        """Calendar years that neither the entry nor its source names; alone, those that are a clause."""
        years = [figure for figure in query.figures if _is_year(figure, query.text, alone)]
        yield from self._foreign_years(years, query, profile)

    def _foreign_years(self, years: Sequence[Figure], query: Query, profile: Profile) -> Iterator[Conflict]:
        if not years:
            return
        told = {figure.value for figure in profile.figures if figure.unit == _YEAR}
        entry = profile.entry
        named = {day.year for day in (entry.valid_from, entry.expires_on) if day}
        named.update(*(self.dated[citation.source] for citation in entry.citations))
        for figure in years:
            if figure.value not in told and figure.value not in named:
                year = query.text[figure.start : figure.end]
                yield Conflict(kind=Kind.YEAR, word=year, firm=True, bars=True)


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a story begins around a limit: 我在廊坊打工, 去年我住院了."""
    beside = text[:start] + text[end : end + _TELLER]
    return any(teller in beside for teller in _TELLERS)


def _is_year(figure: Figure, text: str, alone: bool) -> bool:
    """Whether a figure names a year of the calendar (2012年, in 2012), as a clause of its own if alone."""
    before, after = text[: figure.start], text[figure.end :]
    named = figure.unit == _YEAR or (not figure.unit and _IN_ENGLISH.search(before))
    if not named or figure.value not in _YEARS:
        return False
    return not alone or bool(_CLAUSE_BEGINS.search(before) and _CLAUSE_ENDS.match(after))


def negated(whole: Query, profile: Profile) -> str:
    """What the question says it is not about (我不是低保户) though the entry is; empty if nothing."""
    own = {sense for _, senses in profile.subject for sense in senses} if whole.denied else set()
    for mention in whole.denied:
        limits = any(sense.name in profile.qualifiers.get(sense.group, ()) for sense in mention.senses)
        if limits or own.intersection(mention.senses):
            return mention.text
    return ""
