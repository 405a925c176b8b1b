"""`anda run` as a process: what it cannot do ends in a sentence, and it stops when told."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from bot.config import PROJECT
from bot.lock import only_instance
from knowledge.answering.engine import Engine
from tests.conftest import TOWNS

SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path, kept_snapshots: Path, small_engine: Engine) -> dict[str, str]:
    """Nothing of the machine's own settings, the sample town, and an API that nobody serves."""
    others = {name: value for name, value in os.environ.items() if not name.upper().startswith("ANDA_")}
    data = tmp_path / "data"
    data.mkdir()
    (data / "cache").symlink_to(kept_snapshots / "lanhe")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    return {
        **others,
        "ANDA_DATA_DIR": str(data),
        "ANDA_KNOWLEDGE__DIR": str(TOWNS / "lanhe"),
        "ANDA_TELEGRAM__TOKEN": "1:T",
        "ANDA_TELEGRAM__BASE_URL": f"http://127.0.0.1:{port}/bot",
        "ANDA_LOG__FORMAT": "json",
    }


async def started(environment: dict[str, str]) -> asyncio.subprocess.Process:
    """The bot as a process."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=PROJECT, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def ended(environment: dict[str, str]) -> tuple[int | None, str]:
    """How the bot ended by itself, and what it said."""
    process = await started(environment)
    _, said = await asyncio.wait_for(process.communicate(), SECONDS)
    return process.returncode, said.decode()


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        pytest.param("ANDA_TELEGRAM__TOKEN", "", "没有机器人的令牌", id="no token"),
        pytest.param("ANDA_TELEGRAM__TOKEN", "nonsense", "令牌的样子不对", id="an odd token"),
        pytest.param("ANDA_TELEGRAM__PROXY", "nonsense", "代理的地址用不了", id="an odd proxy"),
        pytest.param("ANDA_STORAGE__URL", "nonsense", "storage.url 看不懂", id="an odd database"),
        pytest.param("ANDA_STORAGE__URL", "mysql://x/y", "storage.url 看不懂", id="another kind"),
        pytest.param("ANDA_STORAGE__URL", "sqlite:////nowhere/x.db", "数据库打不开", id="no such folder"),
    ],
)
async def test_what_cannot_be_used_ends_in_a_sentence(
    environment: dict[str, str], variable: str, value: str, words: str
) -> None:
    code, said = await ended({**environment, variable: value})
    assert code == 2
    assert words in said
    assert "Traceback" not in said


async def test_a_second_instance_is_refused(environment: dict[str, str]) -> None:
    with only_instance(Path(environment["ANDA_DATA_DIR"])):
        code, said = await ended(environment)
    assert code == 2 and "已经有一个安答在用" in said


async def test_without_a_network_it_waits_and_ends_when_told(environment: dict[str, str]) -> None:
    process = await started(environment)
    assert process.stderr is not None
    line = await asyncio.wait_for(process.stderr.readline(), SECONDS)
    assert b'"request_waits"' in line and b"getMe" in line
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), SECONDS) in (0, -signal.SIGTERM)
