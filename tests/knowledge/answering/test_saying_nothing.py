"""Words that say nothing, doubled clauses and marks at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY

SAYING_NOTHING = [
    *(
        "我",
        "你们",
        "这个",
        "那",
        "没",
        "不",
        "有",
        "是",
        "的",
        "了",
        "都",
        "一共",
        "之外",
        "大概",
        "到底",
    ),
    *(
        "多少",
        "几个",
        "什么",
        "怎么",
        "哪里",
        "谁",
        "多少钱",
        "几点",
        "为什么",
        "哪些",
        "有多少",
        "多久",
        "是多少",
    ),
    *("吗", "呢", "有没有", "是不是", "，", "。", "？", "、", "；", " ", "……"),
]


@given(st.lists(st.sampled_from(SAYING_NOTHING), max_size=7))
def test_words_that_say_nothing_are_never_answered(
    engine: Engine, small_engine: Engine, words: list[str]
) -> None:
    asked = "".join(words)
    assert all(held.answer(asked, DAY).status is not Status.ANSWERED for held in (engine, small_engine))


@pytest.mark.parametrize(
    "question",
    [
        "我多少钱多少钱。多少钱我",
        "没，多少",
        "一共多少，是多少",
        "是多少，有多少",
        "我没，有多少个",
        "之外" * 9,
        "吗、场次",
        "吗！几点",
    ],
)
def test_clauses_that_say_too_little_are_no_answer_together(engine: Engine, question: str) -> None:
    assert engine.answer(question, DAY).status is not Status.ANSWERED


@pytest.mark.parametrize("text", ["真大啊", "不早了"])
def test_a_remark_gets_no_options(engine: Engine, text: str) -> None:
    answer = engine.answer(text, DAY)
    assert (answer.status, answer.options) == (Status.UNKNOWN, ())


@pytest.mark.parametrize("question", ["游泳馆的门票多少钱", "下降了多少", "几点", "天气怎么样"])
def test_a_doubled_clause_is_taken_for_one(small_engine: Engine, question: str) -> None:
    once, twice = (small_engine.answer(asked, DAY) for asked in (question, f"{question}，{question}"))
    assert (once.status, once.entries, once.text) == (twice.status, twice.entries, twice.text)


@given(
    st.lists(
        st.sampled_from(
            ["泳池", "门票", "图书馆", "公园", "在", "哪里", "二中", "的", "去年", "有没有", "几点", "how"]
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["。", "！", "……", "，", " "]),
)
def test_a_mark_at_the_end_changes_nothing(small_engine: Engine, words: list[str], mark: str) -> None:
    asked = "".join(words)
    assert small_engine.answer(asked, DAY) == small_engine.answer(asked + mark, DAY)
