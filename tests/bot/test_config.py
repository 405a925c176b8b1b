"""The configuration: environment beats file beats default, and the shipped file shows all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import PROJECT, Config, read_config
from bot.config_faults import variables
from handlers.records import StaffRole


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


def test_an_empty_file_means_every_default(config_file: Path) -> None:
    config_file.write_text("# nothing yet\n", "utf-8")
    config = read_config()
    assert config.limits.question_characters == 500
    assert config.terminal.colour == "auto"
    assert config.knowledge.dir == config_file.parent / "knowledge" / "content"


def test_a_variable_changes_its_key_and_leaves_its_section_alone(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file.write_text("terminal: {colour: never}\ndata_dir: here", "utf-8")
    monkeypatch.setenv("ANDA_DATA_DIR", "/somewhere/else")
    monkeypatch.setenv("ANDA_TERMINAL__COLOUR", "always")
    monkeypatch.setenv("ANDA_TELEGRAM__TOKEN", "12:abc")
    config = read_config()
    assert config.data_dir == Path("/somewhere/else")
    assert config.terminal.colour == "always"
    assert config.telegram.token.get_secret_value() == "12:abc"


def test_a_configuration_cannot_be_changed(config_file: Path) -> None:
    config_file.write_text("", "utf-8")
    config = read_config()
    with pytest.raises(ValidationError):
        config.timezone = "UTC"
    with pytest.raises(ValidationError):
        config.limits.question_characters = 1


def test_a_token_is_not_shown_with_the_configuration(config_file: Path) -> None:
    config_file.write_text("telegram: {token: '77:verysecret'}", "utf-8")
    assert "verysecret" not in repr(read_config()) + str(read_config())


def test_a_variable_in_small_letters_sets_its_key(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config_file.write_text("", "utf-8")
    monkeypatch.setenv("anda_timezone", "UTC")
    assert read_config().timezone == "UTC"


def keys_and_comments(text: str) -> Iterator[tuple[str, bool]]:
    """Each key of a YAML file with its sections, and whether a comment stands right above it."""
    above = ""
    path: list[str] = []
    for line in text.splitlines():
        if (key := re.match(r"( *)(\w+):", line)) is not None:
            path = [*path[: len(key[1]) // 2], key[2]]
            yield ".".join(path), above.lstrip().startswith("#") or not line.rstrip().partition(":")[2]
        above = line


def test_every_key_of_the_shipped_file_has_a_comment() -> None:
    keys = dict(keys_and_comments((PROJECT / "config.yaml").read_text("utf-8")))
    assert "limits.question_characters" in keys
    assert [key for key, commented in keys.items() if not commented] == []


def test_the_shipped_file_shows_every_key_but_the_secrets() -> None:
    shown = {key for key, _ in keys_and_comments((PROJECT / "config.yaml").read_text("utf-8"))}
    sections = {key.partition(".")[0] for key in shown if "." in key}
    assert shown - sections == set(variables(Config).values()) - {"telegram.token", "privacy.key"}


def test_the_shipped_file_says_what_the_defaults_are(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file.write_text("", "utf-8")
    defaults = read_config()
    config_file.write_bytes((PROJECT / "config.yaml").read_bytes())
    assert read_config() == defaults


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("123:admin", {123: StaffRole.ADMIN}, id="an admin alone"),
        pytest.param(
            "123:editor, 456:approver", {123: StaffRole.EDITOR, 456: StaffRole.APPROVER}, id="with roles"
        ),
        pytest.param(
            "{123: editor, 456: admin}", {123: StaffRole.EDITOR, 456: StaffRole.ADMIN}, id="as in the file"
        ),
        pytest.param('{"123": "editor"}', {123: StaffRole.EDITOR}, id="JSON"),
        pytest.param("{}", {}, id="nobody, as in the file"),
        pytest.param("", {}, id="nobody"),
    ],
)
def test_staff_may_stand_in_the_environment(
    config_file: Path, monkeypatch: pytest.MonkeyPatch, given: str, expected: dict[int, StaffRole]
) -> None:
    config_file.write_text("", "utf-8")
    monkeypatch.setenv("ANDA_STAFF__IDS", given)
    assert read_config().staff.ids == expected
