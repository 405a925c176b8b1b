"""What is wrong with a configuration, a sentence a fault: where, the value unless secret, and what to do."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr

from bot.config_file import Spot
from bot.config_sentences import ANY_WISH, GROUP, HIDDEN, WISHES, said

PREFIX = "ANDA_"
_TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")  # wherever somebody put it
_LONGEST_VALUE = 80
_KEY = "[key]"  # pydantic's mark for a fault in the key itself


def variables(model: type[BaseModel], before: str = PREFIX) -> dict[str, str]:
    """Every environment variable that can set a key, with that key."""
    paths: dict[str, str] = {}
    for name, field in model.model_fields.items():
        variable, section = before + name.upper(), field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            keys = variables(section, f"{variable}__")
            paths |= {inner: f"{name}.{key}" for inner, key in keys.items()}
        else:
            paths[variable] = name
    return paths


def idle_variables(model: type[BaseModel], others: Sequence[str]) -> Iterator[str]:
    """A sentence for each variable with our prefix that sets no key, without its value: it may be secret."""
    known = variables(model)
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name not in others and name.upper() not in known:
            near = [variable for variable in known if variable.startswith(f"{name.upper()}__")]
            near = near or get_close_matches(name.upper(), [*known, *others], n=1)
            yield said("unknown_variable", variable=name, hint=_hint(near))


def without_tokens(text: str) -> str:
    """A text with everything masked that looks like a token."""
    return _TOKEN.sub(HIDDEN, text)


def sentence(model: type[BaseModel], fault: Mapping[str, Any], file: Path, spots: Mapping[str, Spot]) -> str:
    """The sentence for a fault that pydantic found in the environment, or in the file with these keys."""
    path, key = _path(fault), key_of(fault)
    spot = next((spots[part] for part in _beginnings(path, ".") if part in spots), None)
    where = f"{file}: " if spot is None else _place(spot, fault, file)
    if fault["type"] == "extra_forbidden":  # of no use, whatever its value, which may be a secret
        return said("unknown", where=where, key=key, hint=_hint(_near(key, variables(model).values())))
    value = HIDDEN if _may_be_secret(model, key) else _as_given(fault.get("input"), spots.get(key))
    if variable := _set_by(path):
        return said("variable", variable=variable, value=value, wish=_wish(fault))
    return said("key", where=where, key=key, value=value, wish=_wish(fault))


def key_of(fault: Mapping[str, Any]) -> str:
    """The key that a fault of pydantic's is about."""
    return ".".join(_path(fault))


def _path(fault: Mapping[str, Any]) -> list[str]:
    return [str(part) for part in fault["loc"] if part != _KEY]


def _place(spot: Spot, fault: Mapping[str, Any], file: Path) -> str:
    """Where the value stands that is wrong, or the key where that is."""
    of_key = fault["type"] == "extra_forbidden" or fault["loc"][-1] == _KEY
    line, column = spot.key if of_key else spot.value
    return said("place", file=file, line=line, column=column)


def _beginnings(path: Sequence[str], between: str) -> Iterator[str]:
    """The path and those it lies within, the innermost first."""
    return (between.join(path[:end]) for end in range(len(path), 0, -1))


def _set_by(path: Sequence[str]) -> str | None:
    """The environment variable that sets a value, in place of the file."""
    names = {name.upper(): name for name in os.environ}
    wanted = (PREFIX + part.upper() for part in _beginnings(path, "__"))
    return next((names[variable] for variable in wanted if variable in names), None)


def _may_be_secret(model: type[BaseModel], key: str) -> bool:
    """Whether a key is a secret, lies in one or holds one; the address may have the token at its end."""
    secrets = [*_secrets(model), "telegram.base_url"]
    return any(f"{one}.".startswith(f"{key}.") or f"{key}.".startswith(f"{one}.") for one in secrets)


def _secrets(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if kind is SecretStr:
            yield before + name
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _secrets(kind, f"{before}{name}.")


def _as_given(value: object, spot: Spot | None) -> str:
    """A value that was refused; a number as it stands in the file, where YAML reads 22:00 as 1320."""
    if isinstance(value, int | float) and spot is not None and spot.text:
        return _shown(spot.text).strip('"')
    return _shown(value)


def _shown(value: object) -> str:
    """A value as it would be written in the file; a whole group is not shown, since it may hold a secret."""
    if isinstance(value, dict | list):
        return GROUP
    text = json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST_VALUE]
    return "".join(character if character.isprintable() else " " for character in text)


def _wish(fault: Mapping[str, Any]) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "value_error":  # a sentence of ours
        return str(context["error"])
    if fault["loc"][-1] == _KEY:
        return WISHES["name"]
    allowed = "、".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    return WISHES.get(kind, ANY_WISH).format(**{**context, "allowed": allowed})


def _near(key: str, known: Iterable[str]) -> Sequence[str]:
    """The keys that may have been meant: of that name elsewhere, or of a like name in the same section."""
    section, _, name = key.rpartition(".")
    parts = {one: one.rpartition(".") for one in known}
    if same := [one for one, (_, _, key) in parts.items() if key == name]:
        return same[:2]
    if not section:
        sections = {section_name for section_name, _, _ in parts.values() if section_name}
        return get_close_matches(key, [*parts, *sections], n=1)
    beside = {key: one for one, (around, _, key) in parts.items() if around == section}
    return [beside[key] for key in get_close_matches(name, beside, n=1)]


def _hint(names: Sequence[str]) -> str:
    return said("meant", names=" 或者 ".join(names)) if names else said("nothing_near")
