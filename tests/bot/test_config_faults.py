"""Every fault of the configuration is reported at once, with its key and value and without a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, read_config
from bot.config_faults import variables
from bot.config_sentences import ANY_WISH
from tests.bot.conftest import ENGLISH, complaint

ODD_VALUES = ("words", "[1, [2]]", "{a: {b: c}}", "-1.5", "1e99", "9" * 30, "true", "", ".nan")


def test_all_faults_are_reported_at_once(config_file: Path) -> None:
    config_file.write_text(
        "timezone: Mars/Olympus\nlimits: {question_characters: many}\ncolour: red", "utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        read_config()
    text = str(caught.value)
    assert "timezone" in text and "Mars/Olympus" in text
    assert "limits.question_characters" in text and "many" in text
    assert "没有“colour”这一项设置" in text


def test_the_value_of_a_secret_key_is_masked(config_file: Path) -> None:
    config_file.write_text("telegram: {token: [verysecret]}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config()
    assert "verysecret" not in str(caught.value)
    assert "******" in str(caught.value)


def test_each_fault_names_its_line_its_key_and_its_value(config_file: Path) -> None:
    lines = complaint(config_file, "limits: {question_characters: 5}\nterminal: {colour: pink}").splitlines()
    assert lines == [
        f"{config_file}:1:31: limits.question_characters = 5：不能小于 20。",
        f'{config_file}:2:20: terminal.colour = "pink"：只能写 auto、always、never。',
    ]


def test_a_fault_of_the_environment_names_the_variable_and_not_the_file(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("anda_terminal__colour", "pink")
    sentence = complaint(config_file, "terminal: {colour: never}")
    assert sentence == '环境变量 anda_terminal__colour = "pink"：只能写 auto、always、never。'


def test_faults_of_the_file_and_of_the_environment_are_reported_together(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_TIMEZONE", "Nowhere")
    lines = complaint(config_file, "limits: {question_character: 50}")
    assert '环境变量 ANDA_TIMEZONE = "Nowhere"：' in lines
    assert "没有“limits.question_character”这一项设置。是不是想写 limits.question_characters？" in lines


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
    assert complaint(config_file, f"timezone: {zone}").startswith(f"{config_file}:1:")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("telegram: {tokn: verysecret}", id="a misspelt key"),
        pytest.param("telegram: verysecret", id="a value in place of the section"),
        pytest.param("telegram_token: verysecret", id="a key of its own"),
    ],
)
def test_a_secret_under_a_wrong_key_is_masked_too(config_file: Path, text: str) -> None:
    assert "verysecret" not in complaint(config_file, text)


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
    sentence = complaint(config_file, "")
    assert sentence == f"环境变量 {variable}：没有这一项设置。是不是想写 {meant}？"
    assert "verysecret" not in sentence


def test_a_variable_like_none_is_named_without_a_guess(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_XYZ", "1")
    assert complaint(config_file, "") == "环境变量 ANDA_XYZ：没有这一项设置。用不着就删掉。"


def test_a_variable_for_a_whole_section_is_named_itself(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_LIMITS", "500")
    monkeypatch.setenv("ANDA_TELEGRAM", "77:verysecret")
    sentence = complaint(config_file, "")
    assert "ANDA_LIMITS" in sentence and "ANDA_TELEGRAM" in sentence
    assert "verysecret" not in sentence
    assert str(config_file) not in sentence


def test_every_kind_of_fault_is_reported_at_once(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDA_TIMEZON", "UTC")
    monkeypatch.setenv("ANDA_TERMINAL__COLOUR", "pink")
    lines = complaint(config_file, "timezone: UTC\ntimezone: Mars").splitlines()
    assert lines[0].startswith("环境变量 ANDA_TIMEZON：")
    assert "又写了一遍" in lines[1]
    assert "timezone = " in lines[2]
    assert lines[3].startswith("环境变量 ANDA_TERMINAL__COLOUR = ")


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        pytest.param("ann:editor", "冒号左边要写 Telegram 编号", id="a name"),
        pytest.param("1:boss", "只能写 editor、approver、admin。", id="no such role"),
        pytest.param("123", "“123”没有写角色。请写成 123456789:editor，", id="no role"),
        pytest.param("123:editor,456", "“456”没有写角色。", id="no role beside one that has one"),
        pytest.param("123:,456:admin", "“123”没有写角色。", id="an empty role"),
        pytest.param("123：editor", "“123：editor”没有写角色。", id="a full-width colon"),
        pytest.param("{1", "“1”没有写角色。", id="half a brace"),
    ],
)
def test_staff_that_is_none_is_a_fault(
    config_file: Path, monkeypatch: pytest.MonkeyPatch, given: str, wish: str
) -> None:
    """Above all, who has no role is refused, and is not made an admin."""
    monkeypatch.setenv("ANDA_STAFF__IDS", given)
    sentence = complaint(config_file, "")
    assert sentence.startswith("环境变量 ANDA_STAFF__IDS = ") and wish in sentence


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
    sentence = complaint(config_file, f"telegram: {{base_url: '{address.strip(chr(39))}'}}")
    assert "telegram.base_url" in sentence and "https://" in sentence


def test_a_connection_may_not_count_as_stalled_while_it_is_held_open(config_file: Path) -> None:
    sentence = complaint(config_file, "telegram: {poll_seconds: 30, stalled_seconds: 30}")
    assert "telegram.stalled_seconds" in sentence and "telegram.poll_seconds（30）" in sentence
    assert "\n" not in complaint(config_file, "telegram: {poll_seconds: 99, stalled_seconds: 30}")


def test_a_connection_that_is_short_enough_may_count_as_stalled_early(config_file: Path) -> None:
    config_file.write_text("telegram: {stalled_seconds: 10, poll_seconds: 5}", "utf-8")
    assert read_config().telegram.stalled_seconds == 10


@pytest.mark.parametrize("key", sorted(variables(Config).values()))
def test_no_value_of_any_key_is_refused_in_english(config_file: Path, key: str) -> None:
    section, _, name = key.rpartition(".")
    for value in ODD_VALUES:
        written = f"{section}: {{{name}: {value}}}" if section else f"{name}: {value}"
        config_file.write_text(written, "utf-8")
        try:
            read_config()
        except ConfigError as error:
            said = str(error).replace(str(config_file), "")
            assert not re.search(ENGLISH, said) and ANY_WISH not in said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("telegram: {proxy: [verysecret]}", id="a list in place of the proxy"),
        pytest.param("telegram: {base_url: 'api.telegram.org/verysecret'}", id="an address with the token"),
        pytest.param("storage: {url: {verysecret: 1}}", id="a group in place of the database"),
        pytest.param("privacy: verysecret", id="a value in place of the key's section"),
        pytest.param("data_dir: {token: verysecret}", id="a token in a wrong place"),
        pytest.param("limits: {tkn: verysecret}", id="a misspelt token in a wrong section"),
    ],
)
def test_what_may_be_a_secret_is_masked(config_file: Path, text: str) -> None:
    assert "verysecret" not in complaint(config_file, text)


def test_what_looks_like_a_token_is_masked_wherever_it_stands(config_file: Path) -> None:
    given = "7712345678:AAH-verysecret_verysecret_verysecret"
    sentence = complaint(config_file, f"terminal: {{colour: '{given}'}}\nlimits: {{'{given}': 1}}")
    assert "verysecret" not in sentence and sentence.count("******") == 2
