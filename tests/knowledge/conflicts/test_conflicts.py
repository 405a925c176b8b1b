"""Why an entry that is about the right thing may still not answer."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.checker import ConflictChecker
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from tests.knowledge.conflicts.checking import conflicts, profile_of, rules_for

CONFLICTS = [
    pytest.param("为什么游泳馆收门票", "pool-fee", Kind.FACET, id="asks why"),
    pytest.param("游泳馆什么时候开门", "library-books", Kind.FACET, id="asks nothing that it tells"),
    pytest.param("柳溪路几点修", "road-length", Kind.FACET, id="a clock time"),
    pytest.param("体育馆有多少册书", "library-books", Kind.NAME, id="another of the kind"),
    pytest.param("图书馆有多少公里", "library-books", Kind.COUNTER, id="another unit"),
    pytest.param("公园有多少只猫", "park-trees", Kind.COUNTER, id="a counter that it never uses"),
    pytest.param("公园有多少人", "park-trees", Kind.COUNTER, id="people, where trees are counted"),
    pytest.param("来图书馆的人数是多少", "library-books", Kind.COUNTER, id="people by a noun"),
    pytest.param("图书馆是不是30元", "library-place", Kind.COUNTER, id="whether a sum that it has none of"),
    pytest.param("游泳馆的司机是谁", "pool-fee", Kind.ATTRIBUTE, id="an attribute beside what asks"),
    pytest.param("游泳馆工资一般多少", "pool-fee", Kind.ATTRIBUTE, id="an idle word between"),
    pytest.param("公园一年种多少棵树", "park-trees", Kind.PERIOD, id="in a period, where a total is told"),
    pytest.param("公园完工了吗", "park-trees", Kind.EVENT, id="whether it is done, where no state is told"),
    pytest.param("游泳馆周末开门吗", "pool-hours", Kind.NARROWING, id="a weekday, where hours are told"),
    pytest.param("图书馆有多少读者", "library-books", Kind.COUNTED, id="counts something else"),
    pytest.param("图书馆有多少个座位", "library-books", Kind.ATTRIBUTE, id="another attribute"),
    pytest.param("游泳馆的电话是多少", "pool-fee", Kind.ATTRIBUTE, id="its telephone"),
    pytest.param("公园被拆除了吗", "park-trees", Kind.EVENT, id="an event that is not told"),
    pytest.param("公园有没有关闭吗", "park-trees", Kind.EVENT, id="whether it happened"),
    pytest.param("公园能退吗", "park-trees", Kind.EVENT, id="whether something else may be done"),
    pytest.param("隔壁县的公园种了多少棵树", "park-trees", Kind.TURN, id="another place that has no name"),
    pytest.param("公园砍了多少棵树", "park-trees", Kind.EVENT, id="what undoes it, in one character"),
    pytest.param("公园还剩多少棵树没种", "park-trees", Kind.TURN, id="what is left"),
    pytest.param("公园种树的任务是多少棵", "park-trees", Kind.TURN, id="what is aimed at"),
    pytest.param("每一名老人每月能领多少津贴", "park-trees", Kind.TURN, id="what each gets"),
    pytest.param("公园管不管饭", "park-trees", Kind.EVENT, id="whether or not something else is given"),
    pytest.param("种树种得最多的那家种了几棵", "park-trees", Kind.TURN, id="one of them, by a superlative"),
    pytest.param("青石镇的公园种了多少棵树", "park-trees", Kind.QUALIFIER, id="another area"),
    pytest.param("城市的高龄津贴多少钱", "allowance-sum", Kind.QUALIFIER, id="another value of its group"),
    pytest.param("去年公园种了多少棵树", "park-trees", Kind.QUALIFIER, id="not the year that is assumed"),
    pytest.param("农村图书馆有多少册书", "library-books", Kind.NARROWING, id="a value it never states"),
    pytest.param("我住青石,门票多少钱", "pool-fee", Kind.QUALIFIER, id="who lives elsewhere"),
    pytest.param("我爸城里户口,津贴多少", "allowance-sum", Kind.QUALIFIER, id="what somebody is said to be"),
    pytest.param("游泳馆晚上几点开门", "pool-hours", Kind.QUALIFIER, id="another hour of the day"),
    pytest.param("公园的树城市的多少", "park-trees", Kind.NARROWING, id="a value where it is asked"),
    pytest.param("公园种树农村", "park-trees", Kind.NARROWING, id="a value at the end"),
    pytest.param("六中在扩建吗", "schools-extended", Kind.NUMBERED, id="another school"),
    pytest.param(
        "第一小学在扩建吗", "schools-extended", Kind.NUMBERED, id="a kind of school it does not tell"
    ),
    pytest.param("北京的公园种了多少棵树", "park-trees", Kind.NAME, id="a place that it does not know"),
    pytest.param("公园种的2400棵树有多少", "park-trees", Kind.PART, id="a part of the total it tells"),
    pytest.param("公园平均每亩种多少棵树", "park-trees", Kind.TURN, id="a mean"),
    pytest.param("其中多少棵是松树", "park-trees", Kind.TURN, id="a share"),
    pytest.param("5月公园种了多少棵树", "park-trees", Kind.DATE, id="a month"),
    pytest.param("3号公园种了多少棵树", "park-trees", Kind.DATE, id="a day"),
    pytest.param("2012年公园种了多少棵树", "park-trees", Kind.YEAR, id="a year of the calendar"),
    pytest.param("二〇一二年公园种了多少棵树", "park-trees", Kind.YEAR, id="the same in numerals"),
    pytest.param("2012年,公园种了多少棵树", "park-trees", Kind.YEAR, id="a year before the comma"),
    pytest.param("in 2012, how many trees in the park", "park-trees", Kind.YEAR, id="a year in English"),
    pytest.param("游泳馆办年卡多少钱", "pool-fee", Kind.COUNTER_EXAMPLE, id="the word of a counter-example"),
    pytest.param("恒温游泳馆的门票多少钱", "pool-fee", Kind.MODIFIER, id="another kind of it"),
    pytest.param(
        "我不是农村户口高龄津贴多少钱", "allowance-sum", Kind.QUALIFIER, id="what the asker says he is not"
    ),
    pytest.param("不算农村的高龄津贴多少钱", "allowance-sum", Kind.QUALIFIER, id="what does not count as it"),
    pytest.param("扩建的是哪三所中学", "schools-extended", Kind.COUNTED, id="which three of two"),
    pytest.param("翻修的是哪8条巷子", "lanes-repaired", Kind.COUNTED, id="which eight of five"),
    pytest.param("柳溪路修了多少个", "road-length", Kind.COUNTER, id="how many of what is measured"),
    pytest.param("公园种了多少个花坛", "park-trees", Kind.COUNTED, id="counts another thing in it"),
    pytest.param("图书馆有多少个书架", "library-books", Kind.COUNTED, id="counts what holds it"),
    pytest.param("果园有多少个冷库", "orchard-harvest", Kind.COUNTED, id="counts what is lacking"),
    pytest.param("除了榆树巷还有哪几条巷子翻修", "lanes-repaired", Kind.TURN, id="the rest of an open list"),
    pytest.param("其余有多少棵树在公园", "park-trees", Kind.TURN, id="the rest of a number"),
    pytest.param("公园种树比去年多多少", "park-trees", Kind.TURN, id="more than last year"),
    pytest.param("果园的收成比前年增长多少", "orchard-harvest", Kind.TURN, id="more than two years ago"),
    pytest.param("果园的收成增长50%以上吗", "orchard-harvest", Kind.NARROWING, id="a bound it never states"),
    pytest.param("供应30户以上的果园收成增长多少", "orchard-harvest", Kind.NARROWING, id="another bound"),
    pytest.param("果园8月的收成增长多少", "orchard-harvest", Kind.DATE, id="a month and no span"),
    pytest.param("六中七中在扩建吗", "schools-extended", Kind.NUMBERED, id="two other schools"),
    pytest.param("石桥镇的图书馆有多少册书", "library-books", Kind.NAME, id="a town that nobody entered"),
    pytest.param("杨柳青镇的图书馆有多少册书", "library-books", Kind.NAME, id="a town with its suffix apart"),
    pytest.param("果园的冷库增长多少", "orchard-harvest", Kind.MODIFIER, id="what it says is lacking"),
    pytest.param("证件", "pool-fee", Kind.SUBJECT, id="a lone word that it is not about"),
]

AGREEMENTS = [
    pytest.param("进泳池多少钱", "pool-fee", id="a synonym"),
    pytest.param("蓝禾的公园种了多少棵树", "park-trees", id="the home area"),
    pytest.param("今年公园种了多少棵树", "park-trees", id="the year that is assumed"),
    pytest.param("公园还没拆除吗", "park-trees", id="what has not happened"),
    pytest.param("游泳馆的门票是不是12元", "pool-fee", id="whether its figure is right"),
    pytest.param("柳溪路修了几千米", "road-length", id="the same unit by another name"),
    pytest.param("扩建的中学名单", "schools-extended", id="a list from an entry that tells names"),
    pytest.param("公园的停车费是多少", "parking-fee", id="its own attribute"),
    pytest.param("二中的扩建怎么样了", "schools-extended", id="one of its schools"),
    pytest.param("不但农村的高龄津贴多少钱", "allowance-sum", id="not only, which denies nothing"),
    pytest.param("农村有没有高龄津贴", "allowance-sum", id="whether there is one"),
    pytest.param("是不是农村的高龄津贴每月80元", "allowance-sum", id="whether it is"),
    pytest.param("扩建的是哪两所中学", "schools-extended", id="which two of two"),
    pytest.param("公园种了多少个", "park-trees", id="how many of what is counted"),
    pytest.param("除了二中还有哪些中学扩建", "schools-extended", id="the rest of a whole list"),
    pytest.param("其他的是哪些中学在扩建", "schools-extended", id="the others of a whole list"),
    pytest.param("果园的收成比去年增长多少", "orchard-harvest", id="last year, where it says 同比"),
    pytest.param("果园的收成比上年增长多少", "orchard-harvest", id="the year before by another name"),
    pytest.param("果园供应100户以上收成增长多少", "orchard-harvest", id="the bound that it states"),
    pytest.param("公园怕滑坡种了多少棵树", "park-trees", id="what the dictionary takes for a place"),
    pytest.param("哪些孩子的巴士每天跑几趟", "bus-trips", id="a word that is asked for"),
    pytest.param("申请高龄津贴要多大年龄", "allowance-age", id="what is done to get it"),
    pytest.param("果园3个月的收成增长多少", "orchard-harvest", id="its own span of months"),
    pytest.param("果园前8个月的收成增长多少", "orchard-harvest", id="a span is no date"),
    pytest.param("蓝禾镇的图书馆有多少册书", "library-books", id="the home town with its suffix"),
    pytest.param("乡下的高龄津贴多少钱", "allowance-sum", id="its own value by another name"),
    pytest.param("我爸农村户口,农村的高龄津贴每月多少钱", "allowance-sum", id="who is what it is for"),
]


# What the question says is in conflict for other reasons at most: question, entry, the kind that must not be.
NO_SUCH_CONFLICTS = [
    pytest.param("问图书馆的事拨哪个号码咨询", "library-place", Kind.MODIFIER, id="a noun within what asks"),
    pytest.param("二中和六中在扩建吗", "schools-extended", Kind.NUMBERED, id="its own school named beside"),
    pytest.param("去年果园的收成增长多少", "orchard-harvest", Kind.TURN, id="last year without a comparison"),
    pytest.param("公园种了2400棵以上的树吗", "park-trees", Kind.NARROWING, id="a bound at its own figure"),
    pytest.param("其余的中学扩建的情况", "schools-extended", Kind.TURN, id="the rest, asked of its state"),
    pytest.param("游泳馆最晚几点开门", "pool-hours", Kind.ATTRIBUTE, id="a deadline of what tells hours"),
    pytest.param("游泳馆早上几点开门", "pool-hours", Kind.NARROWING, id="a time of day of what tells hours"),
    pytest.param("游泳馆怎么收费", "pool-fee", Kind.ATTRIBUTE, id="a price is what a fee tells"),
    pytest.param("我的司机在外面,游泳馆多少钱", "pool-fee", Kind.ATTRIBUTE, id="somebody named in passing"),
    pytest.param(
        "二中的扩建完工了吗", "schools-extended", Kind.EVENT, id="whether it is done, of what tells a state"
    ),
    pytest.param(
        "果园供应多少户", "orchard-harvest", Kind.COUNTER, id="households, of which it has a figure"
    ),
    pytest.param("一月给多少高龄津贴", "allowance-sum", Kind.DATE, id="a month and no January"),
    pytest.param("公园的停车费咋算的", "parking-fee", Kind.ATTRIBUTE, id="how a fee comes to what it is"),
    pytest.param("高龄津贴的发放标准如何规定", "allowance-sum", Kind.ATTRIBUTE, id="how much is set"),
    pytest.param("高龄津贴的发放标准", "allowance-sum", Kind.ATTRIBUTE, id="a standard is a sum for each"),
    pytest.param("柳溪路顶天修了多少公里", "road-length", Kind.COUNTED, id="at the most"),
]


@pytest.fixture(scope="module")
def checker(small_engine: Engine) -> ConflictChecker:
    return small_engine.derived.ranker.checker


@pytest.mark.parametrize(("question", "entry", "kind"), CONFLICTS)
def test_a_question_for_something_else_is_in_conflict(
    small_engine: Engine, question: str, entry: str, kind: Kind
) -> None:
    assert kind in {conflict.kind for conflict in conflicts(small_engine, question, entry)}


@pytest.mark.parametrize(("question", "entry"), AGREEMENTS)
def test_another_way_of_asking_is_in_no_conflict(small_engine: Engine, question: str, entry: str) -> None:
    assert conflicts(small_engine, question, entry) == ()


@pytest.mark.parametrize(("question", "entry", "kind"), NO_SUCH_CONFLICTS)
def test_what_is_allowed_beside_other_conflicts(
    small_engine: Engine, question: str, entry: str, kind: Kind
) -> None:
    assert kind not in {conflict.kind for conflict in conflicts(small_engine, question, entry)}


def test_last_year_without_a_comparison_is_another_year(small_engine: Engine) -> None:
    found = conflicts(small_engine, "去年果园的收成增长多少", "orchard-harvest")
    assert Kind.QUALIFIER in {conflict.kind for conflict in found}


def own_conflicts(engine: Engine) -> dict[str, tuple[Conflict, ...]]:
    """The entries that are in conflict with the question they show."""
    found = {
        entry.id: conflicts(engine, entry.question, entry.id)
        for entry in (profile.entry for profile in engine.derived.profiles)
    }
    return {entry: reasons for entry, reasons in found.items() if reasons}


def test_no_entry_is_in_conflict_with_its_own_question(small_engine: Engine, engine: Engine) -> None:
    assert own_conflicts(small_engine) == {}
    assert own_conflicts(engine) == {}


def test_every_conflict_has_a_case() -> None:
    assert {case.values[2] for case in CONFLICTS} == set(Kind)


def test_a_conflict_is_named_once(small_engine: Engine) -> None:
    found = conflicts(small_engine, "图书馆的电话和图书馆的电话是多少", "library-books")
    assert len(found) == len(set(found)) > 0


def test_the_area_that_holds_the_home_area_is_no_other(small_engine: Engine) -> None:
    assert not conflicts(small_engine, "青石镇蓝禾镇的公园种了多少棵树", "park-trees")


def test_terms_of_other_entries_are_counted(small_engine: Engine, checker: ConflictChecker) -> None:
    pool = EntryLookup(profile_of(small_engine, "pool-fee"))
    assert checker.foreign_terms(rules_for(small_engine, "图书馆和公园"), pool) == 2
    assert checker.foreign_terms(rules_for(small_engine, "游泳馆"), pool) == 0


def test_another_number_of_the_same_kind_bars(small_engine: Engine) -> None:
    found = conflicts(small_engine, "六中在扩建吗", "schools-extended")
    assert all(conflict.bars for conflict in found if conflict.kind is Kind.NUMBERED)
