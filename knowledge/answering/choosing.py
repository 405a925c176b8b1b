"""A choice answered by the one entry that answers whether either side of it is so."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answering.decider import Decider
from knowledge.language.choices import Choice, choice_in
from knowledge.language.interpret import Interpreter
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role, Sense, Vocabulary, name_key
from knowledge.ranking.decision import Part


def chosen(query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """What answers which of two it is, if the question is for a choice and one entry tells a side of it."""
    choice = choice_in(query)
    if choice is None:
        return None
    sides = [decider.decided(interpreter.read(question)) for question in choice.questions]
    answered = [side for side in sides if side.answered and _tells_a_side(choice, query, side, interpreter)]
    if len({side.entry for side in answered}) != 1:
        return _offered(choice, query, decider, interpreter)
    best = max(answered, key=lambda side: side.verdict.confidence)
    return Part(query=query, verdict=best.verdict, matches=best.matches)


def _offered(choice: Choice, query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """What answers the whole question and tells neither side: it may be meant, and is no answer."""
    whole = decider.decided(query)
    if not whole.answered or _tells_a_side(choice, query, whole, interpreter):
        return None
    return whole.offered()


def _tells_a_side(choice: Choice, query: Query, part: Part, interpreter: Interpreter) -> bool:
    """Whether an answer says a word or a figure that only one side has, or another name of that thing.

    Another word for what is done tells neither: 翻建 and 加固 are both said of 改造.
    """
    answer = interpreter.read(part.best.profile.answer)
    if any(told.is_as_much_as(figure) for told in answer.figures for figure in choice.figures) or any(
        word.text in answer.text for word in choice.words if len(word.text) > 1
    ):
        return True
    named = [m for m in query.mentions if any(m.start <= word.start < m.end for word in choice.words)]
    beside = (m for m in query.mentions if m not in named)
    told = (_senses(answer.mentions) - _senses(beside)) & _senses(named)
    return any(not _is_done(sense, interpreter.vocabulary) for sense in told)


def _is_done(sense: Sense, vocabulary: Vocabulary) -> bool:
    """Whether a sense is something that is done (改造), be it a thing of this town too."""
    held = vocabulary.senses.get(name_key(sense.name), ())
    return sense.role is Role.EVENT or any(other.role is Role.EVENT for other in held)


def _senses(mentions: Iterable[Mention]) -> frozenset[Sense]:
    """All that names stand for."""
    return frozenset(sense for mention in mentions for sense in mention.senses)
