"""Range limits: whether the figures of a question lie in the ranges that an entry is for (80至89周岁)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.language.query import Query
from knowledge.language.ranges import Range
from knowledge.language.vocabulary import Mention, Vocabulary


@dataclass(frozen=True)
class RangeLimits:
    """The figures of one question, to be compared with the ranges that entries are for."""

    query: Query
    vocabulary: Vocabulary

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict for each group if all figures lie outside the entry's ranges (我爷八十三了,津贴多少)."""
        if not self.query.quantities:
            return
        for group in lookup.profile.qualifiers:
            own_ranges = [own_range for own_range in self._ranges_of(lookup) if own_range.group == group]
            if not own_ranges or self._named_exactly(own_ranges):
                continue
            figures = [
                figure for figure in self.query.quantities if any(s.unit == figure.unit for s in own_ranges)
            ]
            if figures and not any(own_range.holds(figure) for own_range in own_ranges for figure in figures):
                word = self.query.text[figures[0].start : figures[0].end]
                yield Conflict(kind=Kind.QUALIFIER, word=word, severity=Severity.BARRING)

    def any_lies_in_one(self, lookup: EntryLookup) -> bool:
        """Whether a figure of the question lies in one of the entry's ranges."""
        return any(own.holds(figure) for own in self._ranges_of(lookup) for figure in self.query.quantities)

    def moved_into(self, lookup: EntryLookup) -> Iterator[str]:
        """The question with a figure that lies in a range of the entry instead of its own (65岁 for 50岁)."""
        text = self.query.text
        for own_range in self._ranges_of(lookup):
            for figure in self.query.quantities:
                if figure.unit == own_range.unit:
                    yield f"{text[: figure.start]}{own_range.example:f}{figure.unit}{text[figure.end :]}"

    def lies_in_one(self, mention: Mention, lookup: EntryLookup) -> bool:
        """Whether a name is a figure within one of the entry's ranges (86岁), whatever else it stands for."""
        figures = (f for f in self.query.quantities if (f.start, f.end) == (mention.start, mention.end))
        return any(own_range.holds(figure) for figure in figures for own_range in self._ranges_of(lookup))

    def is_figure(self, mention: Mention) -> bool:
        """Whether a name of a value is only a figure within its range (86岁), not the value's own name."""
        return any((f.start, f.end) == (mention.start, mention.end) for f in self.query.quantities)

    def _ranges_of(self, lookup: EntryLookup) -> Iterator[Range]:
        """The ranges that the entry is limited to."""
        limits = lookup.profile.qualifiers
        return (
            limiting
            for limiting in self.vocabulary.ranges
            if limiting.value in limits.get(limiting.group, ())
        )

    def _named_exactly(self, own_ranges: Sequence[Range]) -> bool:
        """Whether the question names one of these ranges by its name (80岁以上的老人)."""
        values = {(own_range.group, own_range.value) for own_range in own_ranges}
        return any(
            (sense.group, sense.name) in values and not self.is_figure(mention)
            for mention in self.query.mentions
            for sense in mention.senses
        )
