"""What is asked again is not made anew; what was not wanted for longest goes."""

from __future__ import annotations

from knowledge.answering.kept import Kept


def test_a_result_is_made_once() -> None:
    made: list[str] = []
    kept: Kept[str, None] = Kept(2)
    for key in ("a", "b", "a", "b"):
        kept.of(key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["a", "b"]


def test_the_one_not_wanted_for_longest_goes() -> None:
    made: list[str] = []
    kept: Kept[str, None] = Kept(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.of(key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_keeping_none_makes_every_one() -> None:
    made: list[str] = []
    kept: Kept[str, None] = Kept(0)
    for key in ("a", "a"):
        kept.of(key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["a", "a"]
