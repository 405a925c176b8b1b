"""An interpreted question: its words, what they name, the facets it asks for and the limits it sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from knowledge.figures.bounds import is_bound
from knowledge.figures.figures import Approximation, Figure, figures
from knowledge.figures.numerals import whole
from knowledge.figures.units import AGE
from knowledge.language.clauses import STRETCH, clause_spans
from knowledge.language.cues import Cue
from knowledge.language.dictionary import Word
from knowledge.language.exclusions import Exclusion, exclusions
from knowledge.language.normalise import letters
from knowledge.language.signs import signs_in, signs_of
from knowledge.language.vocabulary import SUBJECT_ROLES, Mention, Role, Sense
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

# Groups of times: 周六 is no other name of a thing that is about 周末.
_TIMES = frozenset(
    {
        *("time_of_day", "day_kind", "holiday", "weekday", "season", "month", "part_of_year"),
        *("relative_year", "relative_month", "per_period"),
    }
)
NUMERALS = "零〇一二两三四五六七八九十百"
_IS_NOT = re.compile(
    r"(?<![是对能可算])不(?:是|算|属于)$|(?<![有要])没有?(?:参加|加入|在|入)?$|非$|没(?:参加|加入|入|住)$"
    r"|(?<=[可又也并都妈爸娘爹爷奶家口房楼我俺们])不(?:住|在|住在)$|(?<=[我俺咱家他她])可不是$"
)
_EITHER_WAY = re.compile(r"(?<![管知说论])((?![行好成对是])[一-鿿])[不没]\1")
_SIGNS_OF_NOT = signs_of(_IS_NOT)
# 多少钱一吨, 一吨几块: the unit that is paid for, not a quantity
_IS_A_UNIT = re.compile(
    r"(?<=[钱元块少贵毛])[一1](?=[一-鿿])|[一1](?=(?:吨|度|方|公斤|斤|平方?米?|小时|天|个?月|年|次|人|户|辆|位|张|本)"
    r"[水电气]?(?:要|收|得)?(?:多少|几[块元毛角]|[怎咋]么?算))"
)
_AGED = re.compile(
    rf"(?<=[,年都经快整满奶爷姥爸妈爹娘公婆伴太])(?:\d{{2,3}}|[{NUMERALS}]{{2,5}})(?=[了啦,。]|$)"
)


# Stands before a word of an English question that has no Chinese: it counts as one that the question has.
UNKNOWN_WORD = "‹"

_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile("[㐀-鿿]")
_MOST_RECENT = 64  # texts


@dataclass(frozen=True, kw_only=True)
class Query:
    """An interpreted question.

    Attributes:
        keys: its words in the form in which names are looked up.
        content: the indices of its content words.
        mentions: what it names.
        cues: where it asks, and for which facets.
        asks: whether it is a question by itself, a yes-no question included.
        numbered: the numbers in names, as (suffix, number).
        turns: the phrases that ask for something other than the plain fact, as (name, words).
        yes_no: whether it is a yes-no question.
        names: the names in it that only look like figures (九天休闲谷).
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
        """The figures that it states."""
        return stated_in(self.text, self.names)

    @cached_property
    def facets(self) -> frozenset[Facet]:
        """The facets that it asks for (何日起施行: a date)."""
        return frozenset(facet for cue in self.cues for facet in cue.facets)

    @cached_property
    def quantities(self) -> tuple[Figure, ...]:
        """The figures that somebody or something has: without bounds, with ages that have no unit."""
        return quantities(self.text, self.figures)

    @cached_property
    def clause_spans(self) -> tuple[tuple[int, int], ...]:
        """Where its clauses begin and end."""
        return tuple(clause_spans(self.text, self.cues, self.mentions))

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """Where it excludes something (低保户以外的人)."""
        return exclusions(self.text)

    def stretches_with(self, cues: Iterable[Cue]) -> tuple[tuple[int, int], ...]:
        """The spans between punctuation marks that contain one of these cues."""
        starts = [cue.start for cue in cues]
        spans = (match.span() for match in STRETCH.finditer(self.text)) if starts else ()
        return tuple(span for span in spans if any(span[0] <= start < span[1] for start in starts))

    @cached_property
    def english(self) -> bool:
        """Whether it is written in Latin letters for the most part."""
        return is_english(self.text)

    def is_unknown(self, word: Word) -> bool:
        """Whether a word was left as it is in an English question that is read in Chinese."""
        return self.text[word.start - 1 : word.start] == UNKNOWN_WORD

    @cached_property
    def squeezed(self) -> str:
        """Its letters and digits alone; two texts have the same words if these agree."""
        return letters(self.text)

    @cached_property
    def mentioned(self) -> frozenset[int]:
        """The offsets of all characters that belong to a name."""
        return frozenset(offset for m in self.mentions for offset in range(m.start, m.end))

    @cached_property
    def things(self) -> frozenset[Sense]:
        """The concepts it names."""
        return frozenset(s for m in self.mentions for s in m.senses if s.role is Role.CONCEPT)

    @cached_property
    def about(self) -> frozenset[Sense]:
        """The concepts and the values of groups it names, but no times: what a subject term may stand for."""
        return frozenset(
            s for m in self.mentions for s in m.senses if s.role in SUBJECT_ROLES and s.group not in _TIMES
        )

    @cached_property
    def denied(self) -> tuple[Mention, ...]:
        """The names it negates (我不是低保户); not those of a yes-no question (停没停航)."""
        if _SIGNS_OF_NOT.isdisjoint(signs_in(self.text)):
            return ()
        return tuple(
            m
            for m in self.mentions
            if _IS_NOT.search(self.text[: m.start]) and self.text[m.start - 2 : m.start - 1] != m.text[0]
        )

    @property
    def has_question_word(self) -> bool:
        """Whether a question word says what it asks; none does in 好吗 and 我就在这儿问吧."""
        return self.asks and any(not cue.noun for cue in self.cues)

    @property
    def names_without_asking(self) -> bool:
        """Whether it does not say what it asks (十三中呢, 那农村的)."""
        return not (self.cues or self.yes_no or self.asks_either_way)

    @cached_property
    def asks_either_way(self) -> bool:
        """Whether it asks by a verb and its negation (周六开不开)."""
        return _EITHER_WAY.search(self.text) is not None

    @cached_property
    def qualifiers(self) -> dict[str, frozenset[str]]:
        """The values of qualifier groups that it names, by group."""
        values: dict[str, set[str]] = {}
        for mention in self.mentions:
            for sense in mention.senses:
                if sense.role is Role.QUALIFIER:
                    values.setdefault(sense.group, set()).add(sense.name)
        return {group: frozenset(names) for group, names in values.items()}


@lru_cache(_MOST_RECENT)
def stated_in(text: str, names: tuple[str, ...]) -> tuple[Figure, ...]:
    """The figures of a text outside these names.

    Cached, since a question needs them when it is interpreted and when it is compared with entries.
    """
    return figures(text, names)


def quantities(text: str, stated: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures stated in a text except bounds (80岁以上), and its ages without a unit."""
    exact = (
        figure for figure in stated if not (is_bound(figure, text) or _IS_A_UNIT.match(text, figure.start))
    )
    return (*exact, *_ages(text))


def _ages(text: str) -> Iterator[Figure]:
    """The ages of a text that have no unit (我奶奶八十二了)."""
    for match in _AGED.finditer(text):
        start, end = match.span()
        if (age := whole(match.group())) is not None:
            yield Figure(start=start, end=end, value=Decimal(age), unit=AGE, approximate=Approximation.EXACT)


def is_english(text: str) -> bool:
    """Whether a normalised text is written in Latin letters for the most part."""
    return len(_LATIN.findall(text)) > 2 * len(_HAN.findall(text))
