"""What was derived is kept, and read again only when it is whole and of the same version."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.derived.snapshot import is_ours, read_snapshot, snapshot_key, write_snapshot
from tests.knowledge.samples import DAY

QUESTION = "请问泳池的门票是多少"


def test_an_engine_from_a_snapshot_answers_as_before(small_engine: Engine, tmp_path: Path) -> None:
    write_snapshot(tmp_path / "cache", "k", small_engine.base, small_engine.derived)
    held = read_snapshot(tmp_path / "cache", "k")
    assert held is not None
    assert held[0] == small_engine.base
    assert Engine(*held).answer(QUESTION, DAY) == small_engine.answer(QUESTION, DAY)


def test_entries_of_a_large_snapshot_are_read_when_they_are_asked_for(
    small_engine: Engine, tmp_path: Path
) -> None:
    write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived)
    held = read_snapshot(tmp_path, "k", at_once=0)
    assert held is not None
    assert Engine(*held).answer(QUESTION, DAY) == small_engine.answer(QUESTION, DAY)
    assert held[0] == small_engine.base
    assert held[1].profiles == small_engine.derived.profiles
    changed = derive(held[0], before=held[1])
    assert not changed.new_entries
    assert Engine(held[0], changed).answer(QUESTION, DAY) == small_engine.answer(QUESTION, DAY)


def test_nothing_but_the_snapshot_is_left_in_the_folder(small_engine: Engine, tmp_path: Path) -> None:
    write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived)
    assert [path.name for path in tmp_path.iterdir()] == ["k.snapshot"]


def test_a_snapshot_that_is_interrupted_leaves_nothing_behind(small_engine: Engine, tmp_path: Path) -> None:
    asked = iter([False, False, True])
    assert not write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived, lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_not_filled_with_what_could_not_be_written(
    small_engine: Engine, tmp_path: Path
) -> None:
    def full() -> bool:
        raise OSError(errno.ENOSPC, "no space left")

    write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived, full)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"x" * 20, id="shorter than a checksum"),
        pytest.param(b"\0" * 64, id="a checksum that does not agree"),
    ],
)
def test_a_damaged_snapshot_is_none(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "k.snapshot").write_bytes(held)
    assert read_snapshot(tmp_path, "k") is None


def test_a_snapshot_with_one_bit_turned_is_none(small_engine: Engine, tmp_path: Path) -> None:
    write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived)
    path = tmp_path / "k.snapshot"
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)
    assert read_snapshot(tmp_path, "k") is None


def test_a_snapshot_of_another_key_is_not_read(small_engine: Engine, tmp_path: Path) -> None:
    write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived)
    assert read_snapshot(tmp_path, "other") is None
    assert read_snapshot(tmp_path / "nowhere", "k") is None


def test_only_the_newest_snapshots_are_kept(small_engine: Engine, tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / f"old{number}.snapshot"
        path.write_bytes(b"")
        os.utime(path, (number, number))
    write_snapshot(tmp_path, "new", small_engine.base, small_engine.derived)
    assert {path.stem for path in tmp_path.iterdir()} == {"new", "old4", "old3"}


@pytest.mark.parametrize("rights", [pytest.param(0o620, id="its group"), pytest.param(0o602, id="everybody")])
def test_a_snapshot_that_others_may_write_is_not_read(
    small_engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture, rights: int
) -> None:
    write_snapshot(tmp_path, "k", small_engine.base, small_engine.derived)
    (tmp_path / "k.snapshot").chmod(rights)
    assert read_snapshot(tmp_path, "k") is None
    assert "others may have written it" in caplog.text


def test_a_file_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    file = tmp_path / "k.snapshot"
    file.touch(0o600)
    status = list(file.stat())
    status[4] = 1000  # its owner
    held = os.stat_result(status)
    assert is_ours(held, 1000)
    assert not is_ours(held, 1001)


def test_nobody_else_may_look_into_the_folder(small_engine: Engine, tmp_path: Path) -> None:
    write_snapshot(tmp_path / "cache", "k", small_engine.base, small_engine.derived)
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "cache" / "k.snapshot").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_costs_only_time_and_is_told_once(
    small_engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"staff's own")
    for _ in range(2):
        assert write_snapshot(in_the_way, "k", small_engine.base, small_engine.derived)
    (warning,) = caplog.records
    assert warning.levelname == "WARNING" and str(in_the_way) in warning.getMessage()
    assert in_the_way.read_bytes() == b"staff's own"
    assert read_snapshot(in_the_way, "k") is None


def test_the_key_depends_on_the_content() -> None:
    assert snapshot_key("one") == snapshot_key("one") != snapshot_key("two")


def test_the_key_depends_on_the_code_and_the_language_data(tmp_path: Path) -> None:
    keys = [snapshot_key("one", tmp_path)]
    for name in ("engine.py", "facets.yaml", "notes.txt"):
        (tmp_path / name).write_text("x", "utf-8")
        keys.append(snapshot_key("one", tmp_path))
    assert len(set(keys[:3])) == 3
    assert keys[3] == keys[2]
