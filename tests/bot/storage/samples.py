"""Values that tests of the store keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from handlers.records import Action, Channel, ChatMemory, Exchange, KeptAnswer
from knowledge.model.answer import Status

NOW = datetime(2031, 1, 10, 8, 0, tzinfo=UTC)
ANN, BEN = "a" * 32, "b" * 32
CHAT = "c" * 32

ASKED = KeptAnswer(
    id="answer-1",
    at=NOW,
    person=ANN,
    chat=CHAT,
    place=Channel.PRIVATE,
    question="游泳馆的门票多少钱？",
    status=Status.ANSWERED,
    language="zh",
    confidence=0.97,
    content_version="v1",
    thresholds={"answer": 0.8},
    entries=("pool-fee", "pool-hours"),
    question_message=7,
    answer_messages=(8, 9),
)

TURN = ChatMemory(question="封顶线？", at=NOW, entries=("ceiling",), options=("a", "b"), failed=1)


def asked(**changes: Any) -> KeptAnswer:
    """The sample answer, changed."""
    return replace(ASKED, **changes)


def exchange(**changes: Any) -> Exchange:
    """A turn of the sample person without an answer, changed."""
    return replace(Exchange(update_id=5, at=NOW, person=ANN, chat=CHAT, turn=TURN, asked=None), **changes)


def act(**changes: Any) -> Action:
    """Something staff did, changed."""
    return replace(Action(who=1, action="stop_answers", what="", why="停电", at=NOW), **changes)
