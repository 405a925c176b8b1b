"""English words in a Chinese question: which are put into Chinese."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.english_reader import EnglishReader
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        pytest.param("library在哪里", "图书馆在哪里", id="a word"),
        pytest.param("去library的路", "去图书馆的路", id="between Chinese words"),
        pytest.param("library的wifi在哪里", "library的wifi在哪里", id="one of two has no Chinese"),
        pytest.param("图书馆在哪里", "图书馆在哪里", id="Chinese"),
        pytest.param("where is the library", "where is the library", id="English"),
    ],
)
def test_words_that_entries_have_in_chinese_are_put_into_it(
    small_engine: Engine, text: str, chinese: str
) -> None:
    assert EnglishReader(small_engine.derived).words_in_chinese(text) == chinese


def test_a_question_with_english_words_is_answered(small_engine: Engine) -> None:
    assert small_engine.answer("library一共有多少本books", DAY).entries == ("library-books",)
