"""The table of an import: read whole or refused, and what is wrong with its rows."""

from __future__ import annotations

import re
from pathlib import Path

from bot.sentences import command_text, hindrance
from bot.terminal.import_wish import ImportRefusedError
from knowledge.files.faults import fault
from knowledge.files.table import Row, Table, read_table
from knowledge.files.yamltext import LARGEST_FILE
from knowledge.loading.columns import Columns
from knowledge.loading.tablecontent import Origin

_LONGEST_CELL = 4_000  # code points; a message holds no more
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel begin, new ones and old ones
_SEMICOLONS = re.compile("[;；]")
_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".jsonl", ".ndjson"})


def bytes_of(table: Path) -> bytes:
    """The bytes of a table; ImportRefusedError when it is no table that can be read."""
    if table.suffix.lower() not in _SUFFIXES:
        raise ImportRefusedError(command_text("table_of_other_kind", table=table))
    try:
        if table.exists() and not table.is_file():
            raise ImportRefusedError(command_text("table_no_file", table=table))
        data = table.read_bytes()
    except OSError as error:
        raise ImportRefusedError(
            str(fault("table_unreadable", None, name=table, reason=hindrance(error)))
        ) from None
    if len(data) > LARGEST_FILE:
        raise ImportRefusedError(command_text("table_too_large", table=table, limit=LARGEST_FILE // 2**20))
    return data


def table_of(data: bytes, file: Path) -> Table:
    """The table of a file with these bytes; ImportRefusedError when more than some rows is wrong."""
    if data.startswith(_EXCEL):
        raise ImportRefusedError(str(fault("table_is_excel", None, name=file)))
    try:
        table = read_table(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ImportRefusedError(str(fault("table_not_utf8", None, name=file))) from None
    if not table.rows and not table.flaws:
        raise ImportRefusedError(str(fault("empty_table", None, name=file)))
    if len(table.columns) == 1 and _SEMICOLONS.search(table.columns[0]):
        raise ImportRefusedError(str(fault("table_of_semicolons", None, name=file)))
    if table.unusable:
        flaws = (_sentence(file, flaw.line, flaw.column, flaw.code, flaw.value) for flaw in table.flaws)
        raise ImportRefusedError("\n".join(flaws))
    return table


def sorted_out(table: Table, columns: Columns, file: Path) -> tuple[list[Row], list[str]]:
    """The rows that an entry can be made of, and what is wrong with the others, in the order of the table."""
    rows, lacking = _filled(table, columns)
    wrong = [(flaw.line, flaw.column, flaw.code, flaw.value) for flaw in table.flaws]
    wrong += [(*place, code, str(_LONGEST_CELL)) for place, code in lacking]
    taken = _taken(rows, columns)
    wrong += [(line, columns.id, "row_id_twice", str(first)) for line, first in taken.items()]
    return [row for row in rows if row.line not in taken], [_sentence(file, *what) for what in sorted(wrong)]


def _taken(rows: list[Row], columns: Columns) -> dict[int, int]:
    """The rows whose id a row above has, each with that row, where staff named the column of the ids."""
    first: dict[str, int] = {}
    ids = {row.line: row.cells.get(columns.id, "").strip() for row in rows if columns.id_told}
    return {line: first[id_] for line, id_ in ids.items() if id_ and first.setdefault(id_, line) != line}


def _filled(table: Table, columns: Columns) -> tuple[list[Row], list[tuple[Origin, str]]]:
    """The rows with a question and an answer that are not too long, and what is wrong with the others."""
    lacking: list[tuple[Origin, str]] = []
    for row in table.rows:
        long = [column for column, cell in row.cells.items() if len(cell) > _LONGEST_CELL]
        lacking += [((row.line, column), "cell_too_long") for column in long]
        if not row.cells.get(columns.question, "").strip():
            lacking.append(((row.line, columns.question), "no_question_cell"))
        if not any(row.cells.get(answer, "").strip() for answer in columns.answers):
            lacking.append(((row.line, columns.answers[0]), "no_answer_cell"))
    short = {line for (line, _), _ in lacking}
    return [row for row in table.rows if row.line not in short], lacking


def _sentence(table: Path, line: int, column: str, code: str, value: str = "") -> str:
    return f"{place_in(table, line, column)}: {fault(code, None, value=value)}"


def place_in(table: Path, line: int, column: str) -> str:
    """A place of a table, as a person finds it."""
    return f"{table}:{line}:{column}" if column else f"{table}:{line}"
