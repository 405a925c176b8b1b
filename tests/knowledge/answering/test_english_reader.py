"""English questions to a knowledge base that has no English of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.decider import Decider
from knowledge.answering.engine import Engine
from knowledge.answering.english_reader import bears_out
from knowledge.derived.derived import derive
from knowledge.model.answer import Status
from knowledge.model.base import KnowledgeBase
from knowledge.ranking.ranking import read_calibration
from tests.knowledge.samples import DAY

NOTE = "This entry has no English translation yet."


def untranslated(base: KnowledgeBase) -> KnowledgeBase:
    entries = tuple(replace(entry, translations={}) for entry in base.entries)
    return replace(base, entries=entries)


@pytest.fixture(scope="module")
def engine(small_engine: Engine) -> Engine:
    """The engine over the small town, of which nothing is translated."""
    base = untranslated(small_engine.base)
    return Engine(base, derive(base))


def test_a_passive_that_begins_another_phrase_is_read_as_that_phrase(engine: Engine) -> None:
    assert engine.answer("Is paid leave long?", DAY).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("How much is a ticket for the swimming pool?", "pool-fee", id="how much"),
        pytest.param("What time does the swimming pool open in the morning?", "pool-hours", id="what time"),
        pytest.param("How many books does the library have?", "library-books", id="how many"),
        pytest.param("How many trees were planted in the wetland park?", "park-trees", id="a thing counted"),
        pytest.param("Where is the library?", "library-place", id="where"),
        pytest.param("How many kilometres of Liuxi Road were built?", "road-length", id="a name in pinyin"),
    ],
)
def test_an_english_question_is_answered_in_chinese_after_a_note(
    engine: Engine, question: str, entry: str
) -> None:
    answer = engine.answer(question, DAY)
    assert (answer.status, answer.entries) == (Status.ANSWERED, (entry,))
    held = engine.entry(entry)
    assert held is not None
    assert answer.text.startswith(NOTE) and answer.text.endswith(held.answer)
    assert answer.language == "en"
    assert answer.notes == engine.wording.notes([held], "zh")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How much is a ticket for the zorbing hall?", id="an unknown thing"),
        pytest.param("What is the telephone number of the library?", id="another facet"),
        pytest.param("How much is the old-age allowance for city residents?", id="another group"),
        pytest.param("How many books can I borrow from the library?", id="another count"),
    ],
)
def test_what_is_not_told_is_not_answered(engine: Engine, question: str) -> None:
    answer = engine.answer(question, DAY)
    assert answer.status is not Status.ANSWERED
    assert answer.language == "en" and answer.text.isascii()


def test_a_translated_knowledge_base_is_asked_in_english(small_engine: Engine) -> None:
    question = "how much is a swimming pool ticket?"
    assert small_engine.reader.read(question).text == question
    assert NOTE not in small_engine.answer(question, DAY).text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("How much is a ticket for the swimming pool?", "pool-fee", id="one in English"),
        pytest.param("How many trees were planted in the wetland park?", "park-trees", id="one without"),
        pytest.param("Where is the library?", "library-place", id="another without"),
    ],
)
def test_what_only_some_entries_tell_in_english_is_found_in_all(
    small_engine: Engine, question: str, entry: str
) -> None:
    assert small_engine.answer(question, DAY).entries == (entry,)


def test_what_is_found_in_chinese_is_offered_where_english_finds_nothing(small_engine: Engine) -> None:
    answer = small_engine.answer("What is the parking fee at the park gate per hour for cars?", DAY)
    assert answer.entries == ("parking-fee",) or "parking-fee" in [option.entry for option in answer.options]


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        pytest.param(0.7, True, id="likely in English too"),
        pytest.param(0.3, False, id="unlikely in English"),
    ],
)
def test_chinese_bears_out_what_english_offers_and_thinks_likely(
    small_engine: Engine, confidence: float, expected: bool
) -> None:
    read = small_engine.derived.interpreter.read
    in_chinese = Decider(small_engine.derived, DAY.year).decide(read("进游泳馆的门票要多少钱"))
    doubt = replace(in_chinese.verdict, status=Status.CLARIFY, confidence=confidence)
    assert in_chinese.answered and in_chinese.best.profile.entry.translations
    assert bears_out([in_chinese], [replace(in_chinese, verdict=doubt)], borne_out=0.6) is expected


@pytest.mark.parametrize(
    ("text", "as_read"),
    [
        pytest.param("youyongguan jidian kaimen", "游泳馆几点开门", id="pinyin"),
        pytest.param("游泳馆几点开门", "游泳馆几点开门", id="Chinese"),
        pytest.param("wifi怎么连", "wifi怎么连", id="Chinese with a Latin name"),
        pytest.param("游泳馆的门票多少钱?", "游泳馆的门票多少钱?", id="a phrasing"),
    ],
)
def test_what_is_no_english_is_read_as_ever(engine: Engine, text: str, as_read: str) -> None:
    assert engine.reader.read(text).text == as_read


def test_an_unknown_word_counts_as_one_that_is_not_told(engine: Engine) -> None:
    question = "How much is a ticket for the swimming pool?"
    known, unknown = (
        engine.matches(text, DAY)[0] for text in (question, question.replace("a", "a zorbing", 1))
    )
    assert known.profile.entry.id == unknown.profile.entry.id == "pool-fee"
    assert unknown.features["words"] == known.features["words"] + 1
    assert unknown.features["coverage"] < known.features["coverage"]


def test_what_is_read_word_for_word_must_be_surer(small_engine: Engine) -> None:
    """With the band above what any question reaches, all that is not a phrasing word for word is offered."""
    base = untranslated(small_engine.base)
    calibration = read_calibration()
    strict = replace(calibration, bands={**calibration.bands, "word_for_word": 1.1})
    answer = Engine(base, derive(base, strict)).answer("Where is the library and what is there?", DAY)
    assert answer.status is not Status.ANSWERED


def test_a_follow_up_takes_its_subject_from_an_english_question(engine: Engine) -> None:
    first = "How much is a ticket for the swimming pool?"
    context = engine.context_after(first, engine.answer(first, DAY), None)
    answer = engine.answer("And what time does it open in the morning?", DAY, context)
    assert answer.entries == ("pool-hours",)


def test_a_part_without_an_answer_is_named_in_english(engine: Engine) -> None:
    answer = engine.answer("How many books does the library have, and what is the mayor's salary?", DAY)
    assert answer.entries == ("library-books",)
    assert answer.unanswered_parts == ("what is the mayor's salary",)
