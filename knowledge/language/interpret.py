"""What a question asks: its words, what they name, the facets it wants and the limits it sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from knowledge.figures.figures import Approximation, Figure, figures
from knowledge.figures.numerals import whole
from knowledge.language.clauses import STRETCH, clause_spans
from knowledge.language.cues import Cue, Cues
from knowledge.language.dictionary import Dictionary, Word
from knowledge.language.general import Language
from knowledge.language.normalise import letters
from knowledge.language.spans import is_bound
from knowledge.language.vocabulary import Mention, Role, Sense, Vocabulary, stem

_DONE_WITH = re.compile(r"[弄干搞整做]?完了")
_BARE_ASKING = ("呢", "呢?")  # 总投资呢: asks for what was asked of something else
_MOST_RECENT = 256
_IS_NOT = re.compile(
    r"(?<![是对能可算])不(?:是|算|属于)$|(?<![有要])没有?(?:参加|加入|在|入)?$|非$|没(?:参加|加入|入|住)$"
    r"|(?<=[可又也并都妈爸娘爹爷奶家口房楼我俺们])不(?:住|在|住在)$|(?<=[我俺咱家他她])可不是$"
)
_COORDINATED = re.compile(r"(?P<first>[^,。?!;:]{2,}?)(?:以及|还有|和|与|及|跟|、)(?P<second>.+)")
_LATIN = re.compile("[a-z]")
_CODE = re.compile(r"(?<![a-z\d])(?P<letters>[a-z]{1,4})-?(?P<number>\d{1,4}(?:\.\d{1,2})?)(?![a-z\d])")
_ENGLISH_LINE = re.compile(
    r"\b(?:bus|route|line)(?: (?:bus|route|line|no\.?|number))* ?(?P<number>\d{1,4})\b"
)
_EACH = re.compile(r"(?:各自?|分别|都|一共|总共|到底|又)(?:是|有)?$")
# 多少钱一吨, 一吨几块: one of what is paid for, and no quantity
_IS_A_UNIT = re.compile(
    r"(?<=[钱元块少贵毛])[一1](?=[一-鿿])|[一1](?=(?:吨|度|方|公斤|斤|平方?米?|小时|天|个?月|年|次|人|户|辆|位|张|本)"
    r"[水电气]?(?:要|收|得)?(?:多少|几[块元毛角]|[怎咋]么?算))"
)
# 一期学费, 一批人: one of them; 第一期 and 一期工程 are the first
_ONE_OF_MANY = re.compile("(?<![第下上前后头首这那])一[期批届](?!工程|项目|建设|开发|房|楼|住宅|地块)")
_NUMERAL = "零〇一二两三四五六七八九十百"
_AGED = re.compile(
    rf"(?<=[,年都经快整满奶爷姥爸妈爹娘公婆伴太])(?:\d{{2,3}}|[{_NUMERAL}]{{2,5}})(?=[了啦,。]|$)"
)

# 我今年三十二: how old somebody is, and no year that is asked about
_AGE_THIS_YEAR = re.compile(
    rf"今年(?=(?:虚岁|周岁|都|快|刚|才|已经?|也|整|要|满)*(?:\d{{1,3}}|[{_NUMERAL}]{{1,4}})(?:周?岁|[了啦,。?!]|$))"
)


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question read; `asks` says whether it does so itself, be it for a plain yes.

    `keys` are its words in the form names are looked up in; `content` holds the places of the words that
    carry something; `numbered` the numbers that are part of names (suffix, number); `turns` the turns of
    phrase that ask for something other than the plain fact, each with the words that show it.
    """

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    content: tuple[int, ...]
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]
    asks: bool
    numbered: frozenset[tuple[str, int]]
    turns: tuple[tuple[str, str], ...]
    yes_no: bool

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities that it states."""
        return figures(self.text)

    @cached_property
    def quantities(self) -> tuple[Figure, ...]:
        """The quantities that somebody or something has, ages without a unit among them; no bounds."""
        return _quantities(self.text, self.figures)

    @cached_property
    def clause_spans(self) -> tuple[tuple[int, int], ...]:
        """Where its clauses begin and end."""
        return tuple(clause_spans(self.text, self.cues, self.mentions))

    def stretches_with(self, cues: Iterable[Cue]) -> tuple[tuple[int, int], ...]:
        """Where the stretches between marks begin and end in which one of these cues stands."""
        places = [cue.start for cue in cues]
        spans = (match.span() for match in STRETCH.finditer(self.text)) if places else ()
        return tuple(span for span in spans if any(span[0] <= place < span[1] for place in places))

    @cached_property
    def english(self) -> bool:
        """Whether it is written in Latin letters for the most part."""
        return is_english(self.text)

    @cached_property
    def squeezed(self) -> str:
        """The text's letters and digits alone; two texts are the same words if these agree."""
        return letters(self.text)

    @cached_property
    def mentioned(self) -> frozenset[int]:
        """The offsets of all characters that belong to a name."""
        return frozenset(place for m in self.mentions for place in range(m.start, m.end))

    @cached_property
    def things(self) -> frozenset[Sense]:
        """The things it names."""
        return frozenset(s for m in self.mentions for s in m.senses if s.role is Role.CONCEPT)

    @cached_property
    def denied(self) -> tuple[Mention, ...]:
        """The names of what it says that it is not about (我不是低保户)."""
        return tuple(m for m in self.mentions if _IS_NOT.search(self.text[: m.start]))

    @property
    def points(self) -> bool:
        """Whether a word of it says what is asked; 好吗 and 我就在这儿问吧 ask and do not say what."""
        return self.asks and any(not cue.noun for cue in self.cues)

    @property
    def bare(self) -> bool:
        """Whether it names something and does not say what is asked of it."""
        return not self.cues and not self.yes_no

    @cached_property
    def qualifiers(self) -> dict[str, frozenset[str]]:
        """The values named, by group."""
        values: dict[str, set[str]] = {}
        for mention in self.mentions:
            for sense in mention.senses:
                if sense.role is Role.QUALIFIER:
                    values.setdefault(sense.group, set()).add(sense.name)
        return {group: frozenset(names) for group, names in values.items()}


@dataclass(frozen=True)
class Interpreter:
    """Reads normalised text with a language and a vocabulary."""

    language: Language
    vocabulary: Vocabulary
    dictionary: Dictionary
    _recent: dict[str, Query] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Interpreter], tuple[Language, Vocabulary, Dictionary]]:
        return Interpreter, (self.language, self.vocabulary, self.dictionary)  # what was read stays here

    @cached_property
    def _cues(self) -> Cues:
        return Cues(self.language)

    @cached_property
    def _numbered(self) -> re.Pattern[str]:
        suffixes = "|".join(sorted(self.language.numbered, key=len, reverse=True))
        number = rf"(?:\d+|[{_NUMERAL}]+)"
        return re.compile(
            rf"(?<![月\d{_NUMERAL}])(?:第(?P<ordinal>{number})个|(?P<number>{number}))(?P<suffix>{suffixes})"
        )

    def read(self, text: str) -> Query:
        """The text read as one question; what was read just now is not read again."""
        query = self._recent.get(text)
        if query is None:
            query = self._read(text)
            if len(self._recent) >= _MOST_RECENT:
                self._recent.clear()
            self._recent[text] = query
        return query

    def _read(self, text: str) -> Query:
        words = self.dictionary.words(text)
        keys = word_keys(words)
        cues = self._cues.read(text, words)
        yes_no = bool(self.language.yes_no.search(text))
        asking = tuple(cue for cue in cues if not cue.noun)
        return Query(
            text=text,
            words=words,
            keys=keys,
            content=tuple(n for n, key in enumerate(keys) if not self._is_idle(key, text, words[n])),
            mentions=(*self._mentions(text, words, keys), *self._within_spans(text)),
            cues=asking or cues,
            asks=bool(asking) or yes_no or text.endswith(_BARE_ASKING),
            numbered=self.numbered(text),
            turns=tuple((name, m.group()) for name, turn in self.language.turns if (m := turn.search(text))),
            yes_no=yes_no,
        )

    def _mentions(self, text: str, words: Sequence[Word], keys: Sequence[str]) -> Iterator[Mention]:
        """The names in the words of a text, but for the year that tells an age."""
        ages = {age.start() for age in _AGE_THIS_YEAR.finditer(text)}
        return (m for m in self.vocabulary.mentions(words, keys) if m.start not in ages)

    def _is_idle(self, key: str, text: str, word: Word) -> bool:
        """Whether a word carries nothing, be it that anything was done with (弄完了)."""
        return self.vocabulary.idle(key) or _DONE_WITH.match(text, word.start) is not None

    def _within_spans(self, text: str) -> Iterator[Mention]:
        """The values that figures name by lying in their spans (91岁)."""
        if not self.vocabulary.spans:
            return
        for figure in _quantities(text, figures(text)):
            spans = (span for span in self.vocabulary.spans if span.holds(figure))
            if held := tuple(Sense(Role.QUALIFIER, span.value, span.group) for span in spans):
                start, end = figure.start, figure.end
                yield Mention(text=text[start:end], start=start, end=end, senses=held)

    def numbered(self, text: str) -> frozenset[tuple[str, int]]:
        """Numbers in names as (suffix, number): 十二中, 112国道; those of codes as (letters, number)."""
        named = (
            (m["suffix"][:1], m["ordinal"] or m["number"])
            for m in self._numbered.finditer(text)
            if not _ONE_OF_MANY.match(text, m.start())
        )
        latin = _LATIN.search(text) is not None
        codes = ((m["letters"], m["number"].replace(".", "")) for m in _CODE.finditer(text)) if latin else ()
        lines = (("路", m["number"]) for m in _ENGLISH_LINE.finditer(text)) if latin else ()
        found = (*named, *codes, *lines)
        return frozenset((suffix, value) for suffix, number in found if (value := whole(number)) is not None)

    def clauses(self, query: Query) -> tuple[Query, ...]:
        """The clauses of the question, each read on its own."""
        spans = query.clause_spans
        return tuple(self.within(query, start, end) for start, end in spans) if len(spans) > 1 else (query,)

    def coordinated(self, query: Query) -> tuple[Query, ...]:
        """The questions that 和 or 与 joins into one (甲和乙各是多少), each with what is asked of both."""
        found = _COORDINATED.match(query.text)
        if not found:
            return ()
        cue = next((cue for cue in query.cues if cue.start >= found.start("second")), None)
        end = cue.start if cue else len(query.text)
        second, tail = query.text[found.start("second") : end], query.text[end:]
        second = _EACH.sub("", second).removesuffix(",")
        if not second.strip() or "," in second:
            return ()
        rest = self.read(second + tail)
        others = self.coordinated(rest) if "、" in query.text else ()
        return self.read(found["first"] + tail), *(others or (rest,))

    def within(self, query: Query, start: int, end: int) -> Query:
        """The part of a question between two offsets."""
        return self.read(query.text[start:end].strip(" 。,?!;:~…"))


def _quantities(text: str, stated: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of a text but for bounds (80岁以上), and ages without a unit."""
    had = (
        figure for figure in stated if not (is_bound(figure, text) or _IS_A_UNIT.match(text, figure.start))
    )
    return (*had, *_ages(text))


def _ages(text: str) -> Iterator[Figure]:
    """The ages that are said without a unit (我奶奶八十二了)."""
    for match in _AGED.finditer(text):
        start, end = match.span()
        if (age := whole(match.group())) is not None:
            yield Figure(start=start, end=end, value=Decimal(age), unit="岁", approximate=Approximation.EXACT)


def is_english(text: str) -> bool:
    """Whether a normalised text is written in Latin letters for the most part."""
    latin = sum(character.isascii() and character.isalpha() for character in text)
    return latin > 2 * sum("㐀" <= character <= "鿿" for character in text)


def word_keys(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The words in the form names are looked up in."""
    return tuple(stem(word.text) if word.text.isascii() else word.text for word in words)
