"""Acts on an approved announcement: only allowed steps, each with its line in the audit trail."""

from __future__ import annotations

import pytest

from bot.storage.database import Database
from bot.storage.store import Store
from handlers.acts import Refused
from knowledge.model.announcement import STEPS, DeliveryState, State
from tests.bot.storage.drafts import DRAFT, actions, amending, deliver, now, put
from tests.bot.storage.samples import NOW, act

ACTS = ("pause", "resume", "cancel", "withdraw", "resend_failed")
ALLOWED = {
    "pause": {State.APPROVED, State.SCHEDULED, State.SENDING},
    "resume": {State.PAUSED},
    "cancel": {state for state in State if State.CANCELLED in STEPS[state]},
    "withdraw": {State.SENDING, State.PAUSED, State.DONE, State.CANCELLED},
    "resend_failed": {State.DONE},
}


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("state", list(State))
async def test_an_act_is_done_where_its_state_allows_it_and_only_then(
    store: Store, database: Database, verb: str, state: State
) -> None:
    await put(store, state, resume_to=State.SENDING if state is State.PAUSED else None)
    await deliver(database, DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.PENDING)
    outcome = await getattr(store.announcements, verb)(DRAFT.id, act(action=verb))
    after = await now(store)
    assert outcome.done is (state in ALLOWED[verb])
    assert ((await actions(store))[-1] == verb) is outcome.done
    assert after.state is state or after.state in STEPS[state]
    if not outcome.done:
        assert outcome.refused is Refused.MOVED_ON
        assert after.state is state


async def test_a_paused_announcement_resumes_where_it_was(store: Store) -> None:
    await put(store, State.APPROVED)
    await store.announcements.pause(DRAFT.id, act())
    announcement = await now(store)
    assert (announcement.state, announcement.resume_to) == (State.PAUSED, State.SCHEDULED)
    await store.announcements.resume(DRAFT.id, act())
    announcement = await now(store)
    assert (announcement.state, announcement.resume_to, announcement.send_at) == (State.SCHEDULED, None, NOW)


async def test_cancelling_stops_deliveries_that_no_worker_has_begun(store: Store, database: Database) -> None:
    await put(store, State.SENDING)
    await deliver(database, DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.SENDING)
    assert (await store.announcements.cancel(DRAFT.id, act())).deliveries == 1
    counts = await store.deliveries.counts(DRAFT.id)
    assert counts == {DeliveryState.SENT: 1, DeliveryState.CANCELLED: 1, DeliveryState.SENDING: 1}


async def test_withdrawing_makes_sent_messages_due_for_removal_and_cancels_the_rest(
    store: Store, database: Database
) -> None:
    await put(store, State.SENDING)
    await deliver(database, DeliveryState.SENT, DeliveryState.PENDING)
    assert (await store.announcements.withdraw(DRAFT.id, act())).deliveries == 1
    assert await amending(database) == {-1: "due", -2: ""}
    announcement = await now(store)
    assert (announcement.state, announcement.withdrawn_at) == (State.CANCELLED, NOW)
    assert (await store.announcements.withdraw(DRAFT.id, act())).refused is Refused.WITHDRAWN
    assert (await store.announcements.resend_failed(DRAFT.id, act())).refused is Refused.WITHDRAWN


async def test_failed_deliveries_are_sent_again_if_there_are_any(store: Store, database: Database) -> None:
    await put(store, State.DONE)
    assert (await store.announcements.resend_failed(DRAFT.id, act())).refused is Refused.NOTHING_LEFT
    await deliver(database, DeliveryState.SENT, DeliveryState.FAILED)
    assert (await store.announcements.resend_failed(DRAFT.id, act())).deliveries == 1
    [again, sent] = await store.deliveries.rows(DRAFT.id)
    assert (again.state, again.attempts, again.reason) == (DeliveryState.PENDING, 0, "")
    assert sent.state is DeliveryState.SENT
    assert (await now(store)).state is State.SENDING


async def test_an_act_on_an_unknown_announcement_is_refused(store: Store) -> None:
    assert (await store.announcements.pause("gone", act())).refused is Refused.GONE
    assert await store.staff.trail(9) == ()
