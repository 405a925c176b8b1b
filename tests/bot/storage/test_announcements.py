"""From a draft to an approved announcement: each act with its conditions and its line in the audit trail."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.storage.database import Database
from bot.storage.store import Store
from handlers.acts import Refused, WritingStep
from knowledge.model.announcement import (
    Attachment,
    AttachmentKind,
    DeliveryState,
    OnDoubt,
    Repeat,
    State,
    Target,
)
from tests.bot.storage.drafts import AUTHOR, DRAFT, OTHER, actions, amending, approve, deliver, now, put
from tests.bot.storage.samples import NOW, act

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


async def test_a_draft_is_confirmed_then_approved(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    assert (await approve(store, draft, OTHER)).refused is Refused.UNCONFIRMED
    assert (await store.announcements.confirm(draft, 0, act())).refused is Refused.NO_CHATS
    assert (await store.announcements.confirm(draft, 3, act(action="announce_confirm"))).done
    assert (await approve(store, draft, AUTHOR)).refused is Refused.SECOND_PERSON
    assert (await approve(store, draft, OTHER, chats=0)).refused is Refused.NO_CHATS
    assert (await approve(store, draft, OTHER)).done
    announcement = await now(store)
    assert (announcement.state, announcement.approver, announcement.confirmed_chats) == (
        State.APPROVED,
        OTHER,
        3,
    )
    assert await actions(store) == ["announce_new", "announce_confirm", "announce_approve"]


async def test_an_author_alone_may_approve_for_few_chats_and_no_more_than_were_confirmed(
    store: Store,
) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 2, act())
    assert (await approve(store, draft, AUTHOR, chats=50)).refused is Refused.SECOND_PERSON
    assert (await approve(store, draft, AUTHOR, chats=2)).done


async def test_a_change_cancels_the_confirmation_and_an_outdated_draft_is_not_approved(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 3, act())
    changed = replace(draft, pin=True)
    await store.announcements.save(changed, act())
    assert (await approve(store, changed, OTHER)).refused is Refused.UNCONFIRMED
    await store.announcements.confirm(changed, 3, act())
    assert (await approve(store, draft, OTHER)).refused is Refused.CHANGED
    assert (await now(store)).state is State.DRAFT


async def test_of_two_approvals_at_once_one_succeeds(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 3, act())
    outcomes = await asyncio.gather(approve(store, draft, OTHER), approve(store, draft, 3))
    assert sorted(outcome.done for outcome in outcomes) == [False, True]
    assert [outcome.refused for outcome in outcomes if outcome.refused] == [Refused.MOVED_ON]
    assert (await actions(store)).count("announce_approve") == 1


async def test_an_announcement_that_would_begin_at_night_begins_in_the_morning(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    await store.announcements.confirm(draft, 3, act())
    morning = NOW + timedelta(hours=9)
    outcome = await store.announcements.approve(
        draft, act(who=OTHER), chats=3, alone_up_to=2, not_before=morning
    )
    assert outcome.announcement is not None and outcome.announcement.send_at == morning


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
    announcement = await now(store)
    assert (announcement.html, announcement.revision, announcement.state) == ("<b>改期</b>", 1, State.DONE)
    assert await amending(database) == {-2: "", -1: "due"}
    used = await store.announcements.get("a2")
    assert used is not None and used.state is State.CANCELLED


async def test_new_words_are_refused_for_a_withdrawn_announcement(store: Store, database: Database) -> None:
    await put(store, State.DONE)
    await deliver(database, DeliveryState.SENT)
    words = replace(DRAFT, id="a2", series="a2", amends=DRAFT.id)
    await store.announcements.add(words, act())
    await store.announcements.confirm(words, 1, act())
    await store.announcements.withdraw(DRAFT.id, act())
    assert (await approve(store, words, OTHER)).refused is Refused.MOVED_ON


async def test_who_writes_a_draft_is_remembered_until_it_is_approved(store: Store) -> None:
    draft = await put(store, State.DRAFT)
    assert await store.writings.of(AUTHOR) is None
    await store.writings.go(AUTHOR, draft.id, WritingStep.CONTENT, NOW)
    await store.writings.go(AUTHOR, draft.id, WritingStep.CONFIRM, NOW)
    writing = await store.writings.of(AUTHOR)
    assert writing is not None and writing.step is WritingStep.CONFIRM
    await store.announcements.confirm(draft, 3, act())
    await approve(store, draft, OTHER)
    assert await store.writings.of(AUTHOR) is None
