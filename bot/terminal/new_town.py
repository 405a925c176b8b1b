"""`anda init`: an example knowledge base for another town to fill in."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.config import PROJECT

_TEMPLATE = PROJECT / "knowledge" / "new_town"


class NewTownError(Exception):
    """The folder cannot take a new knowledge base; the message says why and what to do."""


def create(directory: Path) -> tuple[Path, ...]:
    """Copies the example into a new or empty folder and names what it made; nothing is overwritten."""
    try:
        if directory.exists() and not directory.is_dir():
            raise NewTownError(f"{directory} 已经是一个文件，请换一个文件夹名。")
        if directory.is_dir() and any(directory.iterdir()):
            raise NewTownError(f"{directory} 里面已经有东西，请换一个空文件夹，免得盖掉。")
        directory.mkdir(parents=True, exist_ok=True)
        return tuple(
            Path(shutil.copyfile(template, directory / template.name))
            for template in sorted(_TEMPLATE.glob("*.yaml"))
        )
    except OSError as error:
        raise NewTownError(f"{directory}：写不进去（{error.strerror}）。请换一个能写的地方。") from error
