"""Turns of phrase as `facets.yaml` writes them: alternatives one below the other, each with an example.

An alternative is a plain text that stands for itself (为啥; Latin letters as whole words), several of them,
or a pattern with its example: `{like: 百分之几, is: '百分之{number}'}`. What must or must not stand beside it
is listed apart (`after`, `not_after`, `before`, `not_before`), with what is kept out by that (`unlike`). A
name in braces stands for a piece, which is written once: in its file, or in `question_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.language.shipped import Shipped

_PIECE = re.compile(r"\{([a-z_]+)\}")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_BESIDE = ("after", "not_after", "before", "not_before")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the ways to say something: its pattern, an example that it fits, and others that it does not."""

    like: str
    pattern: str
    unlike: tuple[str, ...] = ()


class Phrases:
    """Reads turns of phrase; holds the pieces that they have in common, by their names."""

    def __init__(self, pieces: Shipped, given: Mapping[str, str]) -> None:
        """A piece may be made of those above it, and of the `given` patterns; ValueError if it is one."""
        self._pieces = dict(given)
        for name, held in pieces.mapping().items():
            if name in given:
                raise ValueError(f"the piece {name} is written twice")
            self._pieces[name] = f"(?:{self.compiled(f'the piece {name}', held).pattern})"

    def compiled(self, name: str, data: Shipped) -> re.Pattern[str]:
        """The pattern of a turn of phrase; the first alternative that fits at a place wins.

        ValueError, with the name and the example of what is at fault, when one of them is no pattern.
        """
        alternatives = self.alternatives(data)
        if not alternatives:
            raise ValueError(f"{name} has no alternatives")
        try:
            return re.compile("|".join(alternative.pattern for alternative in alternatives))
        except re.error:
            for alternative in alternatives:
                _check(name, alternative)
            raise  # pragma: no cover

    def alternatives(self, data: Shipped) -> tuple[Alternative, ...]:
        """The alternatives of a turn of phrase, in their order."""
        return tuple(found for item in data.items() for found in self._of_item(item))

    def _of_item(self, item: Shipped) -> tuple[Alternative, ...]:
        if isinstance(item.value, list):
            return tuple(map(_plain, item.texts()))
        return (_plain(item.text()) if isinstance(item.value, str) else self._described(item),)

    def _described(self, item: Shipped) -> Alternative:
        item.with_keys("like", "is", may=(*_BESIDE, "unlike"))
        after, not_after, before, not_before = (
            tuple(map(self._filled, item.get(key, []).texts())) for key in _BESIDE
        )
        pattern = (
            _any("(?<={})", after)
            + "".join(f"(?<!{one})" for one in not_after)
            + f"(?:{self._filled(item['is'].text())})"
            + (f"(?={'|'.join(before)})" if before else "")
            + (f"(?!{'|'.join(not_before)})" if not_before else "")
        )
        return Alternative(item["like"].text(), pattern, item.get("unlike", []).texts())

    def _filled(self, pattern: str) -> str:
        """A pattern with the pieces that it names."""
        return _PIECE.sub(lambda named: self._piece(named[1]), pattern)

    def _piece(self, name: str) -> str:
        if name not in self._pieces:
            raise ValueError(f"no piece is called {name}, or it stands below what it is used in")
        return self._pieces[name]


def _check(name: str, alternative: Alternative) -> None:
    """ValueError when an alternative is no pattern."""
    try:
        re.compile(alternative.pattern)
    except re.error as error:
        raise ValueError(f"{name}: what is like {alternative.like} is no pattern: {error}") from error


def _plain(text: str) -> Alternative:
    """A text that stands for itself, and in Latin letters for whole words."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text} is no plain text: a pattern is written with its example, as like and is")
    return Alternative(text, rf"\b{text}\b" if text.isascii() else text)


def _any(form: str, ones: tuple[str, ...]) -> str:
    """Any of these, each in this form; nothing when there are none."""
    return f"(?:{'|'.join(map(form.format, ones))})" if ones else ""
