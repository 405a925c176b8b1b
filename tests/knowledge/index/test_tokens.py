"""A text as weighted tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.index.tokens import CHARACTER, ENGLISH, PAIR, SYLLABLE, TERM, WORD, joined
from knowledge.language.normalise import normalise


def tokens_of(engine: Engine, text: str) -> dict[str, float]:
    return engine.derived.tokeniser.tokens(engine.derived.interpreter.read(normalise(text)))


@pytest.mark.parametrize(
    ("text", "token", "weight"),
    [
        pytest.param("门票", "门", CHARACTER, id="a character"),
        pytest.param("门票", "门票", PAIR, id="a pair of characters"),
        pytest.param("门票", "w:门票", WORD, id="a word"),
        pytest.param("门票", "p:men", SYLLABLE, id="a syllable"),
        pytest.param("游泳馆", "w:游泳", WORD, id="a word inside a word"),
        pytest.param("泳池", "t:游泳馆", TERM, id="a term by its synonym"),
        pytest.param("pools", "t:游泳馆", TERM, id="a term by its English name"),
        pytest.param("opens", "e:open", ENGLISH, id="an English stem"),
        pytest.param("12", "w:12", CHARACTER, id="a figure in digits"),
    ],
)
def test_a_text_holds_tokens_of_every_kind(
    small_engine: Engine, text: str, token: str, weight: float
) -> None:
    assert tokens_of(small_engine, text)[token] == weight


def test_a_function_word_weighs_less_than_a_content_word(small_engine: Engine) -> None:
    held = tokens_of(small_engine, "的门")
    assert held["的"] < held["门"]


def test_a_character_weighs_what_its_best_word_gives_it(small_engine: Engine) -> None:
    assert tokens_of(small_engine, "多少多彩的书")["多"] == CHARACTER


def test_a_token_that_occurs_twice_counts_once(small_engine: Engine) -> None:
    assert tokens_of(small_engine, "门票,门票") == tokens_of(small_engine, "门票")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("？！，", id="marks"),
        pytest.param("x", id="a lone letter"),
        pytest.param("x12y", id="letters and digits mixed"),
    ],
)
def test_what_says_nothing_has_no_tokens(small_engine: Engine, text: str) -> None:
    assert not tokens_of(small_engine, text)


@given(st.text(max_size=40))
def test_every_weight_is_positive(small_engine: Engine, text: str) -> None:
    assert all(weight > 0 for weight in tokens_of(small_engine, text).values())


def test_a_token_of_several_texts_is_as_heavy_as_where_it_is_heaviest() -> None:
    assert joined([{"a": 0.2, "b": 1.0}, {"a": 1.0}]) == {"a": 1.0, "b": 1.0}
    assert joined([]) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("泳池几点开门", "门票多少", id="clauses"),
        pytest.param("我爷爷今年80", "门票12", id="figures beside the mark"),
        pytest.param("swimming pools", "几点开门?", id="English"),
    ],
)
def test_clauses_read_apart_hold_what_they_hold_together(
    small_engine: Engine, first: str, second: str
) -> None:
    derived = small_engine.derived
    apart = derived.tokeniser.tokens(*(derived.interpreter.read(normalise(text)) for text in (first, second)))
    assert list(apart.items()) == list(tokens_of(small_engine, f"{first},{second}").items())
