"""The amender: edits, withdraws and pins announcements in the chats that have them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.metrics import Metrics
from bot.outbox import Manner
from bot.outcome import Meaning, judge, pause_before
from bot.storage.amendments import Amendments
from bot.storage.delivery_rows import Letter
from handlers.announcing.posting import rewrite
from knowledge.model.announcement import NOTICE

_IDLE = 0.5  # seconds between two looks
_PAUSE = 5  # attempts' worth of pause after an error that may pass
# Telegram's words for what is already as it should be.
_AS_IT_SHOULD_BE = ("message is not modified", "message to delete not found", "message_id_invalid")
_log = structlog.get_logger(__name__)


class Amender:
    """Carries out amendments; carrying one out twice does no harm."""

    def __init__(
        self,
        bot: ExtBot[None],
        amendments: Amendments,
        manner: Manner,
        metrics: Metrics,
        owner: str,
        withdrawn: Callable[[], str],
        *,
        now: Callable[[], datetime],
        dice: Callable[[], float],
    ) -> None:
        """Args:
        bot: as the outbox has it.
        withdrawn: the notice, as HTML, that takes the place of a message which cannot be deleted.
        """
        self._bot = bot
        self._amendments = amendments
        self._manner = manner
        self._metrics = metrics
        self._owner = owner
        self._withdrawn = withdrawn
        self._now = now
        self._dice = dice

    async def run(self) -> None:
        """Amends until cancelled."""
        while True:
            if not await self.amend_due():
                await asyncio.sleep(_IDLE)

    async def amend_due(self) -> int:
        """Amends what is due and may be amended now; returns how many messages that were."""
        manner = self._manner
        letters = await self._amendments.claim(
            self._owner, manner.limits, self._now(), manner.lease, manner.at_once
        )
        async with asyncio.TaskGroup() as group:
            for letter in letters:
                group.create_task(self._amend(letter))
        return len(letters)

    async def _amend(self, letter: Letter) -> None:
        """Amends one message and writes down what became of it."""
        try:
            reason = await self._carry_out(letter)
        except TelegramError as error:
            await self._put_off(letter, error)
            return
        if reason and reason != NOTICE:
            await self._amendments.failed(letter, reason)
        else:
            await self._amendments.done(letter, reason)
        self._metrics.count("anda_amendments_total", outcome=reason or "done")

    async def _carry_out(self, letter: Letter) -> str:
        """Does what is due; returns why it cannot be done, if so. Errors that may pass are raised."""
        if letter.announcement.withdrawn_at is not None:
            return await self._withdraw(letter)
        for message in letter.delivery.message_ids:
            if reason := await self._show(letter, message):
                return reason
        return ""

    async def _show(self, letter: Letter, message: int) -> str:
        """Edits and pins a message as its announcement is now; returns why it cannot be done, if so."""
        chat, announcement = letter.delivery.chat_id, letter.announcement
        if announcement.revision > letter.delivery.shown_revision:
            change = rewrite(self._bot, announcement, announcement.html, chat, message)
            if reason := await _refusal(change, "not_edited"):
                return reason
        if not announcement.pin:
            return ""
        quiet = announcement.silent
        pinning = self._bot.pin_chat_message(chat, message, disable_notification=quiet)
        return await _refusal(pinning, "not_pinned")

    async def _withdraw(self, letter: Letter) -> str:
        """Deletes what a chat was sent; returns why that cannot be done, if so.

        Where Telegram does not delete any more, a notice takes its place: then `NOTICE` is returned.
        """
        chat, became = letter.delivery.chat_id, ""
        if not letter.delivery.message_ids:  # staff said that it had arrived; nobody knows as which message
            return "message_unknown"
        for message in letter.delivery.message_ids:
            if not await _refusal(self._bot.delete_message(chat, message), "not_deleted"):
                continue
            change = rewrite(self._bot, letter.announcement, self._withdrawn(), chat, message)
            if reason := await _refusal(change, "not_withdrawn"):
                return reason
            became = NOTICE
        return became

    async def _put_off(self, letter: Letter, error: TelegramError) -> None:
        """Puts an amendment off; a flood or a lost connection puts off all of them."""
        judgement = judge(error)
        if judgement.meaning is Meaning.REFUSED or judgement.meaning is Meaning.MOVED:
            await self._amendments.failed(letter, judgement.reason)
            return
        seconds = judgement.seconds or pause_before(_PAUSE, self._dice)
        due = self._now() + timedelta(seconds=seconds)
        await self._amendments.postpone(letter, due, halted=judgement.meaning is Meaning.WAIT)
        _log.info("An amendment waits.", action="amendment_waits", reason=judgement.reason, seconds=seconds)


async def _refusal(request: Coroutine[Any, Any, object], reason: str) -> str:
    """The reason why Telegram refuses; empty when the request succeeds, or did so before."""
    try:
        await request
    except BadRequest as error:
        words = str(error).lower()
        return "" if any(part in words for part in _AS_IT_SHOULD_BE) else reason
    return ""
