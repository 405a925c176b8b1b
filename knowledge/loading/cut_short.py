"""Texts cut short: what citizens read or the engine compares is less, or more, than staff wrote as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.files.faults import Fault, fault
from knowledge.loading.places import Places
from knowledge.model.base import Lexicon
from knowledge.model.entry import Entry, FilePosition

_REMARK = re.compile(r"(?P<gap>\s+)#(?P<remark>.*\S)")
_ENDED = ("。", "！", "？")
_WIDE_COMMA = re.compile("[，、；]")
_HAN = re.compile("[㐀-鿿]")
_LISTS = ("phrasings", "not_for", "checks", "subject")
_OF_QUESTIONS = ("phrasings", "not_for", "checks")  # which may hold a comma, and seldom two


def cut_short(entry: Entry, places: Places) -> Iterator[Fault]:
    """What of an entry is not read, and lists that a Chinese comma keeps from being one."""
    for text, place in _texts(entry, places):
        yield from _remark(text, place, places)
    if not _HAN.search(entry.answer):
        yield fault("bare_answer", places.in_entry(entry, "answer"), answer=entry.answer)
    for text, place in places.texts_in(entry, "subject"):
        yield from _one_item(text, place)
    for key in _OF_QUESTIONS:
        written = places.texts_in(entry, key)
        if len(written) == 1 and _fills_brackets(*written[0], places):
            yield from _one_item(*written[0], least=2)


def one_synonym(lexicon: Lexicon, places: Places) -> Iterator[Fault]:
    """Names of the lexicon that a Chinese comma joins."""
    for number, term in enumerate(lexicon.terms):
        if len(term.synonyms) == 1:  # beside others it is a slogan (两不误、两促进)
            yield from _one_item(term.synonyms[0], places.in_lexicon("terms", number, "synonyms", 0))


def _texts(entry: Entry, places: Places) -> Iterator[tuple[str, FilePosition]]:
    """What an entry says, each text where it stands."""
    yield entry.question, places.in_entry(entry, "question")
    yield entry.answer, places.in_entry(entry, "answer")
    for number, citation in enumerate(entry.citations):
        yield citation.evidence, places.in_entry(entry, "citations", number, "evidence")
    for key in _LISTS:
        yield from places.texts_in(entry, key)


def _remark(text: str, place: FilePosition, places: Places) -> Iterator[Fault]:
    """Words behind a # that look like the rest of a text rather than a remark to colleagues."""
    rest = places.line(place)[place.column - 1 :]
    found = _REMARK.match(rest, len(text)) if rest.startswith(text) else None
    if found is None:
        return
    remark, near = found["remark"], found["gap"] == " "
    goes_on = near and remark.endswith(_ENDED) and not text.endswith(_ENDED)
    if goes_on or not remark.startswith((" ", "#")):
        at = FilePosition(file=place.file, line=place.line, column=place.column + found.end("gap"))
        yield fault("remark_in_text", at, remark=remark.strip())


def _one_item(text: str, place: FilePosition | None, least: int = 1) -> Iterator[Fault]:
    marks = _WIDE_COMMA.findall(text)
    if len(marks) >= least:
        yield fault("one_item", place, value=text, mark=marks[0])


def _fills_brackets(text: str, place: FilePosition, places: Places) -> bool:
    """Whether a text without quotes is all that stands between two brackets."""
    line, start = places.line(place), place.column - 1
    return line[:start].rstrip().endswith("[") and line[start + len(text) :].lstrip().startswith("]")
