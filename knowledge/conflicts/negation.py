"""Negation: a question about what is not so (没完成的有多少), and an entry that says it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.occurrences import occurrences
from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.language.vocabulary import Vocabulary
from knowledge.model.cached import cached_property

_NOT = re.compile(r"(?P<no>没有?|不|未)(?:有|人|谁|去|来|在|再|被|给|曾|能够?|得到|经过|列入|纳入)*")
_NO = ("不", "没", "没有", "未", "无", "还没", "没能", "未能", "补")  # 不办 is a common error for 补办
# Phrases of exclusion, whatever the entry says.
_LEFT_OUT = re.compile(
    r"[不没](?:做|干|管|办|搞|弄)(?:什么|啥|哪)|(?<![包含属算在])不(?:包括|包含|含|属于|算(?!是?对)"
    r"|在[^,。?!]{1,8}?(?:之列|之内|范围|名单|里头?|内))"
)
_BEFORE = re.compile(r"(?:了|过|的)?(?:之前|以前|前)")  # 没提之前 is about the time before
_TOPIC = re.compile(r"(?<![^,。?!;])(?:[那这]些?)?[不没未][^,。?!;]*的[一-鿿]{1,6},$")  # 不住院的人,
# 只减了三成,没绝收,赔多少: a condition that is a clause of its own
_NOT_MET = re.compile(
    "(?<![^,。?!;])(?:[还也又但可并都]|就是|只是)?(?P<no>没有?|未|不是)(?P<what>[一-鿿]{2,4})(?=,)"
)
# Stop words that nevertheless say that something is done.
_ACTIONS = frozenset({"完成", "开展", "落实", "推进", "推行", "实施", "进行", "开始"})
# 周一闭馆, and 周二至周日 too, answer 礼拜几不开门.
_OPEN = frozenset({"开", "开门", "开馆", "营业", "上班", "开放", "供餐", "接诊", "出诊"})
_ROOT = 2  # characters; of 听取意见 an entry may say 听取 alone
_SAID_OF = ("v", "a", OWN_TAG)  # beginnings of the tags of predicates
_NEVER_OF_A_NOUN = (
    *_SAID_OF,
    "n",
)  # 不 never stands before a noun: a word tagged so is a verb there (不住院)

_IN_ENGLISH = re.compile(r"\b(?:not|never)\b|n't\b")
_FRAMES = re.compile(
    r"\b(?:do|does|did|can|could|would)(?:n't| not)\b(?: really| quite)? "
    r"(?:know|understand|remember|see|find|get|mind|think|bother|disturb)\b"
    r"|\bnot (?:sure|clear|certain|only|yet sure)\b"
    r"|\b(?:is|are|was|were|do|does|did)n't (?:it|they|there|he|she)\b"
    r"|\bwhy not\b|\bor not\b"
)


@dataclass(frozen=True)
class Negation(Rule):
    """What one question denies, to be compared with what entries state."""

    signs: ClassVar = signs_of(_NOT, _LEFT_OUT, _IN_ENGLISH)

    vocabulary: Vocabulary

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each word that the question denies and the entry states.

        Only if it asks what, who or how many: 建没建 asks whether, 没听清 is about the asker, and
        没有物业的小区 are things that lack something.
        """
        for no, word in self._denied:
            if word in _OPEN or not lookup.tells(word[:_ROOT]):
                continue
            if not any(_is_denied_in(before, word, lookup.profile.texts) for before in _NO):
                yield Conflict(kind=Kind.TURN, word=no + word, severity=Severity.BARRING)
        for no, what in self._not_met:
            said = what in lookup.profile.answer
            if said and not any(_is_denied_in(before, what, lookup.profile.texts) for before in _NO):
                yield Conflict(kind=Kind.TURN, word=no + what, severity=Severity.BARRING)
        for left in self._left_out:
            if not lookup.tells(left):
                yield Conflict(kind=Kind.TURN, word=left, severity=Severity.BARRING)

    @cached_property
    def _asks(self) -> bool:
        """Whether the question asks what, who or how many."""
        return any(not cue.noun for cue in self.query.cues)

    @trigger
    def _left_out(self) -> tuple[str, ...]:
        """The words that say by themselves that something is left out; in English any negation."""
        text = self.query.text
        if not self._asks:
            return ()
        match = _IN_ENGLISH.search(_FRAMES.sub(" ", text)) if self.query.english else _LEFT_OUT.search(text)
        return (match.group(),) if match else ()

    @trigger
    def _not_met(self) -> tuple[tuple[str, str], ...]:
        """The conditions that are said not to be met, each as the negating word and what is behind it."""
        matches = _NOT_MET.finditer(self.query.text) if self._asks else ()
        return tuple((match["no"], match["what"]) for match in matches)

    @trigger
    def _denied(self) -> tuple[tuple[str, str], ...]:
        """The denied words, each as the negating word and the word behind it."""
        if not self._asks or self.query.english or not _NOT.search(self.query.text):
            return ()
        spans = _asking(self.query)
        matches = (match for span in spans for match in _NOT.finditer(self.query.text, *span))
        return tuple((match["no"], word) for match in matches if (word := self._what(match)))

    def _what(self, no: re.Match[str]) -> str:
        """The word that a 不 or 没 denies; empty if it is not about what is asked."""
        query = self.query
        if _asks_whether(no.start(), query):
            return ""
        if any(m.start <= no.start() and no.end() < m.end for m in query.mentions):
            return ""  # 不动产证
        word = _word_at(no.end(), query.words, _NEVER_OF_A_NOUN if no.group() == "不" else _SAID_OF)
        says = word in _ACTIONS or not self.vocabulary.is_stop_word(word)
        return word if says and not _BEFORE.match(query.text, no.end() + len(word)) else ""


def _is_denied_in(no: str, word: str, texts: str) -> bool:
    """Whether texts deny this word themselves; 有没有 and 发没发 do not."""
    return any(not texts.endswith(("有", word[0]), 0, place) for place in occurrences(no + word, texts))


def _asks_whether(place: int, query: Query) -> bool:
    """Whether a word is repeated around 不 or 没 to ask whether (建没建, 包不包括); 检查不查 does not."""
    text = query.text
    if place > 1 and text[place - 2 : place] == text[place + 1 : place + 3]:
        return True  # 少了没少了
    if place == 0 or text[place - 1] != text[place + 1 : place + 2]:
        return False
    before = next(word for word in query.words if word.start < place <= word.end)
    return len(before.text) == 1 or before.end > place


def _asking(query: Query) -> tuple[tuple[int, int], ...]:
    """The spans between marks that ask; the whole question if they have no other content word (…,有多少)."""
    asking = _with_their_topics(query.stretches_with(query.cues), query.text)
    in_cues = [(cue.start, cue.end + len(cue.counter)) for cue in query.cues]
    starts = (query.words[number].start for number in query.content)
    outside_cues = [place for place in starts if not any(start <= place < end for start, end in in_cues)]
    if any(start <= place < end for place in outside_cues for start, end in asking):
        return asking
    return ((0, len(query.text)),)


def _with_their_topics(asking: Iterable[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """These spans, each extended to the topic before it (不住院的人,救助了几个)."""
    return tuple(
        (topic.start() if (topic := _TOPIC.search(text, 0, start)) else start, end) for start, end in asking
    )


def _word_at(place: int, words: tuple[Word, ...], tags: tuple[str, ...]) -> str:
    """The word of these tags that begins at an offset, or the rest of a longer word there (没完成)."""
    word = next((word for word in words if word.start <= place < word.end), None)
    if word is None:
        return ""
    if word.start == place and not word.tag.startswith(tags):
        return ""
    return word.text[place - word.start :]


@dataclass(frozen=True)
class Denial(Rule):
    """What one question says it is not about (我不是低保户), to be compared with what entries are about."""

    query_triggers = ("denied",)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """The first denied thing that the entry is limited to."""
        profile = lookup.profile
        for mention in self.query.denied:
            if profile.is_limited_to(mention.senses):
                yield Conflict(kind=Kind.QUALIFIER, word=mention.text, severity=Severity.BARRING)
                return
