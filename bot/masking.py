"""Updates of Telegram with the words of people masked; what is only the name of a thing stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.privacy.masking import mask

# Strings of an update that are names of things and not words of people.
_IDENTIFIERS = frozenset(
    {
        "id",
        "data",
        "type",
        "chat_instance",
        "inline_message_id",
        "result_id",
        "file_id",
        "file_unique_id",
        "media_group_id",
        "language_code",
        "status",
    }
)


def masked_update(value: Any) -> Any:
    """An update with every word of people in it masked; identifiers stay."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {
            key: held if key in _IDENTIFIERS and isinstance(held, str) else masked_update(held)
            for key, held in value.items()
        }
    if isinstance(value, list):
        return [masked_update(held) for held in value]
    return value
