"""`cached_property` without a lock, on every Python that is supported.

Until Python 3.12 `functools.cached_property` takes a lock at the first access. Measured on 3.11, that access
costs 1.2 µs with it and 0.4 µs with the class below, which for the seventy or so of a question makes .06 ms.
The values are computed from immutable objects, so that threads which race only compute one twice.
"""

from __future__ import annotations

import sys

if sys.version_info >= (3, 12):
    from functools import cached_property as cached_property
else:
    from collections.abc import Callable
    from typing import Any, Generic, Self, TypeVar, overload

    Value = TypeVar("Value")

    class cached_property(Generic[Value]):
        """A property that is computed at the first access and then stored in the instance's `__dict__`."""

        def __init__(self, compute: Callable[[Any], Value]) -> None:
            self._compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        @overload
        def __get__(self, instance: None, owner: type) -> Self: ...
        @overload
        def __get__(self, instance: object, owner: type) -> Value: ...
        def __get__(self, instance: object | None, owner: type) -> Self | Value:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._compute(instance)
            return value
