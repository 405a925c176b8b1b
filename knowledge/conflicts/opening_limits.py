"""Opening limits: the area and the year that a question opens with, which hold for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.profile import AREA
from knowledge.conflicts.relative_years import RELATIVE_YEAR
from knowledge.conflicts.whereabouts import Whereabouts
from knowledge.conflicts.years import Stated, years
from knowledge.figures.figures import Figure
from knowledge.language.clauses import STRETCH
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role
from knowledge.model.cached import cached_property

SETTINGS = frozenset({AREA, RELATIVE_YEAR})  # groups whose values hold for the whole question
_PAST = frozenset({"去年", "前年", "大前年"})
_TELLERS = ("我", "俺", "咱", "i ", "my ", "we ")  # a first person here begins a story and sets no limit
_TELLER = 3  # characters behind a limit in which a first person is looked for
_THEN = re.compile(r"(?:时候|[那这]会儿?|[那这]阵[子儿]?|[那这]段时间|期间|当时|那年|那时|时)$")
_NOW = re.compile(r"现在|如今|今年|眼下|目前|\bnow\b")
# 去年屋里才14度,…现在顶多能报多少: it is asked of now, in another clause
_ASKS_OF_NOW = re.compile("[,。?!;][^,。?!;]{0,6}(?:现在|如今|眼下|目前)[^,。?!;]*$")
_HAPPENED = re.compile(
    r"[了过]|听|看(?:到|见|新闻|报)|搬来|过来|回来|记得|来着|开始|[评吃领办拿]上"
)  # the event is over, and the story goes on

_OVER = re.compile(r"刚|了$")


@dataclass(frozen=True)
class OpeningLimits:
    """The limits that the opening of a question sets for every clause of it."""

    query: Query
    whereabouts: Whereabouts

    @cached_property
    def settings(self) -> tuple[tuple[Mention, str], ...]:
        """The areas and relative years that the question opens with, each with its group."""
        return tuple(self._settings())

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The names of values, of any group, that stand before everything else in the question."""
        return tuple(self._names())

    def _names(self) -> Iterator[Mention]:
        limits = [m for m in self.query.mentions if any(s.role is Role.QUALIFIER for s in m.senses)]
        for word in (self.query.words[number] for number in self.query.content):
            limit = next((m for m in limits if m.start <= word.start and word.end <= m.end), None)
            if limit is None:
                return
            yield limit

    @cached_property
    def calendar_years(self) -> tuple[Stated, ...]:
        """The calendar years that the question opens with, each with its conflict."""
        return tuple(
            (year, conflict)
            for year, conflict in years(self.query, alone=False)
            if self._dates(year, past=True)
        )

    def _settings(self) -> Iterator[tuple[Mention, str]]:
        for mention in self.query.mentions:
            group = next((sense.group for sense in mention.senses if sense.group in SETTINGS), "")
            if group == AREA and not self.whereabouts.at_home and self._opens_with(mention):
                yield mention, group
            past = any(sense.name in _PAST for sense in mention.senses)
            if group == RELATIVE_YEAR and self._dates(mention, past=past):
                yield mention, group

    def _opens_with(self, named: Figure | Mention) -> bool:
        """Whether the question opens with this, unless it begins a story (我在廊坊打工, 去年我住院了)."""
        return self._is_first(named) and not _tells(self.query.text, named.start, named.end)

    def _dates(self, named: Figure | Mention, *, past: bool) -> bool:
        """Whether this opening year is the year that the question is for, also by a story told of it."""
        if self._opens_with(named):
            return not (self._is_over(named) or _ASKS_OF_NOW.search(self.query.text, named.end))
        return self._is_first(named) and self._is_then(named, past=past)

    def _is_over(self, named: Figure | Mention) -> bool:
        """Whether the words after a year only tell what happened in it (今年刚换了船,补贴多少)."""
        rest = STRETCH.match(self.query.text, named.end)
        if rest is None or any(named.end <= cue.start < rest.end() for cue in self.query.cues):
            return False
        return bool(_OVER.search(rest.group())) and not _THEN.search(rest.group())

    def _is_then(self, named: Figure | Mention, *, past: bool) -> bool:
        """Whether the story of a year is the time that the question is for: 去年我住院那会儿, 前年我爸住院.

        Not if it is over (去年我住院了), or if the question is for now.
        """
        text = self.query.text
        rest = STRETCH.match(text, named.end)
        story = rest.group() if rest else ""
        if _NOW.search(text, named.end):
            return False
        if _THEN.search(story):
            return True
        first = not any(teller in text[: named.start] for teller in _TELLERS)
        return past and first and not _HAPPENED.search(self._story(named, story))

    def _story(self, named: Figure | Mention, stretch: str) -> str:
        """The text between a year and the cue after it, or at least the rest of its own stretch."""
        asked = next((cue.start for cue in self.query.cues if cue.start > named.end), 0)
        before = self.query.text[named.end : asked]
        return stretch if len(before) < len(stretch) else before[: before.rfind(",") + 1] or stretch

    def _is_first(self, named: Figure | Mention) -> bool:
        """Whether no content word stands before it."""
        return named.start <= self._begin

    @cached_property
    def _begin(self) -> int:
        """The offset of the first content word."""
        return next((self.query.words[number].start for number in self.query.content), 0)


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a first person stands before or right behind a limit: 我在廊坊打工, 去年我住院了."""
    beside = text[:start] + text[end : end + _TELLER]
    return any(teller in beside for teller in _TELLERS)
