"""A message as a person sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What stands on the screen: words and rows of buttons; `json` is all that Telegram says about it."""

    json: Json

    @property
    def id(self) -> int:
        return int(self.json["message_id"])

    @property
    def text(self) -> str:
        """The words, or those under a picture or file."""
        return str(self.json.get("text") or self.json.get("caption") or "")

    @property
    def buttons(self) -> list[list[str]]:
        """The labels, row by row."""
        return [[button["text"] for button in row] for row in self._rows()]

    @property
    def replies_to(self) -> int | None:
        """The message that it answers."""
        number = self.json.get("reply_to_message", {}).get("message_id")
        return None if number is None else int(number)

    @property
    def edited(self) -> bool:
        return "edit_date" in self.json

    def parts(self, kind: str) -> list[str]:
        """The words in an entity of a kind: `parts("blockquote")`."""
        units = self.text.encode("utf-16-le", "surrogatepass")
        entities = self.json.get("entities") or self.json.get("caption_entities") or []
        return [
            units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
            for one in entities
            if one["type"] == kind
        ]

    def data_of(self, button: str) -> str | None:
        """What a button sends, by its label or by that data itself."""
        for held in (held for row in self._rows() for held in row):
            if button in (held["text"], held.get("callback_data")):
                return held.get("callback_data")
        return None

    def _rows(self) -> Iterator[list[Json]]:
        yield from self.json.get("reply_markup", {}).get("inline_keyboard", [])
