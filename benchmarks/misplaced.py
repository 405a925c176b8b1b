"""How many misplaced figures `anda check` finds, and how often it finds one where none is.

`python -m benchmarks.misplaced [FOLDER …]`: every knowledge base of this repository, and of the folders, is
read as it stands, where nothing may be found; then each answer is spoilt in every way below, one at a time,
so that its figures still stand in its evidence, and the line of each way says how many of these are found.
Some of what is spoilt says the same as before (a list in another order), so that no share can be 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from bot.engines import SHIPPED_TEXTS
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.figures.figures import Figure, figures, uncarried
from knowledge.figures.units import OF_DATES_AND_AGES
from knowledge.loading.loader import read_knowledge
from knowledge.loading.misplaced import misplaced
from knowledge.loading.structure import stated
from knowledge.model.entry import Entry

EXCHANGED = {
    "another period": (("每月", "每年"), ("每年", "每月"), ("每天", "每月"), ("每日", "每周")),
    "another share": (("每人", "每户"), ("每户", "每人")),
    "another extreme": (("最高", "最低"), ("最低", "最高"), ("最多", "最少")),
    "another course": (
        ("增长", "下降"),
        ("提高", "降低"),
        ("上升", "下降"),
        ("减少", "增加"),
        ("增加", "减少"),
    ),
    "a range as a list, or the other way": (("至周", "、周"), ("、周", "至周"), ("至", "和")),
}


def main() -> None:
    """Prints what is found in the bases as they stand, then a line for each way of spoiling them."""
    roots = (*map(Path, ("knowledge", "examples", "tests")), *map(Path, sys.argv[1:]))
    folders = sorted({path.parent for root in roots for path in root.rglob("sources.yaml")})
    texts, found, spoilt, noticed = 0, 0, Counter[str](), Counter[str]()
    for engine in filter(None, map(_engine, folders)):
        for entry in engine.base.entries:
            told = [text for _, _, text in stated(entry)]
            texts, found = texts + len(told), found + sum(_is_misplaced(engine, entry, text) for text in told)
            for way, text in _spoilt(engine, entry):
                spoilt[way] += 1
                noticed[way] += _is_misplaced(engine, entry, text)
    print(f"as they stand: {found} found in {texts} texts")  # noqa: T201
    for way, count in spoilt.items():
        print(f"{way}: {noticed[way]} of {count}, {noticed[way] / count:.2f}")  # noqa: T201


def _engine(folder: Path) -> Engine | None:
    base = read_knowledge(folder, SHIPPED_TEXTS).base
    return None if base is None else Engine(base, derive(base))


def _is_misplaced(engine: Engine, entry: Entry, text: str) -> bool:
    found = misplaced(text, entry.evidences, engine.derived.interpreter, engine.figure_names)
    return any(True for _ in found)


def _spoilt(engine: Engine, entry: Entry) -> Iterator[tuple[str, str]]:
    """The answer of an entry, spoilt in each way that leaves its figures proved."""
    for way, text in _ways(entry.answer, figures(entry.answer, engine.figure_names)):
        if not uncarried(text, entry.evidences, engine.figure_names):
            yield way, text


def _ways(text: str, held: tuple[Figure, ...]) -> Iterator[tuple[str, str]]:
    for one, two in combinations(held, 2):
        if one.unit == two.unit and one.value != two.value and one.end <= two.start:
            way = "dates and ages exchanged" if one.unit in OF_DATES_AND_AGES else "amounts exchanged"
            first, second = text[one.start : one.end], text[two.start : two.end]
            yield way, text[: one.start] + second + text[one.end : two.start] + first + text[two.end :]
    for way, pairs in EXCHANGED.items():
        yield from ((way, text.replace(old, new, 1)) for old, new in pairs if old in text)


if __name__ == "__main__":
    main()
