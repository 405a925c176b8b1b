"""Clauses: where a question passes from one thing that is said to the next, be it without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.cues import Cue
from knowledge.language.question_words import ADDRESS
from knowledge.language.vocabulary import Mention, Role, is_concept

_OF_TIME = r"(?<=\d):(?=\d)"  # 10:50 ends nothing
# Between two marks, or blanks used as such.
STRETCH = re.compile(rf"(?:(?! [㐀-鿿])(?:[^,。?!;:]|{_OF_TIME}))+")
_MARKED = re.compile(
    rf"""
    (?:[^。,?!;:~…、]|{_OF_TIME})+?
    (?:
        (?:[。,?!;~…]|:(?!(?<=\d:)\d))+
      | (?=[ ][㐀-鿿])                        # a blank used as a mark
      | $
      | (?=、)
      | (?=[ ]and[ ](?:how|wh))              # and how much is it
      | (?=顺便|另外|还想(?:问|知道)|再(?:请?问|打听))  # 顺便问一下
    )
    """,
    re.VERBOSE,
)
_US = "(?:我们?|咱们?|俺们?)"
# Somebody has the question asked; what was told of him is no part of it.
_SENT = re.compile(
    rf"""
    [^,。?!]{{0,4}}?
    (?:
        老师|班主任|辅导员|领导|主任|队长|组长|老板|单位|学校|村里|家里|邻居|同事|同学|朋友|工友
      | 老[爸妈公婆伴]|[我俺][爸妈爹娘爷奶哥姐弟妹]|孩子|儿子|闺女
    )
    (?:刚才?|今天|非)?
    (?:
        问(?![卷题询责诊政世]){_US}?                               # 老师问我们
      | (?:让|叫|要|托|催){_US}(?:来|去|帮忙?)?                    # 老师让我们查一下
        (?:问|查|找|打听|了解|搜|写|答)(?:问|查|找|一下|下|清楚)?
    )
    """,
    re.VERBOSE,
)
# 我就想知道, 想问: what stands before it was told
_WISH = re.compile(r"(?:我|俺|咱)?(?:就|很)?(?:是)?想(?:问问?|知道|打听|了解|咨询)|请问")
_PARTICLE = re.compile(r"(?<=[啊呀哇呢])(?=[一-鿿])")
# 放电影之外还办了几场展览: what is left out is said before what is asked
_LEFT_OUT = re.compile(
    r"""
    [^,。?!;]{1,16}?
    (?:
        [以之]外(?![的,])                          # 放电影之外
      | 除外(?!的)                                # 低保户除外
      | (?<=除)[^,了]{1,12}?外(?![的,地来面出国])     # 除放电影外
    )
    """,
    re.VERBOSE,
)
# 那高中呢: what is spoken of in the clause behind it
_TOPIC = re.compile(r"(?:那么?|还有|另外|至于|关于)?(?P<name>[^,。?!;]{1,12}?)(?P<marked>(?<!着)呢)?,")
_TELLERS = ("我", "俺", "咱")
_SHORT = 3  # characters; 几点啊早上 goes on with what is asked
_LATE = 6  # characters from what asks to the particle: 几点开始啊


def clause_spans(text: str, cues: Sequence[Cue], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the clauses of a text with these cues and names begin and end.

    A topic (高中呢,扩建了几所) is in the clause that asks about it.
    """
    topic: int | None = None  # where it begins
    for begin, end in _spans(text, cues, mentions):
        start, asks = begin, any(begin <= cue.start < end for cue in cues)
        if topic is not None:
            if asks:
                start = topic
            else:
                yield topic, begin
        topic = None if asks or not _is_topic(begin, end, text, mentions) else begin
        if topic is None:
            yield start, end
    if topic is not None:
        yield topic, len(text)


def _is_topic(start: int, end: int, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a clause is nothing but a name, or marked as a topic (呢), and goes on behind a comma."""
    topic = _TOPIC.fullmatch(text, start, end)
    if topic is None:
        return False
    if topic["marked"]:
        return True
    return any(name.start <= topic.start("name") and topic.end("name") <= name.end for name in mentions)


def _spans(text: str, cues: Sequence[Cue], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the clauses begin and end, topics by themselves."""
    for match in _MARKED.finditer(text):
        start, end = match.span()
        for place in _Marked.of(text, start, end, cues, mentions).breaks():
            yield start, place
            start = place
        if text[start:end].strip():
            yield start, end


@dataclass(frozen=True, slots=True)
class _Marked:
    """What stands between two marks, with the cues and names in it."""

    text: str
    start: int
    end: int
    cues: tuple[Cue, ...]
    named: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int, cues: Sequence[Cue], named: Sequence[Mention]) -> _Marked:
        """The stretch of a text with what of its cues and names lies in it."""
        return cls(
            text,
            start,
            end,
            tuple(cue for cue in cues if start <= cue.start < end),
            tuple(name for name in named if start <= name.start and name.end <= end),
        )

    def breaks(self) -> list[int]:
        """The places inside where another clause begins; none where nothing is asked."""
        if not self.cues:
            return []
        places = {
            *self._behind_asker(),
            *self._around_address(),
            *self._before_wish(),
            *self._behind_asked(),
            *self._behind_left_out(),
        }
        return sorted(place for place in places if self.start < place < self.end)

    def _behind_asker(self) -> Iterator[int]:
        """Behind whoever has the question asked (老师问我们), where a thing is named after that."""
        sent = _SENT.match(self.text, self.start, self.end)
        if sent and self._names_from(sent.end()):
            yield sent.end()

    def _around_address(self) -> Iterator[int]:
        """Before and behind what turns to everybody (谁知道)."""
        for address in ADDRESS.finditer(self.text, self.start, self.end):
            if not self._limits_apart(*address.span()):
                yield from address.span()

    def _before_wish(self) -> Iterator[int]:
        """Before 我想知道, where a thing is named after that or nothing is asked any more."""
        for wish in _WISH.finditer(self.text, self.start, self.end):
            told = self._names_from(wish.end()) or wish.start() >= self.cues[-1].end
            if told and not self._limits_apart(wish.start(), wish.start()):
                yield wish.start()

    def _behind_asked(self) -> Iterator[int]:
        """Behind the particle of a question (几点开始啊) from which a story goes on."""
        for particle in _PARTICLE.finditer(self.text, self.start, self.end):
            if self._is_asked(particle.start()) and self._is_told(particle.start()):
                yield particle.start()

    def _behind_left_out(self) -> Iterator[int]:
        """Behind what is left out (放电影之外), where another thing is named after that."""
        for left in _LEFT_OUT.finditer(self.text, self.start, self.end):
            if self._names_from(left.end()):
                yield left.end()

    def _names_from(self, place: int) -> bool:
        """Whether a thing is named from a place on."""
        return any(is_concept(name.senses) and name.start >= place for name in self.named)

    def _limits_apart(self, first: int, last: int) -> bool:
        """Whether a limit would be parted from what asks: 广阳区的|我想知道财政收入多少."""
        asked_before = any(cue.start < first for cue in self.cues)
        asked_behind = any(cue.start >= last for cue in self.cues)
        limits = [name for name in self.named if _is_limit(name)]
        return (not asked_before and any(name.end <= first for name in limits)) or (
            not asked_behind and any(name.start >= last for name in limits)
        )

    def _is_asked(self, place: int) -> bool:
        """Whether something named is asked about right before a place."""
        before = [cue for cue in self.cues if cue.end <= place]
        if not before or place - before[-1].end - len(before[-1].counter) > _LATE:
            return False
        return any(is_concept(name.senses) and name.end <= before[-1].start for name in self.named)

    def _is_told(self, place: int) -> bool:
        """Whether what stands from there on is told of oneself, or names nothing and asks nothing."""
        if self.text.startswith(_TELLERS, place):
            return True
        named = any(n.start >= place and (is_concept(n.senses) or _is_limit(n)) for n in self.named)
        return self.end - place > _SHORT and not named and all(cue.start < place for cue in self.cues)


def _is_limit(name: Mention) -> bool:
    return any(sense.role is Role.QUALIFIER for sense in name.senses)
