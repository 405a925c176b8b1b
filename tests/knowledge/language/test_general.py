"""The shipped data of the language is well-formed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.answering.engine import Engine
from knowledge.language import general
from knowledge.language.general import FILES, Language, WordClass, read_language
from knowledge.language.normalise import normalise
from knowledge.language.shipped import Shipped
from knowledge.language.stems import stem
from knowledge.language.vocabulary import Role, Sense, is_asking, name_key
from knowledge.model.entry import Facet

CLASSES = ("attributes", "events")
FINER = (
    "grade",
    "degree_kind",
    "crop_kind",
    "water_kind",
    "pension_kind",
)  # groups that divide a value of another
SHORTEST_STEM = 6  # letters of an English word that stands for an attribute by itself
WORD_LISTS = ("function_words", "english_function_words", "modifier_words", "no_places", "typed_first")


@pytest.fixture(scope="module")
def language() -> Language:
    return read_language()


@pytest.fixture(scope="module")
def words() -> Shipped:
    return Shipped(yaml.safe_load(FILES[0].read_text("utf-8")))


@pytest.fixture(scope="module")
def facets() -> Shipped:
    return Shipped(yaml.safe_load(FILES[1].read_text("utf-8")))


def every_word(language: Language) -> Iterator[str]:
    yield from (*language.function_words, *language.english_function_words, *language.modifier_words)
    for held in (*language.attributes, *language.events):
        yield from (*held.words, *held.english)
    for values in language.qualifiers.values():
        for value, names in values.items():
            yield from (value, *names)


def test_words_are_written_as_they_are_compared(language: Language) -> None:
    assert [word for word in every_word(language) if normalise(word) != word] == []


def names_of(value: str, names: Iterable[str]) -> tuple[str, ...]:
    return (value, *names)


def doubled(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


@pytest.mark.parametrize("section", CLASSES)
def test_a_word_belongs_to_one_class_of_its_section(language: Language, section: str) -> None:
    classes: tuple[WordClass, ...] = getattr(language, section)
    assert not doubled(word for held in classes for word in held.words)
    assert not [held.name for held in classes if doubled(map(name_key, (*held.words, *held.english)))]


@pytest.mark.parametrize("section", CLASSES)
def test_a_meaning_has_one_class(language: Language, section: str) -> None:
    classes: tuple[WordClass, ...] = getattr(language, section)
    names = {held.name for held in classes}
    assert not [name for name in names if re.sub(r"_\d+$", "", name) in names - {name}]


@pytest.mark.parametrize("section", CLASSES)
def test_a_class_has_a_name_and_words(language: Language, section: str) -> None:
    classes: tuple[WordClass, ...] = getattr(language, section)
    assert all(held.name and held.words for held in classes)


def test_a_value_has_one_group_and_one_name_stands_for_one_value(language: Language) -> None:
    """A name of a finer group is of a coarser one, too: 初一 is of the 初中, and is not 初二."""
    finer = {
        name for group in FINER for value in language.qualifiers[group].items() for name in names_of(*value)
    }
    named = [
        name
        for group, values in language.qualifiers.items()
        for value in values.items()
        for name in names_of(*value)
        if group in FINER or name not in finer
    ]
    assert not doubled(named)
    assert not doubled(value for values in language.qualifiers.values() for value in values)


def test_the_values_of_a_group_exclude_one_another_so_there_are_two(language: Language) -> None:
    assert all(len(values) > 1 for values in language.qualifiers.values())


@pytest.mark.parametrize("section", WORD_LISTS)
def test_a_list_holds_each_word_once(words: Shipped, section: str) -> None:
    assert not doubled(words[section].texts())


def test_every_word_can_be_met_in_a_normalised_question(language: Language) -> None:
    held = [
        word
        for section in CLASSES
        for one in getattr(language, section)
        for word in (*one.words, *one.english)
    ]
    held += [*language.function_words, *language.english_function_words, *language.modifier_words]
    assert not [word for word in held if normalise(word) != word]


@pytest.mark.parametrize("section", CLASSES)
def test_no_word_of_a_class_asks_or_carries_nothing(language: Language, section: str) -> None:
    """What asks is read with the facets, and what carries nothing says nothing against an entry."""
    classes: tuple[WordClass, ...] = getattr(language, section)
    words = [word for held in classes for word in (*held.words, *held.english)]
    assert not [word for word in words if is_asking(word)]
    assert not [word for word in words if word in language.function_words]


def test_an_english_word_by_itself_is_said_of_few_things(language: Language) -> None:
    """Shorter ones (list, fix, take) are said of too many to show what is asked for."""
    alone = [word for held in language.attributes for word in held.english if " " not in word]
    assert not [word for word in alone if len(stem(word)) < SHORTEST_STEM]


def test_what_carries_nothing_is_listed_once_and_word_by_word(language: Language) -> None:
    """Words are looked up one at a time, and a modifier that is a function word never narrows anything."""
    function_words = {*language.function_words, *language.english_function_words}
    assert not {*map(name_key, language.modifier_words)} & {*map(name_key, function_words)}
    assert not [word for word in (*function_words, *language.modifier_words) if " " in word]


def named(language: Language) -> Iterator[tuple[str, Sense]]:
    """Every word of the classes and the qualifiers, and what it stands for."""
    for role, section in ((Role.ATTRIBUTE, language.attributes), (Role.EVENT, language.events)):
        for held in section:
            yield from ((word, Sense(role, held.name)) for word in (*held.words, *held.english))
    for group, values in language.qualifiers.items():
        for value, names in values.items():
            yield from ((word, Sense(Role.QUALIFIER, value, group)) for word in (value, *names))


def test_every_word_is_found_in_a_question_that_is_it(language: Language, small_engine: Engine) -> None:
    """None is cut into more words than a name may have, or otherwise than its key."""
    read = small_engine.derived.interpreter.read
    assert len(list(named(language))) > 10_000
    assert not [
        word
        for word, sense in named(language)
        if sense not in {held for mention in read(word).mentions for held in mention.senses}
    ]


def test_every_cue_asks_for_something(language: Language) -> None:
    assert all(cue.facets for cue in (*language.cues, language.numeric))


def test_every_facet_can_be_asked_for(language: Language) -> None:
    assert {facet for cue in language.cues for facet in cue.facets} == set(Facet)


def test_no_pattern_fits_nothing(language: Language) -> None:
    patterns = [cue.pattern for cue in (*language.cues, language.numeric)]
    patterns += [turn.pattern for turn in language.turns]
    assert all(isinstance(pattern, re.Pattern) for pattern in patterns)
    assert not [pattern.pattern for pattern in patterns if pattern.search("")]


def test_every_pattern_is_written_in_the_form_questions_come_in(language: Language) -> None:
    patterns = [cue.pattern for cue in (*language.cues, language.numeric)]
    patterns += [turn.pattern for turn in language.turns]
    letters = [
        character
        for pattern in (*patterns, language.yes_no)
        for character in re.sub(r"\\.", "", pattern.pattern)
        if character.isalpha()
    ]
    assert not [letter for letter in letters if normalise(letter) != letter]


def test_what_is_assumed_is_a_value_of_its_group(language: Language) -> None:
    for group, values in language.assumed.items():
        names = {name for value, others in language.qualifiers[group].items() for name in (value, *others)}
        assert set(values) & set(language.qualifiers[group])
        assert set(values) <= names


def test_counters_of_names_are_no_numbers(language: Language) -> None:
    assert not doubled(language.numbered)
    assert language.generic_counters
    assert all(family for family in language.counters)


@pytest.mark.parametrize(
    ("value", "method"),
    [
        pytest.param([1], "mapping", id="a list where a mapping belongs"),
        pytest.param("x", "mapping", id="a text where a mapping belongs"),
        pytest.param({1: "x"}, "mapping", id="a number for a key"),
        pytest.param({"a": 1}, "items", id="a mapping where a list belongs"),
        pytest.param("x", "items", id="a text where a list belongs"),
        pytest.param(None, "items", id="nothing where a list belongs"),
        pytest.param([False], "texts", id="what YAML takes for no"),
        pytest.param(12, "text", id="a number where a text belongs"),
        pytest.param("true", "flag", id="a text where true belongs"),
    ],
)
def test_data_of_another_shape_is_a_type_error(value: object, method: str) -> None:
    with pytest.raises(TypeError, match="expected"):
        getattr(Shipped(value), method)()


def test_a_key_that_must_be_there_is_missed_and_one_that_may_be_is_not() -> None:
    shape = Shipped({"words": ["a"]})
    assert shape["words"].texts() == ("a",)
    assert shape.get("english", []).texts() == ()
    with pytest.raises(TypeError, match="a mapping with name"):
        shape["name"]


@pytest.mark.parametrize(
    ("place", "old", "new", "error"),
    [
        pytest.param(0, "general: true", "genral: true", TypeError, id="a key of a class misspelt"),
        pytest.param(0, "facet: amount", "facet: amont", ValueError, id="a facet of a class misspelt"),
        pytest.param(
            0, "{name: rebuild,", "{name: rebuild, english: [rebuilt],", TypeError, id="an event in English"
        ),
        pytest.param(0, "{name: give_award,", "{name: award,", ValueError, id="one name of two classes"),
        pytest.param(0, "no_places:", "no_place:", TypeError, id="a section misspelt"),
        pytest.param(1, "    hard: true", "    hard: yes please", TypeError, id="a flag that is none"),
        pytest.param(1, "    noun: true", "    nown: true", TypeError, id="a key of a cue misspelt"),
        pytest.param(1, "  - name: why\n    facets", "  - facets", TypeError, id="a cue without a name"),
        pytest.param(1, "facets: [reason]", "facets: [raeson]", ValueError, id="a facet of a cue misspelt"),
        pytest.param(1, "'{number}%'", "'{nubmer}%'", ValueError, id="a piece misspelt"),
        pytest.param(1, "is: '^(?!", "is: '(^(?!", ValueError, id="a pattern that does not compile"),
    ],
)
def test_a_slip_in_the_files_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    place: int,
    old: str,
    new: str,
    error: type[Exception],
) -> None:
    paths = list(FILES)
    text = paths[place].read_text("utf-8")
    assert old in text
    paths[place] = tmp_path / paths[place].name
    paths[place].write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(general, "FILES", paths)
    with pytest.raises(error):
        read_language()


def test_a_cue_in_english_is_found_in_no_text_without_latin_letters(language: Language) -> None:
    english = [cue.pattern for cue in language.cues if cue.pattern.pattern.isascii()]
    signs = "".join(map(chr, range(0x20, 0x61))) + "公园里有多少棵树。"
    assert english
    assert not [pattern.pattern for pattern in english if pattern.search(signs)]
