"""Words that look like names of places and are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.derived.derived import derive
from knowledge.model.base import Term
from tests.knowledge.conflicts.checking import conflicts

NAMES = [
    pytest.param("重点的村庄种了多少棵树", False, id="a name with 的 in it"),
    pytest.param("改造村道种了多少棵树", False, id="a name that runs on into another one"),
    pytest.param("改造村里种了多少棵树", True, id="a name that does not"),
    pytest.param("改造村民种了多少棵树", True, id="one before a word that is no thing of the town"),
    pytest.param("石桥镇种了多少棵树", True, id="a town that nobody entered"),
]


@pytest.fixture(scope="module")
def villages(small_engine: Engine) -> Engine:
    """The small town, which knows 改造村 and 村道 by these names."""
    base = small_engine.base
    terms = (Term(term="重点村", synonyms=("重点的村", "改造村")), Term(term="村道"))
    changed = replace(base, lexicon=replace(base.lexicon, terms=base.lexicon.terms + terms))
    return Engine(changed, derive(changed))


@pytest.mark.parametrize(("question", "named"), NAMES)
def test_a_word_made_across_a_boundary_names_no_place(villages: Engine, question: str, named: bool) -> None:
    kinds = {conflict.kind for conflict in conflicts(villages, question, "park-trees")}
    assert (Kind.NAME in kinds) is named
