"""One announcement in a store: kept in any state, approved, looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.storage.database import Database
from bot.storage.store import Store
from bot.storage.tables import deliveries
from handlers.acts import Outcome
from knowledge.model.announcement import Announcement, DeliveryState, State
from tests.bot.storage.announced import keep_deliveries
from tests.bot.storage.samples import NOW, act

AUTHOR, OTHER = 1, 2
DRAFT = Announcement(
    id="a1", state=State.DRAFT, html="<b>停水</b>", author=AUTHOR, created_at=NOW, series="a1"
)


async def put(store: Store, state: State, **changes: Any) -> Announcement:
    """Keeps the announcement in a state."""
    draft = replace(DRAFT, state=state, **changes)
    await store.announcements.add(draft, act(who=AUTHOR, action="announce_new"))
    return draft


async def deliver(database: Database, *states: DeliveryState) -> None:
    """Gives it deliveries in these states, to the chats -1, -2 and so on."""
    await keep_deliveries(database, DRAFT.id, {-number: state for number, state in enumerate(states, 1)})


async def approve(store: Store, seen: Announcement, who: int, chats: int = 3, alone: int = 2) -> Outcome:
    """Somebody approves what they saw."""
    return await store.announcements.approve(
        seen, act(who=who, action="announce_approve"), chats=chats, alone_up_to=alone, not_before=None
    )


async def now(store: Store) -> Announcement:
    """The announcement as it is."""
    announcement = await store.announcements.get(DRAFT.id)
    assert announcement is not None
    return announcement


async def actions(store: Store) -> list[str]:
    """What was done, oldest first."""
    return [action.action for action in reversed(await store.staff.trail(99))]


async def amending(database: Database) -> dict[int, str]:
    """How far each chat is from showing what the announcement says now."""
    rows = await database.rows(deliveries.select().order_by(deliveries.c.chat_id))
    return {row.chat_id: row.amending for row in rows}
