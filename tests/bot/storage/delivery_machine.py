"""Steps of workers and staff, and crashes, in any order; what must hold at every moment and in the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Engine

from bot.storage.database import Database
from bot.storage.delivery_rows import Letter
from bot.storage.store import Store, store_in
from knowledge.model.announcement import Delivery, DeliveryState, OnDoubt, State
from tests.bot.storage.announced import announcement, change, keep, keep_chats
from tests.bot.storage.samples import NOW, act
from tests.bot.storage.under_way import LEASE, UNLIMITED

Result = TypeVar("Result")

CHATS = (-16, -15, -14, -13, -12, -11)
MOST_ATTEMPTS = 3
WORKERS = st.sampled_from([0, 1])
SENT_ANEW = (DeliveryState.UNCERTAIN, DeliveryState.PENDING)
OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENDING)


class Outbox(RuleBasedStateMachine):
    """Two workers, a Telegram that only counts, and staff.

    Attributes:
        fresh: opens a database in which nothing was announced yet.
        arrived: how many messages stand in each chat.
        doubts: how often a delivery that may have arrived was allowed to go again.
    """

    fresh: Callable[[], Engine]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.now = NOW
        self.names = ["w0-0", "w1-0"]
        self.claimed: list[list[Delivery]] = [[], []]
        self.under_way: list[list[tuple[Letter, bool]]] = [[], []]
        self.late: list[tuple[Letter, bool]] = []
        self.arrived, self.doubts = Counter[int](), Counter[int]()
        self.sent: set[int] = set()
        self.on_doubt = OnDoubt.HOLD
        database = Database(type(self).fresh(), pause=0.01)
        self.store: Store = store_in(self.wait_for(self.stack.enter_async_context(database.opened())))

    def wait_for(self, step: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(step)

    def teardown(self) -> None:
        try:
            self.comes_to_an_end()
        finally:
            self.wait_for(self.stack.aclose())
            self.loop.close()

    @initialize(on_doubt=st.sampled_from(OnDoubt))
    def staff_announce(self, on_doubt: OnDoubt) -> None:
        self.on_doubt = on_doubt
        self.wait_for(keep_chats(self.store.database, CHATS))
        self.wait_for(keep(self.store.database, announcement(on_doubt=on_doubt)))
        self.wait_for(self.store.deliveries.begin_due(self.now))

    # What workers do.

    @rule(worker=WORKERS, limit=st.integers(1, 6))
    def claim(self, worker: int, limit: int) -> None:
        claimed = self.wait_for(self.store.deliveries.claim(self.names[worker], self.now, LEASE, limit))
        assert not claimed or self.state() is State.SENDING
        self.claimed[worker] += claimed

    @precondition(lambda self: any(self.claimed))
    @rule(worker=WORKERS, arrives=st.lists(st.booleans(), min_size=8, max_size=8))
    def send(self, worker: int, arrives: list[bool]) -> None:
        batch, self.claimed[worker] = self.claimed[worker], []
        going = self.state() is State.SENDING
        for number in range(0, len(batch), 8):
            part = batch[number : number + 8]
            letters = self.wait_for(self.store.deliveries.sending(part, UNLIMITED, self.now, LEASE)).letters
            assert not letters or going
            for letter, arrival in zip(letters, arrives, strict=False):
                self.arrived[letter.delivery.chat_id] += arrival
                self.under_way[worker].append((letter, arrival))
        self.now += timedelta(seconds=2)  # a chat is busy for a second after a message

    @rule(worker=WORKERS, arrives=st.lists(st.booleans(), min_size=8, max_size=8))
    def claim_and_send(self, worker: int, arrives: list[bool]) -> None:
        self.claim(worker, 6)
        self.send(worker, arrives)

    @precondition(lambda self: any(self.under_way))
    @rule(worker=WORKERS, answered=st.booleans(), reply=st.sampled_from(["refused", "flood"]))
    def receive_reply(self, worker: int, answered: bool, reply: str) -> None:
        """A worker receives a reply to a message, or none."""
        if self.under_way[worker]:
            self.write_outcome(*self.under_way[worker].pop(), answered=answered, reply=reply)

    @precondition(lambda self: self.late)
    @rule(answered=st.booleans(), reply=st.sampled_from(["refused", "flood"]))
    def receive_late_reply(self, answered: bool, reply: str) -> None:
        """The same for workers that lost their lease before."""
        while self.late:
            self.write_outcome(*self.late.pop(0), answered=answered, reply=reply)

    def write_outcome(self, letter: Letter, arrived: bool, *, answered: bool, reply: str) -> None:
        """Writes down what became of a message; that of a worker which lost the delivery changes nothing."""
        delivery, verbs, row = letter.delivery, self.store.deliveries, self.rows()[letter.delivery.chat_id]
        mine = (row.owner, row.attempts) == (delivery.owner, delivery.attempts)
        may = mine and row.state is DeliveryState.SENDING
        if not answered:
            may_write, hit = may, self.doubt(letter)
        elif arrived:
            may_write = mine and row.state in (DeliveryState.SENDING, DeliveryState.UNCERTAIN)
            hit = self.wait_for(verbs.sent(delivery, [1], letter.announcement.revision, self.now))
        elif reply == "refused":
            may_write, hit = may, self.wait_for(verbs.failed(delivery, "refused", self.now))
        else:
            may_write, hit = may, self.wait_for(verbs.postpone(delivery, "flood", self.now))
        assert hit == may_write

    def doubt(self, letter: Letter) -> bool:
        again = self.on_doubt is OnDoubt.RESEND and letter.delivery.attempts < MOST_ATTEMPTS
        if not again:
            return self.wait_for(self.store.deliveries.uncertain(letter.delivery, "cut_off"))
        hit = self.wait_for(self.store.deliveries.again(letter.delivery, "cut_off", self.now))
        self.doubts[letter.delivery.chat_id] += hit
        return hit

    @rule(worker=WORKERS)
    def crash(self, worker: int) -> None:
        """The process ends with all that it has claimed; another takes its place under another name."""
        self.claimed[worker], self.under_way[worker] = [], []
        name, _, number = self.names[worker].partition("-")
        self.names[worker] = f"{name}-{int(number) + 1}"

    @rule()
    def let_leases_end(self) -> None:
        """Workers lose what they have claimed, and may still receive a reply to what they sent."""
        self.now += 2 * LEASE
        before = self.rows()
        self.wait_for(self.store.deliveries.reap(self.now, MOST_ATTEMPTS))
        for chat, delivery in self.rows().items():
            resent = before[chat].state is DeliveryState.SENDING and delivery.state is DeliveryState.PENDING
            assert not resent or self.on_doubt is OnDoubt.RESEND
            self.doubts[chat] += resent
        for worker in (0, 1):
            self.late += self.under_way[worker]
            self.under_way[worker] = []

    # What staff do.

    @rule()
    def pause(self) -> None:
        self.wait_for(self.store.announcements.pause("a1", act()))

    @rule()
    def resume(self) -> None:
        self.wait_for(self.store.announcements.resume("a1", act()))

    @rule()
    def edit(self) -> None:
        kept = self.wait_for(self.store.announcements.get("a1"))
        assert kept
        self.wait_for(change(self.store.database, "a1", revision=kept.revision + 1, html="neu"))
        self.wait_for(self.store.amendments.remind(self.now))

    @precondition(lambda self: any(self.under_way))
    @rule()
    def cancel(self) -> None:
        self.wait_for(self.store.announcements.cancel("a1", act()))

    @rule(as_sent=st.booleans(), chats=st.sampled_from([CHATS, CHATS[:1], None]))
    def settle(self, as_sent: bool, chats: tuple[int, ...] | None) -> None:
        before = self.rows()
        self.wait_for(self.store.deliveries.settle("a1", chats, as_sent=as_sent, now=self.now))
        for chat, delivery in self.rows().items():
            self.doubts[chat] += (before[chat].state, delivery.state) == SENT_ANEW

    @rule()
    def finish(self) -> None:
        for _ in self.wait_for(self.store.deliveries.finish(self.now)):
            assert not any(one.state in OPEN for one in self.rows().values())

    @rule()
    def send_the_failed_again(self) -> None:
        self.wait_for(self.store.announcements.resend_failed("a1", act()))

    # What always holds.

    @invariant()
    def no_delivery_is_lost(self) -> None:
        assert set(self.rows()) == set(CHATS)

    @invariant()
    def what_was_sent_stays_sent(self) -> None:
        now = {chat for chat, one in self.rows().items() if one.state is DeliveryState.SENT}
        assert self.sent <= now
        self.sent = now

    @invariant()
    def a_chat_has_at_most_one_message_outside_of_doubt(self) -> None:
        for chat in CHATS:
            assert self.arrived[chat] <= 1 + self.doubts[chat], chat

    def comes_to_an_end(self) -> None:
        """Without further events every delivery ends as sent, failed, cancelled or uncertain."""
        if self.state() is State.PAUSED:
            self.resume()
        self.let_leases_end()
        self.crash(0)
        for _ in range(3 * MOST_ATTEMPTS):
            self.claim(0, 6)
            self.send(0, [True] * 8)
            while self.under_way[0]:
                self.receive_reply(0, True, "refused")
        self.finish()
        assert not any(delivery.state in OPEN for delivery in self.rows().values())

    def rows(self) -> dict[int, Delivery]:
        return {one.chat_id: one for one in self.wait_for(self.store.deliveries.rows("a1"))}

    def state(self) -> State:
        kept = self.wait_for(self.store.announcements.get("a1"))
        assert kept
        return kept.state
