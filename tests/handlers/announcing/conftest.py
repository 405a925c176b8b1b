"""Three groups, and staff of whom some may approve announcements alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import pytest_asyncio

from bot.application import Bot
from bot.storage.store import Store
from handlers.context import Rules, Services
from knowledge.model.announcement import Announcement
from tests.handlers.conftest import Clock
from tests.handlers.telegram import Person

GROUPS = {-100: "邻里", -101: "家长", -102: "柳溪路街坊"}
TEXT = "明天上午柳溪路检修水管，请提前接水。"
RULES = Rules(approve_above=2, quiet=(22, 7), staff_group=-100)


@pytest_asyncio.fixture
async def groups(sqlite_store: Store, clock: Clock) -> None:
    """Three groups, of which one subscribes to 教育."""
    for number, title in GROUPS.items():
        await sqlite_store.chats.joined(number, title, "supergroup", clock())
    await sqlite_store.chats.subscribe(-101, ["教育"], None, clock())


@pytest.fixture
def ruled(groups: None, application: Bot, services: Services) -> Services:
    """Two chats need no second person; three do."""
    strict = replace(services, rules=RULES)
    application.bot_data["services"] = strict
    return strict


async def written(who: Person, text: str = TEXT) -> str:
    """Begins an announcement; the reply to its words."""
    await who.say("/announce")
    return await who.say(text)


async def submitted(who: Person, chats: int = 3) -> str:
    """Writes an announcement and types its number of chats; the reply to that."""
    await written(who)
    return await confirmed(who, chats)


async def confirmed(who: Person, chats: int = 3) -> str:
    """Types the number of chats of the draft that is shown; the reply to that."""
    await who.press(f"发到 {chats} 个群")
    return await who.say(str(chats))


def asked_to_approve(who: Person, approver: int) -> tuple[str, str]:
    """The buttons of an approver who was asked last: 批准 and 退回."""
    asked = [call for call in who.calls("sendMessage") if int(call["chat_id"]) == approver][-1]
    approve, send_back = asked["reply_markup"]["inline_keyboard"][0]
    return approve["callback_data"], send_back["callback_data"]


async def the_one(store: Store) -> Announcement:
    """The announcement there is."""
    [only] = await store.announcements.listed(9)
    return only


async def acts(store: Store) -> list[str]:
    """What was done, oldest first."""
    return [act.action for act in reversed(await store.staff.trail(50))]


def sent(who: Person, chat: int) -> list[str]:
    """What the bot wrote to a chat."""
    return [call["text"] for call in who.calls("sendMessage") if int(call["chat_id"]) == chat]
