"""The chat in the terminal: lines in, answers out, and a goodbye however it ends."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from bot.terminal.chat import PROMPT, chat, turn
from bot.terminal.conversation import Conversation
from bot.terminal.screen import Screen
from knowledge.answering.engine import Engine
from tests.bot.conftest import shown

DAY = date(2031, 1, 10)
GOODBYE, WELCOME = "再见，祝您平安", "您好，我是安答"
FEE, HOURS = "游泳馆的门票一次12元。", "游泳馆早上8点开门。"


class Keyboard:
    """Somebody who types lines and then presses Ctrl-C."""

    def __init__(self, typed: str) -> None:
        self._lines = iter(typed.splitlines(keepends=True))

    def isatty(self) -> bool:
        """It is a terminal, so what is typed is not shown again."""
        return True

    def readline(self) -> str:
        """The next line, or Ctrl-C."""
        for line in self._lines:
            return line
        raise KeyboardInterrupt


@pytest.fixture
def screen(small_engine: Engine, console: Console) -> Screen:
    return Screen(console, small_engine)


@pytest.fixture
def conversation(small_engine: Engine) -> Conversation:
    return Conversation(small_engine, DAY)


def said(line: str, screen: Screen, conversation: Conversation) -> str:
    """What the screen shows for one line."""
    before = len(shown(screen.console))
    turn(line, screen, conversation)
    return shown(screen.console)[before:]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="the end of input at once"),
        pytest.param("谢谢\n", id="the end of input"),
        pytest.param("谢谢", id="the end of input in the middle of a line"),
        pytest.param("/quit\n游泳馆的门票多少钱？\n", id="/quit"),
        pytest.param("  /EXIT \n游泳馆的门票多少钱？\n", id="/exit in capitals"),
        pytest.param("quit\n游泳馆的门票多少钱？\n", id="quit without a slash"),
        pytest.param("Exit\n游泳馆的门票多少钱？\n", id="exit without a slash"),
        pytest.param("退出\n游泳馆的门票多少钱？\n", id="in Chinese"),
        pytest.param("/q\n游泳馆的门票多少钱？\n", id="/q"),
    ],
)
def test_a_chat_begins_with_a_welcome_and_ends_with_a_goodbye(
    monkeypatch: pytest.MonkeyPatch, screen: Screen, conversation: Conversation, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    chat(screen, conversation)
    written = shown(screen.console)
    assert written.startswith(WELCOME)
    assert written.count(GOODBYE) == 1
    assert written.rstrip().splitlines()[-1].startswith(GOODBYE)
    assert FEE not in written


@pytest.mark.parametrize("typed", [pytest.param("", id="at once"), pytest.param("谢谢\n", id="later")])
def test_ctrl_c_says_goodbye(
    monkeypatch: pytest.MonkeyPatch, screen: Screen, conversation: Conversation, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(typed))
    chat(screen, conversation)
    assert shown(screen.console).count(GOODBYE) == 1
    assert f"{PROMPT}谢谢" not in shown(screen.console)


def test_piped_lines_are_shown_after_the_prompt(
    monkeypatch: pytest.MonkeyPatch, screen: Screen, conversation: Conversation
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("游泳馆的门票多少钱？\n\n  \n那几点开门？\n"))
    chat(screen, conversation)
    written = shown(screen.console)
    asked = [line for line in written.splitlines() if line.startswith(PROMPT)]
    assert [line.removeprefix(PROMPT).strip() for line in asked] == [
        "游泳馆的门票多少钱？",
        "",
        "",
        "那几点开门？",
        "",
    ]
    assert written.index(FEE) < written.index(HOURS)


@pytest.mark.parametrize(
    ("command", "part"),
    [
        pytest.param("/topics", "图书馆有多少册书？", id="topics"),
        pytest.param("/sources", "蓝禾镇便民通告", id="sources"),
        pytest.param("/help", "/quit", id="help"),
        pytest.param("/start", "/quit", id="start"),
        pytest.param(" /HELP ", "/quit", id="capitals and blanks"),
        pytest.param("/nonsense", "没有这个命令", id="an unknown command"),
        pytest.param("/", "没有这个命令", id="a slash alone"),
    ],
)
def test_a_command_is_carried_out(
    screen: Screen, conversation: Conversation, command: str, part: str
) -> None:
    assert part in said(command, screen, conversation)


def test_an_option_is_picked_by_its_number(screen: Screen, conversation: Conversation) -> None:
    said("游泳馆", screen, conversation)
    number = [option.entry for option in conversation.options].index("pool-fee") + 1
    assert FEE in said(f"第{number}个", screen, conversation)


def test_a_number_out_of_range_leaves_the_options_as_they_are(
    screen: Screen, conversation: Conversation
) -> None:
    said("游泳馆", screen, conversation)
    offered = conversation.options
    assert "没有这个选项" in said("9", screen, conversation)
    assert conversation.options == offered


def test_one_of_several_answered_entries_is_picked_by_its_position(
    screen: Screen, conversation: Conversation
) -> None:
    said("泳池门票多少钱？图书馆在哪里？", screen, conversation)
    assert "柳溪路" in said("最后一个呢", screen, conversation)


@pytest.mark.parametrize("text", ["0", "都不是"])
def test_none_of_these_removes_the_options(screen: Screen, conversation: Conversation, text: str) -> None:
    said("游泳馆", screen, conversation)
    assert "都不是" in said(text, screen, conversation)
    assert conversation.options == ()


def test_a_related_entry_is_picked_by_its_number(screen: Screen, conversation: Conversation) -> None:
    assert "1. 游泳馆早上几点开门？" in said("游泳馆的门票多少钱？", screen, conversation)
    assert HOURS in said("1", screen, conversation)
    assert HOURS not in said("对", screen, conversation)


def test_related_entries_are_numbered_on_from_the_options_that_stay(
    screen: Screen, conversation: Conversation
) -> None:
    said("游泳馆", screen, conversation)
    assert "3. 游泳馆早上几点开门？" in said("1", screen, conversation)
    assert HOURS in said("3", screen, conversation)


def test_a_command_leaves_the_options_as_they_are(screen: Screen, conversation: Conversation) -> None:
    said("游泳馆", screen, conversation)
    offered = conversation.options
    said("/help", screen, conversation)
    assert conversation.options == offered


def test_a_question_after_options_is_a_question(screen: Screen, conversation: Conversation) -> None:
    said("游泳馆", screen, conversation)
    assert "5000册" in said("图书馆有多少册书？", screen, conversation)


@pytest.mark.parametrize(
    "text", ["医疗\ud800救助", "\x1b[31m红\x1b[0m", "\0", "[bold]x[/]", "\u202e问", "a" * 5000]
)
def test_whatever_is_typed_ends_in_a_sentence(screen: Screen, conversation: Conversation, text: str) -> None:
    assert said(text, screen, conversation).strip()


@pytest.mark.parametrize("text", ["0", "2", "第二个"])
def test_a_number_without_options_is_no_question(
    screen: Screen, conversation: Conversation, text: str
) -> None:
    said("游泳馆的门票多少钱？", screen, conversation)
    assert FEE not in said(text, screen, conversation)


def test_words_after_a_command_do_not_hide_it(screen: Screen, conversation: Conversation) -> None:
    assert "没有这个命令" not in said("/topics 服务", screen, conversation)
