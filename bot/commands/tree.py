"""Commands whose help and whose complaints about a wrong call are in the words of who types them.

Typer prints both itself, partly in English that nothing can translate. So its own text is never printed: a
wrong call is told by what the error is and names, a help page by what a command says of itself and its
parameters.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from shutil import get_terminal_size
from typing import Any

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from bot.commands.wrong_calls import complaint
from bot.sentences import call_text
from bot.terminal.wrapping import wrapped

HelpRow = tuple[str, str]

# What every error about a call is; typer shows only some of the errors themselves.
_WrongCall: type[Exception] = typer.BadParameter.__mro__[1]
_INDENT, _GAP = 2, 2
_NARROWEST = 20  # columns for what stands on the right, however narrow the terminal is


class SpokenCommand(TyperCommand):
    """A command with a help page in Chinese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the words behind the command; every error knows the command it is about."""
        try:
            return super().parse_args(ctx, args)
        except _WrongCall as error:
            _note_command(error, ctx)
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(_page(self, ctx))


class SpokenGroup(TyperGroup):
    """A group of commands, in Chinese like those."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Carries out a call; a wrong one ends with a sentence and code 2."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except _WrongCall as error:
            if not standalone_mode:
                raise
            typer.echo("\n".join(complaint(error)), err=True)
            sys.exit(2)
        except typer.Abort:
            if not standalone_mode:
                raise
            typer.echo(call_text("aborted"), err=True)
            sys.exit(1)
        return sys.exit(code if isinstance(code, int) else 0) if standalone_mode else code

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the words behind the group; every error knows the group it is about."""
        try:
            return super().parse_args(ctx, args)
        except _WrongCall as error:
            _note_command(error, ctx)
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named, or a sentence with the one that may have been meant."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            _refuse(ctx, name, sorted(self.commands))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(_page(self, ctx))


class CommandTree(typer.Typer):
    """Commands that speak Chinese, as typer knows commands."""

    def __init__(self, *, name: str, help: str) -> None:
        super().__init__(
            name=name,
            help=help,
            cls=SpokenGroup,
            no_args_is_help=True,
            add_completion=False,
            pretty_exceptions_enable=False,
        )

    def command(self, *args: Any, **settings: Any) -> Callable[[Any], Any]:
        """Adds a function as a command."""
        return super().command(*args, **{"cls": SpokenCommand, **settings})


def _note_command(error: Exception, ctx: Any) -> None:
    if getattr(error, "ctx", None) is None:
        error.ctx = ctx  # type: ignore[attr-defined]  # which errors of the parser leave empty


def _refuse(ctx: Any, name: str, known: Sequence[str]) -> None:
    near = get_close_matches(name, known, n=1)
    meant = call_text("meant", names=near[0]) if near else ""
    ctx.fail(call_text("no_command", name=name, meant=meant))


def _page(command: Any, ctx: Any) -> str:
    """A help page: how to call, what it does, and what may stand behind it."""
    width = get_terminal_size().columns
    parameters = command.get_params(ctx)
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option" and "--help" not in one.opts]
    sections = [
        ("arguments", [(_metavar(one), _said(one)) for one in arguments]),
        ("options", [*((_option(one), _said(one)) for one in options), ("--help", call_text("help_option"))]),
    ]
    lines = [
        call_text("usage", call=_usage(command, ctx, arguments)),
        "",
        *wrapped(command.help or "", width),
    ]
    for heading, rows in [*((call_text(key), rows) for key, rows in sections), *_panels(command, ctx)]:
        lines += _section(heading, rows, width)
    return "\n".join(lines)


def _usage(command: Any, ctx: Any, arguments: Sequence[Any]) -> str:
    """How to call a command, as one line."""
    words = (_metavar(one) if one.required else f"[{_metavar(one).strip('[]')}]" for one in arguments)
    behind = [call_text("usage_command")] if isinstance(command, TyperGroup) else []
    return " ".join([ctx.command_path, call_text("usage_options"), *words, *behind])


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _option(parameter: Any) -> str:
    """An option with the word that stands for its value, if it takes one."""
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {parameter.metavar or call_text('value')}"


def _said(parameter: Any) -> str:
    """What a parameter is for, and whether it must be there or what it is otherwise."""
    words, default = parameter.help or "", parameter.default
    if parameter.required:
        return words + call_text("required")
    shown = isinstance(default, int | float | str) and not isinstance(default, bool) and default != ""
    return words + (call_text("default", value=default) if shown else "")


def _panels(group: Any, ctx: Any) -> Iterator[tuple[str, list[HelpRow]]]:
    """The commands of a group under their headings, with what each does."""
    if not isinstance(group, TyperGroup):
        return
    panels: dict[str, list[HelpRow]] = {}
    for name in group.list_commands(ctx):
        command: Any = group.get_command(ctx, name)
        heading = command.rich_help_panel if isinstance(command.rich_help_panel, str) else ""
        panels.setdefault(heading or call_text("commands"), []).append((name, command.help or ""))
    yield from panels.items()


def _section(heading: str, rows: Sequence[HelpRow], width: int) -> Iterator[str]:
    """A heading with rows below it, in two columns; nothing where there are none."""
    if not rows:
        return
    yield from ("", heading)
    first = _INDENT + max(cell_len(name) for name, _ in rows) + _GAP
    for name, said in rows:
        begins, *others = wrapped(said, max(width - first, _NARROWEST))
        yield " " * _INDENT + name + " " * (first - _INDENT - cell_len(name)) + begins
        yield from (" " * first + line for line in others)
