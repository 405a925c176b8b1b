"""An announcement to three chats that is being sent, and the workers that send it."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.database import Database
from bot.storage.delivery_rows import Letter
from bot.storage.rates import RateLimits
from bot.storage.store import Store, store_in
from tests.bot.storage.announced import announcement, keep, keep_chats
from tests.bot.storage.samples import NOW

UNLIMITED = RateLimits(per_second=1e6, per_minute_group=10**6, burst=1000)
LEASE = timedelta(seconds=60)
LATER = NOW + timedelta(seconds=61)
CHATS = (-13, -12, -11)
ME, OTHER = "me", "other"


async def begun(database: Database, **changes: object) -> Store:
    """A store with an announcement to three chats that has begun."""
    store = store_in(database)
    await keep_chats(database, CHATS)
    await keep(database, announcement(**changes))
    assert await store.deliveries.begin_due(NOW) == ("a1",)
    return store


async def under_way(store: Store, owner: str = ME, limit: int = 1) -> list[Letter]:
    """Deliveries that are written down as being sent."""
    claimed = await store.deliveries.claim(owner, NOW, LEASE, limit)
    return list((await store.deliveries.sending(claimed, UNLIMITED, NOW, LEASE)).letters)


async def states(store: Store) -> list[str]:
    """The states of the deliveries, by chat."""
    return [delivery.state.value for delivery in await store.deliveries.rows("a1")]
