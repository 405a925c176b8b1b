"""Pattern rules for money: paid or received, fines and deposits."""

from __future__ import annotations

import re
from functools import partial

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, IsAnswered, PatternRule, if_answer_has, unless_only
from knowledge.figures.units import MONEY
from knowledge.language.question_words import A_NUMBER, GETS, PAYS

# What something costs is different from what is paid as a subsidy: 装电梯花多少, 装电梯补多少.
_PAID = "[交缴付收掏花价租费票买卖]|元/|押金|自付|个人出"
_GOT = (
    "补[贴助偿]|津贴|奖|救助|资助|助学金|报销|待遇|领|发放|发给|给予|拨付|[每按]月发|赔偿|低保|养老金|退休金"
)


def _if_sums_go(other: str, own: str) -> IsAnswered:
    """Answered by an entry whose sums go this way (`own` words), and by one without any sum."""
    return partial(_sums_go, unless_only(re.compile(other), re.compile(own)))


def _sums_go(said_so: IsAnswered, match: re.Match[str], lookup: EntryLookup) -> bool:
    sums = (figure for figure in lookup.profile.answer_figures if figure.unit == MONEY)
    return not any(sums) or said_so(match, lookup)


MONEY_PAID_OR_RECEIVED = (
    PatternRule(
        name="Money",
        asks=re.compile(PAYS),
        unless=re.compile(f"{GETS}|{_GOT}"),
        is_answered=_if_sums_go(_GOT, _PAID),
        kind=Kind.FACET,
        example=Example("装电梯花多少钱", "加装电梯每台补贴20万元。"),
    ),
    PatternRule(
        name="Money",
        asks=re.compile(GETS),
        unless=re.compile(f"{PAYS}|{_PAID}"),
        is_answered=_if_sums_go(_PAID, _GOT),
        kind=Kind.FACET,
        example=Example("装电梯补多少钱", "装一部电梯花费3万元。"),
    ),
)

# Fines and deposits (罚几毛, 押多少).
_ASKED_AS = f"(?:款|金|我|他|人)?(?:了|是|要|得|交)?{A_NUMBER}"
FINES = (
    PatternRule(
        name="Fines",
        asks=re.compile(f"罚{_ASKED_AS}"),
        is_answered=if_answer_has(re.compile("罚|滞纳|[逾超]期|违约")),
        kind=Kind.FACET,
        severity=Severity.BARRING,
        example=Example("超期一天罚几毛", "每次借5册。"),
    ),
    PatternRule(
        name="Fines",
        asks=re.compile(f"押{_ASKED_AS}"),
        is_answered=if_answer_has(re.compile("[押抵]")),
        kind=Kind.FACET,
        severity=Severity.BARRING,
        example=Example("借书押多少钱", "每次借5册。"),
    ),
)
