"""Every sentence in the tables is used, and every sentence that is used is in a table."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from bot.config import PROJECT
from bot.config_sentences import SENTENCES
from bot.sentences import COMMANDS, hindrance


def test_the_sentences_of_commands_are_those_that_are_used() -> None:
    files = (file for folder in ("bot", "benchmarks") for file in (PROJECT / folder).rglob("*.py"))
    code = "".join(file.read_text("utf-8") for file in files)
    assert set(re.findall(r'\bcommand_text\(\s*"(\w+)"', code)) == set(COMMANDS)


def test_the_sentences_of_a_configuration_are_those_that_are_used() -> None:
    code = "".join(file.read_text("utf-8") for file in (PROJECT / "bot").glob("config*.py"))
    assert set(re.findall(r'\bsaid\("(\w+)"', code)) == set(SENTENCES)


def test_why_a_file_cannot_be_used_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as lacking:
        (tmp_path / "nothing").read_bytes()
    with pytest.raises(IsADirectoryError) as folder:
        tmp_path.read_bytes()
    assert [hindrance(lacking.value), hindrance(folder.value)] == ["没有这个文件或文件夹", "这是一个文件夹"]


def test_a_hindrance_without_a_sentence_is_given_in_the_words_of_the_system() -> None:
    assert hindrance(OSError(errno.EMLINK, "Too many links")) == "Too many links"
    assert hindrance(OSError("odd")) == "odd"


def test_a_path_that_can_be_none_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(ValueError) as odd:  # noqa: PT011 - Python says no more of it
        (tmp_path / "a\0b").read_bytes()
    assert hindrance(odd.value) == "路径里有不能用的字符"
