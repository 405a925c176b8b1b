"""Loose words: places, papers, modifiers and predicates of the question that the entry never says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import DAYS
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.vocabulary import Vocabulary, is_concept

_NAME_TAGS = ("ns", "nt")
_PLACE_TAGS = (OWN_TAG, "ns", "nr", "nz", "nt")
_PLACES = ("镇", "乡", "村", "街道", "开发区", "示范区", "园区")
_KINDS = ("院", "所", "站", "馆", "局", "校", "证", "科", "厅", "园", "店")
_LEVELS = ("省", "市", "县", "区", "镇", "乡", "村")
_SHORTEST_OF_A_KIND = 3  # characters; 医院 is any hospital, 中医院 a kind
_MODIFIER_TAGS = ("n", "b", "a", "j", OWN_TAG)
_PARTICLES = ("", "y")  # 了吗 is not in the dictionary (no tag), 吗 is tagged y
_PREDICATE_TAGS = ("v", "a", "n")
_MODIFIED_TAGS = ("n", OWN_TAG, "v", "j")

_WHETHER = re.compile(r"([用要能会让管给收许准])不\1(?P<what>[^,。?!;]+)")  # 管不管饭
_IS_OPEN = re.compile("开门|关门|营业|上班|开放|供餐|开餐|开饭|休息|放假|接诊|出诊")


class Loose(NamedTuple):
    """A word of a question, and its conflict with an entry that says neither the word nor its key.

    Attributes:
        modifies: the word behind a modifier; if the entry does not say it, there is no conflict.
    """

    text: str
    key: str
    conflict: Conflict
    modifies: str = ""


@dataclass(frozen=True)
class LooseWords(Rule):
    """The places, modifiers and predicates of one question, found by the slot that they fill and not by name.

    Attributes:
        no_places: words that the dictionary wrongly tags as places.
        home: the area that everybody is assumed to live in.
    """

    vocabulary: Vocabulary
    no_places: frozenset[str]
    home: str

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each word by which the question asks for something that the entry does not tell."""
        for name in self._of_a_kind:
            if not lookup.tells(name.key) and self._another(name.text[-1], lookup.profile):
                yield name.conflict
        for word in (*self._loose, *self._predicate):
            if (
                lookup.tells(word.text)
                or word.key in lookup.profile.words
                or self._named_otherwise(word, lookup)
            ):
                continue
            if _IS_OPEN.fullmatch(word.text) and not DAYS.isdisjoint(lookup.profile.facets):
                continue  # opening hours answer 星期天开门吗
            if not word.modifies or lookup.tells(word.modifies):
                yield word.conflict

    def _named_otherwise(self, word: Loose, lookup: EntryLookup) -> bool:
        """Whether a word is a place that the entry names by another name."""
        named = (mention for mention in self.query.mentions if mention.text == word.text)
        places = (m for m in named if any(sense.name.endswith(_PLACES) for sense in m.senses))
        return any(map(lookup.covers, places))

    @trigger
    def _of_a_kind(self) -> tuple[Loose, ...]:
        """The names of a kind of place or paper (暂住证), and those with an administrative level (县医院)."""
        return tuple(self._kinds())

    def _kinds(self) -> Iterator[Loose]:
        words = self.query.words
        for number, word in enumerate(words):
            if not word.text.endswith(_KINDS):
                continue
            if len(word.text) >= _SHORTEST_OF_A_KIND:
                yield Loose(word.text, word.text, Conflict(kind=Kind.NAME, word=word.text))
            elif number and words[number - 1].text in _LEVELS:
                name = words[number - 1].text + word.text
                yield Loose(name, words[number - 1].text, Conflict(kind=Kind.NAME, word=name))

    def _another(self, kind: str, profile: Profile) -> bool:
        """Whether an entry is about another of that kind than the question names."""
        text, things = self.query.text, self.query.things
        return any(
            name.endswith(kind) and name not in text and senses.isdisjoint(things)
            for name, senses in profile.subject
        )

    @trigger
    def _loose(self) -> tuple[Loose, ...]:
        """Names of places, and modifiers right before another word."""
        return tuple(self._typed())

    def _typed(self) -> Iterator[Loose]:
        query = self.query
        for number in query.content:
            word, key = query.words[number], query.keys[number]
            if self._place_of_its_own(word):
                yield Loose(word.text, key, Conflict(kind=Kind.NAME, word=word.text))
            elif word.start in query.mentioned or len(word.text) < 2:
                continue
            elif word.tag in _NAME_TAGS and not (self._at_home(word) or word.text in self.no_places):
                yield Loose(word.text, key, Conflict(kind=Kind.NAME, word=word.text))
            elif any(cue.start <= word.start <= cue.end for cue in query.cues):
                continue  # 哪些群体的建议 asks which groups, 拨哪个号码 which number
            elif word.tag.startswith(_MODIFIER_TAGS) and (other := self._modified(query.words[number + 1 :])):
                yield Loose(word.text, key, Conflict(kind=Kind.MODIFIER, word=word.text), other)

    @trigger
    def _predicate(self) -> tuple[Loose, ...]:
        """The predicate of a yes/no question (小红帽能退吗, 管不管饭)."""
        query = self.query
        if whether := _WHETHER.search(query.text):
            return tuple(self._in_question(*whether.span("what")))
        if not query.yes_no or query.cues or query.english or query.figures:
            return ()
        spoken = (w for w in reversed(query.words) if w.text.isalpha() and w.tag not in _PARTICLES)
        word = next((w for w in spoken if w.text not in self.vocabulary.function_words), None)
        if word is None or not word.tag.startswith(_PREDICATE_TAGS) or word.start in query.mentioned:
            return ()
        return (Loose(word.text, word.text, Conflict(kind=Kind.EVENT, word=word.text)),)

    def _in_question(self, start: int, end: int) -> Iterator[Loose]:
        """The content words of a predicate in this span; none if something else is asked within it too."""
        query = self.query
        if any(not cue.noun and start <= cue.start < end for cue in query.cues):
            return
        for number in query.content:
            word = query.words[number]
            if (
                start <= word.start < end
                and word.tag.startswith(_PREDICATE_TAGS)
                and word.start not in query.mentioned
            ):
                yield Loose(word.text, query.keys[number], Conflict(kind=Kind.EVENT, word=word.text))

    def _place_of_its_own(self, word: Word) -> bool:
        """Whether a word names a town, a village or a street (落垡镇) other than the home area."""
        if word.tag not in _PLACE_TAGS or len(word.text) < 2 or "的" in word.text:
            return False
        named = word.text.endswith(_PLACES) or self.query.text.startswith(_PLACES, word.end)
        return named and not self._runs_on(word) and not self._at_home(word)

    def _runs_on(self, word: Word) -> bool:
        """Whether the word's last character also begins the name after it (改造村 in 改造村道)."""
        names = (word.text[-1] + self.query.text[word.end : word.end + length] for length in (1, 2))
        senses = (self.vocabulary.senses.get(name, ()) for name in names)
        return word.tag == OWN_TAG and any(map(is_concept, senses))

    def _at_home(self, word: Word) -> bool:
        return word.text in self.home

    def _modified(self, following: Sequence[Word]) -> str:
        """The content word that a modifier right before these words modifies; empty if there is none."""
        rest = following[1:] if following and following[0].text == "的" else following
        if not rest or not rest[0].tag.startswith(_MODIFIED_TAGS):
            return ""
        word = rest[0].text
        return word if len(word) > 1 and not self.vocabulary.is_stop_word(word) else ""
