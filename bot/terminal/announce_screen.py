"""Announcements in the terminal: lists, one of them, and the report with its progress."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot.sentences import ANNOUNCE
from bot.storage.store import Store
from handlers.announcing.drafts import target_words, time_words, valid_words
from handlers.announcing.reporting import reason_words, state_words, sum_lines, waiting
from handlers.records import ChatState, KnownChat
from handlers.sentences import sentence
from knowledge.files.markup import plain
from knowledge.model.announcement import Announcement, Delivery, DeliveryState, State
from knowledge.privacy.masking import holds_mobile

_EVERY = 0.5  # seconds between two looks at what is under way
_LONGEST_SHOWN = 24
_MOST_WAIT = 10.0  # seconds until an approved one begins; it may be for later, or the bot is not running
_NOT_BEGUN = (State.APPROVED, State.SCHEDULED)
# What is told of one that the bot has not taken up.
_UNBEGUN = {
    State.DRAFT: "unbegun_draft",
    State.APPROVED: "unbegun_waiting",
    State.SCHEDULED: "unbegun_waiting",
    State.PAUSED: "unbegun_paused",
}
# What staff should see first.
_ORDER = (DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.CANCELLED)
_CHAT_STATES = {
    ChatState.ACTIVE: "chat_active",
    ChatState.MUTE: "chat_mute",
    ChatState.LEFT: "chat_left",
    ChatState.MOVED: "chat_left",
}


class AnnounceScreen:
    """Prints announcements; `now` is the moment by the town's clock."""

    def __init__(self, console: Console, now: datetime) -> None:
        self._console = console
        self._now = now

    def listed(self, announcements: Sequence[Announcement]) -> None:
        """Prints announcements, a line each."""
        if not announcements:
            self._console.print(ANNOUNCE["none"])
            return
        table = _table("编号", "情况", "写于", "写的人", "内容")
        for one in announcements:
            words = " ".join(plain(one.html).split())[:_LONGEST_SHOWN]
            table.add_row(
                one.id, state_words(one), self._moment(one.created_at), str(one.author), Text(words)
            )
        self._console.print(table)

    def shown(self, announcement: Announcement, titles: dict[int, str]) -> None:
        """Prints one announcement as readers see it, and how it goes out."""
        self._console.print(Text(plain(announcement.html)))
        table = _table()
        for name, words in self._facts(announcement, titles):
            table.add_row(name, Text(words))
        self._console.print(table)

    def _facts(self, announcement: Announcement, titles: dict[int, str]) -> list[tuple[str, str]]:
        yes = {True: "是", False: "否"}
        return [
            ("编号", announcement.id),
            ("情况", state_words(announcement)),
            ("写的人", str(announcement.author)),
            ("批准的人", str(announcement.approver or "")),
            ("发给", target_words(announcement.target, titles)),
            ("时间", time_words(announcement, self._now)),
            ("有效到", valid_words(announcement, self._now)),
            ("置顶", yes[announcement.pin]),
            ("静音", yes[announcement.silent]),
            ("没把握的", sentence(f"doubt_{announcement.on_doubt.value}")),
            ("依据", "、".join(announcement.entries)),
            ("来自", announcement.origin),
            *([("手机号", ANNOUNCE["mobile"])] if holds_mobile(plain(announcement.html)) else []),
        ]

    def chats(self, chats: Sequence[KnownChat]) -> None:
        """Prints the known groups."""
        if not chats:
            self._console.print(ANNOUNCE["no_chats_known"])
            return
        table = _table("群编号", "群名", "情况", "主题")
        for chat in chats:
            state = sentence(_CHAT_STATES[chat.state])
            why = f"（{reason_words(chat.reason)}）" if chat.reason else ""
            table.add_row(str(chat.chat_id), Text(chat.title), state + why, "、".join(chat.tags))
        self._console.print(table)

    def report(self, announcement: Announcement, rows: Sequence[Delivery], titles: dict[int, str]) -> None:
        """Prints what became of an announcement in every chat, with reasons; problems first."""
        if unbegun := self._unbegun(announcement):
            self._console.print(Text(unbegun))
            return
        for line in sum_lines(announcement, rows, titles):
            self._console.print(Text(line))
        table = _table("群编号", "群名", "情况", "原因", "试了几次", "发出时间")
        for row in sorted(rows, key=_importance):
            table.add_row(
                str(row.chat_id),
                Text(titles.get(row.chat_id, "")),
                sentence(f"delivery_{row.state.value}"),
                reason_words(row.reason) if row.reason else "",
                str(row.attempts),
                self._moment(row.sent_at) if row.sent_at else "",
            )
        if rows:
            self._console.print(table)

    def _unbegun(self, announcement: Announcement) -> str:
        """What an announcement waits for that the bot has not taken up; empty when it has."""
        if announcement.started_at is not None or announcement.state not in _UNBEGUN:
            return ""
        key = _UNBEGUN[announcement.state]
        if announcement.state in _NOT_BEGUN and not self._is_due(announcement):
            key = "unbegun_later"
        time = time_words(announcement, self._now)
        return ANNOUNCE[key].format(id=announcement.id, state=state_words(announcement), time=time)

    def _is_due(self, announcement: Announcement) -> bool:
        """Whether an approved announcement begins as soon as the bot takes it up, or within a moment."""
        begins = announcement.send_at
        return begins is None or begins <= self._now + timedelta(seconds=_MOST_WAIT)

    async def follow(self, store: Store, announcement_id: str) -> None:
        """Shows a progress bar until nothing waits any more; ends at once when nothing is under way.

        One that has not begun is waited for a moment.
        """
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        with bar:
            task = bar.add_task("", total=None)
            left = _MOST_WAIT
            while (announcement := await store.announcements.get(announcement_id)) and (
                announcement.state is State.SENDING or (self._begins_now(announcement) and left > 0)
            ):
                left -= _EVERY
                counts = await store.deliveries.counts(announcement_id)
                total = sum(counts.values())
                words = ANNOUNCE["following" if announcement.state is State.SENDING else "following_unbegun"]
                bar.update(task, description=words, total=total or None, completed=total - waiting(counts))
                await asyncio.sleep(_EVERY)

    def _begins_now(self, announcement: Announcement) -> bool:
        return announcement.state in _NOT_BEGUN and self._is_due(announcement)

    def _moment(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._now.tzinfo):%Y-%m-%d %H:%M}"


def _importance(row: Delivery) -> tuple[int, int]:
    return (_ORDER.index(row.state) if row.state in _ORDER else len(_ORDER), row.chat_id)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, show_header=bool(columns))
    for column in columns or ("", ""):
        table.add_column(column, overflow="fold")
    return table
