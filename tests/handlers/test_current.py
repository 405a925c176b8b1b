"""Asking about a current announcement finds it, beside an answer and never in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.storage.store import Store
from knowledge.model.announcement import Announcement, State, Target
from tests.bot.storage.samples import act
from tests.bot.storage.test_current import keep
from tests.handlers.conftest import FEE, FEE_ANSWER, Clock
from tests.handlers.telegram import Person

SENT_AT = datetime(2031, 1, 10, 8, 0, tzinfo=UTC)
WATER = Announcement(
    id="water",
    state=State.DONE,
    html="<b>柳溪路</b>明早检修，停水到中午，请备好水。",
    author=1,
    created_at=SENT_AT,
    started_at=SENT_AT,
    series="water",
)
SCHOOL = replace(WATER, id="school", series="school", html="二中 &lt;周五&gt; 开家长会。")
DATED = "<b>2031年1月10日发的公告：</b>"
WATER_TEXT = f"{DATED}\n柳溪路明早检修，停水到中午，请备好水。"


@pytest.fixture(autouse=True)
async def announced(sqlite_store: Store) -> None:
    """Two announcements that every group got."""
    await keep(sqlite_store.database, WATER, SCHOOL)


@pytest.mark.parametrize("question", ["停水通知", "柳溪路停水的公告", "tongzhi tingshui"])
async def test_an_announcement_that_is_asked_for_by_name_is_shown(citizen: Person, question: str) -> None:
    said = await citizen.say(question)
    assert "没有找到答案" not in said
    assert said.endswith(WATER_TEXT)


@pytest.mark.parametrize("question", ["最近有什么通知", "有没有新的公告？", "any notices?"])
async def test_a_question_for_any_announcements_shows_all_current_ones(
    citizen: Person, question: str
) -> None:
    said = await citizen.say(question)
    assert "停水到中午" in said
    assert "二中 &lt;周五&gt; 开家长会。" in said


async def test_below_an_unknown_answer_it_is_shown_and_the_question_stays_open(
    citizen: Person, sqlite_store: Store
) -> None:
    said = await citizen.say("二中家长会谁主持")
    assert "没有找到答案" in said
    assert said.endswith(
        f"最近的公告里提到了这些，请看是不是您要问的：\n{DATED}\n二中 &lt;周五&gt; 开家长会。"
    )
    assert [question.text for question in await sqlite_store.staff.open_questions(9)] == ["二中家长会谁主持"]


async def test_an_answer_from_an_entry_is_shown_alone(citizen: Person, sqlite_store: Store) -> None:
    pool = replace(WATER, id="pool", series="pool", html="游泳馆的门票涨价。")
    await keep(sqlite_store.database, pool)
    assert await citizen.say(FEE) == FEE_ANSWER


@pytest.mark.parametrize("question", ["学校食堂几点开饭", "怎么办护照", "停车收费"])
async def test_an_announcement_that_only_shares_a_word_is_not_shown(citizen: Person, question: str) -> None:
    assert DATED not in await citizen.say(question)


async def test_an_announcement_that_is_over_is_not_shown(citizen: Person, clock: Clock) -> None:
    clock.forward(days=8)
    assert await citizen.say("最近有什么通知") == "现在没有还在有效期内的公告。"
    assert "没有找到答案" in await citizen.say("停水通知")


async def test_an_announcement_to_one_group_is_shown_there_only(
    citizen: Person, member: Person, sqlite_store: Store
) -> None:
    lift = replace(WATER, id="lift", series="lift", html="电梯检修。", target=Target(chats=(-100,)))
    await keep(sqlite_store.database, lift)
    assert "电梯检修" not in await citizen.say("电梯检修通知")
    assert "电梯检修" in await member.say("@anda_bot 电梯检修通知")


async def test_while_answers_are_stopped_no_announcement_is_shown(
    citizen: Person, sqlite_store: Store
) -> None:
    await sqlite_store.staff.pause(act())
    assert DATED not in await citizen.say("停水通知")
