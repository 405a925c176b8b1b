"""Phrasings that staff add through the bot: checked on a copy first, written whole, and undone."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.engines import SHIPPED_TEXTS
from bot.library import Library
from bot.replacing import replace_file
from bot.sentences import hindrance
from bot.undo import FileChange, UndoHistory, change_of, fingerprint
from handlers.records import Edited, OpenQuestion
from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.evaluation.checks import behaviour, changed
from knowledge.evaluation.checks import fingerprint as entry_fingerprint
from knowledge.files.contentfiles import content_paths
from knowledge.files.faults import Fault, fault
from knowledge.files.phrasings import with_phrasings
from knowledge.language.normalise import squeezed
from knowledge.loading.loader import read_knowledge
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry, FilePosition
from knowledge.privacy.masking import holds_mask

_MOST_WRITTEN = 10  # phrasings at a time


class _EditRefusedError(Exception):
    """A change that was refused, with nothing written; the message holds a sentence a line."""

    def __init__(self, *faults: Fault | str) -> None:
        super().__init__("\n".join(map(str, faults)))


class Editor:
    """Changes the files of the knowledge base, one change at a time."""

    def __init__(self, directory: Path, data_dir: Path, library: Library, today: Callable[[], date]) -> None:
        self._directory = directory
        self._changes = UndoHistory(data_dir / "undo")
        self._library = library
        self._today = today
        self._changing = asyncio.Lock()

    async def add(self, entry: str, questions: Sequence[OpenQuestion]) -> Edited:
        """Writes questions into an entry as phrasings, if they pass the checks, and reloads everything."""
        return await self._change(lambda: self._added(entry, tuple(questions)))

    async def undo(self, key: str) -> Edited:
        """Restores a file as it was before a change (the last for the empty key), unless changed since."""
        return await self._change(lambda: self._undone(key))

    async def _change(self, job: Callable[[], tuple[FileChange | None, Edited]]) -> Edited:
        """Makes a change in another thread; one that cannot be used after all is taken back."""
        async with self._changing:
            try:
                change, edited = await asyncio.to_thread(job)
            except _EditRefusedError as refused:
                return Edited(faults=tuple(str(refused).splitlines()))
            except OSError as error:  # of the copy
                return Edited(faults=(str(fault("unwritable_file", None, reason=hindrance(error))),))
            if change is None:
                return edited
            faults = await self._library.reload()
            if faults:
                await asyncio.to_thread(replace_file, change.file, change.before)
                return Edited(faults=faults)
            return edited

    def _added(self, entry_id: str, questions: tuple[OpenQuestion, ...]) -> tuple[FileChange | None, Edited]:
        engine = self._library.engine()
        entry = engine.entry(entry_id)
        if entry is None:
            raise _EditRefusedError(fault("entry_withdrawn", None, id=entry_id))
        place = self._place(entry)
        phrasings, left_out = _wanted(entry, place, questions)
        edited = Edited(entry=entry_id, questions=questions, left_out=left_out)
        before_crash = self._written_before(edited)
        if before_crash or not phrasings:
            return None, before_crash or edited
        file = Path(place.file).resolve()
        before = _bytes_of(file, place)
        phrasings, missed = self._passing(engine, entry, file, before, phrasings)
        questions = tuple(
            question for question in questions if squeezed(question.text) not in map(squeezed, missed)
        )
        after = self._with(entry, before, phrasings)
        change = change_of(file, before, after, entry_id, phrasings, questions)
        self._changes.keep(change)
        _write(change.file, before, after, place)
        reasons = tuple(dict.fromkeys(line for faults in missed.values() for line in faults))
        return change, replace(edited, key=change.key, written=phrasings, questions=questions, missed=reasons)

    def _passing(
        self, engine: Engine, entry: Entry, file: Path, before: bytes, phrasings: tuple[str, ...]
    ) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
        """Which phrasings may be written together, and why each of the others may not.

        When not all may, one after the other is tried; _RefusedError when none may.
        """

        def refused(wanted: tuple[str, ...]) -> tuple[str, ...]:
            try:
                copy = self._read_copy(file, self._with(entry, before, wanted))
                self._check(engine, copy, entry, wanted)
            except _EditRefusedError as error:
                return tuple(str(error).splitlines())
            return ()

        faults = refused(phrasings)
        if not faults:
            return phrasings, {}
        good: tuple[str, ...] = ()
        missed: dict[str, tuple[str, ...]] = {}
        for phrasing in phrasings if len(phrasings) > 1 else ():
            if reasons := refused((*good, phrasing)):
                missed[phrasing] = reasons
            else:
                good = (*good, phrasing)
        if not good:
            raise _EditRefusedError(*faults)
        return good, missed

    def _with(self, entry: Entry, before: bytes, phrasings: tuple[str, ...]) -> bytes:
        """The bytes of an entry's file with more phrasings."""
        after = with_phrasings(before, entry.id, phrasings)
        if after is None:
            raise _EditRefusedError(fault("phrasing_not_placed", self._place(entry)))
        return after

    def _written_before(self, edited: Edited) -> Edited | None:
        """What the last change wrote for some of these questions, still undecided: its record was cut off."""
        change = self._changes.find("")
        if change is None or change.entry != edited.entry or not change.questions:
            return None
        asked = {(question.answer, question.part): question for question in edited.questions}
        if not asked.keys() >= set(change.questions) or fingerprint(change.file.read_bytes()) != change.after:
            return None
        questions = tuple(asked[key] for key in change.questions)
        return replace(edited, key=change.key, written=change.written, questions=questions)

    async def forget(self, key: str) -> None:
        """Drops a change that was undone and is on record as undone."""
        await asyncio.to_thread(self._changes.drop, key)

    def _undone(self, key: str) -> tuple[FileChange | None, Edited]:
        change = self._changes.find(key)
        if change is None:
            raise _EditRefusedError(fault("nothing_to_undo", None))
        place = FilePosition(file=str(change.file), line=1, column=1)
        now = _bytes_of(change.file, place)
        edited = Edited(
            key=change.key,
            entry=change.entry,
            written=change.written,
            questions=change.decided_questions(),
        )
        if now == change.before:  # it was undone, and a crash came before that was on record
            return None, edited
        if fingerprint(now) != change.after:
            raise _EditRefusedError(fault("changed_meanwhile", place))
        self._read_copy(change.file, change.before)
        _write(change.file, now, change.before, place)
        back = FileChange(
            file=change.file, before=now, after="", entry=change.entry, written=(), questions=()
        )
        return back, edited

    def _read_copy(self, file: Path, data: bytes) -> KnowledgeBase:
        """The knowledge base as it would be with a changed file, read from a copy."""
        with tempfile.TemporaryDirectory() as folder:
            for path in content_paths(self._directory)[0]:
                copy = data if path.resolve() == file else _bytes_of(path, None)
                (Path(folder) / path.name).write_bytes(copy)
            loaded = read_knowledge(Path(folder), SHIPPED_TEXTS)
        if loaded.base is None:
            sentences = [str(found).replace(folder, str(self._directory)) for found in loaded.faults]
            raise _EditRefusedError(*sentences)
        return loaded.base

    def _check(self, engine: Engine, base: KnowledgeBase, entry: Entry, phrasings: Sequence[str]) -> None:
        """Checks that new phrasings lead to the entry, and that neither it nor its neighbours do worse."""
        derived, today = derive(base, before=engine.derived), self._today()
        changed_engine = Engine(base, derived, meanings=engine.meanings and engine.meanings.over(derived))
        for phrasing in phrasings:
            if entry.id not in changed_engine.answer(phrasing, today).entries:
                raise _EditRefusedError(fault("phrasing_missed", self._place(entry), phrasing=phrasing))
        checked = {entry.id: entry_fingerprint(entry) for entry in engine.base.entries}
        near = changed(base.entries, checked)
        names = {entry.id for entry in near}
        earlier = [entry for entry in engine.base.entries if entry.id in names]
        known = {found.sentence for found in behaviour(engine, earlier, today)}
        new = [found for found in behaviour(changed_engine, near, today) if found.sentence not in known]
        if new:
            raise _EditRefusedError(*(self._placed(found, near) for found in new))

    def _placed(self, found: Fault, near: Sequence[Entry]) -> Fault:
        """A fault, placed in the files of staff and not in the copy."""
        place = next((self._place(entry) for entry in near if entry.place == found.place), None)
        return replace(found, place=place)

    def _place(self, entry: Entry) -> FilePosition:
        """Where an entry stands; its snapshot may stem from the same files in another folder."""
        return replace(entry.place, file=str(self._directory / Path(entry.place.file).name))


def _wanted(
    entry: Entry, place: FilePosition, questions: Sequence[OpenQuestion]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the questions that are new to the entry, each once, and those that cannot be phrasings."""
    known = {squeezed(text) for text in (entry.question, *entry.phrasings)}
    new: dict[str, str] = {}
    for question in questions:
        text = " ".join(question.text.split())
        new.setdefault(squeezed(text), text)
    texts = [text for key, text in new.items() if key and key not in known]
    masked = [text for text in texts if holds_mask(text)]
    if masked and len(masked) == len(texts):
        raise _EditRefusedError(*(fault("masked_phrasing", place, phrasing=text) for text in masked))
    plain = [text for text in texts if text not in masked]
    return tuple(plain[:_MOST_WRITTEN]), (*masked, *plain[_MOST_WRITTEN:])


def _bytes_of(file: Path, place: FilePosition | None) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _EditRefusedError(fault("unreadable_file", place, reason=hindrance(error))) from error


def _write(file: Path, before: bytes, after: bytes, place: FilePosition) -> None:
    """Replaces a file whole, unless somebody has changed it meanwhile."""
    if _bytes_of(file, place) != before:
        raise _EditRefusedError(fault("changed_meanwhile", place))
    try:
        replace_file(file, after)
    except OSError as error:
        raise _EditRefusedError(fault("unwritable_file", place, reason=hindrance(error))) from error
