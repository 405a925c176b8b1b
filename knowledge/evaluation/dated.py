"""Years that entries are asked for by words that move with the calendar, and those that one entry spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.relative_years import RELATIVE_YEAR, calendar_years, year_of, years_asked
from knowledge.files.faults import Fault, Phrase, fault
from knowledge.language.normalise import normalise
from knowledge.loading.places import Places
from knowledge.model.entry import UNLIMITED, Entry, FilePosition
from knowledge.model.source import CALENDAR_YEAR

_MONTH = re.compile(rf"({CALENDAR_YEAR})年(\d{{1,2}})月")
# What runs from one calendar year into the next: a heating season, a year of insurance, a school year.
_RUNS_ON = re.compile(
    rf"[采供取][暖热]|暖气|停暖|[雪榨渔淡旺]季|年度|学年|寒假|医保|参保|缴费期|{CALENDAR_YEAR}[-~至到]{CALENDAR_YEAR}年"
)


def out_of_date(engine: Engine, places: Places, today: date) -> Iterator[Fault]:
    """Questions with a word for a year (今年) that is today another one than the answer states."""
    names = engine.derived.interpreter.language.qualifiers.get(RELATIVE_YEAR, {})
    words = re.compile(
        "|".join(sorted({*names, *(n for held in names.values() for n in held)}, key=len)[::-1])
    )
    for profile in engine.derived.profiles:
        told = _years_told(profile) if profile.entry.in_force(today) else ()
        for word, place in _words_for_years(engine, profile.entry, words, places) if told else ():
            meant = year_of(word, today.year)
            if meant not in told:
                shown = Phrase("、".join(f"{year}年" for year in told))
                yield fault("year_moved", place, word=word, year=meant, told=shown)


def _words_for_years(
    engine: Engine, entry: Entry, words: re.Pattern[str], places: Places
) -> Iterator[tuple[str, FilePosition]]:
    """The relative years that an entry is limited to or asked for by, each with the place where it is."""
    declared = entry.qualifiers.get(RELATIVE_YEAR, UNLIMITED)
    if declared != UNLIMITED:
        yield declared, places.in_entry(entry, "qualifiers", RELATIVE_YEAR)
    written = dict(places.texts_in(entry, "phrasings"))
    for text in (entry.question, *entry.phrasings):
        if words.search(text):
            place = written.get(text) or places.in_entry(entry, "question")
            asked = years_asked(engine.derived.interpreter.read(normalise(text)))
            yield from ((word, place) for word in sorted(asked))


def _years_told(profile: Profile) -> tuple[int, ...]:
    """The calendar years that an answer states, or else its evidence; none that is only compared with."""
    evidence = "\n".join(normalise(citation.evidence) for citation in profile.entry.citations)
    return calendar_years(profile.answer) or calendar_years(evidence)


def _refuses(entry: Entry, *years: int) -> bool:
    """Whether a question that names one of these years is said not to be answered by an entry."""
    return any(str(year) in text for text in entry.not_for for year in years)


def spanning(engine: Engine, places: Places, today: date) -> Iterator[Fault]:
    """Answers that date what runs from one year into the next: asked for either year, they answer.

    That is from a month of one year to an earlier month of the next: less than twelve months.
    """
    for profile in engine.derived.profiles:
        if not profile.entry.in_force(today) or not _RUNS_ON.search(profile.texts):
            continue
        dates = sorted({(int(year), int(month)) for year, month in _MONTH.findall(profile.answer)})
        for (first, month), (second, later) in pairwise(dates):
            close = second == first + 1 and later < month
            if close and not _refuses(profile.entry, first, second):
                place = places.in_entry(profile.entry, "answer")
                yield fault("years_spanned", place, first=first, month=month, second=second, later=later)
                break
