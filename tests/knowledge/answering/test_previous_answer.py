"""Details of the previous answer that are asked for alone, and other values that it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from tests.knowledge.answering.conversations import engine_with, entry_of, talked
from tests.knowledge.samples import DAY


@pytest.fixture(scope="module")
def raised_engine(small_engine: Engine) -> Engine:
    """The small town with a limit that was raised."""
    plain = entry_of(small_engine, "road-length")
    ceiling = replace(
        plain,
        id="ceiling",
        topic="救助",
        question="医疗救助的封顶线是多少？",
        phrasings=("大病救助最多给几万",),
        answer="医疗救助的封顶线从2万元提到3万元。",
        subject=("医疗救助", "封顶线"),
        facets=(Facet.AMOUNT, Facet.CHANGE),
    )
    return engine_with(small_engine, ceiling)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        pytest.param("原来呢", ("ceiling",), id="before"),
        pytest.param("本来是多少", ("ceiling",), id="at first"),
        pytest.param("那提高之前是几万", ("ceiling",), id="before it rose"),
        pytest.param("没提之前呢,也是3万?", ("ceiling",), id="with a check"),
        pytest.param("去年呢", (), id="a year"),
    ],
)
def test_how_it_was_is_told_where_from_what_to_what_was(
    raised_engine: Engine, question: str, entries: tuple[str, ...]
) -> None:
    assert talked(raised_engine, ["医疗救助的封顶线是多少", question]).entries == entries


def test_how_it_was_is_unknown_where_only_how_it_is_was_told(raised_engine: Engine) -> None:
    assert talked(raised_engine, ["柳溪路修了多少公里", "原来呢"]).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        pytest.param("末班呢", ("bus",), id="a word that it says beside a figure"),
        pytest.param("票价呢", (), id="one that it does not say"),
        pytest.param("司机呢", (), id="one beside no figure"),
        pytest.param("那农村的呢", (), id="a limit"),
    ],
)
def test_another_figure_of_the_answer_is_told(
    small_engine: Engine, question: str, entries: tuple[str, ...]
) -> None:
    plain = entry_of(small_engine, "road-length")
    bus = replace(
        plain,
        id="bus",
        question="环湖线几点发车？",
        phrasings=("环湖线头班几点",),
        answer="环湖线首班6点20分，末班18点，司机在找。",
        subject=("环湖线",),
        facets=(Facet.TIME,),
    )
    turns = ["环湖线几点发车", question]
    assert talked(engine_with(small_engine, bus), turns).entries == entries


@pytest.fixture(scope="module")
def tiers_engine(small_engine: Engine) -> Engine:
    """The small town with an allowance by ages, hours of two places, and a year beside the year before."""
    plain = entry_of(small_engine, "road-length")
    allowance = replace(
        plain,
        id="tiers",
        question="养老补贴每月多少钱？",
        phrasings=("老人每月给多少养老补贴",),
        answer="养老补贴80至89周岁每月60元，90周岁以上每月150元。",
        subject=("养老补贴",),
        facets=(Facet.AMOUNT,),
    )
    hours = replace(
        plain,
        id="branches",
        question="书屋几点开门？",
        phrasings=("书屋周二开门吗",),
        answer="农村的书屋周二开门，城市的书屋周三开门。",
        subject=("书屋",),
        facets=(Facet.TIME,),
    )
    roads = replace(
        plain,
        id="farm-roads",
        question="农村公路修了多少公里？",
        phrasings=("乡下公路修了多长",),
        answer="农村公路修了47公里，上年是39公里。",
        subject=("农村公路",),
        facets=(Facet.LENGTH,),
    )
    return engine_with(small_engine, allowance, hours, roads)


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        pytest.param(["养老补贴每月多少钱", "那93岁的呢"], "tiers", id="another age"),
        pytest.param(["养老补贴每月多少钱", "那我奶奶93了呢"], "tiers", id="without a unit"),
        pytest.param(["养老补贴每月多少钱", "我奶奶93了,她呢"], "tiers", id="of somebody of one's own"),
        pytest.param(["书屋周二开门吗", "城市的书屋呢"], "branches", id="another limit that it names"),
        pytest.param(["农村公路修了多少公里", "那头一年呢"], "farm-roads", id="the year before"),
    ],
)
def test_another_value_that_the_answer_tells_gets_it_again(
    tiers_engine: Engine, turns: list[str], entry: str
) -> None:
    assert talked(tiers_engine, turns).entries == (entry,)


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param(["养老补贴每月多少钱", "那5岁的呢"], id="an age below all"),
        pytest.param(["养老补贴每月多少钱", "那93公里的呢"], id="a figure of another kind"),
        pytest.param(["书屋周二开门吗", "青石镇的书屋呢"], id="a limit that it does not name"),
        pytest.param(["养老补贴每月多少钱", "那头一年呢"], id="a year that it does not tell"),
    ],
)
def test_a_value_that_it_does_not_tell_gets_nothing(tiers_engine: Engine, turns: list[str]) -> None:
    assert talked(tiers_engine, turns).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        pytest.param("有没有养老补贴？每月多少钱", True, id="of what there is"),
        pytest.param("有没有班车？每月多少钱", False, id="of what there may not be"),
        pytest.param("养老补贴每月多少钱？有没有班车？在哪里", True, id="asked before that"),
    ],
)
def test_what_there_may_not_be_is_told_nothing(tiers_engine: Engine, question: str, answered: bool) -> None:
    told = tiers_engine.answer(question, DAY)
    assert (told.entries == ("tiers",)) is answered


def test_what_the_previous_answer_tells_too_is_not_taken_from_another(small_engine: Engine) -> None:
    plain = entry_of(small_engine, "road-length")
    card = replace(
        plain,
        id="card",
        topic="救助",
        question="办身份证多少钱，几天能拿？",
        phrasings=("身份证到期换一个多少钱", "身份证要等几天"),
        answer="期满换领身份证每证20元，15个工作日取证。",
        subject=("身份证", "收费"),
        facets=(Facet.FEE, Facet.DURATION),
    )
    temporary = replace(
        card,
        id="temporary",
        question="临时身份证多少钱，几天能拿？",
        phrasings=("办临时身份证收费", "临时身份证几天下来"),
        answer="临时身份证每证10元，3个工作日取证。",
        subject=("临时身份证", "收费"),
    )
    engine = engine_with(small_engine, card, temporary)
    assert talked(engine, ["身份证到期换一个多少钱", "几天能取"]).entries == ("card",)
    assert talked(engine, ["临时身份证收多少钱", "几天能取"]).entries == ("temporary",)
