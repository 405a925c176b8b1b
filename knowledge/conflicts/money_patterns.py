"""Pattern rules for money: what one pays, fines and deposits."""

from __future__ import annotations

import re

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, PatternRule, if_answer_has, unless_only
from knowledge.figures.units import MONEY
from knowledge.language.question_words import A_NUMBER, GETS, PAYS

# What something costs (装电梯花多少) is not told by what is paid as a subsidy, unless a government pays.
_PAID = "[交缴付收掏花价租费票买卖]|元/|押金|自付|个人出"
_GOT = (
    "补[贴助偿]|津贴|奖|救助|资助|助学金|报销|待遇|领|发放|发给|给予|拨付|[每按]月发|赔偿|低保|养老金|退休金"
)


_NOT_ONLY_GOT = unless_only(re.compile(_GOT), re.compile(_PAID))


def _tells_what_is_paid(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry states no sum, or not only what is received."""
    sums = (figure for figure in lookup.profile.answer_figures if figure.unit == MONEY)
    return not any(sums) or _NOT_ONLY_GOT(match, lookup)


PAID = PatternRule(
    name="Money",
    asks=re.compile(PAYS),
    unless=re.compile(f"{GETS}|{_GOT}|公家|政府|财政|国家"),
    is_answered=_tells_what_is_paid,
    kind=Kind.FACET,
    example=Example("装电梯花多少钱", "加装电梯每台补贴20万元。"),
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
