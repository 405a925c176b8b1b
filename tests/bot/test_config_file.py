"""A configuration file that cannot be read says where, and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import ConfigError, read_config
from bot.engines import ContentFaultyError, build_engine
from tests.bot.conftest import ENGLISH, complaint


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
    with pytest.raises(ConfigError, match=r"没有.*这个文件"):
        read_config()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("timezone: 上海".encode("gbk"), id="another encoding"),
        pytest.param(b"\xff\xfe\0\0", id="no text"),
    ],
)
def test_a_file_that_is_no_utf8_is_named(config_file: Path, data: bytes) -> None:
    assert str(config_file) in complaint(config_file, data)


def test_a_folder_in_place_of_the_file_is_a_fault(config_file: Path) -> None:
    config_file.mkdir()
    with pytest.raises(ConfigError, match=r"没有.*这个文件"):
        read_config()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1: 2", id="a number for a key"),
        pytest.param("a: " + "[" * 100_000, id="nested without end"),
    ],
)
def test_a_file_of_odd_shape_ends_in_a_sentence(config_file: Path, text: str) -> None:
    assert str(config_file) in complaint(config_file, text)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        pytest.param("timezone: UTC\ntimezone: Asia/Shanghai", "timezone", ":2:", id="at the top"),
        pytest.param(
            "limits:\n  question_characters: 30\n\n  question_characters: 30",
            "limits.question_characters",
            ":4:",
            id="in a section with the same value",
        ),
        pytest.param("terminal: {}\ndata_dir: a\nterminal: {}", "terminal", ":3:", id="a section"),
    ],
)
def test_a_key_that_stands_twice_is_a_fault(config_file: Path, text: str, key: str, line: str) -> None:
    sentence = complaint(config_file, text)
    assert sentence.startswith(f"{config_file}{line}") and f"“{key}”在这里又写了一遍" in sentence
    assert "\n" not in sentence


def test_one_name_in_two_sections_is_no_fault(config_file: Path) -> None:
    config_file.write_text("terminal: {colour: never}\nlimits: {colour: never}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config()
    assert "又写了一遍" not in str(caught.value)  # it is an unknown key of limits and nothing else


def test_a_file_that_cannot_be_read_does_not_hide_a_variable(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_TIMEZON", "UTC")
    first, second = complaint(config_file, "a: [1").splitlines()
    assert "ANDA_TIMEZON：" in first and second.startswith(str(config_file))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("data_dir：data", "中文冒号", id="a Chinese colon and nothing else"),
        pytest.param("limits:\n  burst: 5\ndata_dir：data", ":3:", id="a Chinese colon below"),
        pytest.param(
            "limits:\n  burst：5", 'limits = "burst：5"：下面应该是一组', id="a Chinese colon in a section"
        ),
        pytest.param("data_dir: 数据".encode("gbk"), "不是 UTF-8 文字", id="another encoding"),
        pytest.param("data_dir:\tdata\n\tlimits: 3", "制表符", id="a Tab"),
        pytest.param("limits: [1", "没有配对", id="an open bracket"),
        pytest.param("- a", "最外面应该是", id="a list"),
        pytest.param("telegram: {concurrency: 0}", "telegram.concurrency = 0：不能小于 1。", id="nought"),
        pytest.param(
            "staff: {ids: {abc: admin}}", 'staff.ids.abc = "abc"：冒号左边要写', id="a name for a number"
        ),
        pytest.param("knowledge: {kpt: 3}", "是不是想写 knowledge.kept？", id="a misspelt key"),
        pytest.param("limits: {colour: 3}", "是不是想写 terminal.colour？", id="a key of another section"),
        pytest.param(
            "quiet_from: 3", "是不是想写 announcements.quiet_from？", id="a key without its section"
        ),
        pytest.param("limitz: {burst: 3}", "是不是想写 limits？", id="a misspelt section"),
        pytest.param("knowledge: {weather: 3}", "用不着就删掉", id="a key like none"),
        pytest.param("data_dir: 2031-02-30", "看不懂", id="no such day"),
    ],
)
def test_each_mistake_of_an_operator_is_reported_in_chinese(
    config_file: Path, text: str | bytes, reason: str
) -> None:
    sentence = complaint(config_file, text)
    assert reason in sentence and sentence.startswith(str(config_file))
    assert not re.search(ENGLISH, sentence.removeprefix(str(config_file)))


ODD_VALUES = ("words", "[1, [2]]", "{a: {b: c}}", "-1.5", "1e99", "9" * 30, "true", "", ".nan")


def test_a_data_folder_that_is_a_file_is_told_with_its_line(config_file: Path) -> None:
    (config_file.parent / "mine").write_text("mine", "utf-8")
    assert complaint(config_file, "timezone: UTC\ndata_dir: mine") == (
        f'{config_file}:2:11: data_dir = "mine"：这是一个文件。'
        "请改成一个文件夹，没有的会自己建；或者把这个文件移走。"
    )


def test_a_knowledge_folder_that_is_not_there_is_told_with_its_line(config_file: Path) -> None:
    """Given a wrong path, then it is said before anything else is, and where it can be mended."""
    config_file.write_text("knowledge:\n  dir: contnt", "utf-8")
    with pytest.raises(ConfigError) as caught:
        build_engine(read_config(), working=lambda: pytest.fail("nothing to work through"))
    assert str(caught.value).startswith(f'{config_file}:2:8: knowledge.dir = "contnt"：没有这个文件夹。')


def test_a_folder_that_was_named_on_the_command_line_is_no_fault_of_the_configuration(
    config_file: Path,
) -> None:
    config_file.write_text("", "utf-8")
    elsewhere = read_config().over(config_file.parent / "contnt")
    with pytest.raises(ContentFaultyError, match="找不到知识库文件夹"):
        build_engine(elsewhere, working=lambda: pytest.fail("nothing to work through"))
