"""The chat in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.text import Text

from bot.terminal.conversation import Conversation
from bot.terminal.screen import Screen
from knowledge.answering.picking import Pick, is_number, picked
from knowledge.model.answer import Option

PROMPT = "您问："
_QUIT = {"/quit", "/exit", "/bye", "/q", "quit", "exit", "退出"}


def chat(screen: Screen, conversation: Conversation) -> None:
    """Talks until the input ends, somebody wants to leave or presses Ctrl-C."""
    screen.say("welcome")
    try:
        for line in _lines(screen):
            if line.strip().lower() in _QUIT:
                break
            turn(line, screen, conversation)
    except KeyboardInterrupt:
        screen.console.print()
    screen.say("goodbye")


def _lines(screen: Screen) -> Iterator[str]:
    """The lines typed; without a terminal each is shown after the prompt, as if it had been typed."""
    typed = sys.stdin.isatty()
    while True:
        screen.console.print(Text("\n" + PROMPT, style="bold"), end="")
        line = sys.stdin.readline()
        if not line:
            screen.console.print()
            return
        if not typed:
            screen.console.print(Text(line.rstrip("\n")))
        if line.strip():
            yield line.rstrip("\n")


def turn(line: str, screen: Screen, conversation: Conversation) -> None:
    """Handles a line: a command, the number of an option, or a question."""
    command = line.strip().lower()
    if command.startswith("/"):
        _command(command.split()[0], screen)
        return
    choice = _picked(line, conversation)
    if choice is Pick.NONE:
        screen.say("none_of_these_reply")
        conversation.reject()
    elif choice is Pick.OUT_OF_RANGE:
        screen.say("terminal_no_such_number")
    elif choice is not None:
        screen.answer(conversation.pick(choice).answer, len(conversation.options))
    else:
        screen.answer(conversation.ask(line).answer, len(conversation.options))


def _picked(line: str, conversation: Conversation) -> tuple[Option, ...] | Pick | None:
    """The entry a line picks: an option in any way, a related entry by its number."""
    if not is_number(line):
        return picked(line, conversation.options)
    choice = picked(line, (*conversation.options, *conversation.related)) or Pick.OUT_OF_RANGE
    return None if choice is Pick.OUT_OF_RANGE and conversation.told_several else choice


def _command(command: str, screen: Screen) -> None:
    if command == "/topics":
        screen.topics()
    elif command == "/sources":
        screen.sources()
    elif command in {"/help", "/start"}:
        screen.say("terminal_help")
    else:
        screen.say("unknown_command")
