"""Signs: a pattern is looked for only in texts that hold one, and nothing is missed by that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.general import read_language
from knowledge.language.signs import NO_SIGNS, PatternPrefilter, signs_of


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("几点", "几", id="one of those that stand in a row"),
        pytest.param("(?:几|多少)点", "点", id="the fewest"),
        pytest.param("几天|哪天", "几哪", id="one for each of several"),
        pytest.param("(?:大概)?(?:是|有)*多(?:长|宽)?", "多", id="not what may be left out"),
        pytest.param("(?:遍|趟)+", "遍趟", id="what is repeated"),
        pytest.param(r"[^,。]{2,8}[吗呢]\d", "吗呢", id="those of a set, not those that are not in one"),
        pytest.param("(?<!不)是(?=谁)(?!的)", "是", id="nothing of what must not be there"),
    ],
)
def test_the_signs_of_a_pattern_are_in_all_that_it_fits(pattern: str, expected: str) -> None:
    assert signs_of(re.compile(pattern)) == set(expected)


def test_several_patterns_have_the_signs_of_all() -> None:
    assert signs_of(re.compile("几点"), re.compile("谁")) == {"几", "谁"}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\d+", id="any digit"),
        pytest.param("几?", id="nothing at all"),
        pytest.param("几|[^点]", id="one side without any"),
        pytest.param("(?i:a)", id="letters of either case within"),
    ],
)
def test_what_any_text_may_fit_has_no_signs(pattern: str) -> None:
    assert signs_of(re.compile(pattern)) == NO_SIGNS
    assert signs_of(re.compile("谁"), re.compile(pattern)) == NO_SIGNS


def test_letters_of_either_case_are_no_signs() -> None:
    assert signs_of(re.compile("a", re.IGNORECASE)) == NO_SIGNS


def test_a_sieve_lets_through_in_order_what_a_text_has_a_sign_of() -> None:
    sieve = PatternPrefilter(
        [
            (frozenset("几多"), "number"),
            (NO_SIGNS, "any"),
            (frozenset("谁"), "who"),
            (frozenset("点多"), "hour"),
        ]
    )
    assert sieve.passed("几点") == ["number", "any", "hour"]
    assert sieve.passed("谁") == ["any", "who"]
    assert sieve.passed("多") == ["number", "any", "hour"]
    assert sieve.passed("") == ["any"]


LANGUAGE = read_language()
ASKING = [
    *((cue.signs, cue.pattern) for cue in LANGUAGE.cues),
    *((turn.signs, turn.pattern) for turn in LANGUAGE.turns),
]


@settings(max_examples=300)
@given(data=st.data())
def test_nothing_that_a_text_asks_by_is_missed(data: st.DataObject) -> None:
    its_signs, pattern = data.draw(st.sampled_from(ASKING))
    assert not its_signs.isdisjoint(data.draw(st.from_regex(pattern)))
