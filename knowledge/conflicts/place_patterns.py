"""Pattern rules for places: one that no dictionary knows, the number of a house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, PatternRule, if_answer_has
from knowledge.language.query import Query
from knowledge.language.question_words import SOME_NUMBER

# A place that no dictionary knows (洺霁街道的市场): the entry must name it.
_A_PLACE = re.compile("(?P<name>[一-鿿]{2})(?P<kind>街道(?!办)|镇(?![上里区政卫中])|乡(?![镇下村亲里]))")
_LIVES_THERE = re.compile("[我俺咱爸妈爷奶叔姨哥姐弟妹家][^,。?!;]{0,4}?(?:在|住|是|从|来自)[^,。?!;]{0,4}$")
# A name that is a word too (石磨镇分到多少) is one where a clause begins with it.
_BEGINS = re.compile("(?:^|[,。?!;:、])$")
_TOWNS = frozenset("镇乡")
_ANY_TOWN = frozenset(("中心", "重点", "特色", "全县", "全区", "全市"))
_NO_PLACE = frozenset(
    "的在到从去来回是有个这那哪各每全本该某我你他她它您俺订点叫坐找问给让咱们一二三四五六七八九十几两多少和与跟及或城集小大新老"
)


def _is_unknown(match: re.Match[str], query: Query) -> bool:
    """Whether a question names a place by characters that neither the dictionary nor the vocabulary knows.

    Not if somebody only lives there or comes from there.
    """
    start, end = match.span("name")
    if not query.mentioned.isdisjoint(range(start, end)):
        return False
    if _BEGINS.search(query.text, 0, start) and _is_noun(match, query):
        return True
    if _LIVES_THERE.search(query.text, 0, start):
        return False
    alone = {word.start for word in query.words if len(word.text) == 1}
    return alone.issuperset(range(start, end)) and _NO_PLACE.isdisjoint(match["name"])


def _is_noun(match: re.Match[str], query: Query) -> bool:
    """Whether the name of a town is a noun by itself, other than of any town (重点镇)."""
    if match["kind"] not in _TOWNS or match["name"] in _ANY_TOWN:
        return False
    named = (word for word in query.words if (word.start, word.end) == match.span("name"))
    return any(word.tag.startswith("n") for word in named)


def _names_that_place(match: re.Match[str], lookup: EntryLookup) -> bool:
    return match["name"] in lookup.profile.texts


def _names_a_place(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry names a place of that kind."""
    return re.search(f"[一-鿿]{{2}}{match['kind']}", lookup.profile.stated_text) is not None


UNKNOWN_PLACE = PatternRule(
    name="UnknownPlace",
    asks=_A_PLACE,
    where=_is_unknown,
    is_answered=_names_that_place,
    kind=Kind.NAME,
    severity=Severity.FIRM,
    is_barred=_names_a_place,
    example=Example("洺霁街道的零工市场在哪", "棠湛街道的零工市场每天开放。"),
)

# A street, a road, an estate, a market … (槐树街): what is told of another one does not tell of it.
_A_NAMED_PLACE = re.compile(
    "(?P<name>[一-鿿]{2})(?P<kind>(?P<street>大街|街(?![道上边坊头面口])|巷(?![子口里])|胡同|小区)"
    "|路(?![边口灯面过上线程费段况])|大道"
    "|市场(?![价主监上里])|停车场|码头|公园|卫生院|敬老院)"
)
_NO_NAME = re.compile(
    "物业|老旧|居民|新建|安置|住宅|封闭|附近|门口|主要|步行|商业|小吃|美食|部分|全部|其[他它]|整个|所有|普通|开放|高层|试点|改造"
    "|农贸|批发|水产|蔬菜|水果|人才|劳务|零工|二手|旧货|花鸟|露天|公共|地下|立体|免费|收费|专用|临时|路边|街心|口袋|湿地|森林|城市"
    "|体育|乡镇|中心|公办|民办|农村|轮渡|渡船|客运|旅游|景区|电商|农产|家具|建材|国内|国际|海外"
)
_IN_NO_NAME = _NO_PLACE.union("条些个进入住逛开")


def _is_name(match: re.Match[str]) -> bool:
    """Whether the words before 街 or 市场 are a name, and not what kind of one it is (农贸市场, 那条街)."""
    return not _NO_NAME.fullmatch(match["name"]) and _IN_NO_NAME.isdisjoint(match["name"])


def _asks_of_that_place(match: re.Match[str], query: Query) -> bool:
    """Whether a question names a street, or another place by a name that no dictionary knows (学校停车场)."""
    if not _is_name(match) or _LIVES_THERE.search(query.text, 0, match.start()):
        return False
    return match["street"] is not None or _is_unknown(match, query)


def _tells_of_that_place(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry names that one, or none of its kind; 榕荫停车场 may be short for 榕荫路停车场."""
    profile, own = lookup.profile, match.group() if match["street"] else match["name"]
    return own in profile.texts or not _names_one(match["kind"], profile.stated_text)


def _is_about_another(match: re.Match[str], lookup: EntryLookup) -> bool:
    return _names_one(match["kind"], lookup.profile.main_question)


def _names_one(kind: str, text: str) -> bool:
    return any(_is_name(other) and other["kind"] == kind for other in _named_places(text))


def _named_places(text: str) -> Iterator[re.Match[str]]:
    """Every place that a text names, also within the name of another one (南湾码头停车场)."""
    start = 0
    while found := _A_NAMED_PLACE.search(text, start):
        yield found
        start = found.start() + 1


ANOTHER_PLACE = PatternRule(
    name="AnotherPlace",
    asks=_A_NAMED_PLACE,
    where=_asks_of_that_place,
    is_answered=_tells_of_that_place,
    kind=Kind.NAME,
    severity=Severity.FIRM,
    is_barred=_is_about_another,
    example=Example("槐树街停车多少钱", "柳絮街停车每小时2元。"),
)

# The institution of another level (市图书馆): what is told of 县图书馆 does not tell of it.
_LEVELS = "国家|省|市|县|区|乡|镇|村"
_INSTITUTION = """
    [一-鿿]{2,4}?(?:中心|医院|大厅) | [一-鿿]{1,2}馆 | 保健院 | 幼儿园 | 法院 | [一-鿿]{1,3}局
"""
_NO_LEVEL = "城都超夜早菜门股集社小地校园片山库景辖灾节外家"  # 城市, 超市, 小区, 外省
_OF_A_LEVEL = re.compile(f"(?<![{_NO_LEVEL}])(?P<level>国家|[省市县区])(?P<thing>{_INSTITUTION})", re.VERBOSE)


def _is_of_that_level(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry tells of that institution, or of none of another level that is called so."""
    text, thing = lookup.profile.texts, re.escape(match["thing"])
    return match.group() in text or re.search(f"(?:{_LEVELS}){thing}", text) is None


ANOTHER_LEVEL = PatternRule(
    name="AnotherLevel",
    asks=_OF_A_LEVEL,
    is_answered=_is_of_that_level,
    kind=Kind.NAME,
    severity=Severity.BARRING,
    example=Example("市图书馆几点关门", "县图书馆9:00至17:00开放。"),
)

# The number of a house.
HOUSE_NUMBER = PatternRule(
    name="HouseNumber",
    asks=re.compile("门牌号?(?:码)?|几号(?:楼|院|门)"),
    is_answered=if_answer_has(re.compile(f"{SOME_NUMBER}(?:-\\d+)?号(?![码召])")),
    kind=Kind.FACET,
    severity=Severity.BARRING,
    example=Example("图书馆门牌号多少", "图书馆在柳溪路。"),
)
