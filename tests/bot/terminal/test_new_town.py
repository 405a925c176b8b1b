"""`anda init`: an example that passes every check, and nothing of staff's is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.config import Config
from bot.engines import SHIPPED_TEXTS
from bot.terminal.checking import run_check
from bot.terminal.new_town import NewTownError, create
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.loading.loader import read_knowledge
from tests.bot.calls import Call

DAY = date(2031, 1, 10)


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(lambda folder: None, id="that is not there"),
        pytest.param(lambda folder: folder.mkdir(parents=True), id="that is empty"),
    ],
)
def test_a_new_town_is_made_in_a_folder(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    folder = tmp_path / "some" / "新 town"
    prepare(folder)
    made = create(folder)
    assert sorted(made) == sorted(folder.iterdir())
    assert {path.name for path in made} >= {"sources.yaml", "lexicon.yaml"}


def test_a_new_town_answers_its_example_and_says_that_it_is_one(tmp_path: Path) -> None:
    create(tmp_path / "town")
    loaded = read_knowledge(tmp_path / "town", SHIPPED_TEXTS)
    assert loaded.faults == ()
    assert loaded.base is not None
    engine = Engine(loaded.base, derive(loaded.base))
    for entry in loaded.base.entries:
        answer = engine.answer(entry.question, DAY)
        assert answer.entries == (entry.id,)
        assert "示例" in answer.text
        assert "示例" in "".join(answer.notes)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("我家着火了怎么办", "119"),
        ("快来，有人在打我", "110"),
        ("我妈没有呼吸了", "120"),
        ("不想活了", "12356"),
        ("被骗了两万块钱", "96110"),
        ("转人工", "12345"),
        ("你好", "示例镇"),
        ("早上好啊", "示例镇"),
        ("谢谢", "不客气"),
        ("你是谁", "安答"),
        ("再见", "再见"),
    ],
)
def test_a_new_town_knows_whom_to_call_and_can_greet(tmp_path: Path, message: str, said: str) -> None:
    create(tmp_path / "town")
    loaded = read_knowledge(tmp_path / "town", SHIPPED_TEXTS)
    assert loaded.base is not None
    assert said in Engine(loaded.base, derive(loaded.base)).answer(message, DAY).text


def test_a_new_town_passes_every_check(config: Config, console: Console, tmp_path: Path) -> None:
    create(tmp_path / "new")
    report = run_check(config, tmp_path / "new", [], True, console)
    assert not report.faulty
    assert "检查了 1 个" in report.summary


def test_the_example_shows_each_key_with_a_word_about_it(tmp_path: Path) -> None:
    for path in create(tmp_path / "town"):
        assert path.read_text("utf-8").count("#") >= 2, path.name


def test_a_full_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text("mine", "utf-8")
    with pytest.raises(NewTownError, match="空文件夹"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lexicon.yaml"]
    assert (tmp_path / "lexicon.yaml").read_text("utf-8") == "mine"


def test_a_hidden_file_counts_too(tmp_path: Path) -> None:
    (tmp_path / ".mine").write_text("mine", "utf-8")
    with pytest.raises(NewTownError, match="空文件夹"):
        create(tmp_path)


def test_a_file_in_its_place_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "town").write_text("mine", "utf-8")
    with pytest.raises(NewTownError, match="已经是一个文件"):
        create(tmp_path / "town")
    assert (tmp_path / "town").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param("file/town", id="a file for a parent"),
        pytest.param("dangling", id="a link to nowhere"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(NewTownError, match="写不进去") as caught:
        create(tmp_path / folder)
    assert str(tmp_path / folder) in str(caught.value)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewTownError):
        create(tmp_path / ("镇" * 300))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda folder: None, 0, id="that is not there"),
        pytest.param(lambda folder: folder.mkdir(), 0, id="that is empty"),
        pytest.param(lambda folder: folder.write_bytes(b""), 1, id="that is a file"),
    ],
)
def test_the_command_says_what_to_run_next_or_why_nothing_was_made(
    tmp_path: Path, make: Callable[[Path], None], code: int
) -> None:
    make(tmp_path / "town")
    call = Call("init", str(tmp_path / "town"))
    assert call.code == code
    assert (f"anda check {tmp_path / 'town'}" in call.out) is (code == 0)
    assert bool(call.err) is (code == 1)
