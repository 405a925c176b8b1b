"""Buttons are short and signed; those that cannot be used are refused politely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.privacy import Seal
from handlers.buttons import ButtonVerb, Keyboard, entry_named, key_of, markup, named, read_press
from handlers.context import Services
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.files.markup import units
from tests.handlers.conftest import FEE
from tests.handlers.telegram import Person

SEAL = Seal(b"key")


def data_of(label: str, verb: ButtonVerb, *words: str, person: str = "ann") -> str:
    """The data of a new button."""
    return str(Keyboard(SEAL, person, "zh").button(label, verb, *words).callback_data)


def test_a_button_comes_back_as_it_was_made() -> None:
    press = read_press(data_of("x", ButtonVerb.LEVEL, SEAL.answer(7), "4"), SEAL, "ann")
    assert press is not None
    assert (press.verb, press.number, press.language) == (ButtonVerb.LEVEL, 4, "zh")


def test_every_button_fits_in_64_bytes() -> None:
    longest = data_of("x", ButtonVerb.TOPIC, key_of("主题" * 90), "123456")
    assert len(longest.encode()) <= 64


def test_a_keyboard_is_sent_as_the_library_sends_it() -> None:
    rows = [
        [Keyboard(SEAL, "ann", "zh").button("一", ButtonVerb.NONE)],
        [Keyboard(SEAL, "ann", "en").button("2", ButtonVerb.NONE)],
    ]
    keyboard = markup([*rows, []])
    assert keyboard is not None
    library = [[InlineKeyboardButton(b.text, callback_data=b.callback_data) for b in row] for row in rows]
    assert keyboard.to_dict() == InlineKeyboardMarkup(library).to_dict()


@given(st.text())
def test_forged_data_is_never_taken_for_a_button(data: str) -> None:
    assert read_press(data, SEAL, "ann") is None


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda data: data.replace("4", "5", 1), id="another level"),
        pytest.param(lambda data: data[:-1] + ("A" if data[-1] != "A" else "B"), id="another signature"),
        pytest.param(lambda data: data.rpartition(".")[0], id="no signature"),
    ],
)
def test_a_changed_button_is_refused(forge: object) -> None:
    assert callable(forge)
    data = data_of("x", ButtonVerb.LEVEL, "answer", "4")
    assert read_press(forge(data), SEAL, "ann") is None
    assert read_press(data, SEAL, "ben") is None
    assert read_press(data, Seal(b"other"), "ann") is None


@given(st.text(min_size=1, max_size=200))
def test_a_label_fits_on_its_button(label: str) -> None:
    assert units(Keyboard(SEAL, "ann", "zh").button(label, ButtonVerb.NONE).text) <= 60


def test_a_key_stands_for_its_name_or_nothing() -> None:
    assert named(key_of("pool-fee"), ["x", "pool-fee"]) == "pool-fee"
    assert named("gone", ["x"]) is None


def test_a_key_stands_for_an_entry_of_that_version(small_engine: Engine) -> None:
    assert entry_named(key_of("pool-fee"), small_engine) == "pool-fee"
    assert entry_named(key_of("gone"), small_engine) is None


@pytest.mark.parametrize("data", ["", "e", "zzz", "e.x.zh.AAAAAAAA", "🙂" * 16, "r.1.9.zh.x"])
async def test_unknown_data_is_refused_politely(citizen: Person, data: str) -> None:
    [call] = await citizen.press_data(data or "x")
    assert call[0] == "answerCallbackQuery"
    assert call[1]["text"] == "这个按钮已经不能用了。请再问一次。"


async def test_a_button_works_after_a_restart_and_says_when_its_entry_is_gone(
    citizen: Person, services: Services, small_engine: Engine
) -> None:
    await citizen.say(FEE)
    left = tuple(entry for entry in small_engine.base.entries if entry.id != "pool-hours")
    base = replace(small_engine.base, entries=left)
    fewer = Engine(base, derive(base))
    citizen.application.bot_data["services"] = replace(services, engine=lambda: fewer)
    [call] = await citizen.press("游泳馆早上几点开门？")
    assert call[1]["text"] == "这一条已经改过或者撤下了。请再问一次。"


async def test_a_button_under_an_answer_that_was_forgotten_says_so(citizen: Person) -> None:
    await citizen.say(FEE)
    data = citizen.button("答案不对")
    await citizen.say("/forget")
    calls = await citizen.press_data(data)
    assert calls[0][1]["text"].startswith("这个按钮已经不能用了")


async def test_a_press_that_is_too_old_to_acknowledge_is_still_carried_out(citizen: Person) -> None:
    await citizen.say("游泳馆")
    too_old = (400, "Bad Request: query is too old and response timeout expired or query id is invalid")
    citizen.request.refuse = lambda method, parameters: too_old if method == "answerCallbackQuery" else None
    calls = await citizen.press("1.")
    assert [name for name, _ in calls] == ["sendMessage"]
