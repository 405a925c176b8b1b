"""How many there are, and how many were acted on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile_builder import build_profile
from knowledge.model.entry import Facet
from tests.knowledge.conflicts.checking import conflicts, kinds_against, rules_for
from tests.knowledge.samples import EMPTY

PARKS = replace(
    EMPTY, question="改造了多少个公园？", answer="改造的公园有6个。", facets=(Facet.COUNT,), subject=("公园",)
)


@pytest.mark.parametrize(
    ("question", "all_asked"),
    [
        pytest.param("一共有多少个公园", True, id="all of them"),
        pytest.param("全区现有公园几个", True, id="those there are now"),
        pytest.param("一共改造了多少个公园", False, id="all of those"),
        pytest.param("一共弄了多少个公园", False, id="in any other verb"),
        pytest.param("公园全长多少公里", True, id="how long it is in all"),
        pytest.param("新建的公园一共有多少个", False, id="those of a word for doing"),
        pytest.param("改造的公园有多少个", False, id="those changed"),
        pytest.param("公园有多少个", True, id="how many there are"),
        pytest.param("how many parks are there", True, id="how many there are, in English"),
        pytest.param("公园弄了多少个", False, id="how many something was done to"),
        pytest.param("公园一共在哪几条路上", False, id="no number"),
    ],
)
def test_all_there_are_is_not_told_by_those_that_were_changed(
    small_engine: Engine, question: str, all_asked: bool
) -> None:
    assert (Kind.TURN in kinds_against(small_engine, question, PARKS)) is all_asked


def test_all_there_are_is_told_by_what_is_counted(small_engine: Engine) -> None:
    counted = replace(PARKS, question="公园有多少个？", answer="公园有6个。")
    assert Kind.TURN not in kinds_against(small_engine, "一共有多少个公园", counted)


def test_what_was_planted_is_there(small_engine: Engine) -> None:
    crop = replace(PARKS, question="公园种了多少亩番茄？", answer="公园种了9亩番茄。", subject=("番茄",))
    assert Kind.TURN not in kinds_against(small_engine, "公园有多少亩番茄", crop)


def test_a_name_of_something_done_says_that_it_is(engine: Engine) -> None:
    found = conflicts(engine, "总共发下去多少份征求意见表", "consultation-forms")
    assert Kind.TURN not in {conflict.kind for conflict in found}


def test_all_there_are_bars_unless_the_entry_asks_so_itself(small_engine: Engine) -> None:
    checker, interpreter = small_engine.derived.ranker.checker, small_engine.derived.interpreter
    asked = rules_for(small_engine, "公园有多少个")
    itself = replace(PARKS, question="改造的公园有多少个？")
    bars = [
        any(c.bars for c in checker.focus_conflicts(asked, EntryLookup(build_profile(entry, interpreter))))
        for entry in (PARKS, itself)
    ]
    assert bars == [True, False]
