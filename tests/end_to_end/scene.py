"""A conversation as it happens, written down for people to read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.telegram_api.people import Group, Person
from tests.telegram_api.shown import Shown

_LONG = 40.0  # seconds that a round of all groups may take on a busy machine
_ID = re.compile(r"\b[0-9a-f]{8}\b")  # an announcement's id, another one every time


class Scene:
    """What people do and what they see, a line each; `keep` writes it where `TRANSCRIPT` says."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        """Begins a part."""
        self._lines += ["", f"## {text}"]

    def writes(self, who: Person, text: str) -> None:
        """Somebody writes to the bot."""
        self._say(who.user["first_name"], text)
        who.writes(text)

    def presses(self, who: Person, button: str) -> None:
        """Somebody presses the newest button that begins so."""
        shown = next(one for one in reversed(who.conversation()) if _label(one, button))
        label = _label(shown, button)
        self._say(who.user["first_name"], f"[{label}]")
        who.presses(label, shown)

    async def sees(self, who: Person, words: str) -> Shown:
        """Waits for what the bot says to somebody."""
        shown = await who.sees(words, _LONG)
        self._say("安答", _as_read(shown), f"（对{who.user['first_name']}）")
        return shown

    async def reaches(self, groups: list[Group], words: str) -> list[Shown]:
        """Waits until every group shows these words."""
        shown = [await group.sees(words, _LONG) for group in groups]
        self._say("安答", _as_read(shown[0]), f"（在 {len(groups)} 个群里）")
        return shown

    async def leaves(self, groups: list[Group], words: str) -> None:
        """Waits until no group shows these words any more."""
        for group in groups:
            await group.until(partial(_lacks, group, words), f"no {words!r} in {group.id}", _LONG)
        self._lines += ["", f"（{len(groups)} 个群里的都没有了。）"]

    def keep(self) -> None:
        """Writes it down where the environment says, if it does."""
        file = os.environ.get("TRANSCRIPT")
        if file:
            head = ["# 发公告实录", "", "`make transcript` 写的：真的程序，本机上的 Telegram，五十个群。"]
            text = "\n".join([*head, *self._lines]) + "\n"
            Path(file).write_text(_ID.sub("1a2b3c4d", text), "utf-8")

    def _say(self, who: str, text: str, where: str = "") -> None:
        first, *others = (f"> {line}  " for line in f"**{who}**{where}　{text}".splitlines())
        self._lines += ["", first, *others]


async def hears(who: Person, act: Callable[[], object], words: str) -> Shown:
    """Does something; the new message of the bot with these words."""
    last = max(who.room.chat.messages, default=0)
    act()

    def new() -> list[Shown]:
        return [one for one in who.conversation() if one.id > last and words in one.text and one.id in mine]

    mine = who.room.chat.sent_by_bot
    await who.room.until(lambda: bool(new()), f"a new message with {words!r}", 40.0)
    return new()[-1]


def _label(shown: Shown, button: str) -> str:
    return next((label for row in shown.buttons for label in row if label.startswith(button)), "")


def _as_read(shown: Shown) -> str:
    rows = [" ".join(f"[{label}]" for label in row) for row in shown.buttons]
    return "\n".join([shown.text, *rows])


def _lacks(group: Group, words: str) -> bool:
    return all(words not in one.text for one in group.conversation())
