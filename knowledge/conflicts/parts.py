"""Parts: one of several, some of a whole, those of a stated total to which something was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.counting import IN_PASSING
from knowledge.conflicts.profile import subject_share
from knowledge.conflicts.witness import Witness
from knowledge.figures.figures import Figure
from knowledge.figures.numerals import whole
from knowledge.figures.occurrences import occurrences
from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.general import Language
from knowledge.language.query import Query
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_THING_TAGS = ("n", OWN_TAG, "j", "l", "vn")
_JOINERS = "(?:[、和跟与加带连及]|以及|还有)"
_LONGEST_JOINER = 2  # characters
_SHORTEST = 2  # characters of a name
_JOINED_BEFORE = re.compile(_JOINERS + "$")
_JOINED_BEHIND = re.compile("[一-鿿]{0,2}" + _JOINERS)
_ORDINAL = re.compile(r"第(\d+|[一二两三四五六七八九十]+)[个项条档级类种批步名位件所家份等](?!问题|事|点)")
_AMONG = re.compile(
    r"""
    (?P<whole>[一-鿿]{2})            # 主体里有多少是合作社, 人才中本科生有几个
    (?<![村区城县市镇乡家学屯子街道社园院楼店部这那公馆站厅场校室心])  # what is in a place is no part of it
    (?:
        里头|里面|当中|之中
      | 里(?![程约弄长外巷])           # 公里, 里程
      | 中(?![修央心小学间程面年医药型等级期国考途标介])  # 中修, 中小学
    )
    (?P<before>[一-鿿]{0,8}?)        # 本科生有
    (?:多少|几)(?![成倍折])            # 几成 is a share of the whole
    [个名家户项次场处]?(?:人(?!家))?
    (?P<is>是|属于)?(?P<after>[一-鿿]{0,6})  # 是合作社
    """,
    re.VERBOSE,
)
_INSIDE = re.compile("(?:里头?|里面|当中|之中|中)")
_SUCH = re.compile("[这那]类|之类|什么的|等等")  # 沙发床垫这类东西 names a whole by examples
_LIGHT = re.compile("[有是占的共总一了都大概约]")
_BECOMES = re.compile(
    "(?:[改变调换定提涨升降增加减]|提高|上调|调整|增加|减少|降低)[成到至为]"
)  # 报六成的,改成多少
_ONLY_ARE = ("包括", "包含", "一共", "总共", "共有", "属于", "知道", "请问")


@dataclass(frozen=True)
class Parts:
    """The parts that one question asks for, to be compared with what entries tell of wholes."""

    query: Query
    language: Language

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """One of several that the entry does not tell (第四档交多少), and a part of a stated total."""
        for ordinal in self._ordinals:
            if (whole(ordinal[1]) or 0) > witness.profile.items and not witness.tells(ordinal.group()):
                yield Conflict(kind=Kind.PART, word=ordinal.group())
        for all_of_them, part in self._among:
            if all_of_them in witness.profile.asked[0] and not _tells_of(part, witness):
                yield Conflict(kind=Kind.PART, word=part, firm=True, bars=True)
        if self._asks_for_a_part and self._states_all(witness):
            yield Conflict(kind=Kind.PART, word=self.query.figures[0].unit)
        yield from self._of_what_is_stated(witness)

    def _of_what_is_stated(self, witness: Witness) -> Iterator[Conflict]:
        """Some of a number that question and entry state, and those of it to which something was done."""
        for stated in self._stated_wholes:
            if _told(stated, witness) and _is_alone(stated, witness):
                yield Conflict(kind=Kind.PART, word=self.query.text[stated.start :], firm=True, bars=True)
        for stated, done in self._done_of:
            if _told(stated, witness) and done not in witness.profile.answer:
                yield Conflict(kind=Kind.PART, word=done, firm=True, bars=True)

    @property
    def speaks(self) -> bool:
        """Whether the question asks for any part."""
        return bool(self._ordinals or self._among or self._asks_for_a_part)  # as a stated whole does

    @property
    def refuses(self) -> bool:
        """Whether the question counts anything by itself."""
        return bool(self._things)

    def refusals(self, witness: Witness) -> tuple[Conflict, ...]:
        """The one thing counted of which the entry tells no more than the whole that it belongs to.

        Not where the question names what the entry is about.
        """
        if subject_share(self.query, witness.profile):
            return ()
        texts, phrasings = witness.profile.texts, len(witness.profile.entry.phrasings)
        parts = [thing for thing in self._things if _is_a_part(thing, texts, phrasings)]
        return (Conflict(kind=Kind.PART, word=parts[0], bars=True),) if len(parts) == 1 else ()

    @cached_property
    def _things(self) -> tuple[str, ...]:
        """The things that are counted by themselves and not with others (个体户新增了多少)."""
        query = self.query
        if not any(Facet.COUNT in cue.facets for cue in query.cues) or _SUCH.search(query.text):
            return ()
        words = (query.words[number] for number in query.content)
        things = (word.text for word in words if not word.tag or word.tag.startswith(_THING_TAGS))
        return tuple(thing for thing in things if len(thing) > 1 and not _is_joined(thing, query.text))

    @cached_property
    def _ordinals(self) -> tuple[re.Match[str], ...]:
        """The places in an order that the question names."""
        return tuple(_ORDINAL.finditer(self.query.text)) if "第" in self.query.text else ()

    @cached_property
    def _among(self) -> tuple[tuple[str, str], ...]:
        """The things of which some are asked for, each with what these are (隐患里有多少是食品的)."""
        text = self.query.text
        found = _AMONG.finditer(text) if self._cues_numeric and ("里" in text or "中" in text) else ()
        pairs = ((m["whole"], m["after"] if m["is"] else _LIGHT.sub("", m["before"])) for m in found)
        return tuple(pair for pair in pairs if pair[1])

    @property
    def _cues_numeric(self) -> bool:
        return any(cue.numeric for cue in self.query.cues)

    @cached_property
    def _asks_for_a_part(self) -> bool:
        """Whether a number is asked for where another is stated (2400棵里有多少)."""
        query = self.query
        return bool(query.figures) and not query.yes_no and self._cues_numeric

    @cached_property
    def _stated_wholes(self) -> tuple[Figure, ...]:
        """The stated numbers of which some are asked for (1260户里渔市巷占多少户)."""
        query = self.query
        counters = {cue.counter for cue in query.cues if cue.numeric} if not query.yes_no else set()
        return tuple(
            figure
            for figure in query.figures
            if figure.unit in counters and _INSIDE.match(query.text, figure.end)
        )

    @cached_property
    def _done_of(self) -> tuple[tuple[Figure, str], ...]:
        """What is said to be done with a stated number of which it is asked how many (41个子项完成了几个)."""
        query = self.query
        counting = [cue for cue in query.cues if cue.numeric and not cue.head] if not query.yes_no else []
        return tuple(
            (figure, word.text)
            for cue in counting
            for figure in query.figures
            if figure.end < cue.start and self._stand_for(cue.counter, figure.unit)
            for word in query.words
            if figure.end <= word.start and word.end <= cue.start and self._is_done(word)
        )

    def _stand_for(self, counter: str, unit: str) -> bool:
        """Whether a counter counts what a unit counts; a number without one may be of anything counted."""
        if not counter:
            return unit not in IN_PASSING
        return counter == unit or any({counter, unit} <= set(family) for family in self.language.counters)

    @staticmethod
    def _is_done(word: Word) -> bool:
        return (
            len(word.text) > 1
            and word.is_verb
            and word.text not in _ONLY_ARE
            and not _BECOMES.match(word.text)
        )

    def _states_all(self, witness: Witness) -> bool:
        """Whether the question states every figure of the answer."""
        stated = {(figure.value, figure.unit) for figure in self.query.figures}
        told = {(figure.value, figure.unit) for figure in witness.profile.answer_figures}
        return bool(told) and told <= stated


def _is_a_part(thing: str, texts: str, phrasings: int) -> bool:
    """Whether texts say a thing only beside others, in phrasings that ask for the whole (连个体户带公司)."""
    if thing not in texts:
        return False
    said = ((line, text) for line, text in enumerate(texts.split("\n")) if thing in text)
    return all(0 < line <= phrasings and _is_joined(thing, text) for line, text in said)


def _is_joined(thing: str, text: str) -> bool:
    """Whether a text names the thing together with others."""
    return any(
        _JOINED_BEFORE.search(text, max(at - _LONGEST_JOINER, 0), at)
        or _JOINED_BEHIND.match(text, at + len(thing))
        for at in occurrences(thing, text)
    )


def _tells_of(part: str, witness: Witness) -> bool:
    """Whether an answer tells of a part by its name, or by how that begins."""
    return part[:_SHORTEST] in witness.profile.answer


def _is_alone(figure: Figure, witness: Witness) -> bool:
    """Whether an answer states no other number in the unit of this one."""
    return all(
        told.value == figure.value for told in witness.profile.answer_figures if told.unit == figure.unit
    )


def _told(figure: Figure, witness: Witness) -> bool:
    """Whether an answer states this number of this."""
    return any(told.is_as_much_as(figure) for told in witness.profile.answer_figures)
