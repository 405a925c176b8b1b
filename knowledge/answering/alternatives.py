"""Choices: a question that names two things of which one is so (是住院的还是看门诊的)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.answering.decider import Decider
from knowledge.figures.figures import Figure, figures
from knowledge.language.dictionary import Word
from knowledge.language.interpret import Interpreter
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role, Sense, Vocabulary, name_key
from knowledge.ranking.decision import Part

_CHOICE = re.compile(
    r"(?<![是不])(?:到底|究竟)?(?:是|属于|算)(?!不是)(?P<one>[^,。?!;]{1,14}?),?还是(?:是|属于|算)?"
    r"(?P<other>[^,。?!;]{1,16}?)[啊呀呢]*[?。!]*$"
)
_OR = "还是"
_STILL = ("不", "不是", "就", "现在", "目前", "一直")  # 是不是还是两万: 还是 is no or
_MORE = tuple("多少大小高低早晚贵好长短快慢")  # 乡村多还是社区多 compares the two


class Alternatives(NamedTuple):
    """A question for each of two sides, and the words and figures that only one of them has."""

    questions: tuple[str, str]
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]


def alternatives_in(query: Query) -> Alternatives | None:
    """The choice that a question is for; None where it is for none."""
    found = _CHOICE.search(query.text) if _OR in query.text else None
    if found is None or found["one"].endswith(_STILL) or _compares(found["one"], found["other"]):
        return None
    head = query.text[: found.start()]
    one, other = (_words(query, *found.span(side)) for side in ("one", "other"))
    apart = {word.text for word in one} ^ {word.text for word in other}
    return Alternatives(
        questions=(f"{head}是{found['one']}吗", f"{head}是{found['other']}吗"),
        words=tuple(word for word in (*one, *other) if word.text in apart),
        figures=tuple(_apart(figures(found["one"]), figures(found["other"]))),
    )


def _apart(one: Sequence[Figure], other: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that only one of two sides has."""
    for own, others in ((one, other), (other, one)):
        yield from (figure for figure in own if all(figure.value != held.value for held in others))


def _compares(one: str, other: str) -> bool:
    return one[-1] == other[-1] and one.endswith(_MORE)


def _words(query: Query, start: int, end: int) -> list[Word]:
    """The words within a span that carry something."""
    words = (query.words[number] for number in query.content)
    return [word for word in words if start <= word.start < end]


def decide_between(query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """What answers which of two it is, if the question is for a choice and one entry tells a side of it."""
    choice = alternatives_in(query)
    if choice is None:
        return None
    sides = [decider.decide(interpreter.read(question)) for question in choice.questions]
    answered = [side for side in sides if side.answered and _tells_a_side(choice, query, side, interpreter)]
    if len({side.entry for side in answered}) != 1:
        return _offered(choice, query, decider, interpreter)
    best = max(answered, key=lambda side: side.verdict.confidence)
    return Part(query=query, verdict=best.verdict, matches=best.matches)


def _offered(choice: Alternatives, query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """What answers the whole question and tells neither side: it may be meant, and is no answer."""
    whole = decider.decide(query)
    if not whole.answered or _tells_a_side(choice, query, whole, interpreter):
        return None
    return whole.offered()


def _tells_a_side(choice: Alternatives, query: Query, part: Part, interpreter: Interpreter) -> bool:
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
    return any(not _is_a_doing(sense, interpreter.vocabulary) for sense in told)


def _is_a_doing(sense: Sense, vocabulary: Vocabulary) -> bool:
    """Whether a sense is something that is done (改造), be it a thing of this town too."""
    held = vocabulary.senses.get(name_key(sense.name), ())
    return sense.role is Role.EVENT or any(other.role is Role.EVENT for other in held)


def _senses(mentions: Iterable[Mention]) -> frozenset[Sense]:
    """All that names stand for."""
    return frozenset(sense for mention in mentions for sense in mention.senses)
