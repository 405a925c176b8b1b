"""The town that is made for measuring, and what of it is checked again after an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.hostile import HOSTILE
from benchmarks.made_town import write_town
from bot.engines import SHIPPED_TEXTS
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.evaluation.checks import behaviour, edited, with_neighbours
from knowledge.loading.loader import read_knowledge

DAY = date(2031, 1, 10)
ENTRIES = 450


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("made") / "town"
    write_town(folder, ENTRIES)
    loaded = read_knowledge(folder, SHIPPED_TEXTS)
    assert loaded.faults == () and loaded.base is not None
    return Engine(loaded.base, derive(loaded.base))


def test_a_made_town_has_as_many_entries_as_wanted_and_behaves(engine: Engine) -> None:
    assert len(engine.base.entries) == ENTRIES
    assert behaviour(engine, engine.base.entries[::23], DAY) == ()


def test_of_many_neighbours_of_an_edit_the_most_alike_are_checked(engine: Engine) -> None:
    old = engine.base.entries[70]
    new = replace(old, answer=old.answer + "就这些。")
    entries = tuple(new if entry is old else entry for entry in engine.base.entries)
    base = replace(engine.base, entries=entries)
    checked = edited(Engine(base, derive(base, before=engine.derived)))
    assert len(with_neighbours(entries, [new])) > 60
    assert new in checked and len(checked) == 13
    name = new.subject[0][-3:]
    assert sum(entry.subject[0].endswith(name) for entry in checked) > 3  # the same of other streets


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_edit_is_a_fault(name: str, tmp_path: Path) -> None:
    (tmp_path / "aside").mkdir()
    files = write_town(tmp_path / "town", 30)
    HOSTILE[name](tmp_path / "town", files[0])
    loaded = read_knowledge(tmp_path / "town", SHIPPED_TEXTS)
    assert loaded.faults and loaded.base is None
