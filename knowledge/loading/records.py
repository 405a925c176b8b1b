"""From shapes to records: the frozen values the rest of the house works with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.files.yamltext import Mapping, Node, Scalar, Sequence
from knowledge.loading import schema
from knowledge.loading.shapes import place_at, place_of
from knowledge.model.base import Lexicon, Reply, Term
from knowledge.model.entry import Citation, Entry, FilePosition, Translation
from knowledge.model.source import Source

_EMERGENCY = "emergency"
_WIDE = (("，", ","), ("？", "?"))
_NO_WORD = re.compile(r"(?:[^\w\n]|_)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An entry not yet checked against the others, with the part of its file it stands in.

    Attributes:
        keys: what its question and phrasings are compared by with those of others.
        node: gives the part of the file.
        proved: whether it was found to be without faults in itself, and under the same names and sources.
    """

    entry: Entry
    keys: tuple[str, ...]
    node: Callable[[], Node]
    proved: bool = False

    def place(self, *path: int | str) -> FilePosition:
        """Where the value of a path inside the entry stands."""
        return place_at(self.node(), path, self.entry.place.file)

    def place_of(self, key: str, text: str) -> FilePosition:
        """Where a text first stands in one of the entry's lists."""
        return place_of(self.node(), (key,), text, self.entry.place.file)


def entry_nodes(root: Node) -> tuple[Node, ...]:
    """The nodes of a topic file's entries, also of a file that does not fit the schema."""
    if isinstance(root, Mapping):
        for key, value in root.pairs:
            if key.text == "entries" and isinstance(value, Sequence):
                return value.items
    return ()


def ids_in(root: Node) -> Iterator[str]:
    """The ids of a topic file's entries as written, so that others may relate to a faulty one."""
    for node in entry_nodes(root):
        for key, value in node.pairs if isinstance(node, Mapping) else ():
            if key.text == "id" and isinstance(value, Scalar):
                yield value.text.strip()


def draft_of(shape: schema.EntryShape, topic: str, node: Node, file: str) -> Draft:
    """The entry of a shape; its place is the line of its id."""
    entry = Entry(
        id=shape.id,
        topic=topic,
        question=shape.question,
        answer=shape.answer,
        citations=tuple(_citation(citation) for citation in shape.citations),
        place=place_at(node, ("id",), file, key=True),
        phrasings=tuple(dict.fromkeys(shape.phrasings)),
        subject=tuple(shape.subject),
        facets=tuple(dict.fromkeys(shape.facets or shape.facet)),
        qualifiers=shape.qualifiers,
        not_for=tuple(shape.not_for),
        checks=tuple(shape.checks),
        related=tuple(shape.related),
        valid_from=shape.valid_from,
        expires_on=shape.expires_on,
        review_by=shape.review_by,
        translations={
            language: Translation(question=translation.question, answer=translation.answer)
            for language, translation in shape.translations.items()
        },
    )
    return Draft(entry=entry, keys=keys_of(entry), node=lambda: node)


def keys_of(entry: Entry) -> tuple[str, ...]:
    """What an entry's question and phrasings are compared by with those of others.

    Without case, width, punctuation and space; all at once, a line each, in a third of the time.
    """
    lines = "\n".join([text.replace("\n", " ") for text in (entry.question, *entry.phrasings)])
    for wide, narrow in _WIDE:  # what is left of them is quickly seen to be as NFKC has it
        lines = lines.replace(wide, narrow)
    return tuple(_NO_WORD.sub("", unicodedata.normalize("NFKC", lines).casefold()).split("\n"))


def source_of(shape: schema.SourceShape) -> Source:
    """The source of a shape."""
    values = shape.model_dump()
    return Source(**values | {"paragraphs": shape.paragraphs or 0})


def lexicon_of(shape: schema.LexiconFile) -> Lexicon:
    """The lexicon of a shape."""
    return Lexicon(
        terms=tuple(
            Term(
                term=term.term,
                synonyms=tuple(term.synonyms),
                english=tuple(term.english),
                pinyin=tuple(term.pinyin),
            )
            for term in shape.terms
        ),
        qualifiers={
            group: {value: tuple(names) for value, names in values.items()}
            for group, values in shape.qualifiers.items()
        },
        replies=tuple(_reply(reply, reply.kind) for reply in shape.replies),
        emergency=tuple(_reply(reply, _EMERGENCY) for reply in shape.emergency),
    )


def _citation(shape: schema.CitationShape) -> Citation:
    return Citation(
        source=shape.source,
        evidence=shape.evidence,
        paragraph=shape.paragraph,
        row=shape.row or None,
        column=shape.column or None,
    )


def _reply(shape: schema.EmergencyShape, kind: str) -> Reply:
    return Reply(kind=kind, words=tuple(shape.words), answer=shape.answer)
