"""What a question excludes, and entries about exactly that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile_builder import build_profile
from knowledge.model.entry import Entry, Facet
from tests.knowledge.conflicts.checking import rules_for
from tests.knowledge.samples import EMPTY

POOL = replace(
    EMPTY, question="游泳馆的门票多少钱？", answer="一次12元。", subject=("游泳馆",), facets=(Facet.FEE,)
)
ALLOWANCE = replace(
    EMPTY,
    question="高龄津贴每月多少钱？",
    answer="高龄津贴每月80元。",
    subject=("高龄津贴",),
    facets=(Facet.AMOUNT,),
    qualifiers={"residence": "农村"},
)
LANES = replace(
    EMPTY,
    question="翻修了几条路？",
    answer="翻修的有5条，点到名的是柳溪路。",
    subject=("翻修", "柳溪路"),
    facets=(Facet.COUNT,),
)
PLACES = replace(
    EMPTY,
    question="巴士到哪里？",
    answer="巴士到公园和图书馆。",
    subject=("巴士", "公园"),
    facets=(Facet.NAMES, Facet.PLACE),
)
SHARE = replace(
    EMPTY,
    question="低保户报销比例多少？",
    answer="低保户报销80%。",
    subject=("低保户", "报销比例"),
    facets=(Facet.RATE,),
)

BARRED = [
    pytest.param("游泳馆以外的门票多少钱", POOL, True, id="what is asked is the rest"),
    pytest.param("泳池之外的门票多少钱", POOL, True, id="by another name"),
    pytest.param("除游泳馆外的门票多少钱", POOL, True, id="with 除"),
    pytest.param("图书馆、游泳馆以外的门票多少钱", POOL, True, id="one of two"),
    pytest.param("游泳馆以外门票多少钱", POOL, True, id="the whole subject"),
    pytest.param("农村以外的高龄津贴多少钱", ALLOWANCE, True, id="a limit"),
    pytest.param("柳溪路之外还翻修了几条路", LANES, True, id="the number of the rest"),
    pytest.param("除了柳溪路还翻修了几条路", LANES, True, id="the same with 除了"),
    pytest.param("除低保户外报销比例多少", SHARE, True, id="a share of all but those whose it is"),
    pytest.param("图书馆以外的游泳馆门票多少钱", POOL, False, id="another thing is left out"),
    pytest.param("游泳馆外面的停车场门票多少钱", POOL, False, id="what is outside of it"),
    pytest.param("拆除游泳馆外墙要门票多少钱", POOL, False, id="a word that ends in 除"),
    pytest.param("除了农村另外高龄津贴还给多少钱", ALLOWANCE, False, id="in addition"),
    pytest.param("除了游泳馆外来人员门票多少钱", POOL, False, id="people from elsewhere"),
    pytest.param("公园以外的地方巴士到哪里", PLACES, False, id="the others of a list"),
]


@pytest.mark.parametrize(("question", "entry", "barred"), BARRED)
def test_what_is_left_out_is_not_asked_about(
    small_engine: Engine, question: str, entry: Entry, barred: bool
) -> None:
    checker = small_engine.derived.ranker.checker
    lookup = EntryLookup(build_profile(entry, small_engine.derived.interpreter))
    asked = rules_for(small_engine, question)
    found = checker.focus_conflicts(asked, lookup) + checker.whole_conflicts(asked, lookup)
    assert any(conflict.kind is Kind.TURN and conflict.bars for conflict in found) is barred
