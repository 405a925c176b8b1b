"""A table registered in a sources.yaml that staff wrote in: everything else there stays, remarks too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from knowledge.files.faults import Fault
from knowledge.files.yamltext import parse, plain
from knowledge.loading.schema import SourcesFile, SourceShape
from knowledge.loading.shapes import shaped
from knowledge.loading.tablecontent import scalar, source_lines
from knowledge.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Registered:
    """What a sources.yaml holds: its sources by their ids, or what is wrong with it."""

    text: str = ""
    sources: Mapping[str, SourceShape]
    faults: tuple[Fault, ...]


def registered_in(data: bytes, file: str) -> Registered:
    """Reads a sources.yaml."""
    parsed = parse(data, file)
    if parsed.node is None:
        return Registered(sources={}, faults=parsed.faults)
    read = shaped(SourcesFile, parsed.node, file)
    sources = read.shape.sources if read.shape is not None else []
    text = data.decode("utf-8-sig")
    return Registered(text=text, sources={source.id: source for source in sources}, faults=read.faults)


def with_source(text: str, source: Source) -> str | None:
    """The text of a sources.yaml with one source more, at its end; None when that cannot be done safely."""
    listed, lines = _listed(text), source_lines(source)
    if listed.flow_style:
        end = listed.end_mark.index - 1  # before the bracket
        more = ", ".join(line for line in lines if not line.endswith(":"))
        after = f"{text[:end]}, {{{more}}}{text[end:]}"
    else:
        between, before = "" if text.endswith("\n") else "\n", " " * listed.start_mark.column
        after = f"{text}{between}{before}- " + f"\n{before}  ".join(lines) + "\n"
    held, now = _held(text), _held(after)
    return after if now[:-1] == held and now[-1].get("id") == source.id else None


def with_values(text: str, source: str, values: Mapping[str, str]) -> str | None:
    """The text of a sources.yaml with other values of one of its sources; None as above."""
    after = text
    for key, value in values.items():
        nodes = [one for one in _listed(after).value if _id_of(one).value.strip() == source]
        if len(nodes) != 1:
            return None
        [node] = nodes
        after = _with_value(after, node, key, scalar(value))
    wanted = [{**one, **values} if one["id"].strip() == source else one for one in _held(text)]
    return after if _held(after) == wanted else None


def _with_value(text: str, held: yaml.MappingNode, key: str, value: str) -> str:
    """The text with a value in place of another, or behind the id where the key is not there."""
    if (old := _value(held, key)) is not None:
        start, end = old.start_mark.index, old.end_mark.index
        behind = "\n" if text[start:end].endswith("\n") else ""  # a text over several lines holds its end
        return f"{text[:start]}{'' if end > start else ' '}{value}{behind}{text[end:]}"
    end = _id_of(held).end_mark.index
    if held.flow_style:
        return f"{text[:end]}, {key}: {value}{text[end:]}"
    end = found if (found := text.find("\n", end)) >= 0 else len(text)  # behind a remark on the id
    return f"{text[:end]}\n{' ' * held.start_mark.column}{key}: {value}{text[end:]}"


def _held(text: str) -> list[dict[str, str]]:
    """The sources as the loader reads them; none when the text cannot be read."""
    node = parse(text.encode(), "").node
    held = plain(node) if node is not None else None
    sources = held.get("sources") if isinstance(held, dict) else None
    return sources if isinstance(sources, list) else [{}]


def _listed(text: str) -> yaml.SequenceNode:
    """The list of the sources, each with its place in the text."""
    listed = _value(yaml.compose(text, yaml.SafeLoader), "sources")
    assert isinstance(listed, yaml.SequenceNode)  # noqa: S101 - it has the shape of a sources.yaml
    return listed


def _id_of(source: yaml.Node) -> yaml.Node:
    found = _value(source, "id")
    assert found is not None  # noqa: S101 - as above
    return found


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)
