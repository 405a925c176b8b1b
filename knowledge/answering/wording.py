"""Composes answers: the answers of entries, with the fixed sentences of texts.yaml around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from types import MappingProxyType

from knowledge.conflicts.cells import BETWEEN_CELLS, Cell, cells_asked_for
from knowledge.conflicts.conflict import Kind
from knowledge.language.query import is_english
from knowledge.model.answer import Answer, Option, Reason, Status
from knowledge.model.base import KnowledgeBase, Reply
from knowledge.model.entry import Citation, Entry
from knowledge.model.source import SourceKind
from knowledge.ranking.decision import MOST_OPTIONS, Part
from knowledge.ranking.ranking import Match

_NOT_NAMED = frozenset({Kind.ATTRIBUTE, Kind.NAME})
_OF_HOTLINE = ("hotline_name", "hotline_number")
_Columns = Mapping[str, frozenset[str]]  # by the id of a row of a table, the columns told of it, if not all
_ALL: _Columns = MappingProxyType({})


class Wording:
    """Composes one answer from the parts of a question and their verdicts."""

    def __init__(self, base: KnowledgeBase, *, translated: bool = True) -> None:
        """Of a base without a word of English (`translated`) the notes stay Chinese, as its answers do."""
        self._base = base
        self._translated = translated
        self._complete: dict[tuple[str, str], str] = {}  # the sentences without placeholders

    def text(self, key: str, language: str = "zh", **values: str) -> str:
        """A fixed sentence in a language; in Chinese if it has no translation."""
        if values:
            return self._filled(key, language, **values)
        text = self._complete.get((key, language))
        if text is None:
            text = self._complete[key, language] = self._filled(key, language)
        return text

    def _filled(self, key: str, language: str, **values: str) -> str:
        hotline = {name: self._template(name, language) for name in _OF_HOTLINE}
        return self._template(key, language).format_map({**hotline, **values})

    def _template(self, key: str, language: str) -> str:
        texts = self._base.texts[key]
        return texts.get(language) or texts["zh"]

    def fixed(self, key: str, **values: str) -> Answer:
        """A fixed sentence as an answer of its own."""
        return Answer(status=Status.CANNED, text=self.text(key, **values), confidence=1.0)

    def canned(self, reply: Reply, question: str) -> Answer:
        """A fixed reply in the language of the message; the town's hotline is put in, other braces stay."""
        language = "en" if is_english(question) and "en" in reply.answer else "zh"
        text = reply.answer[language]
        for name in _OF_HOTLINE:
            text = text.replace(f"{{{name}}}", self._template(name, language)) if name in text else text
        return Answer(status=Status.CANNED, text=text, language=language, confidence=1.0)

    def compose(self, parts: Sequence[Part], today: date) -> Answer:
        """One answer to all parts of a question."""
        language = "en" if is_english(parts[0].asked) else "zh"
        answered = [part for part in parts if part.verdict.status is Status.ANSWERED]
        if not answered:
            return self._undecided(parts[0], language)
        columns = _columns_asked_for(answered) if language == "zh" else {}
        told = _without_duplicates(answered)
        texts = list(self._texts(told, columns, today, language, alone=len(parts) == 1))
        others = [(p.asked, self._options(p, answered, language)) for p in parts if p not in answered]
        if missing := "、".join(text for text, options in others if not options):
            texts.append(self.text("partial", language, parts=missing))
        if unsure := "、".join(text for text, options in others if options):
            texts.append(self.text("partial_offered", language, parts=unsure))
        current = [part for part in answered if _entry(part).in_force(today)]
        if not current:
            return self._lapsed(texts, language, parts)
        entries = tuple({_entry(part).id: _entry(part) for part in current}.values())
        offered = tuple(dict.fromkeys(chain.from_iterable(options for _, options in others)))[:MOST_OPTIONS]
        return replace(
            self._answered(entries, language, "\n".join(texts), columns, offered),
            unanswered_parts=tuple(part.asked for part in parts if part not in current),
            confidence=min(part.verdict.confidence for part in current),
            reasons=partial(_why, parts),
        )

    def _options(self, part: Part, answered: Sequence[Part], language: str) -> tuple[Option, ...]:
        """The options of a part, without entries that answer another part."""
        if part.verdict.status is not Status.CLARIFY:
            return ()
        entries = {_entry(other).id for other in answered}
        matches = (match for match in part.verdict.matches if match.profile.entry.id not in entries)
        return tuple(self._option(match, language) for match in matches)

    def _texts(
        self, answered: Sequence[Part], columns: _Columns, today: date, language: str, *, alone: bool
    ) -> Iterator[str]:
        """The text for each answered part: the answer of its entry, or that this is not in force."""
        is_first = True
        for part in answered:
            entry = _entry(part)
            if entry.in_force(today):
                lead = self.text("yes_no_lead", language) if part.confirms and is_first else ""
                cells = _told_cells(part.best.profile.cells, columns.get(entry.id, frozenset()))
                yield lead + cells if cells else self.told(entry, language, lead)
                is_first = False
            else:
                heading = "" if alone else self.text("part_heading", language, part=part.asked)
                yield heading + self._out_of_force(entry, today, language)

    def of_entries(self, entries: Sequence[Entry], today: date, language: str = "zh") -> Answer:
        """The joint answer of entries that a citizen picked."""
        current = [entry for entry in entries if entry.in_force(today)]
        if not current:
            return self._lapsed([self._out_of_force(entry, today, language) for entry in entries], language)
        lines = (
            self.told(entry, language) if entry in current else self._out_of_force(entry, today, language)
            for entry in entries
        )
        return self._answered(current, language, "\n".join(lines))

    def _answered(
        self,
        entries: Sequence[Entry],
        language: str,
        text: str,
        columns: _Columns = _ALL,
        options: tuple[Option, ...] = (),
    ) -> Answer:
        """The answer that entries give together; what is related is neither told nor offered above it."""
        ids = tuple(entry.id for entry in entries)
        shown = {*ids, *(option.entry for option in options)}
        return Answer(
            status=Status.ANSWERED,
            text=text,
            language=language,
            citations=tuple(dict.fromkeys(c for entry in entries for c in _cited_in(entry, columns))),
            entries=ids,
            options=options,
            related=tuple(dict.fromkeys(r for e in entries for r in e.related if r not in shown)),
            notes=self.notes(entries, language),
            confidence=1.0,
        )

    def told(self, entry: Entry, language: str, lead: str = "") -> str:
        """The answer of an entry in a language, after a lead; without a translation, Chinese after a note."""
        if language == "zh":
            return lead + entry.answer
        if translation := entry.translations.get(language):
            return lead + translation.answer
        return self.text("english_unavailable", language) + "\n" + lead + entry.answer

    def notes(self, entries: Sequence[Entry], language: str) -> tuple[str, ...]:
        """The date notes of the sources that these entries cite."""
        ids = dict.fromkeys(citation.source for entry in entries for citation in entry.citations)
        sources = [self._base.sources[id_] for id_ in ids]
        if language != "zh" and self._translated:
            notes = (source.as_of_en or self.text("english_as_of", language) for source in sources)
        else:
            notes = (source.as_of or self.text("as_of_default") for source in sources)
        return tuple(dict.fromkeys(notes))

    def cited(self, citation: Citation, language: str) -> str:
        """The source of a citation and the place in it, in words."""
        source = self._base.sources[citation.source]
        names = {"title": source.title, "publisher": source.publisher}
        if source.kind is SourceKind.TABLE:
            cell = {"row": citation.row or "", "column": citation.column or ""}
            return self.text("citation_table", language, **names, **cell)
        paragraph = self.text("paragraph", language, number=str(citation.paragraph))
        return self.text("citation", language, **names, paragraph=paragraph)

    def places(self, citations: Iterable[Citation], language: str) -> dict[str, tuple[str, ...]]:
        """Each cited place, in words, with all phrases that are cited from it."""
        found: dict[str, list[str]] = {}
        for citation in citations:
            found.setdefault(self.cited(citation, language), []).append(citation.evidence)
        return {cited: tuple(dict.fromkeys(evidences)) for cited, evidences in found.items()}

    def _out_of_force(self, entry: Entry, today: date, language: str) -> str:
        """The sentence that an entry is not in force yet, or no longer, with the date."""
        early = entry.valid_from is not None and today < entry.valid_from
        day = entry.valid_from if early else entry.expires_on
        return self.text("not_yet_valid" if early else "lapsed", language, date=str(day))

    def _lapsed(self, texts: Sequence[str], language: str, parts: Sequence[Part] = ()) -> Answer:
        """The answer if no entry found is in force on the day."""
        lines = (*texts, self.text("unknown_offer_hotline", language))
        return Answer(
            status=Status.UNKNOWN, text="\n".join(lines), language=language, reasons=partial(_why, parts)
        )

    def _undecided(self, part: Part, language: str) -> Answer:
        """The answer to a part without one: its options, or that it is unknown, with related entries."""
        options = tuple(self._option(match, language) for match in part.verdict.matches[:MOST_OPTIONS])
        if part.verdict.status is Status.CLARIFY:
            unsure = any(match.conflicts for match in part.verdict.matches[:1])
            which = "clarify" if len(options) > 1 else "did_you_mean"
            lines = [self.text("clarify_unsure" if unsure else which, language)]
        else:
            lines = [self.text("unknown", language), self.text("unknown_offer_hotline", language)]
            if options:
                denied = _tells_something_else(part)
                lines.append(self.text("unknown_nearby" if denied else "unknown_perhaps", language))
        return Answer(
            status=part.verdict.status,
            text="\n".join(lines),
            language=language,
            options=options,
            confidence=part.verdict.confidence if part.verdict.status is Status.CLARIFY else 0.0,
            reasons=partial(_why, (part,)),
        )

    def _option(self, match: Match, language: str) -> Option:
        entry = match.profile.entry
        return Option(entry=entry.id, question=entry.question_in(language), answer=self.told(entry, language))


def _entry(part: Part) -> Entry:
    return part.verdict.matches[0].profile.entry


def _tells_something_else(part: Part) -> bool:
    """Whether all that is mentioned beside an unknown part is known to be no answer to it."""
    shown = part.verdict.matches[:MOST_OPTIONS]
    return all(map(_is_something_else, shown)) and not any(
        cells_asked_for(part.query, match.profile.cells) for match in shown
    )


def _is_something_else(match: Match) -> bool:
    """Whether a match is about another thing, place, group or time than the question.

    What it does not name it may tell all the same: the wage of all other towns is that of each of them.
    """
    return any(c.bars or (c.firm and c.kind not in _NOT_NAMED) for c in match.conflicts)


def _columns_asked_for(parts: Iterable[Part]) -> dict[str, frozenset[str]]:
    """The columns that parts of a question ask for, by the id of the row; none for one that is told whole."""
    asked: dict[str, frozenset[str]] = {}
    whole: set[str] = set()
    for part in parts:
        cells = cells_asked_for(part.query, part.best.profile.cells)
        if not cells:
            whole.add(part.entry)
        asked[part.entry] = asked.get(part.entry, frozenset()).union(cell.column for cell in cells)
    return {entry: columns for entry, columns in asked.items() if entry not in whole}


def _told_cells(cells: Iterable[Cell], columns: frozenset[str]) -> str:
    """The cells of these columns, as the answer of the row tells them."""
    return BETWEEN_CELLS.join(cell.text for cell in cells if cell.column in columns)


def _cited_in(entry: Entry, columns: _Columns) -> Iterator[Citation]:
    """The citations of what is told of an entry."""
    told = columns.get(entry.id)
    return (citation for citation in entry.citations if told is None or citation.column in told)


def _without_duplicates(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without those that have the entry of an earlier one."""
    first: dict[str, Part] = {}
    for part in parts:
        first.setdefault(_entry(part).id, part)
    return tuple(first.values())


def _why(parts: Sequence[Part]) -> tuple[Reason, ...]:
    """The explanation: how each part was interpreted, and the score, features and conflicts of each match."""
    reasons = []
    for part in parts:
        reasons.append(Reason(step="interpret", entry="", what="text", value=part.query.text))
        for cue in part.query.cues:
            facets = "/".join(sorted(cue.facets))
            reasons.append(Reason(step="interpret", entry="", what=f"facet {cue.text}", value=facets))
        for group, values in part.query.qualifiers.items():
            value = "/".join(sorted(values))
            reasons.append(Reason(step="interpret", entry="", what=f"qualifier {group}", value=value))
        for match in part.matches:
            entry = match.profile.entry.id
            reasons.append(Reason(step="rank", entry=entry, what="score", value=f"{match.score:.3f}"))
            reasons.extend(
                Reason(step="rank", entry=entry, what=name, value=f"{share:.3f}")
                for name, share in match.features.items()
            )
            reasons.extend(
                Reason(step="decide", entry=entry, what=conflict.kind, value=conflict.word)
                for conflict in match.conflicts
            )
    return tuple(reasons)
