"""The figures of an English question as Chinese states them: ages, days, times, numbers in names, units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from knowledge.figures.numerals import ENGLISH_MAGNITUDES, ENGLISH_ONES, ENGLISH_TENS, english_value

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = "|".join(("sept", *(f"{month}|{month[:3]}" for month in _MONTHS)))
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBER = r"\d+(?:\.\d+)?"
_NOON = 12
_WORD = "|".join(sorted((*ENGLISH_ONES, *ENGLISH_TENS, *ENGLISH_MAGNITUDES), key=len, reverse=True))
_AND = "(?:(?<=hundred)|(?<=thousand)|(?<=million)),? and "  # eighty and ninety are two numbers
_TH = "(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_OVER = "over|above|at least|from|(?:more|older|longer|larger|bigger|taller|higher) than"
_UNDER = "under|below|(?:less|fewer|younger|shorter|smaller|lower) than"
_COUNTED = (  # what a number that looks like a year counts
    "yuan|rmb|people|persons?|residents|students|pupils|families|households|metres|meters|square|km|mu|tons?|tonnes?"
    "|beds|seats|places|books|trees|copies|a (?:day|week|month|year|head|person)|per"
)
_NOT = "(?:no|not)"
_INSTITUTION = "primary|middle|high|junior|senior|elementary|kindergarten|hospital|school|nursery"
_LIMITS = {
    "or over": "以上",
    "or older": "以上",
    "or above": "以上",
    "and over": "以上",
    "and older": "以上",
} | {
    **{"and above": "以上", "plus": "以上", "+": "以上", "and up": "以上"},
    **{"or under": "以下", "or younger": "以下", "and under": "以下", "and younger": "以下"},
}
_LIMIT = "|".join(map(re.escape, _LIMITS))
_PEOPLE = (
    "aged?|ages|people|persons?|someone|somebody|anyone|those|seniors?|residents?|adults?|children|child|kids?|elders?"
    "|elderly|man|men|woman|women|mother|father|parents?|grand[a-z]+"
)
# What may follow an age that has no unit: nothing that is counted.
_NO_THING = (
    r"(?= ?(?:$|[,?!;]|\.(?!\d)|(?:and|or|at|in|on|for|have|has|had|can|could|may|must|do|does|is|are|was"
    r"|were|who|to|of|from|with|without|per|each|every|free|now|this|a|(?:get|pay|live|ride|eat|take|receive)s?|living)\b))"
)

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def figures_in_chinese(text: str, units: Mapping[str, str]) -> str:
    """An English text in lower case with its figures in Chinese; `units` are those that it may name."""
    for pattern, written in (*_RULES, *_unit_rules(tuple(units.items()))):
        text = pattern.sub(written, text)
    return text


def _in_digits(number: re.Match[str]) -> str:
    return f"{english_value(number.group()).normalize():f}"


def _date(date: re.Match[str]) -> str:
    """A month with what is said of its day and year."""
    month = next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(date["month"][:3]))
    year, day = date["year"], date["before"] or date["after"]
    return (f"{year}年" if year else "") + f"{month}月" + (f"{day}日" if day else "")


def _hour(time: re.Match[str]) -> str:
    hour, minutes = int(time["hour"]), time["minutes"]
    if time["half"] == "a" and hour == _NOON:  # 12:30 am is half past midnight
        return "凌晨0" + (f":{minutes}" if minutes else "点")
    part = "上午" if time["half"] == "a" else "下午" if hour in (_NOON, *range(1, 6)) else "晚上"
    return f"{part}{hour}" + (f":{minutes}" if minutes else "点")


def _age(age: re.Match[str]) -> str:
    """An age with its limit, which stands on one side of it."""
    said = {name: text.strip() for name, text in age.groupdict().items() if text}
    limit = _LIMITS.get(said.get("limit", ""), "")
    if bound := said.get("bound") or said.get("bound_behind"):
        limit = "以上" if re.fullmatch(_OVER, bound) else "以下"
    return f"{said.get('who', '')} {said['age']}岁{limit} "


def _floor(floor: re.Match[str]) -> str:
    number = floor["ordinal"]
    return f"{_ORDINALS.index(number) + 1 if number in _ORDINALS else floor['number'] or floor['behind']}楼"


def _numeral(match: re.Match[str], before: str = "", behind: str = "") -> str:
    """A number that Chinese does not write in digits."""
    return f" {before}{'零一二三四五六七八九'[int(match['number'])]}{behind} "


def _as(written: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f" {match.expand(written)} "


def _rule(pattern: str, written: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), written


_AGE = r"(?P<age>\d{1,3})"
_RULES: tuple[Rule, ...] = (
    _rule(r"(?<=\d),(?=\d{3})", lambda _: ""),
    _rule(rf"\b{_NUMBER}(?: (?:{'|'.join(ENGLISH_MAGNITUDES)}))+\b", _in_digits),
    _rule(
        r"\b(?:a (?=hundred|thousand|million))?"
        r"(?!one (?!hundred|thousand|million|hour|day|week|month|year)|one$)"
        rf"(?:{_WORD})(?:(?:[ -]|{_AND})(?:{_WORD}))*\b(?! ?-?th)",
        _in_digits,
    ),
    _rule(
        rf"\b(?:(?P<before>\d{{1,2}}){_TH}(?: of)? )?(?P<month>{_MONTH})\.?(?<!\bmay)(?<!\bmar)"
        rf"(?: (?:the )?(?P<after>\d{{1,2}}){_TH}\b(?![:.]\d))?(?:,? (?P<year>{_YEAR}))?\b",
        _date,
    ),
    _rule(
        rf"(?:(?P<before>\d{{1,2}}){_TH}(?: of)? |(?<=\bin )|(?<=\bsince )|(?<=\buntil ))(?P<month>may)\b"
        rf"(?: (?P<after>\d{{1,2}}){_TH}\b)?(?:,? (?P<year>{_YEAR}))?",
        _date,
    ),
    _rule(rf"\b(?P<before>x)?(?P<month>may) (?P<after>\d{{1,2}}){_TH}\b(?:,? (?P<year>{_YEAR}))?", _date),
    _rule(rf"\b({_YEAR})\b(?!\.?\d|年| ?(?:{_COUNTED})\b)", _as(r"\1年")),
    _rule(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minutes>\d\d))? ?(?P<half>[ap])\.?m\b\.?", _hour),
    _rule(r"\bhalf past (\d{1,2})\b", _as(r"\1点半")),
    _rule(r"\b(\d{1,2}) o'?clock\b", _as(r"\1点")),
    _rule(
        r"\b(?:between|from) (?:the ages of )?(\d{1,3}) (?:and|to) (\d{1,3}) (?:years? )?(?:olds?|of age)\b",
        _as(r"\1至\2岁"),
    ),
    _rule(
        rf"\b({_PEOPLE}) (?:is |are |who are )?between (\d{{1,3}}) and (\d{{1,3}})\b{_NO_THING}",
        _as(r"\1 \2至\3岁"),
    ),
    _rule(r"\bbetween the ages of (\d{1,3}) and (\d{1,3})\b", _as(r"\1至\2岁")),
    _rule(
        rf"(?:\b(?P<bound>{_OVER}|{_UNDER}) )?\b{_AGE}[ -]?years?[ -](?:olds?|of age)\b"
        rf"(?: (?P<limit>{_LIMIT}))?",
        _age,
    ),
    _rule(r"\b(?:aged?|ages) (?:between )?(\d{1,3}) ?(?:to|and|-|until) ?(\d{1,3})\b", _as(r"\1至\2岁")),
    _rule(
        rf"\b(?:(?P<bound>{_OVER}|{_UNDER}) )?(?:the )?(?:aged?|ages)(?: of)?"
        rf"(?: (?P<bound_behind>{_OVER}|{_UNDER}))? {_AGE}\b(?! ?%)(?: ?(?P<limit>{_LIMIT}))?",
        _age,
    ),
    _rule(
        rf"\b(?P<who>{_PEOPLE}) (?:is |are |who are |turned )?(?P<bound>{_OVER}|{_UNDER}) {_AGE}\b(?!\.\d)",
        _age,
    ),
    _rule(rf"\b(?P<bound>over|above|under|below|older than|younger than) {_AGE}\b{_NO_THING}", _age),
    _rule(rf"\b{_AGE} ?(?P<limit>{_LIMIT})(?![a-z\d])", _age),
    _rule(rf"(?<=\bis ){_AGE}(?= ?(?:$|[,?!;]|\.(?!\d)|now|this|and))", _age),
    _rule(rf"(?<=\bam ){_AGE}(?= ?(?:$|[,?!;]|\.(?!\d)|now|this|and))", _age),
    _rule(r"\b(?:number|no\.?|line|route) (\d{1,3}) bus(?:es)?\b", _as(r"\1路公交车")),
    _rule(
        r"\b(?:bus(?:es)?(?: (?:line|route|number|no\.?|service))*|line(?: (?:number|no\.?))?"
        r"|(?:bus )?route(?: (?:number|no\.?))?) ?#?(\d{1,3})\b(?! ?(?:yuan|%|people))(?: bus(?:es)?\b)?",
        _as(r"\1路公交车"),
    ),
    _rule(r"\b(?:window|counter|desk)s?(?: (?:number|no\.?))? (\d{1,3})\b", _as(r"\1号窗口")),
    _rule(r"\b(?:building|block)(?: (?:number|no\.?))? (\d{1,3})\b", _as(r"\1号楼")),
    _rule(
        rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)})|(?P<number>\d{{1,2}})(?:st|nd|rd|th)) floor\b"
        r"|\bfloor (?P<behind>\d{1,2})\b",
        _floor,
    ),
    _rule(r"\b(?:grade|level|class) (?P<number>[1-9])(?= disab)", partial(_numeral, behind="级")),
    _rule(r"\bgrade (?P<number>[1-9])\b", partial(_numeral, behind="年级")),
    _rule(r"\b(?P<number>[1-9])[ -]stars?\b", partial(_numeral, behind="星级")),
    _rule(rf"\b(?:number|no\.?) ?(?P<number>\d) (?={_INSTITUTION})", partial(_numeral, before="第")),
    _rule(r"\b(?:number|no\.) ?(\d{1,4})\b", _as(r"\1号")),
    _rule(r"\bon the (\d{1,2})(?:st|nd|rd|th)\b", _as(r"\1日")),
    _rule(r"\b(\d{1,3})(?:st|nd|rd|th)\b", _as(r"第\1")),
)


@lru_cache(1)
def _unit_rules(units: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    """The rules for figures with units, with what bounds them."""
    return tuple(_rules_for(units))


def _rules_for(units: tuple[tuple[str, str], ...]) -> Iterator[Rule]:
    names = "|".join(re.escape(name) for name, _ in sorted(units, key=lambda unit: -len(unit[0])))
    figure = rf"(?P<figure>{_NUMBER})[ -]?(?P<unit>%|(?:{names})s?)(?![a-z])"
    chinese = dict(units)

    def written(match: re.Match[str], form: str) -> str:
        unit = match["unit"]
        name = "%" if unit == "%" else chinese.get(unit) or chinese[unit.removesuffix("s")]
        return f" {form.format(match['figure'] + name, **match.groupdict())} "

    for before, form in (
        (rf"\b(?:between|from) (?P<low>{_NUMBER}) (?:and|to) ", "{low}至{}"),
        (rf"\b(?:up to|at most|not over|{_NOT} (?:more|longer|larger|bigger|taller|higher) than) ", "最多{}"),
        (rf"\b{_NOT} (?:less|fewer|shorter|smaller|lower) than ", "最少{}"),
        (rf"\b(?:{_OVER}) ", "{}以上"),
        (rf"\b(?:{_UNDER}) ", "{}以下"),
        (r"\bwithin ", "{}内"),
        (r"(?<![\w.])", "{}"),
    ):
        yield re.compile(before + figure), partial(written, form=form)
    yield _rule(rf"\bbetween ({_NUMBER}) and ({_NUMBER})\b(?![:.]\d| ?[ap]\.?m)", _as(r"\1至\2"))
