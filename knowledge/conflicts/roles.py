"""Roles: who does something for whom; a question may have it the other way round (企业帮小红帽做什么)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.occurrences import occurrences
from knowledge.language.dictionary import OWN_TAG
from knowledge.language.question_words import HEDGE
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

_NAME_TAGS = ("n", OWN_TAG, "j", "r")
_NO_PARTIES = tuple("贴助款金费钱证税价率水电气路区村镇街楼屋房业")  # endings of nouns that cannot act
_ACTORS = (*"组部局委队办会员师长警站院校方厅府", "干部", "领导", "公司", "单位", "中心", "企业")
_ANYBODY = ("谁", "我", "俺", "咱", "你", "您", "大家", "区里", "村里", "镇里", "县里", "市里")
_FOR = "(?:[给替]|(?<![那这哪一])帮|(?<![因认成以作称改视分列定设评确])为|(?<!方)向)"
_FOR_THEM = re.compile(_FOR + "$")
_FOR_OTHERS = re.compile(r"[^,。?!;\n]{0,6}?" + _FOR)
# Without 给: in 老人给补贴 the old people receive.
_DOES_FOR = re.compile(f"(?:了|会|能|要|都|可以|专门|主动|上门|{HEDGE}|免费)*" + _FOR.replace("给", ""))
_SOMETHING_FOR = re.compile(_FOR)
_DONE_BY = re.compile("被")
_NO_DOER = tuple("给帮替为向对把被到去入")  # a noun right behind one of these does not act
_DONE_TO = ("对", "把", "给", "向", "为", "到", "去", "被", "深入")
_NEAR = re.compile(r"[^,。?!;\n]{0,8}")
_ASPECTS = ("", "了", "过")
_LONGEST_FOR = 2  # characters


@dataclass(frozen=True)
class Roles(Rule):
    """The parties that one question names as acting for others, or as those who are acted for."""

    signs: ClassVar = signs_of(_SOMETHING_FOR, _DONE_BY)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each party that the question has on one side, and the entry only on the other."""
        texts = lookup.profile.texts
        for name in self._served:
            if name in texts and _serves(name, texts) and not _is_served(name, texts):
                yield Conflict(kind=Kind.TURN, word=name, severity=Severity.BARRING)
        for name in self._serving:
            if name in texts and _is_served(name, texts) and not _serves(name, texts):
                yield Conflict(kind=Kind.TURN, word=name, severity=Severity.BARRING)
        for name, verb in self._passive:
            if name in texts and _does(name, verb, texts) and not _is_done_to(name, verb, texts):
                yield Conflict(kind=Kind.TURN, word=f"{name}被{verb}", severity=Severity.BARRING)

    @trigger
    def _served(self) -> tuple[str, ...]:
        """The parties for whom something is done (给小红帽)."""
        return tuple(name for name in self._names if _is_served(name, self.query.text))

    @trigger
    def _serving(self) -> tuple[str, ...]:
        """The parties that do something for others (残疾人为厚泽公司)."""
        return tuple(name for name in self._names if self._does_for_others(name))

    def _does_for_others(self, name: str) -> bool:
        text, others = self.query.text, (*self._names, *_ANYBODY)
        matches = (_DOES_FOR.match(text, end) for _, end in _places(name, text))
        return any(match is not None and text.startswith(others, match.end()) for match in matches)

    @trigger
    def _passive(self) -> tuple[tuple[str, str], ...]:
        """The parties that usually act, but to whom something is done, with the verb (督导组被检查)."""
        if not _DONE_BY.search(self.query.text):
            return ()
        words = self.query.words
        return tuple(
            (name.text, verb.text)
            for name, by, verb in zip(words, words[1:], words[2:], strict=False)
            if by.text == "被" and name.text.endswith(_ACTORS) and verb.is_verb
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The nouns that may be a party; none if nothing is done for anybody."""
        if not _SOMETHING_FOR.search(self.query.text):
            return ()
        words = (self.query.words[number] for number in self.query.content)
        return tuple(
            word.text
            for word in words
            if len(word.text) > 1 and word.tag.startswith(_NAME_TAGS) and not word.text.endswith(_NO_PARTIES)
        )


def _places(name: str, texts: str) -> Iterator[tuple[int, int]]:
    """The spans of a name in texts."""
    return ((place, place + len(name)) for place in occurrences(name, texts))


def _serves(name: str, texts: str) -> bool:
    """Whether texts say that this party does something for others (小红帽帮企业)."""
    return any(_FOR_OTHERS.match(texts, end) is not None for end in _as_doer(name, texts))


def _is_served(name: str, texts: str) -> bool:
    """Whether texts say that something is done for this party (帮企业)."""
    return any(
        _FOR_THEM.search(texts, max(at - _LONGEST_FOR, 0), at) is not None for at, _ in _places(name, texts)
    )


def _does(name: str, verb: str, texts: str) -> bool:
    """Whether texts say that this party does this (督导组督导)."""
    return any(verb in _behind(end, texts) for end in _as_doer(name, texts))


def _is_done_to(name: str, verb: str, texts: str) -> bool:
    """Whether texts say that this is done to this party (检查了活动单位, 对活动单位督导)."""
    before = (*_DONE_TO, *(verb + aspect for aspect in _ASPECTS))
    return any(texts.endswith(before, 0, at) for at, _ in _places(name, texts))


def _as_doer(name: str, texts: str) -> Iterator[int]:
    """The ends of a name that no preposition marks as the object of an action."""
    return (end for at, end in _places(name, texts) if not texts.endswith(_NO_DOER, 0, at))


def _behind(end: int, texts: str) -> str:
    """The few characters behind an offset, up to the next mark."""
    near = _NEAR.match(texts, end)
    return near.group() if near else ""
