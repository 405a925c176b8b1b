"""Parts: one item of several by its ordinal (第四档), or one part of a whole (个体户 of 市场主体)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.numerals import whole
from knowledge.figures.occurrences import occurrences
from knowledge.language.dictionary import OWN_TAG
from knowledge.language.signs import signs_of
from knowledge.model.entry import Facet

_THING_TAGS = ("n", OWN_TAG, "j", "l", "vn")
_JOINERS = "(?:[、和跟与加带连及]|以及|还有)"
_LONGEST_JOINER = 2  # characters
_JOINED_BEFORE = re.compile(_JOINERS + "$")
_JOINED_BEHIND = re.compile("[一-鿿]{0,2}" + _JOINERS)
_ORDINAL = re.compile(
    r"第(\d+|[一二两三四五六七八九十]+)[个项条档级类种批步名位件所家份等针剂胎年](?!问题|事|点|级)"
)
_SUCH = re.compile("[这那]类|之类|什么的|等等")  # 沙发床垫这类东西 names a whole by examples


@dataclass(frozen=True)
class Ordinals(Rule):
    """The ordinal numbers by which one question asks for one item of several (第四档交多少)."""

    signs: ClassVar = signs_of(_ORDINAL)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each ordinal number above the number of items that the entry lists, unless its texts say it."""
        for ordinal in self._ordinals:
            if (whole(ordinal[1]) or 0) > lookup.profile.item_count and not lookup.tells(ordinal.group()):
                yield Conflict(kind=Kind.PART, word=ordinal.group())

    @trigger
    def _ordinals(self) -> tuple[re.Match[str], ...]:
        """The ordinal numbers in the question."""
        return tuple(_ORDINAL.finditer(self.query.text))


@dataclass(frozen=True)
class PartsOfWholes(Rule):
    """The things that one question counts, of which an entry may tell only a whole that they are part of."""

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The only counted thing that the entry names merely as part of a whole.

        None where the question names what the entry is about.
        """
        if lookup.subject_share(self.query):
            return
        texts, phrasings = lookup.profile.texts, len(lookup.profile.entry.phrasings)
        parts = [thing for thing in self._things if _is_only_part(thing, texts, phrasings)]
        if len(parts) == 1:
            yield Conflict(kind=Kind.PART, word=parts[0], severity=Severity.BARRING)

    @trigger
    def _things(self) -> tuple[str, ...]:
        """The things that are counted by themselves and not with others (个体户新增了多少)."""
        query = self.query
        if not any(Facet.COUNT in cue.facets for cue in query.cues) or _SUCH.search(query.text):
            return ()
        words = (query.words[number] for number in query.content)
        things = (word.text for word in words if not word.tag or word.tag.startswith(_THING_TAGS))
        return tuple(thing for thing in things if len(thing) > 1 and not _is_joined(thing, query.text))


def _is_only_part(thing: str, texts: str, phrasings: int) -> bool:
    """Whether texts name a thing only together with others, in phrasings for the whole (连个体户带公司)."""
    if thing not in texts:
        return False
    naming = ((line, text) for line, text in enumerate(texts.split("\n")) if thing in text)
    return all(0 < line <= phrasings and _is_joined(thing, text) for line, text in naming)


def _is_joined(thing: str, text: str) -> bool:
    """Whether a text joins the thing with others by 和, 、 and the like."""
    return any(
        _JOINED_BEFORE.search(text, max(at - _LONGEST_JOINER, 0), at)
        or _JOINED_BEHIND.match(text, at + len(thing))
        for at in occurrences(thing, text)
    )
