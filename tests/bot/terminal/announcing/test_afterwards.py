"""`anda announce`: acts on an approved announcement, and the report on it."""

from __future__ import annotations

import csv
import re
from functools import partial
from pathlib import Path

import pytest

from bot.config import Config
from bot.storage.store import Store
from knowledge.model.announcement import State
from tests.bot.calls import Call
from tests.bot.storage.announced import change
from tests.bot.storage.samples import NOW
from tests.bot.terminal.announcing.conftest import (
    APPROVER,
    EDITOR,
    NOBODY,
    OTHER,
    TEXT,
    audit,
    in_store,
    made,
    sent,
    stored,
)


@pytest.mark.parametrize(
    ("who", "said"),
    [(NOBODY, "不在工作人员名单里"), (EDITOR, "要有 approver 的角色")],
    ids=["nobody", "an editor"],
)
@pytest.mark.parametrize("verb", ["pause", "cancel", "withdraw", "resume", "approve"])
def test_only_approvers_may_act_on_the_announcements_of_others(
    office: Config, file: Path, verb: str, who: str, said: str
) -> None:
    name = made(file)
    call = Call("announce", verb, name, "--as", who)
    assert call.code == 1 and said in call.err
    assert len(audit(office)) == 1


def test_an_announcement_under_way_is_paused_resumed_and_cancelled(office: Config, file: Path) -> None:
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
        assert stored(office, name).state is state
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


def test_it_is_withdrawn_by_typing_its_number_of_chats(office: Config, file: Path) -> None:
    name = made(file)
    sent(office, name, sent=2)
    assert "打的不是 2" in Call("announce", "withdraw", name, "--as", OTHER, typed="1\n").err
    assert stored(office, name).withdrawn_at is None
    assert "正在撤回 2 个群" in Call("announce", "withdraw", name, "--as", OTHER, typed="2\n").out
    assert stored(office, name).withdrawn_at is not None
    assert "已撤回" in Call("announce", "show", name).out


def test_failed_and_missing_deliveries_are_sent_again(office: Config, file: Path) -> None:
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
    match = re.search(r"编号 (\w+)。", call.out)
    assert match is not None and stored(office, match[1]).amends == name
    assert Call("announce", "approve", match[1], "--as", APPROVER, "--chats", "2").code == 0
    assert "每次" in stored(office, name).html and stored(office, name).revision == 1


def test_new_words_may_come_from_the_same_file_after_its_time(office: Config, file: Path) -> None:
    name = made(file)
    sent(office, name, sent=1)
    file.write_text(TEXT + "send_at: 2020-01-01 09:00\n", "utf-8")
    assert Call("announce", "edit", name, str(file), "--as", APPROVER).code == 0


def test_the_report_lists_every_chat_with_its_reason_and_saves_a_table(
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
    assert "被移出了群" in lines[0] and "没有等到回音" in lines[1]
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == ["-7", "-6", "-5"]
    missing = Call("announce", "report", name, "--csv", str(tmp_path / "nowhere" / "x.csv"))
    assert missing.code == 1 and "写不进去" in missing.err


def test_the_report_on_what_the_bot_has_not_taken_up_says_what_it_waits_for(
    office: Config, file: Path
) -> None:
    """Above all, it counts no groups: 0 of them would be read as nobody's having got it."""
    name = made(file)
    waits = {
        State.DRAFT: f"还是草稿，没有批准，一个群也没有发。批准要运行：anda announce approve {name} ",
        State.APPROVED: "已批准，机器人还没有接手，一个群也没有发。",
        State.SCHEDULED: "等着发，机器人还没有接手，一个群也没有发。",
        State.PAUSED: f"暂停着，还没有开始发。要接着发，运行：anda announce resume {name} ",
    }
    for state, words in waits.items():
        in_store(office, partial(_change, name, state=state.value))
        call = Call("announce", "report", name, "--now")
        assert call.code == 0 and f"公告 {name} {words}" in call.out
        assert "0 个群" not in call.out


def test_one_that_is_for_later_is_told_with_its_time(office: Config, file: Path) -> None:
    file.write_text(TEXT + "send_at: 2099-12-01 09:00\n", "utf-8")
    name = made(file)
    Call("announce", "approve", name, "--as", APPROVER, "--chats", "2")
    assert "已批准，还没有到时候：2099-12-01 09:00。" in Call("announce", "report", name).out


async def _change(name: str, store: Store, **values: object) -> None:
    await change(store.database, name, **values)


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
def test_an_unknown_announcement_ends_in_a_sentence(office: Config, arguments: tuple[str, ...]) -> None:
    call = Call("announce", *arguments)
    assert call.code == 1 and "没有编号是“" in call.err and "anda announce list" in call.err


def test_before_the_first_start_the_lists_are_empty_and_say_so(config: Config) -> None:
    assert not config.data_dir.exists()
    assert (Call("announce", "list").out, Call("announce", "chats").code) == ("还没有公告。\n", 0)


def test_a_data_folder_that_cannot_be_made_ends_in_a_sentence(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.data_dir.write_text("a file in its place", "utf-8")
    monkeypatch.setenv("ANDA_DATA_DIR", str(config.data_dir / "below"))
    call = Call("announce", "list")
    assert call.code == 2 and "用不了（路径里有一段不是文件夹）。请检查 data_dir、权限和磁盘。" in call.err
