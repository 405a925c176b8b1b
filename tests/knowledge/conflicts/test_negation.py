"""Questions about what is not so, and entries that say what is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

REPAIRED = replace(
    EMPTY,
    question="多少户危房完成了改造？",
    phrasings=("危房改造改了几户", "我们村的危房改没改", "哪些人家有没有改造"),
    answer="31户农村危房已经完成改造，施工不影响邻居出行。",
)
PLAIN = replace(EMPTY, question="哪些小区没有物业？", answer="11个没有物业的小区今年改造好了。")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("多少户危房没改造", id="a verb that it tells"),
        pytest.param("还没改造的危房有多少户", id="within what is counted"),
        pytest.param("没有改造的危房,有多少户", id="a clause before the one that asks"),
        pytest.param("多少户危房改造没完成", id="a word for doing"),
        pytest.param("几户危房没被改造", id="said to be done to it"),
        pytest.param("不出行的邻居,影响几户", id="of what the next clause asks about"),
        pytest.param("改造不包括哪些危房", id="left out"),
        pytest.param("我家是危房,没改造,给几户补", id="a condition that is not met"),
        pytest.param("哪些危房不在改造范围内", id="not among them"),
        pytest.param("改造危房不做什么", id="what is not done"),
        pytest.param("which unsafe houses were not repaired", id="English"),
        pytest.param("which houses weren't repaired", id="English, run together"),
    ],
)
def test_what_is_not_so_is_not_told_by_what_is(small_engine: Engine, asked: str) -> None:
    assert Kind.TURN in kinds_against(small_engine, asked, REPAIRED)


@pytest.mark.parametrize("last", ["", "有", "完"])
def test_an_entry_that_begins_with_what_is_not_so_tells_it_however_it_ends(
    small_engine: Engine, last: str
) -> None:
    unfinished = replace(EMPTY, question="没完成改造的危房有多少户？", citations=(), answer=f"还有3户{last}")
    assert Kind.TURN not in kinds_against(small_engine, "没完成改造的危房有多少户", unfinished)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("危房改造了多少户", id="nothing is denied"),
        pytest.param("危房改没改造,改造了多少户", id="whether it is done"),
        pytest.param("危房有没有改造,改造了多少户", id="whether it has been done"),
        pytest.param("改造包不包括危房", id="whether it is included"),
        pytest.param("我没听清,危房改造了多少户", id="a clause of whoever asks"),
        pytest.param("我没参加改造危房改造了多少户", id="their own story"),
        pytest.param("不知道危房改造了多少户", id="not known"),
        pytest.param("危房没改造之前有几户", id="how it was before"),
        pytest.param("怎么改造才不影响出行", id="how it is done"),
        pytest.param("危房改造没有", id="nothing but whether"),
        pytest.param("I am not sure how many unsafe houses were repaired", id="English, of whoever asks"),
        pytest.param("don't know how many houses were repaired", id="English, not known"),
    ],
)
def test_what_is_denied_of_something_else_is_no_conflict(small_engine: Engine, asked: str) -> None:
    assert Kind.TURN not in kinds_against(small_engine, asked, REPAIRED)


def test_what_the_entry_denies_too_is_told(small_engine: Engine) -> None:
    assert Kind.TURN not in kinds_against(small_engine, "改造了多少没有物业的小区", PLAIN)


def test_a_misspelling_of_a_word_that_it_tells_denies_nothing(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="补办居住证多少钱？", answer="补办居住证20元，办理要三天。")
    assert Kind.TURN not in kinds_against(small_engine, "居住证不办多少钱", entry)


def test_what_is_denied_within_a_name_is_none(small_engine: Engine) -> None:
    deeds = replace(EMPTY, question="不动产登记在哪里办？", answer="不动产登记在二楼办。")
    assert Kind.TURN not in kinds_against(small_engine, "不动产证在哪里办啊", deeds)
