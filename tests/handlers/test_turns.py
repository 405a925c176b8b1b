"""Turns of a conversation: which options stay after one was picked, and what is remembered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.records import ChatMemory
from handlers.turns import none_of_these, picked_entry, typed
from knowledge.answering.engine import Engine
from knowledge.model.answer import Status

NOW = datetime(2031, 1, 10, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def offered(small_engine: Engine) -> ChatMemory:
    """What is remembered once options were offered."""
    memory = typed(small_engine, "游泳馆", None, TODAY, NOW).memory
    assert len(memory.options) > 1
    return memory


def test_after_one_option_another_may_be_picked(small_engine: Engine, offered: ChatMemory) -> None:
    first = typed(small_engine, "1", offered, TODAY, NOW)
    second = typed(small_engine, "那第二个呢", first.memory, TODAY, NOW)
    assert (*first.answer.entries, *second.answer.entries) == offered.options[:2]


def test_one_of_several_answered_entries_is_picked_by_its_position(small_engine: Engine) -> None:
    first = typed(small_engine, "泳池门票多少钱？图书馆在哪里？", None, TODAY, NOW)
    assert typed(small_engine, "第二个", first.memory, TODAY, NOW).answer.entries == ("library-place",)


def test_an_entry_picked_elsewhere_leaves_no_options(small_engine: Engine, offered: ChatMemory) -> None:
    """Given options, when a button below another answer is pressed, then no number picks them any more."""
    turn = picked_entry(small_engine, "park-trees", "zh", offered, TODAY, NOW)
    assert turn.answer.entries == ("park-trees",)
    assert turn.memory.options == ()


def test_all_options_are_answered_at_once(small_engine: Engine, offered: ChatMemory) -> None:
    turn = typed(small_engine, "都要", offered, TODAY, NOW)
    assert turn.answer.entries == turn.memory.entries == offered.options


@pytest.mark.parametrize("text", ["谢谢", "9"])
def test_a_text_that_is_no_question_keeps_the_options(
    small_engine: Engine, offered: ChatMemory, text: str
) -> None:
    turn = typed(small_engine, text, offered, TODAY, NOW)
    assert turn.answer.status is Status.CANNED
    assert turn.memory.options == offered.options


def test_options_that_were_only_offered_are_not_remembered_as_told(offered: ChatMemory) -> None:
    assert not offered.told


def test_after_none_of_these_there_is_no_context(small_engine: Engine, offered: ChatMemory) -> None:
    memory = none_of_these(small_engine, "zh", offered, NOW).memory
    assert (memory.question, memory.entries, memory.options) == ("", (), ())
