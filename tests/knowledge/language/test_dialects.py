"""Cantonese and the words of the North as they are typed."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.general import Language
from knowledge.language.normalise import normalise
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY


@pytest.fixture(scope="module")
def language(small_engine: Engine) -> Language:
    return small_engine.derived.interpreter.language


@pytest.mark.parametrize(
    ("text", "mandarin"),
    [
        pytest.param("泳池喺邊度", "泳池在哪里", id="where"),
        pytest.param("圖書館喺邊條街", "图书馆在哪条街", id="which street"),
        pytest.param("點解門票咁貴", "为什么门票咁贵", id="why, with a word that is not known"),
        pytest.param("嗰間水廠起咗未", "那间水厂起了未", id="that one"),
        pytest.param("邊個小區改造咗", "哪个小区改造了", id="which of a kind"),
        pytest.param("要攞乜嘢證件", "要拿什么证件", id="what, the longer word"),
    ],
)
def test_cantonese_is_read_as_mandarin(language: Language, text: str, mandarin: str) -> None:
    assert language.in_mandarin(normalise(text)) == mandarin


@pytest.mark.parametrize(
    ("text", "mandarin"),
    [
        pytest.param("水厂多咱出水", "水厂什么时候出水", id="when"),
        pytest.param("喷一遍得多大工夫", "喷一遍得多长时间", id="how long"),
        pytest.param("打哪儿到哪儿修", "从哪儿到哪儿修", id="from where to where"),
        pytest.param("投诉打哪个电话", "投诉打哪个电话", id="to dial, not from"),
    ],
)
def test_words_of_the_north_are_read_as_mandarin(language: Language, text: str, mandarin: str) -> None:
    assert language.in_mandarin(normalise(text)) == mandarin


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("路边条件好的村有几个", id="a side and a condition"),
        pytest.param("身边个人的事", id="beside oneself"),
        pytest.param("今日几点开门", id="a word of both, with no sign"),
        pytest.param("河边度假村在哪", id="beside a river"),
    ],
)
def test_mandarin_stays_as_it_is(language: Language, text: str) -> None:
    assert language.in_mandarin(normalise(text)) == text


def test_a_question_in_cantonese_is_answered(small_engine: Engine) -> None:
    answer = small_engine.answer("圖書館喺邊度呀", DAY)
    assert (answer.status, answer.entries) == (Status.ANSWERED, ("library-place",))
