"""Every word that means something here: the town's lexicon and the language's word classes in one table."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import snowballstemmer

from knowledge.language.dictionary import Word
from knowledge.language.general import Language
from knowledge.language.normalise import normalise
from knowledge.language.question_words import WHAT
from knowledge.language.ranges import Range, ranges
from knowledge.model.base import KnowledgeBase, Lexicon

_LATIN = re.compile(r"[a-z]+")  # as texts are cut into words: coal-fired is two with a hyphen between
_MOST_WORDS_IN_A_NAME = 7
_ASKING = re.compile(f"{WHAT}|吗|呢")


class _Stemmer(threading.local):
    """One for each thread: the stemmer keeps the word that it works on."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmer = _Stemmer()


class Role(StrEnum):
    """The slot a word fills in a question."""

    CONCEPT = "concept"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    QUALIFIER = "qualifier"


class Sense(NamedTuple):
    """What a word stands for: a term of the lexicon, a word class, or a value of a qualifier group."""

    role: Role
    name: str
    group: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A piece of a text that names something the vocabulary knows."""

    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """An English word in the form it is compared in."""
    stemmed: str = _stemmer.english.stemWord(word.removesuffix("'s"))
    return stemmed


def name_key(name: str) -> str:
    """The form in which names are looked up: normalised, English by stems."""
    return _key(normalise(name))


def _key(name: str) -> str:
    """The key of a name that is normalised already, as those of the language data are."""
    return _LATIN.sub(lambda match: stem(match.group()), name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`senses` maps a name's key to what it may stand for.

    `common` holds those of `lexicon` and language alone, `keys` the key of each subject term, `ranges` the
    values that figures name.
    """

    senses: dict[str, tuple[Sense, ...]]
    function_words: frozenset[str]
    modifier_words: frozenset[str]
    common: dict[str, tuple[Sense, ...]]
    lexicon: Lexicon
    keys: dict[str, str]
    ranges: tuple[Range, ...] = ()

    @property
    def stop_words(self) -> frozenset[str]:
        """The words that carry nothing."""
        return self.function_words | self.modifier_words

    def is_stop_word(self, key: str) -> bool:
        """Whether a word carries nothing: a function word, or a modifier that never narrows."""
        return key in self.function_words or key in self.modifier_words

    def mentions(self, words: Sequence[Word], keys: Sequence[str]) -> tuple[Mention, ...]:
        """All names in words with their keys, longest first at each place; they end where words do."""
        found: list[Mention] = []
        taken: dict[Role, int] = dict.fromkeys(Role, 0)
        for first in range(len(words)):
            for senses, last in self._names_at(keys, first):
                start, end = words[first].start, words[last - 1].end
                free = tuple(sense for sense in senses if taken[sense.role] <= start)
                if free:
                    taken.update({sense.role: end for sense in free})
                    text = "".join(word.text for word in words[first:last])
                    found.append(Mention(text=text, start=start, end=end, senses=free))
        return tuple(found)

    def _names_at(self, keys: Sequence[str], first: int) -> Iterator[tuple[tuple[Sense, ...], int]]:
        """The names that begin with a word, longest first, each with the number of the word behind it."""
        found, name = [], ""
        for last in range(first, min(len(keys), first + _MOST_WORDS_IN_A_NAME)):
            name += keys[last]
            if senses := self.senses.get(name):
                found.append((senses, last + 1))
        return reversed(found)


def build_vocabulary(base: KnowledgeBase, language: Language, before: Vocabulary | None = None) -> Vocabulary:
    """The vocabulary of a knowledge base in a language; that of the version before saves work."""
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
    return Vocabulary(
        senses=_with_subjects(common, keys),
        function_words=function_words,
        modifier_words=modifier_words,
        common=common,
        lexicon=base.lexicon,
        keys=keys,
        ranges=tuple(ranges(base.lexicon.qualifiers)),
    )


def changed_names(before: Vocabulary, after: Vocabulary) -> set[str]:
    """The keys of names that stand for something else than before, and the units of ranges that changed."""
    if before is after:
        return set()
    old, new = before.senses, after.senses
    gone = {key for key in old if key not in new} | {
        held.unit for held in set(before.ranges) ^ set(after.ranges)
    }
    return gone | {key for key, senses in new.items() if old.get(key) != senses}


def _common(lexicon: Lexicon, language: Language) -> dict[str, tuple[Sense, ...]]:
    """What names of the lexicon and the language stand for."""
    senses: dict[str, dict[Sense, None]] = {}
    named = (
        *_keyed(_terms(lexicon), name_key),
        *_keyed(_classes(language), _key),
        *_keyed(_values(language.qualifiers), _key),
        *_keyed(_values(lexicon.qualifiers), name_key),
    )
    for key, sense in named:
        senses.setdefault(key, {})[sense] = None
    return {name: tuple(held) for name, held in senses.items() if name}


def _with_subjects(
    common: Mapping[str, tuple[Sense, ...]], keys: Mapping[str, str]
) -> dict[str, tuple[Sense, ...]]:
    """The senses of all names: a subject term that stands for nothing yet stands for itself."""
    senses = dict(common)
    for name, key in keys.items():
        held = senses.get(key, ())
        if key and not is_concept(held):
            senses[key] = (*held, Sense(Role.CONCEPT, name))
    return senses


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


def is_asking(name: str) -> bool:
    """Whether a name holds a question word."""
    return bool(_ASKING.search(name))


def is_concept(senses: tuple[Sense, ...]) -> bool:
    """Whether a name stands for a thing of this town."""
    return any(sense.role is Role.CONCEPT for sense in senses)


def is_event(senses: tuple[Sense, ...]) -> bool:
    """Whether a name stands for something done."""
    return any(sense.role is Role.EVENT for sense in senses)


def is_term(vocabulary: Vocabulary, name: str) -> bool:
    """Whether a name is what staff list other names under."""
    return any(sense.name == name for sense in vocabulary.senses.get(name, ()))


def dictionary_names(vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Names that the segmenter keeps in one piece, and whether each is a thing of this town."""
    for name in chain(vocabulary.senses, vocabulary.stop_words):
        is_noun = as_word(vocabulary, name)
        if is_noun is not None:
            yield name, is_noun


def as_word(vocabulary: Vocabulary, name: str) -> bool | None:
    """Whether the segmenter holds a name as a noun (a thing of this town); None where it need not hold it."""
    senses = vocabulary.senses.get(name)
    if name.isascii() or not name.isalnum() or not (senses or vocabulary.is_stop_word(name)):
        return None
    return bool(senses) and is_concept(senses or ())
