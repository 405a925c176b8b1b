"""`anda init`: an example knowledge base for another town to fill in."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.config import PROJECT
from bot.errors import AndaError
from bot.sentences import command_text, hindrance

_TEMPLATE = PROJECT / "knowledge" / "new_town"


class NewTownError(AndaError):
    """The folder cannot take a new knowledge base; the message says why and what to do."""

    exit_code = 1


def create(directory: Path) -> tuple[Path, ...]:
    """Copies the example into a new or empty folder and names what it made; nothing is overwritten."""
    try:
        if directory.exists() and not directory.is_dir():
            raise NewTownError(command_text("folder_is_file", folder=directory))
        if directory.is_dir() and any(directory.iterdir()):
            raise NewTownError(command_text("folder_in_use", folder=directory))
        directory.mkdir(parents=True, exist_ok=True)
        return tuple(
            Path(shutil.copyfile(template, directory / template.name))
            for template in sorted(_TEMPLATE.glob("*.yaml"))
        )
    except OSError as error:
        raise NewTownError(
            command_text("folder_unwritable", folder=directory, reason=hindrance(error))
        ) from error
