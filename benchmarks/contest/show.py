"""The results as tables in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.contest.rows import ArticleRow, Results, ServicesRow, SizeRow, StartRow

_WIDTH = 110  # of what goes to a file
_KINDS = ("queries", "queries_typo1", "queries_typo2", "queries_trad")
_KIND_NAMES = {
    "queries": "clean",
    "queries_typo1": "1 typo",
    "queries_typo2": "2 typos",
    "queries_trad": "Trad.",
}


def show(console: Console, results: Results) -> None:
    """Prints a table for everything that was measured."""
    if not console.is_terminal:
        console.width = _WIDTH
    for sentence in results.missing:
        console.print(Text(sentence))
    for group in dict.fromkeys(row.questions for row in results.article):
        _article(console, group, [row for row in results.article if row.questions == group])
    if results.services:
        _services(console, results.services)
    for size in dict.fromkeys(row.questions for row in results.sizes):
        _size(console, size, [row for row in results.sizes if row.questions == size])
    if results.start:
        _start(console, results.start)


def _article(console: Console, group: str, rows: Sequence[ArticleRow]) -> None:
    heads = ("recall@1", "recall@3", "right", "offered", "wrong", "false", "worth", "p50 ms")
    counts = f"{rows[0].answerable} answerable, {rows[0].unanswerable} unanswerable"
    table = _table(f"Questions about the article: {group} ({counts})", heads)
    for row in rows:
        shares = (row.recall_1, row.recall_3, row.right, row.offered, row.wrong, row.false)
        table.add_row(row.name, *map(_share, shares), str(row.worth), _number(row.p50_ms))
    console.print(table)


def _services(console: Console, rows: Sequence[ServicesRow]) -> None:
    files = sorted({row.queries for row in rows}, key=_place)
    heads = [_KIND_NAMES.get(file, file) for file in files]
    table = _table(
        f"Services by everyday names ({rows[0].asked} each): recall@1 / recall@3", (*heads, "p50 ms")
    )
    for name in dict.fromkeys(row.name for row in rows):
        own = {row.queries: row for row in rows if row.name == name}
        table.add_row(
            name,
            *(_shares(own.get(file)) for file in files),
            _number(max(row.p50_ms for row in own.values())),
        )
    console.print(table)


def _shares(row: ServicesRow | None) -> str:
    return f"{_share(row.recall_1)} / {_share(row.recall_3)}" if row else "–"


def _place(file: str) -> tuple[int, str]:
    return (_KINDS.index(file) if file in _KINDS else len(_KINDS)), file


def _size(console: Console, size: int, rows: Sequence[SizeRow]) -> None:
    heads = ("build s", "held MB", "peak MB", "p50 ms", "p99 ms", "asked", "recall@1", "recall@3")
    table = _table(f"{size:,} made questions", heads)
    for row in rows:
        numbers = map(_number, (row.build_s, row.held_mb, row.peak_mb, row.p50_ms, row.p99_ms))
        shares = map(_share, (row.recall_1, row.recall_3))
        table.add_row(row.name, *numbers, str(row.asked or "–"), *shares)
    console.print(table)
    for row in rows:
        if row.note:
            console.print(Text(f"  {row.name}: {row.note}"))


def _start(console: Console, rows: Iterable[StartRow]) -> None:
    table = _table("Starting and reading", ("seconds", "goal"))
    for row in rows:
        table.add_row(row.what, _number(row.seconds), _number(row.goal))
    console.print(table)


def _table(title: str, heads: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("", no_wrap=True)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _or_dash(shown: Callable[[float], str]) -> Callable[[float | None], str]:
    return lambda value: "–" if value is None else shown(value)


_share = _or_dash(lambda value: f"{value:.3f}")
_number = _or_dash(lambda value: f"{value:.3g}" if value < 100 else f"{value:,.0f}")
