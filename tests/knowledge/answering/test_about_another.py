"""What an entry tells of something else is offered, and no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from knowledge.model.entry import Citation, Entry, Facet
from tests.knowledge.samples import DAY, EMPTY


def _entry(entry_id: str, question: str, answer: str, subject: tuple[str, ...], *facets: Facet) -> Entry:
    citation = Citation(source="lanhe-notice", evidence=answer[:12], paragraph=1)
    return replace(
        EMPTY,
        id=entry_id,
        question=question,
        answer=answer,
        citations=(citation,),
        subject=subject,
        facets=facets,
    )


MARRIAGE = _entry(
    "marriage",
    "结婚登记要带什么材料？",
    "双方带身份证、户口簿和三张合影，到婚姻登记处办理。",
    ("结婚登记", "材料"),
    Facet.MATERIALS,
)
CARD = _entry("card", "补身份证要几天？", "补身份证要等二十天。", ("身份证", "补办"), Facet.DURATION)
HARVEST = _entry(
    "harvest",
    "茶园的产值同比增长多少？",
    "茶园的产值同比增长一成。",
    ("茶园", "增长"),
    Facet.RATE,
    Facet.CHANGE,
)
CATCH = _entry(
    "catch",
    "渔港的渔获同比增长多少？",
    "渔港的渔获同比增长两成。",
    ("渔港", "增长"),
    Facet.RATE,
    Facet.CHANGE,
)
PLANTED = _entry("planted", "全镇造林多少亩？", "全镇造林两千亩。", ("造林",), Facet.AREA, Facet.COUNT)
LEAK = _entry(
    "leak",
    "燃气漏气打什么电话？",
    "燃气漏气打燃气公司的抢修电话6677119。",
    ("燃气", "抢修"),
    Facet.CONTACT,
)


@pytest.fixture(scope="module")
def town(small_engine: Engine) -> Engine:
    base = replace(
        small_engine.base,
        entries=(*small_engine.base.entries, MARRIAGE, CARD, HARVEST, CATCH, PLANTED, LEAK),
    )
    return Engine(base, derive(base))


def test_an_entry_that_is_never_asked_of_a_thing_does_not_answer_for_it(town: Engine) -> None:
    answer = town.answer("补身份证要带什么材料去", DAY)
    assert answer.status is not Status.ANSWERED
    assert [option.entry for option in answer.options] == ["card", "marriage"]
    assert town.answer("结婚登记要带什么材料去", DAY).entries == ("marriage",)


def test_a_clause_that_names_what_several_share_answers_nothing_alone(town: Engine) -> None:
    answer = town.answer("全镇造林多少亩，同比增长多少", DAY)
    assert answer.entries == ("planted",)
    assert town.answer("茶园的产值多少，同比增长多少", DAY).entries[-1:] == ("harvest",)


def test_what_is_asked_of_each_must_be_told_of_each(town: Engine) -> None:
    assert town.answer("公园和茶园分别种了多少棵树", DAY).status is not Status.ANSWERED
    assert town.answer("公园种了多少棵树", DAY).entries == ("park-trees",)


def test_a_clause_in_the_words_of_staff_is_offered_and_not_denied(town: Engine) -> None:
    answer = town.answer("游泳馆门票多少钱，办下来要等几天", DAY)
    assert "pool-fee" in answer.entries
    assert town.answer("游泳馆门票多少钱，补身份证要几天", DAY).entries == ("pool-fee", "card")


def test_an_emergency_that_asks_for_a_number_gets_it(town: Engine) -> None:
    reply = town.answer("燃气漏气了", DAY)
    assert reply.status is Status.CANNED
    told = town.answer("燃气漏气打什么电话", DAY)
    assert told.entries == ("leak",) and told.citations
    assert told.text == f"{reply.text}\n{LEAK.answer}"


def test_an_emergency_without_a_number_of_staff_gets_the_reply(small_engine: Engine) -> None:
    told = small_engine.answer("燃气漏气打什么电话", DAY)
    assert told.status is Status.CANNED and "119" in told.text


def test_a_question_that_says_enough_does_not_lean_on_what_was_only_offered(town: Engine) -> None:
    offered = Context(question="镇里有什么新鲜事", entries=("library-books", "card"), told=False)
    question = "去泳池玩一回要交多少钱"
    alone, after = town.answer(question, DAY), town.answer(question, DAY, offered)
    assert (after.status, after.entries) == (alone.status, alone.entries) == (Status.ANSWERED, ("pool-fee",))
