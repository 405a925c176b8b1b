"""Stock and flow: how many there are (一共有多少危房), and an entry that tells how many were acted on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.dictionary import OWN_TAG
from knowledge.language.question_words import A_NUMBER
from knowledge.language.signs import signs_of
from knowledge.language.vocabulary import Mention, is_event
from knowledge.model.entry import SIZES

_IN_ALL = re.compile(
    f"一共|总共|拢共|统共|共有|现有|总数|总量|总长|全长|加起来|整条|面积|有{A_NUMBER}|are there"
)
_ASPECTS = (
    "了",
    "过",
    "掉",
    "完",
    "下去",
    "出去",
    "出来",
)  # a name with one of these at its end is an action (发下去)
_BE = frozenset({"有", "是", "共有", "现有", "一共", "总共", "没有", "包括"})
# Verbs of one character, which the segmenter often joins to their neighbours.
_DOES = re.compile("[发放给救查改建修做弄整抓推搞投补报奖帮种造演播开送派办铺装立增下]")
_HAPPENED = re.compile(f"[了过]{A_NUMBER}")  # 督查了几趟
# Actions on a part of what there is, or that add to it; 在建 counts all there is.
_TO_SOME = re.compile(
    "新(?:增|设|建|添|立|开|办|注册|成立|登记)|[扩改]建|改造|[大中小翻]修|整治|检查|整改|拆除|造林|[种栽植]了?[^,。?!]{0,6}树"
    "|救助|资助|发放|播放|培训|慰问"
)


@dataclass(frozen=True)
class StockAndFlow(Rule):
    """Whether one question asks how many there are in all, to be compared with what entries count."""

    signs: ClassVar = signs_of(_IN_ALL)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict if the entry's own question is about those to which something was done."""
        own = lookup.profile.main_question
        if self._asked and _TO_SOME.search(own):
            bars = not (self.query.yes_no or _IN_ALL.search(own))
            yield Conflict(
                kind=Kind.TURN, word=self._asked, severity=Severity.BARRING if bars else Severity.WEIGHED
            )

    @trigger
    def _asked(self) -> str:
        """The word that asks for all there are; empty if the question names any action."""
        query = self.query
        in_all = _IN_ALL.search(query.text)
        counts = any(cue.numeric or cue.facets & SIZES for cue in query.cues)
        return (
            in_all.group() if in_all and counts and self._names_a_thing and not self._states_an_action else ""
        )

    @property
    def _names_a_thing(self) -> bool:
        """Whether the question names what is counted."""
        query = self.query
        return bool(query.things) or any(query.words[n].tag.startswith(("n", OWN_TAG)) for n in query.content)

    @property
    def _states_an_action(self) -> bool:
        """Whether the question names any action."""
        query = self.query
        verbs = any(word.is_verb and word.text not in _BE for word in query.words)
        named = any(_is_action(mention) for mention in query.mentions)
        unnamed = "".join(c for place, c in enumerate(query.text) if place not in query.mentioned)
        return (
            verbs
            or named
            or bool(_HAPPENED.search(query.text))
            or bool(_DOES.search(unnamed) or _TO_SOME.search(query.text))
        )


def _is_action(mention: Mention) -> bool:
    """Whether a name stands for an event, or ends in an aspect particle (听取了)."""
    return mention.text.endswith(_ASPECTS) or is_event(mention.senses)
