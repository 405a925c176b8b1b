"""Pattern rules of times: before this year, to come, a day of the week, how long one go takes, until when."""

from __future__ import annotations

import re

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import PLANNED
from knowledge.conflicts.pattern_rule import Example, PatternRule, if_answer_has, if_stated_is
from knowledge.figures.weekdays import days_of_the_week
from knowledge.language.question_words import A_NUMBER, SOME_NUMBER, WHEN

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


# How long the way takes (坐到县医院得多少分钟): how often something leaves does not tell it.
_ON_THE_WAY = PatternRule(
    name="OnTheWay",
    asks=re.compile(
        "(?:路上|全程|单程|[坐骑走开](?:车|船|路|过去|到|下来))[^,。?!]{0,10}?"
        "(?:多久|多长时间|(?:几|多少)(?:分钟|个?小时|个?钟头))"
    ),
    is_answered=if_answer_has(
        re.compile("[全车航路]程|路上|用时|耗时|(?<![每隔至\\d~-])\\d+(?:分钟|个?小时)")
    ),
    kind=Kind.FACET,
    severity=Severity.BARRING,
    example=Example("从车站坐到医院要多少分钟", "1路公交从车站开往医院，每12分钟一班。"),
)

# An hour of the clock (几点发车): dates and numbers do not tell it.
_OF_THE_CLOCK = PatternRule(
    name="OfTheClock",
    asks=re.compile("(?<![好这那十])几点(?:钟|整|半)?(?![意要建希看钱米个])"),
    is_answered=if_answer_has(
        re.compile(
            "\\d[:点时]|[一二三四五六七八九十]点|[早晚]上?|[上中下正]午|傍晚|白天|[昼夜]|凌晨|全天|小时|随时"
        )
    ),
    kind=Kind.FACET,
    severity=Severity.BARRING,
    example=Example("去湖边的公交几点发车", "去湖边的公交每天8趟。"),
)

# A day of the week (礼拜天上班吗): what is open on one more day (周六照常办理) does not tell of another.
_ONE_MORE = re.compile("照常|也(?:开|办|上|能|可|接|正)|加班|延时|延长|增开|加开")


def _tells_of_that_day(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry names the day, or tells on which days something is open at all."""
    answer = lookup.profile.answer
    told = days_of_the_week(answer)
    return not told or bool(told & days_of_the_week(match.group())) or _ONE_MORE.search(answer) is None


_WEEKDAY = PatternRule(
    name="Weekday",
    asks=re.compile("(?:周|星期|礼拜)[一二三四五六日天](?![次趟回遍场节个])"),
    is_answered=_tells_of_that_day,
    kind=Kind.PERIOD,
    severity=Severity.BARRING,
    example=Example("礼拜天上班吗", "大厅每周六上午照常办理业务。"),
)

# Until when (供暖供到几号结束): a day on which something begins does not tell it.
_ENDS = re.compile(
    r"结束|截止|为止|停|[到至][^,。;]{0,4}\d|\d[^,。;]{0,6}[到至~-]|[前内]|期满|最[后晚迟]|闭|关"
)

_UNTIL_WHEN = PatternRule(
    name="UntilWhen",
    asks=re.compile(
        f"[到至](?:{WHEN}|几[号月]份?|哪天|哪个?月)[^,。?!;]{{0,3}}?(?:结束|为止|停|完)"
        f"|(?:{WHEN}|几[号月]份?|哪天|哪个?月)(?:结束|停(?![水电气车课])|到期|为止)"
    ),
    is_answered=if_answer_has(_ENDS),
    kind=Kind.PERIOD,
    severity=Severity.BARRING,
    example=Example("供暖供到几号结束", "集中供热11月5日开始。"),
)

TIMES = (
    _UNTIL_THEN,
    _YEARS_OF_A_PLAN,
    _TO_COME,
    _DAY_OF_THE_MONTH,
    _ONE_GO,
    _ON_THE_WAY,
    _OF_THE_CLOCK,
    _WEEKDAY,
    _UNTIL_WHEN,
)
