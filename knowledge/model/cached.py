"""Properties worked out when they are first asked for: as functools has them, without its lock.

Until Python 3.12 that lock costs more than most of them do, and a question asks for seventy. What they are
worked out from never changes, so that threads who ask at once only do so twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class cached_property(Generic[Value]):
    """A property whose value stays with its owner from the first time on."""

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, held: None, owner: type) -> Self: ...
    @overload
    def __get__(self, held: object, owner: type) -> Value: ...
    def __get__(self, held: object | None, owner: type) -> Self | Value:
        if held is None:
            return self
        value = held.__dict__[self._name] = self._work_out(held)
        return value
