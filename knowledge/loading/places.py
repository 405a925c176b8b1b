"""Places in the files of a knowledge base that has been read: what a check finds later is pointed at, too."""

from __future__ import annotations

from pathlib import Path

from knowledge.files.contentfiles import ContentFile, content_paths, kind_of, read_file
from knowledge.files.yamltext import Mapping, Node, Scalar, Sequence, parse
from knowledge.loading.records import entry_nodes
from knowledge.loading.shapes import place_at
from knowledge.model.entry import Entry, FilePosition

Step = int | str


class Places:
    """Says where values stand in a folder's files; a file is parsed when something in it is asked for."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._roots: dict[Path, Node | None] = {}
        self._entries: dict[Path, dict[str, Node]] = {}
        self._lines: dict[Path, list[str]] = {}

    def in_entry(self, entry: Entry, *path: Step, key: bool = False) -> FilePosition:
        """Where the value of a path inside an entry stands; where the entry does, if the file changed."""
        node = self._node(entry)
        return entry.place if node is None else place_at(node, path, entry.place.file, key=key)

    def texts_in(self, entry: Entry, key: str) -> list[tuple[str, FilePosition]]:
        """The texts of a list inside an entry as written, each with its place."""
        held = dict(_pairs(self._node(entry))).get(key)
        items = held.items if isinstance(held, Sequence) else (held,)
        return [
            (item.text.strip(), FilePosition(file=entry.place.file, line=item.line, column=item.column))
            for item in items
            if isinstance(item, Scalar) and item.text.strip()
        ]

    def line(self, place: FilePosition) -> str:
        """The line of a file that a place is on; empty if it is there no more."""
        path = Path(place.file)
        if path not in self._lines:
            file = read_file(path)
            data = file.data if isinstance(file, ContentFile) else b""
            self._lines[path] = data.decode("utf-8-sig", "replace").splitlines()
        lines = self._lines[path]
        return lines[place.line - 1] if place.line <= len(lines) else ""

    def in_source(self, source_id: str, key: str) -> FilePosition | None:
        """Where the value of a key of a source stands."""
        found = self._file("sources")
        held = None if found is None else dict(_pairs(found[1])).get("sources")
        sources = held.items if isinstance(held, Sequence) else ()
        node = next((node for node in sources if _id(node) == source_id), None)
        return None if found is None or node is None else place_at(node, (key,), str(found[0]))

    def in_lexicon(self, *path: Step, key: bool = False) -> FilePosition | None:
        """Where the value of a path in the lexicon stands, or its key."""
        found = self._file("lexicon")
        return None if found is None else place_at(found[1], path, str(found[0]), key=key)

    def _node(self, entry: Entry) -> Node | None:
        path = Path(entry.place.file)
        if path not in self._entries:
            root = self._root(path)
            self._entries[path] = {_id(node): node for node in entry_nodes(root)} if root else {}
        return self._entries[path].get(entry.id)

    def _file(self, kind: str) -> tuple[Path, Node] | None:
        for path in content_paths(self._directory)[0]:
            if kind_of(path) == kind and (root := self._root(path)) is not None:
                return path, root
        return None

    def _root(self, path: Path) -> Node | None:
        if path not in self._roots:
            file = read_file(path)
            self._roots[path] = parse(file.data, file.path).node if isinstance(file, ContentFile) else None
        return self._roots[path]


def _id(node: Node) -> str:
    held = dict(_pairs(node)).get("id")
    return held.text.strip() if isinstance(held, Scalar) else ""


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return [(key.text, value) for key, value in node.pairs] if isinstance(node, Mapping) else []
