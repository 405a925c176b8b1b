"""The engine over the shipped content keeps the same contracts."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.language.dialogue import Context
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY

CEILING = "medical-aid-ceiling"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("医疗救助封顶线是多少", id="plain"),
        pytest.param("醫療救助封頂線是多少？", id="Traditional"),
        pytest.param("yiliao jiuzhu fengdingxian shi duoshao", id="pinyin"),
        pytest.param("医疗救助封丁线是多少", id="misspelt"),
        pytest.param("what is the medical aid ceiling?", id="English"),
    ],
)
def test_an_easy_question_finds_its_entry_however_it_is_typed(engine: Engine, question: str) -> None:
    answer = engine.answer(question, DAY)
    assert answer.entries == (CEILING,)
    assert answer.language == ("en" if question.isascii() and "what" in question else "zh")


@pytest.mark.parametrize(
    "text", ["+1", "1", "哈哈", "哈哈哈哈", "666", "👍", "收到", "收到，谢谢", "嗯嗯嗯", "OK 👌"]
)
def test_what_joins_in_or_thanks_asks_for_no_reply(engine: Engine, text: str) -> None:
    assert engine.is_courtesy(text)
    assert not engine.answer(text, DAY).entries


@pytest.mark.parametrize("text", ["119", "救命", "封顶线", "转人工", "退订", "喂喂"])
def test_what_is_short_may_still_ask_for_a_reply(engine: Engine, text: str) -> None:
    assert not engine.is_courtesy(text)


@pytest.mark.parametrize(
    "text", ["退群", "怎么让你不要发公告？", "不要再发通知了！", "取消订阅", "How do I unsubscribe?"]
)
def test_who_wants_no_announcements_is_told_how(engine: Engine, text: str) -> None:
    answer = engine.answer(text, DAY)
    assert answer.status is Status.CANNED
    assert "/unsubscribe" in answer.text and "/forget" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("十四中在扩建吗", id="a school next to one it tells"),
        pytest.param("102国道中修了多少公里", id="a road next to one it tells"),
        pytest.param("广阳区的财政收入是多少", id="another district"),
        pytest.param("九天休闲谷的门票多少钱", id="a price of a place it tells"),
        pytest.param("112国道有几棵树", id="another thing counted"),
    ],
)
def test_what_the_source_does_not_tell_is_not_answered(engine: Engine, question: str) -> None:
    answer = engine.answer(question, DAY)
    assert answer.status is not Status.ANSWERED
    assert not answer.citations


@pytest.mark.parametrize(
    "frame", ["广阳区", "去年", "明年", "2012年", "我二姨在广阳住，", "我是永清的，", "去年我妈住院那会儿，"]
)
def test_no_entry_answers_for_another_area_or_year(engine: Engine, frame: str) -> None:
    asked = {
        entry.id: frame + entry.question.replace("安次区", "").replace("安次", "")
        for entry in engine.base.entries
    }
    assert [entry for entry, question in asked.items() if engine.answer(question, DAY).entries] == []


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("我爸城里户口，吃低保，看病给报多少", id="another register"),
        pytest.param("我是五保，农村的，看病能报多少", id="another group"),
        pytest.param("晚上那趟洒水几点", id="the hour of another run"),
        pytest.param("晌午洒水几点", id="the same by another name"),
        pytest.param("我在光明西道住，门口洒水车一天洒几遍", id="another part of the district"),
    ],
)
def test_what_is_told_of_somebody_else_is_not_answered(engine: Engine, question: str) -> None:
    assert engine.answer(question, DAY).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("我在固安上班，家在安次，低保标准提了没", "dibao-standard", id="works elsewhere"),
        pytest.param("我是码头镇的，新农合参合率多少", "health-ncms-coverage", id="a part of the district"),
        pytest.param("去年我住院了，现在农村低保看病报几成", "rural-dibao-reimbursement", id="for now"),
        pytest.param("我妈是农村的，吃低保，看病报几成", "rural-dibao-reimbursement", id="its own group"),
        pytest.param("早上洒水几点", "sprinkling-first-run", id="its own hour"),
    ],
)
def test_what_is_told_in_passing_is_no_limit(engine: Engine, question: str, entry: str) -> None:
    assert engine.answer(question, DAY).entries == (entry,)


def test_the_part_of_the_town_is_not_the_whole_of_town_and_country(engine: Engine) -> None:
    assert engine.answer("城市的住院困难群众救助了多少人", DAY).status is Status.UNKNOWN


def test_a_follow_up_borrows_the_subject(engine: Engine) -> None:
    context = Context(question="发放了多少医疗救助金？", entries=("medical-aid-money",))
    assert engine.answer("那封顶线呢？", DAY, context).entries == (CEILING,)


def test_a_compound_question_names_what_is_not_known(engine: Engine) -> None:
    answer = engine.answer("医疗救助封顶线是多少，新四中的校长是谁？", DAY)
    assert answer.entries == (CEILING,)
    assert answer.unanswered_parts == ("新四中的校长是谁",)


def test_every_entry_is_found_by_its_own_question(engine: Engine) -> None:
    missed = [
        entry.id
        for entry in engine.base.entries
        if entry.id not in engine.answer(entry.question, DAY).entries
    ]
    assert not missed


def test_every_answer_says_that_the_report_names_no_year(engine: Engine) -> None:
    for entry in engine.base.entries:
        answer = engine.answer_entry(entry.id, DAY)
        assert answer.citations
        assert any("年份" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("need", "number"),
    [
        ("家里着火了", "119"),
        ("快叫救护车", "120"),
        ("帮我报警", "110"),
        ("不想活了", "12356"),
        ("有人落水", "110"),
    ],
)
def test_an_emergency_comes_before_anything_else(engine: Engine, need: str, number: str) -> None:
    answer = engine.answer(f"{need} , {engine.base.entries[0].question}", DAY)
    assert answer.status is Status.CANNED
    assert number in answer.text


@pytest.mark.parametrize(
    ("message", "word", "language"),
    [
        pytest.param("ni hao", "您好", "zh", id="pinyin"),
        pytest.param("SB", "12345", "zh", id="letters for a Chinese word"),
        pytest.param("wo bei pian le", "96110", "zh", id="an emergency in pinyin"),
        pytest.param("hi there", "Hello", "en", id="English"),
        pytest.param("help", "/topics", "en", id="an English word that is also one of the lexicon"),
    ],
)
def test_a_fixed_reply_is_in_the_language_of_the_message(
    engine: Engine, message: str, word: str, language: str
) -> None:
    answer = engine.answer(message, DAY)
    assert (answer.status, answer.language) == (Status.CANNED, language)
    assert word in answer.text


def test_a_greeting_before_a_question_is_the_question(engine: Engine) -> None:
    assert engine.answer("你好，请问医疗救助封顶线是多少", DAY).entries == (CEILING,)


@pytest.mark.parametrize("need", ["他喘不上气了", "我不想活了", "孩子把电池吞了", "那我被骗了咋办"])
def test_an_emergency_leans_on_nothing_before(engine: Engine, need: str) -> None:
    context = Context(question="医疗救助封顶线是多少", entries=(CEILING,), told=True)
    answer = engine.answer(need, DAY, context)
    assert (answer.status, answer.options) == (Status.CANNED, ())
