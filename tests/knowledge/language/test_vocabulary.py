"""Every word that means something here, in one table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from knowledge.answering.engine import Engine
from knowledge.language.interpret import word_keys
from knowledge.language.normalise import normalise
from knowledge.language.stems import stem
from knowledge.language.vocabulary import (
    Role,
    Sense,
    Vocabulary,
    dictionary_names,
    in_digits,
    is_concept,
    name_key,
)


@pytest.fixture(scope="module")
def vocabulary(small_engine: Engine) -> Vocabulary:
    return small_engine.derived.vocabulary


def names_in(engine: Engine, text: str) -> list[tuple[str, str]]:
    """What a text names: the words and the first thing they stand for."""
    words = engine.derived.dictionary.words(normalise(text))
    found = engine.derived.vocabulary.mentions(words, word_keys(words))
    return [(mention.text, mention.senses[0].name) for mention in found]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        pytest.param("pools", "pool", id="plural"),
        pytest.param("opened", "opens", id="tense"),
        pytest.param("library's", "library", id="possessive"),
    ],
)
def test_english_words_are_compared_by_their_stems(word: str, other: str) -> None:
    assert stem(word) == stem(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        pytest.param("Swimming Pools", "swimming pool", id="case and plural"),
        pytest.param("遊泳館", "游泳馆", id="Traditional"),
        pytest.param("old-age allowances", "Old-Age allowance", id="a hyphen"),
    ],
)
def test_names_are_looked_up_in_one_form(name: str, other: str) -> None:
    assert name_key(name) == name_key(other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "泳池开门了", [("泳池", "游泳馆"), ("开门", "开门")], id="a synonym stands for its term"
        ),
        pytest.param("湿地公园", [("湿地公园", "公园")], id="the longest name is meant"),
        pytest.param("the swimming pools", [("swimming pools", "游泳馆")], id="an English name of two words"),
        pytest.param("coal-fired", [("coal-fired", "燃煤")], id="an English one with a hyphen"),
        pytest.param("new year's day", [("new year's day", "元旦")], id="an English one with an apostrophe"),
        pytest.param("青石", [("青石", "青石镇")], id="a value of a group by its other name"),
        pytest.param("你好啊", [], id="nothing of note"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_are_found_in_a_text(small_engine: Engine, text: str, names: list[tuple[str, str]]) -> None:
    assert names_in(small_engine, text) == names


def test_a_mention_says_where_it_stands(small_engine: Engine) -> None:
    text = "请问湿地公园的停车费"
    for mention in small_engine.derived.interpreter.read(text).mentions:
        assert text[mention.start : mention.end] == mention.text


def test_a_name_may_stand_for_a_thing_and_for_a_class(vocabulary: Vocabulary) -> None:
    assert {sense.role for sense in vocabulary.senses["图书馆"]} == {Role.CONCEPT, Role.ATTRIBUTE}


def test_a_value_belongs_to_its_group(vocabulary: Vocabulary) -> None:
    assert Sense(Role.QUALIFIER, "农村", "residence") in vocabulary.senses["乡下"]


def test_the_subject_of_an_entry_is_a_name_even_when_the_lexicon_has_none(vocabulary: Vocabulary) -> None:
    assert Sense(Role.CONCEPT, "车费") in vocabulary.senses["车费"]


@pytest.mark.parametrize("asking", ["多少", "什么", "谁", "how much", "怎么"])
def test_a_question_word_names_nothing(vocabulary: Vocabulary, asking: str) -> None:
    assert not vocabulary.senses.get(name_key(asking))


def test_books_are_no_booking(vocabulary: Vocabulary) -> None:
    assert not vocabulary.senses.get(name_key("books"))


def test_only_a_thing_of_this_town_is_a_concept(vocabulary: Vocabulary) -> None:
    assert is_concept(vocabulary.senses["泳池"])
    assert not is_concept(vocabulary.senses["乡下"])
    assert not is_concept(())


def test_the_segmenter_is_given_characters_only_and_told_which_are_things(vocabulary: Vocabulary) -> None:
    names = dict(dictionary_names(vocabulary))
    assert names["泳池"] and not names["乡下"]
    assert not names["请问"]
    assert all(not name.isascii() and name.isalnum() for name in names)


def test_words_are_stemmed_alike_in_several_threads_at_once() -> None:
    """Given as many words in each of eight threads, then each has the stem that it has alone."""
    words = [
        a + b for a in ("relation", "hospital", "generous") for b in ("al", "ized", "ness", "ings")
    ] * 200
    alone = snowballstemmer.stemmer("english").stemWords(words)
    with ThreadPoolExecutor(8) as pool:
        stems = list(pool.map(lambda _: [stem.__wrapped__(word) for word in words], range(8)))
    assert stems == [alone] * 8


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        pytest.param("一类区", "1类区", id="a numeral"),
        pytest.param("第十二中学", "第12中学", id="two characters"),
        pytest.param("居民", "居民", id="none"),
    ],
)
def test_a_name_is_known_as_keyboards_write_it(name: str, typed: str) -> None:
    assert in_digits(name) == typed
