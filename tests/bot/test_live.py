"""Content and staff change while the bot runs; faults are reported once and do not go live."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.config import Config
from bot.engines import build_engine
from bot.library import Library
from bot.live import LiveContent, LiveRoster
from bot.roster import Roster
from bot.versions import Versions
from bot.watching import watch
from handlers.records import StaffRole
from tests.bot.conftest import edit

DAY = date(2031, 1, 10)
FEE, FEE_ANSWER = "游泳馆的门票多少钱？", "游泳馆的门票一次12元。"
PLACE, OLD, NEW = "图书馆在哪里？", "answer: 图书馆在柳溪路的东头。", "answer: 图书馆搬了。"


class RecordedLetters:
    """Records the letters to editors."""

    def __init__(self) -> None:
        self.letters: list[Sequence[str]] = []

    def __call__(self, lines: Sequence[str]) -> None:
        self.letters.append(lines)


@pytest.fixture
def library(warm_config: Config) -> Library:
    return Library(warm_config, build_engine(warm_config))


@pytest.fixture
def post() -> RecordedLetters:
    return RecordedLetters()


@pytest.fixture
def services_file(warm_config: Config) -> Path:
    return warm_config.knowledge.dir / "services.yaml"


def save(file: Path, text: str) -> None:
    """Saves a file, as an editor does."""
    file.write_text(text, "utf-8")


def read(file: Path) -> str:
    """What a file holds."""
    return file.read_text("utf-8")


async def test_a_fault_is_reported_once_and_so_is_its_correction(
    library: Library, post: RecordedLetters, services_file: Path
) -> None:
    live = LiveContent(library, post)
    await live.refresh()
    edit(services_file, OLD, "anser: 图书馆搬了。")
    await live.refresh()
    save(services_file, read(services_file))
    await live.refresh()
    (letter,) = post.letters
    assert "先用着原来的" in letter[0]
    assert any("services.yaml:" in line for line in letter[1:])
    edit(services_file, "anser: 图书馆搬了。", OLD)
    await live.refresh()
    assert post.letters[1:] == [["知识库改好了，已经在用，现在有 14 个条目。"]]


async def test_an_edit_that_loses_a_question_does_not_go_live(
    library: Library, post: RecordedLetters, services_file: Path
) -> None:
    edit(services_file, "checks: [游泳池门票多少钱一次]", "checks: [图书馆有多少册书]")
    before = library.engine()
    await LiveContent(library, post).refresh()
    assert library.engine() is before
    assert "图书馆有多少册书" in post.letters[0][1]


async def test_a_half_written_file_is_not_reported(
    library: Library, post: RecordedLetters, services_file: Path
) -> None:
    whole = read(services_file)
    save(services_file, whole[: len(whole) // 2] + "[")
    meeting = asyncio.create_task(LiveContent(library, post).refresh())
    await asyncio.sleep(0.2)
    save(services_file, whole.replace(OLD, NEW))
    await meeting
    await LiveContent(library, post).refresh()
    assert post.letters == []
    assert library.engine().answer(PLACE, DAY).text == "图书馆搬了。"


async def test_new_evidence_that_nobody_compared_is_a_line_of_the_log(
    library: Library, post: RecordedLetters, services_file: Path, warm_config: Config
) -> None:
    live, sources = LiveContent(library, post), warm_config.knowledge.dir / "sources.yaml"
    edit(sources, "    paragraphs: 8", f"    paragraphs: 8\n    sha256: {'0' * 64}")
    edit(services_file, OLD, NEW)  # which leaves the evidence as it was
    with capture_logs() as logs:
        await live.refresh()
        edit(services_file, "evidence: 藏书5000册", "evidence: 藏书8000册")
        edit(services_file, "answer: 图书馆有5000册书。", "answer: 图书馆有8000册书。")
        await live.refresh()
    [warning] = [line for line in logs if line["action"] == "evidence_uncompared"]
    assert (warning["log_level"], warning["entries"]) == ("warning", ("library-books",))


async def test_the_version_in_use_is_kept(
    library: Library, post: RecordedLetters, warm_config: Config
) -> None:
    await LiveContent(library, post).refresh()
    assert Versions(warm_config.data_dir).names() == (library.engine().base.version,)


async def test_roles_are_read_anew_and_a_faulty_file_changes_none(
    warm_config: Config, config_file: Path, post: RecordedLetters
) -> None:
    roster = Roster(warm_config.staff.ids)
    live = LiveRoster(roster, post)
    text = read(config_file)
    save(config_file, text + "staff: {ids: {5: editor}}\n")
    await live.refresh()
    assert roster.role_of(5) is StaffRole.EDITOR
    save(config_file, text + "staff: {ids: {6: king}}\n")
    await live.refresh()
    await live.refresh()
    assert roster.with_role(StaffRole.EDITOR) == (5,)
    assert len(post.letters) == 1 and "staff" in post.letters[0][1]
    save(config_file, text)
    await live.refresh()
    assert roster.role_of(5) is None
    assert post.letters[1:] == [["config.yaml 改好了，工作人员名单已经照它更新。"]]


async def test_watching_goes_on_after_a_call_that_failed(tmp_path: Path) -> None:
    calls: asyncio.Queue[None] = asyncio.Queue()

    async def changed() -> None:
        calls.put_nowait(None)
        raise RuntimeError

    watching = asyncio.create_task(watch(tmp_path, changed, every=0.01))
    await asyncio.wait_for(calls.get(), 5)
    save(tmp_path / "a.yaml", "a")
    await asyncio.wait_for(calls.get(), 5)
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


def _removed(town: Path) -> None:
    town.rename(town.with_name("gone"))


def _as_file(name: str, data: bytes) -> Callable[[Path], None]:
    def spoil(town: Path) -> None:
        (town / name).write_bytes(data)

    return spoil


def _unreadable(town: Path) -> None:
    (town / "services.yaml").chmod(0)
    (town / "folder.yaml").mkdir()


def _pipe(town: Path) -> None:
    os.mkfifo(town / "pipe.yaml")


def _emptied(town: Path) -> None:
    for path in town.iterdir():
        path.unlink()


def _half(town: Path) -> None:
    file = town / "services.yaml"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


HOSTILE: dict[str, Callable[[Path], None]] = {
    "binary": _as_file("services.yaml", bytes(range(256)) * 50),
    "empty": _as_file("services.yaml", b""),
    "nothing but space": _as_file("sources.yaml", b" \n\t\n"),
    "100,000 nested lists": _as_file("services.yaml", b"[" * 100_000),
    "100,000 nested mappings": _as_file("services.yaml", b"{a: " * 100_000),
    "duplicate keys": _as_file("services.yaml", b"topic: a\ntopic: b\nentries: []\n"),
    "removed folder": _removed,
    "permission denied": _unreadable,
    "half a file": _half,
    "a pipe": _pipe,
    "no sources": lambda town: (town / "sources.yaml").unlink(),
    "no files": _emptied,
    "aliases": _as_file("services.yaml", b"topic: &a [x]\nentries: [*a, *a]\n"),
    "a tag": _as_file("services.yaml", b"topic: !!python/object/apply:os.system [ls]\n"),
    "another encoding": _as_file("services.yaml", "topic: 服务".encode("gbk")),
    "two encodings": _as_file("services.yaml", "topic: 服务\n".encode("utf-16") + b"entries:"),
    "nul characters": _as_file("services.yaml", b"topic: \0\0\nentries: []\n"),
    "many documents": _as_file("services.yaml", b"---\na: 1\n" * 1000),
    "a link to itself": lambda town: (town / "loop.yaml").symlink_to(town / "loop.yaml"),
    "a long line": _as_file("services.yaml", b"topic: " + b"a" * 3_000_000),
}


async def test_twenty_hostile_edits_in_a_row_never_interrupt_answers(
    library: Library, post: RecordedLetters, warm_config: Config, tmp_path: Path
) -> None:
    assert len(HOSTILE) == 20
    town = warm_config.knowledge.dir
    files = {path.name: path.read_bytes() for path in town.iterdir()}
    before = library.engine()
    live = LiveContent(library, post)
    for name, spoil in HOSTILE.items():
        spoil(town)
        reading = asyncio.create_task(live.refresh())
        while not reading.done():
            assert library.engine().answer(FEE, DAY).text == FEE_ANSWER, name
            await asyncio.sleep(0.01)
        await reading
        assert library.engine() is before, name
        if town.exists():
            town.rename(tmp_path / f"spoilt {name}")
        town.mkdir()
        for file, data in files.items():
            (town / file).write_bytes(data)
    await live.refresh()
    assert library.engine() is before
    assert "知识库改好了" in post.letters[-1][0]
