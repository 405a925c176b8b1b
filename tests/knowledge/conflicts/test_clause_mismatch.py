"""A number in one clause of an answer, and the action asked about in another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Citation, Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

OPINIONS = replace(
    EMPTY,
    question="收到多少条意见？",
    answer="收到的意见有60条，为推进整改提供了依据。",
    facets=(Facet.COUNT,),
)
ROADS = replace(
    EMPTY,
    question="村道改造了多长？",
    answer="9个村的村道进行了改造，长17公里，路面硬化也在推进。",
    facets=(Facet.LENGTH,),
)

PARKING = replace(
    EMPTY, question="停车多少钱？", answer="停车前30分钟免费，之后每小时5元。", facets=(Facet.FEE,)
)

ASKED = [
    pytest.param("意见整改了多少条", OPINIONS, True, id="done in a clause without the number"),
    pytest.param("60条意见整改了,对吗", OPINIONS, True, id="a check of the number"),
    pytest.param("收到了多少条意见", OPINIONS, False, id="done where it is counted"),
    pytest.param("整改进行得怎么样", OPINIONS, False, id="no number asked"),
    pytest.param("路面硬化了多少公里", ROADS, True, id="behind the number"),
    pytest.param("村道改造了多少公里", ROADS, False, id="before the number, which goes on with it"),
    pytest.param("硬化改造了多少公里", ROADS, False, id="with what is counted"),
    pytest.param("免费过了停车一小时几块", PARKING, False, id="before what goes on from there"),
]


@pytest.mark.parametrize(("question", "entry", "apart"), ASKED)
def test_a_number_is_of_what_its_own_clause_says(
    small_engine: Engine, question: str, entry: object, apart: bool
) -> None:
    assert isinstance(entry, type(EMPTY))
    assert (Kind.EVENT in kinds_against(small_engine, question, entry)) is apart


def test_an_own_question_for_the_number_tells_it(small_engine: Engine) -> None:
    asked = replace(OPINIONS, phrasings=("整改了多少条意见",))
    assert Kind.EVENT not in kinds_against(small_engine, "意见整改了多少条", asked)


def test_evidence_that_has_both_tells_it(small_engine: Engine) -> None:
    cited = replace(OPINIONS, citations=(Citation(source="report", evidence="整改意见60条", paragraph=1),))
    assert Kind.EVENT not in kinds_against(small_engine, "意见整改了多少条", cited)
