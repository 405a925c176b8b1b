"""The English words that are read in Chinese, where a knowledge base has no English of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.language.shipped import Shipped
from knowledge.language.stems import stem
from knowledge.model.cached import cached_property

MOST_WORDS = 8  # in a phrase
_KEYS = (
    "nouns",
    "verbs",
    "adjectives",
    "forms",
    "asks",
    "heads",
    "prepositions",
    "counted",
    "units",
    "dropped",
)


class Part(StrEnum):
    """What an English phrase is in a sentence; those that ask are told apart by where Chinese puts them."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    PREPOSITION = "preposition"
    ASKS_LAST = "end"
    ASKS_BEFORE_VERB = "verb_asked"
    ASKS_WITH_NOUN = "of"
    DROPPED = "dropped"


ASKING = (Part.ASKS_LAST, Part.ASKS_BEFORE_VERB, Part.ASKS_WITH_NOUN)
Renderings = tuple[str, ...]
Glosses = dict[Part, Renderings]


Table = dict[str, Glosses]


@dataclass(frozen=True)
class English:
    """English phrases with their Chinese.

    Attributes:
        tables: the phrases by their words; those of a table are preferred to those of the tables behind it.
        forms: irregular forms with their word.
        heads: what Chinese asks for a noun, by how that ends; the longest first.
        counted: what asks for a number of something.
        units: the Chinese of units of figures.
    """

    tables: tuple[Table, ...]
    forms: dict[str, str]
    heads: tuple[tuple[str, str], ...]
    counted: dict[str, str]
    units: dict[str, str]

    def glosses(self, words: tuple[str, ...]) -> Glosses:
        """What a phrase is, with its Chinese; empty if it is none."""
        said, stemmed = " ".join(words), self.stemmed(words)
        for table, stems in zip(self.tables, self._stems, strict=True):
            if found := table.get(said) or table.get(said.removesuffix("s")) or stems.get(stemmed):
                return found
        return {}

    @cached_property
    def _stems(self) -> tuple[Table, ...]:
        """The tables by the stems of phrases, of which the first with the same counts.

        They are worked out with the first English question, since they take some tenths of a second.
        """
        return tuple(map(self._by_stems, self.tables))

    def _by_stems(self, table: Table) -> Table:
        stems: Table = {}
        for phrase, glosses in table.items():
            for part, renderings in glosses.items():
                stems.setdefault(self.stemmed(phrase.split()), {}).setdefault(part, renderings)
        return stems

    def stemmed(self, words: Iterable[str]) -> str:
        """The stems of words, of an irregular form that of its word."""
        return " ".join(stem(self.forms.get(word, word)) for word in words)

    def has(self, word: str) -> bool:
        """Whether a word stands in one of the tables in this very form."""
        return any(word in table for table in self.tables)

    def unit(self, name: str) -> str | None:
        """The Chinese of a unit, in the singular or the plural; None if it is none."""
        return self.units.get(name) or self.units.get(name.removesuffix("s"))

    def counted_as(self, words: Sequence[str]) -> str | None:
        """What asks for a number of these; None where Chinese has no word of its own for it."""
        return self._counted.get(self.stemmed(words))

    @cached_property
    def _counted(self) -> dict[str, str]:
        return {self.stemmed(split_words(name)): chinese for name, chinese in self.counted.items()}

    def names_of(self, chinese: str) -> tuple[str, ...]:
        """The phrases of which a Chinese word is the first rendering (淡季: low season, off season)."""
        return self._names.get(chinese, ())

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for phrase, glosses in self.tables[0].items():
            for first, *_ in (glosses[part] for part in (Part.NOUN, Part.ADJECTIVE) if part in glosses):
                names[first] = (*names.get(first, ()), phrase)
        return names

    def with_names(self, names: Iterable[tuple[str, str]]) -> English:
        """These phrases with those of a town: each English name with its Chinese."""
        own: Table = {" ".join(split_words(name)): {Part.NOUN: (chinese,)} for name, chinese in names}
        return replace(self, tables=(own, *self.tables))


def split_words(text: str) -> tuple[str, ...]:
    """The words of an English phrase in the form in which they are compared: without hyphens and 's."""
    bare = text.lower().replace("'s", "").replace("s'", "s").replace("-", " ")
    return tuple(bare.split())


def read_english(data: Shipped, known: Mapping[str, Renderings]) -> English:
    """The phrases of `english.yaml`; `known` are those that other language data has, which come second."""
    data.with_keys(*_KEYS)
    return English(
        tables=(
            _table(_phrases(data)),
            _table((name, Part.NOUN, chinese) for name, chinese in known.items()),
        ),
        forms=_texts(data["forms"]),
        heads=_heads(data["heads"]),
        counted=_texts(data["counted"]),
        units=_texts(data["units"]),
    )


def _table(phrases: Iterable[tuple[str, Part, Renderings]]) -> Table:
    table: Table = {}
    for name, part, renderings in phrases:
        table.setdefault(" ".join(split_words(name)), {}).setdefault(part, renderings)
    return table


def _phrases(data: Shipped) -> Iterator[tuple[str, Part, Renderings]]:
    """The phrases with their part of speech and their Chinese, as they stand."""
    for part, asks in zip(ASKING, ("end", "verb", "of"), strict=True):
        for name, chinese in data["asks"][asks].mapping().items():
            yield name, part, (chinese.text(),)
    for name, chinese in data["prepositions"].mapping().items():
        yield name, Part.PREPOSITION, (chinese.text(),)
    for group in data["nouns"].mapping().values():
        yield from _words(group, Part.NOUN)
    yield from _words(data["verbs"], Part.VERB)
    yield from _words(data["adjectives"], Part.ADJECTIVE)
    for name in data["dropped"].texts():
        yield name, Part.DROPPED, ("",)


def _words(data: Shipped, part: Part) -> Iterator[tuple[str, Part, Renderings]]:
    for name, chinese in data.mapping().items():
        yield name, part, (chinese.text(),) if isinstance(chinese.value, str) else chinese.texts()


def _texts(data: Shipped) -> dict[str, str]:
    return {key: value.text() for key, value in data.mapping().items()}


def _heads(data: Shipped) -> tuple[tuple[str, str], ...]:
    """The ends of nouns with what asks for these, the longest first."""
    ends = ((end, asks) for asks, held in data.mapping().items() for end in held.texts())
    return tuple(sorted(ends, key=lambda pair: -len(pair[0])))
