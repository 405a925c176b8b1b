"""Follow-ups: what a question without a subject borrows from the answer before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.interpret import Interpreter, Query
from knowledge.normalise import normalise
from knowledge.vocabulary import Role

_OPENING = re.compile(r"^(?:那么?|那|还有|另外|它|他|她|这|对了|再问|哦|噢|嗯|and|what about|how about|then)\s*,?")
_ELLIPTICAL = re.compile(r"^(?:那么?|那|还有|另外|它|他|她|这|哦|噢|嗯)|呢[?。!]*$|^(?:and|what about|how about)\b|\b(?:it|they|them|that)\b")
_SHORT = 14  # characters; a longer question without an opening word usually stands on its own


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What is remembered of the last turn: the question as asked and the entries that answered it."""

    question: str
    entries: tuple[str, ...]


def is_elliptical(query: Query) -> bool:
    """Whether a question sounds as if it leaned on the one before."""
    return len(query.text) <= _SHORT or bool(_ELLIPTICAL.search(query.text))


def completed(query: Query, subjects: tuple[str, ...], interpreter: Interpreter) -> Iterator[str]:
    """The question with a borrowed subject: all of it, then each single term.

    A borrowed limit gives way to one of the same group that the question states itself, and a
    question that asks for nothing (那十三中呢) stays so.
    """
    own = _OPENING.sub("", query.text).strip()
    stripped = tuple(_without_groups(term, query, interpreter) for term in subjects)
    borrowed = "".join(term for term in stripped if term and term not in own)
    if borrowed:
        yield f"{borrowed} {own}" if query.english else borrowed + own
    for term in stripped:
        if term and term not in own and term != borrowed:
            yield f"{term} {own}" if query.english else term + own


def _without_groups(term: str, query: Query, interpreter: Interpreter) -> str:
    """The term without the qualifier values that the question replaces."""
    text = normalise(term)
    for mention in interpreter.read(text).mentions:
        groups = {sense.group for sense in mention.senses if sense.role is Role.QUALIFIER}
        if groups & set(query.qualifiers):
            text = text.replace(mention.text, "")
    return text
