"""Calendar years: an entry that asks for one itself answers for no other, whatever its source is dated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.derived.derived import derive
from tests.knowledge.samples import DAY


def kinds(engine: Engine, question: str, asked: str) -> set[Kind]:
    """What a question has against the entry of the trees that asks so, in a notice of 2031."""
    base = engine.base
    trees, sources = engine.derived.entry("park-trees"), base.sources
    cited = trees.citations[0].source
    changed = replace(
        base,
        entries=tuple(replace(entry, question=asked) if entry is trees else entry for entry in base.entries),
        sources={**sources, cited: replace(sources[cited], published="2031-01-05")},
    )
    matches = Engine(changed, derive(changed)).matches(question, DAY)
    [match] = [match for match in matches if match.profile.entry.id == "park-trees"]
    return {conflict.kind for conflict in match.conflicts}


@pytest.mark.parametrize(
    ("question", "asked", "foreign"),
    [
        pytest.param("2031年湿地公园种了多少棵树", "2030年湿地公园种了多少棵树？", True, id="another year"),
        pytest.param("2030年湿地公园种了多少棵树", "2030年湿地公园种了多少棵树？", False, id="its own year"),
        pytest.param("2031年湿地公园种了多少棵树", "湿地公园种了多少棵树？", False, id="that of its source"),
        pytest.param(
            "2031年湿地公园种了多少棵树", "2030—2031年湿地公园种了多少棵树？", False, id="one of two"
        ),
    ],
)
def test_an_entry_that_asks_for_a_year_answers_for_no_other(
    small_engine: Engine, question: str, asked: str, foreign: bool
) -> None:
    assert (Kind.YEAR in kinds(small_engine, question, asked)) == foreign
