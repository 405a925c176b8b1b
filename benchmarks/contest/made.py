"""Questions made from the shipped ones by moving them to streets that do not exist; always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.contest.owned import Made, Owned
from benchmarks.made_town import streets
from knowledge.model.entry import Entry

AN_ENTRY = 10  # questions
_ASKED = 200
_SEED = 4


def make(entries: Sequence[Entry], size: int) -> Made:
    """So many texts, ten an entry, each entry a shipped one moved to some street; ValueError if too many.

    The questions use the phrasing that follows those ten: it stands in no text.
    """
    moved = [entry for entry in entries if len(entry.phrasings) >= AN_ENTRY]
    places = [(street, entry) for street in streets() for entry in moved]
    if size > len(places) * AN_ENTRY:
        raise ValueError(f"at most {len(places) * AN_ENTRY} questions can be made, not {size}")
    random.Random(_SEED).shuffle(places)  # noqa: S311 - the same for everybody, not a secret
    chosen = places[: max(size // AN_ENTRY, 1)]
    step = max(len(chosen) // _ASKED, 1)
    return Made(
        texts=[owned for number, place in enumerate(chosen) for owned in _texts(number, *place)],
        questions=[
            (number, street + entry.phrasings[AN_ENTRY - 1])
            for number, (street, entry) in list(enumerate(chosen))[::step][:_ASKED]
        ],
    )


def _texts(number: int, street: str, entry: Entry) -> Iterator[Owned]:
    for text in (entry.question, *entry.phrasings[: AN_ENTRY - 1]):
        yield number, street + text
