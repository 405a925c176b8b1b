"""Marks: everyday words beside a figure that say what kind of figure it is (每月, 人均, 最高, 增长, 由)."""

from __future__ import annotations

import re

from knowledge.figures.labels import SLOT, Label
from knowledge.figures.patterns import FLAGS

_ONE = "(?<![满第头这那近])一个?"  # 一个月100元, and not 满一年
_NO_TERM = "(?![内以后前之期起多半级])"  # 一年480元, and not 一年内
_A_RATE = "(?:每一?个?|按|/)"
_OF_TURN = "(?:了|的|是|为|最[高低]|每[人户年月天吨])*"


def _words(chinese: str, english: str) -> re.Pattern[str]:
    return re.compile(f"{chinese}|(?<![a-z])(?:{english})", FLAGS)


def _period(chinese: str, english: str, mean: str = "(?!)", adverb: str = "(?!)") -> re.Pattern[str]:
    """How something is said to be of a period: 每月, 按月, /月, 月均, 一个月, per month, monthly."""
    named = rf"{_A_RATE}(?:{chinese})|{_ONE}(?:{chinese}){_NO_TERM}|{mean}"
    return _words(named, rf"(?:per|an?|each|every) (?:{english})(?![a-z])|{adverb}")


def _share(chinese: str, english: str) -> re.Pattern[str]:
    """How something is said to be for each of some: 每人, 按户, /亩, 一方, 人均, per household."""
    mean = f"(?<![国大专个各商厂全单])(?:{chinese})均"
    return _words(f"(?:{_A_RATE}|{_ONE})(?:{chinese})|{mean}", f"(?:per|an?|each) (?:{english})")


# Kind of mark -> mark -> how it is said in a label.
MARKS: dict[str, dict[str, re.Pattern[str]]] = {
    "period": {
        "hour": _period("小时|钟头", "hour", adverb="hourly"),
        "day": _period("[天日](?![然常])|工作日", "day", "日均", "daily"),
        "week": _period("(?:周|星期|礼拜)(?![一二三四五六日天末])", "week", adverb="weekly"),
        "month": _period("月", "month", "月均", "monthly"),
        "quarter": _period("季度?", "quarter", adverb="quarterly"),
        "term": _period("学期", "term|semester"),
        "year": _period("学?年度?(?![轻龄级])", "year", "年均", "annual|yearly"),
    },
    "share": {
        "person": _share("人(?![民才])|位(?!置)|名(?!义)", "person|head|resident|capita"),
        "household": _share("户(?!籍)|家", "household|family"),
        "land": _share("亩", "mu(?![a-z])"),
        "floor": _share("平(?:方?米|(?![台均安时]))", "square met"),
        "volume": _share("吨|立方米?|方(?![案面式便])", "tonn?e?|cubic met"),
    },
    "extreme": {
        "least": _words("最低(?!生活|工资)|最少|至少|不[低少]于|起步", "at least|minimum"),
        "most": _words("最[高多]|至多|不[高多]于|不超过?|封顶|上限|顶格|限[额购]", "at most|maximum|up to"),
    },
    "course": {
        "up": _words(
            "增[长至到幅]|增加(?!值)|上[升涨调浮]|提[高升]|涨|扩大", "r[io]se|risen|increas|gr[eo]w"
        ),
        "down": _words("减少|下[降跌调浮]|降[低至到了幅]|[缩压][小短减缩]", "f[ae]ll|declin|decreas|reduc"),
    },
    "turn": {
        "from": _words(f"(?:[由从]|原来|原先|以前|此前){_OF_TURN}{SLOT}", f"(?<![a-z])from {SLOT}"),
        "to": _words(f"(?:(?<![达不得收])[到至]|现在|如今){_OF_TURN}{SLOT}", f"(?<![a-z])to {SLOT}"),
    },
}


def marks(label: Label) -> dict[str, frozenset[str]]:
    """The marks of a label by their kind."""
    text = label.text
    found = ((kind, _of_kind(text, patterns)) for kind, patterns in MARKS.items())
    return {kind: held for kind, held in found if held}


def _of_kind(text: str, patterns: dict[str, re.Pattern[str]]) -> frozenset[str]:
    return frozenset(mark for mark, pattern in patterns.items() if pattern.search(text))
