"""The loader: a folder of YAML becomes a knowledge base, or every fault in it at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from knowledge.files.contentfiles import ContentFile, content_paths, kind_of, read_file, version_of
from knowledge.files.faults import Fault, fault
from knowledge.files.yamltext import Node, parse
from knowledge.loading import schema
from knowledge.loading.collector import gc_paused
from knowledge.loading.copies import of_another_kind
from knowledge.loading.records import Draft, draft_of, entry_nodes, ids_in, lexicon_of, source_of
from knowledge.loading.remembered import ReadTopic, Remembered, digest_of, names_of, read_topic
from knowledge.loading.shapes import Shaped, meant, place_at, shaped
from knowledge.loading.structure import Surroundings, check
from knowledge.model.base import KnowledgeBase, Lexicon
from knowledge.model.entry import FilePosition
from knowledge.model.source import Source, SourceKind

# Faults that keep a knowledge base from being used, and a check from asking it nothing.
_OF_EVIDENCE = frozenset({"evidence_too_long", "uncarried_figure"})
_EXPECTED = ("topic", "sources")  # kinds of files that no knowledge base can do without
# Texts that are said no more; a town that still has one loads as before.
_RETIRED_TEXTS = frozenset({"follow_up_lost_context", "no_year_note"})

AnyShape = TypeVar("AnyShape", bound=schema.Shape)


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A knowledge base, or the faults for which there is none, and the files it was read from.

    `version` is what the files have in either case; `remembered` makes the next load quick; `askable` is what
    a check can ask all the same, where the faults are those of evidence alone, and nobody else may.
    """

    base: KnowledgeBase | None
    askable: KnowledgeBase | None
    faults: tuple[Fault, ...]
    version: str
    files: tuple[ContentFile, ...]
    remembered: Remembered


def read_knowledge(
    directory: Path, fallback_texts: Path | None = None, before: Remembered | None = None
) -> Loaded:
    """What the YAML files of a folder hold; texts that the folder leaves out come from the fallback.

    Only files that changed since `before` are parsed; the result is the same as without it.
    """
    with gc_paused():  # which returns when what the reading alone needed is gone
        return _loaded(directory, fallback_texts, before or Remembered())


def _loaded(directory: Path, fallback_texts: Path | None, before: Remembered) -> Loaded:
    reading = _Reading(before=before)
    base = reading.base_of(directory, fallback_texts)
    faults = tuple(sorted(reading.faults, key=_in_reading_order))
    return Loaded(
        base=None if faults else base,
        askable=base if all(found.code in _OF_EVIDENCE for found in faults) else None,
        faults=faults,
        version=base.version,
        files=tuple(reading.files),
        remembered=before if faults else reading.remembered(),
    )


def _in_reading_order(fault: Fault) -> tuple[str, int, int]:
    place = fault.place
    return ("", 0, 0) if place is None else (place.file, place.line, place.column)


@dataclass(slots=True)
class _Reading:
    """One load in progress: what has been read so far, and every fault met."""

    before: Remembered
    faults: list[Fault] = field(default_factory=list)
    files: list[ContentFile] = field(default_factory=list)
    read: dict[str, ReadTopic] = field(default_factory=dict)
    topics: dict[str, None] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    sources: dict[str, Source] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=lambda: Lexicon(qualifiers={}))
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    text_places: dict[str, FilePosition] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)  # kinds of files that are missing or not understood

    def base_of(self, directory: Path, fallback_texts: Path | None) -> KnowledgeBase:
        self.files = self._files(directory)
        for file in self.files:
            self._take(file)
        if fallback_texts is not None:
            self._fall_back(fallback_texts)
        around = self._surroundings()
        if around.names != self.before.names or around.sources != self.before.sources:
            self.drafts = [replace(draft, proved=False) if draft.proved else draft for draft in self.drafts]
        self.faults += check(self.drafts, around)
        return KnowledgeBase(
            version=version_of(self.files),
            topics=tuple(self.topics),
            entries=tuple(draft.entry for draft in self.drafts),
            sources=self.sources,
            lexicon=self.lexicon,
            texts=self.texts,
        )

    def _files(self, directory: Path) -> list[ContentFile]:
        paths, faults = content_paths(directory)
        if faults:
            self.faults += faults
            self.unread |= set(_EXPECTED)
            return []
        kinds = [kind_of(path) for path in paths]
        for kind in _EXPECTED:
            if kind not in kinds:
                self.faults.append(fault(f"no_{kind}", None, name=directory))
                self.unread.add(kind)
        files: list[ContentFile] = []
        for path, kind in zip(paths, kinds, strict=True):
            file = read_file(path)
            if isinstance(file, Fault):
                self.faults.append(file)
                self.unread.add(kind)
                continue
            files.append(file)
            if kind != "topic" and kinds.count(kind) > 1:
                self.faults.append(
                    fault("same_file_twice", FilePosition(file=file.path, line=1, column=1), name=kind)
                )
        return files

    def remembered(self) -> Remembered:
        """What the next load can take over of this one, which has no faults."""
        return Remembered(
            topics=self.read,
            digests={file.path: digest_of(file) for file in self.files if file.kind == "lexicon"},
            lexicon=self.lexicon,
            sources=self.sources,
            names=names_of(self.lexicon, self.sources),
        )

    def _take(self, file: ContentFile) -> None:
        held = self.before.topic(file) if file.kind == "topic" else None
        if held is not None:
            self._take_over(held, file)
            return
        if file.kind == "lexicon" and self.before.holds(file):
            self.lexicon = self.before.lexicon
            return
        parsed = parse(file.data, file.path)
        self.faults += parsed.faults
        if parsed.node is None:
            self.unread.add(file.kind)
        elif file.kind == "sources":
            self._take_sources(parsed.node, file.path)
        elif file.kind == "lexicon":
            if (lexicon := self._shaped(schema.LexiconFile, parsed.node, file.path).shape) is not None:
                self.lexicon = lexicon_of(lexicon)
        elif file.kind == "texts":
            self._take_texts(parsed.node, file.path)
        else:
            self._take_topic(parsed.node, file)

    def _take_over(self, held: ReadTopic, file: ContentFile) -> None:
        """A file that was read before and has not changed since."""
        self.read[file.path] = held
        self.ids.update(entry.id for entry in held.entries)
        self.topics[held.topic] = None
        self.drafts += held.drafts(file)

    def _shaped(self, model: type[AnyShape], node: Node, path: str) -> Shaped[AnyShape]:
        result = shaped(model, node, path)
        self.faults += result.faults
        return result

    def _take_topic(self, root: Node, file: ContentFile) -> None:
        """The entries of a file; those that fit are checked further even when others do not."""
        path = file.path
        if (misplaced := of_another_kind(root, path)) is not None:
            self.faults.append(misplaced)
            return
        self.ids.update(ids_in(root))
        result = self._shaped(schema.TopicFile, root, path)
        if result.shape is not None:
            topic = result.shape.topic
            self.topics[topic] = None
            pairs = zip(result.shape.entries, entry_nodes(root), strict=True)
            drafts = [draft_of(shape, topic, node, path) for shape, node in pairs]
            self.drafts += drafts
            self.read[path] = read_topic(file, topic, drafts)
            return
        for index, node in enumerate(entry_nodes(root)):
            if ("entries", index) not in result.misfits:
                entry = shaped(schema.EntryShape, node, path).shape
                self.drafts += [] if entry is None else [draft_of(entry, "", node, path)]

    def _take_sources(self, root: Node, path: str) -> None:
        shape = self._shaped(schema.SourcesFile, root, path).shape
        if shape is None:
            self.unread.add("sources")
            return
        places: dict[str, FilePosition] = {}
        for index, source in enumerate(shape.sources):
            place = place_at(root, ("sources", index), path)
            if source.id in places:
                self.faults.append(fault("duplicate_source", place, id=source.id, other=places[source.id]))
            if source.kind is SourceKind.ARTICLE and not source.paragraphs:
                self.faults.append(fault("missing", place, key="paragraphs"))
            places.setdefault(source.id, place)
            self.sources[source.id] = source_of(source)

    def _take_texts(self, root: Node, path: str) -> None:
        shape = self._shaped(schema.TextsFile, root, path).shape
        for key, sentence in () if shape is None else shape.texts.items():
            self.texts[key] = sentence
            self.text_places[key] = place_at(root, ("texts", key), path, key=True)

    def _fall_back(self, path: Path) -> None:
        """Texts that the town leaves out; a text the shipped file does not know is a slip."""
        own, places = dict(self.texts), dict(self.text_places)
        file = read_file(path)
        parsed = parse(file.data, file.path) if isinstance(file, ContentFile) else None
        if parsed is None or parsed.node is None:
            self.faults += [file] if isinstance(file, Fault) else parsed.faults if parsed else ()
            return
        self.texts = {}
        self._take_texts(parsed.node, str(path))
        for key in own.keys() - self.texts.keys() - _RETIRED_TEXTS if self.texts else ():
            self.faults.append(fault("unknown_text", places[key], key=key, hint=meant(key, self.texts)))
        self.texts |= own

    def _surroundings(self) -> Surroundings:
        return Surroundings(
            ids=None if "topic" in self.unread else frozenset(self.ids),
            sources=None if "sources" in self.unread else self.sources,
            names=names_of(self.lexicon, self.sources),
        )
