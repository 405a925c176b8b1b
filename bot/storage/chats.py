"""The groups that announcements may go to: how they come and go, and what they subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Update, delete, desc, or_, select, update

from bot.storage.database import Database
from bot.storage.statements import add_new, put
from bot.storage.tables import announcements, chat_tags, chats
from handlers.records import MIGRATED, NO_RIGHT, UNSUBSCRIBED, ChatState, KnownChat
from knowledge.model.announcement import State, Target

Addressee = tuple[int, int | None]

_ANNOUNCEMENTS_LOOKED_AT = 200


class Chats:
    """Known groups; a group that became a supergroup is found by its old id too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, chat_id: int) -> KnownChat | None:
        """A chat that is known, by its id now or before."""
        return await self._database.read(lambda connection: _known(connection, _now_at(connection, chat_id)))

    async def joined(
        self, chat_id: int, title: str, kind: str, now: datetime, *, may_post: bool = True
    ) -> bool:
        """Notes that the bot is in a chat; returns whether to greet it now, which happens once.

        One that wants no announcements gets none again only because the bot comes back.
        """

        def job(connection: Connection) -> bool:
            add_new(connection, chats, [_new_row(chat_id, title, kind, now)])
            row = _row(connection, chat_id)
            if row.state == ChatState.MOVED.value:  # told late of what the chat was before
                return False
            values = {"title": title, "kind": kind, "welcomed": row.welcomed or may_post}
            connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(values))
            if not may_post:
                mark(connection, chat_id, ChatState.MUTE, NO_RIGHT, now)
            elif row.state != ChatState.ACTIVE.value:
                mark(connection, chat_id, ChatState.ACTIVE, "", now)
            return may_post and not row.welcomed

        return await self._database.write(job)

    async def renamed(self, chat_id: int, title: str) -> None:
        """Notes another title of a known chat."""
        change = update(chats).where(chats.c.chat_id == chat_id).values(title=title)
        await self._database.write(lambda connection: _carry_out(connection, change))

    async def mark(self, chat_id: int, state: ChatState, reason: str, now: datetime) -> None:
        """Notes whether a known chat is active, and why not; an unknown one stays unknown."""
        await self._database.write(lambda connection: mark(connection, chat_id, state, reason, now))

    async def moved(self, old: int, new: int, now: datetime) -> None:
        """Moves a group that became a supergroup, with its tags; doing it twice does no harm."""
        await self._database.write(lambda connection: move(connection, old, new, now))

    async def subscribe(
        self, chat_id: int, tags: Sequence[str], thread_id: int | None, now: datetime
    ) -> KnownChat | None:
        """Subscribes a known chat to these tags too, in this topic; returns what it has then."""

        def job(connection: Connection) -> KnownChat | None:
            values = {
                "state": ChatState.ACTIVE.value,
                "reason": "",
                "thread_id": thread_id,
                "changed_at": now,
            }
            connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(values))
            if _row(connection, chat_id) is not None:
                add_new(connection, chat_tags, [{"chat_id": chat_id, "tag": tag} for tag in tags])
            return _known(connection, chat_id)

        return await self._database.write(job)

    async def unsubscribe(self, chat_id: int, tags: Sequence[str], now: datetime) -> KnownChat | None:
        """Unsubscribes a known chat from these tags, or from everything; returns what it has then."""

        def job(connection: Connection) -> KnownChat | None:
            mine = chat_tags.c.chat_id == chat_id
            connection.execute(delete(chat_tags).where(mine & chat_tags.c.tag.in_(tags) if tags else mine))
            if not tags:
                mark(connection, chat_id, ChatState.MUTE, UNSUBSCRIBED, now)
            return _known(connection, chat_id)

        return await self._database.write(job)

    async def tags(self) -> tuple[str, ...]:
        """Every tag that a chat subscribes to, in order."""
        query = select(chat_tags.c.tag).distinct().order_by(chat_tags.c.tag)
        return tuple(await self._database.scalars(query))

    async def addressed_tags(self) -> tuple[str, ...]:
        """The tags that the last announcements were addressed to, newest first; drafts do not count."""
        query = select(announcements.c.target).where(announcements.c.state != State.DRAFT.value)
        query = query.order_by(desc(announcements.c.created_at)).limit(_ANNOUNCEMENTS_LOOKED_AT)
        targets = await self._database.scalars(query)
        return tuple(dict.fromkeys(tag for target in targets for tag in target["tags"]))

    async def listed(self) -> tuple[KnownChat, ...]:
        """All known chats that did not move, by title."""
        query = select(chats.c.chat_id).where(chats.c.state != ChatState.MOVED.value).order_by(chats.c.title)

        def job(connection: Connection) -> tuple[KnownChat, ...]:
            chosen = (_known(connection, number) for number in connection.scalars(query).all())
            return tuple(chat for chat in chosen if chat is not None)

        return await self._database.read(job)

    async def addressees(self, target: Target) -> tuple[Addressee, ...]:
        """The active chats of a target, each with its topic; by id."""
        return await self._database.read(lambda connection: addressees(connection, target))


def _carry_out(connection: Connection, change: Update) -> None:
    connection.execute(change)


def addressees(connection: Connection, target: Target) -> tuple[Addressee, ...]:
    """The active chats of a target, each with its topic; by id.

    A chat that was named by the id it had before it moved is found at its new one.
    """
    rows = connection.execute(_addressed(target)).all()
    return tuple((row.chat_id, row.thread_id) for row in rows)


def _addressed(target: Target) -> Select[int, int | None]:
    query = select(chats.c.chat_id, chats.c.thread_id).where(chats.c.state == ChatState.ACTIVE.value)
    if not target.everyone:
        tagged = select(chat_tags.c.chat_id).where(chat_tags.c.tag.in_(target.tags))
        heirs = select(chats.c.moved_to).where(
            chats.c.chat_id.in_(target.chats), chats.c.moved_to.is_not(None)
        )
        number = chats.c.chat_id
        query = query.where(or_(number.in_(tagged), number.in_(target.chats), number.in_(heirs)))
    return query.order_by(chats.c.chat_id)


def mark(connection: Connection, chat_id: int, state: ChatState, reason: str, now: datetime) -> None:
    """Sets the state of a chat and its reason; one that moved stays moved.

    A chat that wants no announcements stays so until it subscribes, whatever else happens to it.
    """
    here = (chats.c.chat_id == chat_id) & (chats.c.state != ChatState.MOVED.value)
    unwanted = chats.c.reason == UNSUBSCRIBED
    silent = ChatState.LEFT if state is ChatState.LEFT else ChatState.MUTE
    kept = {"state": silent.value, "changed_at": now}
    connection.execute(update(chats).where(here & unwanted).values(kept))
    values = {"state": state.value, "reason": reason, "changed_at": now}
    connection.execute(update(chats).where(here & ~unwanted).values(values))


def move(connection: Connection, old: int, new: int, now: datetime) -> None:
    """Moves a group that became a supergroup, with its subscriptions and without a topic."""
    before = _row(connection, old)
    if before is not None and before.state == ChatState.MOVED.value:
        return
    row = _new_row(new, before.title if before else "", "supergroup", now)
    if before is not None:
        row["welcomed"] = before.welcomed
    add_new(connection, chats, [row])
    if before is not None and before.state == ChatState.MUTE.value:
        mark(connection, new, ChatState.MUTE, before.reason, now)
    for tag in connection.scalars(select(chat_tags.c.tag).where(chat_tags.c.chat_id == old)).all():
        add_new(connection, chat_tags, [{"chat_id": new, "tag": tag}])
    connection.execute(delete(chat_tags).where(chat_tags.c.chat_id == old))
    gone = {"state": ChatState.MOVED.value, "reason": MIGRATED, "moved_to": new}
    put(connection, chats, _new_row(old, row["title"], "group", now) | gone)


def _new_row(chat_id: int, title: str, kind: str, now: datetime) -> dict[str, Any]:
    return {
        "chat_id": chat_id,
        "title": title,
        "kind": kind,
        "state": ChatState.ACTIVE.value,
        "reason": "",
        "moved_to": None,
        "thread_id": None,
        "welcomed": False,
        "since": now,
        "changed_at": now,
    }


def _row(connection: Connection, chat_id: int) -> Any:
    return connection.execute(select(chats).where(chats.c.chat_id == chat_id)).first()


def _now_at(connection: Connection, chat_id: int) -> int:
    """The present id of a chat that may have moved."""
    moved = connection.scalar(select(chats.c.moved_to).where(chats.c.chat_id == chat_id))
    return chat_id if moved is None else moved


def _known(connection: Connection, chat_id: int) -> KnownChat | None:
    row: Row[Any] | None = _row(connection, chat_id)
    if row is None:
        return None
    query = select(chat_tags.c.tag).where(chat_tags.c.chat_id == chat_id).order_by(chat_tags.c.tag)
    return KnownChat(
        chat_id=row.chat_id,
        title=row.title,
        kind=row.kind,
        state=ChatState(row.state),
        reason=row.reason,
        thread_id=row.thread_id,
        tags=tuple(connection.scalars(query).all()),
        welcomed=row.welcomed,
    )
