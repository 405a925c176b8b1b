"""Compound questions and follow-ups: each part answered or named, and nothing borrowed that was not meant."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("question", "entries", "unknown"),
    [
        pytest.param("泳池门票多少钱？图书馆在哪里？", {"pool-fee", "library-place"}, 0, id="two sentences"),
        pytest.param("泳池门票多少钱，几点开门", {"pool-fee", "pool-hours"}, 0, id="one subject for two"),
        pytest.param("泳池门票多少钱和图书馆在哪里", {"pool-fee", "library-place"}, 0, id="joined by and"),
        pytest.param("1.泳池门票多少钱2.图书馆在哪里", {"pool-fee", "library-place"}, 0, id="numbered"),
        pytest.param("泳池门票多少钱，图书馆的馆长是谁", {"pool-fee"}, 1, id="one of two unknown"),
        pytest.param("柳溪路修了多少公里，花了多少钱？", {"road-length"}, 1, id="the second of one subject"),
        pytest.param(
            "图书馆在哪里，我想去，是不是周末开门",
            {"library-place"},
            1,
            id="a question for a yes behind another",
        ),
        pytest.param(
            "柳溪路修了多少公里，公园种了多少棵树，书记是谁",
            {"road-length", "park-trees"},
            1,
            id="one of three",
        ),
    ],
)
def test_each_part_of_a_compound_question_is_answered_or_named(
    small_engine: Engine, question: str, entries: set[str], unknown: int
) -> None:
    answer = small_engine.answer(question, DAY)
    assert answer.status is Status.ANSWERED
    assert set(answer.entries) == entries
    assert len(answer.unanswered_parts) == unknown
    assert all(part in question and part in answer.text for part in answer.unanswered_parts)


POOL = Context(question="游泳馆的门票多少钱？", entries=("pool-fee",))
LIBRARY = Context(question="图书馆在哪里？", entries=("library-place",))
SCHOOLS = Context(question="哪些中学在扩建？", entries=("schools-extended",))


@pytest.mark.parametrize(
    ("question", "context", "entries"),
    [
        pytest.param("几点开门", POOL, ("pool-hours",), id="the subject"),
        pytest.param("那有多少册呢", LIBRARY, ("library-books",), id="the subject after then"),
        pytest.param("那二中呢", SCHOOLS, ("schools-extended",), id="what was asked"),
        pytest.param("那六中呢", SCHOOLS, (), id="but not another school"),
        pytest.param("那青石镇的呢", POOL, (), id="nor another area"),
        pytest.param("那馆长是谁", LIBRARY, (), id="nor what is not told"),
        pytest.param("那多少人", POOL, (), id="nor a sum when people are counted"),
        pytest.param("多久一次", SCHOOLS, (), id="nor names when it is how often"),
        pytest.param("公园种了多少棵树", POOL, ("park-trees",), id="nothing when it stands by itself"),
        pytest.param("图书馆在哪里", POOL, ("library-place",), id="nothing for its very words"),
    ],
)
def test_a_follow_up_borrows_what_it_lacks(
    small_engine: Engine, question: str, context: Context, entries: tuple[str, ...]
) -> None:
    assert small_engine.answer(question, DAY, context).entries == entries


@pytest.mark.parametrize("question", ["它的门票多少钱", "那它的门票多少钱"])
def test_it_is_what_was_spoken_of_and_nothing_else(small_engine: Engine, question: str) -> None:
    assert "pool-fee" not in small_engine.answer(question, DAY, LIBRARY).entries


def test_an_entry_that_is_gone_lends_nothing(small_engine: Engine) -> None:
    gone = Context(question="游泳馆的门票多少钱？", entries=("no-longer-here",))
    assert small_engine.answer("那馆长是谁", DAY, gone).status is Status.UNKNOWN


def test_a_part_asked_in_the_very_words_of_an_entry_is_not_cut_up(small_engine: Engine) -> None:
    answer = small_engine.answer("公园的停车费怎么收？", DAY)
    assert (answer.entries, answer.confidence) == (("parking-fee",), 1.0)


def test_a_question_of_which_no_part_is_known_is_not_answered(small_engine: Engine) -> None:
    answer = small_engine.answer("书记是谁，飞机场在哪里", DAY)
    assert answer.status is not Status.ANSWERED
    assert not answer.unanswered_parts
