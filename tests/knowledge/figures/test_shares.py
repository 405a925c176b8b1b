"""Shares in words are proved like figures: by the same share, in whatever words, and by no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figures.figures import stands_whole, traced, uncarried

# Ways to say one share: any of a row carries any other of the row.
SAME = {
    "a half": ["一半", "50%", "百分之五十", "五成", "二分之一", "半数", "各占一半", "half of them", "5成"],
    "half the price": [
        "半价",
        "五折",
        "对折",
        "减半收取",
        "半票",
        "按50%收费",
        "half-price",
        "half the fare",
        "腰斩",
        "halved",
    ],
    "more than half": [
        "一半以上",
        "过半",
        "超过一半",
        "半数以上",
        "大半",
        "超过50%",
        "过半数",
        "一多半",
        "占比超过半",
    ],
    "nearly half": ["近半", "近一半", "约50%", "一半左右", "几乎一半", "接近一半"],
    "less than half": ["不到一半", "小半", "不足50%", "少于一半"],
    "three tenths": ["三成", "30%", "十分之三"],
    "a quarter": ["四分之一", "25%", "one quarter"],
    "about seven tenths": ["七八成", "约70%", "七成左右"],
    "as much again": [
        "翻番",
        "翻一番",
        "翻了一番",
        "翻倍",
        "增加一倍",
        "增长1倍",
        "增长100%",
        "doubled",
        "涨了一倍",
        "提升一倍",
    ],
    "nearly as much again": ["增加了近一倍", "涨了将近一倍", "翻了近一番", "增长约100%"],
    "twice doubled": ["翻两番", "翻了两番", "增长300%", "增长3倍"],
    "twice": ["双倍", "2倍", "两倍"],
    "a thousandth part": ["千分之五", "5‰", "0.5%"],
}
PAIRS = [
    pytest.param(one, other, id=f"{name}: {one} = {other}")
    for name, row in SAME.items()
    for one in row
    for other in row
    if one < other
]

NOT_CARRIED = [
    pytest.param("一半给残疾人", "设车位60个", id="half where a count is printed"),
    pytest.param("一半给残疾人", "残疾人车位占30%", id="half for three tenths"),
    pytest.param("一半", "一半以上", id="exactly for more than half"),
    pytest.param("过半", "一半", id="more than half for exactly half"),
    pytest.param("近半", "过半", id="nearly for more than half"),
    pytest.param("翻番", "增长50%", id="as much again for half as much"),
    pytest.param("翻两番", "翻一番", id="twice doubled for doubled"),
    pytest.param("双倍", "翻两番", id="twice for four times"),
    pytest.param("老人半价", "老人优惠", id="half the price for a rebate"),
    pytest.param("七八成", "70%", id="about for exactly"),
    pytest.param("half of them", "残疾人优先", id="in English"),
]

NONE = [
    *("半小时一班", "半年内办好", "大半年", "近半个月", "周一半天开放", "过半小时再来", "一半径500米"),
    *("大半夜", "半数字化", "多半是这样", "三五成群", "附近半山", "经过半年", "前后半年", "一倍", "成倍"),
    *("first half of the year", "half an hour", "second half of 2026"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_share_is_carried_however_it_is_said(one: str, other: str) -> None:
    assert traced(one), one
    assert not uncarried(other, [one])
    assert not uncarried(one, [other])


@pytest.mark.parametrize(("text", "evidence"), NOT_CARRIED)
def test_a_share_that_says_something_else_is_not_carried(text: str, evidence: str) -> None:
    assert uncarried(text, [evidence])


@pytest.mark.parametrize("text", NONE)
def test_a_half_of_a_unit_and_other_words_are_no_shares(text: str) -> None:
    shares = [figure for figure in traced(text) if figure.unit in ("%", "番", "倍")]
    assert shares == []


def test_a_share_is_read_beside_the_figures_of_its_sentence() -> None:
    text = "示例停车场有60个车位，一半给残疾人。"
    assert [text[figure.start : figure.end] for figure in uncarried(text, ["设车位60个"])] == ["一半"]


def test_a_name_that_holds_a_share_is_none() -> None:
    assert not uncarried("一半山房有 3 间", ["3间"], ["一半山房"])
    assert not uncarried("减半书屋有 3 间", ["3间"], ["减半书屋"])
    assert uncarried("减半书屋有 3 间，票价减半", ["3间"], ["减半书屋"])


def test_evidence_that_cuts_the_bound_of_a_share_does_not_stand_whole() -> None:
    text = "参保的人一半以上,票价减半"
    assert not stands_whole("参保的人一半", text, 0)
    assert stands_whole("参保的人一半以上", text, 0)
    assert stands_whole("票价减半", text, text.index("票价"))


@given(st.text(alphabet="一半大小过近多少数价折减翻番倍两三七八成以上下约超不到年天个half of doubled"))
def test_no_heap_of_halves_is_too_strange_to_be_read(text: str) -> None:
    for figure in traced(text):
        assert 0 <= figure.start < figure.end <= len(text)
