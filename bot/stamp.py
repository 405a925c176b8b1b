"""Stamps of files: dates and sizes, which show that something changed without reading it."""

from __future__ import annotations

from pathlib import Path

Stamp = tuple[tuple[str, int, int, int], ...]


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file, or of the files directly in a folder; empty when there is nothing to see."""
    try:
        paths = sorted(path.iterdir()) if path.is_dir() else [path]
    except OSError:
        return ()
    stamps = []
    for file in paths:
        try:
            status = file.stat()
        except OSError:
            continue
        stamps.append((file.name, status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(stamps)
