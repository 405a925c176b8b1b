"""Replacing a file whole, so that no reader and no crash ever meets a half of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def replace_file(file: Path, data: bytes) -> None:
    """The file has its old bytes or the new ones at any moment, and its rights as before."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with unfinished.open("wb") as held:
            held.write(data)
            held.flush()
            os.fsync(held.fileno())
        shutil.copymode(file, unfinished)
        unfinished.replace(file)
    except OSError:
        if unfinished.is_file():
            unfinished.unlink()
        raise
