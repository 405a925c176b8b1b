"""Current announcements beside an answer: found when asked for, shown with their date, never in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from handlers.context import Services
from handlers.render import Block
from handlers.turns import TurnResult
from knowledge.announcements.matching import asks_for_announcements, asks_for_any, fitting
from knowledge.answering.engine import Engine
from knowledge.files.markup import plain
from knowledge.model.announcement import Announcement
from knowledge.model.answer import Answer, Status


async def with_announcements(
    services: Services, engine: Engine, chat_id: int, turn: TurnResult
) -> TurnResult:
    """The turn with the current announcements that its question fits.

    A question that has an answer keeps it alone, unless it asks for announcements by that name; one that
    does and has no other answer is answered by the announcements. Everything else stays what it was.
    """
    status, by_name = turn.answer.status, asks_for_announcements(engine, turn.question)
    answered = status is Status.ANSWERED and not by_name
    if turn.heading or status is Status.CANNED or answered:
        return turn
    current = await services.announced.current(services.now(), chat_id)
    announced = fitting(engine, turn.question, current)
    instead = by_name and status is Status.UNKNOWN and bool(announced or asks_for_any(engine, turn.question))
    if not instead:
        return replace(turn, announced=announced)
    language = turn.answer.language
    text = engine.wording.text("announcements" if announced else "announcements_none", language)
    answer = Answer(status=Status.CANNED, text=text, language=language, confidence=1.0)
    return replace(turn, answer=answer, announced=announced, memory=replace(turn.memory, failed=0))


def announcement_blocks(engine: Engine, turn: TurnResult, now: datetime) -> Iterator[Block]:
    """The announcements of a turn, each in staff's words under its date."""
    wording, language = engine.wording, turn.answer.language
    if turn.announced and turn.answer.status is not Status.CANNED:
        yield Block(text=wording.text("announcements_nearby", language))
    for announcement in turn.announced:
        yield Block(
            text=wording.text("announced_on", language, date=_day(announcement, now, language)), tag="b"
        )
        yield Block(text=plain(announcement.html))


def _day(announcement: Announcement, now: datetime, language: str) -> str:
    """The day it was sent, by the town's clock."""
    day = (announcement.started_at or announcement.created_at).astimezone(now.tzinfo)
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day:%Y-%m-%d}"
