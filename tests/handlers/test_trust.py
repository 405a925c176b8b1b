"""Personal numbers that a citizen writes are kept nowhere, and none is sent back to Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.config import LogFormat, LogLevel, LogSection
from bot.inbox import Inbox
from bot.intake import received
from bot.log import set_up_log
from bot.storage.store import Store
from tests.bot.test_log import restored
from tests.handlers.conftest import SEAL
from tests.handlers.telegram import Person, message

__all__ = ["restored"]

NUMBERS = ("13812345678", "11010519491231002X", "4111111111111111")
CHAT = 987654321


def everything_in(folder: Path) -> bytes:
    """What the files of a database hold, its journal included."""
    files = list(folder.glob("anda.sqlite*"))
    assert len(files) > 1
    return b"".join(file.read_bytes() for file in files)


async def test_personal_numbers_and_chats_stand_in_no_file_and_no_line(
    citizen: Person,
    sqlite_store: Store,
    tmp_path: Path,
    restored: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_log(LogSection(format=LogFormat.JSON, level=LogLevel.DEBUG))

    async def process(payload: Mapping[str, Any]) -> None:
        update = Update.de_json(dict(payload), citizen.application.bot)
        await citizen.application.process_update(update)

    inbox = Inbox(sqlite_store.updates, process, lambda: datetime.now(UTC))
    chat, user = {"id": CHAT, "type": "private"}, {"id": CHAT, "is_bot": False, "first_name": "王"}
    batch = [
        {"update_id": n, "message": message(n, chat, user, text=f"我是{number}，医保怎么报销")}
        for n, number in enumerate(NUMBERS, start=1)
    ]
    await inbox.receive([one async for one in received(batch, SEAL)])
    await inbox.idle()
    assert len(citizen.calls("sendMessage")) == len(NUMBERS)
    data = everything_in(tmp_path)
    written = capsys.readouterr().err
    assert "answered" in written
    for number in NUMBERS:
        assert number.encode() not in data
        assert number not in written + str(citizen.request.calls)
    assert str(CHAT) not in written


async def test_a_chat_stands_in_clear_only_until_its_update_is_done(
    sqlite_store: Store, citizen: Person
) -> None:
    chat = {"id": CHAT, "type": "private"}
    batch = [{"update_id": 1, "message": message(1, chat, {"id": CHAT, "is_bot": False, "first_name": "王"})}]
    [update] = [one async for one in received(batch, SEAL)]
    await sqlite_store.updates.write_down([update], datetime.now(UTC))
    assert str(CHAT) not in update.lane
    await sqlite_store.updates.done(1, datetime.now(UTC))
    assert await sqlite_store.updates.unfinished() == ()
