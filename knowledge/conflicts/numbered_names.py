"""Numbered names: another school, road, stage or code than the entry's (十四中, 102国道, PM10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER, HEDGE
from knowledge.model.entry import Facet

_HOUSE = "号"
_HAS_SO_MANY = re.compile(f"(?:有|住了?){HEDGE}?{A_NUMBER}(?:户|人|[家口]人)")


def other_numbers(query: Query, lookup: EntryLookup) -> Iterator[Conflict]:
    """Each number that is not the entry's; none of a kind of which the entry's own is named too."""
    named, own = query.numbered, lookup.profile.numbered
    shared = {suffix for suffix, _ in named & own}
    if shared and _counts_in_one(query):
        for suffix in shared:
            if len({number for other, number in own if other == suffix}) > 1:
                yield Conflict(kind=Kind.PART, word=suffix, severity=Severity.BARRING)
    for suffix, number in sorted(named - own):
        if suffix in shared or _checks_address(suffix, query, lookup):
            continue
        another = any(other == suffix for other, _ in own)
        lacking = not (suffix.isascii() or lookup.tells(suffix))
        if lacking or another:
            word = f"{suffix}{number}" if suffix.isascii() else f"{number}{suffix}"
            yield Conflict(
                kind=Kind.NUMBERED, word=word, severity=Severity.BARRING if another else Severity.FIRM
            )


def _counts_in_one(query: Query) -> bool:
    """Whether it is asked how many there are in one numbered thing (3号楼有多少户)."""
    return _HAS_SO_MANY.search(query.text) is not None


def _checks_address(suffix: str, query: Query, lookup: EntryLookup) -> bool:
    """Whether the question checks the number of a house; an entry that tells a place answers that."""
    return suffix == _HOUSE and query.yes_no and Facet.PLACE in lookup.profile.facets
