"""Sequences whose records are unpickled lazily, a few at a time."""

from __future__ import annotations

import pickle
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Generic, TypeVar, overload

RECORDS_A_PART = 50  # records a pickle, which loads in about a millisecond

Record = TypeVar("Record")
View = TypeVar("View")


def pack(records: Sequence[object]) -> Iterator[bytes]:
    """Pickles records in parts of `RECORDS_A_PART`; the parts do not refer to each other."""
    for start in range(0, len(records), RECORDS_A_PART):
        yield pickle.dumps(tuple(records[start : start + RECORDS_A_PART]), pickle.HIGHEST_PROTOCOL)


class _LazySequence(Sequence[Record]):
    """A sequence that computes its records on access and equals every sequence of equal records."""

    @abstractmethod
    def _at(self, index: int) -> Record:
        """The record at a valid index from 0."""

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        indices = range(len(self))
        return tuple(map(self._at, indices[index])) if isinstance(index, slice) else self._at(indices[index])

    def __eq__(self, other: object) -> bool:
        """Whether the other is a sequence of equal records."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # mutable inside, like a list


class PackedSequence(_LazySequence[Record]):
    """The records packed by `pack`; must come from a trusted file, since unpickling runs code.

    Args:
        parts: the pickles.
        length: the number of records in all of them.
    """

    def __init__(self, parts: Sequence[bytes], length: int) -> None:
        self._parts: list[bytes | tuple[Record, ...]] = list(parts)
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(map(self._part, range(len(self._parts))))

    def _at(self, index: int) -> Record:
        return self._part(index // RECORDS_A_PART)[index % RECORDS_A_PART]

    def _part(self, number: int) -> tuple[Record, ...]:
        part = self._parts[number]
        if isinstance(part, bytes):
            part = self._parts[number] = pickle.loads(part)  # noqa: S301 - our own file, checked when read
        return part


class MappedSequence(_LazySequence[View], Generic[Record, View]):
    """A lazy `map` with random access: a view of each record of another sequence."""

    def __init__(self, records: Sequence[Record], view: Callable[[Record], View]) -> None:
        self._records = records
        self._view = view

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[View]:
        return map(self._view, self._records)

    def _at(self, index: int) -> View:
        return self._view(self._records[index])
