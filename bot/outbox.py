"""The outbox: sends the deliveries of announcements, and is the only bulk sender.

Each message goes out in two steps: that it is being sent is committed first, then comes the request. What
becomes of it is written down after. A process that ends in between leaves a delivery marked as being sent,
with the name of its worker.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from telegram.error import TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.metrics import Metrics
from bot.outcome import Judgement, Meaning, judge, pause_before
from bot.storage.deliveries import Deliveries
from bot.storage.delivery_rows import Letter
from bot.storage.rates import RateLimits
from handlers.announcing.posting import post
from knowledge.model.announcement import Delivery, OnDoubt

_OF_THE_LEASE = 0.8  # that a request may take: none is under way when another worker takes over
_IDLE = 0.25  # seconds between two looks when nothing is due
_TOGETHER = 8  # messages whose sending is written down in one step where there is much to do; more saves time
_LONGEST_WAIT = 1.0  # seconds without looking, whatever the limits say: staff may want something else
_DRAIN_SECONDS = 25.0  # longer than a request may take
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How a worker sends.

    Attributes:
        lease: how long a delivery is its own; a request that would outlast it is given up before.
        most_attempts: after so many doubtful attempts no other follows.
        at_once: how many requests are under way at most.
    """

    limits: RateLimits
    lease: timedelta = timedelta(seconds=60)
    most_attempts: int = 8
    at_once: int = 32


class Outbox:
    """One worker; several share one database, each under a unique name."""

    def __init__(
        self,
        bot: ExtBot[None],
        deliveries: Deliveries,
        manner: Manner,
        metrics: Metrics,
        owner: str,
        *,
        now: Callable[[], datetime],
        dice: Callable[[], float],
    ) -> None:
        """Args:
        bot: one that makes each request once and raises every error; it is not the one that answers, so that
            no answer waits for an announcement.
        """
        self._bot = bot
        self._deliveries = deliveries
        self._manner = manner
        self._metrics = metrics
        self._owner = owner
        self._now = now
        self._dice = dice
        self._claimed: tuple[Delivery, ...] = ()
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._unreachable = 0  # times in a row that Telegram was not reached
        self._halted_until = now()

    async def run(self) -> None:
        """Sends until cancelled; then what is under way comes to its end, and the rest is given back."""
        self._stopping.clear()
        working = asyncio.ensure_future(self._work())
        try:
            await asyncio.shield(working)
        finally:  # a step that is cut off in the middle would leave doubt
            self._stopping.set()
            await asyncio.wait([working])

    async def _work(self) -> None:
        try:
            while not self._stopping.is_set():
                pause = await self._round()
                if pause:
                    await self._rest(pause)
        finally:
            await self._drain()

    async def _rest(self, seconds: float) -> None:
        """Waits, unless it is time to stop."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _round(self) -> float:
        """Begins to send what may be sent now; returns the seconds until it is worth looking again."""
        room = self._manner.at_once - len(self._under_way)
        if room < min(_TOGETHER, self._manner.at_once):
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return 0
        now, lease = self._now(), self._manner.lease
        if not self._claimed:
            self._claimed = await self._deliveries.claim(self._owner, now, lease, self._manner.at_once)
        if not self._claimed:
            return _IDLE
        tried, later = self._claimed[:room], self._claimed[room:]
        permit = await self._deliveries.sending(tried, self._manner.limits, self._now(), lease)
        self._claimed = (*permit.left, *later)
        for letter in permit.letters:
            self._begin(letter)
        return min(permit.wait, _LONGEST_WAIT)

    def _begin(self, letter: Letter) -> None:
        task = asyncio.ensure_future(self._send(letter))
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("A send could not be written down.", action="send_failed", exc_info=error)

    async def _drain(self) -> None:
        claimed, self._claimed = self._claimed, ()
        await self._deliveries.release(claimed)
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_DRAIN_SECONDS)

    async def _send(self, letter: Letter) -> None:
        """Sends one message and writes down what became of it."""
        delivery, announcement = letter.delivery, letter.announcement
        try:
            async with asyncio.timeout(self._manner.lease.total_seconds() * _OF_THE_LEASE):
                message = await post(self._bot, announcement, delivery.chat_id, delivery.thread_id)
        except (TelegramError, TimeoutError) as error:
            judgement = judge(error if isinstance(error, TelegramError) else TimedOut())
            self._count(letter, judgement.reason, await self._act(letter, judgement))
        else:
            self._unreachable = 0
            sent = self._deliveries.sent
            hit = await sent(delivery, [message.message_id], announcement.revision, self._now())
            self._count(letter, "sent", hit)

    async def _act(self, letter: Letter, judgement: Judgement) -> bool:
        """Writes down what a failed request means for its delivery."""
        delivery, reason, now = letter.delivery, judgement.reason, self._now()
        if judgement.meaning is Meaning.WAIT:
            return await self._deliveries.postpone(delivery, reason, self._halt(judgement, now))
        if judgement.meaning is Meaning.MOVED:
            return await self._deliveries.moved(delivery, judgement.to, now)
        if judgement.meaning is Meaning.REFUSED:
            return await self._deliveries.failed(delivery, reason, now, judgement.chat)
        again = letter.announcement.on_doubt is OnDoubt.RESEND
        if again and delivery.attempts < self._manner.most_attempts:
            pause = timedelta(seconds=pause_before(delivery.attempts, self._dice))
            return await self._deliveries.again(delivery, reason, now + pause)
        return await self._deliveries.uncertain(delivery, reason)

    def _halt(self, judgement: Judgement, now: datetime) -> datetime:
        """Until when all sending is halted; failures that come together count once."""
        if judgement.seconds is not None:
            self._metrics.count("anda_retry_after_seconds_total", judgement.seconds)
            return now + timedelta(seconds=judgement.seconds)
        if now >= self._halted_until:
            self._unreachable += 1
            pause = pause_before(self._unreachable, self._dice)
            self._halted_until = now + timedelta(seconds=pause)
        return self._halted_until

    def _count(self, letter: Letter, outcome: str, hit: bool) -> None:
        """Counts an outcome, and logs one that is not simply success."""
        self._metrics.count("anda_sends_total", outcome=outcome)
        known = {"announcement": letter.announcement.id, "outcome": outcome}
        if not hit:
            _log.warning("A delivery was taken over meanwhile.", action="delivery_lost", **known)
        elif outcome != "sent":
            _log.info("A delivery was not sent.", action="delivery_not_sent", **known)
