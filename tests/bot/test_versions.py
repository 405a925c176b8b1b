"""Versions of the content are kept, the oldest go, and the one in use stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.versions import NoSuchVersionError, Versions
from knowledge.contentfiles import content_version
from tests.bot.conftest import edit

ANSWER = "answer: 图书馆在柳溪路的东头。"


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path, most=3)


def kept(versions: Versions, town: Path) -> str:
    """Keeps what the town is now."""
    version = content_version(town)
    versions.keep(town, version)
    return version


def test_a_kept_version_is_the_content_to_the_byte(versions: Versions, town: Path) -> None:
    version = kept(versions, town)
    assert content_version(versions.content(version)) == version
    assert versions.calibration(version).is_file()
    assert versions.texts(version).is_file()


def test_the_oldest_go_first_and_the_current_one_never(versions: Versions, town: Path) -> None:
    names = [kept(versions, town)]
    for number in range(4):
        (town / "services.yaml").write_text(f"# {number}\n", "utf-8")
        names.append(kept(versions, town))
    assert set(versions.names()) == set(names[-3:])
    os.utime(versions.content(names[-1]).parent, (0, 0))  # the clock went back
    versions.keep(town, names[-1])
    assert names[-1] in versions.names()


def test_what_changed_meanwhile_is_not_kept_under_the_wrong_name(versions: Versions, town: Path) -> None:
    version = content_version(town)
    edit(town / "services.yaml", ANSWER, "answer: 图书馆搬了。")
    versions.keep(town, version)
    assert versions.names() == ()


def test_a_version_is_found_by_what_its_name_begins_with(versions: Versions, town: Path) -> None:
    version = kept(versions, town)
    assert versions.find(version[:6].upper()) == version
    with pytest.raises(NoSuchVersionError) as caught:
        versions.find(version[:3] + "z")
    assert caught.value.near == (version,)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, town: Path) -> None:
    (tmp_path / "versions").write_text("a file", "utf-8")
    versions = Versions(tmp_path)
    versions.keep(town, content_version(town))
    assert versions.names() == ()
