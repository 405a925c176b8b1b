"""Follow-ups: what a question borrows from the answer before it."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import (
    Context,
    asks_for_a_name,
    completions,
    has_content_outside_cues,
    is_continuation,
    is_description,
    needs_context,
    nouns,
    with_limit_replaced,
    without_connectives,
)
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.model.answer import Status

DAY = date(2031, 1, 10)
POOL = Context(question="游泳馆的门票多少钱？", entries=("pool-fee",))


def read(engine: Engine, question: str) -> Query:
    return engine.derived.interpreter.read(normalise(question))


def readings(engine: Engine, question: str, context: Context, *subjects: str) -> list[tuple[str, str]]:
    return list(completions(read(engine, question), context, subjects, engine.derived.interpreter))


@pytest.mark.parametrize(
    ("question", "own"),
    [
        pytest.param("那封顶线呢", "封顶线呢", id="then"),
        pytest.param("那么封顶线呢", "封顶线呢", id="then in full"),
        pytest.param("对了，门票呢", "门票呢", id="by the way"),
        pytest.param("what about the fee", "the fee", id="English"),
        pytest.param("门票多少钱", "门票多少钱", id="nothing in front"),
        pytest.param("那", "那", id="nothing behind"),
    ],
)
def test_words_that_only_tie_a_question_to_the_last_are_not_its_own(
    small_engine: Engine, question: str, own: str
) -> None:
    assert without_connectives(read(small_engine, question)) == own


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        pytest.param("多少钱", True, id="names no thing"),
        pytest.param("那图书馆呢", True, id="names a thing and asks nothing"),
        pytest.param("那它几点开门", True, id="says it after then"),
        pytest.param(
            "它几点开门",
            True,
            id="says it",
        ),
        pytest.param("when does it open", True, id="says it in English"),
        pytest.param("图书馆在哪里", False, id="stands by itself"),
        pytest.param("那图书馆在哪里", False, id="asks by itself after then"),
    ],
)
def test_a_question_leans_when_it_says_too_little(small_engine: Engine, question: str, leaning: bool) -> None:
    assert needs_context(read(small_engine, question)) is leaning


@pytest.mark.parametrize(
    ("question", "tied"),
    [
        pytest.param("那校长是谁", True, id="then"),
        pytest.param("它的校长是谁", True, id="its"),
        pytest.param("怎么申请", True, id="no noun"),
        pytest.param("多少钱", True, id="a noun that only asks"),
        pytest.param("校长是谁", False, id="a noun of its own"),
        pytest.param("十四中什么时候建好", False, id="a name with a number"),
    ],
)
def test_a_question_goes_on_from_the_one_before_or_names_something(
    small_engine: Engine, question: str, tied: bool
) -> None:
    assert is_continuation(read(small_engine, question)) is tied


def test_an_unknown_question_for_something_else_shows_nothing_of_the_turn_before(
    small_engine: Engine,
) -> None:
    for text in ("校长是谁", "医院几层楼"):
        alone = small_engine.answer(text, DAY)
        after = small_engine.answer(text, DAY, POOL)
        assert after.status is alone.status is Status.UNKNOWN
        assert [option.entry for option in after.options] == [option.entry for option in alone.options]
    tied = small_engine.answer("那校长是谁", DAY, POOL)
    assert "pool-fee" in [option.entry for option in tied.options]


def test_all_of_the_subject_is_borrowed_and_then_each_term(small_engine: Engine) -> None:
    texts = [text for text, _ in readings(small_engine, "在哪里", POOL, "游泳馆", "门票")]
    assert texts == ["游泳馆门票在哪里", "游泳馆在哪里", "门票在哪里"]


def test_what_is_typed_stays_apart_from_what_is_borrowed(small_engine: Engine) -> None:
    assert {own for _, own in readings(small_engine, "那在哪里", POOL, "游泳馆", "门票")} == {"在哪里"}


def test_a_term_that_the_question_says_itself_is_not_borrowed(small_engine: Engine) -> None:
    texts = [text for text, _ in readings(small_engine, "门票在哪里", POOL, "游泳馆", "门票")]
    assert texts == ["游泳馆门票在哪里"]


def test_a_question_that_asks_nothing_borrows_what_was_asked(small_engine: Engine) -> None:
    pairs = readings(small_engine, "那图书馆呢？", POOL, "游泳馆")
    assert ("图书馆多少钱", "图书馆多少钱") in pairs
    assert ("游泳馆图书馆多少钱", "图书馆多少钱") in pairs


def test_a_borrowed_limit_gives_way_to_one_that_is_stated(small_engine: Engine) -> None:
    context = Context(question="农村的高龄津贴多少钱", entries=("allowance-sum",))
    texts = [text for text, _ in readings(small_engine, "那城市的呢", context, "农村", "高龄津贴")]
    assert texts == ["高龄津贴城市的多少钱"]


def test_english_words_are_joined_by_spaces(small_engine: Engine) -> None:
    texts = [text for text, _ in readings(small_engine, "where is it", POOL, "pool")]
    assert texts == ["pool where is it"]


def test_nothing_is_borrowed_from_an_entry_without_a_subject(small_engine: Engine) -> None:
    assert readings(small_engine, "在哪里", POOL) == []


@pytest.mark.parametrize(
    ("before", "question", "status"),
    [
        pytest.param(POOL, "那柳溪路呢", Status.CLARIFY, id="a sum asked, a thing named that has none"),
        pytest.param(POOL, "那游泳馆几点开门呢", Status.ANSWERED, id="something else asked in so many words"),
    ],
)
def test_a_thing_named_after_a_question_that_it_cannot_answer_is_offered(
    small_engine: Engine, before: Context, question: str, status: Status
) -> None:
    answer = small_engine.answer(question, DAY, before)
    assert answer.status is status
    assert answer.options or answer.entries


@pytest.mark.parametrize(
    ("clause", "describing", "naming"),
    [
        pytest.param("按用多少热算钱的那种", True, False, id="what describes"),
        pytest.param("用多少热", False, False, id="what asks"),
        pytest.param("叫什么改造", False, True, id="what asks for the name"),
        pytest.param("改造叫什么", False, False, id="what names the thing itself"),
    ],
)
def test_a_clause_may_describe_or_ask_for_the_name_of_what_was(
    small_engine: Engine, clause: str, describing: bool, naming: bool
) -> None:
    query = small_engine.derived.interpreter.read(clause)
    assert (is_description(query), asks_for_a_name(query)) == (describing, naming)


@pytest.mark.parametrize("mark", ["", "？", "。", "……"])
@pytest.mark.parametrize(
    ("question", "says"),
    [
        pytest.param("多少", False, id="what asks alone"),
        pytest.param("有多少人", False, id="with a counter"),
        pytest.param("多少钱", False, id="with what is paid"),
        pytest.param("什么时间", False, id="with the time"),
        pytest.param("门票呢", False, id="a noun that asks"),
        pytest.param("哪些图书", True, id="which of what"),
        pytest.param("都有哪些工程", True, id="which of what, in one cue"),
        pytest.param("游泳多少钱", True, id="a word beside it"),
    ],
)
def test_a_question_says_what_it_asks_of_whatever_its_marks(
    small_engine: Engine, question: str, mark: str, says: bool
) -> None:
    assert has_content_outside_cues(read(small_engine, question + mark)) is says


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("社保卡丢了怎么补", ("社保卡",), id="a card"),
        pytest.param("驾照丢了怎么补", ("驾照",), id="a paper that the dictionary takes for a verb"),
        pytest.param("丢了怎么补", (), id="none"),
    ],
)
def test_papers_and_cards_are_nouns(small_engine: Engine, question: str, found: tuple[str, ...]) -> None:
    assert nouns(read(small_engine, question)) == found


@pytest.mark.parametrize(
    ("asked", "typed", "text"),
    [
        pytest.param("1路公交末班车几点", "5路的呢", "", id="a line that no lexicon has"),
        pytest.param("冬天门票多少钱", "夏天呢", "夏天门票多少钱", id="a season"),
        pytest.param("冬天门票多少钱", "周末呢", "", id="of another group"),
        pytest.param("门票多少钱", "夏天呢", "", id="where none was set"),
    ],
)
def test_the_previous_question_is_asked_for_another_limit(
    small_engine: Engine, asked: str, typed: str, text: str
) -> None:
    assert with_limit_replaced(small_engine.reader.read(typed), small_engine.reader.read(asked)) == text
