"""Latin letters in a question: English, a name, or pinyin."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.latin import read_latin


@pytest.mark.parametrize(
    ("text", "as_read"),
    [
        pytest.param("youyongguan", "游泳馆", id="pinyin without spaces"),
        pytest.param("you yong guan", "游泳馆", id="pinyin with spaces"),
        pytest.param("tushuguan的menpiao", "图书馆的门票", id="pinyin among characters"),
        pytest.param("how much is the pool", "how much is the pool", id="English"),
        pytest.param("open", "open", id="an English word that would spell characters"),
        pytest.param("wifi怎么连", "wifi怎么连", id="a name that is no pinyin"),
        pytest.param("a", "a", id="a lone letter"),
        pytest.param("门票12元", "门票12元", id="no letters at all"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_only_pinyin_becomes_characters(small_engine: Engine, text: str, as_read: str) -> None:
    derived = small_engine.derived
    assert read_latin(text, derived.decoder, derived.english_words, derived.vocabulary) == as_read


@pytest.mark.parametrize(
    ("text", "as_read"),
    [
        pytest.param("youyongguan", "游泳馆", id="alone"),
        pytest.param("youyongguan fee", "youyongguan fee", id="among English words"),
    ],
)
def test_pinyin_that_staff_list_as_english_is_pinyin_where_nothing_else_is_english(
    small_engine: Engine, text: str, as_read: str
) -> None:
    derived = small_engine.derived
    english = derived.english_words | {"youyongguan", "fee"}
    assert read_latin(text, derived.decoder, english, derived.vocabulary) == as_read
