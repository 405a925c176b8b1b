"""Numerals have values; what is no number has none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figures.numerals import chinese_value, english_value, lower_of, mixed_value, small_whole, whole

CHINESE = {
    "十": 10,
    "十二": 12,
    "四十五": 45,
    "一百零五": 105,
    "一百五": 150,
    "两万三": 23000,
    "一亿二千万": 120_000_000,
    "一百二十三万四千五百六十七": 1_234_567,
    "二〇一四": 2014,
    "零": 0,
}
ENGLISH = {
    "forty-five": 45,
    "two hundred and fifty": 250,
    "one million two hundred thousand": 1_200_000,
    "20 thousand": 20_000,
}


@pytest.mark.parametrize(("text", "value"), CHINESE.items(), ids=CHINESE)
def test_a_chinese_numeral_has_its_value(text: str, value: int) -> None:
    assert chinese_value(text) == value


@pytest.mark.parametrize("text", ["万一", "千万", "百", "三五十七", "十十", "二十三十", "一百二百"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert chinese_value(text) is None


def test_a_decimal_may_be_written_in_characters() -> None:
    assert chinese_value("十五点七五") == Decimal("15.75")


@pytest.mark.parametrize(("text", "value"), ENGLISH.items(), ids=ENGLISH)
def test_english_words_have_their_value(text: str, value: int) -> None:
    assert english_value(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("1亿2000万", 120_000_000, id="two magnitudes"),
        pytest.param("2.4万", 24_000, id="a decimal"),
        pytest.param("20,000", 20_000, id="none"),
        pytest.param("2万4", 24_000, id="a tenth of the magnitude"),
        pytest.param("2千8百5", 2_850, id="a tenth of the last magnitude"),
    ],
)
def test_digits_may_carry_magnitudes(text: str, value: int) -> None:
    assert mixed_value(text) == value


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        pytest.param("两三", "两", id="two digits"),
        pytest.param("七八十", "七十", id="a magnitude behind"),
        pytest.param("十七八", "十七", id="a magnitude before"),
        pytest.param("一百二三十", "一百二十", id="magnitudes on both sides"),
        pytest.param("一两百", "一百", id="two by its other name"),
        pytest.param("十四五", None, id="a five-year plan"),
        pytest.param("二十二", None, id="a single number"),
        pytest.param("三十二七", None, id="two numbers far apart"),
    ],
)
def test_of_two_numerals_said_at_once_there_is_a_lower(text: str, lower: str | None) -> None:
    assert lower_of(text) == lower


def test_a_year_of_two_digits_is_no_pair() -> None:
    assert lower_of("一九", neighbours=True) is None
    assert lower_of("两三", neighbours=True) == "两"


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿", min_size=1))
def test_no_run_of_numerals_is_too_strange(text: str) -> None:
    value = chinese_value(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("12", 12, id="digits"),
        pytest.param("十二", 12, id="numerals"),
        pytest.param("一一二", 112, id="digit by digit"),
        pytest.param("两百", 200, id="two by its other name"),
        pytest.param("〇", 0, id="zero"),
        pytest.param("十十", None, id="no number"),
        pytest.param("", None, id="nothing"),
        pytest.param("9" * 40, None, id="more digits than anything has"),
    ],
)
def test_an_integer_is_read_from_digits_or_numerals(text: str, value: int | None) -> None:
    assert whole(text) == value


@given(st.integers(min_value=1, max_value=99))
def test_every_number_below_a_hundred_is_read_back(number: int) -> None:
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert whole(text) == small_whole(text) == number


def test_a_hundred_is_not_small() -> None:
    assert small_whole("一百") is None


def test_digits_of_another_script_are_no_numeral() -> None:
    assert whole("১২") is whole("一২") is None
