"""Results kept in a file: a contest may be measured in parts; what is measured again takes its old place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from benchmarks.contest.rows import ArticleRow, ResultRow, Results, ServicesRow, SizeRow, StartRow
from benchmarks.peers.roster import ROSTER

_ROWS: dict[str, type[ResultRow]] = {
    "article": ArticleRow,
    "services": ServicesRow,
    "sizes": SizeRow,
    "start": StartRow,
}
_LONGEST = 9  # digits of a size
_ORDER = {name: place for place, name in enumerate(("Anda", *ROSTER))}


def read(file: Path) -> Results:
    """The results of a file, empty if there is none; ValueError, KeyError or TypeError for another kind."""
    if not file.exists():
        return Results(measured="", machine={})
    data = json.loads(file.read_text("utf-8"))
    results = Results(measured=data["measured"], machine=data["machine"], missing=data["missing"])
    for subject, kind in _ROWS.items():
        for row in data[subject]:
            results.add(kind(**row))
    return results


def joined(earlier: Results, later: Results) -> Results:
    """The later rows, and the earlier ones that were not measured again, in the order of the roster."""
    results = Results(measured=later.measured, machine=later.machine, missing=later.missing)
    for subject in _ROWS:
        rows = {_key(row): row for row in _rows(earlier, subject)}
        rows |= {_key(row): row for row in _rows(later, subject)}
        for key in sorted(rows, key=lambda key: (key[0], _ORDER.get(key[1], len(_ORDER)))):
            results.add(rows[key])
    return results


def _rows(results: Results, subject: str) -> Iterable[ResultRow]:
    rows: list[ResultRow] = getattr(results, subject)
    return rows


def _key(row: ResultRow) -> tuple[str, str]:
    """What a row is about, numbers by their size, and who."""
    about = str(getattr(row, fields(row)[0].name))
    return about.rjust(_LONGEST), "" if isinstance(row, StartRow) else row.name


def write(results: Results, file: Path) -> None:
    """Keeps the results as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(results.record(), ensure_ascii=False, indent=1) + "\n", "utf-8")
