"""The table of pattern rules: questions for something that only some entries tell, with examples."""

from __future__ import annotations

import re

from knowledge.conflicts.bounds import BOUND
from knowledge.conflicts.change_patterns import FROM_TO, UP_OR_DOWN
from knowledge.conflicts.completion import COMPLETION_RULES
from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import PLANNED
from knowledge.conflicts.money_patterns import FINES, MONEY_PAID_OR_RECEIVED
from knowledge.conflicts.party_patterns import PARTIES
from knowledge.conflicts.pattern_rule import (
    Example,
    PatternRule,
    if_answer_has,
    if_stated_is,
    unless_only,
)
from knowledge.conflicts.place_patterns import ANOTHER_LEVEL, ANOTHER_PLACE, HOUSE_NUMBER, UNKNOWN_PLACE
from knowledge.conflicts.profile import is_affirmed
from knowledge.figures.patterns import AT_LEAST, AT_MOST
from knowledge.language.question_words import A_NUMBER, HEDGE, SOME_NUMBER, WHEN

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


_MEASURES = (
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


# Things that have something (有物业的小区) are not those that lack it.
def _has_it(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether the stated text is not only about things that lack it."""
    text, thing = lookup.profile.stated_text, match["what"]
    return thing not in text or is_affirmed(thing, text)


_WITH_IT = PatternRule(
    name="WithIt",
    asks=re.compile("(?<![没所现只还带含设拥具共])有(?P<what>[一-鿿]{2,3}?)的(?=[一-鿿]{2})"),
    is_answered=_has_it,
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("有电梯的楼改了几栋", "改了11栋没有电梯的楼。"),
)


# One side of what is counted (食品方面的是几起): the entry must name it.
_ON_ONE_SIDE = PatternRule(
    name="OnOneSide",
    asks=re.compile(
        f"(?P<what>(?![这那哪各几另其]|[一-鿿][这那哪各几另其于共])[一-鿿]{{2}})(?:方面|领域|行业|那?一?类)"
        f"的?(?:是|有|占|又|都|共|各)*{A_NUMBER}"
    ),
    is_answered=if_stated_is("what"),
    kind=Kind.PART,
    severity=Severity.BARRING,
    example=Example("食品方面的是几起", "整改隐患15起。"),
)

# The time before this year (今年以前投了多少): the answer must mention an earlier time.
_UNTIL_THEN = PatternRule(
    name="UntilThen",
    asks=re.compile("(?:今年|去年|前年|本年度?)(?:以前|之前)"),
    is_answered=if_answer_has(re.compile("(?:以|之|此)前|往年|历年|累计")),
    kind=Kind.PERIOD,
    severity=Severity.BARRING,
    example=Example("今年以前投了多少", "今年投资3亿元。"),
)

# The years of a plan (十三五末): the answer must name it.
_YEARS_OF_A_PLAN = PatternRule(
    name="YearsOfPlan",
    asks=re.compile("(?P<plan>十[一二三四]五|十五五)[\"'”]?(?=末|期|规划|时期|以来|开局|收官|目标)"),
    is_answered=if_stated_is("plan"),
    kind=Kind.PERIOD,
    severity=Severity.BARRING,
    example=Example("十四五末能到多少亩", "今年造林2万亩。"),
)


# The future (2026年要达到多少): the answer must state a plan. A day of every month: it must state one.
_GROWS_TO = "[^,。?!]{0,12}?(?:要|会|将|能|得)再?(?:加|涨|增|提|降|达|升|减|建|新增|提高|达到)[^,。?!]{0,3}?"


def _states_a_plan(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer states a plan, or what becomes of something in the year that is asked about."""
    answer = lookup.profile.answer
    becomes = match["year"] and re.search(f"{match['year']}[^,。;]{{0,12}}?[建达增提降减涨升]", answer)
    return PLANNED.search(answer) is not None or bool(becomes)


_TO_COME = PatternRule(
    name="ToCome",
    asks=re.compile(
        f"(?:(?P<year>20\\d\\d年)|明年|后年|年底|下半年|(?<!不)再)(?!上半年){_GROWS_TO}(?:{A_NUMBER}|百分之)"
        f"|再过(?:{A_NUMBER}|{SOME_NUMBER})个?[年月][^,。?!]{{0,16}}?{A_NUMBER}"
        f"|(?:下[回次]|{WHEN}|哪天|哪年|几月)[^,。?!]{{0,6}}?再(?:次|度)?[涨降调升]"
    ),
    is_answered=_states_a_plan,
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("2032年会再涨到多少", "养老金每月165元。"),
)
_DAY_OF_THE_MONTH = PatternRule(
    name="DayOfTheMonth",
    asks=re.compile(f"每个?月(?:都)?(?:是|在)?(?:几号|哪天|哪一天|哪日|多少号|{WHEN})"),
    is_answered=if_answer_has(
        re.compile(
            f"每个?月[^,。;元]{{0,8}}?(?:{SOME_NUMBER}[日号]|星期|礼拜|周[一二三四五六日末]|旬)|月[底初末]"
        )
    ),
    kind=Kind.FACET,
    severity=Severity.BARRING,
    example=Example("养老金每月几号发", "7月1日起每月165元。"),
)


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


# How long one go takes (每遍洒多久): since when it has been done does not tell it.
_ONE_GO = PatternRule(
    name="OneGo",
    asks=re.compile(
        "(?:每一?|单|一)[遍趟场回](?:[^,。?!]{0,4}?)(?:多长时间|多久|几分钟|几个?(?:小时|钟头)|多少分钟)"
    ),
    is_answered=if_answer_has(re.compile("分钟|小时|钟头|刻钟|时长|每一?[遍趟场回次]")),
    kind=Kind.PERIOD,
    severity=Severity.BARRING,
    example=Example("每遍洒多长时间", "洒水已经坚持了1年多。"),
)


# A month of a year (2027年11月): an entry that dates that month in other years alone does not tell of it.
def _dates_that_month(match: re.Match[str], lookup: EntryLookup) -> bool:
    dated = re.findall(f"(20\\d\\d)年{match['month']}月", lookup.profile.stated_text)
    return not dated or match["year"] in dated


_MONTH_OF_A_YEAR = PatternRule(
    name="MonthOfYear",
    asks=re.compile(
        "(?P<year>20\\d\\d)年(?P<month>1[0-2]|[1-9])月(?!之?前|以前|[^,。?!]{0,6}?(?:出生|生的|生人|[月日号]生))"
    ),
    is_answered=_dates_that_month,
    kind=Kind.YEAR,
    severity=Severity.BARRING,
    example=Example("2027年11月供暖吗", "2026年11月15日供暖,2027年3月15日停。"),
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
    asks=re.compile("(?:包括|包含|涵盖|都有|具体(?:都|分别)?[是有为]|分别[是为])了?(?:哪些|哪几|什么|啥|谁)"),
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
    _MONTH_OF_A_YEAR,
)  # checked in the whole question

PATTERN_RULES = (
    *MONEY_PAID_OR_RECEIVED,
    *_MEASURES,
    *UP_OR_DOWN,
    _WITH_IT,
    _ON_ONE_SIDE,
    _OPINION,
    _UNTIL_THEN,
    _YEARS_OF_A_PLAN,
    _TO_COME,
    _DAY_OF_THE_MONTH,
    _ONE_GO,
    _BOUGHT,
    *FINES,
    HOUSE_NUMBER,
    ANOTHER_LEVEL,
    _DONE_TO,
    *COMPLETION_RULES,
    BOUND,
    _LISTED,
    _ORIGIN,
    *PARTIES,
    *FROM_TO,
)
