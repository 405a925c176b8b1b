"""Changes that staff made through the bot, kept in the data folder so that they can be undone."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.records import OpenQuestion

_MOST = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class FileChange:
    """A change to a file: its bytes before, and the fingerprint by which it has not changed since."""

    file: Path
    before: bytes
    after: str
    entry: str
    written: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]

    @property
    def key(self) -> str:
        """A short name of the change."""
        return self.after[:8]

    def decided_questions(self) -> tuple[OpenQuestion, ...]:
        """The questions that it decided; their words are not kept here."""
        return tuple(OpenQuestion(answer=answer, part=part, text="") for answer, part in self.questions)


def fingerprint(data: bytes) -> str:
    """The fingerprint of a file's version."""
    return hashlib.sha256(data).hexdigest()


def change_of(
    file: Path,
    before: bytes,
    after: bytes,
    entry: str,
    written: tuple[str, ...],
    questions: Sequence[OpenQuestion],
) -> FileChange:
    """The change of a file from the bytes before to those after, which decided these questions."""
    return FileChange(
        file=file,
        before=before,
        after=fingerprint(after),
        entry=entry,
        written=written,
        questions=tuple((question.answer, question.part) for question in questions),
    )


class UndoHistory:
    """The last changes, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, change: FileChange) -> None:
        """Keeps a change; the oldest beyond the limit go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        record = {
            "file": str(change.file),
            "before": base64.b64encode(change.before).decode(),
            "after": change.after,
            "entry": change.entry,
            "written": change.written,
            "questions": change.questions,
        }
        files = self._files()
        number = int(files[-1].name.partition("-")[0]) + 1 if files else 1
        (self._folder / f"{number:08}-{change.key}.json").write_text(json.dumps(record), "utf-8")
        for file in self._files()[:-_MOST]:
            file.unlink(missing_ok=True)

    def find(self, key: str) -> FileChange | None:
        """The change of that key, or the last one for the empty key."""
        for file in reversed(self._files()):
            if not key or file.stem.endswith(f"-{key}"):
                return _read(file)
        return None

    def drop(self, key: str) -> None:
        """Forgets a change that was undone."""
        for file in self._files():
            if file.stem.endswith(f"-{key}"):
                file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*-*.json"))


def _read(file: Path) -> FileChange:
    record = json.loads(file.read_text("utf-8"))
    return FileChange(
        file=Path(record["file"]),
        before=base64.b64decode(record["before"]),
        after=record["after"],
        entry=record["entry"],
        written=tuple(record["written"]),
        questions=tuple((answer, part) for answer, part in record["questions"]),
    )
