"""`anda ask` as it is called: one question, what it writes and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.config import Config
from tests.bot.calls import Call
from tests.bot.conftest import edit

FEE = "游泳馆的门票多少钱？"


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
