"""A text as it is shown: parsed, trimmed, its entities in order, its length checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.telegram_api.entities import Entity, Parser
from tests.telegram_api.lengths import utf16
from tests.telegram_api.refusal import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_MOST_ENTITIES = 100
_ALONE = {"pre", "code"}
_QUOTES = {"blockquote", "expandable_blockquote"}


def formatted(
    text: str, mode: str | None = None, entities: list[Entity] | None = None
) -> tuple[str, list[Entity]]:
    """Text and entities of a message, out of either a parse mode or a list."""
    given = entities or []
    if mode and mode.lower() == "html":
        text, given = Parser(text).parse()
    elif mode:
        raise bad_request(f"unsupported parse_mode: this server reads HTML only, not {mode}")
    for entity in given:
        _check_place(entity, utf16(text))
    return _trimmed(text, _nested(given)[:_MOST_ENTITIES])


def text_content(parameters: Mapping[str, Any], key: str = "text") -> dict[str, Any]:
    """What `text` becomes in a message."""
    text, entities = formatted(parameters[key], parameters.get("parse_mode"), parameters.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What `caption` becomes in a message."""
    text, entities = formatted(
        parameters.get("caption", ""), parameters.get("parse_mode"), parameters.get("caption_entities")
    )
    if utf16(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def _check_place(entity: Entity, units: int) -> None:
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    if begin < 0 or entity["length"] <= 0 or end > units:
        where = f"entity beginning at UTF-16 offset {begin} ends after the end of the text"
        raise bad_request(f"can't parse MessageEntity: {where} at UTF-16 offset {units}")


def _nested(entities: list[Entity]) -> list[Entity]:
    """Entities in the order of their places, without those that may not stand where they stand."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        end = entity["offset"] + entity["length"]
        around = {one["type"] for one in kept if one["offset"] + one["length"] >= end}
        quoted_twice = entity["type"] in _QUOTES and bool(around & _QUOTES)
        if not (around & _ALONE or entity["type"] in around or quoted_twice):
            kept.append(entity)
    return kept


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without blanks around it; entities move along and lose what they covered there."""
    shown = text.strip()
    cut = utf16(text[: len(text) - len(text.lstrip())])
    longest = utf16(shown)
    moved: list[Entity] = []
    for entity in entities:
        begin = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, longest)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return shown, moved
