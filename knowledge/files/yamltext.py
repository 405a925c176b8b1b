"""Safe YAML: bytes become a tree of texts, lists and mappings that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import yaml

from knowledge.files.faults import Fault, fault
from knowledge.files.forgotten import joined
from knowledge.files.yamlerrors import explain
from knowledge.model.entry import FilePosition

LARGEST_FILE = 16 * 2**20  # 10,000 rich entries are 11 MB
MOST_NODES = 800_000  # 10,000 rich entries are 610,000
DEEPEST = 20
LONGEST_TEXT = 20_000
MOST_FAULTS = 200  # of one file; nobody reads more

_NEW = tuple.__new__  # a third of the time that NamedTuple takes over its own

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_DIRECTIVE = re.compile("^%", re.MULTILINE)


class Scalar(NamedTuple):
    """A text; an empty value is the empty text, and `NO` and `12:30` stay as written."""

    text: str
    line: int
    column: int


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys and values in the order written; no key stands twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = "Scalar | Sequence | Mapping"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """The tree of a file, or the faults that keep it from being one."""

    node: Node | None
    faults: tuple[Fault, ...]


class _RefusedError(Exception):
    """This file cannot be read further: the fault says why."""

    def __init__(self, refusal: Fault) -> None:
        super().__init__(str(refusal))
        self.fault = refusal


def parse(data: bytes, file: str) -> Parsed:
    """The tree of a YAML file, or a fault in a sentence, whatever the bytes are."""
    composer = _Composer(file)
    try:
        text = _decoded(data, file)
        node = composer.compose(text)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            raise _RefusedError(fault("empty_file", FilePosition(file=file, line=1, column=1)))
    except _RefusedError as refused:
        return Parsed(node=None, faults=(*composer.faults, refused.fault))
    faults = tuple(composer.faults)
    return Parsed(node=None if faults else node, faults=faults)


def plain(node: Node) -> object:
    """The tree as strings, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [item.text if type(item) is Scalar else plain(item) for item in node.items]
    return {key.text: value.text if type(value) is Scalar else plain(value) for key, value in node.pairs}


def _decoded(data: bytes, file: str) -> str:
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 2**20
        raise _RefusedError(fault("file_too_large", FilePosition(file=file, line=1, column=1), limit=limit))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        raise _RefusedError(fault("not_utf8", _place_after(before, file))) from None
    if (control := _CONTROL.search(text)) is not None:
        place = _place_after(text[: control.start()], file)
        raise _RefusedError(fault("control_character", place, name=f"U+{ord(control.group()):04X}"))
    if (percent := _DIRECTIVE.search(text)) is not None:
        raise _RefusedError(fault("directive", _place_after(text[: percent.start()], file)))
    return text


def _place_after(before: str, file: str) -> FilePosition:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return FilePosition(file=file, line=len(lines), column=len(lines[-1]) + 1)


def _parser(text: str) -> yaml.CSafeLoader | yaml.SafeLoader:
    """Gives the events of a text one by one, so that a limit stops the reading before it is hurt."""
    return yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)


def _spot(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    mapping: bool
    line: int
    column: int
    nodes: list[Node]


class _Composer:
    """Builds the tree from events; keeps the faults that do not end the reading."""

    def __init__(self, file: str) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._open: list[_Open] = []
        self._over_lines: list[Any] = []  # scalars without quotes

    def compose(self, text: str) -> Node | None:
        """The root of the tree."""
        try:
            root = self._composed(_parser(text).get_event)
        except yaml.YAMLError as error:
            raise _RefusedError(explain(error, text, self._file)) from None
        lines = text.splitlines() if self._over_lines else []
        for event in self._over_lines[:MOST_FAULTS]:
            start, end = event.start_mark, event.end_mark
            self.faults += joined(lines, start.line, start.column, end.line, self._file)
        return root

    def _composed(self, next_event: Callable[[], yaml.Event | None]) -> Node | None:
        """The same; this loop is the hot place of a load, so scalars are made right here."""
        root: Node | None = None
        nodes: list[Node] | None = None  # of the innermost list or mapping that is open
        count = 0
        while (event := next_event()) is not None:
            node: Node
            kind = type(event)
            if kind is yaml.ScalarEvent:
                held: Any = event  # its mark is there: a parser that reads a text always gives one
                mark, text = held.start_mark, held.value
                node = _NEW(Scalar, (text, mark.line + 1, mark.column + 1))
                if " " in text or held.anchor is not None or held.tag is not None or len(text) > LONGEST_TEXT:
                    self._look_at(held)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = self._end()
                nodes = self._open[-1].nodes if self._open else None
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                nodes = self._begin(event, mapping=kind is yaml.MappingStartEvent)
                continue
            else:
                self._marker(event, root)
                continue
            count += 1
            if count > MOST_NODES:
                raise _RefusedError(fault("too_many_nodes", self._place(event), limit=MOST_NODES))
            if nodes is not None:
                nodes.append(node)
            else:
                root = node
        return root

    def _look_at(self, event: Any) -> None:
        """Refuses a scalar with a mark, or too long; one without quotes over several lines may be several."""
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        if len(event.value) > LONGEST_TEXT:
            raise _RefusedError(fault("too_long", self._place(event), limit=LONGEST_TEXT))
        if not event.style and event.end_mark.line > event.start_mark.line:
            self._over_lines.append(event)

    def _begin(self, event: Any, *, mapping: bool) -> list[Node]:
        """A list or mapping begins; its nodes to come."""
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        if len(self._open) >= DEEPEST:
            raise _RefusedError(fault("too_deep", self._place(event), limit=DEEPEST))
        begun = _Open(mapping, *_spot(event), [])
        self._open.append(begun)
        return begun.nodes

    def _marker(self, event: yaml.Event, root: Node | None) -> None:
        """What has no place here: an alias, a second document."""
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(fault("alias", self._place(event)))
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _RefusedError(fault("several_documents", self._place(event)))

    def _marked(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> _RefusedError:
        return _RefusedError(fault("tag" if event.anchor is None else "anchor", self._place(event)))

    def _end(self) -> Node:
        ended = self._open.pop()
        if ended.mapping:
            return _NEW(Mapping, (self._pairs(ended.nodes), ended.line, ended.column))
        return _NEW(Sequence, (tuple(ended.nodes), ended.line, ended.column))

    def _pairs(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        """Keys with their values; the slow way where some key has no place here."""
        texts = {key.text for key in nodes[::2] if isinstance(key, Scalar)}
        if 2 * len(texts) < len(nodes) or "<<" in texts:
            return tuple(self._fitting(nodes))
        pairs: Any = zip(nodes[::2], nodes[1::2], strict=True)  # the keys are scalars
        return tuple(pairs)

    def _fitting(self, nodes: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        """The pairs whose keys fit; a fault for every other one."""
        seen: dict[str, int] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if isinstance(key, Scalar) and key.text not in seen and key.text != "<<":
                seen[key.text] = key.line
                yield key, value
                continue
            place = FilePosition(file=self._file, line=key.line, column=key.column)
            if not isinstance(key, Scalar):
                self.faults.append(fault("complex_key", place))
            elif key.text == "<<":
                self.faults.append(fault("merge_key", place))
            else:
                self.faults.append(fault("duplicate_key", place, key=key.text, line=seen[key.text]))
            if len(self.faults) >= MOST_FAULTS:
                raise _RefusedError(fault("too_many_faults", place))

    def _place(self, event: yaml.Event) -> FilePosition:
        line, column = _spot(event)
        return FilePosition(file=self._file, line=line, column=column)
