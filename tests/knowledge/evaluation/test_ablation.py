"""Ablation: an engine without a signal does without that one, and with all others."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.evaluation.ablation import Group, Known, Signal, engine_without, kind_of, noting, signals
from knowledge.language.dialogue import Context
from knowledge.model.answer import Answer, Status
from knowledge.ranking.ranking import FEATURES
from tests.knowledge.samples import DAY

TOKENS = {"characters", "pairs", "words", "syllables", "terms", "english"}


def signal(engine: Engine, group: Group, name: str) -> Signal:
    """The signal of that group and name."""
    return next(held for held in signals(engine.derived) if (held.group, held.name) == (group, name))


def poorer(engine: Engine, group: Group, name: str) -> Engine:
    """The engine without a signal."""
    return engine_without(signal(engine, group, name), engine.base, engine.derived)


def without(step: str, engine: Engine, question: str, context: Context | None = None) -> Answer:
    """The answer of the engine without a step."""
    return poorer(engine, Group.STEP, step).answer(question, DAY, context)


def test_no_signal_is_named_twice_in_its_group(small_engine: Engine) -> None:
    every = signals(small_engine.derived)
    assert max(Counter((held.group, held.name) for held in every).values()) == 1
    names = {group: {held.name for held in every if held.group is group} for group in Group}
    assert names[Group.FEATURE] == set(FEATURES)
    assert names[Group.CONFLICT] == {kind.value for kind in Kind}
    assert names[Group.TOKEN] == TOKENS
    assert {"FacetMismatch", "Limits", "LooseWords", "CounterExample", "Denial"} <= names[Group.RULE]
    assert {"Negation", "MissingSums", "Money", "PaidBy"} <= names[
        Group.RULE
    ]  # which only some questions meet


@pytest.mark.parametrize(
    ("step", "question"),
    [
        pytest.param("repair", "游咏馆的门票要多少钱", id="a misspelling stays"),
        pytest.param("pinyin", "youyongguan menpiao duoshao qian", id="pinyin stays letters"),
        pytest.param(
            "windows",
            "我昨天路过，人很多，天也不好，衣服都湿了，游泳馆的门票多少钱",
            id="a story stays whole",
        ),
        pytest.param("phrasings", "去游泳一次多少钱", id="staff's words are words like others"),
    ],
)
def test_a_step_left_out_is_noticed(small_engine: Engine, step: str, question: str) -> None:
    whole, fewer = small_engine.answer(question, DAY), without(step, small_engine, question)
    assert whole.entries == ("pool-fee",)
    assert (fewer.entries, fewer.confidence) != (whole.entries, whole.confidence)


def test_without_compounds_one_thing_is_answered(small_engine: Engine) -> None:
    question = "游泳馆的门票多少钱？图书馆在哪里？"
    assert len(small_engine.answer(question, DAY).entries) == 2
    assert len(without("compounds", small_engine, question).entries) < 2


REQUEST = "请提供以下情况：（一）游泳馆的门票；（二）图书馆的藏书数量。"


@pytest.mark.parametrize(
    "step", ["compounds", "context", "requests", "short_names", "windows", "repair", "phrasings", "replies"]
)
def test_without_a_step_every_kind_of_text_gets_an_answer(small_engine: Engine, step: str) -> None:
    fewer = poorer(small_engine, Group.STEP, step)
    context = Context(question="游泳馆早上几点开门？", entries=("pool-hours",))
    for question in (REQUEST, "游泳馆的门票多少钱？图书馆在哪里？", "你好", "那多少钱呢？"):
        assert fewer.answer(question, DAY).text
        assert fewer.answer(question, DAY, context).text


def test_without_compounds_a_request_is_one_question(small_engine: Engine) -> None:
    assert len(small_engine.answer(REQUEST, DAY).entries) == 2
    assert len(without("compounds", small_engine, REQUEST).entries) < 2


def test_without_context_a_follow_up_stands_alone(small_engine: Engine) -> None:
    context = Context(question="游泳馆早上几点开门？", entries=("pool-hours",))
    assert small_engine.answer("那多少钱呢？", DAY, context).entries == ("pool-fee",)
    assert without("context", small_engine, "那多少钱呢？", context).entries == ()


def test_without_english_words_what_can_be_read_as_pinyin_is(small_engine: Engine) -> None:
    assert small_engine.derived.english_words
    assert not poorer(small_engine, Group.STEP, "english_words").derived.english_words


def test_without_replies_a_greeting_is_a_question(small_engine: Engine) -> None:
    assert small_engine.answer("你好", DAY).status is Status.CANNED
    assert without("replies", small_engine, "你好").status is not Status.CANNED


QUALIFIED = "青石镇的游泳馆门票多少钱"


def found(engine: Engine, question: str) -> set[Kind]:
    """The kinds of conflict with any entry."""
    return {conflict.kind for match in engine.matches(question, DAY) for conflict in match.conflicts}


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        pytest.param(Kind.FACET, "为什么图书馆有书", id="another facet"),
        pytest.param(Kind.QUALIFIER, QUALIFIED, id="another area"),
        pytest.param(Kind.COUNTER_EXAMPLE, "游泳馆办年卡多少钱", id="staff's own counter-example"),
    ],
)
def test_a_conflict_left_out_is_never_found(small_engine: Engine, kind: Kind, question: str) -> None:
    lenient = poorer(small_engine, Group.CONFLICT, kind)
    assert found(small_engine, question) - found(lenient, question) == {kind}


@pytest.mark.parametrize(
    ("name", "question", "kind"),
    [
        pytest.param("FacetMismatch", "为什么图书馆有书", Kind.FACET, id="a rule"),
        pytest.param("Limits", QUALIFIED, Kind.QUALIFIER, id="two rules of one name"),
        pytest.param("Measures", "游泳馆有多宽", Kind.FACET, id="a row of a table"),
        pytest.param(
            "CounterExample", "游泳馆办年卡多少钱", Kind.COUNTER_EXAMPLE, id="a rule for whole questions"
        ),
    ],
)
def test_a_rule_left_out_says_nothing(small_engine: Engine, name: str, question: str, kind: Kind) -> None:
    lenient = poorer(small_engine, Group.RULE, name)
    assert found(small_engine, question) - found(lenient, question) == {kind}


def test_conflicts_that_are_seen_are_noted(small_engine: Engine) -> None:
    noted: set[Known] = set()
    engine = Engine(small_engine.base, noting(small_engine.derived, noted))
    engine.matches(QUALIFIED, DAY)
    assert {(Group.CONFLICT, Kind.QUALIFIER), (Group.RULE, "Limits")} <= noted
    noted.clear()
    engine.matches("游泳馆的门票多少钱", DAY)
    assert not {(Group.CONFLICT, Kind.QUALIFIER), (Group.RULE, "Limits")} & noted


def test_an_engine_whose_conflicts_are_noted_answers_as_ever(small_engine: Engine) -> None:
    engine = Engine(small_engine.base, noting(small_engine.derived, set()))
    for question in (QUALIFIED, "为什么图书馆有书", "游泳馆的门票多少钱"):
        assert engine.answer(question, DAY) == small_engine.answer(question, DAY)


@pytest.mark.parametrize("kind", sorted(TOKENS))
def test_tokens_left_out_are_in_no_index(small_engine: Engine, kind: str) -> None:
    fewer = poorer(small_engine, Group.TOKEN, kind)
    for engine, expected in ((small_engine, TOKENS), (fewer, TOKENS - {kind})):
        finder = engine.derived.ranker.finder
        for index in (finder.phrasings, finder.texts):
            assert {kind_of(token) for token, _ in index.matrix.columns} == expected


def test_leaving_out_a_kind_takes_nothing_else_away(small_engine: Engine) -> None:
    fewer = poorer(small_engine, Group.TOKEN, "syllables")
    before, after = small_engine.derived.ranker.finder.phrasings, fewer.derived.ranker.finder.phrasings
    assert set(after.matrix.columns) == {
        column for column in before.matrix.columns if kind_of(column[0]) != "syllables"
    }
    assert fewer.answer("游泳馆的门票多少钱？", DAY).entries == ("pool-fee",)
