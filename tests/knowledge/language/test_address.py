"""Who is asked to answer is not who is asked for."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise
from knowledge.model.entry import Facet

TO_EVERYBODY = [
    pytest.param("谁知道门票多少钱", id="who knows"),
    pytest.param("哪位晓得门票多少钱", id="which of you"),
    pytest.param("门票多少钱有谁清楚", id="at the end"),
    pytest.param("谁能告诉我门票多少钱", id="who can tell me"),
    pytest.param("门票多少钱谁给我说说", id="who tells me"),
    pytest.param("谁知道", id="nothing else"),
]

FOR_SOMEBODY = [
    pytest.param("谁知道游泳馆", id="nothing else that asks"),
    pytest.param("谁给我们讲政策", id="who explains"),
    pytest.param("谁负责开门", id="who is in charge"),
    pytest.param("馆长是谁知道吗", id="who it is, and whether it is known"),
    pytest.param("情况是谁了解的", id="who has learnt it"),
    pytest.param("谁了解的情况最多", id="who has learnt the most"),
    pytest.param("考官为何人", id="who by an old word"),
]


def asks_for_a_person(engine: Engine, text: str) -> bool:
    query = engine.derived.interpreter.read(normalise(text))
    return any(Facet.PERSON in cue.facets for cue in query.cues)


@pytest.mark.parametrize("text", TO_EVERYBODY)
def test_who_knows_asks_for_nobody(small_engine: Engine, text: str) -> None:
    assert not asks_for_a_person(small_engine, text)


@pytest.mark.parametrize("text", FOR_SOMEBODY)
def test_who_else_asks_for_a_person(small_engine: Engine, text: str) -> None:
    assert asks_for_a_person(small_engine, text)
