"""What is due for review is told once a week, also over a restart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.config import Config
from bot.engines import build_engine
from bot.library import Library
from bot.reminding import remind
from bot.storage.store import Store

DAY = date(2031, 1, 5)


async def test_what_is_due_is_told_once_a_week(warm_config: Config, sqlite_store: Store) -> None:
    letters: list[Sequence[str]] = []
    library = Library(warm_config, build_engine(warm_config))
    for days in (-1, 0, 1, 6, 7, 8):
        await remind(library, sqlite_store.settings, letters.append, DAY + timedelta(days=days))
    assert [letter[0] for letter in letters] == ["本周提醒：有 1 个条目该复核了。"] * 2
    assert "pool-fee" in letters[0][1]
