"""Slips that a look at what is written shows better than that it does not fit."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from knowledge.files.faults import Fault, fault
from knowledge.files.invisible import hidden_before, hidden_in
from knowledge.files.yamltext import Mapping, Scalar
from knowledge.model.entry import FilePosition

# Faults of values that are one word, so that nothing in them may be invisible.
_OF_A_WORD = frozenset({"want_date", "want_number", "want_id", "want_one_of", "want_moment", "want_chat"})
_NARROW = {"，": ",", "、": ",", "；": ",", "【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]"}
_WIDE = re.compile(f"[{''.join(_NARROW)}]")
_NO_SPACE = re.compile(r"[A-Za-z_]+:\S")
_SWALLOWED = re.compile(r"(?P<key>\w+)\s*(?P<colon>：|:(?=\S))")
OF_IDS = frozenset({"entries", "sources"})  # lists whose items begin with an id
_WORD_QUOTES = "‘’“”"


def slip_in(code: str, key: str, value: str, place: FilePosition) -> Fault | None:
    """What is wrong with a value of a key whose fault has this code."""
    if code == "want_mapping" and "：" in value:
        return fault("full_width_colon", place, key=value.partition("：")[0].strip())
    if code == "want_mapping" and _NO_SPACE.match(value):
        return fault("no_space_after_colon", place, key=value.partition(":")[0])
    if code == "empty" and (swallowed := colon_in(key, place)) is not None:
        return swallowed
    if code in ("want_list", "too_few") and key in OF_IDS and not value:
        return fault("no_items", place, key=key)
    if code in _OF_A_WORD and (hidden := hidden_in(value, place)) is not None:
        return hidden
    return _of_a_list(code, value, place)


def wide_mark_in(text: str, place: FilePosition | None = None) -> Fault | None:
    """The first Chinese comma or bracket in a text that is a list."""
    if (wide := _WIDE.search(text)) is None:
        return None
    return fault("wide_mark", place, name=wide.group(), narrow=_NARROW[wide.group()])


def _of_a_list(code: str, value: str, place: FilePosition) -> Fault | None:
    """A Chinese comma or bracket, and items that begin with no dash."""
    shown = {"want_one_of": value, "want_dash": value[:1]}.get(code, "")
    if (wide := wide_mark_in(shown, place)) is not None:
        return wide
    if code != "want_dash":
        return None
    return hidden_before(value, place) or fault(code, place, mark=shown)


def colon_before(name: str, within: Mapping, fields: Collection[str], file: str) -> Fault | None:
    """The colon in a key that took its value in, where a name is that key or was taken in with the value.

    The colon is Chinese, or has no space behind it: for YAML, all of `source：a，paragraph：6` is one key.
    """
    for key, _ in within.pairs:
        found = _SWALLOWED.match(key.text)
        if found is None or found["key"] not in fields:
            continue
        if name in (key.text, *(inner["key"] for inner in _SWALLOWED.finditer(key.text))):
            return _of_a_colon(found, FilePosition(file=file, line=key.line, column=key.column))
    return None


def colon_in(key: str, place: FilePosition) -> Fault | None:
    """The colon in a key that took its value in, whatever keys there may be."""
    found = _SWALLOWED.match(key)
    return None if found is None else _of_a_colon(found, place)


def _of_a_colon(swallowing: re.Match[str], key: FilePosition) -> Fault:
    """What is wrong with the colon within a key that stands there."""
    code = "full_width_colon" if swallowing["colon"] == "：" else "no_space_after_colon"
    place = replace(key, column=key.column + swallowing.start("colon"))
    return fault(code, place, key=swallowing["key"])


def slip_in_key(key: Scalar, within: Mapping, place: FilePosition) -> Fault | None:
    """What is wrong with a key that is no key: an invisible character, or a comma that cut a text in two."""
    if (hidden := hidden_in(key.text, place)) is not None:
        return hidden
    first = within.pairs[0][0]
    in_block = (first.line, first.column) == (within.line, within.column)
    number = next(number for number, (name, _) in enumerate(within.pairs) if name is key)
    held = within.pairs[number][1]
    if in_block or not number or not (isinstance(held, Scalar) and not held.text):
        return None
    before = within.pairs[number - 1][1]
    if isinstance(before, Scalar) and before.text[:1] in _WORD_QUOTES and before.text:
        there = FilePosition(file=place.file, line=before.line, column=before.column)
        return fault("word_quotes", there, mark=before.text[0])
    return fault("comma_in_text", place, key=key.text)
