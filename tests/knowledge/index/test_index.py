"""How alike texts are to a question, and how much of it they say."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.arrays import Float32Array
from knowledge.index.index import Index, build_index
from knowledge.index.tokens import Tokens

POOL = {"pool": 1.0, "fee": 1.0}
LIBRARY = {"library": 1.0, "place": 1.0}
PARK = {"park": 1.0, "fee": 1.0, "car": 0.5}
WEIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 2.0), min_size=1)


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index([(0, POOL), (1, LIBRARY), (2, PARK)])


def test_a_kept_index_finds_the_same_and_leaves_out_what_is_quickly_made_again(index: Index) -> None:
    assert index.bitmap
    assert index.similarities(LIBRARY).any()
    held = pickle.dumps(index)
    assert len(held) == len(pickle.dumps(build_index([(0, POOL), (1, LIBRARY), (2, PARK)])))  # not used yet
    kept: Index = pickle.loads(held)  # noqa: S301
    assert kept.similarities(POOL).tolist() == index.similarities(POOL).tolist()
    assert len(kept.matrix) == len(index.matrix)


def shares(index: Index, query: Tokens) -> Float32Array:
    """How much of a question each text says."""
    return index.score_all(index.coverage_query(query))


def test_a_phrasing_is_most_like_itself(index: Index) -> None:
    assert [int(index.similarities(text).argmax()) for text in (POOL, LIBRARY, PARK)] == [0, 1, 2]


def test_a_phrasing_is_wholly_like_itself(index: Index) -> None:
    assert float(index.similarities(POOL)[0]) == pytest.approx(1)


def test_a_rare_token_tells_more_than_a_common_one(index: Index) -> None:
    assert index.rarity("pool") > index.rarity("fee")
    assert shares(index, {"pool": 1.0, "place": 1.0})[0] > shares(index, {"fee": 1.0, "pool": 1.0})[2]


def test_a_token_that_nobody_uses_lowers_every_similarity(index: Index) -> None:
    alone, with_more = index.similarities(POOL), index.similarities({**POOL, "unheard-of": 1.0})
    assert float(with_more[0]) < float(alone[0])
    assert index.rarity("unheard-of") >= index.rarity("pool")


@pytest.mark.parametrize(
    "query", [pytest.param({}, id="nothing"), pytest.param({"z": 1.0}, id="only unknown")]
)
def test_a_question_that_shares_nothing_scores_nothing(index: Index, query: dict[str, float]) -> None:
    assert not shares(index, query).any()
    assert not index.similarities(query).any()


def test_a_token_is_as_rare_whatever_it_weighs() -> None:
    index = build_index([(0, {"a": 1.0}), (1, {"a": 0.2}), (2, {"b": 1.0})])
    assert index.rarity("b") > index.rarity("a")
    assert shares(index, {"a": 1.0}).tolist() == [1, 1, 0]


def test_an_index_remembers_whose_phrasings_it_holds() -> None:
    index = build_index([(7, POOL), (7, PARK), (9, LIBRARY)])
    assert index.owners.tolist() == [7, 9]
    assert index.first_rows.tolist() == [0, 2]


@pytest.mark.parametrize(
    "phrasings", [pytest.param([], id="no phrasing"), pytest.param([(0, {})], id="an empty one")]
)
def test_an_index_of_nothing_finds_nothing(phrasings: list[tuple[int, dict[str, float]]]) -> None:
    assert not build_index(phrasings).similarities(POOL).any()


@given(st.lists(WEIGHTS, min_size=1, max_size=8), WEIGHTS)
def test_no_similarity_is_negative_and_none_above_one(
    phrasings: list[dict[str, float]], query: dict[str, float]
) -> None:
    similarities = build_index(list(enumerate(phrasings))).similarities(query)
    assert (similarities >= 0).all()
    assert (similarities < 1.001).all()


def test_an_entry_is_as_similar_as_its_most_similar_phrasing() -> None:
    index = build_index([(0, POOL), (2, LIBRARY), (2, PARK)])
    best = index.best_by_entry(index.similarities(PARK), entries=4)
    assert best[2] == index.similarities(PARK).max()
    assert best[1] == best[3] == 0


def test_no_entry_is_similar_where_there_is_no_phrasing() -> None:
    nothing = build_index([])
    assert nothing.best_by_entry(nothing.similarities(POOL), entries=2).tolist() == [0, 0]


def test_a_share_is_how_much_of_the_question_a_phrasing_says(index: Index) -> None:
    assert shares(index, POOL).tolist() == pytest.approx(
        [1, 0, index.rarity("fee") / (index.rarity("pool") + index.rarity("fee"))]
    )
    assert float(shares(index, {"pool": 1.0, "unheard-of": 1.0})[0]) < 1
    assert not shares(index, {"unheard-of": 1.0}).any()
