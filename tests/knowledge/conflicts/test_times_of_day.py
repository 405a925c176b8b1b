"""Whether an entry states an hour within the time of day that is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.times_of_day import hours_asked, unknown_hour
from knowledge.figures.figures import figures
from knowledge.language.normalise import normalise
from tests.knowledge.samples import EMPTY, a_profile

TOLD = [
    pytest.param("早上几点开门", "游泳馆8点开门。", id="an hour in the morning"),
    pytest.param("晚上几点关门", "开放时间9:00-20:00。", id="the end of a span"),
    pytest.param("晚上几点关门", "晚上关门前一刻清场。", id="the time of day itself"),
    pytest.param("大清早几点开门", "早晨六点半开门。", id="by another name"),
    pytest.param("下午几点开门", "2点开门。", id="an hour that may be in the afternoon"),
    pytest.param("晚上几遍", "每天3遍。", id="no hour asked"),
    pytest.param("几点洒水", "每天3遍。", id="no time of day named"),
    pytest.param("哪天晚上放电影", "每周放2场。", id="asks for a day"),
    pytest.param("晚上睡不着,早上几点开门", "8点开门。", id="two named, one told"),
]
UNTOLD = [
    pytest.param("晚上那趟洒水几点", "每天洒水3遍。", id="how often"),
    pytest.param("中午洒水几点", "早晨六点半开始洒水。", id="another hour"),
    pytest.param("傍晚几点洒水", "早晨六点半开始洒水。", id="half past six in the morning"),
    pytest.param("晚上什么时候洒水", "每天洒水3遍。", id="when"),
    pytest.param("早上那趟知道了,中午几点洒水", "早晨六点半开始洒水。", id="beside one that is known"),
]


def conflicts(engine: Engine, question: str, answer: str) -> list[str]:
    query = engine.derived.interpreter.read(normalise(question))
    profile = a_profile(replace(EMPTY, answer=answer))
    profile = replace(profile, answer_figures=figures(normalise(answer)))
    return [conflict.word for conflict in unknown_hour(hours_asked(query), profile)]


@pytest.mark.parametrize(("question", "answer"), TOLD)
def test_an_answer_tells_the_hour_that_is_asked(small_engine: Engine, question: str, answer: str) -> None:
    assert conflicts(small_engine, question, answer) == []


@pytest.mark.parametrize(("question", "answer"), UNTOLD)
def test_an_hour_of_a_time_of_day_is_not_told_by_another(
    small_engine: Engine, question: str, answer: str
) -> None:
    assert len(conflicts(small_engine, question, answer)) == 1
