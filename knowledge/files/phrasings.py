"""Phrasings written into a topic file where their entry stands; every other character stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from knowledge.files.yamltext import parse, plain

# What PyYAML takes for the end of a line; `str.splitlines` knows others.
_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
_PLAIN = re.compile(
    r"[㐀-鿿A-Za-z0-9](?:[㐀-鿿A-Za-z0-9，。？！、：；“”（）《》·% ]*[㐀-鿿A-Za-z0-9，。？！）》%])?"
)
_BOM = "\ufeff"


def with_phrasings(data: bytes, entry_id: str, phrasings: Sequence[str]) -> bytes | None:
    """The file with more phrasings at the end of the entry's list; None when it cannot be done safely.

    The result is read again and compared: it must say the same and the new phrasings, and nothing else.
    """
    before = _entries(data)
    if not before or sum(entry.get("id") == entry_id for entry in before) != 1:
        return None
    text = data.decode("utf-8")
    bom, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    node = _node(text, entry_id)
    if node is None:
        return None
    after = (bom + _edited(text, node, phrasings)).encode()
    for entry in before:
        if entry.get("id") == entry_id:
            held = entry.get("phrasings")
            entry["phrasings"] = [*(held if isinstance(held, list) else []), *phrasings]
    return after if _entries(after) == before else None


def _entries(data: bytes) -> list[dict[str, object]] | None:
    """The entries of a file as the loader reads them."""
    node = parse(data, "").node
    held = plain(node) if node is not None else None
    entries = held.get("entries") if isinstance(held, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None
    return entries


def _node(text: str, entry_id: str) -> yaml.MappingNode | None:
    """The entry with the marks of everything in it."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)
    entries = _value(root, "entries")
    for entry in entries.value if isinstance(entries, yaml.SequenceNode) else ():
        name = _value(entry, "id")
        if isinstance(name, yaml.ScalarNode) and name.value.strip() == entry_id:
            return entry if isinstance(entry, yaml.MappingNode) else None
    return None


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _edited(text: str, entry: yaml.MappingNode, phrasings: Sequence[str]) -> str:
    held = _value(entry, "phrasings")
    if isinstance(held, yaml.SequenceNode) and held.value and not held.flow_style:
        return _lines_after(text, held.value[-1], held.start_mark.column, "", phrasings)
    if isinstance(held, yaml.SequenceNode):
        joined = ", ".join(written(phrasing) for phrasing in phrasings)
        last = held.value[-1].end_mark if held.value else None
        at = _offset(text, last) if last else _offset(text, held.start_mark) + 1
        return text[:at] + (", " if last else "") + joined + text[at:]
    if held is not None:  # the key stands there with nothing behind it
        at = _offset(text, held.start_mark)
        return text[:at] + " " + _flow(phrasings) + text[at:]
    question = _value(entry, "question")
    assert question is not None  # noqa: S101 - a knowledge base with an entry without a question is not loaded
    if entry.flow_style:
        at = _offset(text, question.end_mark)
        return text[:at] + ", phrasings: " + _flow(phrasings) + text[at:]
    column = entry.value[0][0].start_mark.column
    return _lines_after(text, question, column + 2, " " * column + "phrasings:", phrasings)


def _lines_after(text: str, node: yaml.Node, indent: int, heading: str, phrasings: Sequence[str]) -> str:
    """The text with a line for each phrasing behind the line on which a node ends."""
    lines = _LINE.findall(text)
    end = node.end_mark
    number = end.line if end.column == 0 else end.line + 1  # a block of text ends where the next line begins
    break_ = "\r\n" if lines[0].endswith("\r\n") else "\n"
    new = [" " * indent + "- " + written(phrasing) for phrasing in phrasings]
    before = "".join(lines[:number])
    if not before.endswith(("\n", "\r")):
        before += break_
    added = "".join(line + break_ for line in ([heading] if heading else []) + new)
    return before + added + "".join(lines[number:])


def _flow(phrasings: Sequence[str]) -> str:
    return "[" + ", ".join(written(phrasing) for phrasing in phrasings) + "]"


def written(phrasing: str) -> str:
    """A phrasing as YAML: plain where nothing in it means anything to YAML, quoted otherwise."""
    if _PLAIN.fullmatch(phrasing) and "  " not in phrasing:
        return phrasing
    return "'" + phrasing.replace("'", "''") + "'"


def _offset(text: str, mark: yaml.Mark) -> int:
    """How many characters stand before a mark."""
    lines = _LINE.findall(text)
    return sum(map(len, lines[: mark.line])) + mark.column
