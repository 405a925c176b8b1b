"""Scorecards kept: as JSON for the quality gate, and as a page that people read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.evaluation.questionfiles import QUESTIONS
from knowledge.evaluation.scorecard import Grade, Scorecard

RECORDED = QUESTIONS / "scorecard.json"
_HEAD = """# Scorecard

Written by `anda eval --record`; not to be edited. *Right*: answered with the right figure and paragraph.
*Offered*: the right entry is among at most three options. *False*: an answer to a question that the source
does not answer. What each folder holds, and which of them were read, is told by the [README](README.md) here.
"""
_COLUMNS = (
    "| n | right | right or offered | wrong | n, unanswerable | false |\n|---|---|---|---|---|---|---|\n"
)

CardRecord = dict[str, dict[str, int]]


def card_record(card: Scorecard) -> CardRecord:
    """The counts of a scorecard, in all and by style."""
    rows = {"total": card.total, **dict(sorted(card.by_style.items()))}
    return {
        name: {grade.value: count for grade, count in sorted(counts.items())} for name, counts in rows.items()
    }


def keep(cards: Mapping[str, CardRecord], path: Path, *, others_stay: bool) -> None:
    """Saves the scorecards that the gate compares with; when only some files ran, the others stay.

    The page is written beside them, with the ending `.md`.
    """
    earlier = json.loads(path.read_text("utf-8")) if others_stay and path.exists() else {}
    kept: dict[str, CardRecord] = dict(sorted({**earlier, **cards}.items()))
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    path.with_suffix(".md").write_text(page(kept), "utf-8")


def page(cards: Mapping[str, CardRecord]) -> str:
    """The page: the shares of each folder, then of each file."""
    totals = {name: Counter(card.get("total", {})) for name, card in cards.items()}
    folders: dict[str, Counter[str]] = {}
    for name, counts in totals.items():
        folders.setdefault(name.rpartition("/")[0], Counter()).update(counts)
    return f"{_HEAD}\n## By folder\n\n{_table('folder', folders)}\n## By file\n\n{_table('file', totals)}"


def _table(what: str, rows: Mapping[str, Counter[str]]) -> str:
    lines = (f"| `{name}` | {' | '.join(_cells(counts))} |\n" for name, counts in rows.items())
    return f"| {what} {_COLUMNS}{''.join(lines)}"


def _cells(counts: Counter[str]) -> Iterator[str]:
    """The numbers of questions and their shares; empty cells for a kind of question that is not asked."""
    unanswerable = counts[Grade.FALSE] + counts[Grade.HELD]
    answerable = counts.total() - unanswerable
    right, offered = counts[Grade.RIGHT], counts[Grade.OFFERED]
    yield str(answerable or "")
    for met in (right, right + offered, counts[Grade.WRONG]):
        yield f"{met / answerable:.3f}" if answerable else ""
    yield str(unanswerable or "")
    yield f"{counts[Grade.FALSE] / unanswerable:.3f}" if unanswerable else ""
