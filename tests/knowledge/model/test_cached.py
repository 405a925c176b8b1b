"""Cached properties are worked out once for each owner."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.model.cached import cached_property


@dataclass(frozen=True)
class Word:
    text: str
    worked_out: list[str] = field(default_factory=list)

    @cached_property
    def length(self) -> int:
        """How long it is."""
        self.worked_out.append(self.text)
        return len(self.text)


def test_a_value_is_worked_out_once_for_each_owner() -> None:
    short, long = Word("门"), Word("门票")
    assert (short.length, long.length, short.length, long.length) == (1, 2, 1, 2)
    assert (short.worked_out, long.worked_out) == (["门"], ["门票"])


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    assert not Word("门").worked_out


def test_the_class_shows_what_the_property_is() -> None:
    assert Word.length.__doc__ == "How long it is."
