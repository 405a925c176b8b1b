"""The jobs that send announcements, built from the configuration."""

from __future__ import annotations

import os
import random
import secrets
import socket
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from telegram.ext import ExtBot

from bot.amending import Amender
from bot.background import PeriodicJob
from bot.config import Config
from bot.config_sections import AnnouncementsSection
from bot.engines import now
from bot.metrics import Metrics
from bot.outbox import Manner, Outbox
from bot.reconciling import Overseer
from bot.services import rules
from bot.storage.rates import RateLimits
from bot.storage.store import Store

_OWNER_CHARACTERS = 36
# What may go at once after a pause is what the limit allows in so many seconds, 3 of 25: with less, a worker
# that is held up for a moment falls behind the limit; with more, one second sees more than Telegram bears.
_AT_ONCE_SECONDS = 0.12


def announcement_jobs(
    config: Config, store: Store, bulk: ExtBot[None], withdrawn: Callable[[], str], metrics: Metrics
) -> tuple[PeriodicJob, ...]:
    """A worker that sends, one that amends, and what looks after both.

    Args:
        config: the limits, and when and to whom announcements go.
        store: where they are kept.
        bulk: a bot that makes each request once.
        withdrawn: the notice, as HTML, in the place of what was withdrawn and cannot be deleted.
        metrics: where it is counted.
    """
    section = config.announcements
    manner, owner, clock, dice = manner_of(section), new_owner(), partial(now, config), random.random
    outbox = Outbox(bulk, store.deliveries, manner, metrics, owner, now=clock, dice=dice)
    amender = Amender(bulk, store.amendments, manner, metrics, owner, withdrawn, now=clock, dice=dice)
    overseer = Overseer(
        store.deliveries,
        store.amendments,
        store.reconciliation,
        metrics,
        rules(config),
        most_attempts=section.most_attempts,
        now=clock,
    )
    return outbox.run, amender.run, overseer.run


def manner_of(section: AnnouncementsSection) -> Manner:
    """How workers send, as configured."""
    return Manner(
        limits=RateLimits(
            per_second=section.per_second,
            per_minute_group=section.per_minute_group,
            burst=max(1, round(section.per_second * _AT_ONCE_SECONDS)),
        ),
        lease=timedelta(seconds=section.lease_seconds),
        most_attempts=section.most_attempts,
    )


def new_owner() -> str:
    """A unique name for a worker, which shows what process it is."""
    return f"{secrets.token_hex(4)}-{os.getpid()}-{socket.gethostname()}"[:_OWNER_CHARACTERS]
