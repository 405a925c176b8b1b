"""Checks a call against the description of the Bot API, and reads its values.

Stricter than Telegram in one respect: Telegram overlooks a field it does not know, this refuses it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from tests.telegram_api.lengths import measured
from tests.telegram_api.refusal import RefusalError, bad_request

DESCRIPTION: dict[str, Any] = json.loads(Path(__file__).with_name("description.json").read_text("utf-8"))
METHODS: dict[str, dict[str, Any]] = DESCRIPTION["methods"]
TYPES: dict[str, dict[str, Any]] = DESCRIPTION["types"]
_SPELLING = {method.lower(): method for method in METHODS}
_ARRAY = "Array of "
# Where Telegram has a sentence of its own for a field that is missing or empty.
_MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty"}
# Where it has one for a value that is too long, too short or too many.
_OVER_LIMIT = {
    "callback_data": "BUTTON_DATA_INVALID",
    "results": "RESULTS_TOO_MUCH",
    "id": "RESULT_ID_INVALID",
    "text": "MESSAGE_TOO_LONG",
    "message_text": "MESSAGE_TOO_LONG",
    "commands": "BOT_COMMANDS_TOO_MUCH",
    "command": "BOT_COMMAND_INVALID",
    "description": "BOT_COMMAND_DESCRIPTION_INVALID",
    "action": "wrong parameter action in request",
}
_BUTTON_LOOKS = {"text", "icon_custom_emoji_id", "style"}


class MismatchError(Exception):
    """A value is not of the kind that is tried."""


def method_named(name: str) -> str:
    """A method by its name in any case, as Telegram takes it."""
    if name.lower() not in _SPELLING:
        raise RefusalError(404, "method not found")
    return _SPELLING[name.lower()]


def read_call(method: str, raw: Mapping[str, Any], files: Collection[str] = ()) -> dict[str, Any]:
    """The parameters of a call with their types; raises what Telegram would answer."""
    fields = METHODS[method]["fields"]
    given = {**dict.fromkeys(set(files) & fields.keys(), "attach://itself"), **raw}
    uploads = set(files) | {"itself"}
    if unknown := next((name for name in given if name not in fields), None):
        raise bad_request(f'unknown parameter "{unknown}" in {method}')
    for name, fact in fields.items():
        if fact.get("required") and given.get(name) in (None, ""):
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    read = {name: _top_level(name, fields[name]["types"], value) for name, value in given.items()}
    for name, value in read.items():
        _check_limit(name, fields[name], value)
        _check_uploads(value, uploads)
    return read


def read_value(name: str, kind: str, value: Any) -> Any:
    """A value of any type of the description; raises where it is not what it should be."""
    return _read(name, [kind], value)


def _top_level(name: str, kinds: list[str], value: Any) -> Any:
    """One parameter; what is not a plain word arrives as JSON inside a string, or as JSON itself."""
    if isinstance(value, str) and not {"String", "InputFile"} & set(kinds):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f'can\'t parse "{name}" JSON object') from None
    elif isinstance(value, str) and "Integer" in kinds and re.fullmatch(r"-?\d+", value):
        value = int(value)
    return _read(name, kinds, value)


def _read(path: str, kinds: list[str], value: Any) -> Any:
    """A value as the first kind that it can be; when none fits, what is wrong with it."""
    wrong: MismatchError | None = None
    for kind in kinds:
        try:
            return _as(path, kind, value)
        except MismatchError as error:
            wrong = error if wrong is None or not isinstance(value, dict) else wrong
    raise bad_request(f"can't parse {wrong}")


def _as(path: str, kind: str, value: Any) -> Any:
    """A value as one kind, or a mismatch."""
    if kind.startswith(_ARRAY):
        if not isinstance(value, list):
            raise MismatchError(f'"{path}": expected an Array')
        return [_as(f"{path}[{place}]", kind.removeprefix(_ARRAY), item) for place, item in enumerate(value)]
    if kind in _PLAIN:
        if not _PLAIN[kind](value):
            raise MismatchError(f'"{path}": expected {kind}')
        return value
    if not isinstance(value, dict):
        raise MismatchError(f'"{path}": expected {kind}')
    return _object(path, kind, value)


_PLAIN: dict[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "InputFile": lambda value: isinstance(value, str),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
}


def _object(path: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """An object of a type, or of the subtype whose constants and fields it has."""
    subtypes = TYPES[kind].get("subtypes")
    if subtypes:
        return _subtype(path, kind, subtypes, value)
    fields = TYPES[kind]["fields"]
    for name, fact in fields.items():
        if "is" in fact and value.get(name) != fact["is"]:
            raise MismatchError(f'"{path}.{name}": expected {fact["is"]}')
    if unknown := next((name for name in value if name not in fields), None):
        raise MismatchError(f'"{path}": unknown field "{unknown}" in {kind}')
    for name, fact in fields.items():
        if fact.get("required") and value.get(name) is None:
            raise MismatchError(f'"{path}": field "{name}" of {kind} is required')
    read = {name: _read(f"{path}.{name}", fields[name]["types"], item) for name, item in value.items()}
    for name, item in read.items():
        _check_limit(name, fields[name], item)
    _check_button(kind, read)
    return read


def _subtype(path: str, kind: str, subtypes: list[str], value: dict[str, Any]) -> dict[str, Any]:
    """The first subtype that takes the value; else the complaint of one whose constant it carries."""
    complaint = MismatchError(f'"{path}": expected {kind}')
    for name in subtypes:
        try:
            return _object(path, name, value)
        except MismatchError as error:
            constants = [(key, fact["is"]) for key, fact in TYPES[name]["fields"].items() if "is" in fact]
            if constants and all(value.get(key) == constant for key, constant in constants):
                complaint = error
    raise complaint


def _check_button(kind: str, button: dict[str, Any]) -> None:
    """An inline button does exactly one thing and has a label."""
    if kind != "InlineKeyboardButton":
        return
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    if len(button.keys() - _BUTTON_LOOKS) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )


def _check_limit(name: str, fact: dict[str, Any], value: Any) -> None:
    """Length, number or size; what counts after entity parsing is counted there."""
    low, high, unit = fact.get("limit", [0, 0, ""])[:3]
    if not unit or "parsed" in fact["limit"]:
        return
    if not low <= measured(value, unit) <= high:
        counted = "" if unit == "value" else f" {unit}"
        raise bad_request(_OVER_LIMIT.get(name, f'"{name}" must be {low}-{high}{counted}'))


def _check_uploads(value: Any, uploads: Collection[str]) -> None:
    """A reference to an attached file must have its file."""
    if isinstance(value, str) and value.startswith("attach://"):
        if value.removeprefix("attach://") not in uploads:
            raise bad_request("wrong file identifier/HTTP URL specified")
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            _check_uploads(item, uploads)
