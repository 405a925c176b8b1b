"""A conversation remembers the last answer for ten minutes, and the options it offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from bot.terminal.conversation import Conversation
from knowledge.answering.engine import Engine
from knowledge.model.answer import Status

DAY = date(2031, 1, 10)
HOURS, FOLLOW_UP = "游泳馆早上几点开门？", "那多少钱呢？"  # alone, the second may mean several things


@dataclass
class Clock:
    """A clock that a test sets, and that advances by a tick whenever it is read."""

    now: float = 5_000.0
    tick: float = 0.0

    def perf_counter(self) -> float:
        """The seconds on this clock."""
        self.now += self.tick
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("bot.terminal.conversation.time", clock)
    return clock


@pytest.fixture
def conversation(small_engine: Engine) -> Conversation:
    return Conversation(small_engine, DAY)


@pytest.mark.parametrize(
    "seconds", [pytest.param(0, id="at once"), pytest.param(599, id="within ten minutes")]
)
def test_a_follow_up_is_completed_with_the_subject_of_the_context(
    clock: Clock, conversation: Conversation, seconds: float
) -> None:
    conversation.ask(HOURS)
    clock.now += seconds
    assert conversation.ask(FOLLOW_UP).answer.entries == ("pool-fee",)


def test_after_ten_minutes_the_subject_is_forgotten(clock: Clock, conversation: Conversation) -> None:
    conversation.ask(HOURS)
    clock.now += 601
    assert not conversation.ask(FOLLOW_UP).answer.entries


def test_every_answer_starts_the_ten_minutes_anew(clock: Clock, conversation: Conversation) -> None:
    for _ in range(2):
        conversation.ask(HOURS)
        clock.now += 400
    assert conversation.ask(FOLLOW_UP).answer.entries == ("pool-fee",)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("谢谢", id="thanks"),
        pytest.param("", id="nothing"),
        pytest.param("校长是谁", id="a question without an answer"),
    ],
)
def test_a_turn_without_an_entry_does_not_make_it_forget(conversation: Conversation, between: str) -> None:
    conversation.ask(HOURS)
    assert not conversation.ask(between).answer.entries
    assert conversation.ask(FOLLOW_UP).answer.entries == ("pool-fee",)


def test_another_area_lasts_until_one_is_named(conversation: Conversation) -> None:
    """Given the pool of another town, when its fee is asked for, then that of ours is not the answer."""
    conversation.ask("青石镇游泳馆几点开门")
    assert conversation.ask(FOLLOW_UP).answer.status is Status.UNKNOWN


def test_a_new_conversation_has_no_context(small_engine: Engine) -> None:
    Conversation(small_engine, DAY).ask(HOURS)
    assert not Conversation(small_engine, DAY).ask(FOLLOW_UP).answer.entries


def test_the_options_of_the_last_answer_are_kept(conversation: Conversation) -> None:
    assert conversation.options == ()
    offered = conversation.ask("游泳馆").answer
    assert offered.status is Status.CLARIFY
    assert conversation.options == offered.options
    assert 1 <= len(conversation.options) <= 3
    conversation.ask("谢谢")
    assert conversation.options == offered.options
    conversation.ask(HOURS)
    assert conversation.options == ()


def test_an_option_that_is_picked_is_answered_with_its_citation(conversation: Conversation) -> None:
    conversation.ask("游泳馆")
    [option] = [option for option in conversation.options if option.entry == "pool-fee"]
    answer = conversation.pick([option]).answer
    assert answer.status is Status.ANSWERED
    assert answer.entries == ("pool-fee",)
    assert [citation.evidence for citation in answer.citations] == ["门票一次12元"]
    assert answer.notes


def test_a_follow_up_is_read_after_the_option_that_was_picked(conversation: Conversation) -> None:
    conversation.ask("游泳馆")
    [option] = [option for option in conversation.options if option.entry == "pool-hours"]
    conversation.pick([option])
    assert option in conversation.options
    assert conversation.ask(FOLLOW_UP).answer.entries == ("pool-fee",)


@pytest.mark.parametrize("text", ["第一个", "1"])
def test_a_typed_text_may_pick_an_option(conversation: Conversation, text: str) -> None:
    [first, *_] = conversation.say("游泳馆").answer.options
    assert conversation.say(text).answer.entries == (first.entry,)


def test_rejecting_all_options_removes_them(conversation: Conversation) -> None:
    conversation.say("游泳馆")
    assert conversation.say("都不是").answer.status is Status.CANNED
    assert conversation.options == ()


def test_the_engines_time_is_given_in_milliseconds(clock: Clock, conversation: Conversation) -> None:
    clock.tick = 0.25
    assert conversation.ask("游泳馆").ms == 250
    assert conversation.pick([conversation.options[0]]).ms >= 250


@pytest.mark.parametrize("text", ["2", "第二个", "都不是", "x", "0"])
def test_a_turn_that_asks_nothing_does_not_repeat_the_last_answer(
    conversation: Conversation, text: str
) -> None:
    conversation.ask(HOURS)
    assert conversation.ask(text).answer.status is not Status.ANSWERED


def test_offered_entries_are_the_context_until_they_are_rejected(small_engine: Engine) -> None:
    conversation = Conversation(small_engine, DAY)
    assert conversation.ask("游泳馆").answer.status is Status.CLARIFY
    assert conversation.ask("几点开门").answer.entries == ("pool-hours",)
    conversation.reject()
    assert conversation.options == ()
    assert conversation.ask("游泳馆").answer.status is Status.CLARIFY
