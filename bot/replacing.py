"""Replacing a file whole, so that no reader and no crash ever meets a half of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def replace_file(file: Path, data: bytes, *, mode: int | None = None) -> None:
    """Replaces a file: at any moment, even after a power cut, it has its old bytes or the new ones.

    Its rights are `mode`, less what the umask takes; without one it must be there and keeps its rights.
    """
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.unlink(missing_ok=True)  # what a crash left may have other rights
        unfinished.touch(mode=0o666 if mode is None else mode)
        with unfinished.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is None:
            shutil.copymode(file, unfinished)
        unfinished.replace(file)
    except OSError:
        if unfinished.is_file():
            unfinished.unlink()
        raise
