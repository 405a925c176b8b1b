"""The English words with their Chinese: how the file is written, and how phrases are found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from knowledge.language.english import English, Part, split_words
from knowledge.language.general import FILES, read_language
from knowledge.language.normalise import normalise
from knowledge.language.shipped import Shipped

FEWEST = 2_000
FILE = FILES[2]


@pytest.fixture(scope="module")
def english() -> English:
    return read_language().english


@pytest.fixture(scope="module")
def data() -> Shipped:
    return Shipped(yaml.safe_load(FILE.read_text("utf-8")))


def lists(data: Shipped) -> Iterator[tuple[str, list[str]]]:
    """Each list of phrases with its name."""
    for section in ("nouns", "asks"):
        yield from ((name, list(held.mapping())) for name, held in data[section].mapping().items())
    for section in ("verbs", "adjectives", "forms", "prepositions", "counted", "units"):
        yield section, list(data[section].mapping())


def chinese(data: Shipped) -> Iterator[str]:
    """Every Chinese text of the file."""
    words = [*data["nouns"].mapping().values(), data["verbs"], data["adjectives"]]
    for held in words:
        for value in held.mapping().values():
            yield from (value.text(),) if isinstance(value.value, str) else value.texts()
    for held in (*data["asks"].mapping().values(), data["counted"], data["units"]):
        yield from (value.text() for value in held.mapping().values())


def test_there_are_words_enough_for_what_a_town_is_asked(data: Shipped) -> None:
    assert sum(len(names) for name, names in lists(data)) > FEWEST


def test_each_list_is_in_the_order_of_the_alphabet_and_has_a_phrase_once(data: Shipped) -> None:
    assert [name for name, names in lists(data) if names != sorted(names)] == []
    lines = FILE.read_text("utf-8")
    nodes = yaml.compose(lines, Loader=yaml.SafeLoader)
    assert nodes is not None
    assert list(doubled(nodes)) == []


def doubled(node: yaml.Node) -> Iterator[str]:
    """The keys that a mapping has twice; YAML keeps the last without a word."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (key for key in set(keys) if keys.count(key) > 1)
        for _, value in node.value:
            yield from doubled(value)


def test_a_noun_stands_in_one_group(data: Shipped) -> None:
    names = [name for held in data["nouns"].mapping().values() for name in held.mapping()]
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_renderings_are_written_as_they_are_compared(data: Shipped) -> None:
    assert [text for text in chinese(data) if normalise(text) != text] == []


def test_what_follows_a_preposition_stands_in_its_form_once(data: Shipped) -> None:
    forms = [form.text() for form in data["prepositions"].mapping().values()]
    assert all(form.count("{}") == 1 for form in forms)


@pytest.mark.parametrize(
    ("phrase", "part", "first"),
    [
        pytest.param("library", Part.NOUN, "图书馆", id="a word"),
        pytest.param("libraries", Part.NOUN, "图书馆", id="a plural"),
        pytest.param("swimming pools", Part.NOUN, "游泳馆", id="the plural of a phrase"),
        pytest.param("renewed", Part.VERB, "续借", id="a verb in the past"),
        pytest.param("paid", Part.VERB, "交", id="an irregular form"),
        pytest.param("men", Part.NOUN, "男人", id="an irregular plural"),
        pytest.param("parking", Part.NOUN, "停车", id="a form with a meaning of its own"),
        pytest.param("park", Part.NOUN, "公园", id="the word it is a form of"),
        pytest.param("People's Park", Part.NOUN, "人民公园", id="with an apostrophe"),
        pytest.param("check-up", Part.NOUN, "体检", id="with a hyphen"),
        pytest.param("how much", Part.ASKS_LAST, "多少钱", id="what asks"),
        pytest.param("gangs", Part.NOUN, None, id="an unknown word"),
        pytest.param("car insurance", Part.NOUN, "车险", id="what the language data has"),
        pytest.param("gynaecology", Part.NOUN, "妇产科", id="a value with its English there alone"),
    ],
)
def test_a_phrase_is_found_in_whatever_form(english: English, phrase: str, part: Part, first: str) -> None:
    found = english.glosses(split_words(phrase)).get(part, (None,))
    assert found[0] == first


def test_the_names_of_a_town_come_before_general_words(english: English) -> None:
    own = english.with_names([("Library", "少年书馆")])
    assert own.glosses(("libraries",)) == {Part.NOUN: ("少年书馆",)}
    assert english.glosses(("library",))[Part.NOUN][0] == "图书馆"


def test_a_phrase_of_language_data_that_asks_is_left_out(english: English) -> None:
    assert english.glosses(split_words("how to apply")).get(Part.NOUN) is None


def test_a_word_has_the_english_of_which_it_is_the_first_rendering() -> None:
    names = read_language().english.names_of("淡季")
    assert {"low season", "off season"} <= set(names)
