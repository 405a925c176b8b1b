"""Every fault of the configuration is told at once, with its key and value and without a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import ConfigError, read_config


def told(config_file: Path, text: str | bytes) -> str:
    """What is said of a file that is refused."""
    config_file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        read_config()
    return str(caught.value)


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
        pytest.param("a: \0", id="a control character"),
        pytest.param("a: !!python/name:os.system", id="a tag"),
    ],
)
def test_a_file_that_is_no_settings_ends_in_a_sentence(config_file: Path, text: str) -> None:
    config_file.write_text(text, "utf-8")
    with pytest.raises(ConfigError):
        read_config()


def test_a_missing_file_that_was_named_is_a_fault(config_file: Path) -> None:
    with pytest.raises(ConfigError, match="is no file"):
        read_config()


def test_each_fault_names_the_key_its_variable_and_its_value(config_file: Path) -> None:
    lines = told(config_file, "limits: {question_characters: 5}\nterminal: {colour: pink}").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("limits.question_characters (or ANDA_LIMITS__QUESTION_CHARACTERS) = 5: ")
    assert lines[1].startswith("terminal.colour (or ANDA_TERMINAL__COLOUR) = 'pink': ")


def test_faults_of_the_file_and_of_the_environment_are_told_together(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_TIMEZONE", "Nowhere")
    lines = told(config_file, "limits: {question_character: 50}")
    assert "'Nowhere'" in lines
    assert "limits.question_character " in lines and "unknown key" in lines


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param("Mars/Base", id="invented"),
        pytest.param("''", id="empty"),
        pytest.param("Asia", id="a continent"),
        pytest.param("/etc/passwd", id="a path"),
        pytest.param("../../etc/passwd", id="a path upwards"),
        pytest.param('"a\\0b"', id="a control character"),
        pytest.param("8", id="a number"),
        pytest.param("", id="nothing"),
        pytest.param("北京时间", id="in Chinese"),
    ],
)
def test_a_time_zone_that_does_not_exist_is_a_fault(config_file: Path, zone: str) -> None:
    assert told(config_file, f"timezone: {zone}").startswith("timezone (or ANDA_TIMEZONE) = ")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("timezone: 上海".encode("gbk"), id="another encoding"),
        pytest.param(b"\xff\xfe\0\0", id="no text"),
    ],
)
def test_a_file_that_is_no_utf8_is_named(config_file: Path, data: bytes) -> None:
    assert str(config_file) in told(config_file, data)


def test_a_folder_in_place_of_the_file_is_a_fault(config_file: Path) -> None:
    config_file.mkdir()
    with pytest.raises(ConfigError, match="is no file"):
        read_config()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("telegram: {tokn: verysecret}", id="a misspelt key"),
        pytest.param("telegram: verysecret", id="a value in place of the section"),
        pytest.param("telegram_token: verysecret", id="a key of its own"),
    ],
)
def test_a_secret_under_a_wrong_key_is_masked_too(config_file: Path, text: str) -> None:
    assert "verysecret" not in told(config_file, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1: 2", id="a number for a key"),
        pytest.param("a: " + "[" * 100_000, id="nested without end"),
    ],
)
def test_a_file_of_odd_shape_ends_in_a_sentence(config_file: Path, text: str) -> None:
    assert str(config_file) in told(config_file, text)


@pytest.mark.parametrize(
    ("text", "key", "lines"),
    [
        pytest.param("timezone: UTC\ntimezone: Asia/Shanghai", "timezone", "lines 1 and 2", id="at the top"),
        pytest.param(
            "limits:\n  question_characters: 30\n\n  question_characters: 30",
            "limits.question_characters",
            "lines 2 and 4",
            id="in a section with the same value",
        ),
        pytest.param("terminal: {}\ndata_dir: a\nterminal: {}", "terminal", "lines 1 and 3", id="a section"),
    ],
)
def test_a_key_that_stands_twice_is_a_fault(config_file: Path, text: str, key: str, lines: str) -> None:
    sentence = told(config_file, text)
    assert sentence.startswith(f"{key}: ") and lines in sentence
    assert "\n" not in sentence


def test_one_name_in_two_sections_is_no_fault(config_file: Path) -> None:
    config_file.write_text("terminal: {colour: never}\nlimits: {colour: never}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config()
    assert "twice" not in str(caught.value)  # it is an unknown key of limits and nothing else


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        pytest.param("ANDA_TIMEZON", "ANDA_TIMEZONE", id="a letter short"),
        pytest.param("ANDA_TERMINAL_COLOUR", "ANDA_TERMINAL__COLOUR", id="one underscore short"),
        pytest.param("ANDA_CONFIGURATION", "ANDA_CONFIG", id="the name of the file"),
        pytest.param("anda_telegram__tokn", "ANDA_TELEGRAM__TOKEN", id="in small letters"),
        pytest.param("ANDA_TERMINAL", "ANDA_TERMINAL__COLOUR", id="a whole section"),
    ],
)
def test_a_variable_that_sets_nothing_is_a_fault(
    config_file: Path, monkeypatch: pytest.MonkeyPatch, variable: str, meant: str
) -> None:
    monkeypatch.setenv(variable, "77:verysecret")
    sentence = told(config_file, "")
    assert sentence.startswith(f"{variable} = ") and f"{meant} was meant" in sentence
    assert "verysecret" not in sentence


def test_a_variable_like_none_is_named_without_a_guess(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_XYZ", "1")
    assert told(config_file, "") == "ANDA_XYZ = ******: sets no key"


def test_a_variable_for_a_whole_section_is_blamed_itself(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_LIMITS", "500")
    monkeypatch.setenv("ANDA_TELEGRAM", "77:verysecret")
    sentence = told(config_file, "")
    assert "ANDA_LIMITS" in sentence and "ANDA_TELEGRAM" in sentence
    assert "verysecret" not in sentence
    assert str(config_file) not in sentence


def test_every_kind_of_fault_is_told_at_once(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDA_TIMEZON", "UTC")
    monkeypatch.setenv("ANDA_TERMINAL__COLOUR", "pink")
    lines = told(config_file, "timezone: UTC\ntimezone: Mars").splitlines()
    assert sorted(re.split("[ :]", line)[0] for line in lines) == [
        "ANDA_TIMEZON",
        "terminal.colour",
        "timezone",
        "timezone",
    ]


def test_a_file_that_cannot_be_read_does_not_hide_a_variable(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_TIMEZON", "UTC")
    first, second = told(config_file, "a: [1").splitlines()
    assert first.startswith("ANDA_TIMEZON") and second.startswith(str(config_file))


@pytest.mark.parametrize("given", ["ann", "1:boss", "{1"], ids=["a name", "no such role", "broken JSON"])
def test_staff_that_is_none_is_a_fault(
    config_file: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("ANDA_STAFF__IDS", given)
    assert "staff.ids" in told(config_file, "")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("htps://api.telegram.org/bot", id="a misspelt scheme"),
        pytest.param("api.telegram.org/bot", id="no scheme"),
        pytest.param("https:///bot", id="no host"),
        pytest.param("http://127.0.0.1:99999/bot", id="no such port"),
        pytest.param("http://[::1/bot", id="half an address"),
        pytest.param("''", id="nothing"),
    ],
)
def test_an_address_of_telegram_that_is_none_is_a_fault(config_file: Path, address: str) -> None:
    sentence = told(config_file, f"telegram: {{base_url: '{address.strip(chr(39))}'}}")
    assert "telegram.base_url" in sentence and "https://" in sentence


def test_a_connection_may_not_count_as_stalled_while_it_is_held_open(config_file: Path) -> None:
    sentence = told(config_file, "telegram: {poll_seconds: 30, stalled_seconds: 30}")
    assert "telegram.stalled_seconds" in sentence and "telegram.poll_seconds（30）" in sentence
    assert "\n" not in told(config_file, "telegram: {poll_seconds: 99, stalled_seconds: 30}")


def test_a_connection_that_is_short_enough_may_count_as_stalled_early(config_file: Path) -> None:
    config_file.write_text("telegram: {stalled_seconds: 10, poll_seconds: 5}", "utf-8")
    assert read_config().telegram.stalled_seconds == 10
