"""Asking about a current announcement finds it: before everything else, or beside what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
DATED = "<b>2031年1月10日（今天）发的公告：</b>"
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


async def test_one_that_says_all_that_is_asked_comes_first_and_leaves_nothing_open(
    citizen: Person, sqlite_store: Store, clock: Clock
) -> None:
    """Then nothing is said of an answer that was not found, counted as unanswered, or queued for staff."""
    assert await citizen.say("什么时候停水") == (
        f"最近的公告里说到了这件事：\n{WATER_TEXT}\n"
        "要是没说到您想问的，请换个说法再问，或者打12345问工作人员。"
    )
    assert citizen.calls("sendMessage")[-1].get("reply_markup") is None
    assert await sqlite_store.staff.open_questions(9) == ()
    assert await sqlite_store.staff.counts(SENT_AT, clock() + timedelta(days=1)) == {}


async def test_what_may_be_meant_otherwise_is_offered_below_it(citizen: Person, sqlite_store: Store) -> None:
    pool = replace(WATER, id="pool", series="pool", html="游泳馆周五闭馆。")
    await keep(sqlite_store.database, pool)
    assert await citizen.say("游泳馆") == (
        f"最近的公告里说到了这件事：\n{DATED}\n游泳馆周五闭馆。\n"
        "要是没说到您想问的，您是不是想问：\n1. 游泳馆的门票多少钱？\n2. 游泳馆早上几点开门？"
    )
    assert list(citizen.buttons()) == ["1. 游泳馆的门票多少钱？", "2. 游泳馆早上几点开门？", "都不是"]
    assert await citizen.say("1") == f"<b>{FEE}</b>\n{FEE_ANSWER}"
    assert await sqlite_store.staff.open_questions(9) == ()


@pytest.mark.parametrize(
    ("days", "since", "note"),
    [
        pytest.param(0, "今天", "", id="the same day"),
        pytest.param(1, "昨天", "明早", id="the day after"),
        pytest.param(3, "3天前", "明早", id="days later"),
    ],
)
async def test_it_says_when_it_was_sent_and_what_its_days_count_from(
    citizen: Person, clock: Clock, days: int, since: str, note: str
) -> None:
    clock.forward(days=days)
    said = await citizen.say("停水通知")
    assert f"<b>2031年1月10日（{since}）发的公告：</b>\n柳溪路明早检修" in said
    assert (f"<i>公告里说的“{note}”，要从发公告的那天算起。</i>" in said) is bool(note)


async def test_days_in_words_that_were_changed_later_count_from_no_day_that_is_known(
    citizen: Person, sqlite_store: Store, clock: Clock
) -> None:
    lift = replace(WATER, id="lift", series="lift", html="电梯明晚停用。", revision=1)
    await keep(sqlite_store.database, lift)
    clock.forward(days=2)
    said = await citizen.say("电梯停用的通知")
    assert "（2天前）发的公告：" in said and "算起" not in said


async def test_an_entry_that_answers_stands_alone(citizen: Person, sqlite_store: Store) -> None:
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
