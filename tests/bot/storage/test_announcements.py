"""Acts on announcements: only allowed steps, of two at once one, each with its line in the audit trail."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from bot.storage.database import Database
from bot.storage.store import Store
from bot.storage.tables import announcements, deliveries
from handlers.records import Outcome, Refused, Step
from knowledge.announcement import (
    STEPS,
    Announcement,
    Attachment,
    AttachmentKind,
    DeliveryState,
    OnDoubt,
    Repeat,
    State,
    Target,
)
from tests.bot.storage.samples import NOW, act

AUTHOR, OTHER = 1, 2
DRAFT = Announcement(
    id="a1", state=State.DRAFT, html="<b>停水</b>", author=AUTHOR, created_at=NOW, series="a1"
)
RICH = replace(
    DRAFT,
    attachment=Attachment(kind=AttachmentKind.PHOTO, file_id="p"),
    entries=("pool-fee",),
    target=Target(tags=("医疗",), chats=(-100,)),
    pin=True,
    silent=True,
    urgent=True,
    on_doubt=OnDoubt.RESEND,
    send_at=NOW,
    repeat=Repeat(cron="0 9 * * 1", until=NOW + timedelta(days=60)),
    amends="a0",
)


async def put(store: Store, state: State, **changes: Any) -> Announcement:
    """Keeps an announcement in a state."""
    held = replace(DRAFT, state=state, **changes)
    await store.announcements.add(held, act(who=AUTHOR, action="announce_new"))
    return held


async def deliver(database: Database, *states: DeliveryState) -> None:
    """Gives the announcement deliveries in these states."""
    rows = [
        {
            "announcement": DRAFT.id,
            "chat_id": -number,
            "state": state.value,
            "attempts": 3,
            "due_at": NOW,
            "message_ids": [number],
            "shown_revision": 0,
            "amending": "",
            "reason": "forbidden",
        }
        for number, state in enumerate(states, start=1)
    ]

    def job(connection: Connection) -> None:
        connection.execute(insert(deliveries), rows)

    await database.write(job)


async def approve(store: Store, seen: Announcement, who: int, chats: int = 3, alone: int = 2) -> Outcome:
    return await store.announcements.approve(
        seen, act(who=who, action="announce_approve"), chats=chats, alone_up_to=alone, not_before=None
    )


async def now(store: Store) -> Announcement:
    held = await store.announcements.get(DRAFT.id)
    assert held is not None
    return held


async def actions(store: Store) -> list[str]:
    return [held.action for held in reversed(await store.staff.trail(99))]


async def test_everything_of_an_announcement_is_kept(store: Store) -> None:
    await store.announcements.add(RICH, act())
    assert await store.announcements.get("a1") == RICH
    assert await store.announcements.get("a0") is None


async def test_a_draft_without_words_is_not_listed(store: Store) -> None:
    await put(store, State.DRAFT, html="")
    assert await store.announcements.listed(9) == ()
    await store.announcements.save(DRAFT, act(action="announce_change"))
    assert await store.announcements.listed(9) == (DRAFT,)
    assert await store.announcements.listed(9, [State.DONE]) == ()


async def test_it_is_confirmed_then_approved(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    assert (await approve(store, draft, OTHER)).refused is Refused.UNCONFIRMED
    assert (await store.announcements.confirm(draft, 0, act())).refused is Refused.NO_CHATS
    assert (await store.announcements.confirm(draft, 3, act(action="announce_confirm"))).done
    assert (await approve(store, draft, AUTHOR)).refused is Refused.SECOND_PERSON
    assert (await approve(store, draft, OTHER, chats=0)).refused is Refused.NO_CHATS
    assert (await approve(store, draft, OTHER)).done
    held = await now(store)
    assert (held.state, held.approver, held.confirmed_chats) == (State.APPROVED, OTHER, 3)
    assert await actions(store) == ["announce_new", "announce_confirm", "announce_approve"]


async def test_an_author_alone_lets_few_chats_have_it_and_not_more_than_were_confirmed(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 2, act())
    assert (await approve(store, draft, AUTHOR, chats=50)).refused is Refused.SECOND_PERSON
    assert (await approve(store, draft, AUTHOR, chats=2)).done


async def test_a_change_takes_the_confirmation_back_and_an_old_look_approves_nothing(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 3, act())
    changed = replace(draft, pin=True)
    await store.announcements.save(changed, act())
    assert (await approve(store, changed, OTHER)).refused is Refused.UNCONFIRMED
    await store.announcements.confirm(changed, 3, act())
    assert (await approve(store, draft, OTHER)).refused is Refused.CHANGED
    assert (await now(store)).state is State.DRAFT


async def test_of_two_who_approve_at_once_one_does(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 3, act())
    outcomes = await asyncio.gather(approve(store, draft, OTHER), approve(store, draft, 3))
    assert sorted(outcome.done for outcome in outcomes) == [False, True]
    assert [held.refused for held in outcomes if held.refused] == [Refused.MOVED_ON]
    assert (await actions(store)).count("announce_approve") == 1


async def test_what_would_begin_at_night_begins_in_the_morning(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 3, act())
    morning = NOW + timedelta(hours=9)
    outcome = await store.announcements.approve(
        draft, act(who=OTHER), chats=3, alone_up_to=2, not_before=morning
    )
    assert outcome.announcement is not None and outcome.announcement.send_at == morning


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


async def test_a_paused_one_goes_on_where_it_was(store: Store) -> None:
    await put(store, State.APPROVED)
    await store.announcements.pause(DRAFT.id, act())
    held = await now(store)
    assert (held.state, held.resume_to) == (State.PAUSED, State.SCHEDULED)
    await store.announcements.resume(DRAFT.id, act())
    held = await now(store)
    assert (held.state, held.resume_to, held.send_at) == (State.SCHEDULED, None, NOW)


async def states(store: Store) -> Sequence[DeliveryState]:
    return [row.state for row in await store.deliveries.rows(DRAFT.id)]


async def test_cancelling_stops_what_nobody_began_to_send(store: Store, database: Database) -> None:
    await put(store, State.SENDING)
    await deliver(database, DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.SENDING)
    assert (await store.announcements.cancel(DRAFT.id, act())).deliveries == 1
    counts = await store.deliveries.counts(DRAFT.id)
    assert counts == {DeliveryState.SENT: 1, DeliveryState.CANCELLED: 1, DeliveryState.SENDING: 1}


async def amending(database: Database) -> dict[int, str]:
    rows = await database.rows(deliveries.select().order_by(deliveries.c.chat_id))
    return {row.chat_id: row.amending for row in rows}


async def test_withdrawing_takes_it_back_where_it_is_and_ends_the_rest(
    store: Store, database: Database
) -> None:
    await put(store, State.SENDING)
    await deliver(database, DeliveryState.SENT, DeliveryState.PENDING)
    assert (await store.announcements.withdraw(DRAFT.id, act())).deliveries == 1
    assert await amending(database) == {-1: "due", -2: ""}
    held = await now(store)
    assert (held.state, held.withdrawn_at) == (State.CANCELLED, NOW)
    assert (await store.announcements.withdraw(DRAFT.id, act())).refused is Refused.WITHDRAWN
    assert (await store.announcements.resend_failed(DRAFT.id, act())).refused is Refused.WITHDRAWN


async def test_what_failed_is_sent_anew_if_anything_did(store: Store, database: Database) -> None:
    await put(store, State.DONE)
    assert (await store.announcements.resend_failed(DRAFT.id, act())).refused is Refused.NOTHING_LEFT
    await deliver(database, DeliveryState.SENT, DeliveryState.FAILED)
    assert (await store.announcements.resend_failed(DRAFT.id, act())).deliveries == 1
    [again, sent] = await store.deliveries.rows(DRAFT.id)
    assert (again.state, again.attempts, again.reason) == (DeliveryState.PENDING, 0, "")
    assert sent.state is DeliveryState.SENT
    assert (await now(store)).state is State.SENDING


async def test_new_words_are_confirmed_and_approved_and_go_where_the_old_ones_are(
    store: Store, database: Database
) -> None:
    await put(store, State.DONE)
    await deliver(database, DeliveryState.SENT, DeliveryState.FAILED)
    words = replace(DRAFT, id="a2", series="a2", html="<b>改期</b>", amends=DRAFT.id)
    await store.announcements.add(words, act())
    assert (await approve(store, words, OTHER)).refused is Refused.UNCONFIRMED
    await store.announcements.confirm(words, 1, act())
    assert (await approve(store, words, OTHER)).deliveries == 1
    held = await now(store)
    assert (held.html, held.revision, held.state) == ("<b>改期</b>", 1, State.DONE)
    assert await amending(database) == {-2: "", -1: "due"}
    used = await store.announcements.get("a2")
    assert used is not None and used.state is State.CANCELLED


async def test_new_words_come_too_late_for_what_was_withdrawn(store: Store, database: Database) -> None:
    await put(store, State.DONE)
    await deliver(database, DeliveryState.SENT)
    words = replace(DRAFT, id="a2", series="a2", amends=DRAFT.id)
    await store.announcements.add(words, act())
    await store.announcements.confirm(words, 1, act())
    await store.announcements.withdraw(DRAFT.id, act())
    assert (await approve(store, words, OTHER)).refused is Refused.MOVED_ON


async def test_an_act_on_nothing_is_refused(store: Store) -> None:
    assert (await store.announcements.pause("gone", act())).refused is Refused.GONE
    assert await store.staff.trail(9) == ()


async def test_who_writes_what_is_remembered_until_it_is_let_out(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    assert await store.writings.of(AUTHOR) is None
    await store.writings.go(AUTHOR, draft.id, Step.CONTENT, NOW)
    await store.writings.go(AUTHOR, draft.id, Step.CONFIRM, NOW)
    writing = await store.writings.of(AUTHOR)
    assert writing is not None and writing.step is Step.CONFIRM
    await store.announcements.confirm(draft, 3, act())
    await approve(store, draft, OTHER)
    assert await store.writings.of(AUTHOR) is None


async def test_an_author_is_told_until_the_report_is_there(store: Store, database: Database) -> None:
    await put(store, State.DRAFT)
    assert await store.progress.under_way() == ()
    await _set(database, state=State.SENDING.value, started_at=NOW)
    [held] = await store.progress.under_way()
    assert (held.message, held.ended) == (None, False)
    await store.progress.shown(DRAFT.id, 77)
    await _set(database, state=State.DONE.value)
    [held] = await store.progress.under_way()
    assert (held.message, held.ended) == (77, True)
    await store.progress.reported(DRAFT.id, NOW)
    assert await store.progress.under_way() == ()
    await deliver(database, DeliveryState.FAILED)
    await store.announcements.resend_failed(DRAFT.id, act())
    assert len(await store.progress.under_way()) == 1


async def _set(database: Database, **values: object) -> None:
    def job(connection: Connection) -> None:
        connection.execute(update(announcements).values(values))

    await database.write(job)
