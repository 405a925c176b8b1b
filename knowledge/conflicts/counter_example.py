"""Counter-examples: questions that staff wrote down as not to be answered by an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule


@dataclass(frozen=True)
class CounterExample(Rule):
    """A question is a counter-example of an entry if it equals one of the entry's `not_for` questions."""

    @property
    def applies(self) -> bool:
        """Always: any question may be a counter-example of some entry."""
        return True

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The whole question, if it is one of the entry's counter-examples."""
        if self.query.squeezed in lookup.profile.counter_examples:
            yield Conflict(kind=Kind.COUNTER_EXAMPLE, word=self.query.text, severity=Severity.BARRING)
