"""Reads an official request as the questions that it puts, where these find more than its own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from knowledge.answering.turn_decider import TurnDecider
from knowledge.language.dialogue import Context
from knowledge.language.query import Query
from knowledge.language.requests import read_request
from knowledge.model.answer import Status
from knowledge.ranking.decision import Part, offered_if_doubtful

_MOST = 8  # questions; a longer list is read as it stands, so that nobody can keep the engine busy with one


class RequestReader:
    """Decides the questions that a request puts; `read` interprets the text of one."""

    def __init__(self, read: Callable[[str], Query], bands: Mapping[str, float]) -> None:
        self._read = read
        self._bands = bands

    def parts(
        self, text: str, plain: tuple[Part, ...], turn_decider: TurnDecider, context: Context | None
    ) -> tuple[Part, ...]:
        """The parts of a normalised text; `plain` are those of the text as it stands.

        Without it: right -36, wrong +2, false +0 of 13,147.
        """
        request = read_request(text)
        if len(request.questions) > _MOST:
            return plain
        questions = tuple(map(self._read, request.questions))
        if len(questions) > 1:
            put = turn_decider.each(questions, share_limits=not request.listed)
        elif questions and not _entries_told(plain):
            put = offered_if_doubtful(turn_decider.parts(questions[0], context), self._bands["word_for_word"])
        else:
            return plain
        return put if _finds_more(put, plain) else plain


def _finds_more(put: tuple[Part, ...], plain: tuple[Part, ...]) -> bool:
    """Whether questions are answered by more entries than the request, or leave none of them unsaid."""
    told, found = _entries_told(plain), _entries_told(put)
    if not told:
        return bool(found) or all(part.verdict.status is Status.UNKNOWN for part in plain)
    return len(found) > len(told) or (found == told and len(put) > len(plain))


def _entries_told(parts: tuple[Part, ...]) -> frozenset[str]:
    """The entries that answer these parts."""
    return frozenset(part.entry for part in parts if part.answered)
