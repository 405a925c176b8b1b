"""Characters as syllables, and syllables back to characters."""

from __future__ import annotations

from collections.abc import Set

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from knowledge.answering.engine import Engine
from knowledge.language.dictionary import Dictionary
from knowledge.language.pinyin import (
    Decoder,
    Known,
    Syllables,
    build_decoder,
    build_syllables,
    folded,
    spell,
    with_given,
)
from tests.knowledge.samples import a_dictionary

COMMON = 5000  # often enough to count as an everyday word


def decoder_of(
    own: Set[str], words: Dictionary, syllables: Syllables, everyday: Set[str] = frozenset()
) -> Decoder:
    return build_decoder(Known(own=own, everyday=everyday, dictionary=words), syllables)


@pytest.fixture(scope="module")
def words() -> Dictionary:
    return a_dictionary(方案=COMMON, 反感=COMMON, 有用=COMMON, 关=COMMON, 馆=COMMON, 罕见词=1)


@pytest.fixture(scope="module")
def syllables() -> Syllables:
    return build_syllables()


@pytest.fixture(scope="module")
def decoder(words: Dictionary, syllables: Syllables) -> Decoder:
    return decoder_of({"游泳馆", "pool", "西安"}, words, syllables, everyday={"多少", "钱"})


def test_syllables_are_those_of_pypinyin(syllables: Syllables) -> None:
    for text in map(chr, range(0x4E00, 0x9FA6)):
        assert list(syllables.each(text)) == lazy_pinyin(text)


@pytest.mark.parametrize(
    "word", ["银行", "重庆", "长江", "会计", "重点中学", "旅行社", "绿化", "女儿", "省长", "音乐"]
)
def test_words_are_spelt_as_pypinyin_spells_them(word: str, syllables: Syllables) -> None:
    assert list(spell(word, syllables)) == lazy_pinyin(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("zhi", "zi", id="zh and z"),
        pytest.param("cheng", "cen", id="ch and c, eng and en"),
        pytest.param("shang", "san", id="sh and s, ang and an"),
        pytest.param("xing", "xin", id="ing and in"),
        pytest.param("lv", "lu", id="lv and lu"),
    ],
)
def test_sounds_that_keyboards_confuse_fold_into_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_sounds_that_nobody_confuses_stay_apart() -> None:
    assert len({folded(sound) for sound in ("ma", "mo", "mu", "ba", "shi", "xi")}) == 6


@given(
    st.tuples(
        st.sampled_from(["zh", "ch", "sh", "z", "l", "m", ""]),
        st.sampled_from(["ang", "eng", "ing", "an", "v", "u"]),
    )
)
def test_folding_a_syllable_twice_changes_nothing_more(parts: tuple[str, str]) -> None:
    syllable = "".join(parts)
    assert folded(folded(syllable)) == folded(syllable)


def test_a_text_is_spelt_by_its_syllables() -> None:
    syllables = Syllables({"门": "men", "票": "piao"})
    assert syllables.of("门票x1") == "menpiaox1"
    assert syllables.each("门票x1") == ("men", "piao", "x", "1")


def test_every_common_character_has_a_syllable_in_letters(small_engine: Engine) -> None:
    syllables = small_engine.derived.tokeniser.syllables
    assert all(syllables.of(c).isascii() and syllables.of(c).isalpha() for c in "游泳馆的门票多少钱")


@pytest.mark.parametrize(
    ("letters", "characters"),
    [
        pytest.param("youyongguan", "游泳馆", id="without spaces"),
        pytest.param("you yong guan", "游泳馆", id="with spaces"),
        pytest.param("youyong guan", "游泳馆", id="with some"),
        pytest.param("youyongguanduoshaoqian", "游泳馆多少钱", id="words in a row"),
        pytest.param("fang an", "方案", id="a space parts syllables"),
        pytest.param("fan gan", "反感", id="and elsewhere means another word"),
        pytest.param("xi'an", "西安", id="an apostrophe parts them too"),
        pytest.param("youy ongguan", None, id="a space inside a syllable"),
        pytest.param("hello", None, id="no syllables"),
        pytest.param("youyongx", None, id="a letter left over"),
        pytest.param("hanjianci", None, id="a rare word that the base does not hold"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_letters_are_read_as_characters(decoder: Decoder, letters: str, characters: str | None) -> None:
    assert decoder.decode(letters) == characters


def test_a_name_of_the_base_is_preferred_to_everyday_words(words: Dictionary, syllables: Syllables) -> None:
    assert decoder_of(set(), words, syllables).decode("youyongguan") != "游泳馆"
    assert decoder_of({"游泳馆"}, words, syllables).decode("youyongguan") == "游泳馆"


def test_what_asks_is_read_before_a_name_of_the_same_letters(
    small_engine: Engine, syllables: Syllables
) -> None:
    own, words = {"义工", "工程"}, small_engine.derived.dictionary
    assert decoder_of(own, words, syllables).decode("gongcheng yigong") == "工程义工"
    first = Known(own=own, everyday=frozenset(), first={"一共"}, dictionary=words)
    assert build_decoder(first, syllables).decode("gongcheng yigong") == "工程一共"


@pytest.mark.parametrize(
    ("letters", "characters"),
    [("ji xiang", "几项"), ("jixiang", "几项"), ("duo shao hu", "多少户"), ("duoshaohu", "多少户")],
)
def test_how_many_is_read_with_any_counter(small_engine: Engine, letters: str, characters: str) -> None:
    assert small_engine.derived.decoder.decode(letters) == characters


@pytest.mark.parametrize(
    ("letters", "characters"),
    [
        pytest.param("yiyuan", "医院", id="and no 亿元"),
        pytest.param("duo shao qian", "多少钱", id="and no 前"),
        pytest.param("baoming", "报名", id="and no 保命"),
        pytest.param("chezhan", "车站", id="and no 撤展"),
    ],
)
def test_everyday_words_are_read_before_those_of_newspapers(
    small_engine: Engine, letters: str, characters: str
) -> None:
    assert small_engine.derived.decoder.decode(letters) == characters


def test_a_decoder_without_words_reads_nothing(syllables: Syllables) -> None:
    assert decoder_of(set(), a_dictionary(罕见=1), syllables).decode("hanjian") is None


@given(st.text(alphabet="abcdefgxyz '", max_size=20))
def test_no_run_of_letters_is_too_odd_to_be_read(small_engine: Engine, letters: str) -> None:
    decoded = small_engine.derived.decoder.decode(letters)
    assert decoded is None or decoded.strip()


def test_who_and_this_are_spelt_as_spoken_too(words: Dictionary, syllables: Syllables) -> None:
    decoder = decoder_of({"游泳馆"}, words, syllables, everyday={"谁", "是谁", "这个"})
    assert decoder.decode("shi shei") == decoder.decode("shi shui") == "是谁"
    assert decoder.decode("zhei ge") == decoder.decode("zhe ge") == "这个"


@pytest.mark.parametrize(
    ("letters", "characters"),
    [
        pytest.param("fangan", "住院报销", id="before another word of the same letters"),
        pytest.param("fang an", "住院报销", id="with a space"),
        pytest.param("fanganduoshaoqian", "住院报销多少钱", id="among others"),
        pytest.param("zybx", "住院报销", id="letters that are no syllables"),
        pytest.param("nvbao", "住院报销", id="written with tone marks"),
        pytest.param("eticard", "etc卡", id="for a name that is not in characters alone"),
        pytest.param("youyongguan", "游泳馆", id="the regular ones are read as before"),
        pytest.param("fangkai", None, id="part of it spells nothing"),
    ],
)
def test_spellings_that_staff_give_are_read(decoder: Decoder, letters: str, characters: str | None) -> None:
    given = [("住院报销", spelt) for spelt in ("Fangan", "zy-bx", "nǚ bāo")] + [("ETC卡", "eticard")]
    assert with_given(decoder, given).decode(letters) == characters


def test_a_spelling_without_letters_changes_nothing(decoder: Decoder) -> None:
    given = with_given(decoder, [("住院报销", "报销")])
    assert given.decode("") is None and given.decode("youyongguan") == "游泳馆"
