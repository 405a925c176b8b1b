"""Stock and flow: how many there are is not told by how many something was done to (一共有多少危房)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.interpret import Query
from knowledge.language.vocabulary import Mention, Role
from knowledge.model.entry import Facet

_IN_ALL = re.compile("一共|总共|拢共|统共|共有|现有|总数|总量|总长|全长|加起来|整条|面积")
_VERB = "v"  # how the tags of verbs and of nouns for doing begin
_ASPECTS = ("了", "过", "掉", "完", "下去", "出去", "出来")
_BE = frozenset({"有", "是", "共有", "现有", "一共", "总共", "没有", "包括"})
_DOES = re.compile("[发放给救查改建修做弄整抓推搞投补报奖帮种造演播开送派办铺装立增下]")
_NUMBERS = frozenset({Facet.LENGTH, Facet.AREA})
_DONE = re.compile("造林|种[了植]|新(?:增|设|建|添|立)|[扩改]建|改造|中修|整治|检查|整改|救助|发放|播放")


@dataclass(frozen=True)
class Stock:
    """Whether one question asks how many there are in all, to be compared with what entries count."""

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """All that there are asked for, of an entry that counts those to which something was done."""
        if self._asked and _counts_what_was_done(witness) and not self._is_asked_so(witness):
            yield Conflict(kind=Kind.TURN, word=self._asked)

    @property
    def speaks(self) -> bool:
        """Whether the question asks for all that there are."""
        return bool(self._asked)

    @cached_property
    def _asked(self) -> str:
        """The word that asks for all; empty where anything is said to be done."""
        query = self.query
        in_all = _IN_ALL.search(query.text)
        if (
            in_all is None
            or not query.things
            or not any(cue.numeric or cue.facets & _NUMBERS for cue in query.cues)
        ):
            return ""
        done = any(_is_done(mention) for mention in query.mentions)
        verbs = any(word.tag.startswith(_VERB) and word.text not in _BE for word in query.words)
        done = done or _DONE.search(query.text) is not None
        return "" if done or verbs or _DOES.search(self._besides_names) else in_all.group()

    @property
    def _besides_names(self) -> str:
        """The question without what it names."""
        kept = (c for place, c in enumerate(self.query.text) if place not in self.query.mentioned)
        return "".join(kept)

    def _is_asked_so(self, witness: Witness) -> bool:
        """Whether an own question asks for all of them too."""
        return any(_IN_ALL.search(text) and not _DONE.search(text) for text in witness.profile.asked[:1])


def _is_done(mention: Mention) -> bool:
    """Whether a name is of something done (发下去, 解决了)."""
    return mention.text.endswith(_ASPECTS) or any(sense.role is Role.EVENT for sense in mention.senses)


def _counts_what_was_done(witness: Witness) -> bool:
    """Whether an entry's own question is for those to which something was done."""
    return _DONE.search(witness.profile.asked[0]) is not None
