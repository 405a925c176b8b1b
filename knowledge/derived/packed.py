"""Rows of records that are unpickled a few at a time, when somebody asks for one of them."""

from __future__ import annotations

import pickle
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Generic, TypeVar, overload

RECORDS_A_PART = 50  # records; unpickled in about a thousandth of a second

Record = TypeVar("Record")
Seen = TypeVar("Seen")


def pack(records: Sequence[object]) -> Iterator[bytes]:
    """The records, some in each pickle; no pickle refers to another."""
    for start in range(0, len(records), RECORDS_A_PART):
        yield pickle.dumps(tuple(records[start : start + RECORDS_A_PART]), pickle.HIGHEST_PROTOCOL)


class _Row(Sequence[Record]):
    """A row of records that are made or read one by one, and that equals every row with equal records."""

    @abstractmethod
    def _at(self, place: int) -> Record:
        """The record at a place from 0 on, where there is one."""

    @overload
    def __getitem__(self, number: int) -> Record: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Record]: ...
    def __getitem__(self, number: int | slice) -> Record | Sequence[Record]:
        places = range(len(self))
        return tuple(map(self._at, places[number])) if isinstance(number, slice) else self._at(places[number])

    def __eq__(self, other: object) -> bool:
        """Whether the other row holds equal records."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as lists have none


class PackedSequence(_Row[Record]):
    """What `pack` has packed: as trusted as the code beside it, since a pickle runs code when read."""

    def __init__(self, parts: Sequence[bytes], length: int) -> None:
        self._parts: list[bytes | tuple[Record, ...]] = list(parts)
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(map(self._part, range(len(self._parts))))

    def _at(self, place: int) -> Record:
        return self._part(place // RECORDS_A_PART)[place % RECORDS_A_PART]

    def _part(self, number: int) -> tuple[Record, ...]:
        held = self._parts[number]
        if isinstance(held, bytes):
            held = self._parts[number] = pickle.loads(held)  # noqa: S301 - our own file, checked when read
        return held


class MappedSequence(_Row[Seen], Generic[Record, Seen]):
    """What can be seen of each record of a row: entries through what was read of them."""

    def __init__(self, records: Sequence[Record], seen: Callable[[Record], Seen]) -> None:
        self._records = records
        self._seen = seen

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Seen]:
        return map(self._seen, self._records)

    def _at(self, place: int) -> Seen:
        return self._seen(self._records[place])
