"""Pattern rules for parties: for whom something is done, who pays for it, what becomes of one's own case."""

from __future__ import annotations

import re

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import (
    Example,
    PatternRule,
    if_answer_has,
    if_stated_is,
    never_told,
)
from knowledge.language.question_words import A_NUMBER

# For whom something is done (给哪些小区供暖): the entry must say for whom.
_FOR_WHOM = PatternRule(
    name="ForWhom",
    asks=re.compile(
        "[给向为替](?:哪些|哪几个?|哪个|什么样?的?|啥样?的?)(?:人|单位|小区|企业|公司|村|户|家庭|学校|地方)"
    ),
    is_answered=if_answer_has(re.compile("[给向为替对]")),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("供热站给哪些小区供暖", "在建的有东山、西山两座供热站。"),
)

# Who pays (市里每部补贴多少): what another level pays does not tell it.
_PAYER = "(?:里|级|级?财政|级?政府)"


def _is_paid_by_it(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer names that level, or does not say of which the money is."""
    answer, level = lookup.profile.answer, match["level"]
    return level in answer or re.search(f"(?:国家|中央|[省市县区镇乡村]){_PAYER}", answer) is None


_PAID_BY = PatternRule(
    name="PaidBy",
    asks=re.compile(
        f"(?<![城都超夜早菜社小地校园])(?P<level>国家|中央|[省市县]){_PAYER}[一-鿿]{{0,10}}?"
        f"(?:补贴|补助|补|奖励|奖|拨|发|出){A_NUMBER}"
    ),
    is_answered=_is_paid_by_it,
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("市里每部电梯补贴多少", "区财政每部补贴22万元。"),
)

# Whose share of a sum (中央出多少,县里出多少): the entry must name who gives it.
_SHARE_OF = PatternRule(
    name="PaidBy",
    asks=re.compile(
        "(?<![城都超夜早菜社小地校园])(?P<level>国家|中央|[省市县])(?:里|级|财政|政府)*(?:各|分别|要|得|会)?"
        f"(?:出|承担|负担|配套|拿|掏)了?{A_NUMBER}"
    ),
    is_answered=if_stated_is("level"),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("那210元,中央出多少", "大豆每亩补贴210元。"),
)

# What becomes of what somebody has handed in (我交的意见表你们看了吗): no text for everybody tells it.
_DEALT_WITH = "(?:看|收|处理|解决|批|审|办|查|通过|受理|答复|回复|落实|采纳|登记|追|找|退|到账|发)"
_DONE_BY_ONESELF = (
    "(?:交|提|递|寄|填|报名|考试?|反映|投诉|举报|申请|申报|报|写|发|办|投|被骗|被偷|被盗|丢|存|垫付?)"
)
_OWN_CASE = PatternRule(
    name="OwnCase",
    asks=re.compile(
        f"[我俺咱]们?[^,。?!]{{0,5}}?{_DONE_BY_ONESELF}(?:上去|过去|上)?的(?:(?!能|可以|会)[^,。?!]){{1,10}}?"
        f"{_DEALT_WITH}[^,。?!]{{0,2}}?(?:[了过到好完来]了?(?:吗|么|没有?|吧|不)|没有?)(?=[^一-鿿]|$)"
        f"|[我俺咱]们?[^,。?!]{{1,16}}?(?:怎么|咋|为什么|为啥|为何)(?:到现在|都|老)*还?[没不](?:有)?(?:{_DEALT_WITH}|到|打|来|批下来)"
    ),
    is_answered=never_told,
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("我交的意见表你们看了吗", "意见表发了450余份。"),
)

PARTIES = (_FOR_WHOM, _PAID_BY, _SHARE_OF, _OWN_CASE)
