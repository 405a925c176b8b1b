"""The report: what became of an announcement in every chat, with a sentence for every reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.announcing.reporting import progress_words, reason_words, report_csv, report_lines
from handlers.sentences import SENTENCES
from knowledge.model.announcement import Amending, Announcement, Delivery, DeliveryState, State

NOW = datetime(2031, 1, 10, 8, 0, tzinfo=UTC)
HELD = Announcement(
    id="a1",
    state=State.SENDING,
    html="停水",
    author=1,
    created_at=NOW,
    started_at=NOW - timedelta(seconds=30),
)
BOT = Path(__file__).parents[3] / "bot"


def delivery(chat: int, state: DeliveryState, reason: str = "") -> Delivery:
    return Delivery(announcement="a1", chat_id=chat, state=state, due_at=NOW, reason=reason)


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        ({DeliveryState.SENT: 10, DeliveryState.PENDING: 20}, "大约还要 60 秒"),
        ({DeliveryState.SENT: 10, DeliveryState.PENDING: 100}, "大约还要 5 分钟"),
        ({DeliveryState.PENDING: 5}, "等着 5"),
        ({DeliveryState.SENT: 5}, "等着 0"),
    ],
)
def test_progress_shows_how_long_it_takes(counts: dict[DeliveryState, int], left: str) -> None:
    assert progress_words(HELD, counts, NOW).endswith(left)


def test_of_many_chats_the_message_names_thirty() -> None:
    rows = [delivery(-number, DeliveryState.FAILED, "forbidden") for number in range(1, 41)]
    lines = list(report_lines(HELD, rows, {-1: "邻里"}))
    assert len(lines) == 32
    assert lines[1] == "失败　邻里：机器人被移出了群，或者被拉黑"
    assert lines[-1] == "……还有 10 个，都在表里。"


def test_the_table_has_every_chat_and_runs_nothing() -> None:
    rows = [delivery(-1, DeliveryState.SENT), delivery(-2, DeliveryState.FAILED, "no_right")]
    table = report_csv(rows, {-1: "=1+1"}, NOW)
    assert table.splitlines()[1:] == ["-1,'=1+1,已发,,0,,", "-2,,失败,机器人在群里不能说话,0,,"]


def test_every_reason_of_the_outbox_has_its_sentence() -> None:
    words = (BOT / "outcome.py").read_text("utf-8")
    codes = {code for _, code in re.findall(r'\("([^"]+)", "([a-z_]+)", (?:ChatState|None)', words)}
    codes |= set(re.findall(r'reason="([a-z_]+)"', words)) | set(re.findall(r'return "([a-z_]+)"', words))
    assert {"file_gone", "timed_out", "flood"} <= codes
    assert {code for code in codes if f"reason_{code}" not in SENTENCES} == set()


def test_a_reason_without_a_sentence_stands_for_itself() -> None:
    assert reason_words("odd") == "odd"
    assert reason_words("") == "没有说明原因"


def test_after_a_withdrawal_staff_hear_where_it_is_gone_and_where_it_stands() -> None:
    """Given a withdrawn announcement, then the chats where it is to be deleted by hand are named."""
    became = [
        (Amending.DONE, ""),
        (Amending.FAILED, "migrated"),
        (Amending.DONE, "notice"),
        (Amending.DUE, "not_pinned"),
    ]
    rows = [
        replace(delivery(-number, DeliveryState.SENT, reason), amending=amending)
        for number, (amending, reason) in enumerate(became, start=1)
    ]
    withdrawn = replace(HELD, state=State.DONE, withdrawn_at=NOW)
    lines = list(report_lines(withdrawn, [*rows, delivery(-9, DeliveryState.FAILED)], {-2: "小区"}))
    assert lines[1:4] == [
        "撤回：删掉 1 个群里的，改成一句说明 1，没撤成 1，还没轮到 1。",
        "⚠ 有 1 个群没撤成，消息还在，请群里的人手动删：小区",
        "已发　小区：群升级了，编号变了",
    ]
    assert "没撤成" not in "".join(report_lines(HELD, rows, {-2: "小区"}))
