"""Editorial checks: whether the questions that staff wrote down find what they should."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from knowledge.answering.engine import Engine
from knowledge.evaluation.missed import why_missed
from knowledge.files.faults import Fault, Phrase, fault
from knowledge.loading.misplaced import misplaced
from knowledge.loading.places import Places
from knowledge.loading.structure import stated
from knowledge.model.answer import Answer, Status
from knowledge.model.entry import Entry, FilePosition

_FEW = 60  # entries; so many are checked within a moment
_MOST_ALIKE = 12  # neighbours of one entry

Progress = Callable[[Sequence[Entry]], Iterable[Entry]]


def behaviour(
    engine: Engine,
    entries: Sequence[Entry],
    today: date,
    progress: Progress = iter,
    places: Places | None = None,
) -> tuple[Fault, ...]:
    """What the engine gets wrong of the questions of these entries.

    Args:
        engine: answers over the whole knowledge base.
        entries: the entries to check.
        today: entries that are not in force today are passed over.
        progress: wraps the entries, to show how far it is.
        places: points at the question in the staff's file; without it a fault stands where its entry does.
    """
    return tuple(found for entry in progress(entries) for found in _of_entry(engine, entry, today, places))


def _of_entry(engine: Engine, entry: Entry, today: date, places: Places | None) -> Iterator[Fault]:
    if not entry.in_force(today):
        return
    for question in (entry.question, *entry.checks):
        answer = engine.answer(question, today)
        if entry.id not in answer.entries:
            missed = _missed(question, entry, answer, places)
            yield replace(missed, why=why_missed(engine, entry, question, answer, today))
    for question in entry.not_for:
        if entry.id in engine.answer(question, today).entries:
            yield fault("not_for_hit", _place_of(question, "not_for", entry, places), question=question)


def misplaced_figures(engine: Engine, entry: Entry, places: Places | None = None) -> Iterator[Fault]:
    """The figures that an entry tells of something else than its evidence does.

    They are no fault that keeps an edit from going live: the rule reads words, and can err.
    """
    for path, where, text in stated(entry):
        for found in misplaced(text, entry.evidences, engine.derived.interpreter, engine.figure_names):
            place = places.in_entry(entry, *path) if places else entry.place
            yield fault("misplaced_figure", place, where=where, said=found.said, told=found.told)


def _missed(question: str, entry: Entry, answer: Answer, places: Places | None) -> Fault:
    """The fault of an entry's own question, or of one of its checks, that was answered so."""
    words = {"question": question, "found": _found(answer)}
    if question == entry.question:
        return fault("own_question_missed", entry.place, **words)
    return fault("check_missed", _place_of(question, "checks", entry, places), **words)


def _place_of(question: str, key: str, entry: Entry, places: Places | None) -> FilePosition:
    """Where a question stands in the file of its entry."""
    written = dict(places.texts_in(entry, key)) if places else {}
    return written.get(question, entry.place)


def _found(answer: Answer) -> Phrase:
    """Where a question led instead, in words for staff."""
    if answer.status is Status.ANSWERED:
        return Phrase("找到的是 " + "、".join(answer.entries))
    if answer.status is Status.CLARIFY:
        return Phrase("只列成了选项：" + "、".join(option.entry for option in answer.options))
    return Phrase("没有找到条目")


def due(entries: Iterable[Entry], today: date) -> tuple[Fault, ...]:
    """The entries whose review is due."""
    return tuple(
        fault("review_due", entry.place, id=entry.id, day=entry.review_by)
        for entry in entries
        if entry.review_by is not None and entry.review_by <= today
    )


def fingerprint(entry: Entry) -> str:
    """A hash of all that an entry says, wherever it stands and in whatever order it names limits."""
    held = [_ordered(getattr(entry, part.name)) for part in fields(entry) if part.name != "place"]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def _ordered(value: object) -> object:
    return sorted(value.items()) if isinstance(value, dict) else value


def changed(entries: Sequence[Entry], checked: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries that changed since their last check, with their neighbours."""
    return with_neighbours(entries, [e for e in entries if checked.get(e.id) != fingerprint(e)])


def edited(engine: Engine) -> tuple[Entry, ...]:
    """The entries that were read anew for this version, with their neighbours; of many the most alike."""
    entries = engine.base.entries
    fresh = [entries[number] for number in engine.derived.new_entries]
    near = with_neighbours(entries, fresh)
    if len(near) <= _FEW:
        return near
    chosen = {entry.id for entry in fresh} | {other for entry in fresh for other in entry.related}
    chosen.update(alike for entry in fresh for alike in engine.alike(entry, _MOST_ALIKE))
    return tuple(entry for entry in near if entry.id in chosen)


def with_neighbours(entries: Sequence[Entry], fresh: Sequence[Entry]) -> tuple[Entry, ...]:
    """Some entries and their neighbours.

    Neighbours share a topic or a subject term, or are related: a new phrasing may take a question away
    from them.
    """
    topics = {entry.topic for entry in fresh}
    subjects = {name for entry in fresh for name in entry.subject}
    related = {other for entry in fresh for other in entry.related}
    return tuple(
        entry
        for entry in entries
        if entry.topic in topics or entry.id in related or subjects.intersection(entry.subject)
    )
