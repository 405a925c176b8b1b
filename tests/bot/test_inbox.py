"""No update is lost, none is done twice, and each chat is answered in order."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.inbox import Inbox, Received
from bot.slots import Slots
from bot.storage.store import Store

NOW = datetime(2031, 1, 10, tzinfo=UTC)


class Work:
    """Processes updates by noting them; some take their time, some fail."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.begun: list[int] = []
        self.failing: set[int] = set()
        self.stuck: set[int] = set()
        self.at_once = self.most_at_once = 0
        self.first = asyncio.Event()

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        number = payload["number"]
        self.begun.append(number)
        self.first.set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(3600 if number in self.stuck else 0.001)
        finally:
            self.at_once -= 1
        if number in self.failing:
            raise ValueError("poison")
        self.done.append(number)


def updates(numbers: Sequence[int], lanes: int = 1) -> list[Received]:
    """Updates of several lanes in turn."""
    return [Received(update_id=n, lane=f"lane {n % lanes}", payload={"number": n}) for n in numbers]


@pytest.fixture
def work() -> Work:
    return Work()


def inbox_of(store: Store, work: Work, **options: Any) -> Inbox:
    return Inbox(store.updates, work, lambda: NOW, pause=0.001, **options)


async def test_every_lane_keeps_its_order_and_several_run_at_once(sqlite_store: Store, work: Work) -> None:
    inbox = inbox_of(sqlite_store, work, slots=Slots(4))
    await inbox.receive(updates(range(200), lanes=10))
    await inbox.idle()
    assert sorted(work.done) == list(range(200))
    for lane in range(10):
        numbers = [number for number in work.done if number % 10 == lane]
        assert numbers == sorted(numbers)
    assert 1 < work.most_at_once <= 4
    assert await sqlite_store.updates.unfinished() == ()


async def test_an_update_that_comes_again_is_not_done_again(sqlite_store: Store, work: Work) -> None:
    inbox = inbox_of(sqlite_store, work)
    await inbox.receive(updates([1, 2, 2]))
    await inbox.idle()
    await inbox.receive(updates([2, 3]))
    await inbox.idle()
    assert work.done == [1, 2, 3]


async def test_what_is_written_down_survives_a_process_that_ends(sqlite_store: Store, work: Work) -> None:
    await sqlite_store.updates.write_down(updates([1, 2, 3]), NOW)
    inbox = inbox_of(sqlite_store, work)
    assert await inbox.resume() == 3
    await inbox.idle()
    assert work.done == [1, 2, 3]


async def test_an_update_that_always_fails_is_given_up_and_the_next_is_done(
    sqlite_store: Store, work: Work
) -> None:
    work.failing = {1}
    inbox = inbox_of(sqlite_store, work)
    await inbox.receive(updates([1, 2]))
    await inbox.idle()
    assert work.done == [2]
    assert work.begun.count(1) == 6  # once uncounted, five times counted
    assert await sqlite_store.updates.unfinished() == ()


async def test_an_update_whose_work_cancels_itself_has_failed_and_the_next_is_done(
    sqlite_store: Store, work: Work
) -> None:
    async def process(payload: Mapping[str, Any]) -> None:
        if payload["number"] == 1:
            raise asyncio.CancelledError
        await work(payload)

    inbox = Inbox(sqlite_store.updates, process, lambda: NOW, pause=0.001)
    await inbox.receive(updates([1, 2]))
    await inbox.idle()
    assert work.done == [2]
    assert await sqlite_store.updates.unfinished() == ()


class BrokenLedger:
    """A store of updates in which one verb fails for good."""

    def __init__(self, store: Store, verb: str) -> None:
        self._updates, self._verb = store.updates, verb

    def __getattr__(self, name: str) -> Any:
        return self._fail if name == self._verb else getattr(self._updates, name)

    async def _fail(self, *_: object) -> None:
        raise OSError("the store is broken")


@pytest.mark.parametrize("verb", ["done", "begin", "give_up"])
async def test_a_failing_store_ends_the_inbox_and_leaves_the_rest_for_the_next_start(
    sqlite_store: Store, work: Work, verb: str
) -> None:
    work.failing = set() if verb == "done" else {1}
    broken: Any = BrokenLedger(sqlite_store, verb)
    inbox = Inbox(broken, work, lambda: NOW, pause=0.001)
    await inbox.receive(updates(range(1, 1_001)))
    with pytest.raises(OSError, match="broken"):
        await asyncio.wait_for(inbox.failed(), 5)
    await asyncio.wait_for(inbox.room(), 5)  # nothing waits in memory any more
    await inbox.idle()
    assert len(work.begun) == work.begun.count(1)  # the order of a chat is kept
    assert len(await sqlite_store.updates.unfinished()) == 1_000


async def test_an_update_that_kills_the_process_is_given_up(sqlite_store: Store) -> None:
    """Each start begins it once more and never ends it."""
    await sqlite_store.updates.write_down(updates([1]), NOW)
    starts = 0
    while await sqlite_store.updates.unfinished():
        if await sqlite_store.updates.begin(1) <= 5:  # begun, then killed
            starts += 1
        else:
            inbox = inbox_of(sqlite_store, Work())
            await inbox.resume()
            await inbox.idle()
    assert starts == 5


async def test_an_update_that_was_stopped_again_and_again_is_not_given_up(sqlite_store: Store) -> None:
    await sqlite_store.updates.write_down(updates([1]), NOW)
    for _ in range(7):
        work = Work()
        work.stuck = {1}
        inbox = inbox_of(sqlite_store, work)
        await inbox.resume()
        await work.first.wait()
        await inbox.drain(0)
    assert await sqlite_store.updates.begin(1) == 1


async def test_draining_finishes_what_is_begun_and_leaves_the_rest(sqlite_store: Store, work: Work) -> None:
    inbox = inbox_of(sqlite_store, work)
    await inbox.receive(updates(range(50)))
    await work.first.wait()
    await inbox.drain(5)
    left = {update.update_id for update in await sqlite_store.updates.unfinished()}
    assert work.done and left
    assert left | set(work.done) == set(range(50)) and not left & set(work.done)


async def test_an_update_that_takes_too_long_is_left_for_the_next_start(
    sqlite_store: Store, work: Work
) -> None:
    work.stuck = {1}
    inbox = inbox_of(sqlite_store, work)
    await inbox.receive(updates([1]))
    await inbox.drain(0.05)
    assert [update.update_id for update in await sqlite_store.updates.unfinished()] == [1]


async def test_there_is_no_room_while_too_much_waits(sqlite_store: Store, work: Work) -> None:
    inbox = inbox_of(sqlite_store, work)
    await inbox.receive(updates(range(1_000), lanes=100))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(inbox.room(), 0.001)
    await asyncio.wait_for(inbox.room(), 5)
    await inbox.drain(5)


async def test_a_task_that_waits_for_telegram_lends_its_slot(sqlite_store: Store, work: Work) -> None:
    """Given as many chats that are told to wait as there are slots, when another asks, it is answered."""
    flood_over, answered = asyncio.Event(), asyncio.Event()

    async def wait(_: float) -> None:
        await flood_over.wait()

    slots = Slots(2, wait)

    async def process(payload: Mapping[str, Any]) -> None:
        if payload["number"] < 2:
            await slots.sleep(1)
        await work(payload)
        if len(work.done) == 10:
            answered.set()

    inbox = Inbox(sqlite_store.updates, process, lambda: NOW, slots=slots)
    await inbox.receive(updates(range(12), lanes=12))
    try:
        await asyncio.wait_for(answered.wait(), 5)
        assert not {0, 1} & set(work.done)
    finally:
        flood_over.set()
        await inbox.idle()
    assert set(work.done) == set(range(12))
    assert work.most_at_once <= 2


async def test_an_update_that_is_stopped_while_it_waits_is_left_for_the_next_start(
    sqlite_store: Store,
) -> None:
    slots = Slots(1)

    async def process(_: Mapping[str, Any]) -> None:
        await slots.sleep(3600)

    inbox = Inbox(sqlite_store.updates, process, lambda: NOW, slots=slots)
    await inbox.receive(updates([1, 2], lanes=2))
    await inbox.drain(0.05)
    assert len(await sqlite_store.updates.unfinished()) == 2
