"""A choice answered by the one entry that answers whether either side of it is so."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answering.decider import Decider
from knowledge.language.choices import Choice, choice_in
from knowledge.language.interpret import Interpreter, Query
from knowledge.language.vocabulary import Mention, Sense
from knowledge.ranking.decision import Part


def chosen(query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """What answers which of two it is, if the question is for a choice and one entry tells a side of it."""
    choice = choice_in(query)
    if choice is None:
        return None
    sides = [decider.decided(interpreter.read(question)) for question in choice.questions]
    answers = [(side, interpreter.read(side.best.profile.answer)) for side in sides if side.answered]
    answered = [side for side, answer in answers if _tells_a_side(choice, query, answer)]
    if len({side.entry for side in answered}) != 1:
        return _offered(choice, query, decider, interpreter)
    best = max(answered, key=lambda side: side.verdict.confidence)
    return Part(query=query, verdict=best.verdict, matches=best.matches)


def _offered(choice: Choice, query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """What answers the whole question and tells neither side: it may be meant, and is no answer."""
    whole = decider.decided(query)
    if not whole.answered or _tells_a_side(choice, query, interpreter.read(whole.best.profile.answer)):
        return None
    return whole.offered()


def _tells_a_side(choice: Choice, query: Query, answer: Query) -> bool:
    """Whether an answer says a word or a figure that only one side has, or another name of that thing."""
    if any(told.is_as_much_as(figure) for told in answer.figures for figure in choice.figures) or any(
        word.text in answer.text for word in choice.words if len(word.text) > 1
    ):
        return True
    named = [m for m in query.mentions if any(m.start <= word.start < m.end for word in choice.words)]
    told = _senses(answer.mentions) - _senses(m for m in query.mentions if m not in named)
    return not told.isdisjoint(_senses(named))


def _senses(mentions: Iterable[Mention]) -> frozenset[Sense]:
    """All that names stand for."""
    return frozenset(sense for mention in mentions for sense in mention.senses)
