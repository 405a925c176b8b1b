"""Numbers in names: another school, road, stage or code than the entry's (十四中, 102国道, PM10)."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.model.entry import Facet

_HOUSE = "号"


def other_numbers(query: Query, witness: Witness) -> Iterator[Conflict]:
    """Another number than the entry's; none where the entry's own is named beside it."""
    named, own = query.numbered, witness.profile.numbered
    shared = {suffix for suffix, _ in named & own}
    for suffix, number in sorted(named - own):
        if suffix in shared or _checks_address(suffix, query, witness):
            continue
        lacking = not suffix.isascii() and not witness.tells(suffix)
        another = any(other == suffix for other, _ in own)
        if lacking or another:
            word = f"{suffix}{number}" if suffix.isascii() else f"{number}{suffix}"
            yield Conflict(kind=Kind.NUMBERED, word=word, firm=True, bars=another)


def _checks_address(suffix: str, query: Query, witness: Witness) -> bool:
    """Whether it is asked if a house has this number; who tells the place tells the right one."""
    return suffix == _HOUSE and query.yes_no and Facet.PLACE in witness.profile.facets
