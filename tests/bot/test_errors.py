"""Errors that staff can mend end a command with their sentence and their exit code."""

from __future__ import annotations

import pytest
import typer

from bot.commands.ready import refusing
from bot.config import ConfigError
from bot.engines import ContentFaultyError
from bot.errors import AndaError
from bot.sentences import CannotRunError, NotDoneError
from bot.terminal.new_town import NewTownError
from bot.versions import NoSuchVersionError
from knowledge.files.faults import Fault

FAULT = Fault(place=None, code="missing", sentence="缺少 answer")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        pytest.param(ConfigError("timezone"), 2, "配置有误，请改好再试：\ntimezone", id="config"),
        pytest.param(ContentFaultyError((FAULT,)), 2, "知识库有 1 处要改", id="content"),
        pytest.param(CannotRunError("no_token"), 2, "没有机器人的令牌", id="cannot run"),
        pytest.param(NotDoneError("没有做。"), 1, "没有做。", id="announcement"),
        pytest.param(NewTownError("请换一个空文件夹。"), 1, "请换一个空文件夹。", id="new town"),
        pytest.param(NoSuchVersionError("abc", ()), 1, "还没有保存过任何版本", id="version"),
    ],
)
def test_a_command_ends_with_the_sentence_and_the_code(
    error: AndaError, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as caught, refusing():
        raise error
    shown = capsys.readouterr()
    assert caught.value.exit_code == code
    assert shown.err.startswith(words) and shown.out == ""


def test_what_staff_cannot_mend_is_passed_on() -> None:
    with pytest.raises(KeyError), refusing():
        raise KeyError("a mistake of ours")
