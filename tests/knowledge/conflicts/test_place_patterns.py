"""Pattern rules for places: one that nobody knows, and another street than the entry's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import PatternCheck
from knowledge.conflicts.place_patterns import ANOTHER_LEVEL, ANOTHER_PLACE, UNKNOWN_PLACE
from knowledge.conflicts.profile_builder import build_profile
from knowledge.model.entry import Entry
from tests.knowledge.conflicts.checking import kinds_against, read
from tests.knowledge.samples import EMPTY

MARKET = replace(EMPTY, question="零工市场在哪？", answer="棠湛街道的零工市场每天开放。")
CRIME = replace(EMPTY, question="追回多少钱？", answer="全县追回683万元。")
PARKING = replace(EMPTY, question="柳絮街停车多少钱？", answer="每小时2元。")


@pytest.mark.parametrize(
    ("asked", "entry", "told"),
    [
        pytest.param("洺霁街道的零工市场在哪", MARKET, False, id="another place of that kind"),
        pytest.param("棠湛街道的零工市场在哪", MARKET, True, id="the place it names"),
        pytest.param("榆岫镇追回多少钱", CRIME, False, id="a place of what it tells of all"),
        pytest.param("那起案子追回多少钱,榆岫镇的", CRIME, False, id="said in passing"),
        pytest.param("我家住榆岫镇,追回多少钱", CRIME, True, id="where somebody lives"),
        pytest.param("给她订街道的饭,追回多少钱", CRIME, True, id="somebody, and what is ordered"),
        pytest.param("哪个镇追回多少钱", CRIME, True, id="asked for"),
    ],
)
def test_a_place_that_nobody_knows_is_told_by_its_name(
    small_engine: Engine, asked: str, entry: Entry, told: bool
) -> None:
    assert (Kind.NAME not in kinds_against(small_engine, asked, entry)) is told


@pytest.mark.parametrize(
    ("asked", "entry", "severity"),
    [
        pytest.param("洺霁街道的零工市场在哪", MARKET, Severity.BARRING, id="an entry about another one"),
        pytest.param("榆岫镇追回多少钱", CRIME, Severity.FIRM, id="an entry about all of them"),
    ],
)
def test_only_an_entry_about_another_place_is_ruled_out(
    small_engine: Engine, asked: str, entry: Entry, severity: Severity
) -> None:
    profile = build_profile(entry, small_engine.derived.interpreter)
    found = PatternCheck(read(small_engine, asked), UNKNOWN_PLACE).conflicts(EntryLookup(profile))
    assert [conflict.severity for conflict in found] == [severity]


@pytest.mark.parametrize(
    ("asked", "severities"),
    [
        pytest.param("槐树街停车多少钱", [Severity.BARRING], id="another street"),
        pytest.param("柳絮街停车多少钱", [], id="the street it is about"),
        pytest.param("那条街停车多少钱", [], id="no name"),
        pytest.param("槐树巷停车多少钱", [], id="no place of that kind is told"),
        pytest.param("我家住槐树街,停车多少钱", [], id="where somebody lives"),
        pytest.param("槐树市场停车多少钱", [], id="a market where none is told"),
    ],
)
def test_a_street_is_not_told_by_another(
    small_engine: Engine, asked: str, severities: list[Severity]
) -> None:
    profile = build_profile(PARKING, small_engine.derived.interpreter)
    found = PatternCheck(read(small_engine, asked), ANOTHER_PLACE).conflicts(EntryLookup(profile))
    assert [conflict.severity for conflict in found] == severities


def test_a_place_within_a_name_is_a_place_too(small_engine: Engine) -> None:
    pier = replace(EMPTY, question="南湾码头停车场多少钱？", answer="每小时5元。")
    assert Kind.NAME in kinds_against(small_engine, "潮坪停车场多少钱", pier)
    assert Kind.NAME not in kinds_against(small_engine, "码头停车场多少钱", pier)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("港前市场摊位多少钱", False, id="another market"),
        pytest.param("潮坪市场摊位多少钱", True, id="that market"),
        pytest.param("潮坪农贸市场摊位多少钱", True, id="with its kind"),
        pytest.param("农贸市场摊位多少钱", True, id="its kind alone"),
        pytest.param("港前停车场多少钱", True, id="no car park is told"),
        pytest.param("学校市场摊位多少钱", True, id="a word and no name"),
        pytest.param("春节市场摊位多少钱", True, id="a feast"),
        pytest.param("摆进市场多少钱", True, id="a verb"),
    ],
)
def test_a_market_is_not_told_by_another(small_engine: Engine, asked: str, told: bool) -> None:
    market = replace(EMPTY, question="潮坪市场摊位多少钱？", answer="潮坪市场的摊位每月200元。")
    profile = build_profile(market, small_engine.derived.interpreter)
    found = PatternCheck(read(small_engine, asked), ANOTHER_PLACE).conflicts(EntryLookup(profile))
    assert any(found) is not told


LIBRARY = replace(EMPTY, question="县图书馆几点关门？", answer="县图书馆9:00至17:00开放。")
OFFICE = replace(EMPTY, question="政务服务中心在哪？", answer="县政务服务中心在清溪路88号。")


@pytest.mark.parametrize(
    ("asked", "entry", "level"),
    [
        pytest.param("市图书馆几点关门", LIBRARY, "市图书馆", id="of the city"),
        pytest.param("请问去省政务服务中心怎么走", OFFICE, "省政务服务中心", id="of the province"),
        pytest.param("县图书馆几点关门", LIBRARY, "", id="of that level"),
        pytest.param("城市图书馆几点关门", LIBRARY, "", id="within another word"),
        pytest.param("在市医院住院，县图书馆几点关门", LIBRARY, "", id="another institution"),
        pytest.param(
            "市图书馆几点关门", replace(LIBRARY, answer="图书馆9:00开放。"), "市图书馆", id="asked so"
        ),
    ],
)
def test_an_institution_of_another_level_is_another(
    small_engine: Engine, asked: str, entry: Entry, level: str
) -> None:
    lookup = EntryLookup(build_profile(entry, small_engine.derived.interpreter))
    check = PatternCheck(read(small_engine, asked), ANOTHER_LEVEL)
    assert "".join(conflict.word for conflict in check.conflicts(lookup)) == level
