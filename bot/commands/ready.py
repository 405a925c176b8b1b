"""What all commands share: reading the configuration, and saying what staff can mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.config import Colour, Config, read_config
from bot.errors import AndaError
from bot.sentences import command_text

FOR_DEVELOPERS = "开发用"  # the heading, in a help page, of what only the program's makers need
KnowledgeOption = Annotated[
    Path | None, typer.Option("--knowledge", metavar="DIR", help="用这个文件夹里的知识库。")
]


def console(config: Config, *, stderr: bool = False) -> Console:
    """The terminal, in the colours that the configuration asks for."""
    colour = config.terminal.colour
    forced = {Colour.ALWAYS: True, Colour.NEVER: False}.get(colour)
    return Console(stderr=stderr, force_terminal=forced, highlight=False, emoji=False)


def say(sentence: str) -> None:
    """Prints something that is not a result, on standard error."""
    typer.echo(sentence, err=True)


def refuse(sentence: str, code: int = 2) -> NoReturn:
    """Ends the command with a sentence: code 2 where it cannot begin, 1 where it could not do it all."""
    say(sentence)
    raise typer.Exit(code) from None


def working() -> None:
    """Says that the knowledge base is being worked through, which takes a moment."""
    say(command_text("deriving"))


@contextmanager
def refusing() -> Iterator[None]:
    """Ends the command with the sentence of whatever goes wrong that staff can mend."""
    try:
        yield
    except AndaError as error:
        refuse(error.sentence, error.exit_code)


@contextmanager
def ready(knowledge: Path | None = None) -> Iterator[Config]:
    """The configuration; whatever staff can mend ends the command with its sentence."""
    with refusing():
        config = read_config()
        yield config if knowledge is None else config.over(knowledge)
