"""Spans that limit an entry (80至89周岁): whether what a question says lies in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.query import Query
from knowledge.language.spans import Span
from knowledge.language.vocabulary import Mention, Vocabulary


@dataclass(frozen=True)
class SpanLimits:
    """The figures of one question, to be compared with the spans that entries are for."""

    query: Query
    vocabulary: Vocabulary

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """A figure outside the entry's span, wherever it is said (我爷八十三了,津贴多少)."""
        if not self.query.quantities:
            return
        for group in witness.profile.qualifiers:
            own = [span for span in self._spans_of(witness) if span.group == group]
            if not own or self._named_exactly(own):
                continue
            said = [figure for figure in self.query.quantities if any(s.unit == figure.unit for s in own)]
            if said and not any(span.holds(figure) for span in own for figure in said):
                word = self.query.text[said[0].start : said[0].end]
                yield Conflict(kind=Kind.QUALIFIER, word=word, firm=True, bars=True)

    def lies_in_one(self, mention: Mention, witness: Witness) -> bool:
        """Whether a name is a figure in a span that the entry is for, whatever else it names (86岁)."""
        figures = (f for f in self.query.quantities if (f.start, f.end) == (mention.start, mention.end))
        return any(span.holds(figure) for figure in figures for span in self._spans_of(witness))

    def is_figure(self, mention: Mention) -> bool:
        """Whether a name of a value is a figure in its span (86岁), and not the value's own name."""
        return any((f.start, f.end) == (mention.start, mention.end) for f in self.query.quantities)

    def _spans_of(self, witness: Witness) -> Iterator[Span]:
        """The spans that the entry is for."""
        limits = witness.profile.qualifiers
        return (span for span in self.vocabulary.spans if span.value in limits.get(span.group, ()))

    def _named_exactly(self, own: Sequence[Span]) -> bool:
        """Whether the question names one of these spans by its name (80岁以上的老人)."""
        values = {(span.group, span.value) for span in own}
        return any(
            (sense.group, sense.name) in values and not self.is_figure(mention)
            for mention in self.query.mentions
            for sense in mention.senses
        )
