"""`anda announce`: from a file to a draft, approved by people; as in Telegram."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import Config
from handlers.records import ChatState
from knowledge.model.announcement import MOST_ORIGIN, State
from tests.bot.calls import Call
from tests.bot.storage.samples import NOW
from tests.bot.terminal.announcing.conftest import (
    APPROVER,
    EDITOR,
    OTHER,
    TEXT,
    audit,
    in_store,
    made,
    stored,
)


def test_a_file_becomes_a_draft_and_is_approved_by_typing_its_number_of_chats(
    office: Config, file: Path
) -> None:
    name = made(file)
    assert stored(office, name).state is State.DRAFT
    call = Call("announce", "approve", name, "--as", APPROVER, typed="2\n")
    assert (call.code, call.err) == (0, "")
    assert "游泳馆门票 12 元 一次" in call.out and "要发到 2 个群" in call.out and "批准了" in call.out
    approved = stored(office, name)
    assert (approved.state, approved.approver, approved.confirmed_chats) == (State.APPROVED, 1, 2)
    assert "<blockquote>门票一次12元</blockquote>" in approved.html
    assert [(who, action) for who, action, _ in audit(office)] == [
        (1, "announce_new"),
        (1, "announce_confirm"),
        (1, "announce_approve"),
    ]


@pytest.mark.parametrize(
    ("options", "typed", "said"),
    [
        pytest.param((), "3\n", "打的不是 2", id="another number"),
        pytest.param((), "yes\n", "打的不是 2", id="no number"),
        pytest.param((), "", "没有人打字确认。请写 --chats 2", id="nobody there"),
        pytest.param(("--chats", "3"), "", "打的不是 2", id="another number as an option"),
    ],
)
def test_without_the_right_number_nothing_is_approved(
    office: Config, file: Path, options: tuple[str, ...], typed: str, said: str
) -> None:
    name = made(file)
    call = Call("announce", "approve", name, "--as", APPROVER, *options, typed=typed)
    assert call.code == 1 and said in call.err
    assert stored(office, name).confirmed_chats is None


def test_many_chats_take_a_second_person(office: Config, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDA_ANNOUNCEMENTS__APPROVE_ABOVE", "1")
    name = made(file)
    early = Call("announce", "approve", name, "--as", OTHER, "--chats", "2")
    assert early.code == 1 and "还没有打数字确认" in early.err
    first = Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    assert first.code == 0 and "还要另一位 approver 批准" in first.out
    assert stored(office, name).state is State.DRAFT
    second = Call("announce", "approve", name, "--as", OTHER, "--chats", "2", "--why", "看过了")
    assert second.code == 0 and "批准了" in second.out
    assert (stored(office, name).author, stored(office, name).approver) == (1, 3)
    assert audit(office)[-1] == (3, "announce_approve", "看过了")


def test_an_editor_writes_and_an_approver_approves(office: Config, file: Path) -> None:
    name = made(file, EDITOR)
    assert "还要另一位" in Call("announce", "approve", name, "--as", EDITOR, "--chats", "2").out
    assert stored(office, name).state is State.DRAFT
    assert Call("announce", "approve", name, "--as", APPROVER, "--chats", "2").code == 0
    again = Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    assert again.code == 1 and "不是草稿" in again.err


def test_a_file_that_was_used_before_is_pointed_out(office: Config, file: Path) -> None:
    name = made(file)
    again = Call("announce", "new", str(file), "--as", APPROVER)
    assert again.code == 0 and f"以前存过，编号 {name}" in again.err
    for draft in (name, str(re.findall(r"编号 (\w+)。", again.out)[0])):
        assert Call("announce", "cancel", draft, "--as", APPROVER).code == 0
    assert Call("announce", "new", str(file), "--as", APPROVER).err == ""


def test_of_a_long_path_the_end_is_kept_and_recognised(office: Config, file: Path, tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 150) / ("b" * 150) / file.name
    deep.parent.mkdir(parents=True)
    deep.write_bytes(file.read_bytes())
    name = made(deep)
    assert stored(office, name).origin == str(deep.resolve())[-MOST_ORIGIN:]
    assert f"以前存过，编号 {name}" in Call("announce", "new", str(deep), "--as", APPROVER).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(TEXT.replace("12", "13"), "“13 元”没有依据", id="an unproved figure"),
        pytest.param(TEXT.replace("target", "traget"), "“target”", id="a misspelt key"),
        pytest.param(TEXT + "send_at: 2020-01-01 09:00\n", "已经过去了", id="a past time"),
        pytest.param(TEXT.replace("<b>", ""), "</b>", id="broken markup"),
    ],
)
def test_a_faulty_file_makes_no_draft(office: Config, file: Path, text: str, said: str) -> None:
    file.write_text(text, "utf-8")
    call = Call("announce", "new", str(file), "--as", APPROVER)
    assert (call.code, call.out) == (1, "")
    assert said in call.err and f"{file}:" in call.err
    assert "还没有公告" in Call("announce", "list").out


def test_until_when_it_is_valid_may_be_an_option(office: Config, file: Path) -> None:
    file.write_text(TEXT + "send_at: 2099-12-01 09:00\nvalid_until: 2099-12-02\n", "utf-8")
    call = Call("announce", "new", str(file), "--as", APPROVER, "--valid-until", "2099-12-31 18:00")
    assert call.code == 0 and "2099-12-31 18:00" in call.out
    for when, said in (
        ("2099-11-30", "有效期在发出的时间（2099-12-01 09:00）之前"),
        ("2020-01-01", "有效期已经过了"),
        ("2099-12-31 18:00 Asia/Nowhere", "这个时区不认得"),
    ):
        call = Call("announce", "new", str(file), "--as", APPROVER, "--valid-until", when)
        assert (call.code, call.out) == (1, "") and f"--valid-until：{said}" in call.err
    assert len(in_store(office, lambda store: store.announcements.listed(9))) == 1


def test_a_draft_to_no_chats_is_not_approved(office: Config, file: Path) -> None:
    file.write_text(TEXT.replace("all", "{tags: [供水]}"), "utf-8")
    name = made(file)
    call = Call("announce", "approve", name, "--as", APPROVER, "--chats", "0")
    assert call.code == 1 and "没有一个群会收到" in call.err
    assert "anda announce new" in call.err and "anda announce chats" in call.err
    assert "发给谁" not in call.err  # a button of Telegram


def test_a_chat_that_is_named_must_exist(office: Config, file: Path) -> None:
    in_store(office, lambda store: store.chats.mark(-6, ChatState.LEFT, "removed", NOW))
    for number, said in ((-6, "现在收不到"), (-7, "没有找到这个群：-7")):
        file.write_text(TEXT.replace("all", f"{{chats: [-5, {number}]}}"), "utf-8")
        call = Call("announce", "new", str(file), "--as", APPROVER)
        assert call.code == 1 and said in call.err
    file.write_text(TEXT.replace("all", "{chats: [-5]}"), "utf-8")
    assert "1 个群" in Call("announce", "approve", made(file), "--as", APPROVER, "--chats", "1").out


def test_in_a_trial_without_a_staff_group_nothing_is_approved(
    office: Config, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_ANNOUNCEMENTS__TRIAL", "true")
    call = Call("announce", "approve", made(file), "--as", APPROVER, "--chats", "2")
    assert call.code == 1 and "试运行" in call.err
