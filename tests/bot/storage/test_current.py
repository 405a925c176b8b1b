"""Which announcements are current, and so may be shown beside an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from bot.storage.announcement_rows import row_of
from bot.storage.current import Current
from bot.storage.database import Database
from bot.storage.tables import announcements, deliveries
from knowledge.model.announcement import TOLD_FOR, Announcement, DeliveryState, State, Target
from tests.bot.storage.samples import NOW

STAFF_GROUP, GROUP, CITIZEN = -1, -5, 7
SENT = Announcement(
    id="a", state=State.DONE, html="停水", author=1, created_at=NOW, series="a", started_at=NOW
)


async def keep(database: Database, *chosen: Announcement, to: int = GROUP, state: str = "sent") -> None:
    """Announcements with a delivery each."""

    def job(connection: Connection) -> None:
        for one in chosen:
            connection.execute(insert(announcements).values(row_of(one)))
            connection.execute(insert(deliveries).values(_delivery(one.id, to, state)))

    await database.write(job)


def _delivery(announcement: str, to: int, state: str) -> dict[str, Any]:
    fixed = {
        "attempts": 1,
        "due_at": NOW,
        "message_ids": [9],
        "shown_revision": 0,
        "amending": "",
        "reason": "",
    }
    return {"announcement": announcement, "chat_id": to, "state": state, **fixed}


async def current_ids(
    database: Database, chat: int = CITIZEN, after: timedelta = timedelta(hours=1)
) -> list[str]:
    return [
        announcement.id for announcement in await Current(database, STAFF_GROUP).current(NOW + after, chat)
    ]


@pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.DONE])
async def test_a_sent_announcement_is_current(database: Database, state: State) -> None:
    await keep(database, replace(SENT, state=state))
    assert await current_ids(database) == ["a"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"state": State.DRAFT, "started_at": None}, id="a draft"),
        pytest.param({"state": State.SCHEDULED, "started_at": None}, id="not yet"),
        pytest.param({"state": State.CANCELLED}, id="cancelled"),
        pytest.param({"withdrawn_at": NOW}, id="withdrawn"),
        pytest.param({"valid_until": NOW}, id="over"),
    ],
)
async def test_what_was_not_sent_or_is_over_is_not_current(
    database: Database, changes: dict[str, Any]
) -> None:
    await keep(database, replace(SENT, **changes))
    assert await current_ids(database) == []


async def test_without_an_end_it_is_current_for_some_days(database: Database) -> None:
    await keep(database, SENT)
    assert await current_ids(database, after=TOLD_FOR) == ["a"]
    assert await current_ids(database, after=TOLD_FOR + timedelta(seconds=1)) == []


async def test_with_an_end_it_is_current_until_then(database: Database) -> None:
    await keep(database, replace(SENT, valid_until=NOW + 3 * TOLD_FOR))
    assert await current_ids(database, after=3 * TOLD_FOR) == ["a"]


@pytest.mark.parametrize(
    ("to", "state"),
    [
        pytest.param(STAFF_GROUP, "sent", id="the staff group alone"),
        *(pytest.param(GROUP, state.value, id=state.value) for state in DeliveryState if state != "sent"),
    ],
)
async def test_what_reached_no_chat_was_not_announced(database: Database, to: int, state: str) -> None:
    await keep(database, SENT, to=to, state=state)
    assert await current_ids(database) == []


async def test_an_announcement_to_single_chats_is_current_there_only(database: Database) -> None:
    await keep(database, replace(SENT, target=Target(chats=(GROUP,))))
    assert await current_ids(database) == []
    assert await current_ids(database, GROUP) == ["a"]
    await keep(database, replace(SENT, id="b", series="b", target=Target(tags=("供水",), chats=(GROUP,))))
    assert await current_ids(database) == ["b"]


async def test_of_a_series_only_the_last_is_current_and_the_newest_come_first(database: Database) -> None:
    again = replace(SENT, id="b", send_at=NOW, started_at=NOW + timedelta(minutes=1))
    other = replace(SENT, id="c", series="c", started_at=NOW + timedelta(seconds=1))
    await keep(database, SENT, again, other)
    assert await current_ids(database) == ["b", "c"]
