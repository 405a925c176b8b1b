"""No token and no personal number in any line, whoever logs it and however deep it sits."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.config import LogFormat, LogLevel, LogSection
from bot.log import redacted, set_up_log

TOKEN = "123456789:AAE-dGhpcyBpcyBub3QgYSByZWFsIHRva2Vu"  # noqa: S105 - a token of nobody's


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Puts the log back as it was."""
    handlers, level, hook = logging.root.handlers[:], logging.root.level, sys.excepthook
    levels = {name: logging.getLogger(name).level for name in ("bot", "handlers", "knowledge", "telegram")}
    yield
    logging.root.handlers[:], sys.excepthook = handlers, hook
    logging.root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "line",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"bot{TOKEN.replace(':', '%3A')}/sendMessage",
        f"The token `{TOKEN}` was rejected",
        f"BOT{TOKEN}",
    ],
    ids=["address", "quoted address", "alone", "capitals"],
)
def test_a_token_is_taken_out(line: str) -> None:
    assert TOKEN[12:] not in redacted(line)
    assert "[token]" in redacted(line)


def test_a_short_token_is_taken_out_when_it_is_known() -> None:
    assert redacted("the token 1:T was rejected", ["1:T"]) == "the token [token] was rejected"


def logged(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


@pytest.mark.parametrize("form", [LogFormat.JSON, LogFormat.CONSOLE])
def test_an_exception_and_its_causes_are_written_without_secrets(
    form: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_log(LogSection(format=form), [TOKEN])
    try:
        try:
            raise ValueError(f"bot{TOKEN} of 13812345678")
        except ValueError as error:
            raise LookupError(f"https://x/bot{TOKEN}/getMe") from error
    except LookupError as error:
        structlog.get_logger("bot.test").error("It failed.", action="failed", exc_info=error, token=TOKEN)
        logging.getLogger("asyncio").error("Task exception: %s", TOKEN, exc_info=error)
    written = logged(capsys)
    assert "LookupError" in written and "ValueError" in written
    assert TOKEN[12:] not in written and "13812345678" not in written


def test_lines_for_machines_are_json_with_an_action(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log(LogSection(format=LogFormat.JSON))
    structlog.get_logger("handlers.x").info("A question was answered.", action="answered", entry="安次")
    [line] = logged(capsys).splitlines()
    record = json.loads(line)
    assert (record["action"], record["entry"], record["level"]) == ("answered", "安次", "info")


def test_libraries_that_log_addresses_and_messages_are_silent_at_every_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_log(LogSection(format=LogFormat.JSON, level=LogLevel.DEBUG))
    for name in ("httpx", "httpcore.http11", "telegram.Bot", "telegram.ext.Application"):
        logging.getLogger(name).critical("bot1:T %s", "words of a citizen")
    structlog.get_logger("bot.x").debug("ours", action="x")
    assert len(logged(capsys).splitlines()) == 1


def test_an_error_that_nobody_caught_is_logged_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log(LogSection(format=LogFormat.JSON), [TOKEN])
    sys.excepthook(ValueError, ValueError(f"bot{TOKEN}"), None)
    written = logged(capsys)
    assert "ValueError" in written and TOKEN not in written


def test_a_line_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_log(LogSection(format=LogFormat.JSON))
    full = Path("/dev/full").open("w")  # noqa: SIM115 - a disk without room: closing it fails
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", full)
        structlog.get_logger("bot.x").info("A question was answered.", action="answered")
    with pytest.raises(OSError, match="No space left"):
        full.close()
