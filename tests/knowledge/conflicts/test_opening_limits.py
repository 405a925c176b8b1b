"""The area and the year that a question begins with."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.opening_limits import OpeningLimits
from knowledge.conflicts.profile import AREA
from knowledge.conflicts.whereabouts import Whereabouts
from knowledge.language.normalise import normalise

SET = [
    pytest.param("青石,门票多少钱", id="an area"),
    pytest.param("去年,门票多少钱", id="a year"),
    pytest.param("去年我妈住院那会儿,给多少", id="then"),
    pytest.param("去年我妈看病那时候,给多少", id="at that time"),
    pytest.param("去年我在家的时候,给多少", id="when"),
    pytest.param("我去年住院的时候,给多少", id="when, with somebody before it"),
    pytest.param("前年我爸住院,最多给多少", id="what happened in a year, and no more"),
]
NOT_SET = [
    pytest.param("我在青石打工,门票多少钱", id="a story in an area"),
    pytest.param("青石,我说的是蓝禾,门票多少钱", id="the home area too"),
    pytest.param("去年我住院了,给多少", id="what is over"),
    pytest.param("去年我住院,跑前跑后花了三万,给多少", id="what is over, told in two clauses"),
    pytest.param("去年我听说,给多少", id="heard in a year"),
    pytest.param("我去年跟老乡来这边,给多少", id="somebody before it"),
    pytest.param("去年开始我爸吃低保,给多少", id="what began"),
    pytest.param("去年我妈住院那会儿给六成,现在给多少", id="for now"),
    pytest.param("明年我妈满六十,给多少", id="what is to come"),
    pytest.param("去年屋里才14度,现在给多少", id="for now, after what was"),
    pytest.param("门票去年涨了,给多少", id="not at the beginning"),
    pytest.param("今年刚把小船换成大的,给多少", id="just done this year"),
    pytest.param("去年小船换成大的了,给多少", id="done, with nobody named"),
]


def opening_of(engine: Engine, question: str) -> OpeningLimits:
    query = engine.derived.interpreter.read(normalise(question))
    return OpeningLimits(
        query, Whereabouts(query, "蓝禾镇", engine.derived.vocabulary.lexicon.qualifiers[AREA])
    )


@pytest.mark.parametrize("question", SET)
def test_a_question_is_for_the_area_or_year_it_begins_with(small_engine: Engine, question: str) -> None:
    assert len(opening_of(small_engine, question).settings) == 1


@pytest.mark.parametrize("question", NOT_SET)
def test_a_story_sets_none(small_engine: Engine, question: str) -> None:
    assert opening_of(small_engine, question).settings == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("2012年我爸住院那阵,给多少", 1, id="then"),
        pytest.param("2012年我爸住院了,给多少", 0, id="what is over"),
    ],
)
def test_a_calendar_year_is_no_different(small_engine: Engine, question: str, years: int) -> None:
    assert len(opening_of(small_engine, question).calendar_years) == years
