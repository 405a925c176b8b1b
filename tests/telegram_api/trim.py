"""Trims a description of the Bot API to its facts: names, types, what is required, stated limits.

    python -m tests.telegram_api.trim FULL.json

The full description is by Paul Larsen (MIT, the notice stands in LICENSE); no wording of it is kept.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE / "description.json"

# A range with its unit, as descriptions state it: "1-4096 characters after entities parsing", "1-64 bytes".
# Not a range: a standard's number ("ISO 3166-1"), a product ("0 - 7*24*60").
_RANGE = re.compile(r"(?<![\w.])(?<!ISO )(\d+)\s*-\s*(\d+)(?![\w-]|\s*\*)(?:\s+([A-Za-z]+))?")
_UP_TO = re.compile(r"(?:[Uu]p to|at most|[Aa]t most|can't exceed) (\d+) (characters|bytes|items)")
_CONSTANT = re.compile(r'(?:must be|always) "?([a-z0-9_]+)"?$')
# Said in the description of the method or in passing, not in a form that the patterns above read.
_STATED_ELSEWHERE: dict[tuple[str, str], list[Any]] = {
    ("answerInlineQuery", "results"): [0, 50, "items"],
    ("setMyCommands", "commands"): [0, 100, "items"],
    ("InlineQuery", "query"): [0, 256, "characters"],
    ("sendChatAction", "action"): [1, 64, "characters"],
}


def _limit(field: dict[str, Any]) -> list[Any] | None:
    """Lowest, highest and unit; `parsed` is added where it counts after entities were parsed."""
    text: str = field["description"]
    kinds: list[str] = field["types"]
    array = kinds[0].startswith("Array of")
    ranges = list(_RANGE.finditer(text))
    if len(ranges) == 1:
        found = ranges[0]
        low, high, word = int(found[1]), int(found[2]), (found[3] or "").lower()
    elif most := _UP_TO.search(text):
        low, high, word = 0, int(most[1]), most[2].lower()
    else:
        return None
    if array:
        return [low, high, "items"]
    if kinds == ["String"] and word in ("characters", "bytes"):
        return [low, high, word] + (["parsed"] if "after entities parsing" in text else [])
    return [low, high, "value"] if kinds in (["Integer"], ["Float"]) and "0x7FFFFFFF" not in text else None


def _field(owner: str, field: dict[str, Any]) -> dict[str, Any]:
    """One field: its types, and what else is true of it."""
    facts: dict[str, Any] = {"types": field["types"]}
    if field["required"]:
        facts["required"] = True
    if limit := _STATED_ELSEWHERE.get((owner, field["name"]), _limit(field)):
        facts["limit"] = limit
    if field["required"] and (found := _CONSTANT.search(field["description"])):
        facts["is"] = found[1]
    return facts


def _trimmed(thing: dict[str, Any]) -> dict[str, Any]:
    """One method or type."""
    kept: dict[str, Any] = {
        "fields": {field["name"]: _field(thing["name"], field) for field in thing.get("fields", [])}
    }
    if "subtypes" in thing:
        kept["subtypes"] = thing["subtypes"]
    return kept


def trim(full: dict[str, Any]) -> dict[str, Any]:
    """The facts of a full description."""
    notice = "Facts from a description of the Bot API, Copyright (c) 2020 Paul Larsen, MIT: see LICENSE"
    return {
        "notice": notice,
        "version": full["version"],
        "methods": {name: _trimmed(method) for name, method in full["methods"].items()},
        "types": {name: _trimmed(kind) for name, kind in full["types"].items()},
    }


if __name__ == "__main__":
    facts = trim(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    TARGET.write_text(json.dumps(facts, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
