"""Turning updates as Telegram sends them into those that are kept: masked, in the lane of their chat."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.inbox import Received
from bot.masking import masked_update
from handlers.context import Seal

Masking = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


async def all_masked(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update with every personal number masked, whoever wrote it."""
    masked: Mapping[str, Any] = masked_update(update)
    return masked


async def received(
    updates: Iterable[Any], seal: Seal, masked: Masking = all_masked
) -> AsyncIterator[Received]:
    """The updates that can be kept; anything without a number is not an update."""
    for update in updates:
        if isinstance(update, Mapping) and isinstance(number := update.get("update_id"), int):
            yield Received(update_id=number, lane=seal.chat(_chat(update)), payload=await masked(update))


def _chat(update: Mapping[str, Any]) -> int:
    """The chat an update belongs to, else the person, else itself: what must be processed in order."""
    for part in update.values():
        if not isinstance(part, Mapping):
            continue
        message = part.get("message")
        for place in (part.get("chat"), message.get("chat") if isinstance(message, Mapping) else None):
            if isinstance(place, Mapping) and isinstance(place.get("id"), int):
                return int(place["id"])
        person = part.get("from")
        if isinstance(person, Mapping) and isinstance(person.get("id"), int):
            return int(person["id"])
    return int(update["update_id"])
