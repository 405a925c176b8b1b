"""A file is replaced whole or not at all, with the rights it should have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.replacing import replace_file


def refuse(descriptor: int) -> None:
    """A disk that takes no more."""
    raise OSError(28, "No space left on device")


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "town.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_rights_it_is_given_whatever_a_crash_left(tmp_path: Path) -> None:
    left = tmp_path / ".key.part"
    left.write_bytes(b"half")
    left.chmod(0o666)
    replace_file(tmp_path / "key", b"new", mode=0o600)
    assert (tmp_path / "key").read_bytes() == b"new"
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert not left.exists()


def test_what_does_not_reach_the_disk_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new", mode=0o666)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_went_meanwhile_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "gone.yaml", b"new")
    assert list(tmp_path.iterdir()) == []
