"""`anda check`: every fault of a knowledge base in sentences, and what the program inferred."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import track

from bot.compared import Compared, compared
from bot.config import Config
from bot.engines import ContentFaultyError, load, meanings_of, today
from bot.sentences import command_text, hindrance
from bot.terminal.checked import checked
from knowledge.announcements.loader import against, read_announcements
from knowledge.answering.engine import Engine
from knowledge.derived.derived import Derived, derive
from knowledge.evaluation.checks import behaviour, changed, due, misplaced_figures
from knowledge.evaluation.dated import out_of_date, spanning
from knowledge.evaluation.inferred import Inferred, inferred, named_otherwise, twin_groups
from knowledge.files.faults import Fault, fault
from knowledge.loading.hints import hints
from knowledge.loading.overlaps import overlapping
from knowledge.loading.places import Places
from knowledge.loading.proof import paragraphs_of, prove, source_of_file
from knowledge.loading.qualified import unlisted
from knowledge.loading.schema import json_schema
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry
from knowledge.model.source import Source, SourceKind

_MANY = 200  # entries; more show a progress bar
_FEW_PHRASINGS = 4  # with fewer an entry is mostly offered, and seldom answered (docs/adr/0024)
_NAMED = 5  # entries
_BEGINNING = 16  # characters of a paragraph


class _Original(NamedTuple):
    """The text of a source, which goes by this id, and the SHA-256 of its file."""

    source: str
    text: str
    sha256: str


_Proof = tuple[_Original | Fault, tuple[Fault, ...]]


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a check found; `due`, `hints`, `thin`, `inferred` and `numbered` are notes and no faults.

    In `thin` are the ids of entries with few phrasings; only a verbose report names them all. So it does with
    the lines of `inferred`, of which `doubtful` may lead astray.
    So is `uncompared`: evidence that was not compared with its original, which is the last that is said of
    a knowledge base without faults.
    """

    faults: tuple[Fault, ...]
    due: tuple[Fault, ...] = ()
    hints: tuple[Fault, ...] = ()
    thin: Sequence[str] = ()
    inferred: tuple[str, ...] = ()
    doubtful: int = 0
    numbered: tuple[str, ...] = ()
    summary: str = ""
    proved: list[str] = field(default_factory=list)
    uncompared: tuple[str, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether staff must put something right."""
        return bool(self.faults)

    def lines(self, verbose: bool) -> Iterator[str]:
        """The report, a line each."""
        yield from map(str, self.faults)
        yield from map(str, self.due)
        yield from map(str, self.hints)
        if self.thin:
            named = "、".join(self.thin) if verbose else _named(self.thin)
            yield command_text("few_phrasings", count=len(self.thin), few=_FEW_PHRASINGS, entries=named)
        if verbose:
            yield from self.inferred
            yield from self.numbered
        elif self.doubtful:
            yield command_text("look_at_inferred", count=self.doubtful)
        yield from self.proved
        count = len(self.faults)
        yield (
            command_text("faults_counted", count=count) if count else self.summary + command_text("faultless")
        )
        if not count:
            yield from self.uncompared


def schema_text() -> str:
    """The JSON Schema of the content files, for editors."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def run_check(
    config: Config, directory: Path, sources: Sequence[str], everything: bool, console: Console
) -> Report:
    """Checks structure first, then evidence against the sources, then what the engine answers."""
    announced = read_announcements(directory, ZoneInfo(config.timezone))
    unfounded, read = _read(config, directory)
    if read is None:
        return Report(faults=(*unfounded, *announced.faults))
    base, derived = read
    places = Places(directory)
    originals = [_original(base, argument) for argument in sources]
    proofs = [(original, _prove(base, original, places)) for original in originals]
    unproved = [found for _, faults in proofs for found in faults]
    memory = checked(config, directory, base)
    meanings = meanings_of(config, derived)
    engine = Engine(base, derived, config.limits.question_characters, meanings=meanings)
    entries = base.entries if everything else changed(base.entries, memory.fingerprints())
    day = today(config)
    wrong = [
        (entry, (*misplaced_figures(engine, entry, places), *behaviour(engine, [entry], day, places=places)))
        for entry in _with_bar(console, entries)
    ]
    memory.remember(base, wrong)
    wild = (*unlisted(base, engine.derived.interpreter.language, places), *overlapping(base, places))
    limits = inferred(engine)
    unfit = [found for announcement in announced.announcements for found in against(engine, announcement)]
    return Report(
        faults=(*unfounded, *unproved, *wild, *memory.explained(wrong), *announced.faults, *unfit),
        due=due(base.entries, day),
        hints=(*hints(base, places), *_of_engine(engine, places, day)),
        thin=[entry.id for entry in base.entries if len(entry.phrasings) < _FEW_PHRASINGS],
        inferred=tuple(_inferred(engine, limits)),
        doubtful=sum(limit.doubtful for limit in limits),
        numbered=tuple(line for original in originals for line in _numbered(base, original)),
        summary=_summary(base, len(entries), len(announced.announcements)),
        proved=[
            command_text("source_proved", source=argument)
            for argument, (_, faults) in zip(sources, proofs, strict=True)
            if not faults
        ],
        uncompared=tuple(_uncompared(compared(config, directory), base, directory, proofs)),
    )


def _read(config: Config, directory: Path) -> tuple[tuple[Fault, ...], tuple[KnowledgeBase, Derived] | None]:
    """What is wrong with the files; what can be asked all the same, where that is evidence alone."""
    try:
        return (), load(directory, config.data_dir / "cache")
    except ContentFaultyError as error:
        base = error.askable
        return error.faults, None if base is None else (base, derive(base))


def _of_engine(engine: Engine, places: Places, day: date) -> Iterator[Fault]:
    """What is seldom meant, as only the engine reads it."""
    yield from named_otherwise(engine, places)
    yield from twin_groups(engine, places)
    yield from out_of_date(engine, places, day)
    yield from spanning(engine, places, day)


def _with_bar(console: Console, entries: Sequence[Entry]) -> Iterable[Entry]:
    """The entries, with a progress bar when there are many."""
    return track(entries, "检查中", console=console, transient=True, disable=len(entries) < _MANY)


def _named(entries: Sequence[str]) -> str:
    """The first of some entries, by their ids."""
    return "、".join(entries[:_NAMED]) + ("……" if len(entries) > _NAMED else "")


def _summary(base: KnowledgeBase, checked: int, announcements: int) -> str:
    counted = command_text("checked", topics=len(base.topics), entries=len(base.entries), checked=checked)
    return counted + (command_text("checked_announcements", count=announcements) if announcements else "")


def _original(base: KnowledgeBase, argument: str) -> _Original | Fault:
    """The text of `ID=FILE`, or of a file that is known by its SHA-256."""
    named, _, path = argument.partition("=")
    if named not in base.sources:
        named, path = ("", argument) if Path(argument).exists() else argument.rpartition("=")[::2]
    try:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        return fault("source_unreadable", None, path=path, reason=hindrance(error))
    except UnicodeDecodeError:
        return fault("source_not_utf8", None, path=path)
    source = source_of_file(base, data) or _only_one(base)
    if not named and source is None:
        return fault("source_unknown", None, path=path)
    return _Original(named or (source.id if source else ""), text, hashlib.sha256(data).hexdigest())


def _prove(base: KnowledgeBase, original: _Original | Fault, places: Places) -> tuple[Fault, ...]:
    """What is wrong with the citations of a text."""
    if isinstance(original, Fault):
        return (original,)
    return prove(base, original.source, original.text, places)


def _uncompared(
    memory: Compared, base: KnowledgeBase, directory: Path, proofs: Sequence[_Proof]
) -> Iterator[str]:
    """A line for each source of which evidence was compared with its original neither now nor before."""
    for original, faults in proofs:
        source = None if faults or isinstance(original, Fault) else base.sources.get(original.source)
        if source is None or isinstance(original, Fault):
            continue
        if original.sha256 == source.sha256:
            memory.remember(base, source)
        elif source.sha256:
            yield command_text("other_original", source=source.id)
    lacking: dict[str, list[str]] = {}
    for source, entry in memory.lacking(base, base.entries):
        lacking.setdefault(source.id, []).append(entry.id)
    for name, entries in lacking.items():
        words = {"source": name, "count": len(entries), "entries": _named(entries), "folder": directory}
        yield command_text("uncompared", **words)


def _numbered(base: KnowledgeBase, original: _Original | Fault) -> Iterator[str]:
    """How the paragraphs of an article begin, each with its number and the entries that cite it."""
    source = None if isinstance(original, Fault) else base.sources.get(original.source)
    if source is None or isinstance(original, Fault) or source.kind is not SourceKind.ARTICLE:
        return
    cited: dict[int | None, dict[str, None]] = {}
    for entry in base.entries:
        for citation in entry.citations:
            if citation.source == source.id:
                cited.setdefault(citation.paragraph, {})[entry.id] = None
    for number, paragraph in enumerate(paragraphs_of(original.text), 1):
        words = {"source": source.id, "number": number, "beginning": _begun(paragraph)}
        if entries := tuple(cited.get(number, ())):
            yield command_text("paragraph_cited", **words, entries=_named(entries))
        else:
            yield command_text("paragraph_uncited", **words)


def _begun(paragraph: str) -> str:
    """How a paragraph begins, as it may be printed."""
    text = "".join(sign if sign.isprintable() else " " for sign in paragraph[:_BEGINNING])
    return text if len(paragraph) <= _BEGINNING else text + "……"


def _only_one(base: KnowledgeBase) -> Source | None:
    """The only source there is, if nothing tells its file from another."""
    sources = tuple(base.sources.values())
    return sources[0] if len(sources) == 1 and not sources[0].sha256 else None


def _inferred(engine: Engine, limits: Iterable[Inferred]) -> Iterator[str]:
    """What the program took for granted where staff left a key out; what may lead astray comes first."""
    for profile in engine.derived.profiles:
        entry = profile.entry
        if not entry.facets:
            yield f"{entry.place}: {entry.id} 没有写 facets，按问题推断为 {'、'.join(sorted(profile.facets))}"
    for limit in limits:
        entry, values = limit.entry, "、".join(limit.values)
        whence = f"问法“{limit.phrasing}”" if limit.phrasing else "问题"
        told = f"{entry.place}: {entry.id} 的限定 {limit.group} 按{whence}推断为 {values}"
        yield "".join((told, *([command_text("look_at_it")] if limit.doubtful else ()), *_doubts(limit)))


def _doubts(limit: Inferred) -> Iterator[str]:
    """Why a limit that was inferred may be another than staff mean, and what to do about it."""
    words = {"values": "、".join(limit.values), "group": limit.group}
    if limit.others:
        yield command_text("speaks_of_others", others="、".join(limit.others), **words)
    if limit.said:
        yield command_text("taken_for", word=limit.said, **words)
