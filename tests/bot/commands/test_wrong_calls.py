"""A call that cannot be understood ends with two and a sentence that says what is wrong with it."""

from __future__ import annotations

import re

import pytest

from bot.config import PROJECT
from bot.sentences import CALLS
from tests.bot.calls import Call

CALL_MODULES = ("tree.py", "wrong_calls.py")


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


def test_the_sentences_of_calls_are_those_that_are_said() -> None:
    code = "".join((PROJECT / "bot" / "commands" / name).read_text("utf-8") for name in CALL_MODULES)
    assert {key for key in CALLS if not re.search(rf"""["']{key}["']""", code)} == set()
