"""Choices: a question that names two things of which one is so (是住院的还是看门诊的)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.figures.figures import Figure, figures
from knowledge.language.dictionary import Word
from knowledge.language.query import Query

_CHOICE = re.compile(
    r"(?<![是不])(?:到底|究竟)?(?:是|属于|算)(?!不是)(?P<one>[^,。?!;]{1,14}?),?还是(?:是|属于|算)?"
    r"(?P<other>[^,。?!;]{1,16}?)[啊呀呢]*[?。!]*$"
)
_OR = "还是"
_STILL = ("不", "不是", "就", "现在", "目前", "一直")  # 是不是还是两万: 还是 is no or
_MORE = tuple("多少大小高低早晚贵好长短快慢")  # 乡村多还是社区多 compares the two


class Choice(NamedTuple):
    """A question for each of two sides, and the words and figures that only one of them has."""

    questions: tuple[str, str]
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]


def choice_in(query: Query) -> Choice | None:
    """The choice that a question is for; None where it is for none."""
    found = _CHOICE.search(query.text) if _OR in query.text else None
    if found is None or found["one"].endswith(_STILL) or _compares(found["one"], found["other"]):
        return None
    head = query.text[: found.start()]
    one, other = (_words(query, *found.span(side)) for side in ("one", "other"))
    apart = {word.text for word in one} ^ {word.text for word in other}
    return Choice(
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
