"""Texts with the entries they belong to, handed from one process to another in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TEXTS, _QUESTIONS = "texts.tsv", "questions.tsv"

Owned = tuple[int, str]  # the number of an entry, and a text


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """Texts with their entries, and questions, none of them among the texts, with the entry each means."""

    texts: Sequence[Owned]
    questions: Sequence[Owned]

    def write(self, folder: Path) -> None:
        """Keeps them in a folder, a line each."""
        for name, pairs in ((_TEXTS, self.texts), (_QUESTIONS, self.questions)):
            lines = (f"{number}\t{text}\n" for number, text in pairs)
            (folder / name).write_text("".join(lines), "utf-8")


def read_texts(folder: Path) -> tuple[list[int], list[str]]:
    """The entries' numbers and the texts that were kept in a folder."""
    return _read(folder / _TEXTS)


def read_questions(folder: Path) -> tuple[list[int], list[str]]:
    """The same for the questions."""
    return _read(folder / _QUESTIONS)


def _read(file: Path) -> tuple[list[int], list[str]]:
    numbers, texts = [], []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            number, _, text = line.rstrip("\n").partition("\t")
            numbers.append(int(number))
            texts.append(text)
    return numbers, texts
