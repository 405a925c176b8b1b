"""Announcement files: read with the faults of all content files, checked like an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.announcements.loader import (
    FOLDER,
    WrittenAnnouncement,
    against,
    at_this_time,
    draft_of,
    read_announcement,
    read_announcements,
)
from knowledge.answering.engine import Engine
from knowledge.model.announcement import OnDoubt, Repeat, State, Target

GUIDE = Path(__file__).parents[3] / "docs" / "编辑指南.md"
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2031, 1, 10, 9, 0, tzinfo=ZONE)
WHOLE = """
id: pool-ticket
text: |-
  游泳馆的门票一次 12 元。
  <b>请带身份证。</b>
target: {tags: ["#医疗", 供水], chats: [-1001]}
entries: [pool-fee]
pin: true
silent: 是
urgent: no
send_at: 2031-01-11 08:30
repeat: {cron: "0 9 * * 1", until: 2031-06-30}
on_doubt: resend
valid_until: 2031-07-01
"""
SHORT = "id: a\ntext: 停水通知\ntarget: all\n"


def written(folder: Path, text: str = WHOLE) -> WrittenAnnouncement:
    read = read_announcement(save(folder, text), ZONE)
    assert read.faults == ()
    [held] = read.announcements
    return held


def save(folder: Path, text: str, name: str = "a.yaml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_every_key_is_read(tmp_path: Path) -> None:
    held = written(tmp_path)
    assert (held.id, held.pin, held.silent, held.urgent) == ("pool-ticket", True, True, False)
    assert held.text == "游泳馆的门票一次 12 元。\n<b>请带身份证。</b>"
    assert held.target == Target(tags=("医疗", "供水"), chats=(-1001,))
    assert held.send_at == datetime(2031, 1, 11, 8, 30, tzinfo=ZONE)
    assert held.repeat == Repeat(cron="0 9 * * 1", until=datetime(2031, 6, 30, 23, 59, tzinfo=ZONE))
    assert held.on_doubt is OnDoubt.RESEND
    assert held.valid_until == datetime(2031, 7, 1, 23, 59, tzinfo=ZONE)


def test_what_is_left_out_is_the_careful_choice(tmp_path: Path) -> None:
    held = written(tmp_path, SHORT)
    assert held.target.everyone and held.on_doubt is OnDoubt.HOLD
    assert not (held.pin or held.silent or held.urgent)
    assert (held.send_at, held.repeat, held.valid_until, held.entries) == (None, None, None, ())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("id: a\ntext: 停水\n", "missing", 1, id="no target"),
        pytest.param("id: a\ntext: 停水\ntarget: {}\n", "want_target", 3, id="a target of nobody"),
        pytest.param("id: a\ntext: 停水\ntarget: 东街的群\n", "want_target", 3, id="a target in other words"),
        pytest.param("id: a\ntext: x\ntarget: {everyone: true, tags: [a]}\n", "want_target", 3, id="both"),
        pytest.param(SHORT + "slient: true\n", "unknown_key", 4, id="a misspelt key"),
        pytest.param("id: a\ntext: x\ntarget: {tag: [a]}\n", "unknown_key", 3, id="a misspelt inner key"),
        pytest.param("id: a\ntext: x\ntarget: {chats: [77]}\n", "want_chat", 3, id="a person"),
        pytest.param("id: a\ntext: x\ntarget: {chats: ['@news']}\n", "want_chat", 3, id="a channel's name"),
        pytest.param(SHORT + "pin: perhaps\n", "want_switch", 4, id="neither yes nor no"),
        pytest.param(SHORT + "on_doubt: maybe\n", "want_one_of", 4, id="no policy"),
        pytest.param(SHORT + "send_at: 2031-01-11\n", "want_moment", 4, id="no hour"),
        pytest.param(SHORT + "send_at: 2031-01-11 08:30 Mars\n", "want_moment", 4, id="a time zone"),
        pytest.param(SHORT + "send_at: 2031-02-30 08:30\n", "no_such_day", 4, id="no such day"),
        pytest.param(SHORT + "send_at: 2031-02-20 25:30\n", "no_such_day", 4, id="no such hour"),
        pytest.param(SHORT + "repeat: {cron: 0 9 * * 1}\n", "missing", 4, id="without an end"),
        pytest.param(SHORT + "repeat: {cron: 0 9 * * 1, until: }\n", "missing", 4, id="an empty end"),
        pytest.param(SHORT + "repeat: {cron: 每周, until: 2031-02-01}\n", "want_cron", 4, id="no rule"),
        pytest.param(SHORT + "repeat: {cron: 0 * * * *, until: 2031-02-01}\n", "too_often", 4, id="hourly"),
        pytest.param(
            SHORT + "send_at: 2031-02-01 09:00\nvalid_until: 2031-01-01\n", "ends_before", 5, id="over before"
        ),
        pytest.param("id: a\ntext: <b>停水\ntarget: all\n", "broken_markup", 2, id="an open tag"),
        pytest.param("id: a\ntext: 水压<3\ntarget: all\n", "broken_markup", 2, id="a bare sign"),
        pytest.param(
            f"id: a\ntext: x\ntarget: {{tags: [{'长' * 33}]}}\n", "tag_too_long", 3, id="a long tag"
        ),
        pytest.param("id: 停水\ntext: x\ntarget: all\n", "want_id", 1, id="an id in Chinese"),
        pytest.param("id: a\ntext: &x 停水\ntarget: all\n", "anchor", 2, id="an anchor"),
        pytest.param(
            "id: a\ntext: 带 11010519491231002X\ntarget: all\n", "personal_number", 2, id="an identity number"
        ),
        pytest.param("", "empty_file", 1, id="nothing"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, code: str, line: int) -> None:
    file = save(tmp_path, text)
    [found] = read_announcement(file, ZONE).faults
    assert found.place is not None
    assert (found.code, found.place.file, found.place.line) == (code, str(file), line)


def test_a_day_has_room_for_four_times_and_no_more(tmp_path: Path) -> None:
    four = SHORT + "repeat: {cron: '0 6,9,12,15 * * *', until: 2031-02-01}\n"
    assert written(tmp_path, four).repeat is not None
    [found] = read_announcement(save(tmp_path, four.replace("15", "15,18")), ZONE).faults
    assert "一天最多发 4 次" in str(found)


def test_a_mobile_number_is_no_fault(tmp_path: Path) -> None:
    assert written(tmp_path, "id: a\ntext: 停水找小李 13812345678\ntarget: all\n").text.endswith(
        "13812345678"
    )


def test_the_nearest_right_key_is_named(tmp_path: Path) -> None:
    for key, right in {"slient": "silent", "对象": "target", "sendat": "send_at"}.items():
        file = save(tmp_path, SHORT + f"{key}: x\n")
        assert any(right in str(found) for found in read_announcement(file, ZONE).faults), key


def test_a_folder_is_optional_and_its_ids_are_unique(tmp_path: Path) -> None:
    assert read_announcements(tmp_path, ZONE).announcements == ()
    (tmp_path / FOLDER).mkdir()
    save(tmp_path / FOLDER, SHORT)
    save(tmp_path / FOLDER, SHORT, "b.yaml")
    [found] = read_announcements(tmp_path, ZONE).faults
    assert found.code == "duplicate_announcement" and "a.yaml:1:1" in found.sentence


def test_a_file_in_the_folders_place_is_told_of(tmp_path: Path) -> None:
    save(tmp_path, SHORT, FOLDER)
    assert [found.code for found in read_announcements(tmp_path, ZONE).faults] == ["not_announcements"]


def codes(engine: Engine, held: WrittenAnnouncement) -> list[str]:
    return [found.code for found in against(engine, held)]


def test_figures_are_proved_by_the_entries_it_names(tmp_path: Path, small_engine: Engine) -> None:
    assert codes(small_engine, written(tmp_path)) == []
    wrong = written(tmp_path, WHOLE.replace("12 元", "13 元"))
    [found] = against(small_engine, wrong)
    assert found.code == "uncarried_figure" and "13 元" in found.sentence
    assert found.place is not None and found.place.line == 3


def test_without_entries_its_figures_are_its_own(tmp_path: Path, small_engine: Engine) -> None:
    assert codes(small_engine, written(tmp_path, SHORT.replace("停水通知", "明天停水3小时"))) == []


def test_an_entry_that_is_not_there_is_named_with_the_nearest(tmp_path: Path, small_engine: Engine) -> None:
    [found] = against(small_engine, written(tmp_path, WHOLE.replace("[pool-fee]", "[pool-fees]")))
    assert found.code == "dangling_entry" and "pool-fee”？" in found.sentence


def test_an_entry_behind_one_that_is_named_twice_is_pointed_at(tmp_path: Path, small_engine: Engine) -> None:
    entries = "\n  - pool-fee\n  - pool-fee\n  - nobody"
    [found] = against(small_engine, written(tmp_path, WHOLE.replace(" [pool-fee]", entries)))
    assert found.place is not None
    assert (found.code, found.place.column) == ("dangling_entry", 5)
    line = (tmp_path / Path(found.place.file).name).read_text("utf-8").splitlines()[found.place.line - 1]
    assert line == "  - nobody"


def test_a_message_holds_so_much_with_its_citations(tmp_path: Path, small_engine: Engine) -> None:
    fits = written(tmp_path, f"id: a\ntext: {'水' * 4096}\ntarget: all\n")
    assert codes(small_engine, fits) == []
    assert codes(small_engine, written(tmp_path, f"id: a\ntext: {'水' * 4097}\ntarget: all\n")) == [
        "text_too_long"
    ]
    cited = written(tmp_path, f"id: a\ntext: {'水' * 4090}\ntarget: all\nentries: [pool-fee]\n")
    assert codes(small_engine, cited) == ["text_too_long"]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param(0, [], id="in time"),
        pytest.param(2, ["past_moment"], id="too late to begin"),
        pytest.param(300, ["past_moment", "ends_before", "never_again"], id="long over"),
    ],
)
def test_some_things_are_wrong_at_their_time_only(
    tmp_path: Path, small_engine: Engine, later: int, expected: list[str]
) -> None:
    found = at_this_time(small_engine, written(tmp_path), NOW + timedelta(days=later))
    assert [one.code for one in found] == expected


def test_a_file_becomes_a_draft_with_its_citations(tmp_path: Path, small_engine: Engine) -> None:
    draft = draft_of(small_engine, written(tmp_path), id="x1", author=7, now=NOW, origin="a.yaml")
    assert (draft.state, draft.author, draft.series) == (State.DRAFT, 7, "x1")
    assert draft.html.startswith("游泳馆的门票一次 12 元。\n<b>请带身份证。</b>\n出处：")
    assert "<blockquote>门票一次12元</blockquote>" in draft.html
    assert draft.origin == "a.yaml"


def test_the_example_of_the_guide_can_be_used(tmp_path: Path, small_engine: Engine) -> None:
    _, _, after = GUIDE.read_text("utf-8").partition("### 3.8 ")
    example = after.partition("```yaml\n")[2].partition("```")[0]
    held = written(tmp_path, example)
    assert held.target == Target(tags=("供水",)) and held.send_at is not None
    assert codes(small_engine, held) == []
