"""The composition root: builds the bot from the configuration, runs it until it is stopped, and drains."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import ExtBot

from bot.announcing import announcement_jobs
from bot.application import Bot, application_of
from bot.authors_mail import AuthorsMail
from bot.background import PeriodicJob, kept_up
from bot.config import Config, config_file
from bot.engines import build_engine, now, today
from bot.inbox import Inbox
from bot.intake import received
from bot.library import Library
from bot.live import LiveContent, LiveRoster, save_at_leisure
from bot.lock import only_instance
from bot.log import set_up_log
from bot.menu import offer_commands
from bot.metrics import Metrics
from bot.notifying import renew_leases, send_due
from bot.polling import Poller
from bot.proving import Proving
from bot.publishing import masked, masked_again
from bot.purging import purge_nightly
from bot.reminding import remind_weekly
from bot.request import AiohttpRequest
from bot.retry_policy import RetryPolicy, use_timedeltas
from bot.roster import Roster, StaffMail
from bot.sentences import CannotRunError
from bot.services import opened_store, seal_of, services_of
from bot.slots import Slots
from bot.storage.store import Store
from bot.watching import watch
from handlers.announcing.posting import withdrawal
from handlers.context import Services
from handlers.routes import ALLOWED_UPDATES
from knowledge.answering.engine import Engine

_DRAIN_SECONDS = 20.0
_COLLECT_AFTER = 10_000  # objects that stayed, some 300 a question; by itself Python looks after 700
_log = structlog.get_logger(__name__)


def run(config: Config) -> None:
    """Runs the bot until SIGTERM or SIGINT; CannotRunError when it cannot."""
    token = config.telegram.token.get_secret_value()
    if not token:
        raise CannotRunError("no_token")
    if not config.telegram.token_has_its_shape:
        raise CannotRunError("odd_token")
    use_timedeltas()
    os.umask(0o077)  # what is kept of people is for the operator's eyes only
    set_up_log(config.log, [token])
    gc.set_threshold(_COLLECT_AFTER)
    with only_instance(config.data_dir):
        asyncio.run(_serve(config, build_engine(config, kept=config.knowledge.kept)))


async def _serve(config: Config, engine: Engine) -> None:
    seal = seal_of(config)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(opened_store(config))
        line = _Line.of(config)
        library = Library(config, engine)
        roster = Roster(config.staff.ids)
        services = services_of(config, library, store, seal, roster)
        application = application_of(line.bot, services)
        stack.push_async_callback(line.bot.shutdown)  # also when Telegram does not let the application begin
        await _start(application)
        stack.push_async_callback(application.shutdown)
        await stack.enter_async_context(line.bulk.request)
        metrics = Metrics()
        stack.enter_context(metrics.served(config.metrics))
        jobs: list[PeriodicJob] = [
            partial(offer_commands, application),
            *live_jobs(config, library, roster, store, line.bot),
            *store_jobs(config, store, line.bot),
            *announcement_jobs(config, store, line.bulk, lambda: withdrawal(library.engine()), metrics),
            AuthorsMail(config, store, line.bot, seal).run,
            Proving(store, line.bot, library.engine, ZoneInfo(config.timezone)).run,
        ]
        await _work(config, line, application, store, services, jobs)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """The connections to Telegram: one for people, one for announcements, one for polling."""

    bot: ExtBot[None]
    bulk: ExtBot[None]  # makes each request once: the outbox decides what becomes of it
    news: AiohttpRequest
    slots: Slots  # of the updates in work

    @classmethod
    def of(cls, config: Config) -> _Line:
        section = config.telegram
        proxy = section.proxy.get_secret_value() or None
        try:
            sending = AiohttpRequest(
                section.concurrency + 8, proxy=proxy, pool_timeout=30.0, read_timeout=20.0
            )
            bulk, news = AiohttpRequest(32, proxy=proxy, read_timeout=20.0), AiohttpRequest(8, proxy=proxy)
        except ValueError:
            raise CannotRunError("odd_proxy") from None
        token, base, slots = section.token.get_secret_value(), section.base_url, Slots(section.concurrency)
        retries = RetryPolicy(slots.sleep)
        return cls(
            bot=ExtBot(token, base, request=sending, get_updates_request=news, rate_limiter=retries),
            bulk=ExtBot(token, base, request=bulk, get_updates_request=news),
            news=news,
            slots=slots,
        )


def live_jobs(
    config: Config, library: Library, roster: Roster, store: Store, bot: ExtBot[None]
) -> tuple[PeriodicJob, ...]:
    """The jobs that keep content and staff up to date while the bot runs."""
    mail = StaffMail(bot, roster)
    return (
        mail.run,
        partial(watch, config.knowledge.dir, LiveContent(library, mail.tell).refresh),
        partial(save_at_leisure, library),
        partial(watch, config_file(), LiveRoster(roster, mail.tell).refresh),
        partial(remind_weekly, library, store.settings, mail.tell, partial(today, config)),
    )


def store_jobs(config: Config, store: Store, bot: ExtBot[None]) -> tuple[PeriodicJob, ...]:
    """The jobs on what is kept: messages to citizens, and the purge of old records."""
    kept, hour = timedelta(days=config.privacy.retention_days), config.privacy.purge_hour
    pause = timedelta(seconds=config.telegram.tell_again_seconds)
    return (
        partial(send_due, bot, store.notifications, _utc_now, pause),
        partial(renew_leases, store.notifications, _utc_now),
        partial(purge_nightly, store.database, store.settings, partial(now, config), kept=kept, hour=hour),
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


async def _start(application: Bot) -> None:
    """Initializes the application, which waits until Telegram can be reached."""
    try:
        await application.initialize()
    except InvalidToken:
        raise CannotRunError("wrong_token") from None


async def _work(
    config: Config,
    line: _Line,
    application: Bot,
    store: Store,
    services: Services,
    jobs: Sequence[PeriodicJob],
) -> None:
    """Answers until a signal comes."""

    async def process(payload: Mapping[str, Any]) -> None:
        # its writer may be asked for something else by now
        words = await masked_again(services, payload)
        await application.process_update(Update.de_json(dict(words), application.bot))

    inbox = Inbox(store.updates, process, _utc_now, slots=line.slots)

    poller = _poller(config, line, inbox, services)
    left = await inbox.resume()
    _log.info("The bot is running.", action="started", name=application.bot.username, left=left)
    drain_seconds = 0.0  # when polling fails for good, what is in work stays written down for the next start
    try:
        await _until_signal([poller.run(), inbox.failed()], jobs)
        drain_seconds = _DRAIN_SECONDS
    finally:
        await inbox.drain(drain_seconds)
    _log.info("The bot has stopped.", action="stopped")


def _poller(config: Config, line: _Line, inbox: Inbox, services: Services) -> Poller:
    """The poller that fills the inbox, as long as there is room."""

    async def receive(updates: Sequence[Any]) -> int | None:
        await inbox.room()
        batch = [one async for one in received(updates, services.seal, partial(masked, services))]
        await inbox.receive(batch)
        return max((one.update_id for one in batch), default=None)

    return Poller(
        line.news,
        line.bot.base_url,
        receive,
        allowed=ALLOWED_UPDATES,
        seconds=config.telegram.poll_seconds,
        clock=time.monotonic,
        stalled=config.telegram.stalled_seconds,
    )


async def _until_signal(vital: Sequence[Coroutine[Any, Any, None]], jobs: Sequence[PeriodicJob]) -> None:
    """Runs what is vital, with jobs beside it, until a signal comes or something vital fails for good."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    needed, stopped = [*map(asyncio.ensure_future, vital)], asyncio.ensure_future(stop.wait())
    others = [asyncio.ensure_future(kept_up(job)) for job in jobs]
    await asyncio.wait([*needed, stopped], return_when=asyncio.FIRST_COMPLETED)
    for task in (*needed, stopped, *others):
        task.cancel()
    ends = await asyncio.gather(*needed, stopped, *others, return_exceptions=True)
    for failed in ends[: len(needed)]:
        if isinstance(failed, InvalidToken):
            raise CannotRunError("wrong_token")
        if isinstance(failed, Exception):
            raise failed
