"""Calendar years in a question, and whether an entry or its source names them too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.profile import Profile
from knowledge.figures.figures import Figure, figures
from knowledge.figures.units import YEAR
from knowledge.language.query import Query

# A figure of the question, and its conflict with an entry that does not state it.
Stated = tuple[Figure, Conflict]

_YEARS = range(1900, 2100)
_CLAUSE_BEGINS = re.compile(r"(?:^|[。,?!;:])\s*(?:(?:in|for|during|在|那|就是)\s?)?$")
_CLAUSE_ENDS = re.compile(r"(?:度|的时候|那年|全年|一年)?[,。;:]")
_BORN = re.compile(r"[^,。?!;:]{0,8}?(?:出生|生的|生人|[年月日号]生(?=[,。?!]|$))")  # 2020年9月4号生的
_COMPARED = re.compile(r"(?:[比较跟和与同]|than in |compared? (?:to|with) )$")
_YEAR_NAMED = re.compile(r"(?P<compared>[比较])?(?<!\d)(?P<year>\d{4})年")
_IN_ENGLISH = re.compile(r"\b(?:in|of|for|during|since|year) $")


def years(query: Query, *, alone: bool) -> tuple[Stated, ...]:
    """The calendar years in a question, each with its conflict; if `alone`, those that are a clause."""
    return tuple(
        (year, Conflict(kind=Kind.YEAR, word=query.text[year.start : year.end], severity=Severity.BARRING))
        for year in query.figures
        if _is_year(year, query.text, alone)
    )


def foreign_years(
    query: Query, named: Sequence[Stated], profile: Profile, dated: Mapping[str, frozenset[int]]
) -> tuple[Conflict, ...]:
    """The conflicts of years that neither the entry nor its sources name; `dated` has those of sources.

    The date of a source counts for nothing where the entry itself asks for another year (2025年安排了几件);
    nor does a year that the entry only compares with (比2024年下降), unless the question does too.
    """
    if not named:
        return ()
    entry = profile.entry
    stated = {figure.value for figure in profile.figures if figure.unit == YEAR}
    own = {figure.value for figure in figures(profile.main_question) if figure.unit == YEAR}
    dates = {day.year for day in (entry.valid_from, entry.expires_on) if day}
    if own.isdisjoint(_YEARS):
        dates.update(*(dated[citation.source] for citation in entry.citations))
    told, known = own | dates | stated - _only_compared(profile), own | dates | stated
    return tuple(
        conflict
        for year, conflict in named
        if year.value not in (known if _COMPARED.search(query.text, 0, year.start) else told)
    )


def _only_compared(profile: Profile) -> set[int]:
    """The years that an entry names only to compare another one with them."""
    found = [(int(m["year"]), m["compared"]) for m in _YEAR_NAMED.finditer(profile.stated_text)]
    return {year for year, compared in found if compared} - {year for year, compared in found if not compared}


def _is_year(figure: Figure, text: str, alone: bool) -> bool:
    """Whether a figure is a calendar year (2012年, in 2012); if `alone`, also a clause of its own."""
    before, after = text[: figure.start], text[figure.end :]
    named = figure.unit == YEAR or (not figure.unit and _IN_ENGLISH.search(before))
    if not named or figure.value not in _YEARS or _BORN.match(after):
        return False
    return not alone or bool(_CLAUSE_BEGINS.search(before) and _CLAUSE_ENDS.match(after))
