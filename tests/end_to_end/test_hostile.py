"""Messages and buttons that somebody made to do harm, or that no planner thought of."""

from __future__ import annotations

import random

import pytest

from tests.end_to_end.process import STAFF, BotProcess
from tests.end_to_end.test_bad_input import LATER
from tests.end_to_end.test_conversations import FEE, UNKNOWN
from tests.telegram_api.server import TelegramServer

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot", "rules")]
_PRINTABLE = "".join(map(chr, range(33, 127)))


@pytest.mark.parametrize("kind", ["audio", "video", "animation", "dice", "sticker", "location", "poll"])
async def test_what_is_not_text_is_passed_over_in_a_group(telegram: TelegramServer, kind: str) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    group.sends(alice, kind)
    await group.receives_nothing(0.1)


@pytest.mark.parametrize("command", ["/start", "/forget", "/stop_answers x", "/nothing"])
async def test_another_bots_command_gets_silence_everywhere(telegram: TelegramServer, command: str) -> None:
    alice, group = telegram.person("Alice"), telegram.group("街坊")
    name, _, rest = command.partition(" ")
    alice.writes(f"{name}@other_bot {rest}".strip())
    group.writes(alice, f"{name}@other_bot {rest}".strip())
    await alice.receives_nothing(0.2)
    await group.receives_nothing(0.1)


@pytest.mark.parametrize("label", ["评价", "答案不对", "问人工"])
async def test_somebody_elses_button_does_nothing_in_ones_own_chat(
    telegram: TelegramServer, bot: BotProcess, label: str
) -> None:
    alice, mallory = telegram.person("Alice"), telegram.person("Mallory")
    alice.writes(FEE)
    data = (await alice.receives()).data_of(label)
    assert data is not None
    mallory.writes(FEE)
    answer = await mallory.receives()
    before = bot.asks("SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM ratings)")
    assert await mallory.notice(mallory.forges(data, answer))
    await mallory.receives_nothing(0.1)
    assert bot.asks("SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM ratings)") == before


async def test_a_button_of_staff_is_worth_nothing_to_a_citizen(telegram: TelegramServer) -> None:
    alice, staff = telegram.person("Alice"), telegram.person("主任", id=STAFF)
    alice.writes(UNKNOWN)
    shown = await alice.receives()
    staff.writes("/queue")
    data = (await staff.receives()).data_of("不归我们管")
    assert data is not None
    assert await alice.notice(alice.forges(data, shown))
    staff.writes("/queue")
    assert UNKNOWN in (await staff.receives()).text


async def test_data_with_one_character_changed_or_of_mere_chance_is_refused(telegram: TelegramServer) -> None:
    alice, dice = telegram.person("Alice"), random.Random(1)  # noqa: S311
    alice.writes(FEE)
    answer = await alice.receives()
    data = answer.data_of("答案不对")
    assert data is not None
    changed = data[:-1] + ("A" if data[-1] != "A" else "B")
    chance = ["".join(dice.choices(_PRINTABLE, k=64)) for _ in range(10)]
    for forged in (changed, data + "A", "\x00" * 64, "é" * 32, "\u202e" * 21, *chance):
        assert await alice.notice(alice.forges(forged, answer))
    await alice.receives_nothing(0.1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u202e游泳馆的门票\u202c多少钱？", id="written from right to left"),
        pytest.param("游\u200b泳\u200d馆\u2060的门\ufeff票多少钱？", id="nothing visible between"),
        pytest.param("游泳馆的门票🏊多少钱？🙏🙏", id="emoji"),
        pytest.param("<b>游泳馆</b>的门票多少钱？", id="markup"),
    ],
)
async def test_what_dresses_a_question_up_does_not_hide_it(telegram: TelegramServer, text: str) -> None:
    alice = telegram.person("Alice")
    alice.writes(text)
    assert "12元" in (await alice.receives()).text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<" * 4096, id="markup, as long as Telegram allows"),
        pytest.param("👨‍👩‍👧‍👦" * 370, id="families"),
        pytest.param("\u0301" * 4000, id="accents on nothing"),
        pytest.param("\u202e" * 4096, id="nothing but marks"),
        pytest.param("&amp;#x3C;script&gt;", id="entities"),
        pytest.param("/" * 500, id="slashes"),
        pytest.param("\x00\x01\x02问", id="control characters"),
    ],
)
async def test_whatever_is_written_one_sentence_comes_back(telegram: TelegramServer, text: str) -> None:
    alice = telegram.person("Alice")
    alice.writes(text)
    assert (await alice.receives(LATER)).text
    await alice.receives_nothing(0.1)


async def test_markup_in_names_and_questions_is_shown_as_it_was_typed(telegram: TelegramServer) -> None:
    mallory = telegram.person("<a href='tg://user?id=1'>Admin</a>", last_name="</b>&\u202e")
    question = "<b>教练</b> & <script> 是谁</i>"
    mallory.writes(question)
    await mallory.receives()
    mallory.writes("/history")
    assert question in (await mallory.receives()).text


async def test_a_group_that_became_a_supergroup_is_served_on(telegram: TelegramServer) -> None:
    alice, group = telegram.person("Alice"), telegram.group("老群", kind="group")
    group.writes(alice, FEE, mentions_bot=True)
    await group.receives()
    supergroup = group.migrates(alice)
    supergroup.writes(alice, FEE, mentions_bot=True)
    assert "12元" in (await supergroup.receives(LATER)).text


async def test_afterwards_no_handler_has_failed(bot: BotProcess) -> None:
    assert bot.lines("handler_failed") == []
    assert bot.lines("update_given_up") == []
