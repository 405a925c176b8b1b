"""What is left out: an entry about nothing else does not answer (低保户以外的人报销多少)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.witness import Witness
from knowledge.language.exclusions import excluded
from knowledge.language.interpret import Query
from knowledge.language.vocabulary import Mention, Role


@dataclass(frozen=True)
class Excluded:
    """What one question leaves out, to be compared with what entries are about."""

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """A thing left out that the entry is about, unless it is one of those that the entry lists."""
        for mention in self._left_out:
            if _is_about(mention, witness.profile) and witness.profile.items == 1:
                yield Conflict(kind=Kind.TURN, word=mention.text, firm=True, bars=True)

    @property
    def speaks(self) -> bool:
        """Whether the question leaves anything out."""
        return bool(self._left_out)

    @cached_property
    def _left_out(self) -> tuple[Mention, ...]:
        """The names of what it leaves out and does not name besides."""
        left = excluded(self.query)
        besides = {s for m in self.query.mentions if m not in left for s in m.senses}
        return tuple(m for m in left if besides.isdisjoint(m.senses))


def _is_about(mention: Mention, profile: Profile) -> bool:
    """Whether a name is that of an entry's subject, or of its limit."""
    if any(name == mention.text or not senses.isdisjoint(mention.senses) for name, senses in profile.subject):
        return True
    limits = (s for s in mention.senses if s.role is Role.QUALIFIER)
    return any(s.name in profile.qualifiers.get(s.group, ()) for s in limits)
