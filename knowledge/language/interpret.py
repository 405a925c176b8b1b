"""Interprets normalised questions, whole and clause by clause, as queries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from knowledge.figures.figures import numbered_names
from knowledge.figures.numerals import whole
from knowledge.language.cues import Cues
from knowledge.language.dictionary import Dictionary, Word
from knowledge.language.general import Language, Turn
from knowledge.language.headings import Headings
from knowledge.language.normalise import normalise
from knowledge.language.query import NUMERALS, Query, quantities, stated_in
from knowledge.language.question_words import ADDS, HEDGE
from knowledge.language.signs import PatternPrefilter
from knowledge.language.stems import stem
from knowledge.language.vocabulary import Mention, Role, Sense, Vocabulary
from knowledge.model.cached import cached_property
from knowledge.model.lru import LruCache

_FINISHED = re.compile(r"[弄干搞整做]?完了")
_BARE_ASKING = ("呢", "呢?")  # 总投资呢 asks what was asked about something else
_CACHED = 256  # texts
_LONGEST_ROW = 100  # numbers
_COORDINATED = re.compile(rf"(?P<first>[^,。?!;:]{{2,}}?)(?:以及|还有|和|与|及|跟|、|{ADDS})(?P<second>.+)")
_LATIN = re.compile("[a-z]")
_CODE = re.compile(r"(?<![a-z\d])(?P<letters>[a-z]{1,4})-?(?P<number>\d{1,4}(?:\.\d{1,2})?)(?![a-z\d])")
_ENGLISH_LINE = re.compile(
    r"\b(?:bus|route|line)(?: (?:bus|route|line|no\.?|number))* ?(?P<number>\d{1,4})\b(?!:\d)"
)
# Other suffixes are shortened to one character (一幼, 十二中); 环 and 单 stand in too many other words.
_IN_FULL = frozenset({"环节", "单元"})
_EACH = re.compile(rf"(?:各自?|分别|都|{HEDGE}|到底|又)(?:[是有要收得交])?$")
_EACH_OF = re.compile("(?:各自?|分别|都)(?=[是有为要收得交])")
_WHICH_ONE = "(?<=[哪每某任])一"  # 哪一环节, no first one
# 一期学费, 这一批 and 一批人 count one; 第一期 and 一期工程 are the first
_ONE_OF_MANY = re.compile(
    f"{_WHICH_ONE}|(?<![第下上前后头首那])一[期批届](?!工程|项目|建设|开发|房|楼|住宅|地块)"
)
# 我今年三十二: 今年 belongs to an age and limits nothing; nor does 一环节 in 哪一环节
_NO_LIMIT = re.compile(
    rf"{_WHICH_ONE}|今年(?=(?:虚岁|周岁|都|快|刚|才|已经?|也|整|要|满)*(?:\d{{1,3}}|[{NUMERALS}]{{1,4}})(?:周?岁|[了啦,。?!]|$))"
)


@dataclass(frozen=True)
class Interpreter:
    """Interprets normalised text with a language, a vocabulary and a segmenter."""

    language: Language
    vocabulary: Vocabulary
    dictionary: Dictionary
    _queries: LruCache[str, Query] = field(
        default_factory=partial(LruCache, _CACHED), init=False, compare=False, repr=False
    )

    def __reduce__(self) -> tuple[type[Interpreter], tuple[Language, Vocabulary, Dictionary]]:
        return Interpreter, (self.language, self.vocabulary, self.dictionary)  # without the cache

    @cached_property
    def _cues(self) -> Cues:
        return Cues(self.language)

    @cached_property
    def headings(self) -> Headings:
        """Reads the headings of tables."""
        return Headings(self.language)

    @cached_property
    def _turns(self) -> PatternPrefilter[Turn]:
        return PatternPrefilter((turn.signs, turn) for turn in self.language.turns)

    @cached_property
    def _numbered(self) -> re.Pattern[str]:
        suffixes = "|".join(sorted(self.language.numbered, key=len, reverse=True))
        number = rf"(?:\d+|[{NUMERALS}]+)"
        return re.compile(
            rf"(?<![月\d{NUMERALS}])"
            rf"(?:第(?P<ordinal>{number})个|(?:(?P<first>\d+)[至到~-])?(?P<number>{number}))(?P<suffix>{suffixes})"
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The names of the lexicon that look like figures (九天休闲谷), with such synonyms (九天谷)."""
        terms = ((term.term, *term.synonyms) for term in self.vocabulary.lexicon.terms)
        like_figures = (names for names in terms if numbered_names(names[:1]))
        return tuple(normalise(name) for names in like_figures for name in numbered_names(names))

    def read(self, text: str) -> Query:
        """A normalised text, read as one question."""
        return self._queries.get(text, self._read)

    def _read(self, text: str) -> Query:
        words = self.dictionary.words(text)
        keys = word_keys(words)
        cues = self._cues.read(text, words)
        yes_no = bool(self.language.yes_no.search(text))
        names = tuple(name for name in self._names if name in text)
        asking = tuple(cue for cue in cues if not cue.noun)
        return Query(
            text=text,
            words=words,
            keys=keys,
            content=tuple(n for n, key in enumerate(keys) if not self._is_stop_word(key, text, words[n])),
            mentions=(*self._mentions(text, words, keys), *self._within_ranges(text, names)),
            cues=asking or cues,
            asks=bool(asking) or yes_no or text.endswith(_BARE_ASKING),
            numbered=self.numbered(text),
            turns=tuple(
                (turn.name, m.group())
                for turn in self._turns.passed(text)
                if (m := turn.pattern.search(text))
            ),
            yes_no=yes_no,
            names=names,
        )

    def _mentions(self, text: str, words: Sequence[Word], keys: Sequence[str]) -> Iterator[Mention]:
        """The names in the words of a text, except 今年 before an age and what begins with any one."""
        no_limits = {found.start() for found in _NO_LIMIT.finditer(text)}
        return (m for m in self.vocabulary.mentions(words, keys) if m.start not in no_limits)

    def _is_stop_word(self, key: str, text: str, word: Word) -> bool:
        """Whether a word has no content of its own: a stop word, punctuation, or 弄完了 (done)."""
        is_stop_word = self.vocabulary.is_stop_word(key) or not any(map(str.isalnum, key))
        return is_stop_word or _FINISHED.match(text, word.start) is not None

    def _within_ranges(self, text: str, names: tuple[str, ...]) -> Iterator[Mention]:
        """The ranges of the lexicon that figures lie in, as names (91岁 names 90至99周岁)."""
        if not self.vocabulary.ranges:
            return
        for figure in quantities(text, stated_in(text, names)):
            containing = (range_ for range_ in self.vocabulary.ranges if range_.holds(figure))
            if senses := tuple(Sense(Role.QUALIFIER, range_.value, range_.group) for range_ in containing):
                start, end = figure.start, figure.end
                yield Mention(text=text[start:end], start=start, end=end, senses=senses)

    def numbered(self, text: str) -> frozenset[tuple[str, int]]:
        """The numbers in names as (suffix, number): 十二中, 112国道; of codes as (letters, number)."""
        named = (
            (suffix if (suffix := m["suffix"]) in _IN_FULL else suffix[0], number)
            for m in self._numbered.finditer(text)
            if not _ONE_OF_MANY.match(text, m.start())
            for number in _numbers(m)
        )
        latin = _LATIN.search(text) is not None
        codes = ((m["letters"], m["number"].replace(".", "")) for m in _CODE.finditer(text)) if latin else ()
        lines = (("路", m["number"]) for m in _ENGLISH_LINE.finditer(text)) if latin else ()
        found = (*named, *codes, *lines)
        return frozenset((suffix, value) for suffix, number in found if (value := whole(number)) is not None)

    def clauses(self, query: Query) -> tuple[Query, ...]:
        """The clauses of a question, each interpreted by itself; the question alone if it has just one."""
        spans = query.clause_spans
        return tuple(self.within(query, start, end) for start, end in spans) if len(spans) > 1 else (query,)

    def coordinated(self, query: Query) -> tuple[Query, ...]:
        """The questions that 和 joins (甲和乙各是多少), each with what is asked about all; else none."""
        found = _COORDINATED.match(query.text)
        if not found:
            return ()
        cue = next((cue for cue in query.cues if cue.start >= found.start("second")), None)
        end = cue.start if cue else len(query.text)
        second, tail = query.text[found.start("second") : end], _EACH_OF.sub("", query.text[end:])
        second = _EACH.sub("", second).removesuffix(",")
        if not second.strip():
            return ()
        rest = self.read(second + tail)
        others = self.coordinated(rest) if "、" in query.text else ()
        return self.read(found["first"] + tail), *(others or (rest,))

    def within(self, query: Query, start: int, end: int) -> Query:
        """The text of a question between two offsets, interpreted by itself."""
        return self.read(query.text[start:end].strip(" 。,?!;:~…"))


def _numbers(named: re.Match[str]) -> Iterator[str]:
    """The numbers of a name; every number of a range (1至9号楼)."""
    last = named["ordinal"] or named["number"]
    if named["first"] and last.isdigit():
        first = int(named["first"])
        yield from map(str, range(first, min(int(last), first + _LONGEST_ROW)))
    yield last


def word_keys(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The words in the form in which names are looked up."""
    return tuple(stem(word.text) if word.text.isascii() else word.text for word in words)
