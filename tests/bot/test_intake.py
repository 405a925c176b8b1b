"""Updates are masked, their chats hashed, and put in the lanes of their chats."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake import received
from bot.privacy import Seal

SEAL = Seal(b"key")


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        pytest.param({"message": {"chat": {"id": 5}, "from": {"id": 9}}}, 5, id="a message"),
        pytest.param({"edited_message": {"chat": {"id": -5}}}, -5, id="an edited message"),
        pytest.param(
            {"callback_query": {"from": {"id": 9}, "message": {"chat": {"id": 5}}}}, 5, id="a button"
        ),
        pytest.param({"callback_query": {"from": {"id": 9}}}, 9, id="a button of an inline message"),
        pytest.param({"inline_query": {"from": {"id": 9}}}, 9, id="an inline query"),
        pytest.param({"my_chat_member": {"chat": {"id": 5}}}, 5, id="a change of membership"),
        pytest.param({"news": 3}, 1, id="something new"),
        pytest.param({"message": {"chat": "odd", "from": None}}, 1, id="an odd message"),
    ],
)
async def test_an_update_is_in_the_lane_of_its_chat(update: dict[str, Any], chat: int) -> None:
    [taken] = [one async for one in received([{"update_id": 1, **update}], SEAL)]
    assert taken.lane == SEAL.chat(chat)


async def test_what_is_no_update_is_passed_over() -> None:
    odd = ["x", None, {}, {"update_id": "7"}]
    assert [one async for one in received(odd, SEAL)] == []


async def test_words_are_masked() -> None:
    update = {"update_id": 1, "message": {"text": "打13812345678"}}
    [taken] = [one async for one in received([update], SEAL)]
    assert taken.payload["message"]["text"] == "打***********"
