"""Signs: a pattern is looked for only in texts that hold one, and nothing is missed by that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.general import read_language
from knowledge.language.signs import NO_SIGNS, PatternPrefilter, signs_in, signs_of


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("门票", {"门票"}, id="neighbours"),
        pytest.param("[门车]票", {"门票", "车票"}, id="neighbours of which there are several"),
        pytest.param("门.票", {"门"}, id="one of those that stand apart"),
        pytest.param("(?:门|车)?(?:票|券|证).水", {"水"}, id="the fewest"),
        pytest.param("水|门票", {"水", "门票"}, id="one for each of several"),
        pytest.param("多少.[天年]", {"天", "年"}, id="not what most questions say"),
        pytest.param("(?:大概)?(?:是|有)*水(?:长|宽)?", {"水"}, id="not what may be left out"),
        pytest.param("(?:遍|趟)+", {"遍", "趟"}, id="what is repeated"),
        pytest.param(
            r"[^,。]{2,8}[吗呢]\d", {"吗", "呢"}, id="those of a set, not those that are not in one"
        ),
        pytest.param("(?<!不)水(?=谁)(?!的)", {"水"}, id="nothing of what must not be there"),
        pytest.param("(?<=谁)水", {"谁"}, id="neighbours beside a look around are not put together"),
    ],
)
def test_the_signs_of_a_pattern_are_in_all_that_it_fits(pattern: str, expected: set[str]) -> None:
    assert signs_of(re.compile(pattern)) == expected


def test_several_patterns_have_the_signs_of_all() -> None:
    assert signs_of(re.compile("几点"), re.compile("谁")) == {"几点", "谁"}


def test_characters_and_neighbours_of_a_text_are_signs() -> None:
    assert signs_in("几点吗") == {"几", "点", "吗", "几点", "点吗"}


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


def test_a_prefilter_lets_through_in_order_what_a_text_has_a_sign_of() -> None:
    prefilter = PatternPrefilter(
        [
            (frozenset(("几", "多少")), "number"),
            (NO_SIGNS, "any"),
            (frozenset("谁"), "who"),
            (frozenset(("几点", "多")), "hour"),
        ]
    )
    assert prefilter.passed("几点") == ["number", "any", "hour"]
    assert prefilter.passed("几个点") == ["number", "any"]
    assert prefilter.passed("谁") == ["any", "who"]
    assert prefilter.passed("多少") == ["number", "any", "hour"]
    assert prefilter.passed("多") == ["any", "hour"]
    assert prefilter.passed("") == ["any"]


LANGUAGE = read_language()
ASKING = [
    *((cue.signs, cue.pattern) for cue in LANGUAGE.cues),
    *((turn.signs, turn.pattern) for turn in LANGUAGE.turns),
]


@settings(max_examples=300)
@given(data=st.data())
def test_nothing_that_a_text_asks_by_is_missed(data: st.DataObject) -> None:
    its_signs, pattern = data.draw(st.sampled_from(ASKING))
    assert not its_signs.isdisjoint(signs_in(data.draw(st.from_regex(pattern))))
