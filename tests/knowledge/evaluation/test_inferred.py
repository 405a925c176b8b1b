"""Limits that an entry is taken to have because its question says another name of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.evaluation.inferred import Inferred, inferred, named_otherwise, twin_groups
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


def test_another_name_of_the_home_area_limits_nothing(small_engine: Engine) -> None:
    base = small_engine.base
    bare = replace(base, entries=tuple(replace(entry, qualifiers={}) for entry in base.entries))
    changed = Engine(bare, derive(bare))
    assert found(changed, {"area": {"蓝禾镇": ("柳溪路",), "青石镇": ()}}) == []
    assert len(found(changed, {"area": {"青石镇": (), "蓝禾镇": ("柳溪路",)}})) == 1


def twins(engine: Engine, values: tuple[str, ...], **declared: str) -> list[str]:
    """The hints on a group of the town's own by which the road's entry is limited, asked of 职工医保."""
    base = engine.base
    group: dict[str, tuple[str, ...]] = dict.fromkeys(values, ())
    lexicon = replace(base.lexicon, qualifiers={**base.lexicon.qualifiers, "insured": group})
    entries = tuple(
        replace(_declared(entry, declared), question="职工医保的人去柳溪路要多长时间？")
        if entry.id == "road-length"
        else entry
        for entry in base.entries
    )
    changed = replace(base, lexicon=lexicon, entries=entries)
    return [str(hint) for hint in twin_groups(Engine(changed, derive(changed)), Places(TOWNS / "lanhe"))]


def test_a_group_that_the_program_has_by_another_name_is_a_hint(small_engine: Engine) -> None:
    [hint] = twins(small_engine, ("居民", "职工"), insured="职工")
    assert "“insured”和程序自带的“insurance”管的是一回事（“居民”就是“城乡居民医保”、“职工”就是" in hint


@pytest.mark.parametrize(
    ("values", "declared"),
    [
        pytest.param(("居民", "职工"), {}, id="limits no entry"),
        pytest.param(("居民", "职工"), {"insured": "职工", "insurance": "城镇职工医保"}, id="both declared"),
        pytest.param(("居民", "职工"), {"insured": "职工", "insurance": "不限"}, id="not limited"),
        pytest.param(("本地", "外地", "职工"), {"insured": "职工"}, id="one value alone"),
        pytest.param(("居民", "职工", "企业"), {"insured": "职工"}, id="two values in one of the program's"),
    ],
)
def test_a_group_of_its_own_is_no_hint(
    small_engine: Engine, values: tuple[str, ...], declared: dict[str, str]
) -> None:
    assert twins(small_engine, values, **declared) == []


def test_the_shipped_content_needs_no_such_hint(engine: Engine) -> None:
    places = Places(Path(SHIPPED))
    assert [*named_otherwise(engine, places), *twin_groups(engine, places)] == []


def limits(engine: Engine, question: str, answer: str = "种了2400棵树。") -> list[Inferred]:
    """What the entry of the trees is taken to be limited to, asked so, where goods and people are groups."""
    base = engine.base
    groups: Groups = {"crop": {"粮油": ("小麦",), "蔬菜": ()}, "who": {"种粮户": (), "种菜户": ()}}
    lexicon = replace(base.lexicon, qualifiers={**base.lexicon.qualifiers, **groups})
    entries = tuple(
        replace(entry, question=question, answer=answer) if entry.id == "park-trees" else entry
        for entry in base.entries
    )
    changed = replace(base, lexicon=lexicon, entries=entries)
    return [limit for limit in inferred(Engine(changed, derive(changed))) if limit.group in groups]


@pytest.mark.parametrize(
    ("question", "answer", "others", "said", "doubtful"),
    [
        pytest.param("粮油种了多少？", "粮油种了5亩。", (), "", False, id="said by its question"),
        pytest.param("小麦种了多少？", "种了5亩。", (), "小麦", True, id="by another name"),
        pytest.param(
            "粮油种了多少？", "粮油和蔬菜种了5亩。", ("蔬菜",), "", True, id="another value told too"
        ),
        pytest.param("粮油和蔬菜种了多少？", "粮油和蔬菜种了5亩。", (), "", False, id="both asked for"),
    ],
)
def test_a_limit_that_may_lead_astray_says_why(
    small_engine: Engine, question: str, answer: str, others: tuple[str, ...], said: str, doubtful: bool
) -> None:
    [limit] = limits(small_engine, question, answer)
    assert (limit.others, limit.said, limit.doubtful) == (others, said, doubtful)


@pytest.mark.parametrize(
    ("question", "phrasings", "phrasing"),
    [
        pytest.param("公园今年种了多少棵树？", ("公园栽了几棵树",), "", id="its question"),
        pytest.param("公园今年种了多少棵树？", ("今年公园栽了几棵树",), "", id="both"),
        pytest.param(
            "公园种了多少棵树？",
            ("公园里的树有多少", "今年 公园栽了几棵树"),
            "今年 公园栽了几棵树",
            id="a phrasing",
        ),
    ],
)
def test_what_a_year_was_inferred_from_is_named(
    small_engine: Engine, question: str, phrasings: tuple[str, ...], phrasing: str
) -> None:
    base = small_engine.base
    entries = tuple(
        replace(entry, question=question, phrasings=phrasings) if entry.id == "park-trees" else entry
        for entry in base.entries
    )
    changed = replace(base, entries=entries)
    [limit] = [
        limit for limit in inferred(Engine(changed, derive(changed))) if limit.group == "relative_year"
    ]
    assert (limit.values, limit.phrasing) == (("今年",), phrasing)


def test_limits_that_may_lead_astray_come_first(small_engine: Engine) -> None:
    found = limits(small_engine, "种粮户的小麦种了多少？", "种粮户和种菜户种了5亩。")
    assert [(limit.group, limit.doubtful) for limit in found] == [("who", True), ("crop", True)]
    found = limits(small_engine, "种粮户的小麦种了多少？", "种了5亩。")
    assert [(limit.group, limit.doubtful) for limit in found] == [("crop", True), ("who", False)]
