"""Authors get one progress message, which is edited, and one report."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import update
from telegram.ext import ExtBot

from bot.authors_mail import AuthorsMail
from bot.config import Config
from bot.privacy import Seal
from bot.storage.store import Store
from bot.storage.tables import deliveries
from knowledge.model.announcement import Announcement, DeliveryState, State
from tests.bot.storage.announced import change, keep_deliveries
from tests.bot.storage.samples import NOW, act
from tests.handlers.telegram import RecordingRequest

AUTHOR = 2
CHATS = (-1, -2, -3)


@pytest.fixture
def request_() -> RecordingRequest:
    return RecordingRequest()


@pytest.fixture
def mail(sqlite_store: Store, request_: RecordingRequest, tmp_path: Path) -> AuthorsMail:
    bot: ExtBot[None] = ExtBot("1:T", request=request_, get_updates_request=RecordingRequest())
    return AuthorsMail(Config(data_dir=tmp_path), sqlite_store, bot, Seal(b"a key of the tests"))


@pytest_asyncio.fixture(autouse=True)
async def sending(sqlite_store: Store) -> None:
    """An announcement to three groups."""
    announcement = Announcement(
        id="a1", state=State.SENDING, html="停水", author=AUTHOR, created_at=NOW, series="a1", started_at=NOW
    )
    await sqlite_store.announcements.add(announcement, act(action="announce_new"))
    for number in (1, 2, 3):
        await sqlite_store.chats.joined(-number, f"=群{number}", "supergroup", NOW)
    await keep_deliveries(sqlite_store.database, "a1", dict.fromkeys(CHATS, DeliveryState.PENDING))


async def set_delivery(store: Store, chat: int, **values: object) -> None:
    """Changes the delivery to a chat."""
    statement = update(deliveries).where(deliveries.c.chat_id == chat).values(values)
    await store.database.write(lambda connection: connection.execute(statement).rowcount)


async def become(store: Store, chat: int, state: DeliveryState, reason: str = "") -> None:
    """The delivery to a chat is in that state now."""
    await set_delivery(store, chat, state=state.value, reason=reason)


async def all_become(store: Store, state: DeliveryState) -> None:
    """The delivery to every chat is in that state now."""
    for chat in CHATS:
        await become(store, chat, state)


async def goes_to(store: Store, state: State, **values: object) -> None:
    """The announcement is in that state now."""
    await change(store.database, "a1", state=state.value, **values)


def texts(request: RecordingRequest, name: str) -> list[str]:
    return [call["text"] for method, call in request.calls if method == name]


async def test_the_report_names_missing_deliveries_and_offers_to_make_them(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    await all_become(sqlite_store, DeliveryState.SENT)
    await goes_to(sqlite_store, State.DONE, addressed=4, finished_at=NOW)
    await mail.update()
    report = next(call for _, call in request_.calls if "本来该发，却没有记录" in call.get("text", ""))
    assert "补发缺的（1）" in str(report["reply_markup"])


async def test_one_message_is_edited_when_the_progress_changes(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    await mail.update()
    await mail.update()
    [first] = texts(request_, "sendMessage")
    assert "░░░░░░░░░░ 0%\n已发 0　失败 0　没把握 0　等着 3" in first
    assert texts(request_, "editMessageText") == []
    await become(sqlite_store, -1, DeliveryState.SENT)
    await mail.update()
    assert "▓▓▓░░░░░░░ 33%" in texts(request_, "editMessageText")[-1]
    assert len(texts(request_, "sendMessage")) == 1


async def test_the_report_comes_once_when_nothing_is_left(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    await become(sqlite_store, -1, DeliveryState.SENT)
    await become(sqlite_store, -2, DeliveryState.FAILED, "forbidden")
    await goes_to(sqlite_store, State.DONE)
    await mail.update()
    assert [name for name, _ in request_.calls].count("sendDocument") == 0  # one is still to be sent
    await become(sqlite_store, -3, DeliveryState.UNCERTAIN, "timed_out")
    for _ in range(2):
        await mail.update()
    assert texts(request_, "sendMessage")[-1] == (
        "公告 a1 发完了：3 个群，已发 1，失败 1，没把握 1，没有发 0。\n"
        "没把握　=群3：没有等到回音，可能已经发到\n"
        "失败　=群2：机器人被移出了群，或者被拉黑"
    )
    assert [name for name, _ in request_.calls].count("sendDocument") == 1


async def test_the_progress_of_amendments_is_shown_and_reported_again(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    await all_become(sqlite_store, DeliveryState.SENT)
    await goes_to(sqlite_store, State.DONE)
    await mail.update()
    await sqlite_store.announcements.withdraw("a1", act(action="announce_withdraw"))
    await mail.update()
    assert "还有 3 个群没有改到" in texts(request_, "sendMessage")[-1]
    for chat in (-1, -3):
        await set_delivery(sqlite_store, chat, amending="done")
    await set_delivery(sqlite_store, -2, amending="failed", reason="not_withdrawn")
    await mail.update()
    assert texts(request_, "sendMessage")[-1] == (
        "公告 a1 已撤回：3 个群，已发 3，失败 0，没把握 0，没有发 0。\n"
        "撤回：删掉 2 个群里的，改成一句说明 0，没撤成 1，还没轮到 0。\n"
        "⚠ 有 1 个群没撤成，消息还在，请群里的人手动删：=群2\n已发　=群2：撤不回"
    )
    assert [name for name, _ in request_.calls].count("sendDocument") == 2


async def test_what_is_sent_again_is_reported_again(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    await all_become(sqlite_store, DeliveryState.UNCERTAIN)
    await goes_to(sqlite_store, State.DONE)
    await mail.update()
    await become(sqlite_store, -1, DeliveryState.PENDING)
    await goes_to(sqlite_store, State.SENDING)
    await mail.update()
    await become(sqlite_store, -1, DeliveryState.SENT)
    await goes_to(sqlite_store, State.DONE)
    await mail.update()
    assert [name for name, _ in request_.calls].count("sendDocument") == 2


async def test_an_author_who_cannot_be_reached_delays_nobody(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    refused: list[str] = []

    def refuse(name: str, parameters: dict[str, object]) -> tuple[int, str]:
        refused.append(name)
        return 403, "Forbidden: bot was blocked by the user"

    request_.refuse = refuse
    await mail.update()
    await become(sqlite_store, -1, DeliveryState.SENT)
    await mail.update()
    assert refused == ["sendMessage"]  # not asked again and again
    await goes_to(sqlite_store, State.DONE)
    await mail.update()
    assert await sqlite_store.progress.under_way() == ()


async def test_a_message_that_is_gone_is_sent_anew(
    mail: AuthorsMail, sqlite_store: Store, request_: RecordingRequest
) -> None:
    await mail.update()
    gone = (400, "Bad Request: message to edit not found")
    request_.refuse = lambda name, parameters: gone if name == "editMessageText" else None
    await become(sqlite_store, -1, DeliveryState.SENT)
    await mail.update()
    assert len(texts(request_, "sendMessage")) == 2
