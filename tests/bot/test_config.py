"""The configuration: environment beats file beats default, and every fault is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.config import PROJECT, Config, ConfigError, read_config


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config.yaml"
    monkeypatch.setenv("ANDA_CONFIG", str(file))
    return file


def test_what_the_file_leaves_out_has_a_default(config_file: Path) -> None:
    config_file.write_text("limits: {question_characters: 120}", "utf-8")
    config = read_config()
    assert config.limits.question_characters == 120
    assert config.timezone == "Asia/Shanghai"
    assert config.data_dir == config_file.parent / "data"


def test_the_environment_beats_the_file(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config_file.write_text("limits: {question_characters: 120}", "utf-8")
    monkeypatch.setenv("ANDA_LIMITS__QUESTION_CHARACTERS", "300")
    assert read_config().limits.question_characters == 300


def test_all_faults_are_told_at_once(config_file: Path) -> None:
    config_file.write_text(
        "timezone: Mars/Olympus\nlimits: {question_characters: many}\ncolour: red", "utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        read_config()
    told = str(caught.value)
    assert "timezone" in told and "Mars/Olympus" in told
    assert "limits.question_characters" in told and "many" in told
    assert "colour" in told and "unknown key" in told


def test_the_value_of_a_secret_key_is_masked(config_file: Path) -> None:
    config_file.write_text("telegram: {token: [very, secret]}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config()
    assert "secret" not in str(caught.value)
    assert "******" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: [1", id="an open bracket"),
        pytest.param("- a\n- b", id="a list"),
        pytest.param("just words", id="a sentence"),
    ],
)
def test_a_file_that_is_no_settings_ends_in_a_sentence(config_file: Path, text: str) -> None:
    config_file.write_text(text, "utf-8")
    with pytest.raises(ConfigError):
        read_config()


def test_a_missing_file_that_was_named_is_a_fault(config_file: Path) -> None:
    with pytest.raises(ConfigError, match="is no file"):
        read_config()


def test_every_key_of_the_shipped_file_is_known_and_has_a_comment() -> None:
    text = (PROJECT / "config.yaml").read_text("utf-8")
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if ": " in line and not line.lstrip().startswith("#"):
            assert lines[number - 1].lstrip().startswith("#"), line
    assert set(yaml.safe_load(text)) <= set(Config.model_fields)
