"""Updates are written down once and handed out until they are done."""

from __future__ import annotations

from bot.inbox import Received
from bot.storage.database import Database
from bot.storage.store import Store
from tests.bot.storage.conftest import rows
from tests.bot.storage.samples import NOW


def received(update_id: int, lane: str = "a") -> Received:
    """An update with a payload."""
    return Received(update_id=update_id, lane=lane, payload={"message": {"text": "你好"}})


async def test_an_update_is_written_down_once(store: Store, database: Database) -> None:
    assert await store.updates.write_down([received(1), received(2)], NOW) == {1, 2}
    assert await store.updates.write_down([received(2), received(3)], NOW) == {3}
    assert await rows(database, "updates") == 3


async def test_what_is_not_done_is_handed_out_again_in_order(store: Store) -> None:
    await store.updates.write_down([received(3), received(1), received(2)], NOW)
    await store.updates.done(2, NOW)
    left = await store.updates.unfinished()
    assert [update.update_id for update in left] == [1, 3]
    assert left[0].payload == {"message": {"text": "你好"}}
    assert all(update.again for update in left)


async def test_the_payload_goes_when_the_update_is_done(store: Store, database: Database) -> None:
    await store.updates.write_down([received(1), received(2)], NOW)
    await store.updates.done(1, NOW)
    await store.updates.give_up(2, NOW)
    assert await rows(database, "updates WHERE payload IS NULL") == 2
    assert await store.updates.unfinished() == ()


async def test_attempts_are_counted(store: Store) -> None:
    await store.updates.write_down([received(1)], NOW)
    assert [await store.updates.begin(1) for _ in range(3)] == [1, 2, 3]
