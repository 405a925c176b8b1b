"""What staff do with announcements: every act with its line in the audit trail, in one transaction.

Of two people at once one is first; the other's act is refused and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, desc, insert, select, update

from bot.storage.announcement_rows import announcement_of, row_of
from bot.storage.approval import unapprovable, unfit
from bot.storage.audit import note
from bot.storage.course import make_missing
from bot.storage.database import Database
from bot.storage.delivery_steps import begin_anew, due_for_amending, stop
from bot.storage.tables import announcements, writing
from handlers.acts import Outcome, Refused
from handlers.records import Action
from knowledge.model.announcement import STEPS, Announcement, State

Decide = Callable[[Connection, Announcement], Outcome]
Renew = Callable[[Connection, Announcement], int]  # how many deliveries are to be sent again

_ON_ITS_WAY = frozenset({State.APPROVED, State.SCHEDULED, State.SENDING})
_SHOWN = frozenset({State.SENDING, State.PAUSED, State.DONE, State.CANCELLED})  # chats may show it
_ENDED = frozenset({State.DONE, State.CANCELLED})


class Announcements:
    """Announcements, from the first draft to the withdrawal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, draft: Announcement, act: Action) -> None:
        """Keeps a new draft."""

        def job(connection: Connection) -> None:
            connection.execute(insert(announcements).values(row_of(draft)))
            note(connection, act)

        await self._database.write(job)

    async def get(self, announcement_id: str) -> Announcement | None:
        """The announcement of that id."""
        return await self._database.read(lambda connection: _read(connection, announcement_id))

    async def listed(self, limit: int, states: Sequence[State] = tuple(State)) -> tuple[Announcement, ...]:
        """The newest announcements in any of the states, without empty and used-up drafts."""
        query = select(announcements).where(announcements.c.state.in_([state.value for state in states]))
        query = query.where((announcements.c.html != "") | announcements.c.attachment.is_not(None))
        query = query.where(announcements.c.amends.is_(None) | (announcements.c.state == State.DRAFT.value))
        rows = await self._database.rows(query.order_by(desc(announcements.c.created_at)).limit(limit))
        return tuple(announcement_of(row) for row in rows)

    async def save(self, draft: Announcement, act: Action) -> Outcome:
        """Keeps a changed draft; an earlier confirmation does not count any more."""

        def decide(_connection: Connection, announcement: Announcement) -> Outcome:
            if announcement.state is not State.DRAFT:
                return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
            kept = replace(draft, state=State.DRAFT, author=announcement.author, confirmed_chats=None)
            return Outcome(announcement=kept)

        return await self._act(draft.id, act, decide)

    async def confirm(self, seen: Announcement, chats: int, act: Action) -> Outcome:
        """Notes that the author has seen the draft and typed the number of chats."""

        def decide(_connection: Connection, announcement: Announcement) -> Outcome:
            if refused := unfit(announcement, seen, State.APPROVED):
                return refused
            if chats == 0:
                return Outcome(announcement=announcement, refused=Refused.NO_CHATS)
            return Outcome(announcement=replace(announcement, confirmed_chats=chats))

        return await self._act(seen.id, act, decide)

    async def approve(
        self, seen: Announcement, act: Action, *, chats: int, alone_up_to: int, not_before: datetime | None
    ) -> Outcome:
        """Lets a confirmed draft go out; one that amends another replaces the words of that one.

        Args:
            seen: as the approver saw it; one that was changed meanwhile is refused.
            chats: to how many it goes now.
            alone_up_to: up to how many chats its author may be the approver.
            not_before: the end of the quiet hours, when it would fall into them.
        """

        def decide(connection: Connection, announcement: Announcement) -> Outcome:
            if refused := unfit(announcement, seen, State.APPROVED):
                return refused
            if refused := unapprovable(announcement, act, chats, alone_up_to):
                return refused
            if announcement.amends:
                return _amend(connection, announcement, act)
            send_at = announcement.send_at
            if not_before and (send_at is None or send_at < not_before):
                send_at = not_before
            return Outcome(
                announcement=replace(
                    announcement,
                    state=State.APPROVED,
                    approver=act.who,
                    approved_at=act.at,
                    send_at=send_at,
                )
            )

        return await self._act(seen.id, act, decide)

    async def pause(self, announcement_id: str, act: Action) -> Outcome:
        """Pauses an announcement: nothing more is sent until it is resumed."""

        def decide(_connection: Connection, announcement: Announcement) -> Outcome:
            if announcement.state not in _ON_ITS_WAY:
                return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
            back = State.SENDING if announcement.state is State.SENDING else State.SCHEDULED
            at = announcement.send_at or act.at
            return Outcome(announcement=replace(announcement, state=State.PAUSED, resume_to=back, send_at=at))

        return await self._act(announcement_id, act, decide)

    async def resume(self, announcement_id: str, act: Action) -> Outcome:
        """Resumes a paused announcement where it was."""

        def decide(_connection: Connection, announcement: Announcement) -> Outcome:
            if announcement.state is not State.PAUSED or announcement.resume_to is None:
                return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
            return Outcome(announcement=replace(announcement, state=announcement.resume_to, resume_to=None))

        return await self._act(announcement_id, act, decide)

    async def cancel(self, announcement_id: str, act: Action) -> Outcome:
        """Cancels an announcement: nothing more is sent; chats that have it keep it."""

        def decide(connection: Connection, announcement: Announcement) -> Outcome:
            if State.CANCELLED not in STEPS[announcement.state]:
                return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
            stopped = stop(connection, announcement.id)
            done = replace(announcement, state=State.CANCELLED, finished_at=act.at)
            return Outcome(announcement=done, deliveries=stopped)

        return await self._act(announcement_id, act, decide)

    async def withdraw(self, announcement_id: str, act: Action) -> Outcome:
        """Withdraws an announcement wherever it was sent; nothing more is sent."""

        def decide(connection: Connection, announcement: Announcement) -> Outcome:
            if announcement.withdrawn_at is not None:
                return Outcome(announcement=announcement, refused=Refused.WITHDRAWN)
            if announcement.state not in _SHOWN:
                return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
            count = due_for_amending(connection, announcement.id, act.at)
            if announcement.state in _ENDED and count == 0:
                return Outcome(announcement=announcement, refused=Refused.NOTHING_LEFT)
            stop(connection, announcement.id)
            _unreport(connection, announcement.id)
            state = State.DONE if announcement.state is State.DONE else State.CANCELLED
            return Outcome(
                announcement=replace(announcement, state=state, withdrawn_at=act.at), deliveries=count
            )

        return await self._act(announcement_id, act, decide)

    async def resend_failed(self, announcement_id: str, act: Action) -> Outcome:
        """Sends again what failed."""
        return await self._send_on(
            announcement_id,
            act,
            lambda connection, announcement: begin_anew(connection, announcement.id, act.at),
        )

    async def resend_missing(self, announcement_id: str, act: Action, only_chat: int | None) -> Outcome:
        """Makes the deliveries that are missing; see `course.make_missing`."""
        return await self._send_on(
            announcement_id,
            act,
            lambda connection, announcement: make_missing(connection, announcement, act.at, only_chat),
        )

    async def _send_on(self, announcement_id: str, act: Action, renew: Renew) -> Outcome:
        """Reopens an announcement that was done, with deliveries that are created or reset."""

        def decide(connection: Connection, announcement: Announcement) -> Outcome:
            if announcement.withdrawn_at is not None:
                return Outcome(announcement=announcement, refused=Refused.WITHDRAWN)
            if announcement.state is not State.DONE:
                return Outcome(announcement=announcement, refused=Refused.MOVED_ON)
            count = renew(connection, announcement)
            if count == 0:
                return Outcome(announcement=announcement, refused=Refused.NOTHING_LEFT)
            again = replace(announcement, state=State.SENDING, finished_at=None)
            _unreport(connection, announcement.id)
            return Outcome(announcement=again, deliveries=count)

        return await self._act(announcement_id, act, decide)

    async def _act(self, announcement_id: str, act: Action, decide: Decide) -> Outcome:
        """Decides on the announcement as it is now, and writes down the change with its act."""

        def job(connection: Connection) -> Outcome:
            announcement = _read(connection, announcement_id, locked=True)
            if announcement is None:
                return Outcome(announcement=None, refused=Refused.GONE)
            outcome = decide(connection, announcement)
            if outcome.done and outcome.announcement is not None:
                row = row_of(outcome.announcement)
                connection.execute(update(announcements).where(_is(announcement_id)).values(row))
                note(connection, act)
                if outcome.announcement.state is not State.DRAFT:
                    connection.execute(delete(writing).where(writing.c.announcement == announcement_id))
            return outcome

        return await self._database.write(job)


def _is(announcement_id: str) -> ColumnElement[bool]:
    return announcements.c.id == announcement_id


def _read(connection: Connection, announcement_id: str, *, locked: bool = False) -> Announcement | None:
    query = select(announcements).where(_is(announcement_id))
    row = connection.execute(query.with_for_update() if locked else query).first()
    return announcement_of(row) if row else None


def _amend(connection: Connection, draft: Announcement, act: Action) -> Outcome:
    """Replaces the words of an announcement that was sent with those of a draft, which is used up."""
    announcement = _read(connection, draft.amends, locked=True)
    if announcement is None or announcement.withdrawn_at is not None or announcement.state not in _SHOWN:
        return Outcome(announcement=draft, refused=Refused.MOVED_ON)
    values = {"html": draft.html, "entries": list(draft.entries), "revision": announcement.revision + 1}
    connection.execute(update(announcements).where(_is(announcement.id)).values(values))
    count = due_for_amending(connection, announcement.id, act.at)
    _unreport(connection, announcement.id)
    used = replace(draft, state=State.CANCELLED, approver=act.who, approved_at=act.at, finished_at=act.at)
    return Outcome(announcement=used, deliveries=count)


def _unreport(connection: Connection, announcement_id: str) -> None:
    """Makes the report to the author due again."""
    connection.execute(update(announcements).where(_is(announcement_id)).values(reported_at=None))
