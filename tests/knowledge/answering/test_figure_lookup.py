"""An entry is found by the figure of which a question asks what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.decider import Decider
from knowledge.answering.engine import Engine
from knowledge.answering.figure_lookup import FigureLookup, figures_asked_about
from knowledge.model.answer import Status
from knowledge.ranking.decision import Verdict
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("2400棵是什么", "park-trees", id="a number of things"),
        pytest.param("5000册的是啥东西", "library-books", id="in everyday words"),
        pytest.param("什么东西有五千册", "library-books", id="the other way round, in characters"),
        pytest.param("5000是什么数", "library-books", id="called a number"),
        pytest.param("5000是啥东西的数", "library-books", id="a number of something"),
        pytest.param("2400棵说的是谁去干啥", "park-trees", id="who did what"),
        pytest.param("3公里修的是哪条路", "road-length", id="a small measure, and what was done"),
        pytest.param("增长20%的是什么", "orchard-harvest", id="what grew so much"),
        pytest.param("提高了20%的是啥", "orchard-harvest", id="another word for growing"),
    ],
)
def test_the_only_entry_that_tells_the_figure_answers(
    small_engine: Engine, question: str, entry: str
) -> None:
    answer = small_engine.answer(question, DAY)
    assert (answer.status, answer.entries) == (Status.ANSWERED, (entry,))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("2401棵是什么", id="another figure"),
        pytest.param("5000棵是什么", id="of something else"),
        pytest.param("下降20%的是什么", id="the other direction"),
        pytest.param("青石镇的2400棵是什么", id="of another place"),
        pytest.param("110是什么", id="a number to call"),
        pytest.param("8点是什么", id="a time of day"),
        pytest.param("2400棵里最粗的是什么", id="one of them"),
        pytest.param("2400棵是什么概念", id="how much that is"),
        pytest.param("2400棵是哪个村的", id="whose they are"),
        pytest.param("5000人都是谁", id="who people are"),
    ],
)
def test_no_figure_answers_what_does_not_ask_for_it(small_engine: Engine, question: str) -> None:
    assert small_engine.answer(question, DAY).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "identifies"),
    [
        pytest.param("24棵是什么", True, id="a number of things"),
        pytest.param("24时是什么", False, id="an hour"),
        pytest.param("24周年是什么", False, id="an age"),
    ],
)
def test_a_figure_that_says_when_identifies_nothing(
    small_engine: Engine, question: str, identifies: bool
) -> None:
    assert bool(figures_asked_about(small_engine.derived.interpreter.read(question))) is identifies


def test_of_several_that_tell_the_figure_the_one_that_begins_with_it_answers(engine: Engine) -> None:
    assert engine.answer("395是什么数", DAY).entries == ("medical-aid-people",)


def test_several_that_begin_with_it_are_offered(engine: Engine) -> None:
    answer = engine.answer("三十多次是什么", DAY)
    assert answer.status is Status.CLARIFY
    assert {option.entry for option in answer.options} == {
        "consultation-meetings",
        "consultation-supervision",
    }


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("图书馆的书有5000册吧", True, id="its own figure"),
        pytest.param("图书馆的书有4000册吧", False, id="a figure of none"),
        pytest.param("图书馆有没有5000册书", False, id="whether there are so many"),
        pytest.param("图书馆的书有5册吧", False, id="a number too small to identify it"),
    ],
)
def test_of_several_options_the_one_with_the_figure_to_be_confirmed_answers(
    small_engine: Engine, question: str, told: bool
) -> None:
    derived = small_engine.derived
    decider = Decider(derived, DAY.year)
    part = decider.decide(derived.interpreter.read(question))
    books = next(match for match in part.matches if match.profile.entry.id == "library-books")
    place = next(match for match in part.matches if match.profile.entry.id == "library-place")
    likely = replace(books, score=0.5, conflicts=())
    verdict = Verdict(status=Status.CLARIFY, matches=(place, likely), confidence=0.5)
    found = FigureLookup(derived, decider).found(replace(part, verdict=verdict))
    assert (found.answered and found.entry == "library-books") is told
