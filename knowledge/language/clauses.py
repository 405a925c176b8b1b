"""Clauses: where a question passes from one statement or request to the next, with or without punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.cues import Cue
from knowledge.language.exclusions import EXCLUSION, exclusions
from knowledge.language.question_words import ADDRESS
from knowledge.language.signs import signs_in, signs_of
from knowledge.language.vocabulary import Mention, Role, is_concept

_OF_TIME = r"(?<=\d):(?=\d)"  # 10:50 ends no clause
# A stretch: the text between two punctuation marks, or spaces used as such.
STRETCH = re.compile(rf"(?:(?! [㐀-鿿])(?:[^,。?!;:]|{_OF_TIME}))+")
# A clause of an answer: what stands between commas; a colon only announces more of it.
ANSWER_CLAUSE = re.compile("[^,;。]+")
_MARKED = re.compile(
    rf"""
    (?:[^。,?!;:~…、]|{_OF_TIME})+?
    (?:
        (?:[。,?!;~…]|:(?!(?<=\d:)\d))+
      | (?=[ ][㐀-鿿])                        # a space used as a mark
      | $
      | (?=、)
      | (?=[ ]and[ ](?:how|wh))              # and how much is it
      | (?=顺便|另外|还想(?:问|知道)|再(?:请?问|打听))  # 顺便问一下
    )
    """,
    re.VERBOSE,
)
_US = "(?:我们?|咱们?|俺们?)"
# Somebody else wants to know; what is said about them is not part of the question.
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
# 我就想知道, 想问: what stands before it is a statement
_WISH = re.compile(r"(?:我|俺|咱)?(?:就|很)?(?:是)?想(?:问问?|知道|打听|了解|咨询)|请问")
_PARTICLE = re.compile(r"(?<=[啊呀哇呢])(?=[一-鿿])")
_ADDED = re.compile("(?:还有|再有|再一个|再就是|另外)(?:就是|那个|一个|这个)*")  # 还有那个市场主体新增多少家
_SIGNS_OF_BREAKS = signs_of(_SENT, ADDRESS, _WISH, _PARTICLE, EXCLUSION, _ADDED)
# 那高中呢: the topic of the clause after it
_TOPIC = re.compile(r"(?:那么?|还有|另外|至于|关于)?(?P<name>[^,。?!;]{1,12}?)(?P<marked>(?<!着)呢)?,")
_TELLERS = ("我", "俺", "咱")
_SHORT = 3  # characters; 几点啊早上 goes on asking
_LATE = 6  # characters from the cue to the particle: 几点开始啊


def clause_spans(text: str, cues: Sequence[Cue], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The spans of the clauses of a text with these cues and names.

    A topic (高中呢,扩建了几所) belongs to the clause that asks about it.
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
    """Whether a clause is only a name, or marked as a topic (呢), and continued after a comma."""
    topic = _TOPIC.fullmatch(text, start, end)
    if topic is None:
        return False
    if topic["marked"]:
        return True
    return any(name.start <= topic.start("name") and topic.end("name") <= name.end for name in mentions)


def _spans(text: str, cues: Sequence[Cue], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The spans of the clauses, with topics as clauses of their own."""
    has_break = not _SIGNS_OF_BREAKS.isdisjoint(signs_in(text))
    for match in _MARKED.finditer(text):
        start, end = match.span()
        for break_ in _Marked.of(text, start, end, cues, mentions).breaks() if has_break else ():
            yield start, break_
            start = break_
        if text[start:end].strip():
            yield start, end


@dataclass(frozen=True, slots=True)
class _Marked:
    """The text between two punctuation marks, with the cues and names in it."""

    text: str
    start: int
    end: int
    cues: tuple[Cue, ...]
    named: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int, cues: Sequence[Cue], named: Sequence[Mention]) -> _Marked:
        """A span of a text, with those of its cues and names that lie in it."""
        return cls(
            text,
            start,
            end,
            tuple(cue for cue in cues if start <= cue.start < end),
            tuple(name for name in named if start <= name.start and name.end <= end),
        )

    def breaks(self) -> list[int]:
        """The offsets inside at which another clause begins; none if nothing is asked."""
        if not self.cues:
            return []
        breaks = {
            *self._after_sender(),
            *self._around_address(),
            *self._before_wish(),
            *self._after_question(),
            *self._after_exclusion(),
            *self._before_addition(),
        }
        return sorted(offset for offset in breaks if self.start < offset < self.end)

    def _after_sender(self) -> Iterator[int]:
        """After the person who wants to know (老师问我们), if a concept is named after that."""
        sent = _SENT.match(self.text, self.start, self.end)
        if sent and self._names_concept_from(sent.end()):
            yield sent.end()

    def _around_address(self) -> Iterator[int]:
        """Before and after an address to everybody (谁知道)."""
        for address in ADDRESS.finditer(self.text, self.start, self.end):
            if not self._separates_limit(*address.span()):
                yield from address.span()

    def _before_wish(self) -> Iterator[int]:
        """Before 我想知道, if a concept is named after that or nothing more is asked."""
        for wish in _WISH.finditer(self.text, self.start, self.end):
            is_break = self._names_concept_from(wish.end()) or wish.start() >= self.cues[-1].end
            if is_break and not self._separates_limit(wish.start(), wish.start()):
                yield wish.start()

    def _after_question(self) -> Iterator[int]:
        """After the final particle of a question (几点开始啊), if a statement follows."""
        for particle in _PARTICLE.finditer(self.text, self.start, self.end):
            if self._ends_question(particle.start()) and self._begins_statement(particle.start()):
                yield particle.start()

    def _after_exclusion(self) -> Iterator[int]:
        """After what is excluded (放电影之外还办了几场展览), if a concept is named after that."""
        for excluded in exclusions(self.text):
            besides = not (excluded.narrows or excluded.added)
            if besides and self._names_concept_from(excluded.goes_on):
                yield excluded.goes_on

    def _before_addition(self) -> Iterator[int]:
        """Before what is asked besides (还有那个市场主体新增多少家), if it is asked of a thing of its own."""
        for added in _ADDED.finditer(self.text, self.start, self.end):
            behind = [cue.start for cue in self.cues if cue.start >= added.end()]
            names = (n for n in self.named if is_concept(n.senses) and n.start >= added.end())
            asked_before = any(cue.end <= added.start() for cue in self.cues)
            if asked_before and behind and any(name.end <= behind[0] for name in names):
                yield added.start()

    def _names_concept_from(self, offset: int) -> bool:
        """Whether a concept is named from an offset on."""
        return any(is_concept(name.senses) and name.start >= offset for name in self.named)

    def _separates_limit(self, first: int, last: int) -> bool:
        """Whether breaks here would separate a limit from the cue: 广阳区的|我想知道财政收入多少."""
        asked_before = any(cue.start < first for cue in self.cues)
        asked_behind = any(cue.start >= last for cue in self.cues)
        limits = [name for name in self.named if _is_limit(name)]
        return (not asked_before and any(name.end <= first for name in limits)) or (
            not asked_behind and any(name.start >= last for name in limits)
        )

    def _ends_question(self, offset: int) -> bool:
        """Whether a question about a concept ends at an offset."""
        before = [cue for cue in self.cues if cue.end <= offset]
        if not before or offset - before[-1].end - len(before[-1].counter) > _LATE:
            return False
        return any(is_concept(name.senses) and name.end <= before[-1].start for name in self.named)

    def _begins_statement(self, offset: int) -> bool:
        """Whether the text from an offset on is in the first person, or names and asks nothing."""
        if self.text.startswith(_TELLERS, offset):
            return True
        named = any(n.start >= offset and (is_concept(n.senses) or _is_limit(n)) for n in self.named)
        return self.end - offset > _SHORT and not named and all(cue.start < offset for cue in self.cues)


def _is_limit(name: Mention) -> bool:
    return any(sense.role is Role.QUALIFIER for sense in name.senses)
