"""Cues: the words of a question that ask, and the facets that they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.general import CuePattern, Language
from knowledge.language.question_words import ADDRESS
from knowledge.language.signs import PatternPrefilter
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_MULTIPLIER = re.compile(r"(?:个(?=[万亿]|[十百千][万亿]))?[十百千万亿]+")
# 亿元项目, 亿元以上的工程: the amount says which things are counted
_CLASS = re.compile(r"[十百千万亿]+元(?:以上|级)?的?(?=大?(?:项目|工程|企业|产业|村|镇|乡|户))")
_NOUN_TAGS = ("n", OWN_TAG, "vn", "j", "eng")
_HOW_MANY = ("how many", "number of")
# The first plural after it: how many of the rural primary schools
_PLURAL = re.compile(r"(?: [a-z'-]+){0,4}? ([a-z]+(?<![us]s)(?<!is)s|people|men|women|children|mu|km)\b")
_DETERMINER = re.compile(
    r"(?:什么样的|什么|啥|哪些|哪几[个家所条项种类片户]|哪[个家所条项种类片位]|which|what)$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """Words that ask for one of `facets`.

    Attributes:
        hard: whether an entry with none of the facets cannot answer.
        numeric: whether a number is asked for (多少, 几).
        counter: the classifier or unit after 多少 or 几; may be empty.
        head: the noun after that, or after 什么 or 哪些; may be empty.
        noun: whether it asks only by being named (票价).
    """

    text: str
    facets: frozenset[Facet]
    hard: bool
    start: int
    end: int
    numeric: bool = False
    counter: str = ""
    head: str = ""
    noun: bool = False


_MONEY = frozenset("钱款费")
_USED_UP = re.compile("[水电油气煤沙砖土石](?=[了啊呀呢]*(?:[,。?!;]|$))")  # 洒水用多少水
SHORT_NOUNS = frozenset("树花草菜鱼药病课书饭店")  # which the dictionary often tags as something else


@dataclass(frozen=True)
class Cues:
    """Finds the cues of a language."""

    language: Language

    @cached_property
    def _counter(self) -> re.Pattern[str]:
        """The longest counter at an offset."""
        counters = self.language.generic_counters.union(*self.language.counters)
        return re.compile("|".join(map(re.escape, sorted(counters, key=len, reverse=True))))

    @cached_property
    def _prefilter(self) -> PatternPrefilter[CuePattern]:
        return PatternPrefilter((cue.signs, cue) for cue in self.language.cues)

    def read(self, text: str, words: Sequence[Word]) -> tuple[Cue, ...]:
        """The cues of a text with these words, in the order of the text."""
        cues: list[Cue] = []
        covered = [False] * (len(text) + 1)
        for number in self.language.numeric.pattern.finditer(text):
            counter, head = self._counted(text, number.end(), words)
            cues.append(_cue(number, self.language.numeric, counter, head, numeric=True))
        for cue in self._prefilter.passed(text):
            if cue.pattern.search(text) is None:
                continue  # most end here: quicker than an iterator that yields nothing
            for match in cue.pattern.finditer(text):
                if not any(covered[match.start() : match.end()]):
                    covered[match.start() : match.end()] = [True] * len(match.group())
                    counter = self._counted_in_english(match)
                    cues.append(_cue(match, cue, counter, head=_determined(match, words)))
        return tuple(sorted(_unaddressed(_without_shadowed(cues), text), key=lambda cue: cue.start))

    def _counted_in_english(self, cue: re.Match[str]) -> str:
        """The counter after how many (how many local villagers); empty for another noun."""
        if not cue.group().endswith(_HOW_MANY):
            return ""
        noun = _PLURAL.match(cue.string, cue.end())
        known = noun is not None and any(noun[1] in family for family in self.language.counters)
        return noun[1] if noun and known else ""

    def _counted(self, text: str, position: int, words: Sequence[Word]) -> tuple[str, str]:
        """The counter and the noun after a question word for a number; either may be empty."""
        things = text.startswith("个", position)
        if of_a_class := _CLASS.match(text, position + things):
            return "个" * things, _noun_at(position + things, words) or _noun_at(of_a_class.end(), words)
        multiplier = _MULTIPLIER.match(text, position)
        position = multiplier.end() if multiplier else position
        counting = self._counter.match(text, position)
        counter = counting.group() if counting else ""
        inside = next((word for word in words if word.start <= position < word.end), None)
        if counter and inside and inside.end > position + len(counter) and inside.start == position:
            counter = ""  # 多少人家: the word goes on, so it is a noun, not a counter
        position += len(counter)
        position += text.startswith("的", position)
        used = _USED_UP.match(text, position)
        return counter, used.group() if used and not counter else _noun_at(position, words)


def _cue(
    match: re.Match[str], asked: CuePattern, counter: str = "", head: str = "", *, numeric: bool = False
) -> Cue:
    return Cue(
        text=match.group(),
        facets=asked.facets,
        hard=asked.hard,
        start=match.start(),
        end=match.end(),
        numeric=numeric,
        counter=counter,
        head=head,
        noun=asked.noun,
    )


def _determined(cue: re.Match[str], words: Sequence[Word]) -> str:
    """The noun after 什么 or 哪些 (什么树); empty if there is none."""
    if not _DETERMINER.search(cue.group()):
        return ""
    start = cue.end() + (cue.string[cue.end() : cue.end() + 1] == " ")
    word = next((word for word in words if word.start == start and word.text.isalpha()), None)
    if word is None:
        return ""
    is_noun = word.tag.startswith(("n", OWN_TAG)) or word.text in SHORT_NOUNS or _is_noun(word)
    return word.text if is_noun else ""


def _noun_at(offset: int, words: Sequence[Word]) -> str:
    """The noun at an offset; empty if there is none, or if it only says what money is for (敬老钱)."""
    for number, word in enumerate(words):
        if word.start == offset and _is_noun(word):
            is_for_money = any(behind.text in _MONEY for behind in words[number + 1 : number + 2])
            return "" if is_for_money else word.text
    return ""


def _is_noun(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isalpha() and word.tag.startswith(_NOUN_TAGS)


def _unaddressed(cues: list[Cue], text: str) -> list[Cue]:
    """The cues without those of an address to everybody (谁知道), if others ask or nothing else is said."""
    addresses = [address.span() for address in ADDRESS.finditer(text)]
    if not addresses:
        return cues
    asking = [cue for cue in cues if not any(a <= cue.start and cue.end <= b for a, b in addresses)]
    rest = ADDRESS.sub("", text)
    return asking if asking or not any(map(str.isalnum, rest)) else cues


def _without_shadowed(cues: list[Cue]) -> list[Cue]:
    """The cues without overlaps: a number takes over the facets of a cue that it overlaps."""
    chosen: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (not cue.numeric, cue.start)):
        twin = next((k for k in chosen if k.start < cue.end and cue.start < k.end), None)
        if twin is None:
            chosen.append(cue)
        elif twin.numeric and not (twin.counter or twin.head):
            chosen[chosen.index(twin)] = cue
        elif twin.numeric:
            merged = Cue(
                text=cue.text if len(cue.text) > len(twin.text) else twin.text,
                facets=cue.facets,
                hard=cue.hard,
                start=min(cue.start, twin.start),
                end=max(cue.end, twin.end),
                numeric=True,
                counter=twin.counter,
                head="" if twin.head and cue.text.endswith(twin.head) else twin.head,  # 多少票子
            )
            chosen[chosen.index(twin)] = merged
    return chosen
