"""Proof: whether the evidence of citations stands in the text of its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.figures.figures import stands_whole
from knowledge.figures.occurrences import occurrences
from knowledge.files.faults import Fault, fault
from knowledge.files.table import fits, read_table
from knowledge.language.normalise import bare
from knowledge.loading.places import Places
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Citation, Entry, FilePosition
from knowledge.model.source import Source, SourceKind

_NUMBER = re.compile(r"(?P<number>\d{1,3})[.、．)）][ \t]*")
_FEW = 3  # numbers in a row
Cells = dict[tuple[str, str], str]


def source_of_file(base: KnowledgeBase, data: bytes) -> Source | None:
    """The source whose SHA-256 the bytes of a file have."""
    digest = hashlib.sha256(data).hexdigest()
    return next((source for source in base.sources.values() if source.sha256 == digest), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cited:
    """A citation of an entry, able to say where its values stand."""

    entry: Entry
    number: int
    places: Places | None

    @property
    def citation(self) -> Citation:
        return self.entry.citations[self.number]

    def at(self, key: str) -> FilePosition:
        if self.places is None:
            return self.entry.place
        return self.places.in_entry(self.entry, "citations", self.number, key)


def prove(base: KnowledgeBase, source_id: str, text: str, places: Places | None = None) -> tuple[Fault, ...]:
    """Every citation of the source whose evidence is not, word for word, where it says it is.

    `places` points into the files of the knowledge base; without it a fault stands where its entry does.
    """
    source = base.sources.get(source_id)
    if source is None:
        return (fault("no_such_source", None, id=source_id, known="、".join(base.sources)),)
    cited = [
        _Cited(entry=entry, number=number, places=places)
        for entry in base.entries
        for number, citation in enumerate(entry.citations)
        if citation.source == source_id
    ]
    if source.kind is SourceKind.TABLE:
        cells = _cells(text)
        return tuple(found for one in cited for found in _in_table(one, cells))
    paragraphs = [bare(line) for line in paragraphs_of(text)]
    faults = [found for one in cited for found in _in_article(one, paragraphs)]
    if len(paragraphs) != source.paragraphs:
        words = {"source": source.id, "count": source.paragraphs, "found": len(paragraphs)}
        place = None if places is None else places.in_source(source.id, "paragraphs")
        faults.insert(0, fault("source_paragraphs", place, **words))
    return tuple(faults)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of an article in their order, its title the first; empty lines are none.

    Numbers that somebody has put before them (15. 2026年春季) belong to no text.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = [_NUMBER.match(line) for line in lines]
    counted = [int(found["number"]) for found in numbered if found]
    if len(counted) < max(len(lines) - 1, _FEW) or counted != list(
        range(counted[0], counted[0] + len(counted))
    ):
        return lines
    return [line[found.end() :] if found else line for line, found in zip(lines, numbered, strict=True)]


def _in_article(cited: _Cited, paragraphs: list[str]) -> Iterator[Fault]:
    citation = cited.citation
    number = citation.paragraph or 0
    paragraph = paragraphs[number - 1] if 1 <= number <= len(paragraphs) else ""
    evidence = bare(citation.evidence)
    words = {"evidence": citation.evidence, "source": citation.source, "paragraph": number}
    if not evidence or evidence not in paragraph:
        elsewhere = _paragraph_of(evidence, paragraphs)
        code = "evidence_elsewhere" if elsewhere else "evidence_not_found"
        yield fault(code, cited.at("paragraph" if elsewhere else "evidence"), **words, other=elsewhere)
    elif not any(stands_whole(evidence, paragraph, at) for at in occurrences(evidence, paragraph)):
        yield fault("evidence_cut", cited.at("evidence"), **words)


def _paragraph_of(evidence: str, paragraphs: list[str]) -> int:
    """The number of the one paragraph in which an evidence stands; 0 if there is none, or more."""
    found = [number for number, text in enumerate(paragraphs, 1) if evidence and evidence in text]
    return found[0] if len(found) == 1 else 0


def _cells(text: str) -> Cells:
    """The cells of a table by the name of the row and of the column."""
    return {
        (bare(row.name), bare(column)): cell
        for row in read_table(text).rows
        for column, cell in row.cells.items()
    }


def _in_table(cited: _Cited, cells: Cells) -> Iterator[Fault]:
    citation = cited.citation
    row, column = citation.row or "", citation.column or ""
    cell = cells.get((bare(row), bare(column)))
    if cell is None:
        yield fault("cell_not_found", cited.at("row"), source=citation.source, row=row, column=column)
    elif not _is_of_cell(bare(citation.evidence), cell):
        words = {"evidence": citation.evidence, "row": row, "column": column, "cell": cell}
        yield fault("cell_differs", cited.at("evidence"), **words)


def _is_of_cell(evidence: str, cell: str) -> bool:
    """Whether the evidence is the cell, or a phrase that cuts no figure of one too long to be evidence."""
    whole = bare(cell)
    if fits(cell):
        return evidence == whole
    return bool(evidence) and any(stands_whole(evidence, whole, at) for at in occurrences(evidence, whole))
