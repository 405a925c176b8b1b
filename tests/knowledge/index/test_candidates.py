"""Candidates: by how much each feature speaks for an entry."""

from __future__ import annotations

import pytest

from knowledge.index.candidates import Candidate, Finder, RetrievalQuery
from knowledge.index.index import build_index
from knowledge.index.tokens import Tokens

# Entry 0 has three phrasings, entry 1 and 2 have one, entry 3 has none.
PHRASINGS = ((0, "ab"), (0, "ac"), (0, "ad"), (1, "ax"), (2, "yz"))
TEXTS = ((0, "abcd"), (1, "axq"), (2, "yz"))
COUNTER_EXAMPLES = ((0, "abe"), (1, "uv"))


def tokens(letters: str) -> Tokens:
    """Each letter is a token of weight one."""
    return dict.fromkeys(letters, 1.0)


def finder(phrasings: tuple[tuple[int, str], ...] = PHRASINGS, entries: int = 4) -> Finder:
    """A finder over phrasings of single letters."""
    held = build_index([(owner, tokens(letters)) for owner, letters in phrasings])
    texts = build_index([(owner, tokens(dict(TEXTS).get(owner, ""))) for owner in range(entries)])
    refused = build_index(
        [(owner, tokens(letters)) for owner, letters in COUNTER_EXAMPLES if owner < entries]
    )
    return Finder(held, texts, refused, entries)


def asked(whole: str, asking: str = "", *windows: str) -> RetrievalQuery:
    """A question whose parts are these letters; all of it asks unless said otherwise."""
    all_of_it = tokens(whole)
    focus = tokens(asking) if asking else all_of_it
    return RetrievalQuery(whole=all_of_it, focus=focus, windows=(all_of_it, *map(tokens, windows)))


def found(asking: RetrievalQuery, known: Finder | None = None) -> dict[int, Candidate]:
    return {candidate.number: candidate for candidate in (known or finder()).candidates(asking)}


def test_the_entry_with_the_most_similar_phrasing_comes_first() -> None:
    assert next(iter(found(asked("ax")))) == 1
    assert next(iter(found(asked("ab")))) == 0


@pytest.mark.parametrize("letters", ["ab", "ax", "yz"])
def test_the_very_words_of_a_phrasing_are_as_similar_as_can_be(letters: str) -> None:
    best = max(found(asked(letters)).values(), key=lambda candidate: candidate.similarity)
    assert best.similarity == pytest.approx(1.0, abs=0.1)  # but for the length of the phrasing


def test_an_entry_that_shares_nothing_is_no_candidate() -> None:
    assert 2 not in found(asked("ab"))
    assert found(asked("ü")) == {}
    assert found(asked("q")) == {}  # which a text has, and no phrasing


def test_an_entry_without_phrasings_is_never_a_candidate() -> None:
    assert 3 not in found(asked("abcdxyz"))


def test_eight_entries_are_considered_at_most() -> None:
    many = finder(tuple((number, "a") for number in range(11)), entries=11)
    assert list(found(asked("a"), many)) == list(range(8))


def crowd(phrasing: str) -> Finder:
    """Eight entries that share two letters, and a ninth with this phrasing whose texts say four."""
    alike = [(number, tokens(f"ab{letter}")) for number, letter in enumerate("ghijklop")]
    return Finder(
        build_index([*alike, (8, tokens(phrasing))]),
        build_index([*alike, (8, tokens("abde" + phrasing))]),
        build_index([]),
        9,
    )


def test_an_entry_that_covers_most_is_a_candidate_beside_eight_more_similar_ones() -> None:
    assert list(found(asked("abde"), crowd("abmn"))) == list(range(9))
    assert list(found(asked("abg"), crowd("abmn"))) == list(range(8))


def test_an_entry_that_covers_most_must_be_half_as_similar() -> None:
    assert list(found(asked("abde"), crowd("amnqrstuvw"))) == list(range(8))


def test_a_stretch_that_is_alike_counts_even_where_the_whole_is_not() -> None:
    whole = found(asked("yzqrstuvw"))[2].similarity
    assert found(asked("yzqrstuvw", "", "yz"))[2].similarity > whole


def test_told_is_the_share_of_the_question_that_the_texts_say() -> None:
    shares = found(asked("abcd"))
    assert shares[0].idf_coverage == pytest.approx(1.0)
    assert 0 < shares[1].idf_coverage < shares[0].idf_coverage


def test_what_no_text_says_lessens_what_is_told() -> None:
    assert found(asked("abü"))[0].idf_coverage < found(asked("ab"))[0].idf_coverage


def test_the_lead_is_positive_for_the_best_alone() -> None:
    leads = {number: candidate.idf_coverage_lead for number, candidate in found(asked("abcx")).items()}
    assert leads[0] > 0 > leads[1]
    assert leads[0] == pytest.approx(-leads[1])


def test_two_that_tell_the_same_have_no_lead() -> None:
    leads = [candidate.idf_coverage_lead for candidate in found(asked("a")).values()]
    assert leads == [0.0, 0.0]


def test_the_lead_is_measured_where_it_is_asked_and_told_over_all() -> None:
    both = found(asked("abcdq", "xq", "ax"))
    assert both[0].idf_coverage > both[1].idf_coverage
    assert both[1].idf_coverage_lead > 0 > both[0].idf_coverage_lead


def test_many_near_phrasings_agree_on_an_entry() -> None:
    near = found(asked("a"))
    assert near[0].similarity == pytest.approx(near[1].similarity, abs=0.1)
    assert near[0].agreement > 0 > near[1].agreement


def test_one_odd_phrasing_does_not_agree_with_itself() -> None:
    near = found(asked("ax"))
    assert near[1].similarity > near[0].similarity
    assert near[1].agreement < 1


def test_the_measures_of_a_lone_entry_lead_over_nothing() -> None:
    [only] = found(asked("ab"), finder(((0, "ab"),), entries=1)).values()
    assert only.idf_coverage_lead == pytest.approx(only.idf_coverage) == pytest.approx(1.0)
    assert only.agreement == pytest.approx(1.0)


def test_counter_examples_are_measured_for_their_entry_and_for_all() -> None:
    near = found(asked("abe"))
    assert near[0].counter_example == pytest.approx(1.0, abs=0.1)
    assert near[1].counter_example == 0.0
    assert near[1].any_counter_example == near[0].counter_example


def test_the_stretch_nearest_to_a_counter_example_counts() -> None:
    assert found(asked("ab", "ab", "abe"))[0].counter_example > found(asked("ab"))[0].counter_example


def test_without_counter_examples_none_is_near() -> None:
    known = finder()
    [only] = Finder(known.phrasings, known.texts, build_index([]), 4).candidates(asked("yz"))
    assert (only.counter_example, only.any_counter_example) == (0.0, 0.0)
