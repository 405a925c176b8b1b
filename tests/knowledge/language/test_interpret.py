"""What a question asks: words, facets, limits, parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.language.interpret import Interpreter, word_keys
from knowledge.language.normalise import normalise
from knowledge.language.query import Query, is_english


@pytest.fixture(scope="module")
def interpreter(small_engine: Engine) -> Interpreter:
    return small_engine.derived.interpreter


def read(interpreter: Interpreter, text: str) -> Query:
    return interpreter.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        pytest.param("第十二中学在哪", {("中", 12)}, id="a school in numerals"),
        pytest.param("12中在哪", {("中", 12)}, id="in digits"),
        pytest.param("二中、五中", {("中", 2), ("中", 5)}, id="two of them"),
        pytest.param("112国道", {("国", 112)}, id="a road"),
        pytest.param("十个游泳馆", set(), id="a number that counts"),
        pytest.param("第一个环节", {("环节", 1)}, id="an ordinal with 个"),
        pytest.param("一期学费多少", set(), id="one of many"),
        pytest.param("下一期学费多少", {("期", 1)}, id="the next"),
        pytest.param("这一批总共几所", set(), id="this lot"),
        pytest.param("现在处于哪一环节", set(), id="whichever"),
        pytest.param("第一环节开了几次", {("环节", 1)}, id="the first"),
        pytest.param("一期工程多长", {("期", 1)}, id="the first of a work"),
    ],
)
def test_numbers_in_names_are_told_apart(
    interpreter: Interpreter, text: str, numbered: set[tuple[str, int]]
) -> None:
    assert read(interpreter, text).numbered == numbered


@pytest.mark.parametrize(
    ("text", "yes_no"),
    [
        pytest.param("门票是不是12元", True, id="is it or not"),
        pytest.param("图书馆开门吗？", True, id="a particle at the end"),
        pytest.param("is the pool open", True, id="an English verb in front"),
        pytest.param("门票多少钱", False, id="how much"),
        pytest.param("新图书馆开始建了没有啊", True, id="a particle behind the particle"),
        pytest.param("救助了395人对不", True, id="right or not"),
        pytest.param("门票12元，是这个数不", True, id="that number or not"),
        pytest.param("改造了31户？", True, id="a figure with a question mark"),
        pytest.param("开了三十几回吧", True, id="a number that is not asked for"),
        pytest.param("司机叫什么", False, id="a question word that ends like a particle"),
        pytest.param("报道里有没有说是谁写的", False, id="whether in front of who"),
        pytest.param("封顶也是3万不", False, id="a verb that is no check"),
        pytest.param("上心不", False, id="another verb without its second half"),
    ],
)
def test_a_question_for_a_yes_is_known(interpreter: Interpreter, text: str, yes_no: bool) -> None:
    assert read(interpreter, text).yes_no is yes_no


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param("how much is the pool", True, id="English"),
        pytest.param("门票多少钱", False, id="Chinese"),
        pytest.param("wifi怎么连", False, id="a Latin name in Chinese"),
        pytest.param("12345", False, id="digits"),
    ],
)
def test_the_language_is_told_by_the_letters(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_values_are_gathered_by_their_group(interpreter: Interpreter) -> None:
    query = read(interpreter, "青石镇农村的高龄津贴")
    assert query.qualifiers["area"] == {"青石镇"}
    assert query.qualifiers["residence"] == {"农村"}


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        pytest.param("其中多少是女的", "part_of", id="part of a total"),
        pytest.param("平均每户多少", "each", id="a mean"),
        pytest.param("除了这些还有呢", "remainder", id="the rest"),
        pytest.param("比去年多吗", "comparison", id="a comparison"),
        pytest.param("明年还会修吗", "future", id="what is to come"),
    ],
)
def test_a_turn_of_phrase_that_asks_for_more_is_noticed(
    interpreter: Interpreter, text: str, turn: str
) -> None:
    assert turn in dict(read(interpreter, text).turns)


@pytest.mark.parametrize("text", ["旧楼拆除了吗", "路障清除了吗", "合同解除了没有"])
def test_a_verb_that_ends_in_chu_asks_for_no_remainder(interpreter: Interpreter, text: str) -> None:
    assert "remainder" not in dict(read(interpreter, text).turns)


def test_what_anything_is_done_with_carries_nothing(interpreter: Interpreter) -> None:
    done, those = read(interpreter, "弄完了几户"), read(interpreter, "干完的有几户")
    assert not any("完" in done.words[number].text for number in done.content)
    assert any("完" in those.words[number].text for number in those.content)


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        pytest.param("我今年三十二，门票多少钱", False, id="how old somebody is"),
        pytest.param("娃今年刚满6周岁", False, id="with a unit"),
        pytest.param("今年32户修了吗", True, id="a number of something else"),
        pytest.param("今年门票多少钱", True, id="a year"),
    ],
)
def test_this_year_is_a_limit_unless_it_tells_an_age(
    interpreter: Interpreter, text: str, limited: bool
) -> None:
    assert ("relative_year" in read(interpreter, text).qualifiers) is limited


def test_grown_ups_and_adults_are_one(interpreter: Interpreter) -> None:
    assert read(interpreter, "大人多少钱").qualifiers == read(interpreter, "成人多少钱").qualifiers


def test_word_keys_stem_english_and_keep_chinese(interpreter: Interpreter) -> None:
    assert word_keys(read(interpreter, "图书馆 opens").words)[::2] == ("图书馆", "open")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("九天休闲谷门票多少钱", [], id="a name"),
        pytest.param("九天谷要玩2天吗", [2], id="another name of it, beside a figure"),
        pytest.param("九天能办好吗", [9], id="no name"),
    ],
)
def test_a_name_that_looks_like_a_figure_is_none(engine: Engine, text: str, values: list[int]) -> None:
    assert [figure.value for figure in read(engine.derived.interpreter, text).figures] == values


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_read(small_engine: Engine, text: str) -> None:
    interpreter = small_engine.derived.interpreter
    query = read(interpreter, text)
    assert all(query.text[cue.start : cue.end] for cue in query.cues)
    assert interpreter.clauses(query)


@given(st.text(max_size=20) | st.text("弄完了多少钱门票工程12 a,。", max_size=12), st.sampled_from("?。!,…~"))
def test_marks_carry_nothing(small_engine: Engine, text: str, mark: str) -> None:
    plain, marked = (small_engine.derived.interpreter.read(normalise(text) + end) for end in ("", mark))
    assert [plain.words[number] for number in plain.content] == [marked.words[n] for n in marked.content]
    assert all(any(map(str.isalnum, plain.words[number].text)) for number in plain.content)
