"""What an announcement states: its figures, which the entries it names must prove, and their citations."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.answering.engine import Engine
from knowledge.figures.figures import figures, uncarried
from knowledge.files.markup import plain
from knowledge.loading.misplaced import Misplaced, misplaced
from knowledge.model.announcement import Announcement
from knowledge.model.entry import Entry


def with_citations(engine: Engine, body: str, entries: Sequence[str]) -> str:
    """The text as chats see it: what staff wrote, then the citations and date notes of its entries."""
    return "\n".join([body, *_citations(engine, _entries(engine, entries))])


def body_of(engine: Engine, held: Announcement) -> str | None:
    """What staff wrote, without the citations; None when the knowledge base now cites otherwise."""
    citations = "\n".join(("", *_citations(engine, _entries(engine, held.entries))))
    if not held.html.endswith(citations):
        return None
    return held.html.removesuffix(citations)


def unproved(engine: Engine, body: str, entries: Sequence[str]) -> tuple[str, ...]:
    """The figures of a text, as it writes them, that the evidence of no entry it names carries."""
    text = plain(body)
    missing = uncarried(text, _evidences(engine, entries), engine.figure_names)
    return tuple(dict.fromkeys(text[figure.start : figure.end] for figure in missing))


def told_otherwise(engine: Engine, body: str, entries: Sequence[str]) -> tuple[Misplaced, ...]:
    """The figures of a text that the evidence of the entries it names tells of something else."""
    evidences, interpreter = _evidences(engine, entries), engine.derived.interpreter
    return tuple(misplaced(plain(body), evidences, interpreter, engine.figure_names))


def states_figures(engine: Engine, body: str) -> bool:
    """Whether a text states any figure."""
    return bool(figures(plain(body), engine.figure_names))


def unknown(engine: Engine, entries: Sequence[str]) -> tuple[str, ...]:
    """Those of the ids that no entry has."""
    return tuple(name for name in entries if engine.entry(name) is None)


def out_of_force(engine: Engine, entries: Sequence[str], day: date) -> tuple[Entry, ...]:
    """Those of the entries that do not hold on a day."""
    return tuple(entry for entry in _entries(engine, entries) if not entry.in_force(day))


def _entries(engine: Engine, ids: Sequence[str]) -> list[Entry]:
    return [entry for name in ids if (entry := engine.entry(name)) is not None]


def _evidences(engine: Engine, ids: Sequence[str]) -> list[str]:
    return [evidence for entry in _entries(engine, ids) for evidence in entry.evidences]


def _citations(engine: Engine, entries: Sequence[Entry]) -> Iterator[str]:
    """Each place in a source and what is cited from there, then the date notes, as under an answer."""
    wording = engine.wording
    cited = (citation for entry in entries for citation in entry.citations)
    for place, evidences in wording.places(cited, "zh").items():
        yield html.escape(f"{wording.text('source_heading')}：{place}", quote=False)
        phrases = "\n".join(evidences)
        yield f"<blockquote>{html.escape(phrases, quote=False)}</blockquote>"
    for note in wording.notes(entries, "zh") if entries else ():
        yield f"<i>{html.escape(note, quote=False)}</i>"
