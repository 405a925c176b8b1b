"""`anda doctor` checks everything the bot needs; each line says 正常 or 有问题 and what to do."""

from __future__ import annotations

import asyncio
import socket
from functools import partial
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine

from bot.config import Config
from bot.lock import only_instance
from bot.privacy import privacy_key
from bot.storage.migrations.upgrade import upgrade
from bot.terminal.doctor import Outcome, examine, why_unreached
from tests.bot.conftest import edit
from tests.sentence_model import UNKNOWN, write_sentence_model
from tests.telegram_api.fixtures import telegram
from tests.telegram_api.server import TelegramServer

__all__ = ["telegram"]


def with_telegram(config: Config, base_url: str, token: str) -> Config:
    """The configuration of a bot that reaches Telegram there."""
    section = config.telegram.model_copy(update={"base_url": base_url, "token": SecretStr(token)})
    return config.model_copy(update={"telegram": section})


@pytest.fixture
def alone(config: Config) -> Config:
    """A bot whose Telegram is not there."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/bot"
    return with_telegram(config, address, "77:secret")


def wrong(config: Config, *, most_drift: float = 60.0, least_space: int = 0) -> list[str]:
    """The findings that are wrong."""
    findings = examine(config, most_drift=most_drift, least_space=least_space)
    return [finding.sentence for finding in findings if finding.outcome is Outcome.ILL]


async def test_all_is_well(telegram: TelegramServer, config: Config) -> None:
    connected = with_telegram(config, telegram.base_url, telegram.token)
    lines = await asyncio.to_thread(lambda: [str(finding) for finding in examine(connected)])
    assert len(lines) == 9
    assert all(line.startswith("正常") for line in lines), lines


async def test_a_token_that_is_refused_and_is_not_shown(telegram: TelegramServer, config: Config) -> None:
    connected = with_telegram(config, telegram.base_url, "77:secret")
    (finding,) = await asyncio.to_thread(wrong, connected)
    assert "Telegram 不认" in finding and "secret" not in finding


async def test_a_clock_that_is_wrong(telegram: TelegramServer, config: Config) -> None:
    connected = with_telegram(config, telegram.base_url, telegram.token)
    (finding,) = await asyncio.to_thread(partial(wrong, connected, most_drift=-1.0))
    assert "自动对时" in finding


def test_no_network_and_no_token(alone: Config) -> None:
    (finding,) = wrong(alone)
    assert "连不上" in finding and "secret" not in finding
    bare = with_telegram(alone, alone.telegram.base_url, "")
    assert "ANDA_TELEGRAM__TOKEN" in wrong(bare)[0]


@pytest.mark.parametrize(
    ("address", "proxy", "reason"),
    [
        pytest.param("http://127.0.0.1:1/bot", "", "连接建不起来", id="nobody listens"),
        pytest.param("http://127.0.0.1:1/bot", "ftp://127.0.0.1", "地址或者代理写得不对", id="an odd proxy"),
    ],
)
def test_why_telegram_is_not_reached_is_told_in_chinese(
    config: Config, address: str, proxy: str, reason: str
) -> None:
    without = with_telegram(config, address, "77:secret")
    section = without.telegram.model_copy(update={"proxy": SecretStr(proxy)})
    (finding,) = wrong(without.model_copy(update={"telegram": section}))
    assert f"连不上 Telegram（{reason}" in finding
    assert "telegram.proxy" in finding and "ANDA_TELEGRAM__PROXY" in finding
    assert finding.startswith("网络：走代理") == bool(proxy)


def unasked(config: Config) -> list[str]:
    """The lines on what could not be checked."""
    return [str(finding) for finding in examine(config) if finding.outcome is Outcome.UNASKED]


def test_what_could_not_be_asked_without_a_network_is_told(alone: Config) -> None:
    """Given no network, then whether the token and the clock are right is open, and neither is left out."""
    token, clock = unasked(alone)
    assert token.startswith("没查成　令牌：") and "没法问它认不认" in token and "secret" not in token
    assert clock.startswith("没查成　时钟：") and "自动对时" in clock


@pytest.mark.parametrize("token", ["", "wrong"], ids=["none", "of a wrong shape"])
def test_a_token_that_cannot_be_right_is_not_asked_about(alone: Config, token: str) -> None:
    (line,) = unasked(with_telegram(alone, alone.telegram.base_url, token))
    assert "时钟：" in line


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(httpx.ReadTimeout("…"), "对方一直没有回音", id="no reply"),
        pytest.param(httpx.ProxyError("…"), "代理不通，或者代理不让连", id="a proxy that refuses"),
        pytest.param(httpx.UnsupportedProtocol("…"), "地址或者代理写得不对", id="another protocol"),
        pytest.param(httpx.ReadError("…"), "说到一半断了", id="broken off"),
        pytest.param(ImportError("socksio"), "这种代理要用的包没有装", id="a package is missing"),
    ],
)
def test_every_kind_of_failure_has_its_words(error: Exception, reason: str) -> None:
    assert why_unreached(error) == reason


def test_a_token_of_a_wrong_shape_is_reported_without_a_network(alone: Config) -> None:
    first, second = wrong(with_telegram(alone, alone.telegram.base_url, "wrong"))
    assert "样子不对" in first and "ANDA_TELEGRAM__TOKEN" in first and "wrong" not in first
    assert "连不上" in second


def test_a_key_that_others_can_read(alone: Config) -> None:
    privacy_key("", alone.data_dir)
    assert len(wrong(alone)) == 1
    (alone.data_dir / "privacy.key").chmod(0o644)
    assert "chmod 600" in wrong(alone)[1]
    (alone.data_dir / "privacy.key").write_bytes(b"short")
    assert "不完整" in wrong(alone)[1]


def test_a_folder_that_is_a_file(alone: Config) -> None:
    alone.data_dir.parent.mkdir(exist_ok=True)
    alone.data_dir.write_text("", "utf-8")
    assert any("用不了" in line for line in wrong(alone))


def test_a_full_disk(alone: Config) -> None:
    assert any("磁盘：只剩" in line for line in wrong(alone, least_space=2**40))


def test_a_running_bot_is_reported(alone: Config) -> None:
    with only_instance(alone.data_dir):
        assert any("再启动一个会被拒绝" in str(finding) for finding in examine(alone))


def test_a_database_that_is_old_and_one_that_is_none(alone: Config) -> None:
    alone.data_dir.mkdir()
    file: Path = alone.data_dir / "anda.sqlite"
    file.touch()
    assert any("会升级" in line for line in wrong(alone))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    assert len(wrong(alone)) == 1
    file.write_text("nonsense" * 1000, "utf-8")
    assert any("数据库文件坏了" in line and "从备份恢复" in line for line in wrong(alone))


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y"])
def test_a_database_of_another_program(alone: Config, url: str) -> None:
    storage = alone.storage.model_copy(update={"url": SecretStr(url)})
    findings = wrong(alone.model_copy(update={"storage": storage}))
    assert any("storage.url 看不懂" in line for line in findings)


def test_content_with_faults(alone: Config) -> None:
    edit(alone.knowledge.dir / "services.yaml", "topic: 服务", "topik: 服务")
    assert any("anda check" in line and "services.yaml:" in line for line in wrong(alone))


def semantic(config: Config, model: str) -> list[str]:
    """The finding on the semantic channel, when it is on."""
    section = config.semantic.model_copy(update={"enabled": True, "model": model})
    findings = examine(config.model_copy(update={"semantic": section}))
    return [str(finding) for finding in findings if "语义通道" in finding.sentence]


def test_the_semantic_channel_is_checked_when_it_is_on(alone: Config, tmp_path: Path) -> None:
    folder = str(write_sentence_model(tmp_path / "model", {UNKNOWN: (1.0, 0.0)}))
    (line,) = semantic(alone, folder)
    assert line.startswith("正常") and "onnx" in line
    (line,) = semantic(alone, str(tmp_path))
    assert line.startswith("有问题") and "model.onnx" in line
    assert not [finding for finding in examine(alone) if "语义通道" in finding.sentence]
