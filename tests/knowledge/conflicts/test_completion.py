"""Whether an entry states that something is finished."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.completion import ALL_DONE, FINISHED, LACKING, TO_START
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import PatternRule
from tests.knowledge.conflicts.checking import conflicts, read
from tests.knowledge.samples import EMPTY, a_profile

DONE, BEGUN = "改造任务已经完成，共31户，修了路。", "在建的改造项目有18个，修路完成了投资。"


def said(rule: PatternRule, engine: Engine, question: str) -> re.Match[str] | None:
    """The match of a rule in a question."""
    return next(iter(rule.matches(read(engine, question))), None)


def tells(rule: PatternRule, engine: Engine, question: str, answer: str) -> bool:
    """Whether an answer tells what a rule finds in a question."""
    found = said(rule, engine, question)
    assert found
    return rule.is_answered(found, EntryLookup(a_profile(replace(EMPTY, answer=answer), texts=answer)))


TOLD = [
    pytest.param("弄完了几户", DONE, True, id="anything is done"),
    pytest.param("改完了几户", DONE, True, id="its own verb"),
    pytest.param("路修好了多长", DONE, True, id="another word for done"),
    pytest.param("修完的有几户", DONE, True, id="those, where it tells of completed ones"),
    pytest.param("修完的有几户", "修了几户。", False, id="those, where it tells of them all"),
    pytest.param("拆完了几户", DONE, False, id="a verb that it never says"),
    pytest.param("没改完的几户", DONE, False, id="what is not done"),
    pytest.param("今年能改完几户", DONE, False, id="what can be done"),
    pytest.param("打算改完几户", DONE, False, id="what is planned"),
    pytest.param("弄完了几户", BEGUN, False, id="what is under way"),
]


@pytest.mark.parametrize(("question", "answer", "told"), TOLD)
def test_an_entry_tells_what_is_done(small_engine: Engine, question: str, answer: str, told: bool) -> None:
    assert tells(FINISHED, small_engine, question, answer) is told


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("公园修完了吗", id="whether it is done"),
        pytest.param("公园几时修完", id="when it is done"),
        pytest.param("公园完工了几个", id="another word"),
        pytest.param("公园建成了几个", id="what was built"),
    ],
)
def test_what_is_not_counted_is_not_said_to_be_done_with(small_engine: Engine, question: str) -> None:
    assert said(FINISHED, small_engine, question) is None


def test_what_is_done_with_is_no_other_event(small_engine: Engine) -> None:
    assert Kind.EVENT not in {c.kind for c in conflicts(small_engine, "柳溪路修完了多少公里", "road-length")}
    assert Kind.EVENT in {c.kind for c in conflicts(small_engine, "柳溪路拆完了多少公里", "road-length")}


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        pytest.param("小区全部改造好了吗", DONE, True, id="done"),
        pytest.param("小区已经全部改造好了,是吧", BEGUN, False, id="under way"),
        pytest.param("小区都完成了吗", "纳入改造的小区有11个。", False, id="only counted"),
    ],
)
def test_what_is_done_to_all_is_told_by_what_is_done(
    small_engine: Engine, question: str, answer: str, told: bool
) -> None:
    assert tells(ALL_DONE, small_engine, question, answer) is told


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("都有哪些小区改造好了", id="which they are"),
        pytest.param("小区改造好了吗", id="not all"),
        pytest.param("安全检查整改的是不是50起", id="全 within a word"),
    ],
)
def test_what_is_not_all_done_is_no_such_claim(small_engine: Engine, question: str) -> None:
    assert said(ALL_DONE, small_engine, question) is None


def test_what_is_not_all_done_bars(small_engine: Engine) -> None:
    found = conflicts(small_engine, "5条巷子全部翻修完了,对吗", "lanes-repaired")
    assert any(conflict.bars for conflict in found if conflict.kind is Kind.EVENT)


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        pytest.param("还没动工的有几个", "在建的项目有26个。", False, id="of what has begun"),
        pytest.param("打算新盖的有几个", "计划新建3个。", True, id="of plans"),
    ],
)
def test_what_is_to_start_is_not_what_has(
    small_engine: Engine, question: str, answer: str, told: bool
) -> None:
    assert tells(TO_START, small_engine, question, answer) is told


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        pytest.param("没完成的子项有多少", "子项有41个。", False, id="of all"),
        pytest.param("未参加医保的还有多少人", "参加医保的有96%。", False, id="of the others"),
        pytest.param("没完成的子项有多少", "没有完成的子项还有3个。", True, id="of just these"),
    ],
)
def test_what_is_not_done_is_not_counted_with_all(
    small_engine: Engine, question: str, answer: str, told: bool
) -> None:
    assert tells(LACKING, small_engine, question, answer) is told


def test_who_lacks_something_is_none_that_is_not_done_with(small_engine: Engine) -> None:
    assert said(LACKING, small_engine, "给没钱看病的人一共花了多少钱") is None
