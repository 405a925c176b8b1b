"""Current announcements beside an answer, or before it: found when asked for, shown with their date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from handlers.context import Services
from handlers.render import Block, answer_blocks, option_blocks
from handlers.turns import TurnResult
from knowledge.announcements.matching import (
    asks_for_announcements,
    asks_for_any,
    fitting,
    telling,
)
from knowledge.announcements.spoken_days import spoken_days
from knowledge.answering.engine import Engine
from knowledge.files.markup import plain
from knowledge.model.announcement import Announcement
from knowledge.model.answer import Answer, Option, Status


async def with_announcements(
    services: Services, engine: Engine, chat_id: int, turn: TurnResult
) -> TurnResult:
    """The turn with the current announcements that its question fits.

    A question that has an answer keeps it alone, unless it asks for announcements by that name. One without
    is answered by the announcements that may answer it, or that it asks for by that name; those that say only
    most of its words are mentioned below, and the question stays open.
    """
    status, by_name = turn.answer.status, asks_for_announcements(engine, turn.question)
    answered = status is Status.ANSWERED and not by_name
    if turn.heading or status is Status.CANNED or answered:
        return turn
    current = await services.announced.current(services.now(), chat_id)
    announced = fitting(engine, turn.question, current)
    if by_name and status is Status.UNKNOWN and (announced or asks_for_any(engine, turn.question)):
        key = "announcements" if announced else "announcements_none"
        return _told_first(engine, turn, announced, key)
    if status is not Status.ANSWERED and (first := telling(engine, turn.question, announced)):
        if by_name:
            return _told_first(engine, turn, first, "announcements")
        return _before_the_rest(engine, turn, first)
    return replace(turn, announced=announced)


def _before_the_rest(engine: Engine, turn: TurnResult, announced: tuple[Announcement, ...]) -> TurnResult:
    """The turn with announcements first: below them is what may be meant otherwise, or whom to ask."""
    options = turn.answer.options if turn.answer.status is Status.CLARIFY else ()
    below = "announcements_or" if options else "announcements_else"
    told = _told_first(engine, turn, announced, "announcements_first", options)
    return replace(told, below=engine.wording.text(below, turn.answer.language))


def _told_first(
    engine: Engine,
    turn: TurnResult,
    announced: tuple[Announcement, ...],
    key: str,
    options: tuple[Option, ...] = (),
) -> TurnResult:
    """The turn that announcements answer; like a fixed reply it leaves nothing for staff to do."""
    language = turn.answer.language
    text = engine.wording.text(key, language)
    answer = Answer(status=Status.CANNED, text=text, language=language, options=options, confidence=1.0)
    return replace(turn, answer=answer, announced=announced, memory=replace(turn.memory, failed=0))


def turn_blocks(engine: Engine, turn: TurnResult, now: datetime, *, simple: bool) -> Iterator[Block]:
    """What is said in a turn: the answer with announcements under it, or announcements first."""
    if turn.below:
        yield Block(text=turn.answer.text)
        yield from _announcements(engine, turn, now)
        yield Block(text=turn.below)
        yield from option_blocks(turn.answer)
        return
    yield from answer_blocks(engine, turn.answer, heading=turn.heading, failed=turn.failed, simple=simple)
    if turn.announced and turn.answer.status is not Status.CANNED:
        yield Block(text=engine.wording.text("announcements_nearby", turn.answer.language))
    yield from _announcements(engine, turn, now)


def _announcements(engine: Engine, turn: TurnResult, now: datetime) -> Iterator[Block]:
    """The announcements of a turn, each in staff's words under its date.

    Where one that was sent on another day speaks of days as seen from its own (明早), this is said below it.
    """
    wording, language = engine.wording, turn.answer.language
    for announcement in turn.announced:
        sent, words = _sent_on(announcement, now), plain(announcement.html)
        day = _day(engine, sent, now.date(), language)
        yield Block(text=wording.text("announced_on", language, date=day), tag="b")
        yield Block(text=words)
        dated = sent != now.date() and not announcement.revision  # new words may be of a later day
        days = spoken_days(words) if dated else ()
        if days:
            yield Block(text=wording.text("announced_days", language, days="、".join(days)), tag="i")


def _sent_on(announcement: Announcement, now: datetime) -> date:
    """The day it was sent, by the town's clock."""
    return (announcement.started_at or announcement.created_at).astimezone(now.tzinfo).date()


def _day(engine: Engine, sent: date, today: date, language: str) -> str:
    """The day it was sent, and how long ago that was."""
    ago = (today - sent).days
    day = f"{sent.year}年{sent.month}月{sent.day}日" if language == "zh" else sent.isoformat()
    if ago <= 0:
        since = engine.wording.text("day_today", language)
    elif ago == 1:
        since = engine.wording.text("day_yesterday", language)
    else:
        since = engine.wording.text("days_ago", language, days=str(ago))
    return f"{day}（{since}）" if language == "zh" else f"{day} ({since})"
