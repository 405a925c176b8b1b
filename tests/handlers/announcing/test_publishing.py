"""A mobile number that staff write to be published stays; what anybody else writes is masked as always."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from telegram import Update

from bot.application import Bot
from bot.inbox import Inbox, Received
from bot.intake import received
from bot.publishing import masked
from bot.storage.store import Store
from handlers.context import Services
from handlers.records import StaffRole
from knowledge.privacy.masking import MASK
from tests.handlers.announcing.conftest import TEXT, sent, the_one
from tests.handlers.conftest import SEAL, Clock
from tests.handlers.telegram import BOT, Person, message

MOBILE, CITIZEN, CARD = "13812345678", "11010519491231002X", "6222020200112233455"
NOTICE = f"停水找小李 {MOBILE}，办公室 0316-2012345。"
_update_ids = itertools.count(10_000)
Writes = Callable[..., Awaitable[Received]]


@pytest.fixture
def writes(application: Bot, ruled: Services, sqlite_store: Store) -> Writes:
    """Passes a message through the whole bot: written down first, then processed from there."""
    mask = partial(masked, ruled)

    async def process(payload: Mapping[str, Any]) -> None:
        await application.process_update(Update.de_json(dict(await mask(payload)), application.bot))

    inbox = Inbox(sqlite_store.updates, process, lambda: datetime.now(UTC))

    async def write(who: Person, kind: str = "message", **values: Any) -> Received:
        update = {
            "update_id": next(_update_ids),
            kind: message(next(who.numbers), who.chat, who.user, **values),
        }
        [kept] = [one async for one in received([update], SEAL, mask)]
        await inbox.receive([kept])
        await inbox.idle()
        return kept

    return write


def words(kept: Received) -> str:
    """What was written down of a message."""
    said = kept.payload.get("message") or kept.payload.get("edited_message") or {}
    return str(said.get("text") or said.get("caption"))


async def test_a_mobile_number_is_published_and_everybody_is_warned(
    editor: Person, approver: Person, sqlite_store: Store, writes: Writes
) -> None:
    await editor.say("/announce")
    await writes(editor, text=NOTICE)
    assert (await the_one(sqlite_store)).html == NOTICE
    assert "⚠ 正文里有手机号，人人都会看到。" in sent(editor, 2)[-1]
    await editor.press("发到 3 个群")
    await editor.say("3")
    assert "人人都会看到" in sent(approver, 3)[-1]


async def test_a_caption_may_carry_one_too(editor: Person, sqlite_store: Store, writes: Writes) -> None:
    await editor.say("/announce")
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    await writes(editor, photo=photo, caption=NOTICE)
    assert (await the_one(sqlite_store)).html == NOTICE


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"tel:{MOBILE}", f"tel:{MOBILE}"),
        (f"tel:{CITIZEN}", "tel:" + MASK * 18),
        (f"https://town.example/{CARD}.html", f"https://town.example/{CARD}.html"),
    ],
    ids=["a mobile number", "an identity number", "a page"],
)
async def test_a_link_of_an_announcement_is_masked_unless_it_may_be_published(
    editor: Person, writes: Writes, address: str, kept: str
) -> None:
    await editor.say("/announce")
    link = {"type": "text_link", "offset": 0, "length": 2, "url": address}
    update = await writes(editor, text=TEXT, entities=[link])
    assert update.payload["message"]["entities"] == [{**link, "url": kept}]


async def test_a_link_with_a_quotation_mark_stays_whole(
    editor: Person, sqlite_store: Store, writes: Writes
) -> None:
    """Given an address that HTML would break at, then it stands in the announcement whole."""
    link = {"type": "text_link", "offset": 0, "length": 2, "url": 'https://town.example/?q="停水"&lt=1'}
    await editor.say("/announce")
    await writes(editor, text=TEXT, entities=[link])
    href = "https://town.example/?q=&quot;停水&quot;&amp;lt=1"
    assert (await the_one(sqlite_store)).html.startswith(f'<a href="{href}">{TEXT[:2]}</a>')


async def test_without_a_number_nobody_is_warned(editor: Person, writes: Writes) -> None:
    await editor.say("/announce")
    await writes(editor, text=TEXT)
    assert "人人都会看到" not in sent(editor, 2)[-1]


@pytest.mark.parametrize("number", [CITIZEN, CARD, f"{MOBILE}，{CITIZEN}"], ids=["identity", "card", "both"])
async def test_identity_and_card_numbers_are_refused_and_kept_nowhere(
    editor: Person, sqlite_store: Store, writes: Writes, number: str
) -> None:
    await editor.say("/announce")
    kept = await writes(editor, text=f"请带 {number}")
    assert CITIZEN not in words(kept) and CARD not in words(kept)
    assert "身份证号、银行卡号不能写进公告" in sent(editor, 2)[-1]
    assert await sqlite_store.announcements.listed(9) == ()


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"text": f"/ask {MOBILE} 停水"}, id="a command"),
        pytest.param({"text": MOBILE, "chat": {"id": -100, "type": "supergroup"}}, id="in a group"),
        pytest.param({"text": MOBILE, "reply": "d"}, id="a letter to citizens"),
        pytest.param({"text": MOBILE, "reply": "y"}, id="a reason"),
        pytest.param({"text": MOBILE, "kind": "edited_message"}, id="an edit"),
    ],
)
async def test_what_is_not_the_announcement_is_masked(
    editor: Person, writes: Writes, values: dict[str, Any]
) -> None:
    await editor.say("/announce")
    if verb := values.pop("reply", ""):
        rows = {"inline_keyboard": [[{"text": "…", "callback_data": f"{verb}.k.zh.s"}]]}
        values["reply_to_message"] = message(5, editor.chat, BOT, text="…", reply_markup=rows)
    who = replace(editor, chat=values.pop("chat", editor.chat))
    assert MOBILE not in words(await writes(who, **values))


async def test_at_any_other_time_staff_are_masked_as_everybody_is(
    editor: Person, citizen: Person, clock: Clock, writes: Writes
) -> None:
    assert MASK * 11 in words(await writes(editor, text=NOTICE))
    await editor.say("/announce")
    assert MASK * 11 in words(await writes(citizen, text=NOTICE))
    clock.forward(hours=13)
    assert MASK * 11 in words(await writes(editor, text=NOTICE))
    await editor.say("/announce")
    await editor.say(TEXT)
    for button in [editor.button(label) for label in ("什么时候", "写依据", "发到 3 个群")]:
        await editor.press_data(button)
        assert MASK * 11 in words(await writes(editor, text=NOTICE))


async def test_who_lost_the_role_meanwhile_is_masked(
    editor: Person, application: Bot, ruled: Services, sqlite_store: Store
) -> None:
    await editor.say("/announce")
    update = {"update_id": 1, "message": message(5, editor.chat, editor.user, text=NOTICE)}
    kept = await masked(ruled, update)
    assert kept["message"]["text"] == NOTICE
    nobody: dict[int, StaffRole] = {}
    assert MASK * 11 in (await masked(replace(ruled, role_of=nobody.get), kept))["message"]["text"]


async def test_a_text_that_is_not_awaited_any_more_is_masked(
    editor: Person, ruled: Services, sqlite_store: Store
) -> None:
    await editor.say("/announce")
    kept = await masked(ruled, {"message": message(5, editor.chat, editor.user, text=NOTICE)})
    await editor.say("/cancel")  # came first and was worked through later
    assert MASK * 11 in (await masked(ruled, kept))["message"]["text"]


async def test_groups_may_be_named_by_ids_that_look_like_numbers(
    editor: Person, sqlite_store: Store, clock: Clock, writes: Writes
) -> None:
    ids = (-1001234567890, -13912345678, -1004111111111)
    for number in ids:
        await sqlite_store.chats.joined(number, f"群{number}", "supergroup", clock())
    await editor.say("/announce")
    await writes(editor, text=TEXT)
    await editor.press("发给谁")
    await writes(editor, text="\n".join(map(str, ids)))
    assert (await the_one(sqlite_store)).target.chats == ids
    assert MASK * 11 in words(await writes(editor, text=f"{ids[0]} {MOBILE}"))


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"message": "odd"}, id="no message"),
        pytest.param({"message": {"text": MOBILE}}, id="from nobody"),
        pytest.param(
            {"message": {"chat": {"type": "private"}, "from": {"id": "2"}, "text": MOBILE}}, id="id"
        ),
        pytest.param({"message": {"chat": 3, "from": {"id": 2}, "caption": MOBILE}}, id="chat"),
    ],
)
async def test_an_odd_update_is_masked(ruled: Services, editor: Person, update: dict[str, Any]) -> None:
    await editor.say("/announce")
    assert MOBILE not in str(await masked(ruled, update))
