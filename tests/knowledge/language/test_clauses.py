"""Where a question passes from one thing that is said to the next, at a mark or without one."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.normalise import normalise

MARKED = [
    pytest.param("门票多少钱？图书馆在哪？", ["门票多少钱", "图书馆在哪"], id="two sentences"),
    pytest.param("门票多少钱，图书馆在哪", ["门票多少钱", "图书馆在哪"], id="a comma"),
    pytest.param("游泳馆、图书馆在哪", ["游泳馆", "图书馆在哪"], id="an enumeration comma"),
    pytest.param("门票多少钱", ["门票多少钱"], id="one clause"),
    pytest.param("我们去了 门票多少钱", ["我们去了", "门票多少钱"], id="a space between clauses"),
    pytest.param("食堂是10:50开饭吗", ["食堂是10:50开饭吗"], id="the colon of a time of day"),
    pytest.param("请问:几点开饭", ["请问", "几点开饭"], id="a colon between clauses"),
    pytest.param("？？", ["??"], id="nothing but marks"),
]

TOPICS = [
    pytest.param("那游泳馆呢，几点开门", ["那游泳馆呢,几点开门"], id="what is spoken of"),
    pytest.param("游泳馆，几点开门", ["游泳馆,几点开门"], id="a bare name"),
    pytest.param("那边的新学校呢，几个班", ["那边的新学校呢,几个班"], id="of which no name is known"),
    pytest.param("游泳馆呢，图书馆呢", ["游泳馆呢", "图书馆呢"], id="two, of which nothing is asked"),
    pytest.param("图书馆，游泳馆，几点开门", ["图书馆", "游泳馆,几点开门"], id="the nearer of two"),
    pytest.param("门票多少钱，游泳馆", ["门票多少钱", "游泳馆"], id="one behind what asks"),
    pytest.param("游泳馆呢", ["游泳馆呢"], id="one alone"),
    pytest.param("渡口封着呢，几点开门", ["渡口封着呢", "几点开门"], id="a state that goes on"),
]

PARTED = [
    pytest.param("老师问游泳馆门票多少钱", ["老师问", "游泳馆门票多少钱"], id="who asks"),
    pytest.param("老师问我们游泳馆几点开门", ["老师问我们", "游泳馆几点开门"], id="who asks us"),
    pytest.param("我妈让我们查图书馆在哪", ["我妈让我们查", "图书馆在哪"], id="who has it looked up"),
    pytest.param("谁知道图书馆在哪", ["谁知道", "图书馆在哪"], id="everybody, first"),
    pytest.param("游泳馆几点开门谁给我说说", ["游泳馆几点开门", "谁给我说说"], id="everybody, last"),
    pytest.param("我是开车的想问游泳馆几点开门", ["我是开车的", "想问游泳馆几点开门"], id="who the asker is"),
    pytest.param(
        "游泳馆要涨价我就想知道门票多少钱",
        ["游泳馆要涨价", "我就想知道门票多少钱"],
        id="what is wished to know",
    ),
    pytest.param(
        "游泳馆几点开门我就想了解一下", ["游泳馆几点开门", "我就想了解一下"], id="a wish at the end"
    ),
    pytest.param(
        "游泳馆几点开门啊我好早点去", ["游泳馆几点开门啊", "我好早点去"], id="a story behind a particle"
    ),
    pytest.param(
        "图书馆有多少册书呀干完活想去", ["图书馆有多少册书呀", "干完活想去"], id="one that names nobody"
    ),
    pytest.param("游泳馆之外图书馆几点开门", ["游泳馆之外", "图书馆几点开门"], id="what is left out"),
    pytest.param("除游泳馆外图书馆几点开门", ["除游泳馆外", "图书馆几点开门"], id="the same with 除"),
    pytest.param(
        "文化宫、游泳馆之外图书馆几点开门",
        ["文化宫", "游泳馆之外", "图书馆几点开门"],
        id="the last of two that are left out",
    ),
    pytest.param("除了游泳馆外图书馆几点开门", ["除了游泳馆外", "图书馆几点开门"], id="the same with 除了"),
    pytest.param(
        "图书馆有几层还有那个游泳馆几点开门", ["图书馆有几层", "还有那个游泳馆几点开门"], id="what is added"
    ),
]

WHOLE = [
    pytest.param("老师一共多少名", id="a teacher who is asked for"),
    pytest.param("老师问卷调查做了几份", id="a word that begins as asking does"),
    pytest.param("学校让我们交几样材料", id="what somebody has us do"),
    pytest.param("单位让我们找谁报销", id="whom somebody sends us to"),
    pytest.param("多少钱啊那个游泳馆", id="what is asked about behind the particle"),
    pytest.param("高龄津贴多少啊农村的", id="a limit behind the particle"),
    pytest.param("游泳馆几点开门啊早上", id="a time behind the particle"),
    pytest.param("青石镇的我想知道高龄津贴多少钱", id="a limit before the wish"),
    pytest.param("高龄津贴多少钱谁知道青石镇的", id="a limit behind everybody"),
    pytest.param("青石镇谁知道高龄津贴多少钱", id="a limit before everybody"),
    pytest.param("听说要建我想问在哪", id="a wish that names nothing"),
    pytest.param("图书馆的馆长是谁知道吗", id="who, and whether it is known"),
    pytest.param("老师问我们", id="nothing asked"),
    pytest.param("游泳馆以外的图书馆几点开门", id="what is left out, as a limit"),
    pytest.param("游泳馆以外还有几个", id="nothing named but what is left out"),
    pytest.param("图书馆修了几间还有几间没修", id="the rest of the same"),
    pytest.param("游泳馆外面图书馆几点开门", id="outside of it"),
    pytest.param("拆除游泳馆外墙图书馆几点开门", id="a word that ends in 除"),
]


def clauses(engine: Engine, text: str) -> list[str]:
    """The clauses that a question is cut into."""
    interpreter = engine.derived.interpreter
    return [held.text for held in interpreter.clauses(interpreter.read(normalise(text)))]


@pytest.mark.parametrize(("text", "parts"), MARKED)
def test_a_clause_ends_at_a_mark(small_engine: Engine, text: str, parts: list[str]) -> None:
    assert clauses(small_engine, text) == parts


@pytest.mark.parametrize(("text", "parts"), TOPICS)
def test_a_topic_is_in_the_clause_that_asks_of_it(small_engine: Engine, text: str, parts: list[str]) -> None:
    assert clauses(small_engine, text) == parts


def test_english_clauses_part_before_a_question_word(small_engine: Engine) -> None:
    assert len(clauses(small_engine, "how much is the pool and where is the library")) == 2


@pytest.mark.parametrize(("text", "parts"), PARTED)
def test_a_clause_begins_without_a_mark(small_engine: Engine, text: str, parts: list[str]) -> None:
    assert clauses(small_engine, text) == parts


@pytest.mark.parametrize("text", WHOLE)
def test_what_belongs_together_is_one_clause(small_engine: Engine, text: str) -> None:
    assert len(clauses(small_engine, text)) == 1
