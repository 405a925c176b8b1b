"""What operators type wrong in the configuration: one sentence, at its place, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import read_config
from tests.bot.conftest import complaint


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        pytest.param(
            "tags: [公告，通知]", '10: announcements.tags.0 = "公告，通知"：这里的“，”', id="commas"
        ),
        pytest.param(
            "tags: 公告，通知", '9: announcements.tags.0 = "公告，通知"：这里的“，”', id="no bracket"
        ),
        pytest.param(
            "tags: [公告、通知]", '10: announcements.tags.0 = "公告、通知"：这里的“、”', id="pauses"
        ),
        pytest.param("tags: 【公告】", '9: announcements.tags.0 = "【公告】"：这里的“【”', id="brackets"),
        pytest.param(
            "groups: [-100, -1，-2]",
            '18: announcements.groups.1 = "-1，-2"：这里的“，”',
            id="commas of groups",
        ),
    ],
)
def test_a_chinese_mark_in_a_list_is_told_with_the_one_to_write(
    config_file: Path, written: str, fault: str
) -> None:
    sentence = complaint(config_file, f"announcements:\n  {written}")
    assert sentence.startswith(f"{config_file}:2:{fault}是中文的。") and "\n" not in sentence


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("groups: [-1001, 1001]", "19: announcements.groups.1", id="in the list"),
        pytest.param("groups: [0]", "12: announcements.groups.0", id="nought in the list"),
        pytest.param("staff_group: 1001", "16: announcements.staff_group", id="of staff"),
    ],
)
def test_the_number_of_a_person_is_no_group(config_file: Path, written: str, key: str) -> None:
    sentence = complaint(config_file, f"announcements:\n  {written}")
    assert sentence.startswith(f"{config_file}:2:{key} = ") and "群的编号是负数，例如 -1001" in sentence


def test_no_staff_group_is_none(config_file: Path) -> None:
    config_file.write_text("announcements: {staff_group: 0}", "utf-8")
    assert read_config().announcements.staff_group == 0


@pytest.mark.parametrize("written", ["22:00", "7:30", "07:00", "'22:00'", "22：00", "24", "-1", "晚上10点"])
@pytest.mark.parametrize(
    "key", ["announcements.quiet_from", "announcements.quiet_until", "privacy.purge_hour"]
)
def test_a_time_of_the_day_is_no_hour(config_file: Path, key: str, written: str) -> None:
    """Above all, what YAML reads as 1320 is shown as it is written."""
    section, _, name = key.partition(".")
    sentence = complaint(config_file, f"{section}:\n  {name}: {written}")
    assert sentence.startswith(f"{config_file}:2:{len(name) + 5}: {key} = ")
    assert written.strip("'") in sentence and "只写几点，是 0 到 23 的一个整数，不写分钟" in sentence


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "staff: {ids: {123:admin}}", "1:18: 英文冒号后面少了一个空格。请写成“123: ”", id="an id"
        ),
        pytest.param("staff: {ids: {123：admin}}", "1:18: 这里的冒号是中文冒号“：”。", id="a Chinese colon"),
        pytest.param("limits: {burst:5}", "1:15: 英文冒号后面少了一个空格。请写成“burst: ”", id="a setting"),
        pytest.param(
            "telegram: {token:77:verysecret}",
            "1:17: 英文冒号后面少了一个空格。请写成“token: ”",
            id="a secret",
        ),
        pytest.param("staff: {ids: {123: admin，456: editor}}", "1:25: 这里的“，”是中文的。", id="a comma"),
        pytest.param(
            "staff:\n  ids:\n    123: admin\n    456:editor", "4:8: 英文冒号后面少了一个空格。", id="a line"
        ),
        pytest.param(
            "staff:\n  ids:\n    123:admin\n    456:editor",
            '3:5: staff.ids = "123:admin 456:editor"：“admin 456:editor”不是一个角色。',
            id="every line",
        ),
    ],
)
def test_a_crowded_or_chinese_colon_is_one_fault(config_file: Path, text: str, fault: str) -> None:
    sentence = complaint(config_file, text)
    assert sentence.startswith(f"{config_file}:{fault}") and "\n" not in sentence
    assert "verysecret" not in sentence
