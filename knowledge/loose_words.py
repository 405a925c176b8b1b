"""Words the entry does not account for: attributes, events, names, modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflict import Conflict, Kind
from knowledge.dictionary import Word
from knowledge.entry import Facet
from knowledge.interpret import Query
from knowledge.language import Language
from knowledge.profile import Profile
from knowledge.vocabulary import Role, Vocabulary

_NAME_TAGS = ("ns", "nt")
_PLACE_TAGS = ("kb", "ns", "nr", "nz", "nt")
_PLACES = ("镇", "乡", "村", "街道", "开发区", "示范区", "园区")
_MODIFIER_TAGS = ("n", "b", "a", "j", "kb")
_PARTICLES = ("", "y")  # 了吗 is no word of the dictionary, 吗 is one
_PREDICATE_TAGS = ("v", "a", "n")
_MODIFIED_TAGS = ("n", "kb", "v", "j")

_HARD = {Facet.CONTACT, Facet.FEE, Facet.MATERIALS, Facet.ELIGIBILITY, Facet.REASON, Facet.PERSON, Facet.DATE}
_NOT_YET = re.compile(r"(?<!有)[没未]$")  # 没完工 says that it goes on, 完工 that it ended


@dataclass(frozen=True)
class LooseWords:
    """Types the words of a question that an entry never says by the slot they fill."""

    language: Language
    vocabulary: Vocabulary
    home: str

    def conflicts(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Every word that asks about something else than the entry tells."""
        yield from self._mentions(query, profile)
        yield from self._loose_words(query, profile)
        yield from self._predicate(query, profile)

    def _mentions(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Attributes that the entry does not tell, and events that did not happen in it."""
        for mention in query.mentions:
            if profile.licenses(mention):
                continue
            for sense in mention.senses:
                if sense.role is Role.EVENT and not _NOT_YET.search(query.text[: mention.start]):
                    yield Conflict(kind=Kind.EVENT, word=mention.text)
                if sense.role is Role.ATTRIBUTE:
                    firm = self._facet_of.get(sense.name) in _HARD
                    yield Conflict(kind=Kind.ATTRIBUTE, word=mention.text, firm=firm)

    @cached_property
    def _facet_of(self) -> dict[str, Facet | None]:
        return {attribute.name: attribute.facet for attribute in self.language.attributes}

    def _loose_words(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Names the entry does not know, and modifiers right before a word that it does know."""
        for number in query.content:
            word = query.words[number]
            if profile.tells(word.text) or query.keys[number] in profile.words:
                continue
            if self._place_of_its_own(word, query.text):
                yield Conflict(kind=Kind.NAME, word=word.text)
            elif word.start in query.mentioned or len(word.text) < 2:
                continue
            elif word.tag in _NAME_TAGS and not self._at_home(word):
                yield Conflict(kind=Kind.NAME, word=word.text)
            elif word.tag.startswith(_MODIFIER_TAGS) and self._modifies_known(
                query.words[number + 1 :], profile
            ):
                yield Conflict(kind=Kind.MODIFIER, word=word.text)

    def _predicate(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """What a question for a yes asks of a thing (小红帽能退吗), where the entry says nothing of it."""
        if not query.yes_no or query.cues or query.english or query.figures:
            return
        said = (w for w in reversed(query.words) if w.text.isalpha() and w.tag not in _PARTICLES)
        word = next((w for w in said if w.text not in self.vocabulary.function_words), None)
        if word is None or not word.tag.startswith(_PREDICATE_TAGS) or word.start in query.mentioned:
            return
        if not profile.tells(word.text):
            yield Conflict(kind=Kind.EVENT, word=word.text)

    def _place_of_its_own(self, word: Word, text: str) -> bool:
        """Whether a word that this entry never says names a town, a village or a street (落垡镇)."""
        named = word.text.endswith(_PLACES) or text.startswith(_PLACES, word.end)
        return named and word.tag in _PLACE_TAGS and len(word.text) > 1 and not self._at_home(word)

    def _at_home(self, word: Word) -> bool:
        return word.text in self.home

    def _modifies_known(self, following: tuple[Word, ...], profile: Profile) -> bool:
        rest = following[1:] if following and following[0].text == "的" else following
        if not rest or not rest[0].tag.startswith(_MODIFIED_TAGS):
            return False
        word = rest[0].text
        return len(word) > 1 and not self.vocabulary.idle(word) and profile.tells(word)
