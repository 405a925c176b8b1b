"""Ids are hashed with a key that is made once and readable for its owner only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.privacy import Seal, privacy_key
from bot.sentences import CannotRunError


def test_a_key_is_made_once_and_readable_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key = privacy_key("", folder)
    assert privacy_key("", folder) == key
    assert (folder / "privacy.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_does_not_reach_the_disk_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotRunError, match=r"privacy\.key"):
        privacy_key("", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_configured_key_needs_no_file(tmp_path: Path) -> None:
    assert privacy_key("secret", tmp_path) == privacy_key("secret", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_key_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "privacy.key").write_bytes(b"short")
    with pytest.raises(CannotRunError, match="备份"):
        privacy_key("", tmp_path)


def test_a_folder_that_cannot_be_made_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(CannotRunError, match="权限"):
        privacy_key("", tmp_path / "data")


def test_hashes_differ_by_key_by_kind_and_by_id() -> None:
    one, other = Seal(b"1"), Seal(b"2")
    hashes = {one.person(5), one.chat(5), one.person(6), other.person(5)}
    assert len(hashes) == 4
    assert {len(hashed) for hashed in hashes} == {32}
    assert one.person(5) != "5"


def test_the_answer_to_an_update_has_one_id_and_a_signature_is_short() -> None:
    seal = Seal(b"1")
    assert seal.answer(7) == seal.answer(7) != seal.answer(8)
    assert len(seal.answer(7)) == 11
    assert len(seal.sign("x")) == 8
