"""The configuration file as it is written: in which place each key stands, and why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.config_sentences import said
from bot.sentences import hindrance
from knowledge.files.faults import fault
from knowledge.files.slips import colon_in
from knowledge.files.yamltext import parse
from knowledge.model.entry import FilePosition

_TEXT, _NOTHING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where a key and its value stand, by line and column; the value as it is written, unless a group."""

    key: tuple[int, int]
    value: tuple[int, int]
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """Where the keys of a file stand, and its faults; one that cannot be read has no settings.

    What `misread` names is no key: it took its value in, and one of the faults is about it.
    """

    whole: bool = True
    spots: Mapping[str, Spot] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    misread: frozenset[str] = frozenset()


def written_in(file: Path) -> Written:
    """Reads where a file's keys stand, and what is wrong with it as text."""
    if not file.is_file():
        return Written()
    try:
        root = yaml.compose(file.read_text("utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return Written(whole=False, faults=why_unreadable(file))
    if root is None or root.tag == _NOTHING:
        return Written()
    if not isinstance(root, yaml.MappingNode):
        return Written(whole=False, faults=(_no_mapping(root, file),))
    if odd := tuple(_no_names(root, file)):
        return Written(whole=False, faults=odd)
    pairs = list(_pairs(root))
    misread = {pair.path: colon for pair in pairs if (colon := _wrong_colon(pair, file)) is not None}
    faults = (*_twice(pairs, file), *misread.values())
    return Written(spots=_spots(pairs), faults=faults, misread=frozenset(misread))


def why_unreadable(file: Path) -> tuple[str, ...]:
    """What keeps a file from being read, at the lines where it can be mended."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return (said("unreadable", file=file, reason=hindrance(error)),)
    return tuple(map(str, parse(data, str(file)).faults)) or (said("odd", file=file),)


def _no_mapping(root: yaml.Node, file: Path) -> str:
    line = root.start_mark.line + 1
    first = root.value.partition("\n")[0] if isinstance(root, yaml.ScalarNode) else ""
    key, colon, _ = first.partition("：")
    if colon:
        place = FilePosition(file=str(file), line=line, column=len(key) + 1)
        return str(fault("full_width_colon", place, key=key.strip()))
    return said("no_mapping", file=file, line=line)


def _no_names(root: yaml.MappingNode, file: Path) -> Iterator[str]:
    """A sentence for each top-level key that is not text and so cannot be a name."""
    for key, _ in root.value:
        if key.tag != _TEXT:
            shown = key.value if isinstance(key, yaml.ScalarNode) else "…"
            yield said("no_name", file=file, line=key.start_mark.line + 1, key=shown)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A key and its value with the path that leads there; an item of a list is its own key, by its number."""

    path: str
    key: yaml.Node
    value: yaml.Node


def _pairs(root: yaml.Node) -> Iterator[_Pair]:
    """Every key and every item of a file."""
    open_nodes: list[tuple[str, yaml.Node]] = [("", root)]
    while open_nodes:
        path, node = open_nodes.pop()
        for pair in _pairs_of(node, path):
            yield pair
            open_nodes.append((f"{pair.path}.", pair.value))


def _pairs_of(node: yaml.Node, path: str) -> Iterator[_Pair]:
    if isinstance(node, yaml.MappingNode):
        yield from (_Pair(f"{path}{key.value}", key, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from (_Pair(f"{path}{number}", item, item) for number, item in enumerate(node.value))


def _spots(pairs: Iterable[_Pair]) -> dict[str, Spot]:
    """Where each key stands first."""
    spots: dict[str, Spot] = {}
    for pair in pairs:
        text = pair.value.value if isinstance(pair.value, yaml.ScalarNode) else ""
        spots.setdefault(pair.path, Spot(key=_at(pair.key), value=_at(pair.value), text=text))
    return spots


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _position(node: yaml.Node, file: Path) -> FilePosition:
    line, column = _at(node)
    return FilePosition(file=str(file), line=line, column=column)


def _twice(pairs: Iterable[_Pair], file: Path) -> Iterator[str]:
    """A sentence for each key that stands twice, where YAML itself takes the last."""
    lines: dict[str, int] = {}
    for pair in pairs:
        line, _ = _at(pair.key)
        if pair.path in lines:
            place = _position(pair.key, file)
            yield str(fault("duplicate_key", place, key=pair.path, line=lines[pair.path]))
        lines.setdefault(pair.path, line)


def _wrong_colon(pair: _Pair, file: Path) -> str | None:
    """A sentence for a key without value that took it in, as `{123:admin}` is one word for YAML."""
    if pair.key is pair.value or pair.value.tag != _NOTHING or not isinstance(pair.key, yaml.ScalarNode):
        return None
    colon = colon_in(pair.key.value, _position(pair.key, file))
    return None if colon is None else str(colon)
