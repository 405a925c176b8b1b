"""Roles: who does something for whom, where a question has it the other way round (企业帮小红帽做什么)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.language.interpret import Query

_NAME_TAGS = ("n", "kb", "j", "r")
_NO_PARTIES = tuple("贴助款金费钱证税价率水电气路区村镇街楼屋房业")  # nobody who does something
_ACTORS = (*"组部局委队办会员师长警站院校方厅府", "干部", "领导", "公司", "单位", "中心", "企业")
_ANYBODY = ("谁", "我", "俺", "咱", "你", "您", "大家", "区里", "村里", "镇里", "县里", "市里")
_FOR = "(?:[给帮替]|(?<![因认成以作称改视分列定设评确])为|(?<!方)向)"
_DOER = _FOR.replace("给", "")  # 老人给补贴: they are given it, and give nothing
_BY_THEN = r"[^,。?!;\n]{0,6}?"
_NO_OBJECT = "(?<![给帮替为向对把被到去入])"
_ONLY = r"(?:了|会|能|要|都|可以|专门|主动|上门|一共|总共|免费)*"


@dataclass(frozen=True)
class Roles:
    """The parties that one question names as doing something for others, or as those it is done for."""

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """A party that the question has on one side and the entry on the other alone."""
        texts = witness.profile.texts
        for name in self._served:
            if name in texts and _serves(name, texts) and not _is_served(name, texts):
                yield Conflict(kind=Kind.TURN, word=name, firm=True, bars=True)
        for name in self._serving:
            if name in texts and _is_served(name, texts) and not _serves(name, texts):
                yield Conflict(kind=Kind.TURN, word=name, firm=True, bars=True)
        for name, verb in self._passive:
            if name in texts and _does(name, verb, texts) and not _is_done_to(name, verb, texts):
                yield Conflict(kind=Kind.TURN, word=f"{name}被{verb}", firm=True, bars=True)

    @cached_property
    def _served(self) -> tuple[str, ...]:
        """Those for whom the question says that something is done (给小红帽)."""
        return tuple(name for name in self._names if re.search(_FOR + re.escape(name), self.query.text))

    @cached_property
    def _serving(self) -> tuple[str, ...]:
        """Those of whom it says that they do something for others (残疾人为厚泽公司)."""
        others = "|".join(map(re.escape, (*self._names, *_ANYBODY)))
        pattern = f"{_ONLY}{_DOER}(?:{others})"
        return tuple(n for n in self._names if re.search(re.escape(n) + pattern, self.query.text))

    @cached_property
    def _passive(self) -> tuple[tuple[str, str], ...]:
        """Those who can act and to whom it says that something is done, each with that (督导组被检查)."""
        if "被" not in self.query.text:
            return ()
        words = self.query.words
        return tuple(
            (name.text, verb.text)
            for name, by, verb in zip(words, words[1:], words[2:], strict=False)
            if by.text == "被" and name.text.endswith(_ACTORS) and verb.tag.startswith("v")
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The nouns that may be a party; none where nothing is done for anybody."""
        if not re.search(_FOR, self.query.text):
            return ()
        words = (self.query.words[number] for number in self.query.content)
        return tuple(
            word.text
            for word in words
            if len(word.text) > 1 and word.tag.startswith(_NAME_TAGS) and not word.text.endswith(_NO_PARTIES)
        )


def _serves(name: str, texts: str) -> bool:
    """Whether texts say that somebody does something for others (小红帽帮企业)."""
    return re.search(_NO_OBJECT + re.escape(name) + _BY_THEN + _FOR, texts) is not None


def _is_served(name: str, texts: str) -> bool:
    """Whether texts say that something is done for somebody (帮企业)."""
    return re.search(_FOR + re.escape(name), texts) is not None


def _does(name: str, verb: str, texts: str) -> bool:
    """Whether texts say that somebody does this (督导组督导)."""
    return re.search(_NO_OBJECT + re.escape(name) + _BY_THEN + re.escape(verb), texts) is not None


def _is_done_to(name: str, verb: str, texts: str) -> bool:
    """Whether texts say that this is done to somebody (检查了活动单位, 对活动单位督导)."""
    done_to = f"(?:{re.escape(verb)}[了过]?|[对把给向为到去被]|深入){re.escape(name)}"
    return re.search(done_to, texts) is not None
