"""What is asked of one person by a pronoun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from tests.knowledge.answering.conversations import engine_with, entry_of, talked


@pytest.fixture(scope="module")
def street_engine(small_engine: Engine) -> Engine:
    """The small town with a driver, when he sets out, and where he drives."""
    plain = entry_of(small_engine, "road-length")
    driver = replace(
        plain,
        id="driver",
        topic="洒水",
        question="洒水车的司机是谁？",
        phrasings=("开洒水车的是哪位", "洒水车司机是干啥的"),
        answer="洒水车的司机是赵师傅。",
        subject=("洒水车", "司机"),
        facets=(Facet.PERSON, Facet.NAMES),
    )
    hours = replace(
        plain,
        id="hours",
        topic="洒水",
        question="洒水几点开始？",
        phrasings=("洒水车几点出车",),
        answer="洒水早上6点开始。",
        subject=("洒水",),
        facets=(Facet.TIME,),
    )
    streets = replace(
        plain,
        id="streets",
        topic="洒水",
        question="洒水车在哪些路上洒水？",
        phrasings=("哪几条路有洒水车洒水",),
        answer="洒水车在柳溪路和东湖路上洒水。",
        subject=("洒水车", "路段"),
        facets=(Facet.PLACE, Facet.NAMES),
    )
    return engine_with(small_engine, driver, hours, streets)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        pytest.param("他几点出车", ("hours",), id="when something is done"),
        pytest.param("他家住哪", (), id="where somebody lives"),
        pytest.param("他负责修几点开始", (), id="something else that he does"),
        pytest.param("他多大了", (), id="an age"),
        pytest.param("他都在哪些路上洒水", ("streets",), id="where something is done"),
        pytest.param("他在哪条路上补课", (), id="where something else is done"),
        pytest.param("他说了啥", (), id="what he says"),
        pytest.param("他叫什么", ("driver",), id="who he is"),
        pytest.param("他开什么车", ("driver",), id="a noun that tells who he is"),
    ],
)
def test_he_is_asked_when_he_does_what_is_told(
    street_engine: Engine, question: str, entries: tuple[str, ...]
) -> None:
    assert talked(street_engine, ["洒水车的司机是谁", question]).entries == entries


def test_who_somebody_is_may_be_told_again(street_engine: Engine) -> None:
    """他是干啥的 is asked of him, though what his truck does is another answer."""
    manner = replace(
        entry_of(street_engine, "hours"),
        id="manner",
        question="洒水车怎么洒水？",
        phrasings=("洒水车是干啥的",),
        answer="洒水车靠右慢行。",
        subject=("洒水车",),
        facets=(Facet.HOW,),
    )
    turns = ["洒水车的司机是谁", "他是干啥的"]
    assert talked(engine_with(street_engine, manner), turns).entries == ("driver",)


def test_who_somebody_is_is_told_by_what_tells_of_a_person(street_engine: Engine) -> None:
    """What somebody is called is no name of a street, though both are names."""
    assert talked(street_engine, ["洒水车在哪些路上洒水", "他叫什么名字"]).entries == ("driver",)
    offered = talked(street_engine, ["洒水几点开始", "他叫什么名字"])
    assert not offered.entries and "driver" in {option.entry for option in offered.options}


def test_what_somebody_says_is_told_by_their_words(street_engine: Engine) -> None:
    """他怎么说的 asks for no way of doing anything, though 怎么 does."""
    plain = entry_of(street_engine, "hours")
    manner = replace(
        plain,
        id="manner",
        question="洒水车怎么洒水？",
        phrasings=("洒水车怎么走",),
        answer="洒水车靠右慢行。",
        subject=("洒水车",),
        facets=(Facet.HOW,),
    )
    words = replace(
        plain,
        id="words",
        question="司机怎么说洒水？",
        phrasings=("司机对洒水说了什么",),
        answer="司机说空气更好了。",
        subject=("司机", "洒水"),
        facets=(Facet.CONTENT,),
    )
    turns = ["洒水车的司机是谁", "他怎么说的"]
    assert talked(engine_with(street_engine, manner), turns).status is not Status.ANSWERED
    assert talked(engine_with(street_engine, words), turns).entries == ("words",)
