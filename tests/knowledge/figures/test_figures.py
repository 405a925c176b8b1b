"""Figures are parsed with value, unit and approximation; names are no figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figures.figures import (
    Approximation,
    as_told,
    figures,
    numbered_names,
    stands_whole,
    uncarried,
)

MORE, ABOUT, LESS, SOME = Approximation.MORE, Approximation.ABOUT, Approximation.LESS, Approximation.SOME
EXACT = Approximation.EXACT

NAMES = [
    "新四中和十中、十二中、十三中",
    "农村五保供养",
    "112国道",
    "National Highway 112.",
    "“五诺一满意”“两代表一委员”",
    "“四进活动”",
    "两不误、两促进、双提升",
    "第三环节、第3遍、第十二条",
    "乡镇医疗救助一站式网点",
    "一件实事一名领导、一套班子、一抓到底",
    "一起来一次，试一下",
    "亿元以上项目",
    "请拨打12345，报警打110、119、120",
    "call 12345 or 120",
    "Nos. 10, 12 and 13 Middle Schools",
    "No. 4 Middle School",
    '"Five Promises and One Satisfaction"',
    "Two Representatives and One Member",
    "rural five-guarantee support, one-stop service",
    "PM2.5、COVID-19、G112、5A级景区",
    "12路公交、3号线、5号楼",
    "三年级、三轮车、三位一体、二十四节气",
    "星期三、周六日、礼拜五",
    "万一、千万、统一、十分满意、百姓",
    "几个村？多少户？",
    "五花八门、三番五次、双十一",
    "1. 带身份证\n2. 到窗口办理",
    "1、身份证；2、户口本",
    "https://example.org/2014/12.html",
    "You may come, march on; someone",
    "上半年、下半年、今年前半年、后半年、头半年",
    "半价、半数、半径、半夜、半岛、半自动、过半、一半、多半、减半",
    "半年度、半月板、半日制、一时半会、一年半载",
    "等了半天、打听半天、老半天、大半天",
    "三角形、长三角一体化、直角三角、三角村、五角星、广场四角、街道一角",
    "三毛流浪记、一毛不拔、九牛一毛、不花一分钱、一毛钱没见着",
    "三折页、一波三折、骨折、对折",
    "我俩、夫妻俩、咱俩月底去、咱俩小时候",
    "十四五规划、三里路口",
    "八十的老人、正月十五的灯会",
    "half price for half of the people at half time",
]

PARSED = [
    ("十几个", "10", "个", MORE),
    ("二十来天", "20", "日", ABOUT),
    ("两三个", "2", "个", ABOUT),
    ("七八十人", "70", "人", ABOUT),
    ("几十个", "10", "个", SOME),
    ("数百户", "100", "户", SOME),
    ("上百人", "100", "人", MORE),
    ("近千家", "1000", "家", ABOUT),
    ("不足50元", "50", "元", LESS),
    ("60岁以上", "60", "岁", MORE),
    ("1000多万元", "10000000", "元", MORE),
    ("3个多月", "3", "个月", MORE),
    ("3个半小时", "3.5", "小时", EXACT),
    ("两万三千元", "23000", "元", EXACT),
    ("共有四十五。", "45", "", EXACT),
    ("检查110家", "110", "家", EXACT),
    ("12345元", "12345", "元", EXACT),
    ("统一三个标准", "3", "个", EXACT),
    ("$300", "300", "美元", EXACT),
    ("18.8亿对不对", "1880000000", "", EXACT),
    ("三对夫妻", "3", "对", EXACT),
    ("8个亿", "800000000", "", EXACT),
    ("八个亿的投资", "800000000", "", EXACT),
    ("一个亿", "100000000", "", EXACT),
    ("用了180方水", "180", "立方米", EXACT),
    ("130平的房子", "130", "平方米", EXACT),
    ("3方面", "3", "", EXACT),
    ("五个亿以上", "500000000", "", MORE),
    ("8个亿元项目", "8", "个", EXACT),
    ("三个千万别忘", "3", "个", EXACT),
    ("约半小时", "0.5", "小时", ABOUT),
    ("不到半年", "0.5", "年", LESS),
    ("小半年", "0.5", "年", LESS),
    ("住满半年", "0.5", "年", EXACT),
    ("毕业后半年内", "0.5", "年", EXACT),
    ("网上半天办结", "0.5", "日", EXACT),
    ("前半小时免费", "0.5", "小时", EXACT),
    ("停半天车", "0.5", "日", EXACT),
    ("70岁半失能老人", "70", "岁", EXACT),
    ("停车2小时半价", "2", "小时", EXACT),
    ("3个月半价", "3", "个月", EXACT),
    ("5公里半幅封闭", "5", "公里", EXACT),
    ("2027年半程马拉松", "2027", "年", EXACT),
    ("3名半失能", "3", "人", EXACT),
    ("3岁半", "3.5", "岁", EXACT),
    ("两层半的楼", "2.5", "层", EXACT),
    ("2万4", "24000", "", EXACT),
    ("3万5千", "35000", "", EXACT),
    ("1千2", "1200", "", EXACT),
    ("一万五", "15000", "", EXACT),
    ("三千二一个月", "3200", "", EXACT),
    ("十块三袋", "10", "元", EXACT),
    ("两块五一斤", "2.5", "元", EXACT),
    ("三块五起", "3.5", "元", EXACT),
    ("两毛多", "0.2", "元", MORE),
    ("三四毛钱", "0.3", "元", ABOUT),
    ("八角钱", "0.8", "元", EXACT),
    ("每千瓦时三角", "0.3", "元", EXACT),
    ("十块一共", "10", "元", EXACT),
    ("扣5分", "5", "分", EXACT),
    ("一米二以下", "1.2", "米", LESS),
    ("一两百块", "100", "元", ABOUT),
    ("一两天", "1", "日", ABOUT),
    ("两三年", "2", "年", ABOUT),
    ("三四百", "300", "", ABOUT),
    ("三四十户", "30", "户", ABOUT),
    ("十七八个", "17", "个", ABOUT),
    ("二十七八岁", "27", "岁", ABOUT),
    ("一百二三十块", "120", "元", ABOUT),
    ("百八十块", "100", "元", ABOUT),
    ("百十来个", "100", "个", ABOUT),
    ("千把人", "1000", "人", ABOUT),
    ("十好几个", "10", "个", MORE),
    ("十几万的奖励", "100000", "", MORE),
    ("四百多亿投完", "40000000000", "", MORE),
    ("十八点八亿", "1880000000", "", EXACT),
    ("一万几千元", "10000", "元", MORE),
    ("一百几十个", "100", "个", MORE),
    ("一亿一千多万元", "110000000", "元", MORE),
    ("1亿2千多万元", "120000000", "元", MORE),
    ("百分之七八十", "70", "%", ABOUT),
    ("三个多项目", "3", "个", EXACT),
    ("三十来号人", "30", "人", ABOUT),
    ("两个月多少钱", "2", "个月", EXACT),
    ("9日多少人", "9", "日", EXACT),
]


@pytest.mark.parametrize("text", NAMES)
def test_names_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(("text", "value", "unit", "approximate"), PARSED, ids=[row[0] for row in PARSED])
def test_a_figure_has_a_value_a_unit_and_an_approximation(
    text: str, value: str, unit: str, approximate: Approximation
) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.unit, figure.approximate) == (Decimal(value), unit, approximate)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("停车超过60分钟的收费", "超过60分钟"),
        ("停车60分钟以内免费", "60分钟以内"),
        ("约３０个", "约３０个"),
        ("共30个", "30个"),
    ],
)
def test_a_figure_is_shown_with_what_bounds_it(text: str, told: str) -> None:
    [figure] = figures(text)
    assert as_told(text, figure) == told


def test_a_figure_says_where_it_stands() -> None:
    text = "封顶线由 ２ 万元提高到 3 万元。"
    assert [text[figure.start : figure.end] for figure in figures(text)] == ["２ 万元", "3 万元"]


@pytest.mark.parametrize("behind", ["半幅封闭施工", "半价", "半夜停水", "半程马拉松开跑", "半开放"])
def test_a_date_is_not_half_a_day_longer(behind: str) -> None:
    text = f"2027年1月20日{behind}"
    found = [(str(figure.value), figure.unit) for figure in figures(text)]
    assert found == [("2027", "年"), ("1", "月"), ("20", "日")]
    assert stands_whole("1月20日", text, text.index("1月"))
    assert not uncarried("1月20日", [text])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("5公里半小时到", [("5", "公里"), ("0.5", "小时")], id="half of what comes next"),
        pytest.param("20日半天", [("20", "日"), ("0.5", "日")], id="half a day behind a date"),
        pytest.param("两个半天", [("2", "个"), ("0.5", "日")], id="two halves"),
        pytest.param("每小时5块24小时封顶", [("5", "元"), ("24", "小时")], id="hours behind yuan"),
        pytest.param("收5块8:00开门", [("5", "元"), ("480", "时刻")], id="a clock time behind yuan"),
        pytest.param("2万3年", [("20000", ""), ("3", "年")], id="years behind a sum"),
        pytest.param("2万5到3万5元", [("25000", "元"), ("35000", "元")], id="a range"),
        pytest.param("8米5棵树", [("8", "米"), ("5", "棵")], id="things behind metres"),
        pytest.param("罚50元3分", [("50", "元"), ("3", "分")], id="points behind yuan"),
    ],
)
def test_two_figures_side_by_side_stay_two(text: str, values: list[tuple[str, str]]) -> None:
    assert [(str(figure.value), figure.unit) for figure in figures(text)] == values


def test_the_first_of_a_range_takes_unit_and_magnitude_of_the_second() -> None:
    first, second = figures("2至3万元")
    assert (first.value, first.unit, second.value) == (Decimal(20000), "元", Decimal(30000))


def test_a_name_of_the_lexicon_is_no_figure() -> None:
    assert figures("五道口街道有 3 个社区")[0].unit == "道"
    assert [figure.value for figure in figures("五道口街道有 3 个社区", names=("五道口街道",))] == [3]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("五道口社区和五道口街道", "五道口", id="each time it stands there"),
        pytest.param("三條石街", "三条石街", id="a text in Traditional"),
        pytest.param("三条石街", "三條石街", id="a name in Traditional"),
    ],
)
def test_a_name_is_none_wherever_and_however_it_is_written(text: str, name: str) -> None:
    assert figures(text)
    assert not figures(text, (name,))


def test_only_names_written_in_characters_are_exempt() -> None:
    assert numbered_names(["五道口", "12件实事", "１２件实事", "十四项惠民实事", "廊泊线"]) == (
        "五道口",
        "十四项惠民实事",
    )


@pytest.mark.parametrize("heap", ["万", "千万", "百"])
def test_a_heap_of_magnitudes_is_no_figure(heap: str) -> None:
    """It took 17 seconds where each way to part them was tried."""
    assert not figures(heap * 8_000 + "x")


@given(st.text())
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)


@given(
    st.text(
        alphabet="0123456789.,:%- 一二两三十百千万亿零半余多几点分之成至到年月日元个第约近amopkthurdseven"
        "块毛角钱俩仨折米小时把儿八来大好"
    )
)
def test_no_heap_of_numerals_is_too_strange_to_be_read(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.value >= 0
