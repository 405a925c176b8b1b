"""What is typed to pick an option that was offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.picking import Pick, picked
from knowledge.model.answer import Option


def option(question: str) -> Option:
    return Option(entry=question, question=question, answer=question)


REVENUE, GROWTH = option("去年的收入是多少？"), option("收入增长了多少？")
OPTIONS = (REVENUE, GROWTH)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2",
            "二",
            "两",
            "第二个",
            "第2个",
            "第二",
            "第二条",
            " 2 ",
            "2。",
            "2.",
            "２",
            "第２个",
            "第二个。",
        ),
        *("第二个。", "第 2 个", "2、", "2)", "选2", "那第二个呢", "选项二"),
    ],
)
def test_an_option_is_picked_by_its_number(text: str) -> None:
    assert picked(text, OPTIONS) == (GROWTH,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("后一个", GROWTH, id="the latter"),
        pytest.param("后面那个", GROWTH, id="that behind"),
        pytest.param("最后一个", GROWTH, id="the last"),
        pytest.param("前一个", REVENUE, id="the former"),
        pytest.param("上面那个", REVENUE, id="that above"),
        pytest.param("增长的那个", GROWTH, id="by what it says"),
        pytest.param("增长那个", GROWTH, id="without 的"),
        pytest.param("我问的是增长那个", GROWTH, id="with what was meant"),
        pytest.param("那个去年的", REVENUE, id="with 那个 in front"),
    ],
)
def test_an_option_is_picked_by_its_place_or_by_what_it_says(text: str, expected: Option) -> None:
    assert picked(text, OPTIONS) == (expected,)


@pytest.mark.parametrize("text", ["都要", "我都要", "两个都要", "全部", "都看看", "both"])
def test_all_options_are_picked_at_once(text: str) -> None:
    assert picked(text, OPTIONS) == OPTIONS


@pytest.mark.parametrize("text", ["对", "是", "是的", "嗯", "对对", "没错", "就是这个", "yes"])
def test_a_yes_picks_the_only_option(text: str) -> None:
    assert picked(text, (GROWTH,)) == (GROWTH,)
    assert picked(text, OPTIONS) is None


@pytest.mark.parametrize("text", ["0", "都不是", "零", " 都不是 ", "０", "00", "都不是。", "None of these"])
def test_none_of_these_is_picked(text: str) -> None:
    assert picked(text, OPTIONS) is Pick.NONE


@pytest.mark.parametrize("text", ["3", "五", "第三个", "99", "第六个"])
def test_a_number_out_of_range_is_told_apart(text: str) -> None:
    assert picked(text, OPTIONS) is Pick.OUT_OF_RANGE


@given(st.text(max_size=8), st.integers(0, 2))
def test_whatever_is_typed_picks_options_that_were_offered_or_none(text: str, offered: int) -> None:
    found = picked(text, OPTIONS[:offered])
    assert found is None or isinstance(found, Pick) or set(found) <= set(OPTIONS[:offered])


@pytest.mark.parametrize(
    "text",
    [
        "洒水车几点出来",
        "12345",
        "两万",
        "第二医院",
        "收入的那个",
        "增长几个",
        "新四中建好了没那个",
        "去年的收入是多少",
    ],
)
def test_a_question_picks_nothing(text: str) -> None:
    """收入 is said of both options."""
    assert picked(text, OPTIONS) is None


def test_a_number_without_options_is_a_question() -> None:
    assert picked("2", ()) is None
