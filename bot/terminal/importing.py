"""`anda import`: a table of questions and answers becomes a knowledge base, whole and checked, or nothing."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from bot.config import Config
from bot.sentences import command_text
from bot.terminal.checking import run_check
from bot.terminal.import_folder import move, refuse_to_overwrite, scratch_beside
from bot.terminal.import_rows import bytes_of, place_in, sorted_out, table_of
from bot.terminal.import_source import SOURCES_FILE, Registration, registration
from bot.terminal.import_wish import NO_PUBLISHER, ImportRefusedError, Wish, source_for
from knowledge.files.table import Row
from knowledge.loading.columns import Columns, columns_of
from knowledge.loading.tablecontent import Origin, ids_of, topic_texts
from knowledge.model.source import Source

_MOST_ROUNDS = 5  # of leaving rows out: one row fewer may clear another
_MOST_SHOWN = 5  # rows that a sentence lists


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of an import: sentences about rows, and how many entries were written; none if 0.

    `hints` are about what was written, but otherwise than staff may think.
    """

    sentences: tuple[str, ...]
    entries: int
    hints: tuple[str, ...] = ()


def run_import(config: Config, wish: Wish, console: Console) -> Imported:
    """Makes the folder of a table when every row is right (or those that are not may be left out)."""
    refuse_to_overwrite(wish)
    data = bytes_of(wish.table)
    table = table_of(data, wish.table)
    columns = columns_of(table.columns, {k: v for k, v in wish.columns.items() if v}, wish.answers)
    if not isinstance(columns, Columns):
        raise ImportRefusedError("\n".join(map(str, columns)))
    source = replace(wish.source or source_for(wish.table), sha256=hashlib.sha256(data).hexdigest())
    registered = registration(wish, source)
    rows, sentences = sorted_out(table, columns, wish.table)
    if sentences and not wish.skip:
        return Imported(sentences=tuple(sentences), entries=0)
    with scratch_beside(wish.folder) as scratch:
        return _written(_Import(config, wish, columns, registered, scratch, console), rows, sentences)


@dataclass(frozen=True)
class _Import:
    """One import in progress: what is written and where, before it is checked and moved."""

    config: Config
    wish: Wish
    columns: Columns
    registered: Registration
    scratch: Path
    console: Console

    @property
    def source(self) -> Source:
        """The source that the rows cite."""
        return self.registered.source

    def attempt(self, rows: Sequence[Row]) -> list[tuple[int, str]]:
        """Writes the rows to the scratch folder and checks it: each fault with its line of the table."""
        content = self.scratch / "content"
        shutil.rmtree(content, ignore_errors=True)
        self._keep_others(content)
        origins: dict[tuple[str, int], Origin] = {}
        for topic in topic_texts(rows, self.columns, self.source.id, self.wish.topic or self.source.title):
            (content / topic.name).write_text(topic.text, "utf-8")
            origins |= {(topic.name, line): origin for line, origin in topic.origins.items()}
        (content / SOURCES_FILE).write_bytes(self.registered.text.encode())
        apart = self.config.model_copy(update={"data_dir": self.scratch / "data"})
        report = run_check(apart, content, [f"{self.source.id}={self.wish.table}"], True, self.console)
        return [self._in_table(str(found), content, origins) for found in report.faults]

    def _keep_others(self, content: Path) -> None:
        """Copies what stands in the folder already, except what an earlier import of this source wrote."""
        content.mkdir()
        earlier = re.compile(rf"{re.escape(self.source.id)}(-\d+)?\.yaml|{re.escape(SOURCES_FILE)}")
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
            return place_in(self.wish.table, *place)

        words = re.sub(rf"{re.escape(str(content))}/([^/:]+):(\d+):(\d+)", origin, sentence)
        return (lines[0] if lines else 0), words


def _written(work: _Import, rows: list[Row], sentences: list[str]) -> Imported:
    """Writes, checks and moves the folder, leaving out the rows at fault where that is wished."""
    for _ in range(_MOST_ROUNDS if work.wish.skip else 1):
        if not rows:
            break
        faults = work.attempt(rows)
        if not faults:
            move(work.scratch / "content", work.wish.folder, work.scratch)
            hints = tuple(_hints(rows, work.columns, work.registered))
            return Imported(sentences=tuple(sentences), entries=len(rows), hints=hints)
        sentences += [sentence for _, sentence in faults]
        faulty = {line for line, _ in faults}
        if 0 in faulty:  # not the fault of a row
            break
        rows = [row for row in rows if row.line not in faulty]
    return Imported(sentences=tuple(sentences), entries=0)


def _hints(rows: list[Row], columns: Columns, registered: Registration) -> Iterator[str]:
    """What staff should know: rows with another id than the table says, and how the source is cited."""
    source = registered.source
    ids = ids_of(rows, columns, source.id)
    own = {row.line: row.cells.get(columns.id, "").strip() for row in rows}
    others = [(line, id_) for line, id_ in own.items() if columns.id and ids[line] != id_]
    if others:
        shown = [command_text("id_in_row", line=line, id=id_) for line, id_ in others[:_MOST_SHOWN]]
        words = "、".join(shown) + ("……" if len(others) > _MOST_SHOWN else "")
        yield command_text("ids_not_used", column=columns.id, count=len(others), rows=words)
    if registered.kept:
        yield command_text("source_kept", source=source.id, kept="、".join(registered.kept))
    if source.publisher == NO_PUBLISHER:
        yield command_text("source_unnamed", cited=f"《{source.title}》，{source.publisher}")
