"""The table of pattern rules: questions for something that only some entries tell, with examples."""

from __future__ import annotations

import re

from knowledge.conflicts.change_patterns import FROM_TO, UP_OR_DOWN
from knowledge.conflicts.completion import COMPLETION_RULES
from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.measure_patterns import MEASURES
from knowledge.conflicts.money_patterns import FINES, PAID
from knowledge.conflicts.party_patterns import PARTIES
from knowledge.conflicts.pattern_rule import (
    Example,
    PatternRule,
    if_answer_has,
    if_stated_is,
)
from knowledge.conflicts.place_patterns import ANOTHER_LEVEL, ANOTHER_PLACE, HOUSE_NUMBER, UNKNOWN_PLACE
from knowledge.conflicts.time_patterns import TIMES
from knowledge.language.question_words import A_NUMBER, HEDGE, SOME_NUMBER

# Where and how something is bought (门票在哪买): what it costs does not tell it.
_BOUGHT = PatternRule(
    name="Bought",
    asks=re.compile(
        "(?:在?(?:哪儿?里?|什么地方|网上|线上|手机上|哪个(?:平台|网站|窗口))|怎么|咋|如何)(?:能|可以|才能|上|去)*[买购订](?:票|到)?"
        "(?=[^一-鿿]|$|[吗呢啊呀么了])"
    ),
    is_answered=if_answer_has(re.compile("买|购|售|预订|预约|窗口|网|公众号|小程序|代理")),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("公园的门票在哪买", "公园门票60元。"),
)


# Actions that undo or harm, and other stages: 村道坏了几公里 is not answered by how many were repaired.
_DONE_TO = PatternRule(
    name="Actions",
    asks=re.compile(
        f"(?P<verb>[坏封堵断塌倒砍伐烧死活枯漏丢撕扔毁关停撤迁搬黄垮亏赔欠退卖拆误废剩缺差"
        f"谈签选评排录拍买填印住]|砸(?!了?{A_NUMBER}个?(?:块?钱|[元万亿])))"  # who 砸钱 invests
        f"(?:了|过|掉了?){HEDGE}?{A_NUMBER}"
    ),
    is_answered=if_stated_is("verb"),
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("玻璃砸了多少块", "换了玻璃11块。"),
)


# A rank among others (能排第几), wherever in a question it is asked for.
_RANK = PatternRule(
    name="Rank",
    asks=re.compile(
        "排(?:在|到|得|个)?(?:第几|老几|几名|多少名|第多少)|第几名(?!同学|老师)|(?<!报)名次(?!数)"
    ),
    is_answered=if_answer_has(re.compile("排[名在第]|名列|位[居列]|第[一二三四五六七八九十\\d]+[名位]")),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("在全市能排第几", "每次借5册。"),
)

# An opinion (好玩吗, 值不值得去): what something is does not tell it; the answer must use the word.
_OPINION = PatternRule(
    name="Opinion",
    asks=re.compile(
        "(?P<what>好[玩吃看听喝]|值得|值|划算|漂亮|热闹|有意思)"
        "(?:不(?P=what)|(?:去|看|一[去看])?(?:吗|么|嘛|不(?!了)|没有?)[呢呀啊?。! ]*$)|好不好[玩吃看听喝]"
    ),
    is_answered=if_stated_is("what"),
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("休闲谷好玩吗", "休闲谷正在建设。"),
)

# Another place that something is compared with (和东区比,谁高): the answer must name it.
_COMPARED_WITH = PatternRule(
    name="ComparedWith",
    asks=re.compile("[和跟与同](?P<other>[^,。?!]{1,4}[区县市])(?:相|作|做|对)?比"),
    is_answered=if_stated_is("other"),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("和东区比谁的收入高", "收入18亿元。"),
)

# Where something comes from (这个节是怎么来的): the answer must tell it.
_ORIGIN = PatternRule(
    name="Origin",
    asks=re.compile("怎么来的|来历|由来|起源|典故|传说|寓意|(?:名字|名称|叫法)(?:是)?怎么(?:来|起|取)"),
    is_answered=if_answer_has(
        re.compile("由来|起源|来历|来自|来源|传说|典故|得名|因[^,。]{1,8}而|寓意|始于|取自|取名")
    ),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("采茶节是怎么来的", "采茶节5月1日在柳溪广场举行。"),
)

# What a whole consists of (11项服务都包括哪些): a number of parts does not list them.
_COUNTS = re.compile(f"{SOME_NUMBER}[余多]?(?:[个项条家户所处种类件]|子项)")
_LISTS = re.compile(r"[、;]|[和与及]|(?:点到|提到)名|名[为叫]|叫作?")


def _lists_them(_match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer does more than count: it lists things, or tells no number of them."""
    answer = lookup.profile.answer
    return _LISTS.search(answer) is not None or _COUNTS.search(answer) is None


_LISTED = PatternRule(
    name="Listed",
    asks=re.compile(
        "(?:包括|包含|涵盖|都[是有]|具体(?:都|分别)?[是有为]|分别[是为])了?(?:哪些|哪几|什么|啥|谁)"
    ),
    is_answered=_lists_them,
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("这11项服务具体都包括哪些", "免费服务有11项。"),
)

WHOLE_QUESTION_PATTERNS = (
    UNKNOWN_PLACE,
    ANOTHER_PLACE,
    _RANK,
    _COMPARED_WITH,
)  # checked in the whole question

PATTERN_RULES = (
    PAID,
    *MEASURES,
    *UP_OR_DOWN,
    _OPINION,
    *TIMES,
    _BOUGHT,
    *FINES,
    HOUSE_NUMBER,
    ANOTHER_LEVEL,
    _DONE_TO,
    *COMPLETION_RULES,
    _LISTED,
    _ORIGIN,
    *PARTIES,
    *FROM_TO,
)
