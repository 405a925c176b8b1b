"""jieba's words, trimmed, with the words of the knowledge base added."""

from __future__ import annotations

import math
import pickle
import warnings

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.dictionary import Dictionary, build_dictionary
from tests.knowledge.samples import a_dictionary

OWN = [("九曲蓝禾湾", True), ("蓝禾的湾", False), ("湾", True), ("一二三四五六七八九", True), ("公园", True)]


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return build_dictionary(OWN)


def test_building_leaves_no_file_open() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        build_dictionary([])
    assert not caught


def test_a_word_of_the_base_stays_in_one_piece(dictionary: Dictionary) -> None:
    assert [word.text for word in dictionary.words("去九曲蓝禾湾")] == ["去", "九曲蓝禾湾"]


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        pytest.param("九曲蓝禾湾", "kb", id="a new name is a noun of the base"),
        pytest.param("公园", "n", id="jieba's own part of speech stays"),
        pytest.param("蓝禾的湾", "", id="a word that is no noun gets none"),
    ],
)
def test_words_have_a_part_of_speech(dictionary: Dictionary, word: str, tag: str) -> None:
    assert [found.tag for found in dictionary.words(word)] == [tag]


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("一二三四五六七八九", id="longer than eight characters"),
        pytest.param("不存在的词语", id="never added"),
    ],
)
def test_a_word_that_is_not_held_comes_in_pieces(dictionary: Dictionary, word: str) -> None:
    assert len(dictionary.words(word)) > 1


@given(text=st.text(max_size=40))
def test_the_words_of_a_text_joined_are_the_text(dictionary: Dictionary, text: str) -> None:
    words = dictionary.words(text)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)


def test_the_parts_of_a_word_are_the_shorter_words_in_it() -> None:
    dictionary = a_dictionary(社区=9, 巴士=9, 社区巴=9)
    assert set(dictionary.parts("社区巴士")) == {"社区", "巴士", "社区巴"}
    assert not list(dictionary.parts("社区"))


def test_a_word_is_as_common_as_its_share() -> None:
    dictionary = a_dictionary(公园=30, 游泳=10)
    assert dictionary.commonness("公园") == pytest.approx(math.log(30 / 40))
    assert dictionary.commonness("未见") == pytest.approx(math.log(1 / 40))


def test_a_dictionary_that_was_kept_cuts_as_before(dictionary: Dictionary) -> None:
    dictionary.words("公园")
    kept: Dictionary = pickle.loads(pickle.dumps(dictionary))  # noqa: S301
    assert kept == dictionary
    assert kept.words("去九曲蓝禾湾公园") == dictionary.words("去九曲蓝禾湾公园")


def test_two_dictionaries_share_no_words(dictionary: Dictionary) -> None:
    assert len(a_dictionary(公园=1).words("九曲蓝禾湾")) == 5
    assert len(dictionary.words("九曲蓝禾湾")) == 1


@given(st.text("九曲蓝禾湾公园里有多少棵树最近修了几条路km123 ,?", max_size=40))
def test_a_text_is_cut_as_jieba_cuts_it(dictionary: Dictionary, text: str) -> None:
    plain = jieba.Tokenizer()
    plain.FREQ, plain.total, plain.initialized = dictionary.frequencies, dictionary.total, True
    assert [word.text for word in dictionary.words(text)] == list(plain.cut(text, HMM=False))
