"""To whom, when and how an announcement goes is chosen under its draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.application import Bot
from bot.storage.store import Store
from handlers.context import Rules, Services
from knowledge.model.announcement import OnDoubt
from tests.handlers.announcing.conftest import RULES, TEXT, acts, sent, submitted, the_one, written
from tests.handlers.conftest import Clock
from tests.handlers.telegram import Person

pytestmark = pytest.mark.usefixtures("ruled")

NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


async def timed(editor: Person) -> None:
    """Sets the draft to be sent two days later."""
    await editor.press("什么时候")
    await editor.say("2031-01-12 09:30")


async def test_everything_can_be_chosen(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    for label in ("置顶", "静音", "没把握的"):
        await editor.press(label)
    await editor.press("发给谁")
    await editor.press("教育")
    await editor.say("邻里\n-102")
    await timed(editor)
    announcement = await the_one(sqlite_store)
    assert (announcement.pin, announcement.silent, announcement.on_doubt) == (True, True, OnDoubt.RESEND)
    assert (announcement.target.tags, announcement.target.chats) == (("教育",), (-100, -102))
    assert announcement.send_at == datetime(2031, 1, 12, 9, 30, tzinfo=UTC)
    await editor.press("什么时候")
    await editor.say("每周一 9:00 到 2031-03-01")
    announcement = await the_one(sqlite_store)
    assert announcement.repeat is not None and announcement.repeat.cron == "0 9 * * 1"
    assert announcement.send_at is None


async def test_tomorrow_morning_is_a_button(editor: Person, sqlite_store: Store) -> None:
    await written(editor)
    await editor.press("什么时候")
    await editor.press("明天早上 9:00")
    assert (await the_one(sqlite_store)).send_at == datetime(2031, 1, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("button", "typed", "sentence"),
    [
        pytest.param("什么时候", "2031-01-01 09:00", "已经过了", id="a time that has passed"),
        pytest.param("什么时候", "明天 9点 Asia/Nowhere", "时区不认得", id="an unknown time zone"),
        pytest.param("什么时候", "改天", "看不懂", id="no time"),
        pytest.param("什么时候", "每周一 9:00", "到哪天为止", id="a repetition without an end"),
        pytest.param("什么时候", "* * * * * 到 2031-03-01", "一天最多 4 次", id="a repetition that floods"),
        pytest.param("有效到什么时候", "2031-01-01", "有效期已经过了", id="an end that has passed"),
        pytest.param("有效到什么时候", "现在", "有效期已经过了", id="an end that is now"),
        pytest.param("有效到什么时候", "1月20日 9点 Asia/Nowhere", "时区不认得", id="an end in no time zone"),
        pytest.param("有效到什么时候", "以后再说", "看不懂", id="no end"),
        pytest.param("发给谁", "没有的群", "没有找到这个群", id="a chat nobody knows"),
        pytest.param("写依据", "nowhere", "没有这个条目：nowhere", id="an entry that is not there"),
    ],
)
async def test_an_invalid_choice_is_refused_and_changes_nothing(
    editor: Person, sqlite_store: Store, button: str, typed: str, sentence: str
) -> None:
    editor.request.refuse = lambda name, parameters: (400, "chat not found") if name == "getChat" else None
    await written(editor)
    before = await the_one(sqlite_store)
    await editor.press(button)
    assert sentence in await editor.say(typed)
    assert await the_one(sqlite_store) == before


async def test_without_a_choice_it_is_valid_for_some_days(editor: Person, sqlite_store: Store) -> None:
    assert "有效到：发出以后 7 天（没有另写）" in await written(editor)
    assert (await the_one(sqlite_store)).valid_until is None


@pytest.mark.parametrize(
    ("button", "day", "shown"),
    [
        pytest.param("发出那天", (1, 12), "2031-01-12 23:59", id="that day"),
        pytest.param("三天以后", (1, 15), "2031-01-15 23:59", id="three days"),
        pytest.param("三十天以后", (2, 11), "2031-02-11 23:59", id="a month"),
        pytest.param("不另写", None, "发出以后 7 天", id="open"),
    ],
)
async def test_until_when_it_is_valid_is_counted_from_when_it_is_sent(
    editor: Person, sqlite_store: Store, button: str, day: tuple[int, int] | None, shown: str
) -> None:
    await written(editor)
    await timed(editor)
    await editor.press("有效到什么时候")
    await editor.press(button)
    end = datetime(2031, *day, 23, 59, tzinfo=UTC) if day else None
    assert (await the_one(sqlite_store)).valid_until == end
    assert f"有效到：{shown}" in editor.calls("editMessageText")[-1]["text"]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        pytest.param("2031-01-20 18:00", datetime(2031, 1, 20, 18, 0, tzinfo=UTC), id="a moment"),
        pytest.param("1月20日", datetime(2031, 1, 20, 23, 59, tzinfo=UTC), id="a day, to its end"),
        pytest.param("2031-01-20 18:00 Asia/Tokyo", datetime(2031, 1, 20, 9, 0, tzinfo=UTC), id="a zone"),
    ],
)
async def test_until_when_it_is_valid_may_be_typed(
    editor: Person, sqlite_store: Store, typed: str, moment: datetime
) -> None:
    await written(editor)
    await editor.press("有效到什么时候")
    await editor.say(typed)
    assert (await the_one(sqlite_store)).valid_until == moment
    await editor.press("有效到什么时候")
    await editor.press("好了")
    assert (await the_one(sqlite_store)).valid_until == moment


async def test_a_draft_that_would_be_over_before_it_is_sent_is_not_approved(
    editor: Person, sqlite_store: Store
) -> None:
    await written(editor)
    await editor.press("有效到什么时候")
    await editor.say("明天")
    await timed(editor)
    await editor.press("发到 3 个群")
    assert "有效期在发出的时间（2031-01-12 09:30）之前" in sent(editor, 2)[-1]
    assert (await the_one(sqlite_store)).confirmed_chats is None


async def test_a_channel_is_no_target(editor: Person, sqlite_store: Store) -> None:
    facts = {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": NO_GIFTS}
    editor.request.results["getChat"] = {"id": -500, "type": "channel", "title": "镇政府发布", **facts}
    await written(editor)
    await editor.press("发给谁")
    assert "“镇政府发布”是频道" in await editor.say("-500")


async def test_in_quiet_hours_staff_choose_when_to_send(
    editor: Person, sqlite_store: Store, clock: Clock
) -> None:
    clock.now = clock.now.replace(hour=23)
    assert "在夜里" in await written(editor)
    await editor.press("发到 3 个群")
    assert (await sqlite_store.writings.of(2)) is not None
    assert "在夜里" in sent(editor, 2)[-1]  # the choice is asked for, not the number
    await editor.press("改到早上发")
    announcement = await the_one(sqlite_store)
    assert announcement.send_at == datetime(2031, 1, 11, 7, 0, tzinfo=UTC)
    await editor.press("什么时候")
    await editor.press("马上发")
    await editor.press("有急事")
    assert (await the_one(sqlite_store)).urgent


async def test_a_test_goes_to_the_staff_group_as_chats_will_see_it(
    editor: Person, sqlite_store: Store
) -> None:
    await written(editor)
    await editor.press("先发到工作群")
    assert sent(editor, -100)[-1] == TEXT
    assert (await acts(sqlite_store))[-1] == "announce_test"


async def test_in_a_trial_only_the_staff_group_is_addressed(
    editor: Person, application: Bot, ruled: Services
) -> None:
    application.bot_data["services"] = replace(ruled, rules=replace(RULES, trial=True))
    reply = await written(editor)
    assert "现在是试运行" in reply and "，1 个群" in reply
    application.bot_data["services"] = replace(ruled, rules=Rules(trial=True))
    await editor.press("什么时候")
    await editor.press("马上发")
    await editor.press("发到 0 个群")
    assert "还没有写工作群" in sent(editor, 2)[-1]


async def test_opening_the_choices_keeps_the_confirmation(editor: Person, sqlite_store: Store) -> None:
    await submitted(editor)
    announcement = await the_one(sqlite_store)
    await editor.say(f"/announce {announcement.id}")
    await editor.press("接着写")
    await editor.press("发给谁")
    await editor.press("好了")
    assert (await the_one(sqlite_store)).confirmed_chats == 3
