"""Tables as sources: the rows of a CSV or JSONL text, and the phrases a cell is cited by."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from knowledge.figures.figures import stands_whole, traced
from knowledge.language.normalise import bare

LONGEST_EVIDENCE = 24  # code points after NFKC

_HALVES = re.compile("[\ud800-\udfff]")  # halves of characters, which JSON can write and no file can hold
_RANGE = re.compile(r"(?<=\d)[-－—–~～至到/](?=\d)")  # what joins two figures that are one: 1-3号, 020-12345
_SEAMS = ("；;。\n", "，,、", "：:）) ")  # where a cell is cut, the best places first
_EDGES = "；;。，,、：: \n"  # what is left out at the ends of a phrase


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table: its name, the line of the file it begins on, and its cells by column."""

    name: str
    line: int
    cells: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Flaw:
    """What is wrong with a table at a line; `column` is empty where no one column is to blame."""

    line: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table as it was read; a row with a flaw is left out of `rows`."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    flaws: tuple[Flaw, ...]

    @property
    def unusable(self) -> bool:
        """Whether more than some rows is wrong: all of them, the names of the columns, or where rows end."""
        return not self.rows or any(
            flaw.code in ("nameless_column", "column_twice", "broken_row") for flaw in self.flaws
        )


_Line = tuple[int, dict[str, str]]


def read_table(text: str) -> Table:
    """The table that a text holds: JSONL when it begins with a brace, CSV (or tab-separated) otherwise.

    A row is named by its first cell where all first cells are filled and differ, else by its line.
    """
    flaws: list[Flaw] = []
    lines = list(_json_lines(text, flaws) if text.lstrip().startswith("{") else _csv_lines(text, flaws))
    columns = tuple(dict.fromkeys(column for _, cells in lines for column in cells))
    first = [cells.get(columns[0], "").strip() for _, cells in lines] if columns else []
    named = all(first) and len(set(map(bare, first))) == len(first)
    rows = (
        Row(name=name if named else str(line), line=line, cells=cells)
        for (line, cells), name in zip(lines, first, strict=True)
    )
    return Table(columns=columns, rows=tuple(rows), flaws=tuple(sorted(flaws, key=lambda flaw: flaw.line)))


def _json_lines(text: str, flaws: list[Flaw]) -> Iterator[_Line]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            held = json.loads(written, parse_int=str, parse_float=str)  # figures as they are written
        except (ValueError, RecursionError):
            held = None
        if not isinstance(held, dict) or not held:
            flaws.append(Flaw(line=line, column="", code="broken_line"))
            continue
        cells = {str(column): _cell(value) for column, value in held.items()}
        odd = [column for column, cell in cells.items() if cell is None]
        flaws += [Flaw(line=line, column=column, code="nested_cell") for column in odd]
        if not odd:
            yield line, {column: cell or "" for column, cell in cells.items()}


def _cell(value: object) -> str | None:
    """A value of JSON as the text of a cell, a list of texts one a line; None for anything nested."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    return value if isinstance(value, str) and not _HALVES.search(value) else None


def _csv_lines(text: str, flaws: list[Flaw]) -> Iterator[_Line]:
    header_line = text.partition("\n")[0]
    delimiter = "\t" if "\t" in header_line and "," not in header_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for written in reader:
            begun, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in written):
                continue
            if header is None:
                header = _without_last_blanks([name.strip() for name in written])
                flaws += _of_header(header, begun)
            elif len(written) > len(header) and any(cell.strip() for cell in written[len(header) :]):
                flaws.append(Flaw(line=begun, column="", code="too_many_cells", value=str(len(header))))
            elif len(written) < len(header):
                flaws.append(Flaw(line=begun, column="", code="too_few_cells", value=str(len(header))))
            else:
                yield begun, dict(zip(header, written, strict=False))
    except csv.Error:
        flaws.append(Flaw(line=line, column="", code="broken_row"))


def _without_last_blanks(header: list[str]) -> list[str]:
    """The names of the columns; table programs write empty ones at the end."""
    while header and not header[-1]:
        header = header[:-1]
    return header


def _of_header(header: list[str], line: int) -> Iterator[Flaw]:
    for number, name in enumerate(header, start=1):
        if not name:
            yield Flaw(line=line, column=str(number), code="nameless_column", value=str(number))
        elif header.index(name) < number - 1:
            yield Flaw(line=line, column=name, code="column_twice")


def phrases(cell: str) -> tuple[str, ...]:
    """What a cell is cited by: all of it, or the phrases that carry its figures where it is too long.

    No phrase is longer than evidence may be, unless one figure alone is; none cuts a figure.
    """
    cell = cell.strip()
    if fits(cell):
        return (cell,)
    pieces = list(_pieces(cell, _cuts(cell)))
    if not all(map(fits, pieces)):
        pieces = list(_pieces(cell, _cuts(cell, ranges=True)))
    telling = [piece for piece in pieces if traced(piece)]
    return tuple(dict.fromkeys(telling or pieces[:1]))


def fits(cell: str) -> bool:
    """Whether a cell is short enough to be evidence as it stands."""
    return len(unicodedata.normalize("NFKC", cell.strip())) <= LONGEST_EVIDENCE


def _pieces(cell: str, cuts: list[int]) -> Iterator[str]:
    """The cell cut into short pieces, at a seam if there is one; not such as read otherwise alone."""
    start = 0
    while start < len(cell):
        end = _end(cell, start, [cut for cut in cuts if cut > start])
        piece = cell[start:end].strip(_EDGES)
        if piece and _reads_alike(cell, start, end):
            yield piece
        start = end


def _end(cell: str, start: int, cuts: list[int]) -> int:
    """The best cut for a piece from `start`: the last good seam that leaves its figures alike."""
    within = list(takewhile(lambda cut: fits(cell[start:cut]), cuts))[::-1]
    if not within:
        return cuts[0]
    best = within[:1] if within[0] == len(cell) else []
    for seams in _SEAMS:
        best += [cut for cut in within if cell[cut - 1] in seams]
    return next((cut for cut in (*best, *within) if _reads_alike(cell, start, cut)), (best or within)[0])


def _reads_alike(cell: str, start: int, end: int) -> bool:
    """Whether the figures of a piece are the same alone and in the cell, as proofs see them."""
    first = start + next((n for n, c in enumerate(cell[start:end]) if c not in _EDGES), 0)
    return stands_whole(bare(cell[start:end].strip(_EDGES)), bare(cell), len(bare(cell[:first])))


def _cuts(cell: str, *, ranges: bool = False) -> list[int]:
    """Where a cell may be cut: nowhere inside a figure, a number, a Latin word or, unless said, a range.

    Figures are read as proofs read them.
    """
    places = [place for place, character in enumerate(cell) for _ in bare(character)]
    text = "".join(map(bare, cell))
    inside = {place for figure in traced(text) for place in range(figure.start + 1, figure.end)}
    joints = () if ranges else _RANGE.finditer(text)
    inside |= {place for match in joints for place in (match.start(), match.end())}
    inside |= {
        place
        for place, (before, after) in enumerate(pairwise(text), start=1)
        if before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    }
    inside |= {number for number, (before, after) in enumerate(pairwise(places), start=1) if before == after}
    return [place for number, place in enumerate(places) if number and number not in inside] + [len(cell)]
