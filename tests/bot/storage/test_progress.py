"""Authors are told how far their announcements are, until they have the report."""

from __future__ import annotations

from bot.storage.database import Database
from bot.storage.store import Store
from knowledge.model.announcement import DeliveryState, State
from tests.bot.storage.announced import change
from tests.bot.storage.drafts import DRAFT, deliver, put
from tests.bot.storage.samples import NOW, act


async def test_progress_is_due_until_the_author_has_the_report(store: Store, database: Database) -> None:
    await put(store, State.DRAFT)
    assert await store.progress.under_way() == ()
    await change(database, DRAFT.id, state=State.SENDING.value, started_at=NOW)
    [course] = await store.progress.under_way()
    assert (course.message, course.ended) == (None, False)
    await store.progress.shown(DRAFT.id, 77)
    await change(database, DRAFT.id, state=State.DONE.value)
    [course] = await store.progress.under_way()
    assert (course.message, course.ended) == (77, True)
    await store.progress.reported(DRAFT.id, NOW)
    assert await store.progress.under_way() == ()
    await deliver(database, DeliveryState.FAILED)
    await store.announcements.resend_failed(DRAFT.id, act())
    assert len(await store.progress.under_way()) == 1
