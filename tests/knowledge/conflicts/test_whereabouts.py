"""Where somebody lives, and where they merely are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import AREA
from knowledge.conflicts.whereabouts import Whereabouts
from knowledge.language.normalise import normalise
from knowledge.language.vocabulary import Mention, Role, Sense

LIVING = [
    pytest.param("我住青石,门票多少钱", id="lives there"),
    pytest.param("我二姨在青石住,吃低保的,给多少", id="lives there, with the verb behind it"),
    pytest.param("我是青石的 门票多少钱", id="is of there"),
    pytest.param("我是青石镇人,门票多少钱", id="is from there"),
    pytest.param("我是青石镇居民,门票多少钱", id="a resident"),
    pytest.param("我大爷家是青石的,门票多少钱", id="somebody's home"),
    pytest.param("俺婆家是青石的 她门票多少钱", id="the husband's family"),
    pytest.param("我户口在青石,门票多少钱", id="registered there"),
    pytest.param("我家搬到青石去了,那边门票多少钱", id="moved there"),
    pytest.param("我闺女嫁到青石了,他们那儿门票多少钱", id="married there"),
    pytest.param("我妹夫在青石,门票多少钱", id="is there, and no more is said"),
    pytest.param("我们青石 门票多少钱", id="our town"),
    pytest.param("我妈那边是青石,门票多少钱", id="over there"),
    pytest.param("我在青石吃低保,门票多少钱", id="supported there"),
    pytest.param("门票多少钱,我住青石", id="said at the end"),
    pytest.param("i live in qingshi, how much is a ticket", id="in English"),
    pytest.param("我在蓝禾上班,家在青石,门票多少钱", id="works at home, lives elsewhere"),
    pytest.param("我以前住蓝禾现在在青石,那边门票多少钱", id="lived at home once"),
    pytest.param("我们家从蓝禾搬青石了,门票多少钱", id="left home"),
    pytest.param("我是蓝禾的,我二姨在青石住,她门票多少钱", id="asks for somebody who is there"),
    pytest.param("我去蓝禾打工,家在青石,门票多少钱", id="goes home to work"),
    pytest.param("我本来住青石,门票多少钱", id="lives there anyway"),
]

NOT_LIVING = [
    pytest.param("我在青石打工,门票多少钱", id="works there"),
    pytest.param("我老公在青石上班,蓝禾的门票多少钱", id="somebody works there"),
    pytest.param("我儿子在青石上学,门票多少钱", id="studies there"),
    pytest.param("我在青石开了个店,门票多少钱", id="keeps a shop there"),
    pytest.param("我家挨着青石,门票多少钱", id="lives beside it"),
    pytest.param("上礼拜路过青石,门票多少钱", id="passes through"),
    pytest.param("我去青石了,门票多少钱", id="went there"),
    pytest.param("我从青石过来的,门票多少钱", id="comes from there"),
    pytest.param("我不住青石,门票多少钱", id="does not live there"),
    pytest.param("我以前住青石,门票多少钱", id="lived there once"),
    pytest.param("我是青石人,嫁到蓝禾了,门票多少钱", id="married to the home area"),
    pytest.param("我住青石,蓝禾的门票多少钱", id="asks about the home area"),
    pytest.param("住青石,开车到蓝禾进厂,门票多少钱", id="goes to the home area"),
    pytest.param("我对象是青石的,我是蓝禾的,门票多少钱", id="lives at home, unlike somebody"),
    pytest.param("青石的门票多少钱", id="what is asked about, and no residence"),
]


def whereabouts(engine: Engine, question: str) -> Whereabouts:
    names = engine.derived.vocabulary.lexicon.qualifiers[AREA]
    return Whereabouts(engine.derived.interpreter.read(normalise(question)), "蓝禾镇", names)


@pytest.mark.parametrize("question", LIVING)
def test_who_lives_elsewhere_asks_for_there(small_engine: Engine, question: str) -> None:
    assert len(whereabouts(small_engine, question).residences) == 1


@pytest.mark.parametrize("question", NOT_LIVING)
def test_who_is_elsewhere_for_a_while_does_not(small_engine: Engine, question: str) -> None:
    assert whereabouts(small_engine, question).residences == ()


@pytest.mark.parametrize(
    ("home", "residences"),
    [
        pytest.param("咱镇", 1, id="the asker's own"),
        pytest.param("贵镇", 0, id="that of whoever answers"),
        pytest.param("咱蓝禾", 0, id="by its name"),
    ],
)
def test_our_town_is_another_one_for_who_lives_elsewhere(
    small_engine: Engine, home: str, residences: int
) -> None:
    read = whereabouts(small_engine, f"我住青石,{home}门票多少钱")
    named = Mention(text=home, start=5, end=5 + len(home), senses=(Sense(Role.QUALIFIER, "蓝禾镇", AREA),))
    elsewhere = tuple(m for m in read.query.mentions if m.text == "青石")
    query = replace(read.query, mentions=(*elsewhere, named))
    assert len(replace(read, query=query).residences) == residences


@pytest.mark.parametrize(
    ("area", "foreign"),
    [
        pytest.param("北区", True, id="another district"),
        pytest.param("河口县", True, id="a county"),
        pytest.param("南岸街道", False, id="a part of some district"),
        pytest.param("东市", False, id="the city that its names say it lies in"),
        pytest.param("山阳省", False, id="a province"),
        pytest.param("南区", False, id="itself"),
    ],
)
def test_how_large_an_area_is_tells_whether_it_is_another(
    small_engine: Engine, area: str, foreign: bool
) -> None:
    names = {"南区": ("东市南区",), "东市": (), "北区": (), "河口县": ()}
    query = whereabouts(small_engine, "门票多少钱").query
    assert Whereabouts(query, "南区", names).is_foreign(area, frozenset({"南区"})) is foreign


def test_a_part_of_the_district_is_another_one_for_a_part_of_it(small_engine: Engine) -> None:
    query = whereabouts(small_engine, "门票多少钱").query
    assert Whereabouts(query, "南区", {}).is_foreign("南岸街道", frozenset({"北岸街道"}))


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [
        pytest.param("青石的门票多少钱", ["青石"], id="what is asked about"),
        pytest.param("青石 蓝禾的门票多少钱", [], id="what the home area lies in"),
        pytest.param("我在青石上班,蓝禾的门票多少钱", [], id="where somebody merely is"),
        pytest.param("蓝禾的人在青石住院给多少", ["青石"], id="in the same clause"),
    ],
)
def test_areas_that_limit_what_is_asked(small_engine: Engine, question: str, elsewhere: list[str]) -> None:
    assert [mention.text for mention in whereabouts(small_engine, question).elsewhere] == elsewhere
