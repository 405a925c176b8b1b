"""Pattern rules for changes: from where to where, up or down."""

from __future__ import annotations

import re

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, PatternRule, if_answer_has, unless_stated_only
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER, HEDGE, SOME_NUMBER

# Two figures (从多少降到多少), a level (降到多少), a sum and no share (涨了多少个亿), a place (从岛上开).
_CHANGES = "(?:[涨降跌升减增]|提高|下降|上升|增[加长]|减少|[多少]收?)"
_LEAVES = re.compile(
    "从(?!周|星期|礼拜|[早晚上下]|[^,。?!;]{1,6}[点月号日年])(?P<place>[^,。?!;从哪几什啥何]{2,8}?)(?:开(?!始|工|展|放|通|设|发|支)|出发|发[车船]|起飞)"
)


def _states_several(_match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer states several figures of one kind."""
    return lookup.profile.states_several


def _leaves_there(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an answer names the place that something leaves from, or none."""
    answer = lookup.profile.answer
    return match["place"] in answer or not _LEAVES.search(answer)


# The way back (鹭湾回码头, 岛上回来的船) is not told by the way there.
_GOES_FROM = re.compile(
    "(?P<from>[一-鿿]{2,8}?)(?:回来|返[回程]|回程|[开驶发]往|回(?=[一-鿿]{2}))(?![答复收访民族应避])"
)


_A_RIDE = re.compile("[船车班航渡]|码头|站")
_BACK = re.compile("返回|返程|回程|往返|来回|之间")


def _asks_of_a_ride(_match: re.Match[str], query: Query) -> bool:
    return _A_RIDE.search(query.text) is not None


def _goes_from_there(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether an entry says how to get away from a place, or says nothing of how to get there."""
    texts, said = lookup.profile.texts, match["from"]
    if _BACK.search(lookup.profile.answer):
        return True
    for start in range(len(said) - 1):
        place = said[start:]
        if re.search(f"[到至去往赴]{place}", texts):
            return re.search(f"从{place}|{place}(?:[到至去往回返]|[开驶发]往|出发)", texts) is not None
    return True


FROM_TO = (
    PatternRule(
        name="FromTo",
        asks=re.compile(
            r"[从由自打](?:哪(?:儿|里|(?=[一-鿿]?[到至]))|啥地方|什么地方)[^,。?!;]{0,6}?[到至](?:哪|啥地方|什么地方)"
        ),
        is_answered=if_answer_has(
            re.compile("[从自由起][^,。;]{1,14}?[到至止]|之间|[一-鿿]{2}[至~—-][一-鿿]{2}")
        ),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("柳溪路从哪儿修到哪儿", "柳溪路修了5公里。"),
    ),
    PatternRule(
        name="FromTo",
        asks=re.compile(f"[从由]{A_NUMBER}[^,。?!;]{{0,8}}[到成为至](?:{A_NUMBER}|了多少)"),
        is_answered=_states_several,
        kind=Kind.FACET,
        severity=Severity.BARRING,
        example=Example("养老金从多少涨到多少", "养老金涨到165元。"),
    ),
    PatternRule(
        name="FromTo",
        asks=re.compile(f"(?:[涨降跌升减增]|提[高升]|下降|上升|增[加长]|减少)到了?{A_NUMBER}"),
        is_answered=if_answer_has(re.compile("[到至达为]")),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("养老金涨到多少", "养老金每月165元。"),
    ),
    PatternRule(
        name="FromTo",
        asks=re.compile(f"{_CHANGES}了{A_NUMBER}(?:个?[万亿]|钱|元|块)"),
        is_answered=if_answer_has(re.compile(f"{_CHANGES}了?[^,。;%]{{0,3}}?{SOME_NUMBER}元")),
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
    PatternRule(
        name="FromTo",
        asks=_GOES_FROM,
        where=_asks_of_a_ride,
        is_answered=_goes_from_there,
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("小岛回来的船几点", "到小岛的渡轮7:20开船。"),
    ),
)

# A rise does not answer a question about a fall (降了几成), nor the other way round.
_BY_HOW_MUCH = f"了?{HEDGE}?(?:{A_NUMBER}|百分之)"
_FALLS = f"(?:下降|减少|降低|下滑|下跌|回落|[降跌减]|(?<![多至最不缺])少){_BY_HOW_MUCH}"
_RISES = f"(?:上升|增[加长多]|提高|上涨|涨|(?<!提)升|(?<!新)增|(?<![不最多])多(?=[了出])出?){_BY_HOW_MUCH}"
_FALL = re.compile("[降跌减]|下滑|回落|少[了收]|缩[减水]")
_RISE = re.compile("[增涨升]|提高|上[调浮]|多[了收]|翻番")


UP_OR_DOWN = (
    PatternRule(
        name="UpOrDown",
        asks=re.compile(_FALLS),
        unless=_RISE,
        is_answered=unless_stated_only(_RISE, _FALL),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("果园收成降了几成", "果园收成增长20%。"),
    ),
    PatternRule(
        name="UpOrDown",
        asks=re.compile(_RISES),
        unless=_FALL,
        is_answered=unless_stated_only(_FALL, _RISE),
        kind=Kind.TURN,
        severity=Severity.BARRING,
        example=Example("停电涨了几成", "停电下降一成。"),
    ),
)
