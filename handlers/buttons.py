"""Buttons: what they stand for, in at most 64 bytes, signed for the person they were made for."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from telegram import InlineKeyboardMarkup, Message
from telegram.ext import filters

from handlers.context import Seal
from knowledge.answering.engine import Engine
from knowledge.files.markup import units

_JOINT = "."
_LANGUAGE_OF_STAFF = "zh"
_MOST_LABEL = 60  # UTF-16 units; Telegram shows fewer


class ButtonVerb(StrEnum):
    """What a button does."""

    ENTRY = "e"  # entry key, language
    NONE = "n"  # language
    RATE = "q"  # answer, language
    LEVEL = "r"  # answer, 1 to 5, language
    REASON = "w"  # answer, 1 to 5, language
    WRONG = "x"  # answer, language
    HUMAN = "h"  # answer, language
    FOLLOW = "f"  # answer, language
    TOPICS = "t"  # page, language
    TOPIC = "u"  # topic key, page, language
    QUEUE = "k"  # page, language
    ADD = "a"  # group key, entry key, language
    DECIDE = "d"  # group key, number of the decision, language
    UNDO = "z"  # key of the change, language
    REPORTS = "p"  # page, language
    SETTLE = "s"  # answer, 1 when it is corrected, language
    WHY = "y"  # key of the act, language
    DRAFT = "b"  # announcement, what is chosen for it, about what, language
    ANNOUNCE = "g"  # announcement, what to do with it, about what, language

    def begins(self, data: object) -> bool:
        """Whether a button's data is of this verb."""
        return isinstance(data, str) and data.split(_JOINT)[0] == self.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """A button that was pressed by the person it was made for."""

    verb: ButtonVerb
    words: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language the button was made in."""
        return self.words[-1]

    @property
    def number(self) -> int:
        """The number before the language; 0 when there is none."""
        word = self.words[-2]
        return int(word) if word.isascii() and word.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what stands on it, and the data that comes back when it is pressed."""

    text: str
    callback_data: str


class Keyboard:
    """Makes buttons for one person in one language."""

    def __init__(self, seal: Seal, person: str, language: str) -> None:
        self._seal = seal
        self._person = person
        self.language = language

    def button(self, label: str, verb: ButtonVerb, *words: str) -> Button:
        """A button that does something."""
        body = _JOINT.join((verb.value, *words, self.language))
        signature = self._seal.sign(f"{self._person}{_JOINT}{body}")
        return Button(_short(label), f"{body}{_JOINT}{signature}")


def staff_keyboard(seal: Seal, person: int) -> Keyboard:
    """Makes buttons for one member of staff, in their language."""
    return Keyboard(seal, seal.person(person), _LANGUAGE_OF_STAFF)


def read_press(data: str, seal: Seal, person: str) -> Press | None:
    """The button that the data stands for; None when it was not made for this person."""
    body, _, signature = data.rpartition(_JOINT)
    verb, *words = body.split(_JOINT)
    right = seal.sign(f"{person}{_JOINT}{body}")
    if not words or not hmac.compare_digest(signature.encode(), right.encode()):
        return None
    return Press(verb=ButtonVerb(verb), words=tuple(words))


class Markup(InlineKeyboardMarkup):
    """Rows of our buttons, each a label with its data: the library looks at everything a button may have."""

    __slots__ = ()

    def __init__(self, rows: Sequence[Sequence[Button]]) -> None:
        super().__init__(rows)  # type: ignore[arg-type]  # it looks at its buttons only to write them out

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        """The rows as they are sent."""
        rows = [
            [{"text": b.text, "callback_data": b.callback_data} for b in row] for row in self.inline_keyboard
        ]
        return {"inline_keyboard": rows}


def markup(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup | None:
    """The rows that have buttons, or nothing."""
    lines = [list(row) for row in rows]
    return Markup([row for row in lines if row]) if any(lines) else None


def subjects(message: Message | None, verb: ButtonVerb, seal: Seal, person: str) -> set[str]:
    """What the buttons of a verb under a message are about, of those that were made for a person."""
    presses = (read_press(data, seal, person) for data in _data_of(message, verb))
    return {press.words[0] for press in presses if press is not None}


def _data_of(message: Message | None, verb: ButtonVerb) -> list[str]:
    """The data of the buttons of a verb that stand under a message."""
    keyboard = message.reply_markup if message is not None else None
    buttons = [button for row in keyboard.inline_keyboard for button in row] if keyboard else []
    return [str(button.callback_data) for button in buttons if verb.begins(button.callback_data)]


class ReplyTo(filters.MessageFilter):
    """Messages that reply to one with buttons of a verb under it."""

    def __init__(self, verb: ButtonVerb) -> None:
        super().__init__(f"ReplyTo({verb.name})")
        self._verb = verb

    def filter(self, message: Message) -> bool:
        """Whether this one does."""
        return bool(_data_of(message.reply_to_message, self._verb))


@lru_cache(100_000)
def key_of(name: str) -> str:
    """A short stand-in for an entry's id or a topic, which may be too long for a button."""
    return base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:6]).decode()


def named(key: str, names: Iterable[str]) -> str | None:
    """The name that a key stands for, unless it is gone."""
    return next((name for name in names if key_of(name) == key), None)


def entry_named(key: str, engine: Engine) -> str | None:
    """The entry that a key stands for, unless it is gone; an engine's keys are worked out once."""
    if (by_key := _entries.get(engine)) is None:
        by_key = _entries[engine] = {key_of(entry): entry for entry in reversed(engine.derived.numbers)}
    return by_key.get(key)


_entries: WeakKeyDictionary[Engine, dict[str, str]] = WeakKeyDictionary()


def _short(label: str) -> str:
    """A label that fits on a button."""
    line = " ".join(label.split())
    if units(line) <= _MOST_LABEL:
        return line
    while units(line) >= _MOST_LABEL:
        line = line[:-1]
    return line + "…"
