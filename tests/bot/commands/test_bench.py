"""`anda bench`: what cannot be measured is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--sizes", "many"], "--sizes many", id="a size that is no number"),
        pytest.param(["--only", "weather"], "weather：没有这一项", id="a subject"),
        pytest.param(["--peer", "grep"], "grep：没有这个检索办法", id="a peer"),
        pytest.param(["--services", "nowhere"], "nowhere：这个文件夹里没有 kb.jsonl", id="a folder"),
    ],
)
def test_an_option_with_an_unusable_value_ends_in_a_sentence(
    options: list[str], sentence: str, config_file: Path, town: Path
) -> None:
    config_file.write_text("", "utf-8")
    result = CliRunner().invoke(app, ["bench", *options])
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_file_that_is_no_result_is_not_written_over(tmp_path: Path, config_file: Path, town: Path) -> None:
    config_file.write_text("", "utf-8")
    (tmp_path / "mine.json").write_text("[1, 2]", "utf-8")
    result = CliRunner().invoke(app, ["bench", "--json", str(tmp_path / "mine.json")])
    assert result.exit_code == 2 and "mine.json" in result.stderr
    assert (tmp_path / "mine.json").read_text("utf-8") == "[1, 2]"
