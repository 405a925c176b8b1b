"""Copies of files that were left beside the originals: a sentence for each, and none for their entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from knowledge.files.faults import Fault, fault
from knowledge.files.yamltext import Mapping as MappingNode
from knowledge.files.yamltext import Node
from knowledge.loading import schema
from knowledge.loading.records import Draft
from knowledge.model.entry import FilePosition

_OF_A_COPY = re.compile(r"副本|复件|拷贝|备份|copy|backup|bak|[(（]\d+[)）]$|旧|old", re.IGNORECASE)
_OF_A_TOPIC = schema.TopicFile.model_fields.keys()
_Questions = dict[str, str]


def copies(drafts: Iterable[Draft]) -> dict[str, str]:
    """The files that hold nothing but entries of another, each with that other.

    They have the same ids, and most questions are the same: an id that was used twice is no copy.
    """
    files: dict[str, _Questions] = {}
    for draft in drafts:
        files.setdefault(draft.entry.place.file, {})[draft.entry.id] = draft.entry.question
    found: dict[str, str] = {}
    for one, other in sorted(_alike(files), key=lambda pair: all(map(_is_marked, pair))):
        copy, original = (one, other) if _looks_copied(one, other, files) else (other, one)
        if original not in found:
            found.setdefault(copy, original)
    return found


def told(copied: Mapping[str, str]) -> Iterator[Fault]:
    """A fault for each copy, at the head of its file."""
    for copy, original in copied.items():
        place = FilePosition(file=copy, line=1, column=1)
        yield fault("same_topic_twice", place, name=Path(copy).name, other=Path(original).name)


def of_another_kind(root: Node, path: str) -> Fault | None:
    """That a file, by its name one of a topic, holds what belongs into another: a copy of `sources.yaml`."""
    keys = [key.text for key, _ in root.pairs] if isinstance(root, MappingNode) else []
    if any(key in _OF_A_TOPIC for key in keys):
        return None
    for kind in ("sources", "lexicon", "texts"):
        if any(key in schema.FILES[kind].model_fields for key in keys):
            place = FilePosition(file=path, line=1, column=1)
            return fault("file_of_another_kind", place, name=Path(path).name, kind=f"{kind}.yaml")
    return None


def _alike(files: Mapping[str, _Questions]) -> Iterator[tuple[str, str]]:
    """Pairs of files of which one holds nothing but entries of the other."""
    held: dict[str, list[str]] = {}
    for file, questions in files.items():
        for name in questions:
            held.setdefault(name, []).append(file)
    pairs = {pair for several in held.values() if len(several) > 1 for pair in combinations(several, 2)}
    for one, other in sorted(pairs):
        shared = files[one].keys() & files[other].keys()
        same = sum(files[one][name] == files[other][name] for name in shared)
        if len(shared) in (len(files[one]), len(files[other])) and 2 * same >= len(shared):
            yield one, other


def _looks_copied(one: str, other: str, files: Mapping[str, _Questions]) -> bool:
    """Whether of two such files the first is the copy: by its name, or as it holds less."""
    if _is_marked(one) != _is_marked(other):
        return _is_marked(one)
    if len(files[one]) != len(files[other]):
        return len(files[one]) < len(files[other])
    return len(one) > len(other)


def _is_marked(file: str) -> bool:
    """Whether a file is called a copy by its name."""
    return _OF_A_COPY.search(Path(file).stem) is not None
