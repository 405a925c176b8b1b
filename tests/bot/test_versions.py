"""Versions of the content are kept, the oldest go, and the one in use stays."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config import Config
from bot.engines import build_engine
from bot.versions import NoSuchVersionError, Versions
from knowledge.files.contentfiles import content_version, read_files, version_of
from tests.bot.conftest import edit

DAY = date(2031, 1, 10)
ANSWER = "answer: 图书馆在柳溪路的东头。"


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path, most=3)


def kept(versions: Versions, town: Path) -> str:
    """Keeps what the town is now."""
    version = content_version(town)
    versions.keep(read_files(town), version)
    return version


def test_a_kept_version_is_the_content_to_the_byte(versions: Versions, town: Path, tmp_path: Path) -> None:
    version = kept(versions, town)
    (folder,) = (tmp_path / "versions").iterdir()
    assert content_version(folder / "content") == folder.name == version
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["calibration.yaml", "content", "texts.yaml", "trees.json", "trees_semantic.json"]


def test_the_oldest_go_and_the_current_one_never(versions: Versions, town: Path, tmp_path: Path) -> None:
    names = [kept(versions, town)]
    for number in range(4):
        (town / "services.yaml").write_text(f"# {number}\n", "utf-8")
        names.append(kept(versions, town))
    assert set(versions.names()) == set(names[-3:])
    os.utime(tmp_path / "versions" / names[-1], (0, 0))  # the clock went back
    versions.keep(read_files(town), names[-1])
    assert names[-1] in versions.names()


def test_what_changed_meanwhile_is_kept_as_it_was_read(
    versions: Versions, town: Path, tmp_path: Path
) -> None:
    files = read_files(town)
    edit(town / "services.yaml", ANSWER, "answer: 图书馆搬了。")
    versions.keep(files, version_of(files))
    assert content_version(tmp_path / "versions" / version_of(files) / "content") == version_of(files)


def test_a_version_is_found_by_what_its_name_begins_with(versions: Versions, town: Path) -> None:
    version = kept(versions, town)
    assert versions.find(version[:6].upper()) == version
    with pytest.raises(NoSuchVersionError) as caught:
        versions.find(version[:3] + "z")
    assert caught.value.near == (version,)


def test_an_answer_from_before_an_edit_is_given_again(warm_config: Config) -> None:
    config, question = warm_config, "图书馆在哪里？"
    versions = Versions(config.data_dir)
    before = build_engine(config)
    versions.keep(read_files(config.knowledge.dir), before.base.version)
    edit(config.knowledge.dir / "services.yaml", ANSWER, "answer: 图书馆搬了。")
    assert build_engine(config).answer(question, DAY).text == "图书馆搬了。"
    again = versions.engine(before.base.version[:8], config)
    for asked in (question, "游泳馆的门票多少钱？", "那呢", "图书馆", "图书馆的书能借几天"):
        assert again.answer(asked, DAY) == before.answer(asked, DAY)


def test_asking_of_a_version_and_of_one_that_is_not_there(warm_config: Config) -> None:
    version = content_version(warm_config.knowledge.dir)
    Versions(warm_config.data_dir).keep(read_files(warm_config.knowledge.dir), version)
    edit(warm_config.knowledge.dir / "services.yaml", ANSWER, "answer: 图书馆搬了。")
    given = CliRunner().invoke(app, ["ask", "图书馆在哪里？", "--version", version[:8]])
    assert given.exit_code == 0 and "柳溪路的东头" in given.stdout
    given = CliRunner().invoke(app, ["ask", "图书馆在哪里？", "--version", "zzz"])
    assert given.exit_code == 1
    assert given.stderr == f"没有保存过版本 zzz。最接近的有：{version[:12]}。\n"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, town: Path) -> None:
    (tmp_path / "versions").write_text("a file", "utf-8")
    versions = Versions(tmp_path)
    versions.keep(read_files(town), content_version(town))
    assert versions.names() == ()
