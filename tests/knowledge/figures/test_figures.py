"""Figures are compared by value, unit and approximation; names are no figures."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter

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

# Ways to write one figure: any of a row carries any other of the row.
SAME = {
    "twenty thousand yuan": [
        "2万元",
        "2 万元",
        "20000元",
        "两万元",
        "20,000 yuan",
        "20 000 yuan",
        "20 thousand yuan",
    ],
    "twenty thousand in money signs": ["2万元", "¥20,000", "RMB 20,000", "twenty thousand yuan", "20k yuan"],
    "billions": ["18.8亿元", "1.88 billion yuan", "18.8 hundred million yuan", "1,880 million yuan"],
    "eighty percent": [
        "80%",
        "百分之八十",
        "百分之80",
        "八成",
        "80 percent",
        "80 %",
        "８０％",
        "eighty per cent",
    ],
    "mu": ["2.4万亩", "24000亩", "24,000 mu", "二点四万亩"],
    "half past six": ["六点半", "6:30", "6：30", "half past six", "6:30 a.m.", "6点30分", "六点三十分"],
    "half past six in the evening": ["下午六点半", "18:30", "6:30 pm", "half past six in the evening"],
    "noon": ["中午12点", "12:00", "12 p.m."],
    "midnight": ["晚上12点", "凌晨12点", "半夜十二点", "0:00", "24:00", "12 a.m.", "12:00 midnight"],
    "half past midnight": ["夜里12点半", "凌晨12:30", "0点30分", "12:30 a.m.", "half past twelve at night"],
    "two at night": ["夜里2点", "凌晨两点", "2:00", "2 a.m."],
    "a date": ["9月11日", "September 11", "11 September", "Sept 11th", "九月十一号"],
    "months": ["1至8月份", "一月到八月", "from January to August"],
    "times": ["3遍", "三次", "3 times", "three times", "thrice"],
    "more than thirty": [
        "30余次",
        "30多次",
        "超过30次",
        "more than 30 times",
        "over thirty times",
        "三十余次",
    ],
    "a hundred and more": ["100余个", "百余个", "一百多个", "more than 100"],
    "about thirty": ["约30个", "30个左右", "about 30", "近30个", "nearly 30"],
    "years and more": ["1年多", "more than 1 year", "over 1 year"],
    "kilometres": ["17.8公里", "17.8 km", "17.8 kilometres", "十七点八公里", "17.8千米"],
    "people": ["395人", "395名", "395 people", "三百九十五人"],
    "fourteen things": ["十四项", "14项", "14 things", "fourteen things"],
    "two years and a half": ["两年半", "2.5年", "2.5 years"],
    "a third": ["三分之一", "one third"],
    "millions": ["1亿2000万元", "1.2亿元", "120 million yuan"],
    "year": ["2014年", "二〇一四年"],
    "degrees": ["3个百分点", "3 percentage points", "三个百分点"],
    "half an hour": ["半小时", "半个小时", "半个钟头", "0.5小时", "half an hour", "half-hour"],
    "more than half an hour": ["半个多小时", "半小时多", "超过半小时", "more than half an hour"],
    "half a year": ["半年", "0.5年", "half a year"],
    "the greater part of half a year and more": ["大半年", "半年多"],
    "half a month": ["半个月", "半月", "0.5个月", "half a month"],
    "half a kilometre": ["半公里", "0.5公里", "half a kilometre"],
    "a year and a half": ["一年半", "1年半", "1.5年", "one and a half years"],
    "an hour and a half": ["一个半小时", "一小时半", "1.5小时", "1 and a half hours"],
    "two hours and a half": ["两个半小时", "两小时半", "俩半小时", "2.5小时", "two and a half hours"],
    "two months": ["俩月", "两个月", "2个月"],
    "fifteen yuan and a half": [
        *("15.5元", "十五块五", "15块5", "15块50", "十五块五毛", "十五块五毛钱", "十五块半"),
        *("15元5角", "十五元五角"),
    ],
    "a quarter of a yuan": ["0.25元", "两毛五", "2毛5", "两角五分", "二角五"],
    "all that yuan are parted into": ["3.65元", "三元六角五分", "3元6角5分", "三块六毛五"],
    "nought between the parts": ["20.5元", "二十块零五毛", "20块零5毛"],
    "cents": ["0.05元", "五分钱", "5分钱"],
    "a tenth of the magnitude": ["24000元", "2.4万元", "2万4元", "2万4块钱", "两万四千元"],
    "how tall": ["1.8米", "1米8", "1米80", "一米八", "一点八米"],
    "how wide": ["12.5米", "十二米五"],
    "a discount": ["8.5折", "85折", "八五折", "八点五折"],
    "a plain discount": ["8折", "八折"],
    "miles of old": ["5里", "五里地", "五里路"],
    "a sum before a particle": ["补20000", "补两万吗", "补两万的"],
    "a sum and more": ["两万多", "2万多", "超过2万"],
    "a sum that is much more": ["8个多亿", "8亿多", "超过8亿"],
}
PAIRS = [
    pytest.param(one, other, id=f"{name}: {one} = {other}")
    for name, row in SAME.items()
    for one in row[:1]
    for other in row
]

DIFFERENT = [
    pytest.param("3万元", "2万元", id="another value"),
    pytest.param("2万元", "2元", id="another magnitude"),
    pytest.param("30次", "30余次", id="exact where the evidence says and more"),
    pytest.param("30余次", "30次", id="and more where the evidence is exact"),
    pytest.param("约30次", "30余次", id="about where the evidence says and more"),
    pytest.param("不到30次", "30次", id="less where the evidence is exact"),
    pytest.param("643家", "643户", id="another classifier"),
    pytest.param("80个百分点", "80%", id="percentage points for percent"),
    pytest.param("15 yuan", "15%", id="money for percent"),
    pytest.param("2 times", "2万元", id="English times for money"),
    pytest.param("11月9日", "9月11日", id="month and day exchanged"),
    pytest.param("3个月", "3月", id="three months for March"),
    pytest.param("18:30", "六点半", id="evening for morning"),
    pytest.param("晚上12点关门", "中午12点关门", id="midnight for noon"),
    pytest.param("Opens at 12:30 a.m.", "下午12:30开门", id="half past midnight for half past noon"),
    pytest.param("half past twelve in the afternoon", "夜里12点半", id="half past noon for midnight"),
    pytest.param("2014年", "9月11日", id="a year where none is printed"),
    pytest.param("1.9 billion yuan", "18.8亿元", id="rounded"),
    pytest.param("两项", "一件实事", id="two for one"),
    pytest.param("9" * 5000, "9元", id="a number of 5,000 digits"),
    pytest.param("九" * 5000 + "个", "9个", id="a numeral of 5,000 characters"),
    pytest.param("Twelve schools", "十二中", id="a number read out of a name"),
    pytest.param("15", "“12件实事”", id="a bare number"),
    pytest.param("周三到周日开放", "周二至周日", id="another day of the week"),
    pytest.param("周六日都办公", "星期六", id="one day for two"),
    pytest.param("open on Wednesdays", "周二", id="another day in English"),
    pytest.param("每半小时一班", "每1小时一班", id="half an hour for one"),
    pytest.param("办理要半年", "办理要1年", id="half a year for one"),
    pytest.param("办理要半年", "办理要半个月", id="half a year for half a month"),
    pytest.param("上半年完成，用了半年", "上半年完成", id="how long for which half of the year"),
    pytest.param("合同签一年半", "合同签1年", id="a year and a half for one"),
    pytest.param("要等一年多", "要等1年", id="a year and more for one"),
    pytest.param("票价十五块五", "票价15元", id="a half yuan left out"),
    pytest.param("票价五毛", "票价五元", id="tenths of yuan for yuan"),
    pytest.param("每度涨一毛", "每度涨两毛", id="one tenth for two"),
    pytest.param("一年2万4", "一年2万，4月发", id="a tenth of the magnitude left out"),
    pytest.param("限高一米四", "限高一米", id="tenths of metres left out"),
    pytest.param("打八五折", "打八折", id="another discount"),
    pytest.param("大约一两天", "大约十二天", id="one or two days for twelve"),
    pytest.param("补两万左右", "补三万左右", id="another sum without a unit"),
    pytest.param("奖励十几万", "奖励几万", id="more than a hundred thousand for some ten thousands"),
]

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

READ = [
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


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_figure_is_carried_however_it_is_written(one: str, other: str) -> None:
    assert figures(one), one
    assert figures(other), other
    assert not uncarried(other, [one])
    assert not uncarried(one, [other])


@pytest.mark.parametrize(("text", "evidence"), DIFFERENT)
def test_a_figure_that_says_something_else_is_not_carried(text: str, evidence: str) -> None:
    assert uncarried(text, [evidence])


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("15 November 2026 to 15 March 2027", "2026年11月15日至2027年3月15日"),
        ("8 yuan for ages 70 to 79 and 5 yuan for 80 and over", "70至79周岁8元,80周岁及以上5元"),
    ],
)
def test_only_what_rises_is_a_range_of_one_unit(text: str, evidence: str) -> None:
    assert not uncarried(text, [evidence])


@pytest.mark.parametrize("text", NAMES)
def test_names_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(("text", "value", "unit", "approximate"), READ, ids=[row[0] for row in READ])
def test_a_figure_has_a_value_a_unit_and_an_approximation(
    text: str, value: str, unit: str, approximate: Approximation
) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.unit, figure.approximate) == (Decimal(value), unit, approximate)


@pytest.mark.parametrize(
    ("text", "evidence", "carried"),
    [
        pytest.param(
            "比2024年的20.62亿元多1.24亿元", "比2024年的20.62亿元增加1.24亿元", True, id="more by so much"
        ),
        pytest.param("比上年的5118人多142人", "比上年的5118人增加142人", True, id="more people"),
        pytest.param(
            "比上年的5118人多142人", "比上年的5118多人增加142人", False, id="from a figure and more"
        ),
        pytest.param("比2024年的20.62亿元多", "比2024年的20.62亿元", False, id="no figure behind"),
        pytest.param("3年多2次", "3年2次", False, id="nothing compared"),
        pytest.param("比邻的社区，3年多2次", "比邻的社区，3年2次", False, id="compared in another clause"),
    ],
)
def test_more_before_a_figure_says_by_how_much(text: str, evidence: str, carried: bool) -> None:
    assert (not uncarried(text, [evidence])) == carried


@pytest.mark.parametrize(
    ("text", "evidence", "carried"),
    [
        pytest.param("PM2.5好转", "细颗粒物浓度下降", False, id="printed nowhere"),
        pytest.param("PM2.5好转", "ＰＭ2.5浓度下降", True, id="printed"),
        pytest.param("PM2.5好转", "PM10浓度下降", False, id="another"),
        pytest.param("G112封闭", "g112国道封闭", True, id="a road in small letters"),
        pytest.param("B2座", "B3座", False, id="a house"),
    ],
)
def test_a_label_is_carried_by_the_same_label(text: str, evidence: str, carried: bool) -> None:
    assert (not uncarried(text, [evidence])) == carried


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
    read = [(str(figure.value), figure.unit) for figure in figures(text)]
    assert read == [("2027", "年"), ("1", "月"), ("20", "日")]
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


def test_the_evidence_of_several_citations_is_taken_together() -> None:
    assert not uncarried("一共 97 个，总投资 493.08 亿元。", ["项目97个", "总投资493.08亿元"])
    assert len(uncarried("一共 97 个，总投资 493.08 亿元。", ["项目97个"])) == 1


def test_the_number_of_a_bare_magnitude_is_carried_by_it() -> None:
    assert not uncarried("projects of more than 100 million yuan", ["亿元以上项目"])


def test_a_cell_without_a_unit_carries_its_number_with_any_unit() -> None:
    assert not uncarried("共救助395人。", ["395"])


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
def test_a_heap_of_magnitudes_is_read_in_a_moment(heap: str) -> None:
    start = perf_counter()
    assert not figures(heap * 8_000 + "x")
    assert perf_counter() - start < 5  # 17 seconds where each way to part them was tried


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


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["元", "个", "公里", "户"]))
def test_a_figure_carries_itself_and_no_other(number: int, unit: str) -> None:
    assert not uncarried(f"{number}{unit}", [f"{number:,}{unit}"])
    assert uncarried(f"{number + 1}{unit}", [f"{number}{unit}"])
