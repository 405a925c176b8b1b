"""Parsers of amounts in spoken style: 十五块五, 一米八, 八五折, 百十来个, 俩月."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.figures.halves import A_MONTH, HALF
from knowledge.figures.numerals import DIGITS, MAGNITUDES, chinese_value, digits_value, lower_of
from knowledge.figures.parsed import ParsedFigure, ParseResult, approximated, only
from knowledge.figures.patterns import A_DIGIT, ALONE, CHINESE_UNIT, IN_CHARACTERS, IN_DIGITS, units_of
from knowledge.figures.units import CANONICAL, MONEY

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_WORTH = dict.fromkeys("元圆块", Decimal(1)) | dict.fromkeys("角毛", _TENTH) | {"分": _HUNDREDTH}
_BOTH = {"俩": 2, "仨": 3}

# 三块一 ends with a digit, 十块一桶 and 长三角一体化 do not
_LAST = "(?:[1-9二三四五六七八九]|一(?=$|[^一-鿿]|[的吗吧呢了左以到至起]))"
_SUM = re.compile(
    rf"""
    (?P<number>{IN_DIGITS}|{IN_CHARACTERS})(?P<unit>{units_of(_WORTH)})
    (?P<parts>(?:
        (?<=[元圆块])零?{A_DIGIT}[角毛](?:零?{A_DIGIT}分)?   # 三元六角五分, 二十块零五毛
      | (?:零|(?<=[块角毛])){A_DIGIT}分                      # 三元零五分, 两角五分
    )?)
    (?P<rest>(?:
        (?<=[块角毛]){_LAST}                                 # 十五块五, 两毛五
      | (?<=块)[0-9]{{2}}                                    # 15块50
    ){ALONE})?
    (?P<more>多(?![少几]))?(?P<money>钱)?
    """,
    re.VERBOSE,
)
_PART = re.compile(r"(.)([角毛分])")
# 角 is money where a price is told (每度三角, 收五角) or nothing else; most are corners (广场四角, 长三角)
_PRICED = re.compile(r"(?:[收价费要补按涨降加减交付]|[价费][一-鿿]{1,2}|每[一-鿿]{1,4}|^|[^一-鿿])$")
_ENDS = re.compile(r"$|[^一-鿿]|[一每以起到至的]|左右|上下")
_LEAST = ("一角", "一毛", "一分")
_NOT = re.compile("[都也]?[不没未](?![超足到满低高少])")
_NEAR = 6  # characters before it that say what it is
_METRES = re.compile(
    rf"(?P<number>[1-9]|{IN_CHARACTERS})米(?P<rest>(?:[0-9]{{1,2}}|[〇零]?{A_DIGIT}?{_LAST}){ALONE})"
)
_DISCOUNT = re.compile(
    r"(?P<number>[0-9]{1,2}(?:\.[0-9])?|[一二两三四五六七八九](?:点?[一二三四五六七八九])?)"
    r"[ ]?折(?![扣叠页线返磨腾旧现射断其肱])"
)
_ROUND = re.compile(
    rf"(?P<number>[百千万])(?:十|儿?八[十百千]|把)[来多]?(?!个[多半]|号(?!人))(?P<unit>{CHINESE_UNIT})"
)
_COUNTED = units_of(("人", "工作日", "小时", "钟头", "星期", "礼拜"))
# 咱俩月底, 咱俩小时候: no months and no hours
_OF_BOTH = re.compile(rf"[俩仨](?P<many>[多来半])?(?P<unit>(?:{_COUNTED})(?!候)|月(?![底初末中份亮子]))")


def money(text: str, at: int) -> ParseResult | None:
    """十五块五, 三元六角五分, 两毛五, 三分钱, all in yuan; a sum in whole yuan is a number with a unit."""
    match = _SUM.match(text, at)
    if match is None or not _is_small(match):
        return None
    number, about = _value(match["number"])
    if number is None or _is_a_corner(text, match):
        return match.end(), ()
    value = number * _WORTH[match["unit"]] + _change(match)
    parsed = ParsedFigure(at, match.end(), value, MONEY, lone=_is_nothing(text, match))
    return only(parsed._replace(approximate="about")) if about else approximated(text, parsed, match["more"])


def _is_small(match: re.Match[str]) -> bool:
    """Whether a sum has 角 or 分; not one in whole yuan, and not points or minutes (5分)."""
    if match["unit"] == "分":
        return match["money"] is not None
    return _WORTH[match["unit"]] < 1 or bool(match["parts"] or match["rest"])


def _is_a_corner(text: str, match: re.Match[str]) -> bool:
    """Whether 角 means a corner rather than money (长三角, 三角形, 街道一角)."""
    if match.group()[-1] != "角" or match["number"].isascii():
        return False
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return _PRICED.search(before) is None or _ENDS.match(text, match.end()) is None


def _is_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether the sum only stresses a denial (不花一分钱, 一毛钱没见着)."""
    if match.group().rstrip("钱") not in _LEAST:
        return False
    denied = _NOT.search(text, max(0, match.start() - _NEAR), match.start()) or _NOT.match(text, match.end())
    return denied is not None


def _change(match: re.Match[str]) -> Decimal:
    """The worth in yuan of what follows the first unit; a last digit without a unit is tenths of the last."""
    parts = _PART.findall(match["parts"])
    last = parts[-1][1] if parts else match["unit"]
    change = sum((_digit(digit) * _WORTH[unit] for digit, unit in parts), Decimal(0))
    return change + _fraction(match["rest"] or "") * _WORTH[last]


def metres(text: str, at: int) -> ParseResult | None:
    """一米八, 1米75, 十二米五; 100米2 may be an area."""
    match = _METRES.match(text, at)
    if match is None:
        return None
    number, about = _value(match["number"])
    if number is None or about:
        return None
    return approximated(text, ParsedFigure(at, match.end(), number + _fraction(match["rest"]), "米"))


def discount(text: str, at: int) -> ParseResult | None:
    """八折, 85折, 八五折: tenths of the price."""
    match = _DISCOUNT.match(text, at)
    if match is None:
        return None
    number = match["number"]
    value = digits_value(number) if number[0].isascii() else chinese_value(number)
    if value is None:
        return None
    return only(
        ParsedFigure(at, match.end(), value if value <= 10 else value / 10, "折", lone=number == "一")
    )


def round_number(text: str, at: int) -> ParseResult | None:
    """百十来块, 百八十个, 千把人: about a hundred, about a thousand."""
    match = _ROUND.match(text, at)
    if match is None:
        return None
    return only(
        ParsedFigure(at, match.end(), Decimal(MAGNITUDES[match["number"]]), CANONICAL[match["unit"]], "about")
    )


def both(text: str, start: re.Match[str]) -> ParseResult:
    """俩月, 仨小时, 俩半小时: 俩 is 两个 and 仨 is 三个."""
    match = _OF_BOTH.match(text, start.start())
    if match is None:
        return start.end(), ()
    halved = match["many"] == "半"
    value = _BOTH[start.group()] + (HALF if halved else 0)
    unit = A_MONTH if match["unit"] == "月" else CANONICAL[match["unit"]]
    parsed = ParsedFigure(start.start(), match.end(), Decimal(value), unit)
    return approximated(text, parsed, None if halved else match["many"])


def _value(text: str) -> tuple[Decimal | None, bool]:
    """The value of a number, and whether it is approximate, the lower of two (三四毛)."""
    if text[0].isascii():
        return digits_value(text), False
    lower = lower_of(text)
    return chinese_value(lower or text), lower is not None


def _digit(character: str) -> Decimal:
    return Decimal(character if character.isascii() else DIGITS[character])


def _fraction(text: str) -> Decimal:
    """The value of digits read after a decimal point: .75 for 75 and 七五."""
    return sum((_digit(digit) / 10**place for place, digit in enumerate(text, 1)), Decimal(0))
