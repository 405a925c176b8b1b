"""What is kept of the person who asks: how they want to be answered, and what they asked."""

from __future__ import annotations

from tests.handlers.conftest import FEE, FEE_ANSWER
from tests.handlers.telegram import Person


async def test_simple_mode_is_short_with_one_button_a_row(citizen: Person) -> None:
    assert "简单模式" in await citizen.say("/simple")
    reply = await citizen.say(FEE)
    assert "<blockquote>门票一次12元</blockquote>" in reply and "您可能还想了解" not in reply
    keyboard = citizen.calls("sendMessage")[-1]["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in keyboard] == [["答案不对"], ["问人工"]]
    assert await citizen.say("/simple") == "已经换回平常的样子。"
    assert await citizen.say(FEE) == FEE_ANSWER


async def test_history_is_shown_and_forgotten(citizen: Person) -> None:
    for text in (FEE, "镇长是谁", "你好"):
        await citizen.say(text)
    assert await citizen.say("/history") == (
        f"您最近问过：\n✗ 镇长是谁\n✓ {FEE}\n想清除这些记录，发送 /forget。"
    )
    assert await citizen.say("/forget") == "您的记录已经全部清除，一共2个问题。"
    assert await citizen.say("/history") == "还没有您的提问记录。"
