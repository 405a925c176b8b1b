"""What is wrong with a configuration, a sentence a fault: the key, its variable, its value unless secret."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

PREFIX = "ANDA_"
_MASK = "******"
_SECRET_WORDS = ("token", "key", "password", "secret", "proxy", "url")


def variables(model: type[BaseModel], before: str = PREFIX) -> dict[str, str]:
    """Every variable of the environment that sets a key, with that key."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        variable, section = before + name.upper(), field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            keys = variables(section, f"{variable}__")
            found |= {inner: f"{name}.{key}" for inner, key in keys.items()}
        else:
            found[variable] = name
    return found


def idle_variables(model: type[BaseModel], others: Sequence[str]) -> Iterator[str]:
    """A sentence for each variable with our prefix that sets nothing; its value may be a secret."""
    known = variables(model)
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name not in others and name.upper() not in known:
            near = [variable for variable in known if variable.startswith(f"{name.upper()}__")]
            near = near or get_close_matches(name.upper(), [*known, *others], n=1)
            meant = f"; perhaps {' or '.join(near)} was meant" if near else ""
            yield f"{name} = {_MASK}: sets no key{meant}"


def same_keys(file: Path) -> Iterator[str]:
    """A sentence for each key that stands twice in the file, where YAML itself takes the last."""
    if not file.is_file():
        return
    open_nodes = [("", yaml.compose(file.read_text("utf-8"), yaml.SafeLoader))]
    while open_nodes:
        path, node = open_nodes.pop()
        if not isinstance(node, yaml.MappingNode):
            continue
        lines: dict[str, int] = {}
        for key, value in node.value:
            name, line = f"{path}{key.value}", key.start_mark.line + 1
            if name in lines:
                yield f"{name}: stands twice in {file}, in lines {lines[name]} and {line}; keep one"
            lines.setdefault(name, line)
            open_nodes.append((f"{name}.", value))


def sentence(fault: dict[str, Any]) -> str:
    """One fault as key, value and what is wrong; the value of a secret key is masked."""
    path = [str(part) for part in fault["loc"]]
    key = ".".join(path)
    unknown = fault["type"] == "extra_forbidden"
    secret = (
        unknown or "telegram" in path or any(word in part.lower() for part in path for word in _SECRET_WORDS)
    )
    value = _MASK if secret else repr(fault.get("input"))[:80]
    message = str(fault["msg"]).removeprefix("Value error, ")
    if unknown:
        message = "unknown key"
    variable = PREFIX + "__".join(path).upper()
    return f"{key} (or {variable}) = {value}: {message}"
