"""Limits that an entry is taken to have because its question says another name of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.evaluation.inferred import named_otherwise
from knowledge.loading.places import Places
from knowledge.model.entry import Entry
from tests.conftest import SHIPPED, TOWNS

Groups = Mapping[str, dict[str, tuple[str, ...]]]


def found(engine: Engine, groups: Groups, **declared: str) -> list[str]:
    """What is found with more groups, where the road's entry declares this too."""
    base = engine.base
    lexicon = replace(base.lexicon, qualifiers={**base.lexicon.qualifiers, **groups})
    entries = tuple(_declared(entry, declared) for entry in base.entries)
    changed = replace(base, lexicon=lexicon, entries=entries)
    return [str(hint) for hint in named_otherwise(Engine(changed, derive(changed)), Places(TOWNS / "lanhe"))]


def _declared(entry: Entry, declared: dict[str, str]) -> Entry:
    return replace(entry, qualifiers=entry.qualifiers | declared) if entry.id == "road-length" else entry


def test_another_name_in_a_question_is_a_hint_at_that_question(small_engine: Engine) -> None:
    [hint] = found(small_engine, {"cut": {"柳溪路一带": ("柳溪路", "井台巷")}})
    assert "building.yaml:5:15: 提示：问题里的“柳溪路”是“柳溪路一带”（cut）的别称" in hint


@pytest.mark.parametrize(
    ("groups", "declared"),
    [
        pytest.param({"cut": {"柳溪路一带": ("柳溪路",)}}, {"cut": "柳溪路一带"}, id="declared"),
        pytest.param({"cut": {"柳溪路": ("柳溪大道",)}}, {}, id="the value's own name"),
        pytest.param({"cut": {"柳溪路一带": ("柳溪大道",)}}, {}, id="not in the question"),
        pytest.param({"residence": {"农村": ("柳溪路",)}}, {}, id="a group of everybody"),
    ],
)
def test_what_is_meant_so_is_no_hint(small_engine: Engine, groups: Groups, declared: dict[str, str]) -> None:
    assert found(small_engine, groups, **declared) == []


def test_the_shipped_content_needs_no_such_hint(engine: Engine) -> None:
    assert list(named_otherwise(engine, Places(Path(SHIPPED)))) == []
