"""The vocabulary: the town's lexicon and the word classes of the language in one table of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from knowledge.figures.numerals import small_whole
from knowledge.language.dictionary import Word
from knowledge.language.english import English
from knowledge.language.general import Language
from knowledge.language.normalise import normalise
from knowledge.language.question_words import ANYTHING
from knowledge.language.ranges import Range, ranges
from knowledge.language.stems import stem
from knowledge.model.base import KnowledgeBase, Lexicon

_LATIN = re.compile(r"[a-z]+")  # as texts are segmented: coal-fired is two words and a hyphen
_MOST_WORDS_IN_A_NAME = 7
_BEGINNING = 2  # characters of a name by which it is known whether a longer one may follow
_NUMERAL = re.compile("[一二三四五六七八九十]+")
_ASKING = re.compile(f"{ANYTHING}|吗|呢")


class Role(StrEnum):
    """The slot that a name fills in a question."""

    CONCEPT = "concept"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    QUALIFIER = "qualifier"


_ROLES = tuple(Role)
SUBJECT_ROLES = frozenset({Role.CONCEPT, Role.QUALIFIER})  # of what a subject term may stand for


class Sense(NamedTuple):
    """What a name stands for: a term of the lexicon, a word class, or a value of a qualifier group."""

    role: Role
    name: str
    group: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A name of the vocabulary in a text, with all its senses."""

    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]


def name_key(name: str) -> str:
    """The form in which a name is looked up: normalised, with English stems."""
    return _key(normalise(name))


def _key(name: str) -> str:
    """The key of a name that is normalised already, as those of the language data are."""
    return _LATIN.sub(lambda match: stem(match.group()), name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names with their senses, and the stop words.

    Attributes:
        senses: the senses of each name, by its key.
        common: the same without subject terms that are in neither lexicon nor language.
        keys: the key of each subject term.
        longest: how long the longest name is that begins with a character, or with a pair of them.
        ranges: the qualifier values that a figure in them names.
    """

    senses: dict[str, tuple[Sense, ...]]
    function_words: frozenset[str]
    modifier_words: frozenset[str]
    common: dict[str, tuple[Sense, ...]]
    lexicon: Lexicon
    keys: dict[str, str]
    longest: dict[str, int]
    ranges: tuple[Range, ...] = ()

    @property
    def stop_words(self) -> frozenset[str]:
        """Function words, and modifiers that never narrow what is asked."""
        return self.function_words | self.modifier_words

    def is_stop_word(self, key: str) -> bool:
        """Whether the word with this key is a stop word."""
        return key in self.function_words or key in self.modifier_words

    def mentions(self, words: Sequence[Word], keys: Sequence[str]) -> tuple[Mention, ...]:
        """The names in segmented text, the longest first; of a role, none overlaps another."""
        found: list[Mention] = []
        taken = dict.fromkeys(_ROLES, 0)
        for first in range(len(words)):
            for senses, last in self._names_at(keys, first):
                start, end = words[first].start, words[last - 1].end
                free = tuple(sense for sense in senses if taken[sense.role] <= start)
                if free:
                    taken.update({sense.role: end for sense in free})
                    text = "".join(word.text for word in words[first:last])
                    found.append(Mention(text=text, start=start, end=end, senses=free))
        return tuple(found)

    def _names_at(self, keys: Sequence[str], first: int) -> list[tuple[tuple[Sense, ...], int]]:
        """The senses of the names that begin with a word, the longest first, each with the index after it."""
        found, name = [], ""
        for last in range(first, min(len(keys), first + _MOST_WORDS_IN_A_NAME)):
            name += keys[last]
            if senses := self.senses.get(name):
                found.append((senses, last + 1))
            if len(name) >= self.longest.get(name[:_BEGINNING], 0):
                break
        return found[::-1]


def build_vocabulary(base: KnowledgeBase, language: Language, before: Vocabulary | None = None) -> Vocabulary:
    """The vocabulary of a knowledge base in a language; that of the previous version saves work."""
    if before is None or before.lexicon != base.lexicon:
        common, keys = _common(base.lexicon, language), {}
        function_words = frozenset(map(_key, (*language.function_words, *language.english_function_words)))
        modifier_words = frozenset(map(_key, language.modifier_words))
    else:
        common, keys = before.common, before.keys
        function_words, modifier_words = before.function_words, before.modifier_words
    keys = {name: keys.get(name) or name_key(name) for entry in base.entries for name in entry.subject}
    if before and common is before.common and keys == before.keys and list(keys) == list(before.keys):
        return before
    senses = _with_subjects(common, keys)
    return Vocabulary(
        senses=senses,
        function_words=function_words,
        modifier_words=modifier_words,
        common=common,
        lexicon=base.lexicon,
        keys=keys,
        longest=_longest(senses),
        ranges=tuple(ranges(base.lexicon.qualifiers)),
    )


def changed_names(before: Vocabulary, after: Vocabulary) -> set[str]:
    """The keys of names whose senses changed, and the units of ranges that changed."""
    if before is after:
        return set()
    old, new = before.senses, after.senses
    removed = {key for key in old if key not in new}
    units = {range_.unit for range_ in set(before.ranges) ^ set(after.ranges)}
    return removed | units | {key for key, senses in new.items() if old.get(key) != senses}


def _common(lexicon: Lexicon, language: Language) -> dict[str, tuple[Sense, ...]]:
    """The senses of the names of the lexicon and the language."""
    senses: dict[str, dict[Sense, None]] = {}
    named = (
        *_keyed(_terms(lexicon), name_key),
        *_keyed(_classes(language), _key),
        *_keyed(_values(language.qualifiers), _key),
        *_keyed(_values(lexicon.qualifiers), name_key),
        *_keyed(_values_in_english(lexicon.qualifiers, language.english), name_key),
    )
    for key, sense in named:
        senses.setdefault(key, {})[sense] = None
    return {name: tuple(unique) for name, unique in senses.items() if name}


def _with_subjects(
    common: Mapping[str, tuple[Sense, ...]], keys: Mapping[str, str]
) -> dict[str, tuple[Sense, ...]]:
    """The senses of all names; a subject term without a concept of its own becomes one."""
    senses = dict(common)
    for name, key in keys.items():
        known = senses.get(key, ())
        if key and not is_concept(known):
            senses[key] = (*known, Sense(Role.CONCEPT, name))
    return senses


def _longest(names: Iterable[str]) -> dict[str, int]:
    """How long the longest of these names is that begins with a character, or with a pair of them."""
    longest: dict[str, int] = {}
    for name in names:
        for beginning in (name[:1], name[:_BEGINNING]):
            longest[beginning] = max(len(name), longest.get(beginning, 0))
    return longest


Named = Iterator[tuple[str, Sense]]


def _keyed(named: Named, key: Callable[[str], str]) -> Named:
    return ((key(name), sense) for name, sense in named)


def _terms(lexicon: Lexicon) -> Named:
    for term in lexicon.terms:
        for name in (term.term, *term.synonyms, *term.english):
            yield name, Sense(Role.CONCEPT, term.term)


def _classes(language: Language) -> Named:
    for attribute in language.attributes:
        for name in (*attribute.words, *attribute.english):
            yield name, Sense(Role.ATTRIBUTE, attribute.name)
    for event in language.events:
        for name in event.words:
            yield name, Sense(Role.EVENT, event.name)


def _values(groups: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Named:
    for group, values in groups.items():
        for value, names in values.items():
            for name in (value, *names):
                yield name, Sense(Role.QUALIFIER, value, group)
                if (typed := in_digits(name)) != name:
                    yield typed, Sense(Role.QUALIFIER, value, group)


def _values_in_english(groups: Mapping[str, Mapping[str, tuple[str, ...]]], english: English) -> Named:
    """The English of the town's values that staff gave no English name."""
    for group, values in groups.items():
        for value, names in values.items():
            if not any(name.isascii() for name in names):
                yield from ((name, Sense(Role.QUALIFIER, value, group)) for name in english.names_of(value))


def in_digits(name: str) -> str:
    """A name as keyboards write it: 1类区 for 一类区, 12年级 for 十二年级."""
    return _NUMERAL.sub(lambda numeral: str(small_whole(numeral.group()) or numeral.group()), name)


def is_asking(name: str) -> bool:
    """Whether a name contains a question word."""
    return bool(_ASKING.search(name))


def is_concept(senses: tuple[Sense, ...]) -> bool:
    """Whether one of these senses is a concept."""
    return any(sense.role is Role.CONCEPT for sense in senses)


def is_event(senses: tuple[Sense, ...]) -> bool:
    """Whether one of these senses is an event."""
    return any(sense.role is Role.EVENT for sense in senses)


def is_term(vocabulary: Vocabulary, name: str) -> bool:
    """Whether a name is a term, under which staff list its synonyms."""
    return any(sense.name == name for sense in vocabulary.senses.get(name, ()))


def dictionary_names(vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """The names that the segmenter must not split, and whether each is a noun."""
    for name in chain(vocabulary.senses, vocabulary.stop_words):
        is_noun = as_word(vocabulary, name)
        if is_noun is not None:
            yield name, is_noun


def as_word(vocabulary: Vocabulary, name: str) -> bool | None:
    """Whether a name is a noun (a concept) for the segmenter; None if the segmenter need not know it."""
    senses = vocabulary.senses.get(name)
    if name.isascii() or not name.isalnum() or not (senses or vocabulary.is_stop_word(name)):
        return None
    return bool(senses) and is_concept(senses or ())
