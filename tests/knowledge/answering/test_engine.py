"""From question to answer: what holds for every question."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY

anything = st.text(st.characters(exclude_categories=()), max_size=60)

FORMS = [
    pytest.param("请问泳池的门票是多少", id="a synonym"),
    pytest.param("遊泳館的門票要多少錢", id="Traditional"),
    pytest.param("youyongguan menpiao duoshao qian", id="pinyin without spaces"),
    pytest.param("you yong guan de men piao shi duo shao", id="pinyin with spaces"),
    pytest.param("yyg menpiao duoshao qian", id="pinyin as staff spell it"),
    pytest.param("游咏馆的门票要多少钱", id="misspelt by sound"),
    pytest.param("游泳馆门漂多少钱", id="misspelt by a character"),
    pytest.param("游 泳 馆 门 票 多 少 钱 ？？！", id="spaces and marks"),
    pytest.param("你好，我想问一下，游泳馆的门票多少钱？谢谢", id="politely"),
    pytest.param("我昨天路过，人很多，游泳馆的门票多少钱", id="with a story"),
    pytest.param("去年我去过，想再去一次，游泳馆的门票多少钱", id="with a story of last year"),
]

REFUSED = [
    pytest.param("六中在扩建吗", "schools-extended", id="another school"),
    pytest.param("青石镇的游泳馆门票多少钱", "pool-fee", id="another area"),
    pytest.param("青石镇有个游泳馆，请问门票多少钱", "pool-fee", id="another area before the comma"),
    pytest.param("城市的高龄津贴每月多少钱", "allowance-sum", id="another value of a group"),
    pytest.param("去年公园种了多少棵树", "park-trees", id="another year"),
    pytest.param("游泳馆的电话是多少", "pool-fee", id="another attribute"),
    pytest.param("公园被拆除了吗", "park-trees", id="an event"),
    pytest.param("为什么图书馆有书", "library-books", id="another facet"),
    pytest.param("公园平均每亩种多少棵树", "park-trees", id="a mean"),
    pytest.param("北京的公园种了多少棵树", "park-trees", id="a place that it does not know"),
]


@pytest.mark.parametrize("question", FORMS)
def test_an_easy_question_finds_its_entry_however_it_is_typed(small_engine: Engine, question: str) -> None:
    answer = small_engine.answer(question, DAY)
    assert answer.status is Status.ANSWERED
    assert answer.entries == ("pool-fee",)


@pytest.mark.parametrize(("question", "entry"), REFUSED)
def test_a_question_for_something_else_is_not_answered(
    small_engine: Engine, question: str, entry: str
) -> None:
    answer = small_engine.answer(question, DAY)
    assert answer.status is not Status.ANSWERED
    assert small_engine.derived.entry(entry).answer not in answer.text


@pytest.mark.parametrize("question", ["青石镇的游泳馆门票多少钱", "城市的高龄津贴每月多少钱", "六中在扩建吗"])
def test_a_contradicted_entry_is_not_offered_as_what_was_meant(small_engine: Engine, question: str) -> None:
    assert small_engine.answer(question, DAY).status is Status.UNKNOWN


@pytest.mark.parametrize("question", ["多少钱", "要多少钱", "几点", "一共有多少", "how much"])
def test_a_question_that_does_not_say_what_of_is_offered_what_it_may_mean(
    small_engine: Engine, question: str
) -> None:
    answer = small_engine.answer(question, DAY)
    assert answer.status is Status.CLARIFY
    assert answer.options


@pytest.mark.parametrize("question", ["drop table users", "'; DROP TABLE chats; --", "rise of machines"])
def test_english_words_that_ask_nothing_are_not_answered(engine: Engine, question: str) -> None:
    assert engine.answer(question, DAY).status is not Status.ANSWERED


def test_hardly_any_attribute_is_told_by_an_entry_that_does_not_say_it(small_engine: Engine) -> None:
    attributes = small_engine.derived.interpreter.language.attributes[::4]
    words = [attribute.words[0] for attribute in attributes]
    asked = [
        (word, "".join(entry.subject) + f"的{word}是什么")
        for word in words
        for entry in small_engine.base.entries
    ]
    told = {profile.entry.id: profile.texts for profile in small_engine.derived.profiles}
    answered = [
        question
        for word, question in asked
        if any(word not in told[entry] for entry in small_engine.answer(question, DAY).entries)
    ]
    assert len(asked) > 1_000
    assert len(answered) <= len(asked) / 100, answered


def test_after_an_answer_the_same_words_say_enough(small_engine: Engine) -> None:
    before = Context(question="游泳馆的门票多少钱？", entries=("pool-fee",))
    assert small_engine.answer("几点", DAY, before).entries == ("pool-hours",)


def test_every_entry_is_found_by_each_of_its_own_questions(small_engine: Engine) -> None:
    for profile in small_engine.derived.profiles:
        entry = profile.entry
        day = max(DAY, entry.valid_from or DAY)
        for question in (entry.question, *entry.phrasings):
            assert small_engine.answer(question, day).entries == (entry.id,)


def test_no_counter_example_is_answered_by_its_entry(engine: Engine, small_engine: Engine) -> None:
    hits = [
        (profile.entry.id, question)
        for asked in (engine, small_engine)
        for profile in asked.derived.profiles
        for question in profile.entry.not_for
        if profile.entry.id in asked.answer(question, DAY).entries
    ]
    assert not hits


@pytest.mark.parametrize(
    "question", ["游泳馆的门票多少钱？", "泳池门票多少钱，图书馆在哪里", "游泳馆", "津贴", "着火了"]
)
def test_the_same_question_gets_the_same_answer(small_engine: Engine, question: str) -> None:
    again = Engine(small_engine.base, small_engine.derived)
    assert small_engine.answer(question, DAY) == again.answer(question, DAY) == again.answer(question, DAY)


@given(anything)
def test_no_text_is_too_odd_to_be_answered(small_engine: Engine, question: str) -> None:
    answer = small_engine.answer(question, DAY)
    assert answer.text
    assert len(answer.options) <= 3
    assert 0 <= answer.confidence <= 1


@given(
    st.lists(
        st.sampled_from(
            [
                "泳池",
                "门票",
                "图书馆",
                "公园",
                "树",
                "多少",
                "钱",
                "在",
                "哪里",
                "青石镇",
                "二中",
                "六中",
                "吗",
                "，",
                "的",
                "去年",
                "how",
                "pool",
            ]
        ),
        max_size=9,
    )
)
def test_what_is_answered_is_cited_and_dated_and_nothing_else_is(
    small_engine: Engine, words: list[str]
) -> None:
    answer = small_engine.answer("".join(words), DAY)
    is_told = answer.status is Status.ANSWERED
    assert bool(answer.citations) is bool(answer.entries) is bool(answer.notes) is is_told
    assert not (is_told and answer.options) or answer.unanswered_parts  # what these may mean
    if answer.status is Status.CLARIFY:
        assert 1 <= len(answer.options) <= 3


@pytest.mark.parametrize(
    ("question", "key"),
    [
        pytest.param("", "empty_question", id="nothing"),
        pytest.param(" \n\t", "empty_question", id="white space"),
        pytest.param("？！。", "only_symbols", id="marks"),
        pytest.param("\U0001f600", "only_symbols", id="a picture"),
        pytest.param("\ud800", "only_symbols", id="a lone surrogate"),
        pytest.param("+1", "only_figures", id="a vote"),
        pytest.param("666", "only_figures", id="figures"),
    ],
)
def test_a_message_without_words_gets_a_fixed_sentence(small_engine: Engine, question: str, key: str) -> None:
    answer = small_engine.answer(question, DAY)
    assert (answer.status, answer.text) == (Status.CANNED, small_engine.wording.text(key))
    assert small_engine.matches(question, DAY) == ()


def test_a_message_is_read_up_to_the_limit(small_engine: Engine) -> None:
    strict = Engine(small_engine.base, small_engine.derived, question_limit=10)
    assert strict.answer("游泳馆的门票多少钱？", DAY).status is Status.ANSWERED
    assert strict.answer("游泳馆的门票多少钱？？", DAY).text == small_engine.wording.text(
        "too_long", limit="10"
    )


@pytest.mark.parametrize(
    "question", ["着火了", "你好，着火了", "着火了，游泳馆的门票多少钱", "游泳馆着火了怎么办？"]
)
def test_an_emergency_comes_before_everything(small_engine: Engine, question: str) -> None:
    answer = small_engine.answer(question, DAY)
    assert (answer.status, answer.confidence) == (Status.CANNED, 1.0)
    assert "119" in answer.text


def test_a_greeting_alone_is_returned_and_before_a_question_ignored(small_engine: Engine) -> None:
    assert small_engine.answer("你好！", DAY).status is Status.CANNED
    assert small_engine.answer("你好！游泳馆的门票多少钱", DAY).entries == ("pool-fee",)
    assert small_engine.matches("你好", DAY) == ()


@pytest.mark.parametrize(
    ("entry", "begins"),
    [
        pytest.param("pool-fee", "A swimming pool ticket is 12 yuan", id="translated"),
        pytest.param("library-place", "This entry has no English", id="not translated"),
    ],
)
def test_an_answer_in_english_says_when_there_is_none(small_engine: Engine, entry: str, begins: str) -> None:
    answer = small_engine.answer_entry(entry, DAY, "en")
    assert answer.text.startswith(begins)


def test_an_english_question_gets_an_english_answer(small_engine: Engine) -> None:
    answer = small_engine.answer("how much is the swimming pool", DAY)
    assert answer.text.startswith("A swimming pool ticket is 12 yuan")
    assert answer.language == "en"
    assert answer.notes == (small_engine.wording.text("english_as_of", "en"),)


@pytest.mark.parametrize(
    ("question", "day", "said"),
    [
        pytest.param("社区巴士每天跑几趟？", date(2031, 1, 31), None, id="on its last day"),
        pytest.param("社区巴士每天跑几趟？", date(2031, 2, 1), "2031-01-31", id="the day after"),
        pytest.param("坐社区巴士要多少钱？", date(2031, 1, 31), "2031-02-01", id="before its first day"),
        pytest.param("坐社区巴士要多少钱？", date(2031, 2, 1), None, id="on its first day"),
    ],
)
def test_a_figure_out_of_force_is_not_stated(
    small_engine: Engine, question: str, day: date, said: str | None
) -> None:
    answer = small_engine.answer(question, day)
    assert (answer.status is Status.ANSWERED) is (said is None)
    assert said is None or (said in answer.text and not answer.citations)


def test_a_picked_option_is_answered_in_full(small_engine: Engine) -> None:
    answer = small_engine.answer_entry("pool-hours", DAY)
    assert answer.entries == ("pool-hours",)
    assert answer.citations and answer.notes


def test_an_option_that_is_gone_is_a_key_error(small_engine: Engine) -> None:
    with pytest.raises(KeyError):
        small_engine.answer_entry("no-longer-here", DAY)


def test_a_question_for_a_yes_is_answered_with_what_is_written(small_engine: Engine) -> None:
    answer = small_engine.answer("游泳馆的门票是不是20元", DAY)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(small_engine.wording.text("yes_no_lead"))
    assert "20元" not in answer.text


def test_an_unknown_offers_the_hotline_and_records_no_confidence(small_engine: Engine) -> None:
    answer = small_engine.answer("今天天气怎么样", DAY)
    assert (answer.status, answer.confidence) == (Status.UNKNOWN, 0.0)
    assert "12345" in answer.text


def test_what_is_kept_of_a_question_changes_no_answer(small_engine: Engine) -> None:
    keeping = Engine(small_engine.base, small_engine.derived, kept=2)
    asked = [str(form.values[0]) for form in FORMS] * 2
    assert [keeping.answer(text, DAY) for text in asked] == [small_engine.answer(text, DAY) for text in asked]


def test_an_answer_that_is_kept_is_that_of_its_day(small_engine: Engine) -> None:
    keeping = Engine(small_engine.base, small_engine.derived, kept=9)
    lapsing = next(profile.entry for profile in small_engine.derived.profiles if profile.entry.expires_on)
    assert lapsing.expires_on
    days = (lapsing.expires_on, lapsing.expires_on + timedelta(days=1)) * 2
    said = [keeping.answer(lapsing.question, day) for day in days]
    assert [answer.status for answer in said] == [Status.ANSWERED, Status.UNKNOWN] * 2


def test_an_answer_that_is_kept_is_none_to_a_question_that_leans_on_another(small_engine: Engine) -> None:
    keeping = Engine(small_engine.base, small_engine.derived, kept=9)
    before = Context(question="游泳馆的门票多少钱？", entries=("pool-fee",))
    said = [keeping.answer("那几点关门呢", DAY, context) for context in (None, before, None, before)]
    assert said == [small_engine.answer("那几点关门呢", DAY, context) for context in (None, before)] * 2
    assert said[0] != said[1]
