"""What a yes/no question claims, stated by an entry or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile_builder import build_profile
from knowledge.model.entry import Citation, Entry, Facet
from tests.knowledge.conflicts.checking import rules_for
from tests.knowledge.samples import EMPTY

FILMS = replace(
    EMPTY,
    question="放了多少场电影？",
    phrasings=("免费电影放了多少场", "给老百姓放了几场电影", "露天电影放了几场"),
    answer="在乡村和社区一共放了1800场电影。",
    citations=(Citation(source="report", evidence="放映电影1800场，由文化站组织", paragraph=1),),
    subject=("电影",),
    facets=(Facet.COUNT,),
)
HOUSES = replace(
    EMPTY,
    question="完成了多少户农村危房改造？",
    phrasings=("土坯房改了多少户",),
    answer="危房的改造任务已经完成，共31户。",
    subject=("危房",),
    facets=(Facet.COUNT,),
    qualifiers={"residence": "农村"},
)
BUS = replace(
    EMPTY, question="巴士每天跑几趟？", answer="巴士每天跑6趟。", subject=("巴士",), facets=(Facet.COUNT,)
)
MONEY = replace(
    EMPTY, question="镇里发什么钱？", answer="发的是高龄津贴。", subject=("发钱",), facets=(Facet.NAMES,)
)
SHOP = replace(
    EMPTY,
    question="小店是谁办的？",
    answer="小店由残疾人老周经营。",
    subject=("小店",),
    facets=(Facet.PERSON,),
)
CHECKS = replace(
    EMPTY, question="检查了多少次？", answer="一共检查了30次。", subject=("工地",), facets=(Facet.COUNT,)
)

UNTOLD = [
    pytest.param("电影都是免费放的吧", FILMS, id="all are so, by a way of asking alone"),
    pytest.param("1800场电影全是露天放的,对吧", FILMS, id="with the figure"),
    pytest.param("电影都在晚上放吗", FILMS, id="where or when"),
    pytest.param("1800场电影是老百姓放的吗", FILMS, id="who did it, idle elsewhere"),
    pytest.param("电影都是政府出的钱吧", FILMS, id="who paid"),
    pytest.param("放电影1800场,基本上都是农村题材吧", FILMS, id="nearly all, behind the figure"),
    pytest.param("放电影1800场,大半是动画片吧", FILMS, id="most"),
    pytest.param("放电影1800场,看的人坐满了吧", FILMS, id="behind thing and figure without a mark"),
    pytest.param("电影主要靠捐款放吧", FILMS, id="mainly"),
    pytest.param("电影一律配了字幕,对不对", FILMS, id="without exception"),
    pytest.param("31户危房是土坯房吗", HOUSES, id="a kind of what is counted"),
    pytest.param("31户危房都种上树了吗", HOUSES, id="a bare verb"),
    pytest.param("31户危房都是老的吗", HOUSES, id="old, that narrows no noun elsewhere"),
    pytest.param("6趟都是小巴吧", BUS, id="another name of the topic"),
    pytest.param("30次都是暗访吗", CHECKS, id="a kind of what was done"),
    pytest.param("群里说放电影要收押金,真的假的", FILMS, id="a rumour"),
    pytest.param("听说放电影的师傅退休了,是真的吗", FILMS, id="a rumour of somebody"),
]

TOLD = [
    pytest.param("1800场电影都是在乡村和社区放的吗", FILMS, id="the answer says so"),
    pytest.param("电影都是文化站组织的吧", FILMS, id="the evidence says so"),
    pytest.param("31户都是农村的危房吗", HOUSES, id="the limit and the topic"),
    pytest.param("31户都是乡下的危房吗", HOUSES, id="another word for the limit"),
    pytest.param("发的都是老年津贴吧", MONEY, id="another word for what the answer says"),
    pytest.param("小店是残疾人自己开的吗", SHOP, id="a verb said of whatever is done"),
    pytest.param("听说在乡村放电影,真的假的", FILMS, id="a rumour that is true"),
]

NO_CLAIM = [
    pytest.param("这不都是免费的电影么", FILMS, id="all, denied"),
    pytest.param("放电影不就是免费放的么", FILMS, id="denied for effect"),
    pytest.param("首都免费放电影吗", FILMS, id="within a word"),
    pytest.param("主要道路放电影吗", FILMS, id="which roads"),
    pytest.param("父母都过世的孩子能看电影吗", FILMS, id="who is meant"),
    pytest.param("有没有那种全免费放的电影", FILMS, id="whether there is one"),
    pytest.param("是不是必须全村都交钱才放电影", FILMS, id="demanded"),
    pytest.param("都说放电影了,是吗", FILMS, id="what all say"),
    pytest.param("电影都是谁放的", FILMS, id="who is asked for"),
    pytest.param("电影放了1800场,没写错吧", FILMS, id="whether the figure is right"),
    pytest.param("电影放了1800场,准不准", FILMS, id="as little as that"),
    pytest.param("电影免费吗", FILMS, id="no mark"),
    pytest.param("听说电影放了1500场,真的吗", FILMS, id="a rumour of a figure, which is set right"),
    pytest.param("听说放电影头一个小时免费,真的吗", FILMS, id="of an amount"),
]


def _bars(engine: Engine, question: str, entry: Entry) -> bool:
    """Whether what a question claims leaves an entry no chance."""
    lookup = EntryLookup(build_profile(entry, engine.derived.interpreter))
    checker = engine.derived.ranker.checker
    found = checker.focus_conflicts(rules_for(engine, question), lookup)
    return any(conflict.kind is Kind.EVENT and conflict.bars for conflict in found)


@pytest.mark.parametrize(("question", "entry"), UNTOLD)
def test_a_claim_that_is_not_told_bars(small_engine: Engine, question: str, entry: Entry) -> None:
    assert _bars(small_engine, question, entry)


@pytest.mark.parametrize(("question", "entry"), [*TOLD, *NO_CLAIM])
def test_what_is_told_or_claims_nothing_does_not(small_engine: Engine, question: str, entry: Entry) -> None:
    assert not _bars(small_engine, question, entry)
