"""Masking updates, but for what staff write for everybody to read (docs/adr/0020)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.masking import masked_update
from handlers.acts import WritingStep
from handlers.announcing.writing import asked_for
from handlers.buttons import ButtonVerb
from handlers.context import Services
from knowledge.privacy.masking import mask_but_groups, mask_published

_PRIVATE = "private"
_WORDS = ("text", "caption")
_ENTITIES = ("entities", "caption_entities")
# What is typed at these steps stands in the announcement, or names the groups that it goes to.
_MASKING: Mapping[WritingStep, Callable[[str], str]] = {
    WritingStep.CONTENT: mask_published,
    WritingStep.TARGET: mask_but_groups,
}
_WEB = re.compile(r"https?://", re.IGNORECASE)
_LETTERS = (
    ButtonVerb.DECIDE,
    ButtonVerb.WHY,
)  # a reply to these buttons is a letter or a reason, whatever is awaited


async def masked(services: Services, update: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update as it may be written down."""
    kept: dict[str, Any] = masked_update(update)
    message = _words_of_staff(services, update)
    if message is None:
        return kept
    asked = await asked_for(services, message["from"]["id"])
    mask = _MASKING.get(asked[0]) if asked else None
    if mask is None:
        return kept
    own = {part: mask(words) for part in _WORDS if isinstance(words := message.get(part), str)}
    links = _links(message) if mask is mask_published else {}
    return {**kept, "message": {**kept["message"], **own, **links}}


def _links(message: Mapping[str, Any]) -> dict[str, Any]:
    """The entities of a message, with links to the web as written and numbers as published."""
    return {
        part: [_led(entity) if isinstance(entity, Mapping) else entity for entity in message[part]]
        for part in _ENTITIES
        if isinstance(message.get(part), list)
    }


def _led(entity: Mapping[str, Any]) -> Any:
    """An entity with its address; the numbers in one of the web are of a page, and a mask would break it."""
    address = entity.get("url")
    if not isinstance(address, str):
        return masked_update(entity)
    kept = address if _WEB.match(address) else mask_published(address)
    return {**masked_update(entity), "url": kept}


async def masked_again(services: Services, kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update as it may be processed: masked if its writer is not asked for anything any more."""
    return kept if _words_of_staff(services, kept) is None else await masked(services, kept)


def _words_of_staff(services: Services, update: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The message that a member of staff wrote in private, if the update is one."""
    message = _written_in_private(update)
    return message if message and services.role_of(message["from"]["id"]) is not None else None


def _written_in_private(update: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The message that somebody wrote in a private chat and that is no command, letter or reason."""
    message = update.get("message")
    if not isinstance(message, Mapping):
        return None
    chat, writer = message.get("chat"), message.get("from")
    private = isinstance(chat, Mapping) and chat.get("type") == _PRIVATE
    if not private or not isinstance(writer, Mapping) or not isinstance(writer.get("id"), int):
        return None
    command = str(message.get("text", "")).startswith("/")
    return None if command or _is_letter(message.get("reply_to_message")) else message


def _is_letter(answered: Any) -> bool:
    """Whether a message that was replied to takes letters or reasons."""
    markup = answered.get("reply_markup") if isinstance(answered, Mapping) else None
    rows = markup.get("inline_keyboard", ()) if isinstance(markup, Mapping) else ()
    data = [button.get("callback_data") for row in rows for button in row]
    return any(verb.begins(datum) for verb in _LETTERS for datum in data)
