"""The scores of large indexes are those of small ones, though not every row is looked at."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.index import bitmap, pruning, scores
from knowledge.index.arrays import Float32Array
from knowledge.index.candidates import Finder, RetrievalQuery
from knowledge.index.index import Index, build_index
from knowledge.index.scores import DenseScores, PrunedScores
from knowledge.index.tokens import Tokens

AN_ENTRY = 4  # texts


def some_tokens(dice: random.Random, most: int) -> Tokens:
    """Tokens of which some are rare and some are common, as words are; most at one of two weights."""
    names = {f"t{int(60 * dice.random() ** 3)}" for _ in range(dice.randint(1, most))}
    return {name: dice.choice((1.0, 1.0, 0.3, 0.06)) for name in sorted(names)}


def some_index(dice: random.Random, entries: int) -> Index:
    """Some texts of each entry."""
    return build_index([(number // AN_ENTRY, some_tokens(dice, 9)) for number in range(entries * AN_ENTRY)])


def wanted(index: Index, values: Float32Array, least: int, owners: int) -> float:
    """The score of the last row that is wanted, by looking at all of them."""
    held: set[int] = set()
    for many, row in enumerate(np.argsort(-values, kind="stable").tolist(), 1):
        held.add(int(index.owner_of[row]))
        if many >= least and len(held) >= owners:
            return float(values[row])
    return 0.0


def made_small(patch: pytest.MonkeyPatch, dice: random.Random) -> None:
    """Limits as small as the indexes here, so that every step is taken."""
    patch.setattr(pruning, "_FIRST", dice.choice((1, 20, 200)))
    patch.setattr(pruning, "_BEST", dice.choice((5, 15, 60)))
    patch.setattr(pruning, "_MANY", dice.choice((0, 20)))
    patch.setattr(pruning, "_HEAVIEST", dice.choice((1, 3)))
    patch.setattr(bitmap, "_MOST", dice.choice((0, 9, 100)))
    patch.setattr(bitmap, "_COMMON", dice.choice((0.01, 0.1)))


@given(
    seed=st.integers(0, 2**32),
    alike=st.booleans(),
    windows=st.integers(1, 3),
    known=st.floats(0, 1),
)
@settings(max_examples=300)
def test_no_row_that_is_wanted_is_missed(seed: int, alike: bool, windows: int, known: float) -> None:
    dice = random.Random(seed)  # noqa: S311
    index = some_index(dice, entries=dice.choice((2, 50)))
    queries = [some_tokens(dice, 12) for _ in range(windows)]
    sought = [index.cosine_query(query) if alike else index.coverage_query(query) for query in queries]
    everywhere = DenseScores.of(index, sought)
    limit = wanted(index, everywhere.values, 11, 6)
    with pytest.MonkeyPatch.context() as patch:
        made_small(patch, dice)
        rows, values = PrunedScores.of(index, sought).top(11, 6, known * limit)
    assert values == pytest.approx(everywhere.at(rows), rel=1e-5)
    assert set(np.flatnonzero(everywhere.values > limit + 3e-5)) <= set(rows.tolist())
    assert not len(values) or values.min() >= limit - 3e-5
    assert index.buffers and all(not sums.any() for sums in index.buffers)


def test_the_scores_are_those_of_adding_up_what_each_row_holds() -> None:
    dice = random.Random(4)  # noqa: S311
    index = some_index(dice, entries=30)
    query, rows = some_tokens(dice, 12), np.arange(len(index))
    for sought, values in (
        (index.cosine_query(query), index.similarities(query)),
        (index.coverage_query(query), index.score_all(index.coverage_query(query))),
    ):
        assert PrunedScores.of(index, [sought]).at(rows) == pytest.approx(values, rel=1e-5)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_candidates_are_measured_alike_in_small_and_large_indexes(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    texts = build_index([(number, some_tokens(dice, 30)) for number in range(40)])
    finder = Finder(some_index(dice, 40), texts, some_index(dice, 9), 40)
    whole, asking = some_tokens(dice, 12), some_tokens(dice, 5)
    asked = RetrievalQuery(whole=whole, focus=asking, windows=(whole, asking))
    small = finder.candidates(asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scores, "_PRUNED", 0)
        made_small(patch, dice)
        large = finder.candidates(asked)
    for one, other in zip(small, large, strict=True):
        assert one.similarity == pytest.approx(other.similarity, rel=1e-5)
        if one.number == other.number:  # two may be as similar to the last digit
            assert (one.idf_coverage, one.idf_coverage_lead) == pytest.approx(
                (other.idf_coverage, other.idf_coverage_lead), abs=1e-5
            )
            assert one.counter_example == pytest.approx(other.counter_example, abs=1e-5)
        assert one.any_counter_example == pytest.approx(other.any_counter_example, abs=1e-5)


def test_nothing_is_near_where_nothing_is_shared() -> None:
    index = build_index([(0, {"a": 1.0}), (1, {"b": 1.0})])
    assert not len(PrunedScores.of(index, [index.cosine_query({"ü": 1.0})]).top(2, 2).rows)
    nothing = build_index([])
    assert not len(PrunedScores.of(nothing, [nothing.cosine_query({"ü": 1.0})]).top(1, 1).rows)


def test_all_that_score_are_near_where_few_do() -> None:
    index = build_index([(0, {"a": 1.0}), (1, {"a": 1.0, "b": 1.0}), (2, {"b": 1.0})])
    assert PrunedScores.of(index, [index.cosine_query({"a": 1.0})]).top(11, 6).rows.tolist() == [0, 1]


def test_rows_that_are_as_good_as_the_last_one_wanted_are_all_near() -> None:
    index = build_index([(number, {"all": 1.0}) for number in range(5_000)])
    assert len(PrunedScores.of(index, [index.cosine_query({"all": 1.0})]).top(11, 6).rows) == 5_000


def test_what_was_added_up_in_is_used_again() -> None:
    index = build_index([(number, {"all": 1.0, f"t{number}": 1.0}) for number in range(50)])
    for _ in range(3):
        held = PrunedScores.of(index, [index.cosine_query({"all": 1.0, "t7": 1.0})])
        assert held.top(1, 1).rows.tolist() == [7]
    assert len(index.buffers) == 1
