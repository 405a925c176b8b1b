"""The figures of English questions in Chinese."""

from __future__ import annotations

import pytest

from knowledge.language.english_figures import figures_in_chinese

UNITS = {"kg": "公斤", "tonne": "吨", "day": "天", "yuan": "元", "metre": "米", "square metre": "平方米"}


def said(text: str) -> str:
    return " ".join(figures_in_chinese(text, UNITS).split())


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        pytest.param("for people over 80", "for people 80岁以上", id="an age and its limit"),
        pytest.param("people over the age of 60", "people 60岁以上", id="the age of"),
        pytest.param("aged 65 or over", "65岁以上", id="the limit behind"),
        pytest.param("over 60s", "over 60s", id="an age in the plural is not read"),
        pytest.param("children under 6 years old", "children 6岁以下", id="years old"),
        pytest.param("an 82-year-old", "an 82岁", id="with hyphens"),
        pytest.param("aged 60 to 79", "60至79岁", id="from one age to another"),
        pytest.param("my mother is 66", "my mother is 66岁", id="an age alone"),
        pytest.param("over 80 kg", "80公斤以上", id="a limit that is no age"),
        pytest.param("shorter than 12 metres", "12米以下", id="shorter than"),
        pytest.param("within 30 days", "30天内", id="within"),
        pytest.param("up to 3 days", "最多3天", id="at most"),
        pytest.param("15 kg", "15公斤", id="a unit"),
        pytest.param("15kg", "15公斤", id="a unit without a space"),
        pytest.param("140 square metres", "140平方米", id="a unit of two words"),
        pytest.param("5%", "5%", id="a share"),
        pytest.param("1,200 yuan", "1200元", id="thousands"),
        pytest.param("twenty-five days", "25天", id="a number in words"),
        pytest.param("one of them", "one of them", id="one is no number here"),
        pytest.param("one day", "1天", id="one of a unit is"),
        pytest.param("on june 5th, 2026", "on 2026年6月5日", id="a date"),
        pytest.param("on the 5th of may", "on the 5月5日", id="may as a month"),
        pytest.param("may i go", "may i go", id="may as a verb"),
        pytest.param("in 2025", "in 2025年", id="a year"),
        pytest.param("2000 yuan", "2000元", id="a sum that looks like a year"),
        pytest.param("at 9 am", "at 上午9点", id="in the morning"),
        pytest.param("until 8:30 pm", "until 晚上8:30", id="in the evening"),
        pytest.param("half past 7", "7点半", id="half past"),
        pytest.param("bus number 1", "1路公交车", id="a bus line"),
        pytest.param("route 10", "10路公交车", id="a route"),
        pytest.param("window 3", "3号窗口", id="a window"),
        pytest.param("the third floor", "the 3楼", id="a floor"),
        pytest.param("no. 3 primary school", "第三 primary school", id="a numbered school"),
        pytest.param("grade 1", "一年级", id="a grade"),
        pytest.param("between eighty and eighty nine years old", "80至89岁", id="two numbers joined by and"),
        pytest.param("between 80 and 89 years old", "80至89岁", id="between two ages"),
        pytest.param("people between 80 and 89?", "people 80至89岁 ?", id="people between two ages"),
        pytest.param("between the ages of 80 and 89", "80至89岁", id="between the ages of"),
        pytest.param("between 12 and 24 metres", "12至24米", id="between two lengths"),
        pytest.param("allowance between 80 and 89?", "allowance 80至89 ?", id="between two numbers"),
        pytest.param("a hundred and fifty yuan", "150元", id="and behind a hundred"),
        pytest.param("not more than 24 metres", "最多24米", id="not more than"),
        pytest.param("no less than 5 yuan", "最少5元", id="no less than"),
        pytest.param("is 7.5 yuan", "is 7.5元", id="a decimal is no age"),
        pytest.param("children under 1.2 metres", "children 1.2米以下", id="a height is no age"),
        pytest.param("38.6 million yuan", "38600000元", id="millions behind digits"),
        pytest.param("2000 residents", "2000 residents", id="a number that looks like a year"),
        pytest.param("12:30 am", "凌晨0:30", id="past midnight"),
        pytest.param("on sept 5", "on 9月5日", id="a month of four letters"),
        pytest.param("a five-star inn", "a 五星级 inn", id="stars"),
    ],
)
def test_a_figure_survives_with_its_unit_and_limit(text: str, chinese: str) -> None:
    assert said(text) == chinese
