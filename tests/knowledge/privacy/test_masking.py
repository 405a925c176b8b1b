"""Personal numbers are masked however they are written, other numbers are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.privacy.masking import (
    MASK,
    holds_mobile,
    is_card_number,
    is_citizen_number,
    mask,
    mask_but_groups,
    mask_published,
)

CITIZEN = "11010519491231002X"
PHONE = "13812345678"
CARD = "6222020200112233455"


def luhn(digits: str) -> str:
    """The digits with the check digit that makes them a card number."""
    return next(digits + check for check in "0123456789" if is_card_number(digits + check))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"我的身份证{CITIZEN}", "我的身份证" + MASK * 18, id="identity number"),
        pytest.param("110105194912310021", MASK * 18, id="a wrong check character"),
        pytest.param("11010519491231002x。", MASK * 18 + "。", id="a small x"),
        pytest.param("号码130503670401001", "号码" + MASK * 15, id="identity number of 15 digits"),
        pytest.param("130503671301001", "130503671301001", id="15 digits without a month"),
        pytest.param(f"打{PHONE}给我", f"打{MASK * 11}给我", id="phone"),
        pytest.param("138 1234 5678", "*** **** ****", id="phone in groups"),
        pytest.param("138-1234-5678", "***-****-****", id="phone with hyphens"),
        pytest.param("＋86 13812345678", "＋** ***********", id="phone with a country code"),
        pytest.param("１３８１２３４５６７８", MASK * 11, id="full-width phone"),
        pytest.param("1 3 8 1 2 3 4 5 6 7 8", "* * * * * * * * * * *", id="phone, every digit apart"),
        pytest.param("110105 19491231 002X", "****** ******** ****", id="identity number in groups"),
        pytest.param(luhn("622202020011223345"), MASK * 19, id="bank card"),
        pytest.param("4111 1111 1111 1111", "**** **** **** ****", id="bank card in groups"),
        pytest.param("4111 1111 1111 1112", "**** **** **** ****", id="bank card, mistyped"),
        pytest.param("(138)1234-5678", "(***)****-****", id="phone with brackets"),
        pytest.param("138\u200b1234\u200b5678", "***\u200b****\u200b****", id="phone with invisible gaps"),
        pytest.param("幺三八一二三四五六七八", MASK * 11, id="phone in words"),
        pytest.param(f"{CITIZEN}{PHONE}", MASK * 29, id="identity number and phone run together"),
        pytest.param("2019 2020 2021 2022", "2019 2020 2021 2022", id="years"),
        pytest.param("12345", "12345", id="the hotline"),
        pytest.param("2022年拨付195万元，395人", "2022年拨付195万元，395人", id="figures"),
        pytest.param("112国道全长12345678910米", "112国道全长12345678910米", id="a long figure"),
        pytest.param("03161234567", "03161234567", id="a landline of an office"),
        pytest.param("0000000000000000", "0000000000000000", id="zeros"),
        pytest.param("护照E12345678，车牌冀R12345", "护照E12345678，车牌冀R12345", id="passport and plate"),
    ],
)
def test_a_personal_number_is_masked_and_nothing_else(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"打{PHONE}", f"打{PHONE}", id="mobile"),
        pytest.param("＋86 138 1234-5678", "＋86 138 1234-5678", id="mobile in groups"),
        pytest.param("１３８１２３４５６７８", "１３８１２３４５６７８", id="full-width mobile"),
        pytest.param(f"{PHONE} 0316-2012345", f"{PHONE} 0316-2012345", id="mobile before a landline"),
        pytest.param(f"{PHONE}、13987654321", f"{PHONE}、13987654321", id="two mobiles"),
        pytest.param(f"证{CITIZEN}，{PHONE}", f"证{MASK * 18}，{PHONE}", id="identity number and mobile"),
        pytest.param("110105 19491231002X", "****** ************", id="identity number like a mobile"),
        pytest.param("6222 138 1234 5678 901", "**** *** **** **** ***", id="card with a mobile in it"),
        pytest.param(f"{CARD} {PHONE}", f"{MASK * 19} {PHONE}", id="card and mobile"),
        pytest.param("4111 1111 1111 1111", "**** **** **** ****", id="card in groups"),
        pytest.param("130503670401001", MASK * 15, id="identity number of 15 digits"),
    ],
)
def test_what_is_published_keeps_its_mobile_numbers_and_no_others(text: str, expected: str) -> None:
    assert mask_published(text) == expected
    assert mask_published(expected) == expected
    assert holds_mobile(text) == (mask(expected) != expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("-1001234567890\n-4111111111", "-1001234567890\n-4111111111", id="ids"),
        pytest.param("-13912345678", "-13912345678", id="an id like a mobile"),
        pytest.param(f"街坊{PHONE}", f"街坊{MASK * 11}", id="a name with a mobile"),
        pytest.param("138-1234-5678", "***-****-****", id="a mobile with hyphens"),
        pytest.param("-110105194912310021", f"-{MASK * 18}", id="too long for an id"),
    ],
)
def test_ids_of_groups_stay_where_groups_are_named(text: str, expected: str) -> None:
    assert mask_but_groups(text) == expected


@given(st.text())
def test_the_text_keeps_its_length_in_utf16(text: str) -> None:
    def units(held: str) -> int:
        return len(held.encode("utf-16-le", "surrogatepass"))

    assert units(mask(text)) == units(text)


@given(st.text(alphabet="0123456789 -０１２３X", max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(
    st.text(alphabet="这是我的电话 ,。"),
    st.integers(3, 9),
    st.integers(0, 10**9 - 1),
    st.text(alphabet="好的，谢"),
)
def test_a_phone_number_never_stays(before: str, second: int, rest: int, after: str) -> None:
    number = f"1{second}{rest:09}"
    assert number not in mask(before + number + after)


@given(st.integers(10**11, 10**18 - 1))
def test_a_card_number_never_stays(digits: int) -> None:
    number = luhn(str(digits))
    if len(set(number)) > 1:
        assert mask(number) != number


@given(st.integers(1900, 2026), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999))
def test_an_identity_number_never_stays(year: int, month: int, day: int, number: int) -> None:
    body = f"131002{year}{month:02}{day:02}{number:03}"
    whole = next(body + check for check in "0123456789X" if is_citizen_number(body + check))
    assert mask(f"身份证：{whole}") == "身份证：" + MASK * 18
