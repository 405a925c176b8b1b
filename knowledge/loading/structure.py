"""Structure: what must hold between entries, their sources and their evidence before they are one base."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.figures.figures import Figure, as_told, bare_ones_too, uncarried
from knowledge.files.faults import Fault, Phrase, fault, hint, quoted
from knowledge.files.table import LONGEST_EVIDENCE, fits, phrases
from knowledge.loading.copies import copies, told
from knowledge.loading.records import Draft
from knowledge.loading.shapes import meant
from knowledge.model.entry import Citation, Entry, FilePosition
from knowledge.model.source import Source, SourceKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What entries refer to; None where a file could not be read and a reference cannot be judged.

    `names` are names of the lexicon that hold a numeral and are no figures.
    """

    ids: frozenset[str] | None
    sources: dict[str, Source] | None
    names: tuple[str, ...] = ()


def check(drafts: Sequence[Draft], around: Surroundings) -> Iterator[Fault]:
    """Every fault in the structure of the entries; of a file that copies another only that it does."""
    copied = copies(drafts)
    yield from told(copied)
    originals = [draft for draft in drafts if draft.entry.place.file not in copied] if copied else drafts
    yield from _same_ids(originals)
    yield from _same_phrasings(originals)
    for draft in originals:
        yield from _related(draft, around.ids)
        if not draft.proved:
            yield from _citations(draft, around.sources)
            yield from _figures(draft, around.names)
            yield from _dates(draft)


def _same_ids(drafts: Iterable[Draft]) -> Iterator[Fault]:
    seen: dict[str, Draft] = {}
    for draft in drafts:
        entry = draft.entry
        first = seen.setdefault(entry.id, draft)
        if first is not draft:
            yield fault("duplicate_id", entry.place, id=entry.id, other=first.entry.place)


def _same_phrasings(drafts: Iterable[Draft]) -> Iterator[Fault]:
    seen: dict[str, Draft] = {}
    for draft in drafts:
        for number, key in enumerate(draft.keys):
            first = seen.setdefault(key, draft)
            if key and first.entry.id == draft.entry.id:
                continue  # also of an entry whose id another has, which is told by itself
            place, phrasing = _phrasing(draft, number)
            if not key:
                yield fault("no_words", place, value=phrasing)
            else:
                other = first.entry
                yield fault(
                    "duplicate_phrasing",
                    place,
                    phrasing=phrasing,
                    id=other.id,
                    other=other.place,
                )


def _phrasing(draft: Draft, number: int) -> tuple[FilePosition, str]:
    """Where and what an entry's key of that number stands for: its question comes first."""
    entry = draft.entry
    if not number:
        return draft.place("question"), entry.question
    return draft.place_of("phrasings", entry.phrasings[number - 1]), entry.phrasings[number - 1]


def _related(draft: Draft, ids: frozenset[str] | None) -> Iterator[Fault]:
    for index, related in enumerate(draft.entry.related):
        if ids is not None and related not in ids:
            place, near = draft.place("related", index), meant(related, ids)
            yield fault("dangling_related", place, id=related, hint=near)


def _citations(draft: Draft, sources: dict[str, Source] | None) -> Iterator[Fault]:
    for index, citation in enumerate(draft.entry.citations):
        if not fits(citation.evidence):
            yield _too_long(draft, index)
        if sources is None:
            continue
        source = sources.get(citation.source)
        if source is None:
            place, near = draft.place("citations", index, "source"), meant(citation.source, sources)
            yield fault("dangling_source", place, id=citation.source, hint=near)
        else:
            yield from _position(draft, index, citation, source)


def _position(draft: Draft, index: int, citation: Citation, source: Source) -> Iterator[Fault]:
    path = ("citations", index, "paragraph")
    if source.kind is SourceKind.TABLE:
        if citation.row is None or citation.column is None:
            yield fault("no_cell", draft.place(*path), source=source.id)
    elif citation.paragraph is None:
        yield fault("no_paragraph", draft.place(*path))
    elif not 1 <= citation.paragraph <= source.paragraphs:
        words = {"source": source.id, "count": source.paragraphs, "paragraph": citation.paragraph}
        yield fault("paragraph_out_of_range", draft.place(*path), **words)


def _too_long(draft: Draft, index: int) -> Fault:
    """That evidence is too long, and which phrases of it carry the same of what the entry states."""
    evidence = draft.entry.citations[index].evidence
    length = len(unicodedata.normalize("NFKC", evidence))
    pieces = _pieces(draft, index)
    told = hint("shorten_to" if len(pieces) == 1 else "part_into", count=len(pieces), pieces=quoted(pieces))
    words = {"length": length, "limit": LONGEST_EVIDENCE, "hint": told if pieces else hint("shorten")}
    return fault("evidence_too_long", draft.place("citations", index, "evidence"), **words)


def _pieces(draft: Draft, index: int) -> list[str]:
    """The phrases of one evidence that together carry all that it carries; none if no such are found."""
    evidences = draft.entry.evidences
    others = [*evidences[:index], *evidences[index + 1 :]]
    texts = [text for _, _, text in stated(draft.entry)]
    lacking = _lacking(texts, evidences)
    pieces = list(filter(fits, phrases(evidences[index])))
    if _lacking(texts, [*others, *pieces]) != lacking:
        return []
    for piece in tuple(pieces):
        rest = [other for other in pieces if other is not piece]
        if _lacking(texts, [*others, *rest]) == lacking:
            pieces = rest
    return pieces


def _lacking(texts: Sequence[str], evidences: Sequence[str]) -> list[tuple[Figure, ...]]:
    return [uncarried(text, evidences) for text in texts]


def _figures(draft: Draft, names: Sequence[str]) -> Iterator[Fault]:
    evidences = draft.entry.evidences
    for path, where, text in stated(draft.entry):
        for figure in uncarried(text, evidences, names):
            words = {"where": where, "figure": text[figure.start : figure.end]}
            told = next(_told_otherwise(figure, evidences), hint("prove"))
            yield fault("uncarried_figure", draft.place(*path), **words, hint=told)


def _told_otherwise(figure: Figure, evidences: Sequence[str]) -> Iterator[Phrase]:
    """How evidences state the same number: with another bound (60分钟以内), or of something else."""
    told = [(evidence, other) for evidence in evidences for other in bare_ones_too(evidence)]
    for evidence, other in told:
        if other.is_as_much_as(figure):
            yield hint("other_bound", evidence=evidence, other=as_told(evidence, other))
    for evidence, other in told:
        if other.value == figure.value and not other.is_as_much_as(figure):
            yield hint("other_unit", evidence=evidence, other=as_told(evidence, other))


def stated(entry: Entry) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The texts whose figures the evidence must carry: where they stand, what they are, what they say."""
    yield ("answer",), "回答", entry.answer
    for language, translation in entry.translations.items():
        yield ("translations", language, "question"), f"{language} 问题", translation.question
        yield ("translations", language, "answer"), f"{language} 回答", translation.answer


def _dates(draft: Draft) -> Iterator[Fault]:
    start, end = draft.entry.valid_from, draft.entry.expires_on
    if start is not None and end is not None and start > end:
        yield fault("dates_reversed", draft.place("valid_from"), valid_from=start, expires_on=end)
