"""Misspelt names put right, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.language.repair import Repairer, build_repairer
from tests.knowledge.samples import a_dictionary

NAMES = [
    "新桥信息服务",
    "游泳馆",
    "图书馆",
    "柳溪路",
    "湿地公园",
    "十二中",
    "门票",
    "新桥线",
    "新桂线",
    "a",
    "很长很长很长的名字",
]


@pytest.fixture(scope="module")
def repairer(small_engine: Engine) -> Repairer:
    words = dict.fromkeys(("游泳馆", "图书馆", "湿地公园", "公园", "十二中", "门票", "西路", "文票"), 3000)
    return build_repairer(
        NAMES, frozenset({"管"}), small_engine.derived.tokeniser.syllables, a_dictionary(**words)
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("游永馆在哪", "游泳馆在哪", id="another character of the same sound"),
        pytest.param("图树馆", "图书馆", id="the same sound in another tone"),
        pytest.param("柳溪鹿", "柳溪路", id="at the end"),
        pytest.param("湿地公圆开吗", "湿地公园开吗", id="in a longer name"),
        pytest.param("湿地工元", "湿地公园", id="two characters by sound"),
        pytest.param("图书棺", "图书馆", id="by sound"),
        pytest.param("图言馆", "图书馆", id="one wrong character of another sound"),
        pytest.param("图馆书", "图馆书", id="swapped into words that may be meant"),
        pytest.param("门飘", "门票", id="a short name by its exact sound"),
        pytest.param("问票", "问票", id="a short name is not guessed by shape"),
        pytest.param("十四中", "十四中", id="a numeral is no slip"),
        pytest.param("石二中", "石二中", id="nor is a character in its place"),
        pytest.param("图书管", "图书馆", id="all of it by sound, though one word is no misspelling"),
        pytest.param("新乔信息服务", "新桥信息服务", id="a long name of words that are right"),
        pytest.param("tu书馆", "tu书馆", id="letters are left alone"),
        pytest.param("游泳馆", "游泳馆", id="what is right stays"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_misspelt_name_is_put_right(repairer: Repairer, text: str, right: str) -> None:
    assert repairer.repaired(text) == right


def test_a_word_that_exists_is_not_doubted(repairer: Repairer) -> None:
    dictionary = a_dictionary(门票=3000, 门瓢=3000)
    own = build_repairer(["门票"], frozenset(), repairer.syllables, dictionary)
    assert own.repaired("门瓢") == "门瓢"


def test_a_name_is_kept_only_when_it_can_be_misspelt(repairer: Repairer) -> None:
    assert "游泳馆" in repairer.names
    assert not {"a", "很长很长很长的名字"} & repairer.names


def test_a_name_that_is_right_is_not_traded_for_a_longer_one(small_engine: Engine) -> None:
    names = ["医疗救助", "医疗救助款", "封顶线"]
    dictionary = a_dictionary(医疗救助=3000, 医疗救助款=3000, 封顶线=3000)
    own = build_repairer(names, frozenset(), small_engine.derived.tokeniser.syllables, dictionary)
    assert own.repaired("医疗救助封丁线") == "医疗救助封顶线"


def test_between_two_names_that_are_equally_near_none_is_guessed(repairer: Repairer) -> None:
    assert repairer.repaired("新大线") == "新大线"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("改完了几户", "改完了几户", id="a verb that says that it is done"),
        pytest.param("该完了几户", "盖完了几户", id="no verb"),
    ],
)
def test_a_verb_with_what_says_that_it_is_done_is_no_slip(repairer: Repairer, text: str, right: str) -> None:
    dictionary = a_dictionary(盖完=3000, 完=9)
    own = build_repairer(["盖完"], frozenset(), repairer.syllables, replace(dictionary, tags={"改": "v"}))
    assert own.repaired(text) == right


@given(st.text(alphabet="游泳永馆图书门票柳溪路西十二四中x12,。", max_size=12))
def test_numerals_and_length_survive_any_repair(repairer: Repairer, text: str) -> None:
    repaired = repairer.repaired(text)
    assert len(repaired) == len(text)
    assert [c for c in repaired if c in "十二四12"] == [c for c in text if c in "十二四12"]


@given(st.text(max_size=30))
def test_no_text_is_too_odd_to_be_repaired(small_engine: Engine, text: str) -> None:
    assert len(small_engine.derived.repairer.repaired(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("新农和", "新农合", id="all of three by sound"),
        pytest.param("新龙和", "新龙和", id="but not nearly by sound"),
        pytest.param("参和", "参和", id="nor two"),
    ],
)
def test_a_word_that_is_no_misspelling_may_stand_in_one(repairer: Repairer, text: str, right: str) -> None:
    dictionary = a_dictionary(新农=5, 新龙=5, 和=900_000, 参=5)
    names = ["新农合", "参合"]
    own = build_repairer(names, frozenset({"和"}), repairer.syllables, dictionary)
    assert own.repaired(text) == right


def test_what_the_entries_spell_so_is_no_misspelling(small_engine: Engine, repairer: Repairer) -> None:
    dictionary, told = small_engine.derived.tokeniser.dictionary, {"兰岗", "岗路"}
    own = build_repairer(["岚岗路"], frozenset(), repairer.syllables, dictionary)
    assert own.repaired("兰岗路在修吗") == "岚岗路在修吗"
    own = build_repairer(["岚岗路"], frozenset(), repairer.syllables, dictionary, told.__contains__)
    assert own.repaired("兰岗路在修吗") == "兰岗路在修吗"
