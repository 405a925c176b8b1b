"""Decides a text in each of the ways in which it can be read, and takes the one that finds most."""

from __future__ import annotations

from knowledge.answering.english_reader import EnglishReader, bears_out
from knowledge.answering.question_reader import QuestionReader
from knowledge.answering.turn_decider import TurnDecider
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context
from knowledge.language.requests import read_request
from knowledge.model.answer import Status
from knowledge.ranking.decision import Part, offered_if_doubtful

_MOST_REQUESTED = 8  # questions; a longer list is read as it stands, so that none keeps the engine busy

_Parts = tuple[Part, ...]


class TextDecider:
    """Decides the parts of a text: as typed, as the questions of a request, or with its English in Chinese.

    Args:
        reader: interprets the texts.
        english: puts English into Chinese.
        turn_decider: decides what was interpreted, for a calendar year.
    """

    def __init__(
        self, derived: Derived, reader: QuestionReader, english: EnglishReader, turn_decider: TurnDecider
    ) -> None:
        self._interpreter = derived.interpreter
        self._bands = derived.ranker.calibration.bands
        self._read = reader.read
        self._english = english
        self._turn_decider = turn_decider

    def parts(self, text: str, context: Context | None = None) -> _Parts:
        """The parts of a normalised text, each with its verdict; `context` is the previous turn."""
        parts = self._english.as_typed(self._turn_decider.parts(self._read(text), context), text)
        parts = self.as_request(text, parts, context)
        if any(part.answered for part in parts):
            return parts
        if (mixed := self._english.words_in_chinese(text)) != text:
            put = self._word_for_word(self._turn_decider.parts(self._read(mixed), context))
            return put if _finds_more(put, parts) else parts
        if chinese := self._english.in_chinese_too(text):
            in_chinese = self._turn_decider.parts(self._interpreter.read(chinese), context)
            put = self._english.as_typed(in_chinese, text)
            return put if bears_out(put, parts, self._bands["borne_out"]) else parts
        return parts

    def as_request(self, text: str, plain: _Parts, context: Context | None) -> _Parts:
        """The parts of a text; those of the questions that it requests if they find more than the plain ones.

        Without it: right -36, wrong +2, false +0 of 13,147.
        """
        request = read_request(text)
        if len(request.questions) > _MOST_REQUESTED:
            return plain
        questions = tuple(map(self._read, request.questions))
        if len(questions) > 1:
            put = self._turn_decider.each(questions, share_limits=not request.listed)
        elif questions and not _told(plain):
            put = self._word_for_word(self._turn_decider.parts(questions[0], context))
        else:
            return plain
        return put if _finds_more(put, plain) else plain

    def _word_for_word(self, parts: _Parts) -> _Parts:
        """Parts of what was put in other words, offered where one is less sure than that needs."""
        return offered_if_doubtful(parts, self._bands["word_for_word"])


def _finds_more(put: _Parts, parts: _Parts) -> bool:
    """Whether a text put in other words tells more than as it stands, or at least leaves no part unknown."""
    told, found = _told(parts), _told(put)
    if not told:
        return bool(found) or all(part.verdict.status is Status.UNKNOWN for part in parts)
    return len(found) > len(told) or (found == told and len(put) > len(parts))


def _told(parts: _Parts) -> frozenset[str]:
    """The entries that answer these parts."""
    return frozenset(part.entry for part in parts if part.answered)
