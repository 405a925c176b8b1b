"""Which files of a folder are content, and what becomes of those that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.files.contentfiles import content_version, read_file
from knowledge.loading.loader import read_knowledge
from tests.knowledge.loading.folders import SOURCES, TOPIC, town


@pytest.mark.parametrize(("name", "code"), [("none", "no_directory"), ("medical.yaml", "not_a_directory")])
def test_a_folder_that_cannot_be_read_ends_in_a_sentence(name: str, code: str, tmp_path: Path) -> None:
    (fault,) = read_knowledge(town(tmp_path) / name).faults
    assert (fault.code, fault.place) == (code, None)


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    assert [fault.code for fault in read_knowledge(tmp_path).faults] == ["no_topic", "no_sources"]


def test_without_sources_only_that_is_told(tmp_path: Path) -> None:
    town(tmp_path)
    (tmp_path / "sources.yaml").unlink()
    assert [fault.code for fault in read_knowledge(tmp_path).faults] == ["no_sources"]


def test_a_folder_in_place_of_a_file_ends_in_a_sentence(tmp_path: Path) -> None:
    (town(tmp_path) / "roads.yaml").mkdir()
    assert [fault.code for fault in read_knowledge(tmp_path).faults] == ["not_a_file"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(town(tmp_path) / "roads.yaml")
    assert [fault.code for fault in read_knowledge(tmp_path).faults] == ["not_a_file"]


def test_a_link_to_nowhere_ends_in_a_sentence_without_english(tmp_path: Path) -> None:
    (town(tmp_path) / "roads.yaml").symlink_to(tmp_path / "none")
    (fault,) = read_knowledge(tmp_path).faults
    assert (fault.code, "（没有这个文件或文件夹）" in str(fault)) == ("unreadable_file", True)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    read = read_file(tmp_path / "none.yaml")
    assert str(read).endswith("none.yaml:1:1: 没有这个文件。请检查路径和文件名。")


def test_sources_in_two_files_are_refused(tmp_path: Path) -> None:
    (town(tmp_path) / "sources.yml").write_text(SOURCES, encoding="utf-8")
    assert {fault.code for fault in read_knowledge(tmp_path).faults} == {"same_file_twice"}


@pytest.mark.parametrize(
    "name",
    ["~$medical.yaml", ".#medical.yaml", "medical.yaml~", ".medical.yaml.swp", "#medical.yaml#", "a.txt"],
)
def test_what_editors_leave_behind_is_no_content(name: str, tmp_path: Path) -> None:
    (town(tmp_path) / name).write_text("]", encoding="utf-8")
    assert read_knowledge(tmp_path).base is not None


def test_announcements_are_left_alone(tmp_path: Path) -> None:
    (town(tmp_path) / "announcements").mkdir()
    (tmp_path / "announcements" / "a.yaml").write_text("]", encoding="utf-8")
    assert read_knowledge(tmp_path).base is not None


def test_the_version_follows_names_and_bytes(tmp_path: Path) -> None:
    base = read_knowledge(town(tmp_path)).base
    assert base is not None
    assert base.version == content_version(tmp_path)
    (tmp_path / "medical.yaml").rename(tmp_path / "health.yaml")
    renamed = content_version(tmp_path)
    (tmp_path / "health.yaml").write_text(TOPIC + "\n", encoding="utf-8")
    assert len({base.version, renamed, content_version(tmp_path)}) == 3
