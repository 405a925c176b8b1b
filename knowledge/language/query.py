"""What a question asks: its words, what they name, the facets it wants and the limits it sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from knowledge.figures.figures import Approximation, Figure, figures
from knowledge.figures.numerals import whole
from knowledge.language.clauses import STRETCH, clause_spans
from knowledge.language.cues import Cue
from knowledge.language.dictionary import Word
from knowledge.language.normalise import letters
from knowledge.language.ranges import is_bound
from knowledge.language.signs import signs_of
from knowledge.language.vocabulary import Mention, Role, Sense
from knowledge.model.cached import cached_property

NUMERALS = "零〇一二两三四五六七八九十百"
_IS_NOT = re.compile(
    r"(?<![是对能可算])不(?:是|算|属于)$|(?<![有要])没有?(?:参加|加入|在|入)?$|非$|没(?:参加|加入|入|住)$"
    r"|(?<=[可又也并都妈爸娘爹爷奶家口房楼我俺们])不(?:住|在|住在)$|(?<=[我俺咱家他她])可不是$"
)
_SIGNS_OF_NOT = signs_of(_IS_NOT)
# 多少钱一吨, 一吨几块: one of what is paid for, and no quantity
_IS_A_UNIT = re.compile(
    r"(?<=[钱元块少贵毛])[一1](?=[一-鿿])|[一1](?=(?:吨|度|方|公斤|斤|平方?米?|小时|天|个?月|年|次|人|户|辆|位|张|本)"
    r"[水电气]?(?:要|收|得)?(?:多少|几[块元毛角]|[怎咋]么?算))"
)
_AGED = re.compile(
    rf"(?<=[,年都经快整满奶爷姥爸妈爹娘公婆伴太])(?:\d{{2,3}}|[{NUMERALS}]{{2,5}})(?=[了啦,。]|$)"
)


_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile("[㐀-鿿]")
_MOST_RECENT = 64  # texts


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question read; `asks` says whether it does so itself, be it for a plain yes.

    `keys` are its words in the form names are looked up in; `content` holds the places of the words that
    carry something; `numbered` the numbers that are part of names (suffix, number); `turns` the turns of
    phrase that ask for something other than the plain fact, each with the words that show it; `names` the
    names in it that look like figures and are none (九天休闲谷).
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
    names: tuple[str, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities that it states."""
        return stated_in(self.text, self.names)

    @cached_property
    def quantities(self) -> tuple[Figure, ...]:
        """The quantities that somebody or something has, ages without a unit among them; no bounds."""
        return quantities(self.text, self.figures)

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
        """The names of what it says that it is not about (我不是低保户); 停没停航 asks whether."""
        if _SIGNS_OF_NOT.isdisjoint(self.text):
            return ()
        return tuple(
            m
            for m in self.mentions
            if _IS_NOT.search(self.text[: m.start]) and self.text[m.start - 2 : m.start - 1] != m.text[0]
        )

    @property
    def has_question_word(self) -> bool:
        """Whether a word of it says what is asked; 好吗 and 我就在这儿问吧 ask and do not say what."""
        return self.asks and any(not cue.noun for cue in self.cues)

    @property
    def names_without_asking(self) -> bool:
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


@lru_cache(_MOST_RECENT)
def stated_in(text: str, names: tuple[str, ...]) -> tuple[Figure, ...]:
    """The figures of a text, none of them in these names.

    They are asked for while it is read, and when it is compared with entries.
    """
    return figures(text, names)


def quantities(text: str, stated: Iterable[Figure]) -> tuple[Figure, ...]:
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
    return len(_LATIN.findall(text)) > 2 * len(_HAN.findall(text))
