"""One normalisation for what staff write and what citizens type."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.language.normalise import normalise, squeezed

# Every code point, lone surrogates and unassigned ones included.
anything = st.text(st.characters(exclude_categories=()))

FORMS = [
    pytest.param("ＡＢＣ１２", "abc12", id="full-width letters and digits are plain ones"),
    pytest.param("醫療救助", "医疗救助", id="Traditional becomes Simplified"),
    pytest.param("How  Much", "how much", id="case goes and spaces are single"),
    pytest.param("Straße", "strasse", id="case is folded, not only lowered"),
    pytest.param("游\u200b泳\ufeff馆", "游泳馆", id="what cannot be seen goes"),
    pytest.param("\u202e游泳馆\u202c", "游泳馆", id="marks of direction go"),
    pytest.param("\ud800馆", "馆", id="a lone surrogate goes"),
    pytest.param("swim\U0001f600pool", "swim pool", id="a picture parts words"),
    pytest.param("门票$5", "门票$5", id="a sign of money stays"),
    pytest.param("“门票”「票」", '"门票""票"', id="quotes have one shape"),
    pytest.param("门票—多少", "门票-多少", id="dashes have one shape"),
    pytest.param("几点\r\n\r\n开门", "几点。开门", id="line breaks end a sentence"),
    pytest.param("游 泳 馆", "游泳馆", id="spaces between lone characters say nothing"),
    pytest.param("游泳馆门票 图书馆在哪", "游泳馆门票 图书馆在哪", id="a space between clauses stays"),
    pytest.param("12 元", "12元", id="no space between a figure and its unit"),
    pytest.param("a\tb", "a b", id="a tab is a space"),
    pytest.param("①", "1", id="a circled digit is a digit"),
    pytest.param("千万别,万一", "千万别,万一", id="numerals inside words stay"),
    pytest.param("十二中", "十二中", id="numerals are not rewritten as digits"),
    pytest.param("二〇二五年和一九九八年", "2025年和1998年", id="but the years of the calendar are"),
    pytest.param("三五年,一百零五年", "三五年,一百零五年", id="a span of years is none"),
    pytest.param(" \n ", "", id="nothing but white space is nothing"),
    pytest.param("", "", id="nothing stays nothing"),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_texts_have_one_form(text: str, form: str) -> None:
    assert normalise(text) == form


def test_digits_of_any_script_are_ours() -> None:
    assert normalise("第১个, ٣ 万, １２") == "第1个,3万,12"


@given(anything)
@example("\u3164馆")
@example("İ\u0307ǅ㈱½")
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(anything)
def test_nothing_unseen_is_left_of_any_text(text: str) -> None:
    categories = {unicodedata.category(character) for character in normalise(text)}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Me"}


@given(st.text(alphabet="游泳馆门票多少0123元十二ab ,。", max_size=30))
def test_digits_are_never_added_or_lost(text: str) -> None:
    assert [c for c in normalise(text) if c.isdecimal()] == [c for c in text if c.isdecimal()]


@pytest.mark.parametrize("filler", ["\u3164", "\u115f", "\u1160", "\uffa0"])
def test_a_hangul_filler_is_as_good_as_a_space(filler: str) -> None:
    assert normalise(f"pool{filler}fee") == "pool fee"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("门票多少钱？", "门票多少钱", id="marks"),
        pytest.param("门票 多少钱", "门票多少钱", id="spaces"),
        pytest.param("《門票》多少錢!!", "门票多少钱", id="book marks and Traditional"),
    ],
)
def test_phrasings_that_differ_in_marks_alone_are_one(one: str, other: str) -> None:
    assert squeezed(one) == squeezed(other)


def test_phrasings_that_differ_in_a_decimal_point_are_two() -> None:
    assert squeezed("收入是18.8亿吗") != squeezed("收入是188亿吗")


def test_phrasings_that_differ_in_a_numeral_are_two() -> None:
    assert squeezed("十二中") != squeezed("十四中")


@given(anything)
@example("0.0")
def test_a_squeezed_text_has_only_letters_digits_characters_and_decimal_points(text: str) -> None:
    held = re.sub(r"(?<=\d)\.(?=\d)", "", squeezed(text))
    assert all(character.isalnum() for character in held)
