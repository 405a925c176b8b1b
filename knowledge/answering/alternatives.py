"""Alternative questions, which name two things of which one is the case (是住院的还是看门诊的)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.answering.decider import Decider
from knowledge.conflicts.conflict import Kind
from knowledge.figures.figures import Figure, figures
from knowledge.language.dictionary import Word
from knowledge.language.interpret import Interpreter
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role, Sense, Vocabulary, name_key
from knowledge.ranking.decision import Part

_ALTERNATIVES = re.compile(
    r"(?<![是不])(?:到底|究竟)?(?:是|属于|算)(?!不是)(?P<one>[^,。?!;]{1,14}?),?还是(?:是|属于|算)?"
    r"(?P<other>[^,。?!;]{1,16}?)[啊呀呢]*[?。!]*$"
)
# 种的杨树还是柳树: no 是, but two things behind a verb and 的
_SORTS = re.compile(
    r"(?<=[一-鿿]的)(?P<one>[^,。?!;的]{1,8})还是(?![不没未在要会能得这那])(?P<other>[^,。?!;]{1,10}?)[啊呀呢]*[?。!]*$"
)
_OR = "还是"
_STILL = ("不", "不是", "就", "现在", "目前", "一直")  # 是不是还是两万: 还是 means still, not or
_MORE = tuple("多少大小高低早晚贵好长短快慢")  # 乡村多还是社区多 compares the two


# 还在干,还是干完了: told by what is completed or under way
_ASKS_IF_DONE = re.compile("[干弄做修盖建改搞]?(?:完|好|成)了吗|完工|竣工|完成了?吗")
_TELLS_IF_DONE = re.compile("完成|完工|竣工|建成|正在|在建")


class Alternatives(NamedTuple):
    """Two alternatives.

    Attributes:
        questions: a yes-no question for each.
        words: the content words that only one of them has.
        figures: the figures that only one of them has.
    """

    questions: tuple[str, str]
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]


def alternatives_in(query: Query) -> Alternatives | None:
    """The alternatives that a question names; None unless it is an alternative question."""
    if _OR not in query.text:
        return None
    found = _ALTERNATIVES.search(query.text) or _SORTS.search(query.text)
    if found is None or found["one"].endswith(_STILL) or _compares(found["one"], found["other"]):
        return None
    head = query.text[: found.start()]
    first, second = (_content_words(query, *found.span(side)) for side in ("one", "other"))
    differing = {word.text for word in first} ^ {word.text for word in second}
    return Alternatives(
        questions=(f"{head}是{found['one']}吗", f"{head}是{found['other']}吗"),
        words=tuple(word for word in (*first, *second) if word.text in differing),
        figures=tuple(_differing(figures(found["one"]), figures(found["other"]))),
    )


def _differing(first: Sequence[Figure], second: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that only one of two alternatives has."""
    for own, others in ((first, second), (second, first)):
        values = {other.value for other in others}
        yield from (figure for figure in own if figure.value not in values)


def _compares(first: str, second: str) -> bool:
    """Whether the question compares its alternatives (乡村多还是社区多)."""
    return first[-1] == second[-1] and first.endswith(_MORE)


def _content_words(query: Query, start: int, end: int) -> list[Word]:
    """The content words of a question within a span of its text."""
    words = (query.words[number] for number in query.content)
    return [word for word in words if start <= word.start < end]


def decide_between(query: Query, decider: Decider, interpreter: Interpreter) -> Part | None:
    """The answer to an alternative question: the only entry that tells one of the alternatives.

    Where there is none, what answers the whole question becomes an option; None if nothing does, or if the
    question is not an alternative one.
    """
    alternatives = alternatives_in(query)
    if alternatives is None:
        return None
    parts = [decider.decide(interpreter.read(question)) for question in alternatives.questions]
    telling = [p for p in parts if p.answered and _tells_one(alternatives, query, p, interpreter)]
    if len({part.entry for part in telling}) != 1:
        return _whole_as_option(alternatives, query, decider, interpreter)
    best = max(telling, key=lambda part: part.verdict.confidence)
    whole = decider.decide(query)  # 我家房子算C级还是D级 is not told by what both are paid
    of_ones_own = (m for m in whole.matches if any(c.bars and c.kind is Kind.PART for c in m.conflicts))
    if any(match.profile is best.best.profile for match in of_ones_own):
        return whole
    return Part(query=query, verdict=best.verdict, matches=best.matches)


def _whole_as_option(
    alternatives: Alternatives, query: Query, decider: Decider, interpreter: Interpreter
) -> Part | None:
    """What answers the whole question and tells neither alternative, as an option and not as the answer."""
    whole = decider.decide(query)
    if not whole.answered or _tells_one(alternatives, query, whole, interpreter):
        return None
    return whole.offered()


def _tells_one(alternatives: Alternatives, query: Query, part: Part, interpreter: Interpreter) -> bool:
    """Whether an answer has a word or a figure of one alternative alone, or another name of what it names.

    Another word for an event tells neither: both 翻建 and 加固 stand for 改造.
    """
    answer = interpreter.read(part.best.profile.answer)
    has_word = any(word.text in answer.text for word in alternatives.words)
    if has_word or _has_figure(answer, alternatives.figures):
        return True
    if any(map(_ASKS_IF_DONE.search, alternatives.questions)) and _TELLS_IF_DONE.search(answer.text):
        return True
    differing = [m for m in query.mentions if any(m.start <= w.start < m.end for w in alternatives.words)]
    common = (mention for mention in query.mentions if mention not in differing)
    shared = (_senses(answer.mentions) - _senses(common)) & _senses(differing)
    return not all(_is_event(sense, interpreter.vocabulary) for sense in shared)


def _has_figure(answer: Query, asked: Sequence[Figure]) -> bool:
    """Whether an answer states one of these figures."""
    return any(stated.is_as_much_as(figure) for stated in answer.figures for figure in asked)


def _is_event(sense: Sense, vocabulary: Vocabulary) -> bool:
    """Whether a sense is an event (改造), even if its name stands for a thing of this town too."""
    senses = vocabulary.senses.get(name_key(sense.name), ())
    return sense.role is Role.EVENT or any(other.role is Role.EVENT for other in senses)


def _senses(mentions: Iterable[Mention]) -> frozenset[Sense]:
    """The senses of all these mentions."""
    return frozenset(sense for mention in mentions for sense in mention.senses)
