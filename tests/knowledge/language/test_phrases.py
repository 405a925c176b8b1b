"""Turns of phrase: alternatives with their examples, read as one pattern."""

from __future__ import annotations

import pytest

from knowledge.language.phrases import Alternative, Phrases
from knowledge.language.shipped import Shipped

PIECES = {"number": ["多少", "几"], "days": [{"like": "几天", "is": "{number}[天日]"}]}


def phrases() -> Phrases:
    return Phrases(Shipped(PIECES), {})


@pytest.mark.parametrize(
    ("alternatives", "fitting", "other"),
    [
        pytest.param(["为啥"], "这是为啥", "这是啥", id="a text stands for itself"),
        pytest.param([["几成", "几折"]], "打几折", "打折", id="several in one line"),
        pytest.param(["how many"], "so how many?", "show many", id="an English text is of whole words"),
        pytest.param(
            [{"like": "几个", "is": "{number}个"}], "多少个", "这个", id="a piece is put in as a whole"
        ),
        pytest.param([{"like": "几天", "is": "{days}"}], "多少日", "多少年", id="a piece made of another"),
        pytest.param([{"like": "一{2}", "is": "好{2}"}], "好好", "好", id="a number in braces is no piece"),
        pytest.param(
            [{"like": "几", "is": "几|多少", "not_after": ["好", "十多"]}],
            "有多少",
            "好几好多少十多几十多多少",
            id="not behind any of these, whatever their lengths",
        ),
        pytest.param(
            [{"like": "一几", "is": "几|多少", "after": ["^", "一共"]}],
            "他一共多少",
            "有几",
            id="behind one of these, whatever their lengths",
        ),
        pytest.param(
            [{"like": "几天", "is": "几|多少", "before": ["天", "{number}"]}],
            "多少几",
            "多少年",
            id="before one of these",
        ),
        pytest.param(
            [{"like": "几天", "is": "几|多少", "not_before": ["年", "{number}"]}],
            "多少天",
            "几年几几年",
            id="not before any of these",
        ),
    ],
)
def test_a_turn_of_phrase_fits_what_its_alternatives_say(
    alternatives: list[object], fitting: str, other: str
) -> None:
    pattern = phrases().compiled("one", Shipped(alternatives))
    assert pattern.search(fitting)
    assert not pattern.search(other)


def test_the_first_alternative_that_fits_at_a_place_wins() -> None:
    pattern = phrases().compiled("one", Shipped(["几", "几天"]))
    assert pattern.findall("几天") == ["几"]


def test_an_alternative_has_its_example() -> None:
    data = Shipped(
        ["为啥", ["几成"], {"like": "几个", "is": "[几两]个", "not_after": ["好"], "unlike": ["好几个"]}]
    )
    assert phrases().alternatives(data) == (
        Alternative("为啥", "为啥"),
        Alternative("几成", "几成"),
        Alternative("几个", "(?<!好)(?:[几两]个)", ("好几个",)),
    )


@pytest.mark.parametrize(
    ("alternatives", "error", "sentence"),
    [
        pytest.param("几个", TypeError, "a list was expected, not '几个'", id="a text for a list"),
        pytest.param([], ValueError, "how many has no alternatives", id="no alternatives"),
        pytest.param([12], TypeError, "a mapping was expected, not 12", id="a number"),
        pytest.param(["[几两]个"], ValueError, "is no plain text", id="a pattern without an example"),
        pytest.param([["多少", "几?"]], ValueError, "几\\? is no plain text", id="a pattern among texts"),
        pytest.param([{"is": "几"}], TypeError, "see like", id="no example"),
        pytest.param(
            [{"like": "几", "is": "几", "behind": ["一"]}], TypeError, "see behind", id="a key misspelt"
        ),
        pytest.param([{"like": "几", "is": "几", "after": "一"}], TypeError, "a list", id="a text beside it"),
        pytest.param(
            [{"like": "几", "is": "{nubmer}"}], ValueError, "no piece is called nubmer", id="a piece misspelt"
        ),
        pytest.param(
            ["几", {"like": "几个", "is": "(几"}],
            ValueError,
            "how many: what is like 几个 is no pattern: missing \\)",
            id="no pattern",
        ),
    ],
)
def test_a_slip_is_told_with_what_is_at_fault(
    alternatives: object, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        phrases().compiled("how many", Shipped(alternatives))


@pytest.mark.parametrize(
    ("pieces", "sentence"),
    [
        pytest.param(
            {"days": [{"like": "几天", "is": "{number}天"}], "number": ["几"]},
            "no piece is called number, or it stands below",
            id="made of one that is below it",
        ),
        pytest.param(
            {"days": [{"like": "几天", "is": "[几天"}]},
            "the piece days: what is like 几天 is no pattern",
            id="no pattern",
        ),
    ],
)
def test_a_slip_in_a_piece_is_told_with_its_name(pieces: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Phrases(Shipped(pieces), {})


def test_a_piece_that_is_given_is_not_written_again() -> None:
    assert Phrases(Shipped({}), {"number": "(?:几)"}).compiled(
        "one", Shipped([{"like": "几个", "is": "{number}个"}])
    )
    with pytest.raises(ValueError, match="the piece number is written twice"):
        Phrases(Shipped(PIECES), {"number": "(?:几)"})
