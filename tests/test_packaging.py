"""An installed package holds all that the code reads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
PACKED = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]


def files_beside_the_code() -> Iterator[Path]:
    """Every file of the packages that is no module."""
    for package in ("benchmarks", "bot", "handlers", "knowledge"):
        for path in (PROJECT / package).rglob("*"):
            if path.is_file() and path.suffix not in {".py", ".pyc"}:
                yield path


def test_every_file_beside_the_code_is_packed() -> None:
    packed = {
        path
        for package, patterns in PACKED.items()
        for pattern in patterns
        for path in (PROJECT / package).glob(pattern)
    }
    assert set(files_beside_the_code()) - packed == set()
