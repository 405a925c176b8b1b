"""A turn is split into parts, and each says what its verdict rests on."""

from __future__ import annotations

import pytest

from knowledge.answering.context_tracker import ContextTracker
from knowledge.answering.decider import Decider
from knowledge.answering.engine import Engine
from knowledge.answering.turn_decider import TurnDecider
from knowledge.language.dialogue import Context
from knowledge.ranking.decision import Origin, Part
from tests.knowledge.samples import DAY

POOL = Context(question="游泳馆几点开门", entries=("pool-hours",))


def parts(engine: Engine, question: str, context: Context | None = None) -> tuple[Part, ...]:
    """The parts of a question to an engine, each with its verdict."""
    decider = Decider(engine.derived, DAY.year)
    turn_decider = TurnDecider(engine.derived, decider, ContextTracker(engine.derived))
    return turn_decider.parts(engine.reader.read(question), context)


@pytest.mark.parametrize(
    ("question", "context", "entry", "origin"),
    [
        pytest.param(
            "请问现在去游泳馆门票多少钱", None, "pool-fee", Origin.RANKING, id="a question by itself"
        ),
        pytest.param("去游泳一次多少钱", None, "pool-fee", Origin.PHRASING, id="a phrasing of staff"),
        pytest.param("那要多少钱", POOL, "pool-fee", Origin.CONTEXT, id="a follow-up"),
        pytest.param("2400棵是什么", None, "park-trees", Origin.FIGURE, id="what a figure is of"),
    ],
)
def test_a_part_says_what_its_verdict_rests_on(
    small_engine: Engine, question: str, context: Context | None, entry: str, origin: Origin
) -> None:
    (part,) = parts(small_engine, question, context)
    assert (part.entry, part.origin) == (entry, origin)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        pytest.param("游泳馆门票多少钱,图书馆在哪里", ["pool-fee", "library-place"], id="two things asked"),
        pytest.param("游泳馆门票多少钱,几点开门", ["pool-fee", "pool-hours"], id="a subject carried over"),
        pytest.param("我昨天路过,人很多,游泳馆的门票多少钱", ["pool-fee"], id="a story and a question"),
        pytest.param(
            "图书馆有多少册书啊还有那个游泳馆门票多少钱", ["library-books", "pool-fee"], id="what is added"
        ),
        pytest.param("图书馆和游泳馆分别在哪里", ["library-place"], id="each of two, of which one is told"),
        pytest.param("哪些中学在扩建,二中在不在其中", ["schools-extended"], id="what was told already"),
        pytest.param("果园收成增长多少,不是说没有冷库吗", ["orchard-harvest"], id="what only reminds"),
    ],
)
def test_a_turn_is_split_into_what_it_asks(small_engine: Engine, question: str, entries: list[str]) -> None:
    assert [part.entry for part in parts(small_engine, question)] == entries


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        pytest.param("图书馆在哪里,游泳馆早上开不开", ["library-place", "pool-hours"], id="by its negation"),
        pytest.param("管它开不开,游泳馆门票多少钱", ["pool-fee"], id="not asked"),
    ],
)
def test_a_last_clause_asks_by_a_verb_and_its_negation(
    small_engine: Engine, question: str, entries: list[str]
) -> None:
    told = [part.entry for part in parts(small_engine, question) if part.verdict.matches]
    assert told == entries


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        pytest.param(
            "洒水车一天洒几遍,造林多少亩",
            ["sprinkling-times", "environment-afforestation-area"],
            id="what several are told of",
        ),
        pytest.param("国道修几公里 村道修几公里", ["roads-highway-112", "roads-village"], id="no name"),
    ],
)
def test_what_opens_a_turn_is_answered_though_the_rest_is_of_something_else(
    engine: Engine, question: str, entries: list[str]
) -> None:
    assert [part.entry for part in parts(engine, question) if part.answered] == entries
