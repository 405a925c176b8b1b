"""What is known of Chinese and English in general: the same for every town, shipped as data.

`language.yaml` lists words by the slot they fill in a question, `facets.yaml` how a question shows what
it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from knowledge.model.entry import Facet

_FOLDER = Path(__file__).parent
FILES = (_FOLDER / "language.yaml", _FOLDER / "facets.yaml")

# Ours and safe either way; the C one is ten times as quick on a file of this size.
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordClass:
    """Words that fill one slot alike: an attribute somebody may ask for, an event, an operator.

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

    A `noun` asks only where nothing else in the question does.
    """

    pattern: re.Pattern[str]
    facets: frozenset[Facet]
    hard: bool
    noun: bool = False


@dataclass(frozen=True, kw_only=True)
class Language:
    """The word classes and cues of `language.yaml` and `facets.yaml`."""

    function_words: frozenset[str]
    english_function_words: frozenset[str]
    modifier_words: frozenset[str]
    no_places: frozenset[str]
    attributes: tuple[WordClass, ...]
    events: tuple[WordClass, ...]
    qualifiers: dict[str, dict[str, tuple[str, ...]]]
    cues: tuple[CuePattern, ...]
    numeric: CuePattern
    turns: tuple[tuple[str, re.Pattern[str]], ...]
    yes_no: re.Pattern[str]
    counters: tuple[frozenset[str], ...]
    generic_counters: frozenset[str]
    numbered: tuple[str, ...]
    assumed: dict[str, tuple[str, ...]]

    @cached_property
    def assumed_names(self) -> frozenset[str]:
        """The values that hold for whatever says nothing else (今年)."""
        return frozenset().union(*self.assumed.values())

    @cached_property
    def events_by_word(self) -> dict[str, str]:
        """The event that each Chinese word of two characters or more stands for; the first of several."""
        words = ((word, event.name) for event in self.events for word in event.words if len(word) > 1)
        return dict(reversed(list(words)))

    @cached_property
    def event_words(self) -> re.Pattern[str]:
        """Any of these words, the longest at a place."""
        return re.compile("|".join(map(re.escape, sorted(self.events_by_word, key=len, reverse=True))))


class Shape:
    """Reads plain YAML values of known shape; the files are ours, so a slip is a bug and raises TypeError."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __getitem__(self, key: str) -> Shape:
        return Shape(self.mapping().get(key))

    def mapping(self) -> dict[str, object]:
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise TypeError(f"a mapping was expected, not {self.value!r}")
        return {str(key): value for key, value in self.value.items()}

    def items(self) -> Iterable[Shape]:
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise TypeError(f"a list was expected, not {self.value!r}")
        return [Shape(item) for item in self.value]

    def text(self) -> str:
        return "" if self.value is None else str(self.value)

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())


def _word_class(shape: Shape, name: str) -> WordClass:
    facet = shape["facet"].text()
    return WordClass(
        name=name,
        words=shape["words"].texts(),
        english=shape["english"].texts(),
        facet=Facet(facet) if facet in list(Facet) else None,
        general=shape["general"].value is True,
        procedure=shape["procedure"].value is True,
    )


def _cue(shape: Shape) -> CuePattern:
    return CuePattern(
        pattern=re.compile(shape["pattern"].text()),
        facets=frozenset(Facet(name) for name in shape["facets"].texts()),
        hard=shape["hard"].value is True,
        noun=shape["noun"].value is True,
    )


def read_language() -> Language:
    """The shipped language data."""
    words, facets = (Shape(yaml.load(path.read_text("utf-8"), Loader=_Loader)) for path in FILES)  # noqa: S506
    return Language(
        function_words=frozenset(words["function_words"].texts()),
        english_function_words=frozenset(words["english_function_words"].texts()),
        modifier_words=frozenset(words["modifier_words"].texts()),
        no_places=frozenset(words["no_places"].texts()),
        attributes=tuple(_word_class(item, item["name"].text()) for item in words["attributes"].items()),
        events=tuple(_word_class(item, item["name"].text()) for item in words["events"].items()),
        qualifiers={
            group: {value: Shape(names).texts() for value, names in Shape(values).mapping().items()}
            for group, values in words["qualifiers"].mapping().items()
        },
        cues=tuple(_cue(item) for item in facets["cues"].items()),
        numeric=_cue(facets["numeric"]),
        turns=tuple((name, re.compile(str(p))) for name, p in facets["operators"].mapping().items()),
        yes_no=re.compile(facets["yes_no"].text()),
        counters=tuple(frozenset(item.texts()) for item in facets["counters"].items()),
        generic_counters=frozenset(facets["generic_counters"].texts()),
        numbered=facets["numbered"].texts(),
        assumed={group: Shape(values).texts() for group, values in facets["assumed"].mapping().items()},
    )
