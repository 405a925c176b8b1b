"""Headings: what the name of a table's column says that its cells tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from knowledge.language.cues import Cues
from knowledge.language.general import Language
from knowledge.language.normalise import normalise
from knowledge.model.entry import Facet
from knowledge.model.lru import LruCache

_CACHED = 256  # headings; a table has a dozen


@dataclass(frozen=True)
class Headings:
    """Reads headings by the words of a language in general, so that a table may name columns as it likes."""

    language: Language
    _facets: LruCache[str, frozenset[Facet]] = field(
        default_factory=partial(LruCache, _CACHED), init=False, compare=False, repr=False
    )

    def facets(self, heading: str) -> frozenset[Facet]:
        """The facets that the cells under a heading tell; none where it says too little (备注)."""
        return self._facets.get(heading, self._read)

    def _read(self, heading: str) -> frozenset[Facet]:
        """By the heading's own words, the longest attribute that it names, or what it asks for itself."""
        text = normalise(heading)
        known = next((known for known in self.language.headings if known.pattern.search(text)), None)
        if known is not None:
            return known.facets
        cues = Cues(self.language).read(text, ())
        return self._of_attribute(text) or frozenset(facet for cue in cues for facet in cue.facets)

    def _of_attribute(self, text: str) -> frozenset[Facet]:
        named = {
            word: attribute.facet
            for attribute in self.language.attributes
            for word in attribute.words
            if attribute.facet and word in text
        }
        return frozenset({named[max(named, key=len)]}) if named else frozenset()
