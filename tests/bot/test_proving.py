"""An announcement that waits is paused when the knowledge base carries its figures no more."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import ExtBot

from bot.proving import Proving
from bot.storage.store import Store
from knowledge.announcements.proof import with_citations
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.model.announcement import Announcement, State
from knowledge.model.base import KnowledgeBase
from tests.bot.storage.samples import NOW, act
from tests.handlers.telegram import RecordingRequest


def without_evidence(base: KnowledgeBase) -> KnowledgeBase:
    """A later version, in which the first entry cites another phrase."""
    first, *others = base.entries
    cited = tuple(replace(citation, evidence="整修柳溪路") for citation in first.citations)
    return replace(base, version="later", entries=(replace(first, citations=cited), *others))


@pytest.fixture
def request_() -> RecordingRequest:
    return RecordingRequest()


async def test_it_waits_as_long_as_it_is_proved_and_is_paused_then(
    sqlite_store: Store, small_engine: Engine, request_: RecordingRequest
) -> None:
    entry = small_engine.base.entries[0]
    html = with_citations(small_engine, entry.answer, [entry.id])
    announcement = Announcement(
        id="a1",
        state=State.SCHEDULED,
        html=html,
        author=2,
        created_at=NOW,
        series="a1",
        entries=(entry.id,),
    )
    await sqlite_store.announcements.add(announcement, act(action="announce_new"))
    later = without_evidence(small_engine.base)
    engines = iter([small_engine, Engine(later, derive(later))])
    bot: ExtBot[None] = ExtBot("1:T", request=request_, get_updates_request=RecordingRequest())
    proving = Proving(sqlite_store, bot, lambda: next(engines), ZoneInfo("Asia/Shanghai"))
    await proving.look(NOW)
    assert await sqlite_store.announcements.get("a1") == announcement
    await proving.look(NOW)
    paused = await sqlite_store.announcements.get("a1")
    assert paused is not None and paused.state is State.PAUSED
    [(_, letter)] = request_.calls
    assert letter["chat_id"] == 2
    assert "公告 a1 批准以后，知识库改过了" in letter["text"]
    [last, _] = await sqlite_store.staff.trail(9)
    assert (last.who, last.action) == (0, "announce_pause")
