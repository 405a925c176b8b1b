"""Phrasings are written only when they pass the checks, and can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.config import Config
from bot.editor import Editor
from bot.engines import build_engine
from bot.library import Library
from handlers.records import OpenQuestion
from tests.bot.conftest import edit

DAY = date(2031, 1, 10)
LINE = "phrasings: [进泳池要交多少钱, 去游泳一次多少钱, how much is the pool"


@pytest.fixture
def library(warm_config: Config) -> Library:
    return Library(warm_config, build_engine(warm_config))


@pytest.fixture
def file(warm_config: Config) -> Path:
    """The file of the entry that is changed."""
    return warm_config.knowledge.dir / "services.yaml"


@pytest.fixture
def editor(warm_config: Config, library: Library) -> Editor:
    return Editor(warm_config.knowledge.dir, warm_config.data_dir, library, lambda: DAY)


def questions(*texts: str) -> list[OpenQuestion]:
    """Questions that wait."""
    return [OpenQuestion(answer=f"a{number}", part=0, text=text) for number, text in enumerate(texts)]


def text_of(file: Path) -> str:
    """What a file says, its line ends as they are."""
    return file.read_bytes().decode()


def unfinished(file: Path) -> list[Path]:
    """What a write has left beside a file."""
    return list(file.parent.glob(".*"))


def block(file: Path) -> None:
    """A folder stands where the new version would be written, as good as no right to write."""
    file.with_name(f".{file.name}.part").mkdir()


async def test_phrasings_are_written_and_in_use_at_once(editor: Editor, library: Library, file: Path) -> None:
    before = text_of(file)
    edited = await editor.add("pool-fee", questions("下水玩一回啥价", "下水玩一回啥价？", "泳票几个钱"))
    assert edited.faults == () and edited.written == ("下水玩一回啥价", "泳票几个钱")
    assert text_of(file) == before.replace(LINE, LINE + ", 下水玩一回啥价, 泳票几个钱")
    assert library.engine().answer("泳票几个钱", DAY).entries == ("pool-fee",)
    assert unfinished(file) == []


async def test_a_change_is_undone_to_the_very_bytes(editor: Editor, library: Library, file: Path) -> None:
    before = text_of(file)
    edited = await editor.add("pool-fee", questions("泳票几个钱"))
    undone = await editor.undo(edited.key)
    assert undone.faults == () and undone.entry == "pool-fee"
    assert [question.answer for question in undone.questions] == ["a0"]
    assert text_of(file) == before
    assert "泳票几个钱" not in library.engine().derived.entry("pool-fee").phrasings
    again = await editor.undo("")  # as after a crash before it was on record
    assert again == undone and text_of(file) == before
    await editor.forget(undone.key)
    assert (await editor.undo("")).faults == ("没有可以撤销的改动。",)


async def test_phrasings_that_pass_are_written_and_the_others_are_reported(
    editor: Editor, file: Path
) -> None:
    edited = await editor.add("pool-fee", questions("泳票几个钱", "图书馆在哪里", "下水玩一回啥价"))
    assert edited.faults == () and edited.written == ("泳票几个钱", "下水玩一回啥价")
    assert [question.text for question in edited.questions] == ["泳票几个钱", "下水玩一回啥价"]
    assert len(edited.missed) == 1 and "图书馆在哪里" in edited.missed[0]
    assert "图书馆在哪里, " not in text_of(file).split("pool-fee")[1].split("- id")[0]


async def test_what_was_written_before_a_crash_is_reported_again_and_can_be_undone(
    editor: Editor, warm_config: Config, library: Library
) -> None:
    asked = questions("泳票几个钱")
    first = await editor.add("pool-fee", asked)
    later = Editor(warm_config.knowledge.dir, warm_config.data_dir, library, lambda: DAY)
    assert await later.add("pool-fee", asked) == first
    grown = await later.add("pool-fee", questions("泳票几个钱", "泳票几个钱呢"))
    assert (grown.key, list(grown.questions)) == (first.key, asked)


async def test_what_was_written_before_a_crash_is_reported_though_another_question_missed(
    editor: Editor, warm_config: Config, library: Library
) -> None:
    asked = questions("泳票几个钱", "图书馆在哪里")
    first = await editor.add("pool-fee", asked)
    assert (first.written, len(first.questions)) == (("泳票几个钱",), 1)
    later = Editor(warm_config.knowledge.dir, warm_config.data_dir, library, lambda: DAY)
    again = await later.add("pool-fee", asked)
    assert (again.key, again.written, again.questions) == (first.key, first.written, first.questions)


async def test_a_file_that_was_changed_since_is_not_restored(editor: Editor, file: Path) -> None:
    await editor.add("pool-fee", questions("泳票几个钱"))
    edit(file, "图书馆在柳溪路的东头。", "图书馆搬了。")
    [fault] = (await editor.undo("")).faults
    assert fault.startswith(f"{file}:1:1: 这个文件后来又有改动")
    assert "图书馆搬了" in text_of(file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("我的电话是***********，票多少钱", "里有遮住的号码", id="a masked number"),
        pytest.param("图书馆在哪里", "在条目“pool-fee”", id="another entry's question"),
        pytest.param("你好", "答的还不是这一条", id="a fixed reply"),
    ],
)
async def test_a_phrasing_that_is_not_right_is_refused_with_its_place(
    editor: Editor, file: Path, text: str, words: str
) -> None:
    before = text_of(file)
    [fault, *_] = (await editor.add("pool-fee", questions(text))).faults
    assert words in fault and fault.startswith(f"{file}:")
    assert text_of(file) == before


async def test_a_phrasing_that_takes_a_question_from_a_neighbour_is_refused(
    editor: Editor, file: Path
) -> None:
    before = text_of(file)
    faults = (await editor.add("pool-fee", questions("游泳馆的教练是谁"))).faults
    assert any("not_for" in fault and fault.startswith(f"{file}:4:") for fault in faults)
    assert text_of(file) == before


async def test_a_folder_that_cannot_be_written_ends_in_a_sentence(editor: Editor, file: Path) -> None:
    before = text_of(file)
    block(file)
    [fault] = (await editor.add("pool-fee", questions("泳票几个钱"))).faults
    assert fault.startswith(f"{file}:4:5: 写不进这个文件")
    assert text_of(file) == before


async def test_what_an_entry_says_already_is_not_written_again(editor: Editor, file: Path) -> None:
    before = text_of(file)
    edited = await editor.add("pool-fee", questions("游泳馆的门票多少钱"))
    assert (edited.key, edited.written, edited.faults) == ("", (), ())
    assert text_of(file) == before


async def test_a_masked_question_among_others_is_left_out(editor: Editor, file: Path) -> None:
    edited = await editor.add("pool-fee", questions("泳票几个钱", "我是***********，泳票几个钱"))
    assert edited.written == ("泳票几个钱",) and edited.left_out == ("我是***********，泳票几个钱",)
    assert "***" not in text_of(file)


async def test_an_entry_that_is_gone_is_reported_as_such(editor: Editor) -> None:
    assert (await editor.add("gone", questions("x"))).faults == (
        "条目“gone”已经不在知识库里。请重新选一个。",
    )
