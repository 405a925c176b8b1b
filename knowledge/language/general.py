"""The language data: words and phrases of Chinese and English that are the same for every town.

`language.yaml` lists words by the slot that they fill in a question, `facets.yaml` the phrases by which a
question asks for a facet, `synonyms.yaml` words of one meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge.language.dialects import Dialect
from knowledge.language.english import English, read_english
from knowledge.language.normalise import is_han
from knowledge.language.phrases import Phrases
from knowledge.language.question_words import PIECES
from knowledge.language.shipped import Shipped
from knowledge.language.signs import Signs, signs_of
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_FOLDER = Path(__file__).parent
FILES = tuple(_FOLDER / f"{name}.yaml" for name in ("language", "facets", "english", "synonyms"))
_WORDS = (  # keys of language.yaml
    *(
        "in_passing",
        "function_words",
        "english_function_words",
        "modifier_words",
        "no_places",
        "typed_first",
        "typed",
    ),
    *("cantonese", "cantonese_signs", "northern"),
    *("attributes", "events", "qualifiers"),
)
_FACETS = (  # keys of facets.yaml
    *("pieces", "cues", "numeric", "turns", "yes_no", "headings"),
    *("counters", "generic_counters", "numbered", "assumed", "assumed_of"),
)
_NO_FACET = "none"
_ENGLISH_ASKS = re.compile(
    r"\b(?:how|what|which|who|where|when|number of|by|to|on|of|for|from|in|at|up|out|with|per|it)\b"
)

# Both are safe; the C one is ten times as fast on a file of this size.
Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordClass:
    """Words for one attribute that may be asked for, or for one event; events have no English words.

    Attributes:
        facet: the facet that an attribute is of; None for most events.
        general: whether it says no more than its facet (收费, 期限): any entry with that facet tells it.
        told: other words by which an answer tells it (花了6亿元 of what was invested).
        procedure: whether it is what people do to get something (申请, 领取): any entry that tells how does.
    """

    name: str
    words: tuple[str, ...]
    english: tuple[str, ...] = ()
    facet: Facet | None = None
    general: bool = False
    procedure: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CuePattern:
    """A phrase that asks for one of `facets`.

    Attributes:
        signs: those of the pattern.
        hard: whether an entry with none of the facets cannot answer.
        noun: whether it asks only if nothing else in the question does (票价).
    """

    pattern: re.Pattern[str]
    signs: Signs
    facets: frozenset[Facet]
    hard: bool
    noun: bool = False


class Turn(NamedTuple):
    """A phrase that asks for something other than the plain fact, with the signs of its pattern."""

    name: str
    pattern: re.Pattern[str]
    signs: Signs


@dataclass(frozen=True, kw_only=True)
class Language:
    """The word classes and cues of `language.yaml` and `facets.yaml`, and the lines of `synonyms.yaml`."""

    in_passing: frozenset[str]
    function_words: frozenset[str]
    english_function_words: frozenset[str]
    modifier_words: frozenset[str]
    no_places: frozenset[str]
    typed_first: frozenset[str]
    typed: frozenset[str]
    dialects: tuple[Dialect, ...]
    attributes: tuple[WordClass, ...]
    events: tuple[WordClass, ...]
    qualifiers: dict[str, dict[str, tuple[str, ...]]]
    cues: tuple[CuePattern, ...]
    numeric: CuePattern
    turns: tuple[Turn, ...]
    yes_no: re.Pattern[str]
    headings: tuple[CuePattern, ...]
    counters: tuple[frozenset[str], ...]
    generic_counters: frozenset[str]
    numbered: tuple[str, ...]
    assumed: dict[str, tuple[str, ...]]
    assumed_of: dict[str, frozenset[Facet]]
    synonyms: tuple[tuple[str, ...], ...]
    english: English

    @cached_property
    def assumed_names(self) -> frozenset[str]:
        """The values that hold unless something else is said (今年)."""
        return frozenset().union(*self.assumed.values())

    def in_mandarin(self, text: str) -> str:
        """A normalised text with its words of dialects in Mandarin."""
        for dialect in self.dialects:
            text = dialect.in_mandarin(text)
        return text

    def assumed_values(self, group: str, facets: Collection[Facet]) -> tuple[str, ...]:
        """The values of a group that an entry of these facets is taken to mean where it states none."""
        of = self.assumed_of.get(group)
        return self.assumed.get(group, ()) if of is None or not of.isdisjoint(facets) else ()

    def counted_alike(self, counters: Iterable[str]) -> frozenset[str]:
        """These counters, and all that are interchangeable with one of them."""
        given, none = frozenset(counters), frozenset[str]()
        return given.union(*(self._counted_alike.get(counter, none) for counter in given))

    @cached_property
    def _counted_alike(self) -> dict[str, frozenset[str]]:
        """All counters that are interchangeable with one, itself included."""
        alike: dict[str, frozenset[str]] = {}
        for family in self.counters:
            for counter in family:
                alike[counter] = alike.get(counter, family) | family
        return alike

    @cached_property
    def spelt_first(self) -> frozenset[str]:
        """The words that pinyin spells rather than a name: question words, also with counters (几项)."""
        counters = (counter for family in self.counters for counter in family)
        numeric = (word + counter for counter in counters if is_han(counter) for word in ("几", "多少"))
        return self.typed_first.union(numeric)

    @cached_property
    def events_by_word(self) -> dict[str, str]:
        """The event of each word of two characters or more; the first, if it is of several."""
        words = ((word, event.name) for event in self.events for word in event.words if len(word) > 1)
        return dict(reversed(list(words)))

    @cached_property
    def event_words(self) -> re.Pattern[str]:
        """The longest of these words at an offset."""
        return re.compile("|".join(map(re.escape, sorted(self.events_by_word, key=len, reverse=True))))


def _word_class(data: Shipped) -> WordClass:
    """A class of words; the facet of one without any is `none`, or left out for an event."""
    facet = data.get("facet", _NO_FACET).text()
    return WordClass(
        name=data["name"].text(),
        words=data["words"].texts(),
        english=data.get("english", []).texts(),
        facet=None if facet == _NO_FACET else Facet(facet),
        general=data.get("general", False).flag(),
        procedure=data.get("procedure", False).flag(),
        told=data.get("told", []).texts(),
    )


def _attribute(data: Shipped) -> WordClass:
    return _word_class(data.with_keys("name", "words", "facet", may=("english", "general", "told")))


def _event(data: Shipped) -> WordClass:
    return _word_class(data.with_keys("name", "words", may=("facet", "general", "procedure", "told")))


def _classes(words: Shipped) -> tuple[tuple[WordClass, ...], tuple[WordClass, ...]]:
    """The attributes and the events; ValueError if two have the same name."""
    attributes = tuple(map(_attribute, words["attributes"].items()))
    events = tuple(map(_event, words["events"].items()))
    names = Counter(word_class.name for word_class in (*attributes, *events))
    if doubled := sorted(name for name, times in names.items() if times > 1):
        raise ValueError(f"several classes of words are called {', '.join(doubled)}")
    return attributes, events


def _cue(phrases: Phrases, data: Shipped) -> CuePattern:
    data.with_keys("name", "facets", "any_of", may=("hard", "noun"))
    pattern = phrases.compiled(f"the cue {data['name'].text()}", data["any_of"])
    return CuePattern(
        pattern=pattern,
        signs=signs_of(pattern),
        facets=frozenset(Facet(name) for name in data["facets"].texts()),
        hard=data.get("hard", False).flag(),
        noun=data.get("noun", False).flag(),
    )


def _turn(phrases: Phrases, name: str, data: Shipped) -> Turn:
    pattern = phrases.compiled(f"the turn of phrase {name}", data)
    return Turn(name, pattern, signs_of(pattern))


def _mandarin_of(data: Shipped) -> dict[str, str]:
    """The words of a dialect, each with its Mandarin."""
    return {word: mandarin.text() for word, mandarin in data.mapping().items()}


def _english_names(
    attributes: Iterable[WordClass], qualifiers: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The English of values and attributes with their Chinese; not what asks (how far, apply to)."""
    for values in qualifiers.values():
        for value, names in values.items():
            yield from ((name, (value,)) for name in names if name.isascii())
    for attribute in attributes:
        yield from ((name, attribute.words) for name in attribute.english if not _ENGLISH_ASKS.search(name))


def read_language() -> Language:
    """The shipped language data; TypeError or ValueError if it has not the expected shape."""
    files = (Shipped(yaml.load(path.read_text("utf-8"), Loader=Loader)) for path in FILES)  # noqa: S506
    words, facets, english, synonyms = files
    words.with_keys(*_WORDS)
    facets.with_keys(*_FACETS)
    attributes, events = _classes(words)
    phrases = Phrases(facets["pieces"], PIECES)
    qualifiers = {
        group: {value: names.texts() for value, names in values.mapping().items()}
        for group, values in words["qualifiers"].mapping().items()
    }
    return Language(
        in_passing=frozenset(words["in_passing"].texts()),
        function_words=frozenset(words["function_words"].texts()),
        english_function_words=frozenset(words["english_function_words"].texts()),
        modifier_words=frozenset(words["modifier_words"].texts()),
        no_places=frozenset(words["no_places"].texts()),
        typed_first=frozenset(words["typed_first"].texts()),
        typed=frozenset(words["typed"].texts()),
        dialects=(
            Dialect(_mandarin_of(words["cantonese"]), words["cantonese_signs"].texts()),
            Dialect(northern := _mandarin_of(words["northern"]), tuple(northern)),
        ),
        attributes=attributes,
        events=events,
        qualifiers=qualifiers,
        cues=tuple(_cue(phrases, held) for held in facets["cues"].items()),
        numeric=_cue(phrases, facets["numeric"]),
        turns=tuple(_turn(phrases, name, held) for name, held in facets["turns"].mapping().items()),
        yes_no=phrases.compiled("yes_no", facets["yes_no"]),
        headings=tuple(_cue(phrases, held) for held in facets["headings"].items()),
        counters=tuple(frozenset(item.texts()) for item in facets["counters"].items()),
        generic_counters=frozenset(facets["generic_counters"].texts()),
        numbered=facets["numbered"].texts(),
        assumed={group: values.texts() for group, values in facets["assumed"].mapping().items()},
        assumed_of={
            group: frozenset(map(Facet, held.texts()))
            for group, held in facets["assumed_of"].mapping().items()
        },
        synonyms=tuple(line.texts() for line in synonyms["synonyms"].items()),
        english=read_english(english, dict(_english_names(attributes, qualifiers))),
    )
