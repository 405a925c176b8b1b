"""Numerals: the value of Chinese numerals, of digits with magnitudes and of English number words."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ZEROS = "零〇"
_SECTION = MAGNITUDES["万"]  # from here on a magnitude multiplies all that stands before it

ENGLISH_ONES = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
ENGLISH_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ENGLISH_MAGNITUDES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}

# Characters; a longer number cannot stand in an evidence phrase of 24 characters.
LONGEST_NUMBER = 30
UNKNOWABLE = Decimal("Infinity")

_MIXED = re.compile(r"([0-9][0-9, ]*(?:\.[0-9]+)?)\s*([十百千万亿]*)")
_MIXED_TENTH = re.compile(r"([十百千万亿])([1-9])$")
_PAIR = re.compile(
    r"(?P<before>(?:[一二两三四五六七八九十百千万亿]*[十百千万亿])?)"
    r"(?P<pair>(?P<lower>[一二两三四五六七八九])(?:[一二三四五六七八九]|(?<=[一三])两))(?P<behind>[十百千万亿]*)"
)
_NEIGHBOURS = frozenset(
    {"三五", "一两", "两三", "三两"}
    | {a + b for a, b in zip("一二三四五六七八", "二三四五六七八九", strict=True)}
)
_PLAN = re.compile("十[一二三四五]五")  # 十四五规划, one of the five-year plans
_ENGLISH = re.compile(r"[a-z]+|[0-9][0-9, ]*(?:\.[0-9]+)?")


def digits_value(text: str) -> Decimal:
    """The value of `20,000` or `2.4`."""
    plain = text.replace(",", "").replace(" ", "")
    return Decimal(plain) if len(plain) <= LONGEST_NUMBER else UNKNOWABLE


def magnitude(text: str) -> int:
    """The factor that `百万` or `万亿` stands for; 1 when empty."""
    factor = 1
    for character in text[:4]:
        factor *= MAGNITUDES[character]
    return factor


def mixed_value(text: str) -> Decimal:
    """The value of `1亿2000万`, `2.4万` or `2万4`, whose last digit is a tenth of the magnitude before it."""
    if tenth := _MIXED_TENTH.search(text):
        return mixed_value(text[:-1]) + Decimal(tenth[2]) * magnitude(tenth[1]) / 10
    return sum((digits_value(number) * magnitude(m) for number, m in _MIXED.findall(text)), Decimal(0))


def chinese_value(text: str) -> Decimal | None:
    """The value of `一百零五`, `两万三`, `二〇一四` or `六点五`; None if it is not a number (`万一`)."""
    integer, _, fraction = text.partition("点")
    if len(text) > LONGEST_NUMBER:
        return UNKNOWABLE
    if len(integer) > 1 and all(character in DIGITS for character in integer):
        value: Decimal | None = Decimal("".join(str(DIGITS[character]) for character in integer))
    else:
        value = _grouped(integer)
    if value is None or not fraction:
        return value
    return value + Decimal("0." + "".join(str(DIGITS[character]) for character in fraction))


def lower_of(text: str, *, neighbours: bool = False) -> str | None:
    """The lower of two numerals in one approximate number: 七十 of 七八十, 十七 of 十七八.

    Args:
        text: Chinese numerals.
        neighbours: whether only consecutive digits count as two numerals (一九年 is a year).

    Returns:
        The lower numeral; None for a single numeral.
    """
    match = _PAIR.fullmatch(text)
    if match is None or _PLAN.fullmatch(text):
        return None
    if (neighbours or match["before"]) and match["pair"] not in _NEIGHBOURS:
        return None
    if match["before"] and "两" in match["pair"]:  # 八十一两 of silver
        return None
    return match["before"] + match["lower"] + match["behind"]


def whole(text: str) -> int | None:
    """The value of an integer in digits or Chinese numerals; None if it is not one or has too many digits."""
    value = digits_value(text) if text.isascii() and text.isdigit() else chinese_value(text) if text else None
    return None if value is None or not value.is_finite() else int(value)


def small_whole(text: str) -> int | None:
    """The value of an integer below 100 in digits or Chinese numerals; None if it is not one."""
    value = whole(text)
    return None if value is None or value > 99 else value


def _grouped(text: str) -> Decimal | None:
    """The value of alternating digits and magnitudes; None if the text is not a number.

    Only 十 may come first of the magnitudes, and two digits are never adjacent. Below 万 each magnitude is
    smaller than the one before: 十十 and 二十三十 are not numbers.
    """
    total, section, digit, last, below = 0, 0, 0, 1, _SECTION
    started = False
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit, last = DIGITS[character], 1 if character in _ZEROS else last
        else:
            factor = MAGNITUDES.get(character, 0)
            if not factor or (not started and character != "十") or (factor < _SECTION and factor >= below):
                return None
            below = factor if factor < _SECTION else _SECTION
            total, section = _scaled(total, section, digit, factor)
            digit, last = 0, factor
        started = True
    return Decimal(total + section + digit * max(1, last // 10))


def _scaled(total: int, section: int, digit: int, factor: int) -> tuple[int, int]:
    """The total and the current section (below 万) after a magnitude, given the digit before it."""
    if factor < _SECTION:
        return total, section + (digit or 1) * factor
    if factor == _SECTION:
        return total + (section + digit) * factor, 0
    return (total + section + digit) * factor, 0


def english_value(text: str) -> Decimal:
    """The value of `two hundred and fifty`, `forty-five` or `18.8 hundred million`."""
    total, current = Decimal(0), Decimal(0)
    for word in _ENGLISH.findall(text.lower()):
        if word[0].isdigit():
            current = digits_value(word)
        elif word in ENGLISH_MAGNITUDES and word != "hundred":
            total, current = total + (current or 1) * ENGLISH_MAGNITUDES[word], Decimal(0)
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        else:
            current += ENGLISH_ONES.get(word, ENGLISH_TENS.get(word, 0))
    return total + current
