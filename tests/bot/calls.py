"""The command line without a process of its own."""

from __future__ import annotations

from typer.testing import CliRunner

from bot.cli import app


class Call:
    """What one call wrote, and the code it ended with."""

    def __init__(self, *arguments: str, typed: str | bytes = "") -> None:
        result = CliRunner().invoke(app, list(arguments), input=typed, env={"COLUMNS": "120"})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.code, self.out, self.err = result.exit_code, result.stdout, result.stderr
