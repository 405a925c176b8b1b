"""Records that are unpickled a few at a time."""

from __future__ import annotations

from typing import ClassVar

import pytest

from knowledge.derived.packed import RECORDS_A_PART, MappedSequence, PackedSequence, pack

MANY = tuple((number, f"record {number}") for number in range(2 * RECORDS_A_PART + 3))


@pytest.fixture
def packed() -> PackedSequence[tuple[int, str]]:
    return PackedSequence(list(pack(MANY)), len(MANY))


def test_what_was_packed_comes_out_in_its_order(packed: PackedSequence[tuple[int, str]]) -> None:
    assert tuple(packed) == MANY and len(packed) == len(MANY)
    assert [packed, MANY] == [MANY, packed] and packed != MANY[1:]


@pytest.mark.parametrize("number", [0, RECORDS_A_PART - 1, RECORDS_A_PART, 2 * RECORDS_A_PART + 2, -1])
def test_any_record_can_be_asked_for(packed: PackedSequence[tuple[int, str]], number: int) -> None:
    assert packed[number] == MANY[number]
    assert packed[number] is packed[number]


def test_a_slice_holds_the_records_of_several_parts(packed: PackedSequence[tuple[int, str]]) -> None:
    assert packed[RECORDS_A_PART - 1 : RECORDS_A_PART + 2] == MANY[RECORDS_A_PART - 1 : RECORDS_A_PART + 2]


def test_there_is_nothing_behind_the_last_record(packed: PackedSequence[tuple[int, str]]) -> None:
    with pytest.raises(IndexError):
        packed[len(MANY)]


class Watched:
    """A record that tells when it is unpickled."""

    unpickled: ClassVar[list[int]] = []

    def __init__(self, number: int) -> None:
        self._number = number

    def __setstate__(self, state: dict[str, int]) -> None:
        self.unpickled.append(state["_number"])


def test_only_what_is_asked_for_is_unpickled() -> None:
    parts = list(pack([Watched(number) for number in range(len(MANY))]))
    watched: PackedSequence[Watched] = PackedSequence(parts, len(MANY))
    assert watched[RECORDS_A_PART]
    assert Watched.unpickled == list(range(RECORDS_A_PART, 2 * RECORDS_A_PART))


def test_a_part_of_each_record_can_be_seen_alone(packed: PackedSequence[tuple[int, str]]) -> None:
    numbers = MappedSequence(packed, lambda record: record[0])
    assert numbers == tuple(range(len(MANY))) and len(numbers) == len(MANY)
    assert (numbers[7], numbers[-1], numbers[1:3]) == (7, len(MANY) - 1, (1, 2))
    assert numbers != (1, 2)


def test_nothing_is_packed_as_nothing() -> None:
    assert list(pack(())) == [] and tuple(PackedSequence([], 0)) == ()
