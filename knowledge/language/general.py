"""What is known of Chinese and English in general: the same for every town, shipped as data.

`language.yaml` lists words by the slot they fill in a question, `facets.yaml` how a question shows what
it asks for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge.language.cantonese import Cantonese
from knowledge.language.normalise import is_han
from knowledge.language.phrases import Phrases
from knowledge.language.shipped import Shipped
from knowledge.language.signs import Signs, signs_of
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_FOLDER = Path(__file__).parent
FILES = (_FOLDER / "language.yaml", _FOLDER / "facets.yaml")
_WORDS = (  # what stands in the one
    *("function_words", "english_function_words", "modifier_words", "no_places", "typed_first", "typed"),
    *("cantonese", "cantonese_signs"),
    *("attributes", "events", "qualifiers"),
)
_FACETS = (  # and in the other
    *("pieces", "cues", "numeric", "operators", "yes_no"),
    *("counters", "generic_counters", "numbered", "assumed"),
)
_NO_FACET = "none"

# Ours and safe either way; the C one is ten times as quick on a file of this size.
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordClass:
    """Words that fill one slot alike: an attribute somebody may ask for, or an event; those have no English.

    A `general` one (收费, 期限) says no more than its facet: whatever tells that facet tells it. One of a
    `procedure` (申请, 领取) is what people do to get something: whatever tells how to tells it.
    """

    name: str
    words: tuple[str, ...]
    english: tuple[str, ...] = ()
    facet: Facet | None = None
    general: bool = False
    procedure: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CuePattern:
    """A turn of phrase that asks for one of `facets`; when hard, an entry that tells none cannot answer.

    A `noun` asks only where nothing else in the question does. `signs` are those of the pattern.
    """

    pattern: re.Pattern[str]
    signs: Signs
    facets: frozenset[Facet]
    hard: bool
    noun: bool = False


class Turn(NamedTuple):
    """A turn of phrase that asks for something other than the plain fact, with the signs of its pattern."""

    name: str
    pattern: re.Pattern[str]
    signs: Signs


@dataclass(frozen=True, kw_only=True)
class Language:
    """The word classes and cues of `language.yaml` and `facets.yaml`."""

    function_words: frozenset[str]
    english_function_words: frozenset[str]
    modifier_words: frozenset[str]
    no_places: frozenset[str]
    typed_first: frozenset[str]
    typed: frozenset[str]
    cantonese: Cantonese
    attributes: tuple[WordClass, ...]
    events: tuple[WordClass, ...]
    qualifiers: dict[str, dict[str, tuple[str, ...]]]
    cues: tuple[CuePattern, ...]
    numeric: CuePattern
    turns: tuple[Turn, ...]
    yes_no: re.Pattern[str]
    counters: tuple[frozenset[str], ...]
    generic_counters: frozenset[str]
    numbered: tuple[str, ...]
    assumed: dict[str, tuple[str, ...]]

    @cached_property
    def assumed_names(self) -> frozenset[str]:
        """The values that hold for whatever says nothing else (今年)."""
        return frozenset().union(*self.assumed.values())

    def counted_alike(self, counters: Iterable[str]) -> frozenset[str]:
        """These counters, and all that stand for one of them."""
        said = frozenset(counters)
        return said.union(*(family for family in self.counters if not said.isdisjoint(family)))

    @cached_property
    def spelt_first(self) -> frozenset[str]:
        """What letters spell before any name of a town: the words typed to ask, and how many (几项)."""
        counters = (counter for family in self.counters for counter in family)
        asked = (word + counter for counter in counters if is_han(counter) for word in ("几", "多少"))
        return self.typed_first.union(asked)

    @cached_property
    def events_by_word(self) -> dict[str, str]:
        """The event that each Chinese word of two characters or more stands for; the first of several."""
        words = ((word, event.name) for event in self.events for word in event.words if len(word) > 1)
        return dict(reversed(list(words)))

    @cached_property
    def event_words(self) -> re.Pattern[str]:
        """Any of these words, the longest at a place."""
        return re.compile("|".join(map(re.escape, sorted(self.events_by_word, key=len, reverse=True))))


def _word_class(data: Shipped) -> WordClass:
    """A class of words; what tells no facet says so by `none`, and an event may leave that out."""
    facet = data.get("facet", _NO_FACET).text()
    return WordClass(
        name=data["name"].text(),
        words=data["words"].texts(),
        english=data.get("english", []).texts(),
        facet=None if facet == _NO_FACET else Facet(facet),
        general=data.get("general", False).flag(),
        procedure=data.get("procedure", False).flag(),
    )


def _attribute(data: Shipped) -> WordClass:
    return _word_class(data.with_keys("name", "words", "facet", may=("english", "general")))


def _event(data: Shipped) -> WordClass:
    return _word_class(data.with_keys("name", "words", may=("facet", "general", "procedure")))


def _classes(words: Shipped) -> tuple[tuple[WordClass, ...], tuple[WordClass, ...]]:
    """The attributes and the events; they are known by their names, so no two have one."""
    attributes = tuple(map(_attribute, words["attributes"].items()))
    events = tuple(map(_event, words["events"].items()))
    names = Counter(held.name for held in (*attributes, *events))
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
    pattern = phrases.compiled(f"the operator {name}", data)
    return Turn(name, pattern, signs_of(pattern))


def read_language() -> Language:
    """The shipped language data; TypeError or ValueError when it is not of the shape that is read."""
    words, facets = (Shipped(yaml.load(path.read_text("utf-8"), Loader=_Loader)) for path in FILES)  # noqa: S506
    words.with_keys(*_WORDS)
    facets.with_keys(*_FACETS)
    attributes, events = _classes(words)
    phrases = Phrases(facets["pieces"])
    return Language(
        function_words=frozenset(words["function_words"].texts()),
        english_function_words=frozenset(words["english_function_words"].texts()),
        modifier_words=frozenset(words["modifier_words"].texts()),
        no_places=frozenset(words["no_places"].texts()),
        typed_first=frozenset(words["typed_first"].texts()),
        typed=frozenset(words["typed"].texts()),
        cantonese=Cantonese(
            {word: mandarin.text() for word, mandarin in words["cantonese"].mapping().items()},
            words["cantonese_signs"].texts(),
        ),
        attributes=attributes,
        events=events,
        qualifiers={
            group: {value: names.texts() for value, names in values.mapping().items()}
            for group, values in words["qualifiers"].mapping().items()
        },
        cues=tuple(_cue(phrases, held) for held in facets["cues"].items()),
        numeric=_cue(phrases, facets["numeric"]),
        turns=tuple(_turn(phrases, name, held) for name, held in facets["operators"].mapping().items()),
        yes_no=phrases.compiled("yes_no", facets["yes_no"]),
        counters=tuple(frozenset(item.texts()) for item in facets["counters"].items()),
        generic_counters=frozenset(facets["generic_counters"].texts()),
        numbered=facets["numbered"].texts(),
        assumed={group: values.texts() for group, values in facets["assumed"].mapping().items()},
    )
