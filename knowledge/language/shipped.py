"""Typed access to the YAML files that are shipped with the project."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import NoReturn

_SHOWN = 80  # characters of a value that is not what was expected


class Shipped:
    """A value of a shipped file, read as the type that it must have; TypeError if it has another."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __getitem__(self, key: str) -> Shipped:
        """The value of a key; TypeError if there is none."""
        keyed = self._keyed()
        return Shipped(keyed[key]) if key in keyed else self._is_not(f"a mapping with {key}")

    def get(self, key: str, otherwise: object) -> Shipped:
        """The value of a key, or `otherwise`."""
        return Shipped(self._keyed().get(key, otherwise))

    def mapping(self) -> dict[str, Shipped]:
        """The values by their keys."""
        return {key: Shipped(value) for key, value in self._keyed().items()}

    def with_keys(self, *needed: str, may: Iterable[str] = ()) -> Shipped:
        """The value itself; TypeError unless it is a mapping with all needed keys and no unknown one."""
        keys = set(self._keyed())
        wrong = (set(needed) - keys) | (keys - {*needed, *may})
        if wrong:
            self._is_not(f"a mapping with {needed} (see {', '.join(sorted(wrong))})")
        return self

    def items(self) -> list[Shipped]:
        """The values of a list."""
        return (
            [Shipped(item) for item in self.value] if isinstance(self.value, list) else self._is_not("a list")
        )

    def text(self) -> str:
        """A text; unquoted no and 12 are not texts in YAML."""
        return self.value if isinstance(self.value, str) else self._is_not("a text")

    def flag(self) -> bool:
        """A yes or no."""
        return self.value if isinstance(self.value, bool) else self._is_not("true or false")

    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item.text() for item in self.items())

    def _keyed(self) -> dict[str, object]:
        if not isinstance(self.value, dict) or not all(isinstance(key, str) for key in self.value):
            self._is_not("a mapping")
        return self.value

    def _is_not(self, expected: str) -> NoReturn:
        raise TypeError(f"{expected} was expected, not {shorten(repr(self.value), _SHOWN)}")
