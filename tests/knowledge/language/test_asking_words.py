"""Asking words with the wrong character."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.asking_words import asking

MEANT = [
    pytest.param("水厂在那", "水厂在哪", id="where"),
    pytest.param("水厂在那里啊", "水厂在哪里啊", id="with a particle"),
    pytest.param("水厂建在那条路上?", "水厂建在哪条路上?", id="of a kind"),
    pytest.param("去那报名", "去哪报名", id="where something is done"),
    pytest.param("有那些学校", "有哪些学校", id="which"),
    pytest.param("分那几类", "分哪几类", id="how many kinds"),
    pytest.param("那些学校改造了", "哪些学校改造了", id="in front"),
    pytest.param("听了那些人的", "听了哪些人的", id="behind what was done"),
    pytest.param("现在那边", "现在那边", id="another word's 在"),
    pytest.param("到那时再说", "到那时再说", id="a time"),
    pytest.param("那年的水厂", "那年的水厂", id="a year"),
]


SPELT = [
    pytest.param("修的是那个水厂", "修的是哪个水厂", id="one"),
    pytest.param("那天开门", "哪天开门", id="a day"),
    pytest.param("那么早开门", "那么早开门", id="a word that asks nothing"),
]


@pytest.mark.parametrize(("text", "meant"), SPELT)
def test_letters_tell_no_that_from_which(text: str, meant: str) -> None:
    assert asking(text, spelt=True) == meant
    assert asking(text) == text


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_what_asks_nothing_else_may_be_meant_to_ask(text: str, meant: str) -> None:
    assert asking(text) == meant


def test_a_question_that_asks_stays_as_it_is(small_engine: Engine) -> None:
    assert small_engine.read("在那上班多少钱").text == "在那上班多少钱"


def test_pinyin_asks_where_too(small_engine: Engine) -> None:
    assert small_engine.read("shuichang zai na").text.endswith("在哪")


def test_pinyin_asks_at_what_hour(small_engine: Engine) -> None:
    assert small_engine.read("ji dian kaimen").text.startswith("几点")


def test_pinyin_asks_which(small_engine: Engine) -> None:
    assert small_engine.read("xiu de shi nage shuichang").text.startswith("修的是哪个")
