"""The configuration file as it is written: in which line each key stands, and why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.config_sentences import said
from bot.sentences import hindrance
from knowledge.files.faults import fault
from knowledge.files.yamltext import parse
from knowledge.model.entry import FilePosition

_TEXT, _NOTHING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """The lines of the keys and the faults of a file; one that cannot be read has no settings."""

    whole: bool = True
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


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
    lines: dict[str, int] = {}
    return Written(lines=lines, faults=tuple(_twice(root, file, lines)))


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


def _twice(root: yaml.MappingNode, file: Path, lines: dict[str, int]) -> Iterator[str]:
    """Notes the line of each key; a sentence for each that stands twice, where YAML itself takes the last."""
    open_nodes: list[tuple[str, yaml.Node]] = [("", root)]
    while open_nodes:
        path, node = open_nodes.pop()
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            name, mark = f"{path}{key.value}", key.start_mark
            if name in lines:
                place = FilePosition(file=str(file), line=mark.line + 1, column=mark.column + 1)
                yield str(fault("duplicate_key", place, key=name, line=lines[name]))
            lines.setdefault(name, mark.line + 1)
            open_nodes.append((f"{name}.", value))
