"""`anda import`: a table of questions and answers becomes a knowledge base, whole and checked, or nothing."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from bot.config import Config
from bot.errors import AndaError
from bot.sentences import command_text, hindrance
from bot.terminal.checking import run_check
from knowledge.files.faults import fault
from knowledge.files.table import Row, Table, read_table
from knowledge.files.yamltext import LARGEST_FILE
from knowledge.loading.columns import Columns, columns_of
from knowledge.loading.tablecontent import Origin, ids_of, sources_text, topic_texts
from knowledge.loading.values import fits_id
from knowledge.model.source import Source, SourceKind

_LONGEST_CELL = 4_000  # code points; a message holds no more
_MOST_ROUNDS = 5  # of leaving rows out: one row fewer may clear another
_MOST_SHOWN = 5  # rows that a sentence lists
_NO_PUBLISHER = "未注明发布单位"
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel begin, new ones and old ones
_SEMICOLONS = re.compile("[;；]")
_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".jsonl", ".ndjson"})


class ImportRefusedError(AndaError):
    """An import that wrote nothing; the message says why and what to do."""

    exit_code = 1


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What staff asked for: the table, the folder, which columns are what, and how the source is cited.

    `columns` maps what an entry needs (id, question, phrasings, topic) to a column, where staff named it.
    """

    table: Path
    folder: Path
    columns: dict[str, str]
    answers: tuple[str, ...] = ()
    topic: str = ""
    source: Source | None = None
    force: bool = False
    skip: bool = False


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of an import: sentences about rows, and how many entries were written; none if 0.

    `hints` are about what was written, but otherwise than staff may think.
    """

    sentences: tuple[str, ...]
    entries: int
    hints: tuple[str, ...] = ()


def source_for(
    table: Path, *, title: str = "", publisher: str = "", as_of: str = "", url: str = ""
) -> Source:
    """The source that a table is cited as; what staff did not say is taken from its name, or said to lack."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", table.stem).strip("-.")
    return Source(
        id=name if fits_id(name) and name not in ("sources", "lexicon", "texts") else "table",
        kind=SourceKind.TABLE,
        title=title or table.stem,
        publisher=publisher or _NO_PUBLISHER,
        as_of=as_of,
        url=url,
    )


def run_import(config: Config, wish: Wish, console: Console) -> Imported:
    """Makes the folder of a table when every row is right (or those that are not may be left out)."""
    _refuse_to_overwrite(wish)
    data = _bytes_of(wish.table)
    table = _table_of(data, wish)
    columns = columns_of(table.columns, {k: v for k, v in wish.columns.items() if v}, wish.answers)
    if not isinstance(columns, Columns):
        raise ImportRefusedError("\n".join(map(str, columns)))
    source = replace(wish.source or source_for(wish.table), sha256=hashlib.sha256(data).hexdigest())
    rows, lacking = _filled(table, columns)
    wrong = [(flaw.line, flaw.column, flaw.code, flaw.value) for flaw in table.flaws]
    wrong += [(*place, code, str(_LONGEST_CELL)) for place, code in lacking]
    sentences = [_sentence(wish.table, *what) for what in sorted(wrong)]
    if sentences and not wish.skip:
        return Imported(sentences=tuple(sentences), entries=0)
    with _scratch(wish.folder) as scratch:
        return _written(_Import(config, wish, columns, source, scratch, console), rows, sentences)


@dataclass(frozen=True)
class _Import:
    """One import in progress: what is written and where, before it is checked and moved."""

    config: Config
    wish: Wish
    columns: Columns
    source: Source
    scratch: Path
    console: Console

    def attempt(self, rows: Sequence[Row]) -> list[tuple[int, str]]:
        """Writes the rows to the scratch folder and checks it: each fault with its line of the table."""
        content = self.scratch / "content"
        shutil.rmtree(content, ignore_errors=True)
        self._keep_others(content)
        origins: dict[tuple[str, int], Origin] = {}
        for topic in topic_texts(rows, self.columns, self.source.id, self.wish.topic or self.source.title):
            (content / topic.name).write_text(topic.text, "utf-8")
            origins |= {(topic.name, line): origin for line, origin in topic.origins.items()}
        (content / "sources.yaml").write_text(sources_text(self.source), "utf-8")
        apart = self.config.model_copy(update={"data_dir": self.scratch / "data"})
        report = run_check(apart, content, [f"{self.source.id}={self.wish.table}"], True, self.console)
        return [self._in_table(str(found), content, origins) for found in report.faults]

    def _keep_others(self, content: Path) -> None:
        """Copies what stands in the folder already, except what an earlier import of this source wrote."""
        content.mkdir()
        earlier = re.compile(rf"{re.escape(self.source.id)}(-\d+)?\.yaml|sources\.yaml")
        for path in self.wish.folder.iterdir() if self.wish.folder.is_dir() else ():
            if path.is_dir():
                shutil.copytree(path, content / path.name)
            elif not earlier.fullmatch(path.name):
                shutil.copy2(path, content / path.name)

    def _in_table(
        self, sentence: str, content: Path, origins: dict[tuple[str, int], Origin]
    ) -> tuple[int, str]:
        """A fault in terms of the table: places in what was written become rows and columns."""
        lines: list[int] = []

        def origin(match: re.Match[str]) -> str:
            place = origins.get((match[1], int(match[2])))
            if place is None:
                return f"{self.wish.folder / match[1]}:{match[2]}:{match[3]}"
            lines.append(place[0])
            return _place(self.wish.table, *place)

        words = re.sub(rf"{re.escape(str(content))}/([^/:]+):(\d+):(\d+)", origin, sentence)
        return (lines[0] if lines else 0), words


def _written(work: _Import, rows: list[Row], sentences: list[str]) -> Imported:
    """Writes, checks and moves the folder, leaving out the rows at fault where that is wished."""
    for _ in range(_MOST_ROUNDS if work.wish.skip else 1):
        if not rows:
            break
        faults = work.attempt(rows)
        if not faults:
            _move(work.scratch / "content", work.wish.folder, work.scratch)
            hints = tuple(_hints(rows, work.columns, work.source))
            return Imported(sentences=tuple(sentences), entries=len(rows), hints=hints)
        sentences += [sentence for _, sentence in faults]
        faulty = {line for line, _ in faults}
        if 0 in faulty:  # not the fault of a row
            break
        rows = [row for row in rows if row.line not in faulty]
    return Imported(sentences=tuple(sentences), entries=0)


def _hints(rows: list[Row], columns: Columns, source: Source) -> Iterator[str]:
    """What staff should know: which rows have another id than the table says, and a source without a name."""
    ids = ids_of(rows, columns, source.id)
    own = {row.line: row.cells.get(columns.id, "").strip() for row in rows}
    others = [(line, id_) for line, id_ in own.items() if columns.id and ids[line] != id_]
    if others:
        shown = [command_text("id_in_row", line=line, id=id_) for line, id_ in others[:_MOST_SHOWN]]
        words = "、".join(shown) + ("……" if len(others) > _MOST_SHOWN else "")
        yield command_text("ids_not_used", column=columns.id, count=len(others), rows=words)
    if source.publisher == _NO_PUBLISHER:
        yield command_text("source_unnamed", cited=f"《{source.title}》，{source.publisher}")


def _refuse_to_overwrite(wish: Wish) -> None:
    folder = wish.folder
    if folder.exists() and not folder.is_dir():
        raise ImportRefusedError(command_text("folder_is_file", folder=folder))
    if folder.is_dir() and any(folder.iterdir()) and not wish.force:
        raise ImportRefusedError(command_text("folder_in_use_unforced", folder=folder))


def _bytes_of(table: Path) -> bytes:
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


def _table_of(data: bytes, wish: Wish) -> Table:
    if data.startswith(_EXCEL):
        raise ImportRefusedError(str(fault("table_is_excel", None, name=wish.table)))
    try:
        table = read_table(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ImportRefusedError(str(fault("table_not_utf8", None, name=wish.table))) from None
    if not table.rows and not table.flaws:
        raise ImportRefusedError(str(fault("empty_table", None, name=wish.table)))
    if len(table.columns) == 1 and _SEMICOLONS.search(table.columns[0]):
        raise ImportRefusedError(str(fault("table_of_semicolons", None, name=wish.table)))
    if table.unusable:
        flaws = (_sentence(wish.table, flaw.line, flaw.column, flaw.code, flaw.value) for flaw in table.flaws)
        raise ImportRefusedError("\n".join(flaws))
    return table


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
    return f"{_place(table, line, column)}: {fault(code, None, value=value)}"


def _place(table: Path, line: int, column: str) -> str:
    return f"{table}:{line}:{column}" if column else f"{table}:{line}"


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A temporary folder beside the one to be made, so that moving is one step; gone afterwards."""
    real = folder.resolve()  # `.` and links too have a name and a folder that they stand in
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{real.name}-", dir=real.parent))
    except OSError as error:
        raise ImportRefusedError(
            command_text("folder_unwritable", folder=folder, reason=hindrance(error))
        ) from None
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _move(made: Path, folder: Path, scratch: Path) -> None:
    """Puts the made folder where it belongs; what stood there before goes with the scratch folder."""
    real = folder.resolve()
    try:
        if real.exists():
            real.rename(scratch / "before")
        made.rename(real)
    except OSError as error:
        if (scratch / "before").exists() and not real.exists():
            (scratch / "before").rename(real)
        raise ImportRefusedError(
            command_text("folder_unwritable", folder=folder, reason=hindrance(error))
        ) from None
