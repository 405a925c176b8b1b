"""What an evidence carries: figures are compared by value, unit and approximation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figures.figures import (
    figures,
    uncarried,
)

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
    "an afternoon": ["下午1:30至5:00", "13:30 to 17:00", "1:30 p.m. to 5:00", "1:30 to 5 p.m."],
    "a morning": ["上午8:30至12:00", "8:30 to 12:00", "8:30 a.m. to 12:00"],
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
    "at most thirty": ["不超过30次", "不多于三十次", "no more than 30 times", "not exceeding 30 times"],
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
    pytest.param("不超过30次", "超过30次", id="at most where the evidence says more"),
    pytest.param("no more than 30 times", "超过30次", id="at most in English where the evidence says more"),
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


@pytest.mark.parametrize(
    ("text", "evidence", "carried"),
    [
        pytest.param(
            "比2024年的20.62亿元多1.24亿元", "比2024年的20.62亿元增加1.24亿元", True, id="more by so much"
        ),
        pytest.param("比上年的5118人多142人", "比上年的5118人增加142人", True, id="more people"),
        pytest.param("比2024年多9家", "比2024年多出9家", True, id="more than in a year"),
        pytest.param("比2024年多出9家", "比2024年多了九家", True, id="in other words for more"),
        pytest.param("比上年的5118人多出142人", "比上年的5118人多了142人", True, id="more people by so many"),
        pytest.param("2024年增加9家", "比2024年多出9家", True, id="a year and no bound of it"),
        pytest.param("排了2年多", "比2年多出1年", False, id="some years and more"),
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
    ("text", "evidence", "carried"),
    [
        pytest.param("residents aged 65 or over", "年满65周岁的老人", True, id="an age that is reached"),
        pytest.param("aged 65", "年满65周岁的老人", True, id="the age by itself"),
        pytest.param("aged 65 or over", "不满65周岁的老人", False, id="an age that is not reached"),
        pytest.param("100 or over", "百岁老人", False, id="more than the age that is stated"),
        pytest.param("aged 100 or over", "百岁以上老人", True, id="a hundred in one character"),
        pytest.param("281 kWh and above", "281度以上", True, id="the units of a meter"),
        pytest.param("first bus 6:10", "首班6:10", True, id="a time behind a word for numbers"),
    ],
)
def test_english_words_carry_what_chinese_states(text: str, evidence: str, carried: bool) -> None:
    assert (uncarried(text, [evidence]) == ()) is carried


def test_the_evidence_of_several_citations_is_taken_together() -> None:
    assert not uncarried("一共 97 个，总投资 493.08 亿元。", ["项目97个", "总投资493.08亿元"])
    assert len(uncarried("一共 97 个，总投资 493.08 亿元。", ["项目97个"])) == 1


def test_the_number_of_a_bare_magnitude_is_carried_by_it() -> None:
    assert not uncarried("projects of more than 100 million yuan", ["亿元以上项目"])


def test_a_cell_without_a_unit_carries_its_number_with_any_unit() -> None:
    assert not uncarried("共救助395人。", ["395"])


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["元", "个", "公里", "户"]))
def test_a_figure_carries_itself_and_no_other(number: int, unit: str) -> None:
    assert not uncarried(f"{number}{unit}", [f"{number:,}{unit}"])
    assert uncarried(f"{number + 1}{unit}", [f"{number}{unit}"])
