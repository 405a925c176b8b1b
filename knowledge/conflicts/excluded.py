"""What is left out: an entry about nothing else does not answer (低保户以外的人报销多少)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.asking import lists_all
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.witness import Witness
from knowledge.language.exclusions import LeftOut, left_out
from knowledge.language.query import Query
from knowledge.language.vocabulary import Role, Sense
from knowledge.model.cached import cached_property


@dataclass(frozen=True)
class Excluded:
    """What one question leaves out, to be compared with what entries are about."""

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """A thing left out that the entry is about, unless it is one of those that the entry lists."""
        if lists_all(witness):
            return
        for left in self._left_out:
            if self._is_about(left, witness.profile):
                yield Conflict(kind=Kind.TURN, word=left.mention.text, firm=True, bars=True)

    def refusals(self, witness: Witness) -> tuple[Conflict, ...]:
        """A number asked without what an entry counts, alone or with others (景村以外改建了几所)."""
        profile = witness.profile
        counts = any(cue.counter for cue in self.query.cues)
        own = frozenset(sense for _, senses in profile.subject for sense in senses)
        counted = (
            left.mention.text
            for left in self._left_out
            if (counts and left.mention.text in profile.answer)
            or not (left.added or own.isdisjoint(left.mention.senses))
        )
        return tuple(Conflict(kind=Kind.TURN, word=name, firm=True, bars=True) for name in counted)

    @property
    def speaks(self) -> bool:
        """Whether the question leaves anything out."""
        return bool(self._left_out)

    @cached_property
    def refuses(self) -> bool:
        """Whether it asks for a number without what it leaves out."""
        return self.speaks and any(cue.numeric for cue in self.query.cues)

    @cached_property
    def _left_out(self) -> tuple[LeftOut, ...]:
        return left_out(self.query)

    @cached_property
    def _besides(self) -> frozenset[Sense]:
        """All that the question names and does not leave out."""
        left = {held.mention for held in self._left_out}
        return frozenset(s for m in self.query.mentions if m not in left for s in m.senses)

    def _is_about(self, left: LeftOut, profile: Profile) -> bool:
        """Whether an entry is about what is left out: nothing else, where that does not narrow the rest."""
        named = [
            name == left.mention.text or not senses.isdisjoint(left.mention.senses)
            for name, senses in profile.subject
        ]
        if not left.narrows:
            others = (senses for (_, senses), own in zip(profile.subject, named, strict=True) if not own)
            return any(named) and not any(map(self._besides.intersection, others))
        limits = (s for s in left.mention.senses if s.role is Role.QUALIFIER)
        return any(named) or any(s.name in profile.qualifiers.get(s.group, ()) for s in limits)
