"""Notes on the latest messages are few, whoever writes."""

from __future__ import annotations

from bot.application import Bot
from handlers.recent import Recent
from tests.handlers.telegram import Person


def test_the_oldest_note_goes_when_there_are_too_many() -> None:
    notes: Recent[int, str] = Recent(2)
    for number, word in [(1, "a"), (2, "b"), (1, "c"), (3, "d")]:
        notes.note(number, word)
    assert [notes.of(number) for number in (1, 2, 3)] == ["c", None, "d"]


async def test_the_framework_remembers_nothing_of_a_chat(citizen: Person, application: Bot) -> None:
    number = await citizen.send(text="你好")
    await citizen.send("edited_message", number, text="谢谢")
    await citizen.send(photo=[], media_group_id="5")
    assert dict(application.chat_data) == {} and dict(application.user_data) == {}
