"""The editors' guide shows what the program says: its screens are reproduced, with the edits between them."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config import PROJECT, Config
from tests.bot.conftest import edit
from tests.conftest import SHIPPED

GUIDE = (PROJECT / "docs" / "编辑指南.md").read_text("utf-8")
DAY = datetime(2026, 7, 2, tzinfo=UTC)  # when what is good until the end of June is no more
HOURS = Path("练习/example-topic.yaml")
HEALTH = Path("练习二/health.yaml")

# What the guide has its reader mistype in 练习五: as it stands -> as it is mistyped.
SLIPS = {
    "    subject: [市第二医院]": "    subjct: [市第二医院]",
    "    related: [health-second-hospital, health-ncms-coverage]": (
        "    related: [health-second-hospital, health-ncms-coverag]"
    ),
    "参合率达到96%，": "参合率达到97%，",
}
AGAIN = ("      - 农村合作医疗有百分之几的人入了\n", "      - 二院\n")
DATE = ("    related: [health-public-services, health-ncms-coverage]\n    review_by: 2027", "年3月31日")


def section(title: str) -> str:
    """What stands under a heading, up to the next of its kind."""
    level = title.partition(" ")[0]
    return GUIDE.partition(f"\n{title}\n")[2].partition(f"\n{level} ")[0]


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def screens(block: str) -> Iterator[tuple[list[str], str]]:
    """Each command of a screen with what the guide shows behind it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, said = part.partition("\n")
        yield shlex.split(command), said


def said(text: str) -> list[str]:
    """The lines of a screen, without blanks at their ends and without empty ones."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def play(block: str) -> None:
    """Types the commands of a screen; the program prints what the guide shows."""
    for command, shown in screens(block):
        if command[0] == "cp":
            shutil.copytree(SHIPPED, command[-1])
            continue
        assert command[0] == "anda"
        done = CliRunner().invoke(app, command[1:])
        assert said(done.stdout) == said(shown), command


def write_evidence(old: str, new: str) -> Callable[[], None]:
    return lambda: edit(HOURS, f"evidence: 周末上午{old}起开放", f"evidence: 周末上午{new}起开放")


def write_notice() -> None:
    [notice] = [text for text in blocks(section("## 2. 先练一遍"), "text") if "停车场" in text]
    Path("通知.txt").write_text(notice, "utf-8")


def add_entry() -> None:
    [added] = [
        text for text in blocks(section("### 练习二：加一个条目"), "yaml") if "example-parking" in text
    ]
    HOURS.write_text(HOURS.read_text("utf-8").rstrip("\n") + "\n" + added, "utf-8")


def add_synonym() -> None:
    [line] = blocks(section("### 练习三：加一个同义词"), "yaml")
    edit(
        Path("练习/lexicon.yaml"),
        "  - {term: 示例大厅, synonyms: [办事大厅, 服务大厅], english: [service hall]}\n",
        line,
    )


def add_end() -> None:
    [line] = blocks(section("### 练习四：标明过期"), "yaml")
    edit(HOURS, "    checks: [周六示例大厅开不开]", f"{line}    checks: [周六示例大厅开不开]")


def mistype() -> None:
    for right, wrong in SLIPS.items():
        edit(HEALTH, right, wrong)
    edit(HEALTH, *AGAIN)
    edit(HEALTH, f"{DATE[0]}-03-31", f"{DATE[0]}{DATE[1]}")


def mend() -> None:
    """All but the phrasing that two entries have."""
    for right, wrong in SLIPS.items():
        edit(HEALTH, wrong, right)
    edit(HEALTH, f"{DATE[0]}{DATE[1]}", f"{DATE[0]}-03-31")


# What the reader has done before each screen of section 2, in its order.
BEFORE: tuple[Callable[[], object] | None, ...] = (
    None,
    None,
    lambda: edit(HOURS, "上午9点开始", "上午8点半开始"),
    write_evidence("9点", "8点半"),
    write_notice,
    write_evidence("8点半", "8点30分"),
    None,
    add_entry,
    None,
    add_synonym,
    add_end,
    None,
    mistype,
    mend,
    lambda: edit(HEALTH, "    question: 新农合参合率是多少？", "    question：新农合参合率是多少？"),
)


@pytest.fixture
def desk(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on a day that the guide speaks of."""
    monkeypatch.setattr("bot.engines.now", lambda config: DAY)
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_the_exercises_show_what_the_program_says(desk: Path) -> None:
    shown = blocks(section("## 2. 先练一遍"), "console")
    for block, before in zip(shown, BEFORE, strict=True):
        if before is not None:
            before()
        play(block)


def test_the_import_shows_what_the_program_says(desk: Path) -> None:
    imports = section("### 3.7 从表格导入")
    [table], [block] = blocks(imports, "text"), blocks(imports, "console")
    (desk / "收费表.csv").write_text(table, "utf-8")
    play(block)


def test_the_guide_says_how_the_bare_command_is_made() -> None:
    assert "source .venv/bin/activate" in section("### 怎么运行 anda")
