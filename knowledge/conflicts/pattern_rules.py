"""Ways of asking for something that only some entries tell, rule by rule, each with what tells it."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from knowledge.conflicts.bounds import BOUND
from knowledge.conflicts.completion import COMPLETION_RULES
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import PatternRule, Told, not_only, told_by
from knowledge.figures.occurrences import occurrences
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER

# What something costs is not what is given for it: 装电梯花多少, 装电梯补多少.
_HOW_MUCH = r"(?:是|要|得|了|的|到|个)*(?:多少|几)个?(?:钱|[块元毛]|[百千万亿]|(?=[^一-鿿]|$|[啊呀呢吧哦]))"
_PAYS = "(?:花费?|掏|付|出|耗资|交|缴|收费?|买|卖|租金?|租|造价|成本|票价|价格|价钱|单价)" + _HOW_MUCH
_GETS = "(?:补[贴助]?|奖励?|发放?|领取?|给予?|拨|救助|资助|报销?|赔偿?)" + _HOW_MUCH
_PAID = "[交缴付收掏花价租费票买卖]|元/|押金|自付|个人出"
_GOT = (
    "补[贴助偿]|津贴|奖|救助|资助|助学金|报销|待遇|领|发放|发给|给予|拨付|[每按]月发|赔偿|低保|养老金|退休金"
)
_MONEY = "元"


def _goes(other: str, own: str) -> Told:
    """Told by who tells a sum that goes this way, and by who tells none."""
    return partial(_tells_a_sum_so, not_only(re.compile(other), re.compile(own)))


def _tells_a_sum_so(this_way: Told, found: re.Match[str], lookup: EntryLookup) -> bool:
    sums = (figure for figure in lookup.profile.answer_figures if figure.unit == _MONEY)
    return not any(sums) or this_way(found, lookup)


_MONEY_EITHER_WAY = (
    PatternRule(
        rule="Money",
        asks=re.compile(_PAYS),
        unless=re.compile(f"{_GETS}|{_GOT}"),
        told=_goes(_GOT, _PAID),
        kind=Kind.FACET,
    ),
    PatternRule(
        rule="Money",
        asks=re.compile(_GETS),
        unless=re.compile(f"{_PAYS}|{_PAID}"),
        told=_goes(_PAID, _GOT),
        kind=Kind.FACET,
    ),
)

# How wide is not told by how long, nor the least by the most.
_WIDE = re.compile("多([宽厚深重])(?!要|视|大)|([宽厚深])度?(?:是|有)?(?:多少|几)")
_LEAST = re.compile("最低(?!生活|工资)|最少|下限|不低于|不少于|至少")
_MOST = re.compile("最高(?!人民)|最多|上限|封顶|顶格|不超过|不高于|以内")


def _tells_that_measure(found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry says how wide, deep or thick something is."""
    return lookup.tells(found[1] or found[2])


_MEASURES = (
    PatternRule(rule="Measures", asks=_WIDE, told=_tells_that_measure, kind=Kind.FACET),
    PatternRule(rule="Measures", asks=_LEAST, unless=_MOST, told=not_only(_MOST, _LEAST), kind=Kind.TURN),
    PatternRule(rule="Measures", asks=_MOST, unless=_LEAST, told=not_only(_LEAST, _MOST), kind=Kind.TURN),
)

# Two figures (从多少降到多少), a level (降到多少), a sum and no share (涨了多少个亿), a place (从岛上开).
_CHANGES = "(?:[涨降跌升减增]|提高|下降|上升|增[加长]|减少|[多少]收?)"
_LEAVES = re.compile(
    "从(?P<place>[^,。?!;从哪几什啥何]{2,8}?)(?:开(?!始|工|展|放|通|设|发|支)|出发|发[车船]|起飞)"
)


def _tells_two_figures(_found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer states two figures of one kind."""
    units = Counter(figure.unit for figure in lookup.profile.answer_figures)
    return max(units.values(), default=0) > 1


def _leaves_there(found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer names the place that something leaves from, or none."""
    answer = lookup.profile.answer
    return found["place"] in answer or not _LEAVES.search(answer)


_FROM_TO = (
    PatternRule(
        rule="FromTo",
        asks=re.compile(f"[从由]{A_NUMBER}[^,。?!;]{{0,8}}[到成为至](?:{A_NUMBER}|了多少)"),
        told=_tells_two_figures,
        kind=Kind.FACET,
        bars=True,
    ),
    PatternRule(
        rule="FromTo",
        asks=re.compile(f"(?:[涨降跌升减增提]|下降|上升|增[加长]|减少)到了?{A_NUMBER}"),
        told=told_by(re.compile("[到至达为]")),
        kind=Kind.TURN,
        bars=True,
    ),
    PatternRule(
        rule="FromTo",
        asks=re.compile(f"{_CHANGES}了{A_NUMBER}(?:个?[万亿]|钱|元|块)"),
        told=told_by(re.compile(f"{_CHANGES}了?[^,。;%]{{0,3}}?\\d[\\d.]*[万亿]?元")),
        kind=Kind.TURN,
        bars=True,
    ),
    PatternRule(rule="FromTo", asks=_LEAVES, told=_leaves_there, kind=Kind.NAME, bars=True),
)

# A fall (降了几成) is not told by a rise, nor a rise by a fall.
_BY_HOW_MUCH = f"了?(?:大概|大约)?(?:{A_NUMBER}|百分之)"
_FALLS = f"(?:下降|减少|降低|下滑|下跌|回落|[降跌减]|(?<![多至])少){_BY_HOW_MUCH}"
_RISES = f"(?:上升|增[加长多]|提高|上涨|涨|(?<!提)升|(?<!新)增|(?<![不最多])多(?=[了出])出?){_BY_HOW_MUCH}"
_FALL = re.compile("[降跌减]|下滑|回落|少[了收]|缩[减水]")
_RISE = re.compile("[增涨升]|提高|上[调浮]|多[了收]|翻番")


def _changes_so(
    other: re.Pattern[str], own: re.Pattern[str], _found: re.Match[str], lookup: EntryLookup
) -> bool:
    """Whether what an entry tells, apart from ways of asking for it, does not change the other way alone."""
    told = lookup.profile.stated_text
    return other.search(told) is None or own.search(told) is not None


_UP_OR_DOWN = (
    PatternRule(
        rule="UpOrDown",
        asks=re.compile(_FALLS),
        unless=_RISE,
        told=partial(_changes_so, _RISE, _FALL),
        kind=Kind.TURN,
        bars=True,
    ),
    PatternRule(
        rule="UpOrDown",
        asks=re.compile(_RISES),
        unless=_FALL,
        told=partial(_changes_so, _FALL, _RISE),
        kind=Kind.TURN,
        bars=True,
    ),
)


# Those that have something (有物业的小区) are not those that lack it.
_LACKS = re.compile("(?:没有?|[无未缺])$")


def _has_it(found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether what an entry tells is not of those alone that lack it."""
    told, what = lookup.profile.stated_text, found["what"]
    places = tuple(occurrences(what, told))
    return not places or any(not _LACKS.search(told, 0, place) for place in places)


_WITH_IT = PatternRule(
    rule="WithIt",
    asks=re.compile("(?<![没所现只还带含设拥具共])有(?P<what>[一-鿿]{2,3}?)的(?=[一-鿿]{2})"),
    told=_has_it,
    kind=Kind.TURN,
    firm=True,
    bars=True,
)


# One side of what is counted (食品方面的是几起) is told by who names it, and not only asks of it.
def _names_that_side(found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry tells of it, and does not only have citizens ask of it."""
    return found["what"] in lookup.profile.stated_text


_ON_ONE_SIDE = PatternRule(
    rule="OnOneSide",
    asks=re.compile(
        f"(?P<what>[一-鿿]{{2}})(?:方面|领域|行业|那?一?类)的?(?:是|有|占|又|都|共|各)*{A_NUMBER}"
    ),
    told=_names_that_side,
    kind=Kind.PART,
    bars=True,
)

# What was so before this year (今年以前投了多少) is told by who speaks of before.
_UNTIL_THEN = PatternRule(
    rule="UntilThen",
    asks=re.compile("(?:今年|去年|前年|本年度?)(?:以前|之前)"),
    told=told_by(re.compile("(?:以|之|此)前|往年|历年|累计")),
    kind=Kind.PERIOD,
    bars=True,
)


def _tells_of_it(found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry tells of this being done."""
    return found["verb"] in lookup.profile.stated_text


# What is to come in a year (2026年要达到多少) is told by who tells a plan, and a day of every month by one.
_GROWS_TO = "[^,。?!]{0,12}?(?:要|会|将|能|得)再?(?:加|涨|增|提|降|达|升|减|建|新增|提高|达到)[^,。?!]{0,3}?"
_TO_COME = PatternRule(
    rule="ToCome",
    asks=re.compile(
        f"(?:20\\d\\d年|明年|后年|年底|下半年|(?<!不)再)(?!上半年){_GROWS_TO}(?:{A_NUMBER}|百分之)"
    ),
    told=told_by(re.compile("计划|规划|目标|拟(?!定)|预计|打算|力争|确保|将(?=[于在要新建改达提降])")),
    kind=Kind.TURN,
    bars=True,
)
_DAY_OF_THE_MONTH = PatternRule(
    rule="DayOfTheMonth",
    asks=re.compile("每个?月(?:都)?(?:是|在)?(?:几号|哪天|哪一天|哪日|多少号|什么时候|啥时候|多会儿)"),
    told=told_by(
        re.compile("每个?月[^,。;元]{0,8}?(?:\\d[日号]|星期|礼拜|周[一二三四五六日末]|旬)|月[底初末]")
    ),
    kind=Kind.FACET,
    bars=True,
)

# A place that no dictionary knows (洺霁街道的市场) is told by who names it.
_A_PLACE = re.compile("(?P<name>[一-鿿]{2})(?P<kind>街道(?!办)|镇(?![上里区政卫中])|乡(?![镇下村亲里]))")
_LIVES_THERE = re.compile("[我俺咱爸妈爷奶叔姨哥姐弟妹家][^,。?!;]{0,4}?(?:在|住|是|从|来自)[^,。?!;]{0,4}$")
_NO_PLACE = frozenset(
    "的在到从去来回是有个这那哪各每全本该某我你他您俺咱们一二三四五六七八九十几两多少和与跟及或城集小大新老"
)


def _is_unknown(found: re.Match[str], query: Query) -> bool:
    """Whether a question names a place by characters that are no word, and that the town has no name for.

    Not where somebody only says to live there or to come from there.
    """
    start, end = found.span("name")
    if _LIVES_THERE.search(query.text, 0, start):
        return False
    alone = {word.start for word in query.words if len(word.text) == 1}
    unknown = alone.issuperset(range(start, end)) and _NO_PLACE.isdisjoint(found["name"])
    return unknown and query.mentioned.isdisjoint(range(start, end))


def _names_that_place(found: re.Match[str], lookup: EntryLookup) -> bool:
    return found["name"] in lookup.profile.texts


def _names_no_other(found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry names that place, or tells of none of its kind."""
    others = re.search(f"[一-鿿]{{2}}{found['kind']}", lookup.profile.stated_text)
    return others is None or _names_that_place(found, lookup)


_UNKNOWN_PLACES = tuple(
    PatternRule(
        rule="UnknownPlace", asks=_A_PLACE, where=_is_unknown, told=told, kind=Kind.NAME, firm=True, bars=bars
    )
    for told, bars in ((_names_no_other, True), (_names_that_place, False))
)

# What undoes or harms, and other stages of a thing: 村道坏了几公里 is not told by how many were repaired.
_DONE_TO = PatternRule(
    rule="Doings",
    asks=re.compile(
        f"(?P<verb>[坏封堵断塌倒砍伐烧死活枯漏丢撕扔毁关停撤迁搬黄垮亏赔欠退卖拆误废剩缺差"
        f"谈签选评排录拍买填印住]|砸(?!了?{A_NUMBER}个?(?:块?钱|[元万亿])))"  # who 砸钱 invests
        f"(?:了|过|掉了?)(?:大概|大约|一共|总共)?{A_NUMBER}"
    ),
    told=_tells_of_it,
    kind=Kind.EVENT,
    bars=True,
)

# Who is in charge (听谁的) is told by who tells who leads.
_LEADS = re.compile("归|管|领导|主管|负责|隶属|牵头|指挥")


def _tells_who_leads(_found: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry tells who leads, and not only that citizens ask for it."""
    return _LEADS.search(lookup.profile.stated_text) is not None


_IN_CHARGE = PatternRule(
    rule="InCharge",
    asks=re.compile("(?:听|归|属于?|受)(?:谁|哪位|哪个人)的?(?:管|领导|指挥|安排)?(?=[^一-鿿]|$|[啊呀呢吧])"),
    told=_tells_who_leads,
    kind=Kind.EVENT,
    bars=True,
)

# How things rank among others (能排第几), wherever a question says so.
_RANK = PatternRule(
    rule="Rank",
    asks=re.compile("排(?:在|到|得|个)?(?:第几|老几|几名|多少名|第多少)|第几名(?!同学|老师)|名次"),
    told=told_by(re.compile("排[名在第]|名列|位[居列]|第[一二三四五六七八九十\\d]+[名位]")),
    kind=Kind.TURN,
    firm=True,
    bars=True,
)

# Money taken for a fault or as a pledge (罚几毛, 押多少), and the number of a house.
_ASKED_AS = f"(?:款|金|我|他|人)?(?:了|是|要|得|交)?{A_NUMBER}"
_FINES = (
    PatternRule(
        rule="Fines",
        asks=re.compile(f"罚{_ASKED_AS}"),
        told=told_by(re.compile("罚|滞纳|[逾超]期|违约")),
        kind=Kind.FACET,
        bars=True,
    ),
    PatternRule(
        rule="Fines",
        asks=re.compile(f"押{_ASKED_AS}"),
        told=told_by(re.compile("[押抵]")),
        kind=Kind.FACET,
        bars=True,
    ),
)
_HOUSE_NUMBER = PatternRule(
    rule="HouseNumber",
    asks=re.compile("门牌号?(?:码)?|几号(?:楼|院|门)"),
    told=told_by(re.compile("\\d+(?:-\\d+)?号(?![码召])")),
    kind=Kind.FACET,
    bars=True,
)

WHOLE_QUESTION_PATTERNS = (*_UNKNOWN_PLACES, _RANK)  # and not only where it is asked

PATTERN_RULES = (
    *_MONEY_EITHER_WAY,
    *_MEASURES,
    *_UP_OR_DOWN,
    _WITH_IT,
    _ON_ONE_SIDE,
    _UNTIL_THEN,
    _TO_COME,
    _DAY_OF_THE_MONTH,
    *_FINES,
    _HOUSE_NUMBER,
    _DONE_TO,
    *COMPLETION_RULES,
    BOUND,
    _IN_CHARGE,
    *_FROM_TO,
)
