"""Whether the asker's own place is one of those that an entry counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

VILLAGES = replace(EMPTY, question="修路的村有几个？", answer="修路的村有9个。")


@pytest.mark.parametrize(
    "asked",
    [
        "9个修路的村里有没有我们村",
        "修路的村有俺村吗",
        "我们村算不算修路的村",
        "我家门口的路在不在修路的村里",
        "修路的村包不包括我们庄",
        "我们屯列入修路的村了吗",
        "我们村在不在修路的村里,怎么查",
    ],
)
def test_how_many_there_are_does_not_tell_of_ones_own(small_engine: Engine, asked: str) -> None:
    assert Kind.PART in kinds_against(small_engine, asked, VILLAGES)


def test_what_each_grade_gets_does_not_tell_ones_own_grade(small_engine: Engine) -> None:
    grades = replace(EMPTY, question="危房补助多少？", answer="甲级每户补1万元，乙级每户补2万元。")
    assert Kind.PART in kinds_against(small_engine, "我家房子算甲级还是乙级", grades)
    assert Kind.PART not in kinds_against(small_engine, "危房补助甲级多还是乙级多", grades)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("我们村修路的村有几个", id="how many"),
        pytest.param("我家在农村,修路的村有几个", id="where somebody lives"),
        pytest.param("修路的村有9个吗", id="a check of the figure"),
        pytest.param("我们村属于哪个镇", id="something else of it"),
    ],
)
def test_what_is_asked_of_all_is_told(small_engine: Engine, asked: str) -> None:
    assert Kind.PART not in kinds_against(small_engine, asked, VILLAGES)


@pytest.mark.parametrize(
    "answer", ["全镇各村都修了路。", "修路的村有9个，点到名的是柳溪村，别的名字资料里没有写。"]
)
def test_who_tells_of_all_or_that_the_others_are_not_known_tells_it(
    small_engine: Engine, answer: str
) -> None:
    told = replace(VILLAGES, answer=answer)
    assert Kind.PART not in kinds_against(small_engine, "修路的村里有没有我们村", told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("我家住5号楼,停水有没有我们楼", True, id="one of the row"),
        pytest.param("我家住12号楼,停水有没有我们楼", False, id="another"),
        pytest.param("停水有没有我们楼", False, id="which is not said"),
    ],
)
def test_a_number_in_a_row_is_told_of(small_engine: Engine, asked: str, told: bool) -> None:
    row = replace(EMPTY, question="哪几栋楼停水？", answer="1至9号楼停水，涉及430户。")
    assert (not kinds_against(small_engine, asked, row) & {Kind.PART, Kind.NUMBERED}) is told


def test_how_many_there_are_in_one_of_a_row_is_not_told(small_engine: Engine) -> None:
    row = replace(EMPTY, question="哪几栋楼停水？", answer="1至9号楼停水，涉及430户。")
    assert Kind.PART in kinds_against(small_engine, "3号楼有多少户停水", row)
