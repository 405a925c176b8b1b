"""Every sentence of a command is said somewhere, and what is said is there."""

from __future__ import annotations

import re

from bot.config import PROJECT
from bot.sentences import COMMANDS


def test_the_sentences_of_commands_are_those_that_are_said() -> None:
    code = "".join(path.read_text("utf-8") for path in (PROJECT / "bot").rglob("*.py"))
    assert set(re.findall(r'\btold\("(\w+)"', code)) == set(COMMANDS)
