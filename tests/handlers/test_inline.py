"""Inline mode: suggestions while typing, each an answer with its citation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.storage.store import Store
from handlers.context import Services
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from tests.bot.storage.samples import act
from tests.handlers.conftest import SEAL
from tests.handlers.telegram import Person


async def suggestions(citizen: Person, typed: str) -> list[dict[str, Any]]:
    """What is suggested for what was typed."""
    await citizen.update(inline_query={"id": "1", "from": citizen.user, "query": typed, "offset": ""})
    results: list[dict[str, Any]] = citizen.calls("answerInlineQuery")[-1]["results"]
    return results


async def test_what_is_typed_is_suggested_with_answer_and_citation(citizen: Person) -> None:
    first, *others = await suggestions(citizen, "游泳馆门票")
    assert first["title"] == "游泳馆的门票多少钱？"
    assert first["description"] == "游泳馆的门票一次12元。"
    text = first["input_message_content"]["message_text"]
    assert text.startswith("<b>游泳馆的门票多少钱？</b>\n游泳馆的门票一次12元。\n出处：")
    assert "<blockquote>门票一次12元</blockquote>" in text
    assert others


async def test_ids_are_short_and_each_entry_comes_once(citizen: Person) -> None:
    for typed in ("", "公园", "一"):
        results = await suggestions(citizen, typed)
        ids = [result["id"] for result in results]
        assert len(ids) == len(set(ids)) <= 50
        assert all(len(result_id.encode()) <= 64 for result_id in ids)


async def test_what_is_not_in_force_is_not_suggested(citizen: Person) -> None:
    titles = [result["title"] for result in await suggestions(citizen, "坐社区巴士要多少钱？")]
    assert "坐社区巴士要多少钱？" not in titles


async def test_nothing_is_suggested_while_answers_are_stopped(citizen: Person, sqlite_store: Store) -> None:
    await sqlite_store.staff.pause(act())
    assert await suggestions(citizen, "公园") == []


async def test_a_suggestion_that_was_sent_counts(citizen: Person, sqlite_store: Store) -> None:
    [first, *_] = await suggestions(citizen, "游泳馆门票")
    result = {"result_id": first["id"], "from": citizen.user, "query": "游泳馆门票"}
    await citizen.update(chosen_inline_result=result)
    await citizen.update(chosen_inline_result={**result, "result_id": "gone"})
    [asked] = await sqlite_store.answers.history(SEAL.person(citizen.id), 5)
    assert asked.place == "inline" and asked.entries == ("pool-fee",)


async def test_a_query_that_is_too_old_is_passed_over(citizen: Person) -> None:
    too_old = (400, "Bad Request: query is too old and response timeout expired or query id is invalid")
    citizen.request.refuse = lambda method, parameters: too_old if method == "answerInlineQuery" else None
    await citizen.update(inline_query={"id": "1", "from": citizen.user, "query": "x", "offset": ""})
    assert citizen.calls("sendMessage") == []


async def test_what_is_typed_in_english_is_suggested_in_english(citizen: Person, sqlite_store: Store) -> None:
    """Given a Chinese Telegram, the language of what is typed counts, around the answer too."""
    first, *_ = await suggestions(citizen, "how much is the pool")
    text = first["input_message_content"]["message_text"]
    assert "A swimming pool ticket is 12 yuan a visit." in text and "Source: " in text
    assert text.startswith(f"<b>{first['title']}</b>") and first["title"].isascii()
    result = {"result_id": first["id"], "from": citizen.user, "query": "how much is the pool"}
    await citizen.update(chosen_inline_result=result)
    [asked] = await sqlite_store.answers.history(SEAL.person(citizen.id), 5)
    assert (asked.language, asked.question) == ("en", first["title"])


async def test_before_anything_is_typed_the_language_is_that_of_the_persons_telegram(
    citizen: Person,
) -> None:
    await suggestions(replace(citizen, language="en"), "")
    [call] = citizen.calls("answerInlineQuery")
    assert call["is_personal"] is True
    texts = [result["input_message_content"]["message_text"] for result in call["results"]]
    assert all("Source: " in text for text in texts)


async def test_what_is_typed_in_chinese_is_suggested_in_chinese(citizen: Person) -> None:
    first, *_ = await suggestions(replace(citizen, language="en"), "游泳馆门票")
    assert "出处：" in first["input_message_content"]["message_text"]


async def test_an_emergency_is_answered_with_its_number(citizen: Person) -> None:
    [only] = await suggestions(citizen, "我家着火了")
    assert "119" in only["title"]
    assert "119" in only["input_message_content"]["message_text"]


async def test_what_is_ruled_out_is_not_suggested(citizen: Person) -> None:
    """Given another town than the entry's, when it is typed, then no figure of this one is offered."""
    assert await suggestions(citizen, "青石镇的游泳馆门票多少钱") == []


async def test_an_answer_that_takes_two_messages_is_not_suggested(
    citizen: Person, services: Services, small_engine: Engine
) -> None:
    """Given an answer of which one message holds only a part, then it is not offered without its source."""
    base = small_engine.base
    entries = tuple(
        replace(entry, answer="很长。" * 1500) if entry.id == "pool-fee" else entry for entry in base.entries
    )
    changed = replace(base, entries=entries)
    engine = Engine(changed, derive(changed))
    citizen.application.bot_data["services"] = replace(services, engine=lambda: engine)
    assert "游泳馆的门票多少钱？" not in [
        result["title"] for result in await suggestions(citizen, "游泳馆门票")
    ]
