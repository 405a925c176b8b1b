"""What handlers and commands reach: the store, opened, and the services built from the configuration."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

from sqlalchemy.exc import DBAPIError

from bot.config import Config
from bot.editor import Editor
from bot.engines import now, today
from bot.library import Library
from bot.limits import TokenBuckets
from bot.privacy import Seal, privacy_key
from bot.roster import Roster
from bot.storage.current import Current
from bot.storage.database import Database
from bot.storage.opening import engine_at, refusal
from bot.storage.store import Store, store_in
from handlers.context import Admission, Rules, Services
from knowledge.announcements.tags import tag_of


def services_of(config: Config, library: Library, store: Store, seal: Seal, roster: Roster) -> Services:
    """Builds what handlers may reach."""
    return Services(
        engine=library.engine,
        now=partial(now, config),
        today=partial(today, config),
        seal=seal,
        answers=store.answers,
        people=store.people,
        exchanges=store.exchanges,
        feedback=store.feedback,
        notifications=store.notifications,
        switch=store.staff,
        limiter=TokenBuckets(config.limits.burst, config.limits.per_minute, time.monotonic),
        desk=store.staff,
        role_of=roster.role_of,
        reload=library.reload,
        chats=store.chats,
        announced=Current(store.database, config.announcements.staff_group),
        announcements=store.announcements,
        writings=store.writings,
        deliveries=store.deliveries,
        rules=rules(config),
        staff_with=roster.with_role,
        admission=admission(config),
        editor=Editor(config.knowledge.dir, config.data_dir, library, partial(today, config)),
        tell_again=timedelta(seconds=config.telegram.tell_again_seconds),
    )


def seal_of(config: Config) -> Seal:
    """The seal of the configured key, or of the one in the data folder."""
    return Seal(privacy_key(config.privacy.key.get_secret_value(), config.data_dir))


def rules(config: Config) -> Rules:
    """When and by whom announcements may be approved."""
    section = config.announcements
    return Rules(
        approve_above=section.approve_above,
        quiet=(section.quiet_from, section.quiet_until),
        trial=section.trial,
        staff_group=section.staff_group,
    )


def admission(config: Config) -> Admission:
    """Which groups may have the bot, and the tags that they are offered."""
    section = config.announcements
    return Admission(
        everyone=section.allow_unknown_groups,
        groups=frozenset({*section.groups, section.staff_group}),
        tags=tuple(filter(None, map(tag_of, section.tags))),
    )


@asynccontextmanager
async def opened_store(config: Config) -> AsyncIterator[Store]:
    """The store, its schema up to date; CannotRunError when it does not open."""
    engine = engine_at(config.storage.url.get_secret_value(), config.data_dir)
    async with AsyncExitStack() as stack:
        try:
            database = await stack.enter_async_context(Database(engine).opened())
        except (DBAPIError, OSError) as error:
            raise refusal(error, config.data_dir) from None
        yield store_in(database)
