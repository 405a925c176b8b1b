"""Values of a town's own that limit an entry: another road, another line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.derived.derived import derive
from knowledge.model.base import Term
from knowledge.model.entry import Entry, Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

CLOSED = replace(
    EMPTY,
    question="滨河路封到哪天？",
    phrasings=("滨河路走不了多久", "和平街那头什么时候通"),
    answer="滨河路封到6月1日，车辆绕行柳荫路。",
    qualifiers={"area": "蓝禾镇", "road": "滨河路"},
)


@pytest.fixture(scope="module")
def roads_engine(small_engine: Engine) -> Engine:
    """The small town, whose staff tell its roads apart."""
    base = small_engine.base
    roads: dict[str, tuple[str, ...]] = {"滨河路": (), "柳荫路": (), "和平街": (), "新华路": ()}
    changed = replace(
        base, lexicon=replace(base.lexicon, qualifiers=base.lexicon.qualifiers | {"road": roads})
    )
    return Engine(changed, derive(changed))


@pytest.mark.parametrize(
    ("asked", "another"),
    [
        pytest.param("滨河路封到哪天", False, id="its own"),
        pytest.param("封到哪天", False, id="none"),
        pytest.param("新华路封到哪天", True, id="another"),
        pytest.param("柳荫路封到哪天", True, id="one that its answer names in passing"),
        pytest.param("和平街封到哪天", False, id="one that its own questions name"),
        pytest.param("滨河路封到哪天,走柳荫路吗", False, id="beside its own"),
    ],
)
def test_another_road_than_the_entrys(roads_engine: Engine, asked: str, another: bool) -> None:
    assert (Kind.QUALIFIER in kinds_against(roads_engine, asked, CLOSED)) is another


@pytest.mark.parametrize(
    ("answer", "evidence", "another"),
    [
        pytest.param(
            "小学生每学期360元。", "小学生每学期360元，初中生420元", True, id="in its evidence alone"
        ),
        pytest.param("小学生360元，初中生420元。", "小学生360元，初中生420元", False, id="in its answer"),
        pytest.param("初中生以外的学生360元。", "初中生以外360元", True, id="as what its answer leaves out"),
    ],
)
def test_a_limit_is_lifted_by_what_the_entry_itself_tells_of_others(
    small_engine: Engine, answer: str, evidence: str, another: bool
) -> None:
    entry = replace(
        EMPTY,
        question="小学生坐校车多少钱？",
        answer=answer,
        citations=(replace(EMPTY.citations[0], evidence=evidence),),
    )
    assert (Kind.QUALIFIER in kinds_against(small_engine, "初中生坐校车多少钱", entry)) is another


@pytest.mark.parametrize(
    ("asked", "qualifiers", "limited"),
    [
        pytest.param("和平街封到哪天", {}, True, id="inferred from its question"),
        pytest.param("和平街封到哪天", {"road": "不限"}, False, id="written to have no limit"),
        pytest.param("青石镇滨河路封到哪天", {"road": "不限"}, True, id="limited by another group"),
    ],
)
def test_an_entry_without_limit_answers_for_every_value(
    roads_engine: Engine, asked: str, qualifiers: dict[str, str], limited: bool
) -> None:
    entry = replace(CLOSED, phrasings=(), qualifiers={"area": "蓝禾镇"} | qualifiers)
    found = kinds_against(roads_engine, asked, entry) & {Kind.QUALIFIER, Kind.NARROWING}
    assert bool(found) is limited


def test_a_limit_that_only_counter_examples_name_is_another(small_engine: Engine) -> None:
    """农村几号供暖 among what it is not for tells that it is not asked by villages."""
    heating = replace(EMPTY, question="几号供暖？", answer="11月15日供暖。", facets=(Facet.DATE,))
    warned = replace(heating, not_for=("农村几号供暖",))
    asked = "农村几号开始供暖"
    assert Kind.NARROWING not in kinds_against(small_engine, asked, heating)
    assert Kind.NARROWING in kinds_against(small_engine, asked, warned)


def test_a_bus_with_its_number_is_no_further_limit(small_engine: Engine) -> None:
    line = replace(EMPTY, question="5路末班车几点？", answer="末班18:30。", facets=(Facet.TIME,))
    assert Kind.NARROWING not in kinds_against(small_engine, "5路公车末班车几点", line)
    assert Kind.NARROWING in kinds_against(small_engine, "公车末班车几点", line)


@pytest.mark.parametrize(
    ("asked", "another"),
    [
        pytest.param("居民暖气费每平方米多少钱", False, id="whoever lives there"),
        pytest.param("饭店暖气费每平方米多少钱", True, id="who sells there"),
    ],
)
def test_a_price_is_for_residents_unless_it_says_otherwise(
    small_engine: Engine, asked: str, another: bool
) -> None:
    heat = replace(EMPTY, question="暖气费每平方米多少钱？", answer="每平方米18元。", facets=(Facet.FEE,))
    assert (Kind.QUALIFIER in kinds_against(small_engine, asked, heat)) is another


AIR = replace(EMPTY, question="PM2.5平均浓度是多少？", answer="PM2.5年均浓度是39微克。")
POOL = replace(EMPTY, question="游泳馆在哪儿？", answer="游泳馆在新华路88号。", facets=(Facet.PLACE,))


@pytest.mark.parametrize(
    ("asked", "entry", "another"),
    [
        pytest.param("PM10平均是多少", AIR, True, id="another number behind the letters"),
        pytest.param("pm2.5平均是多少", AIR, False, id="its own"),
        pytest.param("H7平均是多少", AIR, False, id="letters that it has no number of"),
        pytest.param("游泳馆是不是在66号", POOL, False, id="whether a house has this number"),
        pytest.param("66号是什么", POOL, True, id="another house"),
    ],
)
def test_numbers_in_names(small_engine: Engine, asked: str, entry: Entry, another: bool) -> None:
    assert (Kind.NUMBERED in kinds_against(small_engine, asked, entry)) is another


@pytest.mark.parametrize(
    ("question", "narrows"),
    [
        pytest.param("农村公路修了多长？", False, id="a name that begins with it"),
        pytest.param("公路修了多长？", True, id="nothing of it"),
    ],
)
def test_a_value_within_a_name_is_said(small_engine: Engine, question: str, narrows: bool) -> None:
    """乡下的公路 asks of 农村公路, though that is one word of its own."""
    roads = replace(EMPTY, question=question, answer="修了47公里。", subject=(question[:4],))
    base = small_engine.base
    lexicon = replace(base.lexicon, terms=(*base.lexicon.terms, Term(term="农村公路")))
    town = replace(base, lexicon=lexicon)
    assert (
        Kind.NARROWING in kinds_against(Engine(town, derive(town)), "乡下的公路修了多长", roads)
    ) is narrows


def test_where_something_is_done_narrows_it(small_engine: Engine) -> None:
    shows = replace(EMPTY, question="办了多少场演出？", answer="办了30场演出。", facets=(Facet.COUNT,))
    assert Kind.NARROWING in kinds_against(small_engine, "在乡下搭台办了多少场演出", shows)
    assert Kind.NARROWING not in kinds_against(small_engine, "搭台办了多少场演出", shows)


def test_town_and_country_together_are_both(small_engine: Engine) -> None:
    helped = replace(
        EMPTY,
        question="救助了多少城乡困难群众？",
        answer="救助城乡困难群众395人。",
        qualifiers={"residence": "城乡"},
        facets=(Facet.COUNT,),
    )
    assert Kind.QUALIFIER not in kinds_against(small_engine, "城里乡下一共救助了多少困难群众", helped)
    assert Kind.QUALIFIER in kinds_against(small_engine, "城里救助了多少困难群众", helped)
