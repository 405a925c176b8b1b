"""Every fixed sentence comes from the texts, the rest is staff's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.wording import Wording
from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.derived.derived import derive
from knowledge.model.answer import Status
from knowledge.model.base import Reply
from knowledge.model.entry import Entry, Translation
from knowledge.ranking.decision import Part, Verdict
from tests.knowledge.answering.compositions import composed
from tests.knowledge.samples import DAY, EMPTY, a_match


@pytest.fixture(scope="module")
def wording(small_engine: Engine) -> Wording:
    return small_engine.wording


def _conflict(kind: Kind, severity: Severity) -> Conflict:
    return Conflict(kind=kind, word="某", severity=severity)


def test_a_question_stays_chinese_where_nobody_translated_it() -> None:
    entry = replace(EMPTY, translations={"en": Translation(question="What?", answer="That.")})
    assert [entry.question_in(language) for language in ("en", "zh", "ug")] == [
        "What?",
        *[EMPTY.question] * 2,
    ]


def test_a_fixed_sentence_names_the_hotline(wording: Wording) -> None:
    assert "12345" in wording.text("unknown_offer_hotline")
    assert "12345" in wording.text("unknown_offer_hotline", "en")


def test_a_sentence_that_a_language_lacks_is_said_in_chinese(wording: Wording) -> None:
    assert wording.text("unknown", "fr") == wording.text("unknown", "zh") != wording.text("unknown", "en")


def test_a_number_that_is_written_once_stands_in_every_language(small_engine: Engine) -> None:
    texts = {**small_engine.base.texts, "hotline_number": {"zh": "12319"}}
    wording = Wording(replace(small_engine.base, texts=texts))
    assert "12319" in wording.text("unknown_offer_hotline", "en")


def test_a_fixed_sentence_takes_its_values(wording: Wording) -> None:
    answer = wording.fixed("too_long", limit="77")
    assert "77" in answer.text
    assert (answer.status, answer.confidence) == (Status.CANNED, 1.0)


@pytest.mark.parametrize(
    ("question", "languages", "language"),
    [
        pytest.param("hello", {"zh": "您好", "en": "Hello"}, "en", id="English to English"),
        pytest.param("hello", {"zh": "您好"}, "zh", id="Chinese where there is no English"),
        pytest.param("你好", {"zh": "您好", "en": "Hello"}, "zh", id="Chinese to Chinese"),
    ],
)
def test_a_reply_is_in_the_language_of_the_message(
    wording: Wording, question: str, languages: dict[str, str], language: str
) -> None:
    answer = wording.canned(Reply(kind="greeting", words=(), answer=languages), question)
    assert (answer.text, answer.language) == (languages[language], language)


def test_a_reply_names_the_hotline_of_the_town_and_keeps_other_braces(wording: Wording) -> None:
    answer = {"zh": "请打{hotline_number}{别的}", "en": "Call {hotline_number}"}
    told = wording.canned(Reply(kind="person", words=(), answer=answer), "转人工")
    assert told.text == f"请打{wording.text('hotline_number')}{{别的}}"


def test_an_answer_is_staffs_words_with_citation_note_and_related(small_engine: Engine) -> None:
    entry = small_engine.derived.entry("pool-fee")
    answer = composed(small_engine, ("请问泳池的门票多少钱", Status.ANSWERED))
    assert answer.text == entry.answer
    assert answer.citations == entry.citations
    assert answer.related == ("pool-hours",)
    assert answer.notes == (small_engine.base.sources["lanhe-notice"].as_of,)


def test_a_question_for_a_yes_gets_the_lead_and_no_yes(small_engine: Engine) -> None:
    answer = composed(small_engine, ("泳池的门票是不是12元", Status.ANSWERED))
    lead = small_engine.wording.text("yes_no_lead")
    assert answer.text == lead + small_engine.derived.entry("pool-fee").answer


def test_parts_are_told_one_a_line_and_the_unknown_is_named(small_engine: Engine) -> None:
    answer = composed(
        small_engine,
        ("泳池的门票多少钱", Status.ANSWERED),
        ("馆长是谁", Status.UNKNOWN),
        ("图书馆在哪里呢", Status.ANSWERED),
    )
    assert answer.entries == ("pool-fee", "library-place")
    assert answer.unanswered_parts == ("馆长是谁",)
    assert "馆长是谁" in answer.text.splitlines()[-1]
    assert len(answer.text.splitlines()) == 3


def test_two_parts_with_one_answer_get_it_once(small_engine: Engine) -> None:
    answer = composed(small_engine, ("泳池的门票多少钱", Status.ANSWERED), ("去泳池多少钱", Status.ANSWERED))
    assert answer.entries == ("pool-fee",)
    assert answer.text == small_engine.derived.entry("pool-fee").answer


def test_entries_that_are_told_are_not_related_to_themselves(small_engine: Engine) -> None:
    answer = composed(
        small_engine, ("泳池的门票多少钱", Status.ANSWERED), ("泳池早上几点开门", Status.ANSWERED)
    )
    assert answer.entries == ("pool-fee", "pool-hours")
    assert answer.related == ()


def test_what_is_offered_for_another_part_is_not_named_again_as_related(small_engine: Engine) -> None:
    """Given a part in doubt that may mean what is related to the answer, it is offered, and only once."""
    answer = composed(
        small_engine, ("泳池的门票多少钱", Status.ANSWERED), ("泳池早上几点开门", Status.CLARIFY)
    )
    assert answer.entries == ("pool-fee",)
    assert "pool-hours" in [option.entry for option in answer.options]
    assert answer.related == ()


def test_a_source_that_says_nothing_of_its_age_gets_the_general_note(small_engine: Engine) -> None:
    fare = small_engine.derived.entry("bus-fare")
    assert small_engine.wording.notes([fare], "zh") == (small_engine.wording.text("as_of_default"),)


def test_each_source_has_its_note_once(small_engine: Engine) -> None:
    entries = [small_engine.derived.entry(name) for name in ("pool-fee", "pool-hours", "parking-fee")]
    assert len(small_engine.wording.notes(entries, "zh")) == 2
    assert len(small_engine.wording.notes(entries, "en")) == 1
    assert small_engine.wording.notes([], "en") == ()


def test_a_source_says_in_english_what_its_figures_are_of(small_engine: Engine) -> None:
    base = small_engine.base
    notice = replace(base.sources["lanhe-notice"], as_of_en="As of 2030.")
    town = replace(base, sources={**base.sources, "lanhe-notice": notice})
    answer = Engine(town, derive(town)).answer("how much is the swimming pool", DAY)
    assert answer.notes == ("As of 2030.",)


@pytest.mark.parametrize(
    ("entry", "begins"),
    [
        pytest.param("pool-fee", "A swimming pool ticket", id="translated"),
        pytest.param("road-length", "This entry has no English", id="not translated"),
    ],
)
def test_an_english_answer_is_the_translation_or_says_that_there_is_none(
    small_engine: Engine, entry: str, begins: str
) -> None:
    held: Entry = small_engine.derived.entry(entry)
    assert small_engine.wording.told(held, "en").startswith(begins)
    assert small_engine.wording.told(held, "zh") == held.answer


@pytest.mark.parametrize("status", [Status.CLARIFY, Status.UNKNOWN])
def test_options_are_three_at_most_and_cite_nothing(small_engine: Engine, status: Status) -> None:
    answer = composed(small_engine, ("泳池图书馆公园的书和树多少钱", status))
    assert answer.status is status
    assert 0 < len(answer.options) <= 3
    assert not answer.citations and not answer.entries
    assert (answer.confidence > 0) is (status is Status.CLARIFY)


def test_options_are_in_the_language_of_the_question(small_engine: Engine) -> None:
    answer = composed(small_engine, ("pool", Status.CLARIFY))
    assert answer.text == small_engine.wording.text("clarify", "en")
    of_pool = [option for option in answer.options if option.entry.startswith("pool")]
    assert of_pool and all(option.question.isascii() for option in of_pool)


def test_an_unknown_without_anything_near_offers_the_hotline_alone(small_engine: Engine) -> None:
    answer = composed(small_engine, ("qwrtp", Status.UNKNOWN))
    assert answer.text.count("\n") == 1 and "12345" in answer.text
    assert not answer.options


@pytest.mark.parametrize(
    ("question", "key"),
    [
        pytest.param("青石镇的泳池门票多少钱", "unknown_nearby", id="another place"),
        pytest.param("图书馆有没有书库", "unknown_perhaps", id="in doubt"),
    ],
)
def test_what_is_near_is_denied_only_where_something_else_is_asked(
    small_engine: Engine, question: str, key: str
) -> None:
    answer = composed(small_engine, (question, Status.UNKNOWN))
    assert answer.options and answer.text.endswith(small_engine.wording.text(key))


@pytest.mark.parametrize(
    ("conflicts", "key"),
    [
        pytest.param([[_conflict(Kind.QUALIFIER, Severity.FIRM)]], "unknown_nearby", id="another group"),
        pytest.param([[_conflict(Kind.NAME, Severity.BARRING)]], "unknown_nearby", id="ruled out"),
        pytest.param([[_conflict(Kind.NAME, Severity.FIRM)]], "unknown_perhaps", id="a name it does not say"),
        pytest.param(
            [[_conflict(Kind.ATTRIBUTE, Severity.FIRM)]], "unknown_perhaps", id="nor such an attribute"
        ),
        pytest.param(
            [[_conflict(Kind.QUALIFIER, Severity.WEIGHED)]], "unknown_perhaps", id="hardly another group"
        ),
        pytest.param(
            [[_conflict(Kind.FACET, Severity.FIRM)], []], "unknown_perhaps", id="nothing against one of them"
        ),
    ],
)
def test_what_is_near_is_denied_only_if_all_of_it_is_something_else(
    small_engine: Engine, conflicts: list[list[Conflict]], key: str
) -> None:
    matches = tuple(a_match(f"near-{n}", 0.1, conflicts=tuple(each)) for n, each in enumerate(conflicts))
    query = small_engine.derived.interpreter.read("图书馆有没有书库")
    verdict = Verdict(status=Status.UNKNOWN, matches=matches, confidence=0.0)
    answer = small_engine.wording.compose([Part(query=query, verdict=verdict, matches=matches)], DAY)
    assert answer.text.endswith(small_engine.wording.text(key))


def test_the_explanation_gives_reading_score_and_conflicts(small_engine: Engine) -> None:
    answer = composed(small_engine, ("青石镇的泳池门票多少钱", Status.UNKNOWN))
    steps = {(reason.step, reason.what) for reason in answer.why}
    assert {("interpret", "text"), ("interpret", "qualifier area"), ("rank", "score")} <= steps
    assert ("decide", "qualifier") in steps
    assert any(what.startswith("facet ") for _, what in steps)
