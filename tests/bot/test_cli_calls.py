"""The command line without a process of its own: what it takes, what it says, how it exits."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.announce import announce
from bot.commands.evaluate import FILES
from bot.commands.ready import FOR_DEVELOPERS
from bot.commands.tree import CommandTree
from bot.config import PROJECT, Config
from bot.sentences import CALLS
from tests.bot.conftest import edit

CALL_MODULES = ("tree.py", "wrong_calls.py")
FEE = "游泳馆的门票多少钱？"
COMMANDS = ("chat", "ask", "check", "eval", "doctor", "init", "announce")


class Call:
    """What one call wrote, and the code it ended with."""

    def __init__(self, *arguments: str, typed: str | bytes = "") -> None:
        result = CliRunner().invoke(app, list(arguments), input=typed, env={"COLUMNS": "120"})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.code, self.out, self.err = result.exit_code, result.stdout, result.stderr


def line(question_id: str, *turns: str) -> str:
    """A line of a batch."""
    return json.dumps({"id": question_id, "turns": turns}) + "\n"


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Two questions with a broken line between them."""
    file = tmp_path / "in.jsonl"
    file.write_text(line("a", FEE) + "{\n" + line("b", "游泳馆早上几点开门？", "那多少钱呢？"), "utf-8")
    return file


def test_without_a_command_all_commands_are_listed() -> None:
    call = Call()
    assert call.code == 2
    for command in COMMANDS:
        assert f" {command} " in call.out + call.err


def test_what_only_developers_need_stands_apart() -> None:
    before, _, after = Call("--help").out.partition(FOR_DEVELOPERS)
    assert all(f" {command} " in before for command in COMMANDS if command not in ("eval", "announce"))
    assert " eval " in after and " bench " in after and " eval " not in before


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    call = Call(command, "--help")
    assert call.code == 0
    for shown in call.out.splitlines():
        if "--" in shown and "Usage" not in shown and "--help" not in shown:
            assert any("\u4e00" <= character <= "\u9fff" for character in shown) or "JSON" in shown, shown


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("ask", "问", "--nonsense"), id="an unknown option"),
        pytest.param(("nonsense",), id="an unknown command"),
        pytest.param(("init",), id="a missing folder"),
        pytest.param(("ask",), id="no question"),
        pytest.param(("ask", "问", "--batch", "x"), id="a question and a file"),
        pytest.param(("ask", "问", "--out", "x"), id="out without batch"),
        pytest.param(("eval", "--signal", "rule"), id="a signal without the ablation"),
        pytest.param(("eval", "--show", "nonsense"), id="a grade that is none"),
        pytest.param(("ask", "--batch"), id="batch without a file"),
        pytest.param(("ask", "一个", "两个"), id="two questions"),
    ],
)
def test_a_wrong_call_ends_with_two_and_a_sentence(arguments: tuple[str, ...]) -> None:
    call = Call(*arguments)
    assert (call.code, call.out) == (2, "")
    assert call.err.strip()


@pytest.mark.parametrize(
    ("arguments", "one", "others"),
    [
        pytest.param(("x.jsonl", "--ablate"), "--ablate", FILES, id="files and the ablation"),
        pytest.param(("--ablate", "--record"), "--ablate", "--record", id="a record of the ablation"),
        pytest.param(("--ablate", "--plots"), "--ablate", "--plots", id="pictures of the ablation"),
        pytest.param(("--ablate", "--show", "wrong"), "--ablate", "--show", id="a grade of the ablation"),
        pytest.param(("--calibrate", "--ablate"), "--calibrate", "--ablate", id="growing and the ablation"),
        pytest.param(
            ("--calibrate", "--record", "--json"), "--calibrate", "--record、--json", id="a record of growing"
        ),
        pytest.param(("--json", "--show", "wrong"), "--json", "--show", id="a grade in JSON"),
    ],
)
def test_options_that_leave_no_room_for_each_other_are_refused(
    arguments: tuple[str, ...], one: str, others: str
) -> None:
    """Above all, none of them is passed over in silence."""
    call = Call("eval", *arguments)
    assert (call.code, call.out, call.err) == (2, "", f"{one} 不能和 {others} 一起用。\n")


def test_the_grades_that_may_be_shown_are_told() -> None:
    assert re.search("没有这一类。可以列的有：.*wrong.*、all。", Call("eval", "--show", "wrogn").err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("chck",), "没有 chck 这个命令。是不是想写 check？", id="a misspelt command"),
        pytest.param(("qqq",), "没有 qqq 这个命令。", id="no such command"),
        pytest.param(("announce", "lst"), "没有 lst 这个命令。是不是想写 list？", id="of a group"),
        pytest.param(("check", "--al"), "没有 --al 这个选项。是不是想写 --all？", id="a misspelt option"),
        pytest.param(("--nonsense",), "没有 --nonsense 这个选项。", id="no such option"),
        pytest.param(("init",), "少写了 DIR：新知识库的文件夹。", id="a missing argument"),
        pytest.param(
            ("announce", "new", "x"),
            "少写了 --as STAFF_ID：您在工作人员名单里的编号，会记在案。",
            id="a missing option",
        ),
        pytest.param(
            ("check", "--source"), "--source 后面少写了内容：和原文逐条核对。", id="an option without a value"
        ),
        pytest.param(("check", "--all=1"), "--all 后面不用写内容。", id="a value for none"),
        pytest.param(
            ("ask", "封顶线", "多少"), "多写了“多少”。一句话里有空格的，请用引号括起来。", id="words too many"
        ),
        pytest.param(
            ("announce", "list", "--limit", "0"),
            "--limit 这样写用不了：要写 1 到 1000 之间的数。",
            id="out of range",
        ),
        pytest.param(
            ("announce", "approve", "1", "--as", "王"),
            "--as STAFF_ID 这样写用不了：要写一个整数。",
            id="no whole number",
        ),
        pytest.param(("bench", "--minutes", "x"), "--minutes 这样写用不了：要写一个数字。", id="no number"),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_chinese(arguments: tuple[str, ...], said: str) -> None:
    call = Call(*arguments)
    first, second = call.err.splitlines()
    assert (call.code, call.out, first) == (2, "", said)
    assert second.startswith("怎么写，运行 ") and second.endswith(" --help 看。")


def every_command() -> list[tuple[str, ...]]:
    """All commands and groups, as they are called."""
    groups = {(): app, ("announce",): announce}
    commands = [
        (*path, one.name or "") for path, group in groups.items() for one in group.registered_commands
    ]
    return [*groups, *(path for path in commands if path[-1])]


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_no_help_page_has_words_that_are_not_ours(path: tuple[str, ...]) -> None:
    call = Call(*path, "--help")
    assert (call.code, call.err) == (0, "")
    assert call.out.startswith("用法：") and "--help" in call.out
    assert not re.search(
        r"Usage|Options|Arguments|Commands|Show|required|default|\[|<", named_apart(call.out)
    )


def named_apart(page: str) -> str:
    """A help page without its usage and the names of options, which may be in brackets."""
    return "\n".join(re.sub(r"^  --\S+ \S+", "", line) for line in page.splitlines()[1:])


@pytest.mark.parametrize("width", ["44", "200"])
def test_a_help_page_is_as_wide_as_the_terminal(width: str) -> None:
    page = CliRunner().invoke(app, ["check", "--help"], env={"COLUMNS": width}).stdout
    assert max(map(cell_len, page.splitlines())) <= int(width)
    assert ("也显示第几段是哪一段" in page) is (width == "200")


def test_a_call_that_is_broken_off_says_so() -> None:
    def breaks_off() -> None:
        raise typer.Abort

    tree = CommandTree(name="tree", help="试")
    tree.command(name="one")(breaks_off)
    tree.command(name="two")(breaks_off)
    result = CliRunner().invoke(tree, ["one"])
    assert (result.exit_code, result.stderr) == (1, "停下了，没有做完。\n")


def test_the_sentences_of_calls_are_those_that_are_said() -> None:
    code = "".join((PROJECT / "bot" / "commands" / name).read_text("utf-8") for name in CALL_MODULES)
    assert {key for key in CALLS if not re.search(rf"""["']{key}["']""", code)} == set()


def test_an_answer_is_one_line_of_json(warm_config: Config) -> None:
    call = Call("ask", FEE, "--json")
    assert (call.code, call.err) == (0, "")
    assert call.out.count("\n") == 1
    record = json.loads(call.out)
    assert (record["id"], record["entries"]) == (None, ["pool-fee"])
    assert "why" not in record


def test_the_first_call_says_on_standard_error_that_it_takes_a_moment(config: Config) -> None:
    first, second = Call("ask", FEE, "--json"), Call("ask", FEE, "--json")
    assert "第一次" in first.err
    assert second.err == ""
    assert json.loads(first.out)["answer"] == json.loads(second.out)["answer"]


@pytest.mark.parametrize(
    "typed", [pytest.param(FEE, id="a line"), pytest.param(f"\n{FEE}\n\n", id="with blanks")]
)
def test_a_dash_reads_the_question_from_the_input(warm_config: Config, typed: str) -> None:
    assert "12元" in Call("ask", "-", typed=typed).out


def test_a_question_may_begin_with_a_dash(warm_config: Config) -> None:
    assert "12元" in Call("ask", "--", f"-{FEE}").out


def test_an_explanation_names_the_steps_and_the_entry(warm_config: Config) -> None:
    call = Call("ask", FEE, "--explain")
    for part in ("12元", "interpret", "rank", "pool-fee", "score"):
        assert part in call.out


def test_another_folder_is_used_for_one_call(warm_config: Config, tmp_path: Path) -> None:
    assert Call("init", str(tmp_path / "new")).code == 0
    record = json.loads(
        Call("ask", "示例大厅周末开门吗？", "--json", "--knowledge", str(tmp_path / "new")).out
    )
    assert record["entries"] == ["example-opening-hours"]
    assert json.loads(Call("ask", FEE, "--json").out)["entries"] == ["pool-fee"]


def test_every_fault_of_a_configuration_is_printed(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDA_TIMEZONE", "Mars/Base")
    monkeypatch.setenv("ANDA_LIMITS__QUESTION_CHARACTERS", "many")
    for arguments in (("ask", FEE), ("chat",), ("check",), ("eval",)):
        call = Call(*arguments)
        assert (call.code, call.out) == (2, "")
        assert "Mars/Base" in call.err and "many" in call.err


def test_every_fault_of_content_is_printed_and_nothing_is_answered(config: Config, town: Path) -> None:
    edit(town / "services.yaml", "answer: 图书馆有5000册书。", "answer: 图书馆有6000册书。")
    edit(town / "building.yaml", "subject: [柳溪路]", "subjekt: [柳溪路]")
    call = Call("ask", FEE)
    assert (call.code, call.out) == (2, "")
    assert "知识库有 2 处要改" in call.err
    assert "services.yaml:" in call.err and "building.yaml:" in call.err
    assert Call("check").out.endswith("一共 2 处要改。\n")


def test_answers_go_to_the_output_and_broken_lines_to_standard_error(
    warm_config: Config, batch: Path
) -> None:
    call = Call("ask", "--batch", str(batch))
    assert call.code == 1
    assert [(r["id"], r["entries"]) for r in map(json.loads, call.out.splitlines())] == [
        ("a", ["pool-fee"]),
        ("b", ["pool-fee"]),
    ]
    assert call.err.count("\n") == 1
    assert call.err.startswith(f"{batch}:2: ")


def test_a_batch_without_a_broken_line_ends_well(warm_config: Config, batch: Path, tmp_path: Path) -> None:
    batch.write_text("\ufeff" + line("a", FEE) + "\r\n" + line("b", FEE), "utf-8")
    out = tmp_path / "out.jsonl"
    call = Call("ask", "--batch", str(batch), "--out", str(out), "--explain")
    assert (call.code, call.out, call.err) == (0, "", "")
    assert [bool(json.loads(answer)["why"]) for answer in out.read_text("utf-8").splitlines()] == [True] * 2


def test_a_batch_is_json_whether_that_is_asked_for_or_not(warm_config: Config, batch: Path) -> None:
    def records(*options: str) -> list[dict[str, object]]:
        out = Call("ask", "--batch", str(batch), *options).out
        return [{**json.loads(answer), "ms": 0} for answer in out.splitlines()]

    assert records("--json") == records()


def test_a_batch_may_be_empty(warm_config: Config, batch: Path, tmp_path: Path) -> None:
    batch.write_bytes(b"")
    assert Call("ask", "--batch", str(batch), "--out", str(tmp_path / "out.jsonl")).code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    "name", [pytest.param("nowhere/out.jsonl", id="no folder"), pytest.param("in.jsonl/x", id="a file")]
)
def test_answers_that_cannot_be_written_are_a_sentence(
    warm_config: Config, batch: Path, tmp_path: Path, name: str
) -> None:
    call = Call("ask", "--batch", str(batch), "--out", str(tmp_path / name))
    assert (call.code, call.out) == (1, "")
    assert f"{tmp_path / name}：写不进去" in call.err


def test_nothing_is_left_when_a_folder_stands_in_the_way(
    warm_config: Config, batch: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    assert Call("ask", "--batch", str(batch), "--out", str(tmp_path / "out")).code == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out"]


def test_a_pipe_is_written_to_and_stays_a_pipe(warm_config: Config, batch: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        Call("ask", "--batch", str(batch), "--out", str(pipe))
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(reader, 1) == b"{"
    finally:
        os.close(reader)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda folder: None, 0, id="that is not there"),
        pytest.param(lambda folder: folder.mkdir(), 0, id="that is empty"),
        pytest.param(lambda folder: folder.write_bytes(b""), 1, id="that is a file"),
    ],
)
def test_a_new_town_is_made_in_a_folder(tmp_path: Path, make: Callable[[Path], None], code: int) -> None:
    make(tmp_path / "town")
    call = Call("init", str(tmp_path / "town"))
    assert call.code == code
    assert (f"anda check {tmp_path / 'town'}" in call.out) is (code == 0)
    assert bool(call.err) is (code == 1)


def test_unreadable_questions_are_named_on_standard_error(warm_config: Config, tmp_path: Path) -> None:
    call = Call("eval", str(tmp_path / "nowhere.jsonl"))
    assert (call.code, call.out) == (1, "")
    assert "nowhere.jsonl" in call.err
