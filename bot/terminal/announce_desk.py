"""What staff do with announcements from the terminal: the same acts, refusals and records as in Telegram."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config import Config
from bot.engines import build_engine
from bot.library import Library
from bot.roster import Roster
from bot.sentences import ANNOUNCE, CannotRunError, NotDoneError, hindrance
from bot.services import opened_store, rules, seal_of, services_of
from bot.terminal.announce_member import Member
from handlers.acts import Outcome
from handlers.announcing.drafts import addressed, new_draft, no_chats, read_valid, wrong_with
from handlers.announcing.quiet import not_before
from handlers.announcing.reporting import state_words
from handlers.context import Services
from handlers.records import Action, ChatState, StaffRole
from handlers.sentences import sentence
from knowledge.announcements.loader import (
    WrittenAnnouncement,
    against,
    at_this_time,
    draft_of,
    read_announcement,
)
from knowledge.announcements.proof import with_citations
from knowledge.files.faults import Fault
from knowledge.model.announcement import MOST_ORIGIN, Announcement, DeliveryState, State

DeskCall = Callable[[str, Action], Awaitable[Outcome]]
Check = Callable[[WrittenAnnouncement], Iterable[Fault]]
Typed = Callable[[str, int], int]  # asks a person to type a number, and gives what was typed
_LOOKED_AT = 200


class Desk(Member):
    """What a member of staff does with announcements, with the store open."""

    @cached_property
    def services(self) -> Services:
        """What handlers reach; built only for what needs the knowledge base."""
        config = self.config
        library = Library(config, build_engine(config))
        return services_of(config, library, self.store, seal_of(config), Roster(config.staff.ids))

    async def new(self, file: Path, valid_until: str = "") -> Announcement:
        """Makes a draft from a file; its validity may be given apart, as staff write moments."""
        self._needs(StaffRole.EDITOR)
        engine, now = self.services.engine(), self.now
        written = self._read(file, lambda announcement: at_this_time(engine, announcement, now))
        for number in written.target.chats:
            await self._check_chat(number)
        name = new_draft(self.who, now).id
        draft = draft_of(engine, written, id=name, author=self.who, now=now, origin=_origin(file))
        if valid_until:
            end = read_valid(valid_until, draft, now)
            if isinstance(end, str):
                raise NotDoneError(ANNOUNCE["valid_until"].format(reason=end))
            draft = replace(draft, valid_until=end)
        return await self._keep(draft, "announce_new", written)

    async def before(self, file: Path) -> tuple[Announcement, ...]:
        """Announcements made from this file before and not cancelled; sending it again may be a mistake."""
        recent = await self.store.announcements.listed(_LOOKED_AT)
        same = (announcement for announcement in recent if announcement.origin == _origin(file))
        return tuple(announcement for announcement in same if announcement.state is not State.CANCELLED)

    async def edit(self, announcement_id: str, file: Path) -> Announcement:
        """Makes a draft that replaces the words of an announcement once it is approved."""
        announcement = await self.announcement(announcement_id)
        self._may(announcement)
        if not (await self.store.deliveries.counts(announcement.id)).get(DeliveryState.SENT):
            raise NotDoneError(ANNOUNCE["not_shown"])
        written = self._read(file)
        html = with_citations(self.services.engine(), written.text, written.entries)
        draft = new_draft(self.who, self.now, amends=announcement.id, html=html, entries=written.entries)
        draft = replace(draft, target=announcement.target, attachment=announcement.attachment)
        return await self._keep(draft, "announce_edit", written)

    async def approve(self, announcement_id: str, typed: Typed) -> tuple[Announcement, int]:
        """Approves a draft, or leaves that to a second person; returns it as it is then, and its chats.

        Its author confirms the number of chats first; whoever else approves it types the number too.
        """
        seen = await self.announcement(announcement_id)
        if seen.state is not State.DRAFT:
            raise NotDoneError(ANNOUNCE["not_a_draft"].format(id=seen.id, state=state_words(seen)))
        own = seen.author == self.who
        self._needs(StaffRole.EDITOR if own else StaffRole.APPROVER)
        count = await addressed(self.services, seen)
        if wrong := wrong_with(self.services, seen) or self._no_chats(count):
            raise NotDoneError(wrong)
        self._typed(typed, "ask_count", count)
        if own:
            act = self._act("announce_confirm", seen.id, str(count))
            seen = self._done(await self.store.announcements.confirm(seen, count, act))
            if count > self.config.announcements.approve_above or not self._has(StaffRole.APPROVER):
                return seen, count
        return await self._approve(seen, count), count

    def _no_chats(self, count: int) -> str:
        """The sentence for a target of nobody, where there are no buttons; empty when there is somebody."""
        if count or self.config.announcements.trial:
            return no_chats(self.services, count)
        return ANNOUNCE["nobody_addressed"]

    async def _approve(self, seen: Announcement, count: int) -> Announcement:
        limits = rules(self.config)
        outcome = await self.store.announcements.approve(
            seen,
            self._act("announce_approve", seen.id, self.why or str(count)),
            chats=count,
            alone_up_to=limits.approve_above,
            not_before=not_before(seen, self.now, limits.quiet),
        )
        return self._done(outcome)

    async def pause(self, announcement_id: str) -> Outcome:
        """Pauses an announcement."""
        announcement = await self.announcement(announcement_id)
        self._may(announcement)
        return await self._do(self.store.announcements.pause, "announce_pause", announcement)

    async def resume(self, announcement_id: str) -> Outcome:
        """Resumes an announcement; that means sending, so it takes an approver."""
        announcement = await self.announcement(announcement_id)
        self._needs(StaffRole.APPROVER)
        return await self._do(self.store.announcements.resume, "announce_resume", announcement)

    async def resend(self, announcement_id: str, *, missing: bool) -> Outcome:
        """Sends again what failed; or what is missing, to chats without a delivery."""
        announcement = await self.announcement(announcement_id)
        self._needs(StaffRole.APPROVER)
        if missing:
            act, only = self._act("announce_resend_missing", announcement.id), rules(self.config).only_chat
            return self._checked(await self.store.announcements.resend_missing(announcement.id, act, only))
        return await self._do(self.store.announcements.resend_failed, "announce_resend", announcement)

    async def cancel(self, announcement_id: str) -> Outcome:
        """Cancels an announcement."""
        announcement = await self.announcement(announcement_id)
        self._may(announcement)
        return await self._do(self.store.announcements.cancel, "announce_cancel", announcement)

    async def withdraw(self, announcement_id: str, typed: Typed) -> Outcome:
        """Withdraws an announcement, once the number of chats is typed."""
        announcement = await self.announcement(announcement_id)
        self._may(announcement)
        counts = await self.store.deliveries.counts(announcement.id)
        self._typed(typed, "ask_withdraw", counts.get(DeliveryState.SENT, 0))
        return await self._do(self.store.announcements.withdraw, "announce_withdraw", announcement)

    async def _do(self, verb: DeskCall, action: str, announcement: Announcement) -> Outcome:
        return self._checked(await verb(announcement.id, self._act(action, announcement.id)))

    async def _check_chat(self, number: int) -> None:
        """Refuses a chat that announcements cannot go to."""
        chat = await self.store.chats.known(number)
        if chat is None:
            raise NotDoneError(sentence("target_unknown", name=number))
        if chat.state is not ChatState.ACTIVE:
            raise NotDoneError(sentence("target_away", name=chat.title))

    async def _keep(self, draft: Announcement, action: str, written: WrittenAnnouncement) -> Announcement:
        act = self._act(action, draft.id, f"{draft.amends} {written.id}".strip())
        await self.store.announcements.add(draft, act)
        return draft

    def _read(self, file: Path, also: Check = lambda _: ()) -> WrittenAnnouncement:
        """The announcement of a file that has no faults."""
        read = read_announcement(file, ZoneInfo(self.config.timezone))
        faults: list[Fault] = list(read.faults)
        for written in read.announcements:
            faults += [*against(self.services.engine(), written), *also(written)]
        if faults:
            listed = "\n".join(map(str, faults))
            raise NotDoneError(ANNOUNCE["faulty"].format(count=len(faults), faults=listed))
        [written] = read.announcements
        return written

    def _typed(self, typed: Typed, key: str, count: int) -> None:
        if typed(ANNOUNCE[key].format(count=count), count) != count:
            raise NotDoneError(ANNOUNCE["count_differs"].format(count=count))


def _origin(file: Path) -> str:
    """Which file a draft is from; the end of its path tells it best."""
    return str(file.resolve())[-MOST_ORIGIN:]


@asynccontextmanager
async def desk(config: Config, who: int = 0, why: str = "") -> AsyncIterator[Desk]:
    """A desk over the database, whether or not the bot runs beside it."""
    os.umask(0o077)  # a first start may make the database
    try:
        config.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRunError("no_data_folder", folder=config.data_dir, reason=hindrance(error)) from None
    async with opened_store(config) as store:
        yield Desk(config=config, store=store, who=who, why=why)
