"""Membership: whether the asker's own village, house or shop is among those that an entry counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.question_words import ANYTHING
from knowledge.language.signs import signs_of


def _own(kind: str) -> str:
    """A verbose pattern of the asker's own place or house; the group named `kind` captures what it is."""
    return rf"""
    (?:我|俺|咱|你)们?(?:这|那|家|住)?(?:个|条|间|栋|座|片|的)?  # 我们这条
    (?P<{kind}>
        家|村|庄|屯|队|院|楼|栋|单元|小区|社区|街道?|巷|胡同|路|片|镇|乡  # where somebody lives
      | 校|学校|幼儿园|班|厂|店|铺|公司|单位|地|房                 # where somebody learns, works or plants
    )子?
    (?:门口)?(?:的?(?:路|街|孩子|娃|房子?|店|地|学校))?          # 我家门口的路, 我们村的孩子
    """


_IS_AMONG = r"""
    (?:
        在不在|在没在|是不是在|是否在|也?在
      | 算不算|也?算|属不属于|是否属于|也?属于|归不归
      | 列没列[入进]|[列纳划][入进]|划没划[入进]                    # 列没列进危房
      | 轮[得不][到上]|轮到|有没有份|有份|沾得上                    # 轮不到, 有没有份
    )
"""
_INCLUDES = "(?:有没有|有无|有|包不包括|是否包括|包括|包含|含不含|轮[得不]?[到上])"
_END = "(?:的份|的名字?)?(?:了)?(?:[吗么呢吧不没啊呀]|没有|是不是)*"
_ASKED = re.compile(
    rf"""
    {_own("kind")}[^,。?!]{{0,4}}?{_IS_AMONG}[^,。?!]{{1,18}}?{_END}(?:$|[,。?!])  # 我们村算不算重点村
  | {_INCLUDES}{_own("other")}{_END}(?:$|[,。?!])                     # 45个村里有没有我们村
    """,
    re.VERBOSE,
)
# 我家房子算C级还是D级: which of two grades it is of
_GRADED = re.compile(
    rf"{_own('kind')}[^,。?!]{{0,4}}?(?:算|属于?|归)[^,。?!]{{1,8}}还是[^,。?!]{{1,8}}", re.VERBOSE
)
_WONDERS = re.compile(r"[吗么不没]|是否|有无|\?")
_ASKS_WHAT = re.compile(ANYTHING)
_TELLS_OF_ALL = re.compile(
    "没有?写|没有说|全[区县市镇乡村]|所有|各[村镇乡街社户]|每一?[个家户村条]|挨家|户户|人人"
)


@dataclass(frozen=True)
class Membership(Rule):
    """The asker's own place or house in one question.

    Attributes:
        home: the area that everybody is assumed to live in: asking about it is no question of membership.
    """

    signs: ClassVar = signs_of(_ASKED, _GRADED)

    home: str

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict unless the entry names the place by its number, or its answer is about all of them."""
        numbered = self.query.numbered  # 9号楼停水有没有我们楼 of 1至9号楼
        if numbered and numbered <= lookup.profile.numbered:
            return
        if self._graded or (self._asked and not _TELLS_OF_ALL.search(lookup.profile.answer)):
            word = self._graded or self._asked
            yield Conflict(kind=Kind.PART, word=word, severity=Severity.BARRING)

    @trigger
    def _graded(self) -> str:
        """The words that ask of which of two grades it is; empty if there are none."""
        graded = _GRADED.search(self.query.text)
        return graded.group() if graded else ""

    @trigger
    def _asked(self) -> str:
        """The words that ask whether it is one of them; empty if there are none."""
        for match in _ASKED.finditer(self.query.text):
            kind, words = match["kind"] or match["other"], match.group()
            if _WONDERS.search(words) and not _ASKS_WHAT.search(words) and not self.home.endswith(kind):
                return words.strip(",。?!;: ")
        return ""
