"""The kinds of values in the staff's files: how each is read, and what editors are told of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from knowledge.figures.clock import DAYS_END
from knowledge.language.normalise import squeezed
from knowledge.model.entry import Facet
from knowledge.model.source import SourceKind

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}))?")
_CHAT = re.compile(r"-[0-9]{1,16}")
_SWITCH = {
    word: on for on, words in ((True, "是 true yes on"), (False, "否 false no off")) for word in words.split()
}
_NUMBER = re.compile(r"[0-9]{1,6}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_NO_TEXT = re.compile(r"\s*(?:-(?=[^\d-])|[－—–−•·]\s*\S|[【［〔])")  # a list that staff began the wrong way
_SHA256 = re.compile(r"[0-9a-f]{64}")

EVERYONE = ["all", "全部", "所有"]

# What editors may see where the loader reads a text: YAML itself takes 12345 for a number.
TEXT_TYPES = ["string", "number", "boolean"]
LIST_OF_TEXT = {
    "anyOf": [
        {"type": "array", "items": {"type": TEXT_TYPES, "minLength": 1}},
        {"type": [*TEXT_TYPES, "null"]},
    ]
}
_LANGUAGES = {"type": "object", "additionalProperties": {"type": TEXT_TYPES}}
_FACET_NAMES = [facet.value for facet in Facet]


def listed(value: object) -> object:
    """One text stands for a list of one, nothing for an empty list; what was to be several is no text."""
    if isinstance(value, str) and _NO_TEXT.match(value):
        raise PydanticCustomError("want_dash", "a list that is none")
    return ([value] if value else []) if isinstance(value, str) else value


def everyone(value: object) -> object:
    """A word for all groups; any other word says nobody."""
    if value in EVERYONE:
        return {"everyone": "true"}
    if isinstance(value, str) and value and "：" not in value:
        raise PydanticCustomError("want_target", "everyone, or tags and chats")
    return value


def mapped(value: object) -> object:
    return {} if value == "" else value


def _in_chinese(value: object) -> object:
    """A plain text is the Chinese one."""
    return {"zh": value} if isinstance(value, str) else value


def _date(value: object) -> object:
    if value == "" or value is None:
        return None
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        raise PydanticCustomError("want_date", "not a date")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None


def _moment(value: object) -> object:
    """A day with an hour, by the town's clock."""
    return _clocked(value, None)


def _until(value: object) -> object:
    """A day with an hour, or the end of the day."""
    return _clocked(value, DAYS_END)


def _clocked(value: object, by_default: time | None) -> object:
    if value == "" or value is None:
        return None
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or (found["hour"] is None and by_default is None):
        raise PydanticCustomError("want_moment", "not a moment")
    try:
        clock = by_default if found["hour"] is None else time(int(found["hour"]), int(found["minute"]))
        return datetime.combine(date.fromisoformat(found["day"]), clock or time())
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None


def _switch(value: object) -> object:
    if value == "":
        return False
    if not isinstance(value, str) or value.strip().lower() not in _SWITCH:
        raise PydanticCustomError("want_switch", "neither yes nor no")
    return _SWITCH[value.strip().lower()]


def _chat(value: object) -> object:
    if not isinstance(value, str) or not _CHAT.fullmatch(value.strip()):
        raise PydanticCustomError("want_chat", "not the id of a group")
    return int(value)


def _number(value: object) -> object:
    if value == "" or value is None:
        return None
    if not isinstance(value, str) or not _NUMBER.fullmatch(value.strip()):
        raise PydanticCustomError("want_number", "not a number")
    return int(value)


def fits_id(value: str) -> bool:
    """Whether a text may be an id."""
    return _ID.fullmatch(value) is not None


def _id(value: str) -> str:
    if not fits_id(value):
        raise PydanticCustomError("want_id", "not an id")
    return value


def _says_something(value: str) -> str:
    """A text of which something is left when it is looked for; one of pictures alone is in every question."""
    if not squeezed(value):
        raise PydanticCustomError("no_words", "no words")
    return value


def _sha256(value: str) -> str:
    if value and not _SHA256.fullmatch(value.lower()):
        raise PydanticCustomError("want_sha256", "not a SHA-256")
    return value.lower()


def _kind(value: object) -> object:
    return SourceKind.ARTICLE if value == "" else value


Text = Annotated[str, StringConstraints(min_length=1), WithJsonSchema({"type": TEXT_TYPES, "minLength": 1})]
Word = Annotated[Text, AfterValidator(_says_something)]
MayBeEmpty = Annotated[str, WithJsonSchema({"type": [*TEXT_TYPES, "null"]})]
Id = Annotated[Text, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})]
Sha256 = Annotated[
    str, AfterValidator(_sha256), WithJsonSchema({"type": ["string", "null"], "pattern": "^([0-9a-f]{64})?$"})
]
Texts = Annotated[list[Text], BeforeValidator(listed), WithJsonSchema(LIST_OF_TEXT)]
Words = Annotated[list[Word], BeforeValidator(listed), WithJsonSchema(LIST_OF_TEXT)]
Day = Annotated[
    date | None, BeforeValidator(_date), WithJsonSchema({"type": ["string", "null"], "format": "date"})
]
Moment = Annotated[datetime | None, BeforeValidator(_moment), WithJsonSchema({"type": ["string", "null"]})]
Until = Annotated[datetime | None, BeforeValidator(_until), WithJsonSchema({"type": ["string", "null"]})]
Switch = Annotated[bool, BeforeValidator(_switch), WithJsonSchema({"type": ["boolean", "string", "null"]})]
ChatId = Annotated[int, BeforeValidator(_chat), WithJsonSchema({"type": ["integer", "string"]})]
Number = Annotated[
    int | None, BeforeValidator(_number), WithJsonSchema({"type": ["integer", "null"], "minimum": 1})
]
Facets = Annotated[
    list[Facet],
    BeforeValidator(listed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"enum": _FACET_NAMES}},
                {"enum": [*_FACET_NAMES, None]},
            ]
        }
    ),
]
InLanguages = Annotated[
    dict[Text, Text],
    BeforeValidator(_in_chinese),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_LANGUAGES, {"type": TEXT_TYPES}]}),
]
Kind = Annotated[SourceKind, BeforeValidator(_kind), WithJsonSchema({"enum": [*SourceKind, None]})]
