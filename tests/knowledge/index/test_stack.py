"""A stack of indexes: scores a question as each of its indexes does."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.index import stack
from knowledge.index.candidates import Finder, RetrievalQuery, stack_of
from knowledge.index.index import Index, build_index
from knowledge.index.stack import Layer, stacked
from knowledge.index.tokens import Tokens
from knowledge.index.values import cosine_values, coverage_values

LETTERS = "abcdefghij"


def some_tokens(dice: random.Random) -> Tokens:
    return {letter: dice.choice((0.2, 0.3, 1.0)) for letter in dice.sample(LETTERS, dice.randrange(1, 7))}


def some_index(dice: random.Random, rows: int) -> Index:
    return build_index([(number // 2, some_tokens(dice)) for number in range(rows)])


@given(seed=st.integers(0, 2**32), rows=st.tuples(*(st.integers(0, 12) for _ in range(3))))
@settings(max_examples=100)
def test_the_sums_are_those_of_each_index_to_the_last_bit(seed: int, rows: tuple[int, int, int]) -> None:
    dice = random.Random(seed)  # noqa: S311
    alike, other, told = (some_index(dice, many) for many in rows)
    whole = stacked(
        (
            Layer(alike, cosine_values, weighted=True),
            Layer(told, coverage_values, weighted=False),
            Layer(other, cosine_values, weighted=True),
        )
    )
    query = {**some_tokens(dice), "held by none": 1.0}
    assert whole is not None
    similar, covered, dissimilar = whole.sums(query)
    for index, sums in ((alike, similar), (other, dissimilar)):
        assert (sums.astype("float32") / index.norms).tobytes() == index.similarities(query).tobytes()
    assert covered.astype("float32").tobytes() == told.score_all(told.coverage_query(query)).tobytes()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=50)
def test_candidates_are_the_same_with_and_without_a_stack(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    indexes = (
        some_index(dice, 20),
        build_index([(n, some_tokens(dice)) for n in range(10)]),
        some_index(dice, 6),
    )
    whole, focus, window = (some_tokens(dice) for _ in range(3))
    asked = RetrievalQuery(whole=whole, focus=dice.choice((whole, focus)), windows=(whole, window))
    with_stack = Finder(*indexes, entries=10, stack=stack_of(*indexes))
    assert with_stack.candidates(asked) == Finder(*indexes, entries=10).candidates(asked)


def test_large_indexes_are_not_stacked(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Layer(build_index([(0, dict.fromkeys("abc", 1.0))]), cosine_values, weighted=True)
    monkeypatch.setattr(stack, "_MOST", 5)
    assert stacked([layer]) is not None
    assert stacked([layer, layer]) is None
