"""`anda announce`: from a file to a draft, approved by people, and what became of it; as in Telegram."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, insert

from bot.config import Config
from bot.services import opened_store
from bot.storage.store import Store
from bot.storage.tables import deliveries
from handlers.records import ChatState
from knowledge.announcement import Announcement, State
from tests.bot.storage.announced import change, keep_chats
from tests.bot.storage.samples import NOW
from tests.bot.test_cli_calls import Call

APPROVER, EDITOR, OTHER, NOBODY = "1", "2", "3", "9"
TEXT = "id: pool\ntext: 游泳馆门票 12 元 <b>一次</b>\ntarget: all\nentries: [pool-fee]\n"
Result = TypeVar("Result")


@pytest.fixture
def office(warm_config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Two approvers, an editor, two groups; more than one group takes a second person."""
    settings = {
        "STAFF__IDS": "1:approver,2:editor,3:approver",
        "ANNOUNCEMENTS__TRIAL": "false",
        "ANNOUNCEMENTS__APPROVE_ABOVE": "2",
        "ANNOUNCEMENTS__QUIET_FROM": "0",
        "ANNOUNCEMENTS__QUIET_UNTIL": "0",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"ANDA_{name}", value)
    in_store(warm_config, lambda store: keep_chats(store.database, [-5, -6]))
    return warm_config


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An announcement in a file."""
    file = tmp_path / "pool.yaml"
    file.write_text(TEXT, "utf-8")
    return file


def in_store(config: Config, do: Callable[[Store], Awaitable[Result]]) -> Result:
    """Does something with the store that the command uses."""

    async def work() -> Result:
        async with opened_store(config) as store:
            return await do(store)

    return asyncio.run(work())


def held(config: Config, name: str) -> Announcement:
    found = in_store(config, lambda store: store.announcements.get(name))
    assert found is not None
    return found


def made(file: Path, by: str = APPROVER) -> str:
    """The id of a draft made from a file."""
    call = Call("announce", "new", str(file), "--as", by)
    assert call.code == 0, call.err
    found = re.search(r"编号 (\w+)。", call.out)
    assert found is not None
    return found[1]


def sent(config: Config, name: str, **states: int) -> None:
    """The outbox sent it; in so many chats of each state."""
    chats = iter(range(-5, -50, -1))

    def job(connection: Connection) -> None:
        for state, count in states.items():
            fixed = {"announcement": name, "attempts": 1, "due_at": NOW, "message_ids": [9]}
            fixed |= {"shown_revision": 0, "amending": "", "state": state, "sent_at": NOW}
            rows = [
                {**fixed, "chat_id": next(chats), "reason": _REASONS.get(state, "")} for _ in range(count)
            ]
            connection.execute(insert(deliveries), rows)

    async def do(store: Store) -> None:
        await store.database.write(job)
        await change(store.database, name, state=State.DONE.value, started_at=NOW, finished_at=NOW)

    in_store(config, do)


_REASONS = {"failed": "no_right", "uncertain": "timed_out"}


def audit(config: Config) -> list[tuple[int, str, str]]:
    acts = in_store(config, lambda store: store.staff.trail(20))
    return [(act.who, act.action, act.why) for act in acts[::-1]]


def test_a_file_becomes_a_draft_and_is_let_out_by_its_number(office: Config, file: Path) -> None:
    name = made(file)
    assert held(office, name).state is State.DRAFT
    call = Call("announce", "approve", name, "--as", APPROVER, typed="2\n")
    assert (call.code, call.err) == (0, "")
    assert "游泳馆门票 12 元 一次" in call.out and "要发到 2 个群" in call.out and "批准了" in call.out
    approved = held(office, name)
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
def test_without_the_right_number_nothing_goes_out(
    office: Config, file: Path, options: tuple[str, ...], typed: str, said: str
) -> None:
    name = made(file)
    call = Call("announce", "approve", name, "--as", APPROVER, *options, typed=typed)
    assert call.code == 1 and said in call.err
    assert held(office, name).confirmed_chats is None


def test_many_chats_take_a_second_person(office: Config, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANDA_ANNOUNCEMENTS__APPROVE_ABOVE", "1")
    name = made(file)
    early = Call("announce", "approve", name, "--as", OTHER, "--chats", "2")
    assert early.code == 1 and "还没有打数字确认" in early.err
    first = Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    assert first.code == 0 and "还要另一位 approver 批准" in first.out
    assert held(office, name).state is State.DRAFT
    second = Call("announce", "approve", name, "--as", OTHER, "--chats", "2", "--why", "看过了")
    assert second.code == 0 and "批准了" in second.out
    assert (held(office, name).author, held(office, name).approver) == (1, 3)
    assert audit(office)[-1] == (3, "announce_approve", "看过了")


def test_an_editor_writes_and_an_approver_lets_out(office: Config, file: Path) -> None:
    name = made(file, EDITOR)
    assert "还要另一位" in Call("announce", "approve", name, "--as", EDITOR, "--chats", "2").out
    assert held(office, name).state is State.DRAFT
    assert Call("announce", "approve", name, "--as", APPROVER, "--chats", "2").code == 0
    again = Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    assert again.code == 1 and "不是草稿" in again.err


@pytest.mark.parametrize(
    ("who", "said"),
    [(NOBODY, "不在工作人员名单里"), (EDITOR, "要有 approver 的角色")],
    ids=["nobody", "an editor"],
)
@pytest.mark.parametrize("verb", ["pause", "cancel", "withdraw", "resume", "approve"])
def test_others_announcements_are_for_approvers(
    office: Config, file: Path, verb: str, who: str, said: str
) -> None:
    name = made(file)
    call = Call("announce", verb, name, "--as", who)
    assert call.code == 1 and said in call.err
    assert len(audit(office)) == 1


def test_what_is_under_way_is_paused_resumed_and_cancelled(office: Config, file: Path) -> None:
    name = made(file)
    Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    for verb, state in (
        ("pause", State.PAUSED),
        ("resume", State.SCHEDULED),
        ("pause", State.PAUSED),
        ("cancel", State.CANCELLED),
    ):
        call = Call("announce", verb, name, "--as", APPROVER, "--why", "等通知")
        assert (call.code, call.err) == (0, "")
        assert held(office, name).state is state
    late = Call("announce", "pause", name, "--as", OTHER)
    assert late.code == 1 and "晚了一步" in late.err and "取消了" in late.err
    assert audit(office)[-1] == (1, "announce_cancel", "等通知")


def test_it_can_be_stopped_while_the_knowledge_base_is_faulty(office: Config, file: Path, town: Path) -> None:
    name = made(file)
    Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    (town / "services.yaml").write_text("topic: [", "utf-8")
    assert Call("announce", "cancel", name, "--as", APPROVER).code == 0
    assert "取消了" in Call("announce", "list").out
    assert Call("announce", "new", str(file), "--as", APPROVER).code == 2


def test_it_is_withdrawn_by_its_number(office: Config, file: Path) -> None:
    name = made(file)
    sent(office, name, sent=2)
    assert "打的不是 2" in Call("announce", "withdraw", name, "--as", OTHER, typed="1\n").err
    assert held(office, name).withdrawn_at is None
    assert "正在撤回 2 个群" in Call("announce", "withdraw", name, "--as", OTHER, typed="2\n").out
    assert held(office, name).withdrawn_at is not None
    assert "已撤回" in Call("announce", "show", name).out


def test_what_failed_or_is_missing_is_sent_again(office: Config, file: Path) -> None:
    name = made(file)
    sent(office, name, failed=1)
    assert "没有可以处理的群" in Call("announce", "resend", name, "--as", OTHER, "--missing").err
    in_store(office, lambda store: change(store.database, name, addressed=2))
    assert "⚠ 有 1 个群本来该发，却没有记录" in Call("announce", "report", name).out
    assert "要有 approver" in Call("announce", "resend", name, "--as", EDITOR, "--missing").err
    call = Call("announce", "resend", name, "--as", OTHER, "--missing", "--why", "记录丢了")
    assert (call.code, call.out) == (0, "正在补发 1 个群。\n")
    assert audit(office)[-1] == (3, "announce_resend_missing", "记录丢了")
    in_store(office, lambda store: change(store.database, name, state=State.DONE.value))
    assert "正在重发 1 个群。" in Call("announce", "resend", name, "--as", OTHER).out
    assert audit(office)[-1] == (3, "announce_resend", "")


def test_new_words_are_a_draft_of_their_own(office: Config, file: Path) -> None:
    name = made(file)
    assert "没有发到过任何群" in Call("announce", "edit", name, str(file), "--as", APPROVER).err
    sent(office, name, sent=2)
    file.write_text(TEXT.replace("一次", "每次"), "utf-8")
    call = Call("announce", "edit", name, str(file), "--as", APPROVER)
    found = re.search(r"编号 (\w+)。", call.out)
    assert found is not None and held(office, found[1]).amends == name
    assert Call("announce", "approve", found[1], "--as", APPROVER, "--chats", "2").code == 0
    assert "每次" in held(office, name).html and held(office, name).revision == 1


def test_new_words_may_come_from_the_same_file_after_its_time(office: Config, file: Path) -> None:
    name = made(file)
    sent(office, name, sent=1)
    file.write_text(TEXT + "send_at: 2020-01-01 09:00\n", "utf-8")
    assert Call("announce", "edit", name, str(file), "--as", APPROVER).code == 0


def test_a_file_that_was_used_before_is_told_of(office: Config, file: Path) -> None:
    name = made(file)
    again = Call("announce", "new", str(file), "--as", APPROVER)
    assert again.code == 0 and f"以前存过，编号 {name}" in again.err
    for draft in (name, str(re.findall(r"编号 (\w+)。", again.out)[0])):
        assert Call("announce", "cancel", draft, "--as", APPROVER).code == 0
    assert Call("announce", "new", str(file), "--as", APPROVER).err == ""


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


def test_until_when_it_is_valid_may_be_said_apart(office: Config, file: Path) -> None:
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


def test_a_target_of_nobody_does_not_go_out(office: Config, file: Path) -> None:
    file.write_text(TEXT.replace("all", "{tags: [供水]}"), "utf-8")
    name = made(file)
    call = Call("announce", "approve", name, "--as", APPROVER, "--chats", "0")
    assert call.code == 1 and "没有一个群会收到" in call.err


def test_a_chat_that_is_named_must_be_there(office: Config, file: Path) -> None:
    in_store(office, lambda store: store.chats.mark(-6, ChatState.LEFT, "removed", NOW))
    for number, said in ((-6, "现在收不到"), (-7, "没有找到这个群：-7")):
        file.write_text(TEXT.replace("all", f"{{chats: [-5, {number}]}}"), "utf-8")
        call = Call("announce", "new", str(file), "--as", APPROVER)
        assert call.code == 1 and said in call.err
    file.write_text(TEXT.replace("all", "{chats: [-5]}"), "utf-8")
    assert "1 个群" in Call("announce", "approve", made(file), "--as", APPROVER, "--chats", "1").out


def test_on_trial_without_a_staff_group_nothing_goes_out(
    office: Config, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDA_ANNOUNCEMENTS__TRIAL", "true")
    call = Call("announce", "approve", made(file), "--as", APPROVER, "--chats", "2")
    assert call.code == 1 and "试运行" in call.err


def test_the_report_tells_every_chat_with_its_reason_and_saves_a_table(
    office: Config, file: Path, tmp_path: Path
) -> None:
    name = made(file)
    sent(office, name, sent=1, failed=1, uncertain=1)
    table = tmp_path / "report.csv"
    call = Call("announce", "report", name, "--csv", str(table))
    assert call.code == 0
    assert "3 个群，已发 1，失败 1，没把握 1" in call.out
    lines = [line for line in call.out.splitlines() if line.startswith("-")]
    assert [line.split()[0] for line in lines] == ["-6", "-7", "-5"]
    assert "不能说话" in lines[0] and "没有等到回音" in lines[1]
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == ["-7", "-6", "-5"]
    missing = Call("announce", "report", name, "--csv", str(tmp_path / "nowhere" / "x.csv"))
    assert missing.code == 1 and "写不进去" in missing.err


def test_groups_are_listed_with_their_tags(office: Config) -> None:
    async def do(store: Store) -> None:
        await store.chats.subscribe(-5, ["医疗"], None, NOW)
        await store.chats.unsubscribe(-6, [], NOW)

    in_store(office, do)
    shown = Call("announce", "chats").out
    assert re.search(r"-5 .*能收到.*医疗", shown)
    assert re.search(r"-6 .*收不到（群里不要公告）", shown)


@pytest.mark.parametrize(
    "arguments", [("show", "nosuch"), ("report", "nosuch"), ("cancel", "nosuch", "--as", APPROVER)]
)
def test_what_is_not_there_is_told(office: Config, arguments: tuple[str, ...]) -> None:
    call = Call("announce", *arguments)
    assert call.code == 1 and "没有这条公告" in call.err


def test_before_the_first_start_there_is_nothing_and_that_is_said(config: Config) -> None:
    assert not config.data_dir.exists()
    assert (Call("announce", "list").out, Call("announce", "chats").code) == ("还没有公告。\n", 0)


def test_a_data_folder_that_cannot_be_made_is_told(config: Config) -> None:
    config.data_dir.write_text("a file in its place", "utf-8")
    call = Call("announce", "list")
    assert call.code == 2 and "用不了" in call.err
