"""Rows of tokens, made anew or taken over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.index import index_of_matrix
from knowledge.index.matrix import TokenMatrix, build_matrix, consecutive_ranges
from knowledge.index.tokens import Tokens

TOKENS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([0.06, 0.3, 1.0]), max_size=4)
TEXTS = st.lists(TOKENS, max_size=8)


def read(rows: TokenMatrix) -> list[list[tuple[str, float]]]:
    """The rows as they were given."""
    columns = list(rows.columns)
    pairs = [columns[held] for held in rows.indices]
    return [pairs[start:end] for start, end in zip(rows.starts[:-1], rows.starts[1:], strict=True)]


def given_as(texts: list[Tokens]) -> list[list[tuple[str, float]]]:
    return [list(text.items()) for text in texts]


@given(TEXTS)
def test_rows_hold_every_text_in_its_order(texts: list[Tokens]) -> None:
    rows = build_matrix(texts)
    assert len(rows) == len(texts)
    assert read(rows) == given_as(texts)


@given(TEXTS, st.data())
def test_rows_that_are_taken_over_are_as_if_given_again(texts: list[Tokens], data: st.DataObject) -> None:
    before = build_matrix(texts)
    kept = data.draw(st.lists(st.sampled_from(range(len(texts))), max_size=8)) if texts else []
    new = data.draw(TEXTS)
    mixed: list[Tokens | range] = [*(range(number, number + 1) for number in kept), *new]
    whole = [*(texts[number] for number in kept), *new]
    assert read(build_matrix(mixed, before)) == given_as(whole)
    owners = list(range(len(whole)))
    taken = index_of_matrix(build_matrix(mixed, before), owners)
    afresh = index_of_matrix(build_matrix(whole), owners)
    for query in whole:
        assert taken.similarities(query).tobytes() == afresh.similarities(query).tobytes()
        assert (
            taken.score_all(taken.coverage_query(query)).tobytes()
            == afresh.score_all(afresh.coverage_query(query)).tobytes()
        )


def test_rows_of_which_none_changed_are_those_of_before() -> None:
    before = build_matrix([{"a": 1.0}, {"b": 1.0}])
    assert build_matrix([range(1), range(1, 2)], before) is before
    assert build_matrix([range(1, 2), range(1)], before) is not before


def test_a_token_that_no_row_holds_any_more_is_unheard_of() -> None:
    before = build_matrix([{"a": 1.0}, {"b": 1.0}])
    index = index_of_matrix(build_matrix([range(1)], before), [0])
    assert "b" not in index.columns


def test_many_tokens_are_put_in_order_as_few_are() -> None:
    texts: list[Tokens] = [{f"t{(number * 7919) % 70_000}": 1.0} for number in range(70_000)]
    index = index_of_matrix(build_matrix(texts), list(range(len(texts))))
    for number in (0, 1, 65_535, 65_536, 69_999):
        assert index.similarities(texts[number]).argmax() == number


def test_spans_stand_one_behind_the_other() -> None:
    assert consecutive_ranges([2, 0, 1]) == [range(2), range(2, 2), range(2, 3)]
    assert consecutive_ranges([]) == []
