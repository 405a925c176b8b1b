"""The table of pattern rules: questions for something that only some entries tell, with examples."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from knowledge.conflicts.bounds import BOUND
from knowledge.conflicts.completion import COMPLETION_RULES
from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, IsAnswered, PatternRule, if_answer_has, unless_only
from knowledge.figures.occurrences import occurrences
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER

# What something costs is different from what is paid as a subsidy: 装电梯花多少, 装电梯补多少.
_HOW_MUCH = r"(?:是|要|得|了|的|到|个)*(?:多少|几)个?(?:钱|[块元毛]|[百千万亿]|(?=[^一-鿿]|$|[啊呀呢吧哦]))"
_PAYS = "(?:花费?|掏|付|出|耗资|交|缴|收费?|买|卖|租金?|租|造价|成本|票价|价格|价钱|单价)" + _HOW_MUCH
_GETS = "(?:补[贴助]?|奖励?|发放?|领取?|给予?|拨|救助|资助|报销?|赔偿?)" + _HOW_MUCH
_PAID = "[交缴付收掏花价租费票买卖]|元/|押金|自付|个人出"
_GOT = (
    "补[贴助偿]|津贴|奖|救助|资助|助学金|报销|待遇|领|发放|发给|给予|拨付|[每按]月发|赔偿|低保|养老金|退休金"
)
_MONEY = "元"


def _if_sums_go(other: str, own: str) -> IsAnswered:
    """Answered by an entry whose sums go this way (`own` words), and by one without any sum."""
    return partial(_sums_go, unless_only(re.compile(other), re.compile(own)))


def _sums_go(said_so: IsAnswered, match: re.Match[str], lookup: EntryLookup) -> bool:
    sums = (figure for figure in lookup.profile.answer_figures if figure.unit == _MONEY)
    return not any(sums) or said_so(match, lookup)


_MONEY_PAID_OR_RECEIVED = (
    PatternRule(
        name="Money",
        asks=re.compile(_PAYS),
        unless=re.compile(f"{_GETS}|{_GOT}"),
        is_answered=_if_sums_go(_GOT, _PAID),
        kind=Kind.FACET,
        example=Example("装电梯花多少钱", "加装电梯每台补贴20万元。"),
    ),
    PatternRule(
        name="Money",
        asks=re.compile(_GETS),
        unless=re.compile(f"{_PAYS}|{_PAID}"),
        is_answered=_if_sums_go(_PAID, _GOT),
        kind=Kind.FACET,
        example=Example("装电梯补多少钱", "装一部电梯花费3万元。"),
    ),
)

# A length does not answer how wide something is, nor a maximum what the minimum is.
_WIDE = re.compile("多([宽厚深重])(?!要|视|大)|([宽厚深])度?(?:是|有)?(?:多少|几)")
_LEAST = re.compile("最低(?!生活|工资)|最少|下限|不低于|不少于|至少")
_MOST = re.compile("最高(?!人民)|最多|上限|封顶|顶格|不超过|不高于|以内")


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

# Two figures (从多少降到多少), a level (降到多少), a sum and no share (涨了多少个亿), a place (从岛上开).
_CHANGES = "(?:[涨降跌升减增]|提高|下降|上升|增[加长]|减少|[多少]收?)"
_LEAVES = re.compile(
    "从(?P<place>[^,。?!;从哪几什啥何]{2,8}?)(?:开(?!始|工|展|放|通|设|发|支)|出发|发[车船]|起飞)"
)


def _tells_two_figures(_match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer states two figures of one kind."""
    units = Counter(figure.unit for figure in lookup.profile.answer_figures)
    return max(units.values(), default=0) > 1


def _leaves_there(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer names the place that something leaves from, or none."""
    answer = lookup.profile.answer
    return match["place"] in answer or not _LEAVES.search(answer)


_FROM_TO = (
    PatternRule(
        name="FromTo",
        asks=re.compile(f"[从由]{A_NUMBER}[^,。?!;]{{0,8}}[到成为至](?:{A_NUMBER}|了多少)"),
        is_answered=_tells_two_figures,
        kind=Kind.FACET,
        severity=Severity.BARRING,
        example=Example("养老金从多少涨到多少", "养老金涨到165元。"),
    ),
    PatternRule(
        name="FromTo",
        asks=re.compile(f"(?:[涨降跌升减增提]|下降|上升|增[加长]|减少)到了?{A_NUMBER}"),
        is_answered=if_answer_has(re.compile("[到至达为]")),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("养老金涨到多少", "养老金每月165元。"),
    ),
    PatternRule(
        name="FromTo",
        asks=re.compile(f"{_CHANGES}了{A_NUMBER}(?:个?[万亿]|钱|元|块)"),
        is_answered=if_answer_has(re.compile(f"{_CHANGES}了?[^,。;%]{{0,3}}?\\d[\\d.]*[万亿]?元")),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("投资涨了多少个亿", "投资增长20%。"),
    ),
    PatternRule(
        name="FromTo",
        asks=_LEAVES,
        is_answered=_leaves_there,
        kind=Kind.NAME,
        severity=Severity.BARRING,
        example=Example("渡轮几点从岛上开", "渡轮7:20从码头开船。"),
    ),
)

# A rise does not answer a question about a fall (降了几成), nor the other way round.
_BY_HOW_MUCH = f"了?(?:大概|大约)?(?:{A_NUMBER}|百分之)"
_FALLS = f"(?:下降|减少|降低|下滑|下跌|回落|[降跌减]|(?<![多至])少){_BY_HOW_MUCH}"
_RISES = f"(?:上升|增[加长多]|提高|上涨|涨|(?<!提)升|(?<!新)增|(?<![不最多])多(?=[了出])出?){_BY_HOW_MUCH}"
_FALL = re.compile("[降跌减]|下滑|回落|少[了收]|缩[减水]")
_RISE = re.compile("[增涨升]|提高|上[调浮]|多[了收]|翻番")


def _changes_so(
    other: re.Pattern[str], own: re.Pattern[str], _match: re.Match[str], lookup: EntryLookup
) -> bool:
    """Whether an entry's stated text does not speak only of the opposite change; phrasings do not count."""
    text = lookup.profile.stated_text
    return other.search(text) is None or own.search(text) is not None


_UP_OR_DOWN = (
    PatternRule(
        name="UpOrDown",
        asks=re.compile(_FALLS),
        unless=_RISE,
        is_answered=partial(_changes_so, _RISE, _FALL),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("果园收成降了几成", "果园收成增长20%。"),
    ),
    PatternRule(
        name="UpOrDown",
        asks=re.compile(_RISES),
        unless=_FALL,
        is_answered=partial(_changes_so, _FALL, _RISE),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("停电涨了几成", "停电下降一成。"),
    ),
)


# Things that have something (有物业的小区) are not those that lack it.
_LACKS = re.compile("(?:没有?|[无未缺])$")


def _has_it(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether the stated text is not only about things that lack it."""
    text, thing = lookup.profile.stated_text, match["what"]
    places = tuple(occurrences(thing, text))
    return not places or any(not _LACKS.search(text, 0, place) for place in places)


_WITH_IT = PatternRule(
    name="WithIt",
    asks=re.compile("(?<![没所现只还带含设拥具共])有(?P<what>[一-鿿]{2,3}?)的(?=[一-鿿]{2})"),
    is_answered=_has_it,
    kind=Kind.TURN,
    severity=Severity.EXCLUDING,
    example=Example("有电梯的楼改了几栋", "改了11栋没有电梯的楼。"),
)


# One side of what is counted (食品方面的是几起): the entry must name it.
def _names_that_side(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether the stated text names it; phrasings do not count."""
    return match["what"] in lookup.profile.stated_text


_ON_ONE_SIDE = PatternRule(
    name="OnOneSide",
    asks=re.compile(
        f"(?P<what>[一-鿿]{{2}})(?:方面|领域|行业|那?一?类)的?(?:是|有|占|又|都|共|各)*{A_NUMBER}"
    ),
    is_answered=_names_that_side,
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


def _tells_of_it(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether the stated text has this verb; phrasings do not count."""
    return match["verb"] in lookup.profile.stated_text


# The future (2026年要达到多少): the answer must state a plan. A day of every month: it must state one.
_GROWS_TO = "[^,。?!]{0,12}?(?:要|会|将|能|得)再?(?:加|涨|增|提|降|达|升|减|建|新增|提高|达到)[^,。?!]{0,3}?"
_TO_COME = PatternRule(
    name="ToCome",
    asks=re.compile(
        f"(?:20\\d\\d年|明年|后年|年底|下半年|(?<!不)再)(?!上半年){_GROWS_TO}(?:{A_NUMBER}|百分之)"
    ),
    is_answered=if_answer_has(
        re.compile("计划|规划|目标|拟(?!定)|预计|打算|力争|确保|将(?=[于在要新建改达提降])")
    ),
    kind=Kind.TURN,
    severity=Severity.BARRING,
    example=Example("2032年会再涨到多少", "养老金每月165元。"),
)
_DAY_OF_THE_MONTH = PatternRule(
    name="DayOfTheMonth",
    asks=re.compile("每个?月(?:都)?(?:是|在)?(?:几号|哪天|哪一天|哪日|多少号|什么时候|啥时候|多会儿)"),
    is_answered=if_answer_has(
        re.compile("每个?月[^,。;元]{0,8}?(?:\\d[日号]|星期|礼拜|周[一二三四五六日末]|旬)|月[底初末]")
    ),
    kind=Kind.FACET,
    severity=Severity.BARRING,
    example=Example("养老金每月几号发", "7月1日起每月165元。"),
)

# A place that no dictionary knows (洺霁街道的市场): the entry must name it.
_A_PLACE = re.compile("(?P<name>[一-鿿]{2})(?P<kind>街道(?!办)|镇(?![上里区政卫中])|乡(?![镇下村亲里]))")
_LIVES_THERE = re.compile("[我俺咱爸妈爷奶叔姨哥姐弟妹家][^,。?!;]{0,4}?(?:在|住|是|从|来自)[^,。?!;]{0,4}$")
_NO_PLACE = frozenset(
    "的在到从去来回是有个这那哪各每全本该某我你他您俺咱们一二三四五六七八九十几两多少和与跟及或城集小大新老"
)


def _is_unknown(match: re.Match[str], query: Query) -> bool:
    """Whether a question names a place by characters that neither the dictionary nor the vocabulary knows.

    Not if somebody only lives there or comes from there.
    """
    start, end = match.span("name")
    if _LIVES_THERE.search(query.text, 0, start):
        return False
    alone = {word.start for word in query.words if len(word.text) == 1}
    unknown = alone.issuperset(range(start, end)) and _NO_PLACE.isdisjoint(match["name"])
    return unknown and query.mentioned.isdisjoint(range(start, end))


def _names_that_place(match: re.Match[str], lookup: EntryLookup) -> bool:
    return match["name"] in lookup.profile.texts


def _names_no_other(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry names that place, or no place of its kind."""
    others = re.search(f"[一-鿿]{{2}}{match['kind']}", lookup.profile.stated_text)
    return others is None or _names_that_place(match, lookup)


_UNKNOWN_PLACES = tuple(
    PatternRule(
        name="UnknownPlace",
        asks=_A_PLACE,
        where=_is_unknown,
        is_answered=is_answered,
        kind=Kind.NAME,
        severity=severity,
        example=Example("洺霁街道的零工市场在哪", "棠湛街道的零工市场每天开放。"),
    )
    for is_answered, severity in (
        (_names_no_other, Severity.EXCLUDING),
        (_names_that_place, Severity.FIRM),
    )
)

# Actions that undo or harm, and other stages: 村道坏了几公里 is not answered by how many were repaired.
_DONE_TO = PatternRule(
    name="Actions",
    asks=re.compile(
        f"(?P<verb>[坏封堵断塌倒砍伐烧死活枯漏丢撕扔毁关停撤迁搬黄垮亏赔欠退卖拆误废剩缺差"
        f"谈签选评排录拍买填印住]|砸(?!了?{A_NUMBER}个?(?:块?钱|[元万亿])))"  # who 砸钱 invests
        f"(?:了|过|掉了?)(?:大概|大约|一共|总共)?{A_NUMBER}"
    ),
    is_answered=_tells_of_it,
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("玻璃砸了多少块", "换了玻璃11块。"),
)

# Who is in charge (听谁的): the entry must say who leads.
_LEADS = re.compile("归|管|领导|主管|负责|隶属|牵头|指挥")


def _tells_who_leads(_match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether the stated text says who leads; phrasings do not count."""
    return _LEADS.search(lookup.profile.stated_text) is not None


_IN_CHARGE = PatternRule(
    name="InCharge",
    asks=re.compile("(?:听|归|属于?|受)(?:谁|哪位|哪个人)的?(?:管|领导|指挥|安排)?(?=[^一-鿿]|$|[啊呀呢吧])"),
    is_answered=_tells_who_leads,
    kind=Kind.EVENT,
    severity=Severity.BARRING,
    example=Example("这个中心归谁管", "中心每天开放。"),
)

# A rank among others (能排第几), wherever in a question it is asked for.
_RANK = PatternRule(
    name="Rank",
    asks=re.compile("排(?:在|到|得|个)?(?:第几|老几|几名|多少名|第多少)|第几名(?!同学|老师)|名次"),
    is_answered=if_answer_has(re.compile("排[名在第]|名列|位[居列]|第[一二三四五六七八九十\\d]+[名位]")),
    kind=Kind.TURN,
    severity=Severity.EXCLUDING,
    example=Example("在全市能排第几", "每次借5册。"),
)

# Fines and deposits (罚几毛, 押多少), and the number of a house.
_ASKED_AS = f"(?:款|金|我|他|人)?(?:了|是|要|得|交)?{A_NUMBER}"
_FINES = (
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
_HOUSE_NUMBER = PatternRule(
    name="HouseNumber",
    asks=re.compile("门牌号?(?:码)?|几号(?:楼|院|门)"),
    is_answered=if_answer_has(re.compile("\\d+(?:-\\d+)?号(?![码召])")),
    kind=Kind.FACET,
    severity=Severity.BARRING,
    example=Example("图书馆门牌号多少", "图书馆在柳溪路。"),
)

WHOLE_QUESTION_PATTERNS = (*_UNKNOWN_PLACES, _RANK)  # checked in the whole question

PATTERN_RULES = (
    *_MONEY_PAID_OR_RECEIVED,
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
