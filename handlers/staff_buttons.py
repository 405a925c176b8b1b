"""Buttons for staff: in their language, and the way from a page to its neighbours."""

from __future__ import annotations

from handlers.buttons import Button, Keyboard, Verb
from handlers.context import Seal
from handlers.sentences import sentence

_LANGUAGE = "zh"


def staff_keyboard(seal: Seal, person: int) -> Keyboard:
    """Makes buttons for one member of staff."""
    return Keyboard(seal, seal.person(person), _LANGUAGE)


def neighbours(make: Keyboard, number: int, count: int, verb: Verb, *words: str) -> list[Button]:
    """上一个 and 下一个 of the page of that number, from 0; the words stand before the number in a button."""
    return [
        make.button(sentence(key), verb, *words, str(to))
        for key, to in (("previous", number - 1), ("next", number + 1))
        if 0 <= to < count
    ]
