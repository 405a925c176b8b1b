"""`anda run` as a process: an edit is live a moment later, and editors are told what is wrong."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import yaml

from bot.config import PROJECT
from tests.bot.conftest import edit
from tests.conftest import TOWNS
from tests.telegram_api.fixtures import telegram
from tests.telegram_api.server import TelegramServer

__all__ = ["telegram"]

SECONDS = 30.0
PLACE, OLD, NEW = "图书馆在哪里？", "answer: 图书馆在柳溪路的东头。", "answer: 图书馆搬了。"


def configured(folder: Path, telegram: TelegramServer, staff: dict[int, str]) -> dict[str, str]:
    """The environment of a bot in a folder of its own, with a copy of the sample town."""
    shutil.copytree(TOWNS / "lanhe", folder / "town", dirs_exist_ok=True)
    settings = {
        "data_dir": str(folder / "data"),
        "knowledge": {"dir": str(folder / "town")},
        "staff": {"ids": staff},
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("ANDA_")}
    return {
        **kept,
        "ANDA_CONFIG": str(folder / "config.yaml"),
        "ANDA_TELEGRAM__TOKEN": telegram.token,
        "ANDA_TELEGRAM__BASE_URL": telegram.base_url,
    }


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[None]:
    """A bot that runs; it ends by itself when told."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=PROJECT, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(process.wait(), SECONDS)
    assert code == 0


async def test_edits_and_staff_are_taken_up_while_the_bot_runs(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    editor, citizen = telegram.person("编辑"), telegram.person("市民")
    environment = configured(tmp_path, telegram, {editor.id: "editor"})
    services_file = tmp_path / "town" / "services.yaml"
    edit(services_file, "review_by: 2031-01-05", "review_by: 2020-01-05")
    async with running(environment):
        due = await editor.receives(SECONDS)
        assert "本周提醒" in due.text
        citizen.writes(PLACE)
        assert "柳溪路的东头" in (await citizen.receives(SECONDS)).text
        edit(services_file, OLD, "anser: 图书馆搬了。")
        letter = await editor.receives(SECONDS)
        assert "先用着原来的" in letter.text and "services.yaml:" in letter.text
        citizen.writes(PLACE)
        assert "柳溪路的东头" in (await citizen.receives(SECONDS)).text
        edit(services_file, "anser: 图书馆搬了。", NEW)
        assert "知识库改好了" in (await editor.receives(SECONDS)).text
        citizen.writes(PLACE)
        assert "图书馆搬了" in (await citizen.receives(SECONDS)).text
        citizen.writes("/queue")
        assert "给工作人员用的" in (await citizen.receives(SECONDS)).text
        edit(tmp_path / "config.yaml", f"{editor.id}: editor", f"{citizen.id}: editor")
        await asyncio.sleep(1.5)
        citizen.writes("/queue")
        assert "没有等着处理的问题" in (await citizen.receives(SECONDS)).text
    async with running(environment):
        citizen.writes(PLACE)
        assert "图书馆搬了" in (await citizen.receives(SECONDS)).text
        await editor.receives_nothing()
    assert telegram.refused() == []
