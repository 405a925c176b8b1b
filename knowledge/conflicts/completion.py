"""Completion: what is finished, whichever verb an entry uses (弄完, 改完, 修好), and what is to come."""

from __future__ import annotations

import re

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, PatternRule, if_answer_has
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER
from knowledge.model.entry import SIZES

_FINISHED = re.compile(
    r"(?P<not_yet>(?:没|未|[能要会想得]|打算|计划|准备|预计)[^,。?!]{0,2})?"
    r"(?P<verb>[弄干搞整做办修建盖改装铺种挖拆])(?:完(?![工成])(?P<those>的)?|(?<!建)好(?=了))"
)
_ANYTHING = frozenset("弄干搞整做")  # verbs that fit any object
_IS_DONE = re.compile(r"完成|已经?(?!知)|了")
_COMPLETED = "完成"
_TO_COME = re.compile(r"在建|正在|计划|将[要在于对]|即将|拟|预计|打算|准备")
_ALL_DONE = re.compile(
    r"(?:(?<![安齐健])全部?|全都|都|统统|一个不剩)(?:已经?|给|被)?[^,。?!]{0,4}?"
    r"(?:完成|落实|到位|解决|整改|验收|完工|竣工|通车|[一-鿿]{0,2}(?:好|完|成)(?=了)|[一-鿿]{2}(?=了))了?"
)


def _counted(_match: re.Match[str], query: Query) -> bool:
    """Whether the question counts or measures what is said to be finished."""
    return any(cue.numeric or cue.facets & SIZES for cue in query.cues)


def _claimed(_match: re.Match[str], query: Query) -> bool:
    """Whether the question is a yes/no question."""
    return query.yes_no


def _tells_all_done(_match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer says that something is done, and not that it is under way or planned."""
    answer = lookup.profile.answer
    return _IS_DONE.search(answer) is not None and _TO_COME.search(answer) is None


def _tells_finished(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry says that this was finished; not so if the question is about what is still to come."""
    verb, texts = match["verb"], lookup.profile.texts
    if match["not_yet"] or not _tells_all_done(match, lookup):
        return False
    if match["those"] and _COMPLETED not in texts:
        return False
    return verb in _ANYTHING or verb in texts


# 弄完了几户
FINISHED = PatternRule(
    name="Finished",
    asks=_FINISHED,
    where=_counted,
    is_answered=_tells_finished,
    kind=Kind.EVENT,
    example=Example("拆完了几户", "改造31户已经完成。"),
)
# 全部改造好了,对吗
ALL_DONE = PatternRule(
    name="Actions",
    asks=_ALL_DONE,
    where=_claimed,
    is_answered=_tells_all_done,
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("公园全部改造好了吗", "在建的改造项目有18个。"),
)
_STARTS = "(?:盖|建|修|改|扩|开工|动工|上马|开建|启动)"
_UNDER_WAY = re.compile("在建|正在|完成|竣工|完工|(?<!知)已")
_TO_START = re.compile(f"计划|拟(?!定)|预计|打算|力争|将[于在要新建改]|尚未|还没|未{_STARTS}|待建")


def _tells_what_is_to_start(_match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer states plans, or nothing of what is under way or done."""
    answer = lookup.profile.answer
    return _TO_START.search(answer) is not None or _UNDER_WAY.search(answer) is None


# 打算新盖的有几个, 还没动工的有多少
TO_START = PatternRule(
    name="ToStart",
    asks=re.compile(
        f"(?:打算|计划|准备|预备|拟)(?:要|再|新)*{_STARTS}的|(?:[还尚]?[没未]有?|等着|待){_STARTS}的"
    ),
    where=_counted,
    is_answered=_tells_what_is_to_start,
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("还没动工的项目有几个", "在建的改造项目有18个。"),
)

# 没完成的子项有多少: an answer that says of nothing that it is not so counts them all
LACKING = PatternRule(
    name="Lacking",
    asks=re.compile(
        "(?:没有?|未)(?:完成|落实|解决|开工|动工|达标|通过|参加|加入|[改建修整交缴领办装接种])[一-鿿]{0,4}?的"
        f"[一-鿿]{{0,6}}?(?:[有是占剩]{A_NUMBER}|{A_NUMBER}[个户家所人名条项座处])"
    ),
    is_answered=if_answer_has(re.compile("[没未无]|不(?![仅但断])")),
    kind=Kind.PART,
    severity=Severity.BARRING,
    example=Example("没完成的项目有多少", "项目有18个。"),
)
COMPLETION_RULES = (TO_START, ALL_DONE, FINISHED, LACKING)
