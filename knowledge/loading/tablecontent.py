"""The rows of a table as topic files, with the cell that each written line comes from."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.conflicts.cells import BEHIND_HEADING, BETWEEN_CELLS
from knowledge.files.phrasings import written
from knowledge.files.table import Row, phrases
from knowledge.loading.columns import Columns
from knowledge.loading.values import fits_id
from knowledge.model.source import Source

_MOST_ENTRIES = 2_000  # of one file; more are hard to edit
_BETWEEN_PHRASINGS = re.compile(r"[\n|；;]+")

Origin = tuple[int, str]  # the line of the table and the column


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicText:
    """A topic file to be written; `origins` holds where each of its lines comes from."""

    name: str
    text: str
    origins: dict[int, Origin]


def topic_texts(rows: Sequence[Row], columns: Columns, source: str, topic: str) -> tuple[TopicText, ...]:
    """The files of a table's rows, by topic; `topic` is that of a row without one of its own."""
    ids = ids_of(rows, columns, source)
    by_topic: dict[str, list[Row]] = {}
    for row in rows:
        by_topic.setdefault(row.cells.get(columns.topic, "").strip() or topic, []).append(row)
    parts = [(name, part) for name, held in by_topic.items() for part in _batches(held)]
    files = [f"{source}-{number}.yaml" for number in range(1, len(parts) + 1)]
    if len(parts) == 1:
        files = [f"{source}.yaml"]
    return tuple(
        _topic_text(file, name, part, ids, columns, source)
        for file, (name, part) in zip(files, parts, strict=True)
    )


def sources_text(source: Source) -> str:
    """The sources.yaml of one table."""
    return "sources:\n  - " + "\n    ".join(source_lines(source)) + "\n"


def source_lines(source: Source) -> list[str]:
    """A table as it is registered, a key a line."""
    held = {
        "id": source.id,
        "kind": source.kind.value,
        "title": source.title,
        "publisher": source.publisher,
        "as_of": source.as_of,
        "sha256": source.sha256,
        "url": source.url,
    }
    return [f"{key}: {scalar(value)}" if value else f"{key}:" for key, value in held.items()]


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    return (rows[start : start + _MOST_ENTRIES] for start in range(0, len(rows), _MOST_ENTRIES))


def ids_of(rows: Sequence[Row], columns: Columns, source: str) -> dict[int, str]:
    """The id of each row by its line: its own where it fits and is no other row's, else one made of the line.

    Where staff named the column, its ids are kept whatever they are: what does not fit is a fault of its row.
    """
    own = {row.line: row.cells.get(columns.id, "").strip() for row in rows}
    if columns.id_told:
        return own
    rows_with = Counter(own.values())
    made = {line: f"{source}-{line}" for line in own}
    taken = set(own.values())
    return {
        line: id_ if fits_id(id_) and rows_with[id_] == 1 else _free(made[line], taken)
        for line, id_ in own.items()
    }


def _free(id_: str, taken: set[str]) -> str:
    """An id that no row has of its own."""
    while id_ in taken:
        id_ += "-row"
    return id_


def _topic_text(
    name: str, topic: str, rows: Sequence[Row], ids: dict[int, str], columns: Columns, source: str
) -> TopicText:
    lines = [f"topic: {scalar(topic)}", "entries:"]
    origins = {1: (rows[0].line, columns.topic)}
    for row in rows:
        for line, column in _entry_lines(row, ids[row.line], columns, source):
            lines.append(line)
            origins[len(lines)] = (row.line, column)
    return TopicText(name=name, text="\n".join(lines) + "\n", origins=origins)


def _entry_lines(row: Row, id_: str, columns: Columns, source: str) -> Iterator[tuple[str, str]]:
    """The lines of an entry, each with the column it comes from."""
    question = row.cells.get(columns.question, "").strip()
    yield f"  - id: {scalar(id_)}", columns.id
    yield f"    question: {scalar(question)}", columns.question
    phrasings = _phrasings(row.cells.get(columns.phrasings, ""), question)
    if phrasings:
        yield f"    phrasings: [{', '.join(map(scalar, phrasings))}]", columns.phrasings
    told = [(column, cell) for column in columns.answers if (cell := row.cells.get(column, "").strip())]
    yield f"    answer: {scalar(_answer(told, columns))}", columns.answers[0]
    yield "    citations:", columns.answers[0]
    for column, cell in told:
        for phrase in phrases(cell):
            place = f"source: {source}, row: {scalar(row.name)}, column: {scalar(column)}"
            yield f"      - {{{place}, evidence: {scalar(phrase)}}}", column


def _phrasings(cell: str, question: str) -> list[str]:
    found = dict.fromkeys(part.strip() for part in _BETWEEN_PHRASINGS.split(cell))
    return [phrasing for phrasing in found if phrasing and phrasing != question]


def _answer(told: Sequence[tuple[str, str]], columns: Columns) -> str:
    """The cell as it stands, or each of several cells behind the name of its column."""
    if len(columns.answers) == 1:
        return told[0][1] if told else ""
    return BETWEEN_CELLS.join(f"{column}{BEHIND_HEADING}{cell}" for column, cell in told)


def scalar(text: str) -> str:
    """A text as a YAML value on one line; what is not printed, as line breaks of YAML, escaped."""
    if text.isprintable():
        return written(text)
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
