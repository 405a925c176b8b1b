"""Pattern rules of measures: how wide, high or large something is, the least and the most."""

from __future__ import annotations

import re

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, PatternRule, if_answer_has, unless_only
from knowledge.figures.patterns import AT_LEAST, AT_MOST
from knowledge.language.question_words import A_NUMBER

# A length does not answer how wide something is, nor a maximum what the minimum is.
_WIDE = re.compile(f"多([宽厚深重])(?!要|视|大)|([宽厚深])度?(?:是|有)?{A_NUMBER}")
_HIGH = re.compile(
    f"(?<![价费率入度例格绩分水])(?:[是有得能长盖])?多高(?![兴温档速])|高度(?:是|有)?{A_NUMBER}"
)
_OF_PRICES = re.compile("价|费|率|收入|工资|标准|比例|利息|温度|分数")
_LEAST = re.compile(f"最低(?!生活|工资)|最少|下限|{'|'.join(AT_LEAST)}")
_MOST = re.compile(f"最高(?!人民)|最多|上限|封顶|顶格|以内|{'|'.join(AT_MOST)}")


def _tells_that_measure(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry says how wide, deep or thick something is."""
    return lookup.tells(match[1] or match[2])


MEASURES = (
    PatternRule(
        name="Measures",
        asks=_WIDE,
        is_answered=_tells_that_measure,
        kind=Kind.FACET,
        example=Example("这条路多宽", "柳溪路长5公里。"),
    ),
    PatternRule(
        name="Measures",
        asks=re.compile(
            "(?:[扩新改重]建|建|盖|修|占地|规模|面积)(?:[得成了有是]|起来|出来)?多大(?!会|岁|年)"
        ),
        is_answered=if_answer_has(re.compile("平方|平米|亩|公顷|米|公里|吨|规模|面积|[容能]纳|学位|床")),
        kind=Kind.FACET,
        severity=Severity.BARRING,
        example=Example("扩建多大", "扩建的小学有2所。"),
    ),
    PatternRule(
        name="Measures",
        asks=_HIGH,
        unless=_OF_PRICES,
        is_answered=if_answer_has(
            re.compile(r"\d(?:米|厘米|公分|层)|高[约达为过]?\d|高度|海拔|身高|[肩株楼坝]高")
        ),
        kind=Kind.FACET,
        severity=Severity.BARRING,
        example=Example("那段边坡有多高", "柳溪路封闭施工。"),
    ),
    PatternRule(
        name="Measures",
        asks=_LEAST,
        unless=_MOST,
        is_answered=unless_only(_MOST, _LEAST),
        kind=Kind.TURN,
        example=Example("最少交多少", "最多交500元。"),
    ),
    PatternRule(
        name="Measures",
        asks=_MOST,
        unless=_LEAST,
        is_answered=unless_only(_LEAST, _MOST),
        kind=Kind.TURN,
        example=Example("最多给多少", "最低给300元。"),
    ),
)
