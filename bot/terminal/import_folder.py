"""The folder that an import makes: beside the old one first, then in its place in one step, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.sentences import command_text, hindrance
from bot.terminal.import_wish import ImportRefusedError, Wish


def refuse_to_overwrite(wish: Wish) -> None:
    """Raises ImportRefusedError where something stands that staff did not say to replace."""
    folder = wish.folder
    if folder.exists() and not folder.is_dir():
        raise ImportRefusedError(command_text("folder_is_file", folder=folder))
    if folder.is_dir() and any(folder.iterdir()) and not wish.force:
        raise ImportRefusedError(command_text("folder_in_use_unforced", folder=folder))


@contextmanager
def scratch_beside(folder: Path) -> Iterator[Path]:
    """A temporary folder beside the one to be made, so that moving is one step; gone afterwards."""
    real = folder.resolve()  # `.` and links too have a name and a folder that they stand in
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{real.name}-", dir=real.parent))
    except OSError as error:
        raise ImportRefusedError(
            command_text("folder_unwritable", folder=folder, reason=hindrance(error))
        ) from None
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def move(made: Path, folder: Path, scratch: Path) -> None:
    """Puts the made folder where it belongs; what stood there before goes with the scratch folder."""
    real = folder.resolve()
    try:
        if real.exists():
            real.rename(scratch / "before")
        made.rename(real)
    except OSError as error:
        if (scratch / "before").exists() and not real.exists():
            (scratch / "before").rename(real)
        raise ImportRefusedError(
            command_text("folder_unwritable", folder=folder, reason=hindrance(error))
        ) from None
