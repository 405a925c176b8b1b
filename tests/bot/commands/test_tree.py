"""Help: which commands and options there are, in our words, as wide as the terminal."""

from __future__ import annotations

import re

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.announce import announce
from bot.commands.ready import FOR_DEVELOPERS
from bot.commands.tree import CommandTree
from tests.bot.calls import Call

COMMANDS = ("chat", "ask", "check", "eval", "doctor", "init", "announce")


def test_without_a_command_all_commands_are_listed() -> None:
    call = Call()
    assert call.code == 2
    for command in COMMANDS:
        assert f" {command} " in call.out + call.err


def test_what_only_developers_need_stands_apart() -> None:
    before, _, after = Call("--help").out.partition(FOR_DEVELOPERS)
    assert all(f" {command} " in before for command in COMMANDS if command not in ("eval", "announce"))
    assert " eval " in after and " bench " in after and " eval " not in before


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    call = Call(command, "--help")
    assert call.code == 0
    for shown in call.out.splitlines():
        if "--" in shown and "Usage" not in shown and "--help" not in shown:
            assert any("\u4e00" <= character <= "\u9fff" for character in shown) or "JSON" in shown, shown


def every_command() -> list[tuple[str, ...]]:
    """All commands and groups, as they are called."""
    groups = {(): app, ("announce",): announce}
    commands = [
        (*path, one.name or "") for path, group in groups.items() for one in group.registered_commands
    ]
    return [*groups, *(path for path in commands if path[-1])]


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_no_help_page_has_words_that_are_not_ours(path: tuple[str, ...]) -> None:
    call = Call(*path, "--help")
    assert (call.code, call.err) == (0, "")
    assert call.out.startswith("用法：") and "--help" in call.out
    assert not re.search(
        r"Usage|Options|Arguments|Commands|Show|required|default|\[|<", named_apart(call.out)
    )


def named_apart(page: str) -> str:
    """A help page without its usage and the names of options, which may be in brackets."""
    return "\n".join(re.sub(r"^  --\S+ \S+", "", line) for line in page.splitlines()[1:])


@pytest.mark.parametrize("width", ["44", "200"])
def test_a_help_page_is_as_wide_as_the_terminal(width: str) -> None:
    page = CliRunner().invoke(app, ["check", "--help"], env={"COLUMNS": width}).stdout
    assert max(map(cell_len, page.splitlines())) <= int(width)
    assert ("也显示第几段是哪一段" in page) is (width == "200")


def test_a_call_that_is_broken_off_says_so() -> None:
    def breaks_off() -> None:
        raise typer.Abort

    tree = CommandTree(name="tree", help="试")
    tree.command(name="one")(breaks_off)
    tree.command(name="two")(breaks_off)
    result = CliRunner().invoke(tree, ["one"])
    assert (result.exit_code, result.stderr) == (1, "停下了，没有做完。\n")
