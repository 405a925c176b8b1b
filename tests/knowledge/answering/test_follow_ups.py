"""Whole conversations: what a turn leaves behind, and what the next one may make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from knowledge.model.base import Term
from knowledge.model.entry import Facet
from tests.knowledge.answering.conversations import engine_with, entry_of, talked
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        pytest.param(["游泳馆的电话是多少", "那门票呢"], "pool-fee", id="a thing nobody could tell of"),
        pytest.param(["图书馆的馆长是谁", "它在哪里"], "library-place", id="a pronoun for that thing"),
        pytest.param(["游泳馆几点开门", "校长是谁", "那门票多少钱"], "pool-fee", id="the turn before that"),
        pytest.param(
            ["青石镇的果园收成增长多少", "那蓝禾镇的呢"], "orchard-harvest", id="the own area at last"
        ),
    ],
)
def test_what_nobody_could_answer_is_still_spoken_of(
    small_engine: Engine, turns: Sequence[str], entry: str
) -> None:
    answer = talked(small_engine, turns)
    assert entry in (*answer.entries, *(option.entry for option in answer.options))


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(["游泳馆几点开门", "增长了多少"], id="a rise after hours"),
        pytest.param(["图书馆在哪里", "翻修了几条"], id="a number of another thing"),
        pytest.param(["坐巴士要多少钱", "收成怎么样"], id="what is told of something else"),
    ],
)
def test_what_is_told_of_another_thing_is_offered_at_most(small_engine: Engine, turns: Sequence[str]) -> None:
    """Given a question that does not say of what, when an entry of another topic fits, it is not told."""
    assert talked(small_engine, turns).status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["门票多少钱", "那几点开门呢"])
def test_another_area_holds_for_the_turn_behind_it(small_engine: Engine, question: str) -> None:
    assert talked(small_engine, ["青石镇的游泳馆几点开门", question]).status is Status.UNKNOWN


def test_what_is_asked_of_another_thing_is_what_was_asked_before(small_engine: Engine) -> None:
    """那柳溪路呢 after a fee asks for a fee: how long the road is may be offered, and is not the answer."""
    answer = talked(small_engine, ["湿地公园的门票多少钱", "那柳溪路呢"])
    assert answer.status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["现在呢", "然后呢"])
def test_what_names_nothing_new_is_not_answered_again(small_engine: Engine, question: str) -> None:
    assert talked(small_engine, ["图书馆有多少册书", question]).status is not Status.ANSWERED


def test_a_fixed_reply_in_between_changes_nothing(small_engine: Engine) -> None:
    before = Context(question="游泳馆几点开门", entries=("pool-hours",))
    assert small_engine.context_after("谢谢", small_engine.answer("谢谢", DAY, before), before) is before


def test_an_entry_that_is_gone_is_not_spoken_of(small_engine: Engine) -> None:
    """Given a turn about an entry that staff have withdrawn since, then a pronoun for it finds nothing."""
    answer = small_engine.answer(
        "它在哪里", DAY, Context(question="展览馆", entries=("withdrawn",), told=False)
    )
    assert answer.status is not Status.ANSWERED


@pytest.fixture(scope="module")
def urban_engine(small_engine: Engine) -> Engine:
    """The small town, where the allowance in the city has an entry of its own."""
    rural = entry_of(small_engine, "allowance-sum")
    urban = replace(
        rural,
        id="allowance-urban",
        question="城市的高龄津贴每月多少钱？",
        phrasings=("城里老人补贴一个月给多少钱",),
        answer="城市的高龄津贴每月120元。",
        qualifiers=rural.qualifiers | {"residence": "城市"},
    )
    return engine_with(small_engine, urban)


def test_a_limit_alone_turns_to_the_entry_that_is_for_it(small_engine: Engine, urban_engine: Engine) -> None:
    turns = ["农村的高龄津贴每月多少钱", "那城市的呢"]
    assert talked(urban_engine, turns).entries == ("allowance-urban",)
    assert talked(small_engine, turns).status is Status.UNKNOWN


def test_a_limit_that_two_groups_name_turns_to_the_entry_that_declares_one(small_engine: Engine) -> None:
    """The town tells children apart by its own group, the language by one more of the same names."""
    base = small_engine.base
    own = base.lexicon.qualifiers | {"child": {"一孩": ("第一胎",), "二孩": (), "三孩": ()}}
    town = Engine(changed := replace(base, lexicon=replace(base.lexicon, qualifiers=own)), derive(changed))
    plain = entry_of(small_engine, "allowance-sum")
    births = [
        replace(
            plain,
            id=f"birth-{order}",
            topic="生育",
            question=f"生{order}补贴多少钱？",
            phrasings=(f"{order}生育补贴",),
            answer=f"生育{order}，一次补贴{amount}元。",
            subject=(order, "生育补贴"),
            qualifiers={"area": "蓝禾镇", "child": order},
        )
        for order, amount in {"一孩": 2000, "二孩": 5000, "三孩": 10000}.items()
    ]
    answer = talked(engine_with(town, *births), ["生三孩补贴多少钱", "那第一胎呢"])
    assert answer.entries == ("birth-一孩",)


@pytest.fixture(scope="module")
def services_engine(small_engine: Engine) -> Engine:
    """The small town, where an allowance and a pass are applied for, and lanes were repaired in two years."""
    plain, lanes = entry_of(small_engine, "allowance-age"), entry_of(small_engine, "lanes-repaired")
    base = small_engine.base
    terms = (*base.lexicon.terms, Term(term="申请"), Term(term="月票"))
    changed = replace(base, lexicon=replace(base.lexicon, terms=terms))
    applied = [
        replace(
            plain,
            id=f"{name}-apply",
            topic=topic,
            question=f"{thing}去哪里申请，什么时候申请？",
            phrasings=(f"申请{thing}去哪里办", f"{thing}几号可以申请"),
            answer=f"{thing}每年{month}月在{place}申请。",
            subject=(thing, "申请"),
            facets=(Facet.DATE, Facet.TIME, Facet.PLACE),
        )
        for name, topic, thing, month, place in (
            ("allowance", "福利", "高龄津贴", 3, "镇政府"),
            ("pass", "交通", "月票", 9, "车站"),
        )
    ]
    repaired = [
        replace(
            lanes,
            id=f"lanes-{year}",
            question=f"{year}年{done}多少条巷子？",
            phrasings=(f"{year}年{done}巷子的条数",),
            answer=f"{year}年{done}巷子{count}条。",
            subject=("巷子", "翻修"),
            facets=(Facet.COUNT,),
        )
        for year, done, count in ((2030, "翻修了", 7), (2031, "计划翻修", 4))
    ]
    return engine_with(Engine(changed, derive(changed)), *applied, *repaired)


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        pytest.param(["高龄津贴每月多少钱", "去哪里申请"], "allowance-apply", id="a place"),
        pytest.param(["高龄津贴每月多少钱", "什么时候能申请"], "allowance-apply", id="a time"),
        pytest.param(["月票几号可以申请", "那高龄津贴呢"], "allowance-apply", id="another thing"),
        pytest.param(["2030年翻修了多少条巷子", "2031年呢"], "lanes-2031", id="another year"),
        pytest.param(["2030年翻修了多少条巷子", "2031年计划翻修多少条"], "lanes-2031", id="in a question"),
        pytest.param(["2031年计划翻修多少条巷子", "去年呢"], "lanes-2030", id="the year before"),
        pytest.param(["去年翻修了多少条巷子"], "lanes-2030", id="the year before, at once"),
    ],
)
def test_what_was_told_of_is_what_more_is_asked_of(
    services_engine: Engine, turns: Sequence[str], entry: str
) -> None:
    assert talked(services_engine, turns).entries == (entry,)


@pytest.mark.parametrize("question", ["2029年呢", "明年呢", "2032年呢"])
def test_a_year_that_nothing_is_told_of_is_unknown(services_engine: Engine, question: str) -> None:
    assert talked(services_engine, ["2030年翻修了多少条巷子", question]).status is Status.UNKNOWN


def test_only_what_was_told_of_is_offered(services_engine: Engine) -> None:
    """Given two things to apply for, when one was told of, then the other is no option."""
    answer = talked(services_engine, ["高龄津贴每月多少钱", "怎么申请"])
    shown = {*answer.entries, *(option.entry for option in answer.options)}
    assert "allowance-apply" in shown
    assert "pass-apply" not in shown


@pytest.mark.parametrize("question", ["那蓝禾镇的呢", "今年的呢"])
def test_what_is_granted_turns_nothing(small_engine: Engine, question: str) -> None:
    """The home area and this year limit nothing that is told of here and now."""
    assert talked(small_engine, ["图书馆有多少册书", question]).status is not Status.ANSWERED


@pytest.fixture(scope="module")
def fares_engine(small_engine: Engine) -> Engine:
    """The small town with the fares of two lines, each by ages."""
    plain = entry_of(small_engine, "road-length")
    one = replace(
        plain,
        id="one",
        question="东礁线票价多少？",
        phrasings=("去东礁多少钱", "东礁线小孩要票吗"),
        answer="东礁线成人15元，6至14周岁7.5元，6周岁以下免票。",
        subject=("东礁线", "票价"),
        facets=(Facet.FEE,),
    )
    other = replace(
        one,
        id="other",
        question="白沙线票价多少？",
        phrasings=("去白沙多少钱", "白沙线小孩要票吗"),
        answer="白沙线成人8元，6至14周岁4元，6周岁以下免票。",
        subject=("白沙线", "票价"),
    )
    return engine_with(small_engine, one, other)


@pytest.mark.parametrize("question", ["4岁的小孩要票吗", "说错了，是4岁的跟我去，他要票吗"])
def test_another_age_is_asked_of_the_same_and_of_no_sibling(fares_engine: Engine, question: str) -> None:
    assert "other" not in talked(fares_engine, ["东礁线10岁的小孩要票吗", question]).entries


def test_a_name_asked_for_is_that_of_what_was_described(engine: Engine) -> None:
    told = engine.answer("小区的暖气要改成按用多少热算钱的那种，叫什么改造？", DAY)
    assert told.entries == ("housing-heat-metering",)


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        pytest.param("东礁线加渡船票价多少", False, id="a sum of which it tells one"),
        pytest.param("东礁线成人票价加多少", True, id="nothing added"),
        pytest.param("东礁线票价多少", True, id="one of them"),
    ],
)
def test_a_sum_is_not_told_by_what_tells_one(fares_engine: Engine, question: str, answered: bool) -> None:
    assert (fares_engine.answer(question, DAY).status is Status.ANSWERED) is answered


def test_what_is_added_is_told_each_by_itself(fares_engine: Engine) -> None:
    assert set(fares_engine.answer("东礁线票价加白沙线票价多少", DAY).entries) == {"one", "other"}


def test_a_rise_alone_is_that_of_what_was_spoken_of(small_engine: Engine) -> None:
    """那增长了百分之几 names what is told of things, and none of them."""
    harvest = replace(entry_of(small_engine, "orchard-harvest"), citations=(), qualifiers={})
    output = replace(
        harvest,
        id="mill-output",
        question="磨坊产量是多少？",
        phrasings=("磨坊产了多少",),
        answer="磨坊产量300吨。",
        subject=("磨坊产量",),
        facets=(Facet.AMOUNT,),
    )
    risen = replace(
        harvest,
        id="mill-risen",
        question="磨坊产量增长多少？",
        phrasings=("磨坊产量增长百分之几",),
        answer="磨坊产量增长9%。",
        subject=("磨坊产量", "增长"),
    )
    other = replace(
        risen,
        id="catch-risen",
        question="渔获增长多少？",
        phrasings=("渔获增长了百分之几",),
        answer="渔获增长5%。",
        subject=("渔获", "增长"),
    )
    engine = engine_with(small_engine, output, risen, other)
    assert talked(engine, ["磨坊产量是多少", "那增长了百分之几"]).entries == ("mill-risen",)


@pytest.mark.parametrize(
    ("before", "entry", "status"),
    [
        pytest.param("洒水车几点出来？", "sprinkling-first-run", Status.ANSWERED, id="behind another topic"),
        pytest.param("广阳区财政收入多少", "economy-revenue", Status.UNKNOWN, id="behind another area"),
    ],
)
def test_a_follow_up_that_staff_wrote_down_as_a_question_is_one(
    engine: Engine, before: str, entry: str, status: Status
) -> None:
    answer = engine.answer("那封顶线呢？", DAY, Context(question=before, entries=(entry,)))
    assert (answer.status, answer.entries) == (
        status,
        ("medical-aid-ceiling",) if status is Status.ANSWERED else (),
    )
