"""What the tests of `anda check` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import Config
from bot.terminal.checking import Report, run_check


@pytest.fixture
def check(warm_config: Config, town: Path, console: Console) -> Callable[..., Report]:
    """Checks the town; more sources and `everything` as in the command. Nothing is remembered yet."""

    def run(*sources: str, everything: bool = False, directory: Path = town) -> Report:
        return run_check(warm_config, directory, sources, everything, console)

    return run


def codes(report: Report) -> list[str]:
    """What kinds of faults were found."""
    return [fault.code for fault in report.faults]
