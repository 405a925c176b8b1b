"""Subset counts: how many of these are of one kind (主体里有多少是合作社), and an entry that counts all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.counting import IN_PASSING, counts_nobody
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.figures.figures import Figure
from knowledge.language.dictionary import Word
from knowledge.language.general import Language
from knowledge.language.question_words import A_NUMBER, HEDGE
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_AMONG = re.compile(
    rf"""
    (?P<whole>[一-鿿]{{2}})            # 主体里有多少是合作社, 人才中本科生有几个
    (?<![村区城县市镇乡家学屯子街道社园院楼店部这那公馆站厅场校室心])  # what is in a place is no subset
    (?:
        里头|里面|当中|之中
      | 里(?![程约弄长外巷])           # 公里, 里程
      | 中(?![修央心小学间程面年医药型等级期国考途标介饭午餐])  # 中修, 中小学, 中饭
    )
    (?P<before>[一-鿿]{{0,8}}?)        # 本科生有
    {A_NUMBER}(?![成倍折])            # 几成 is a share of the whole
    [个名家户项次场处辆条所座块棵张本台起件只头部份套间栋]?(?:人(?!家))?
    (?P<is>是|属于)?(?P<after>[一-鿿]{{0,6}})  # 是合作社
    """,
    re.VERBOSE,
)
_INSIDE = re.compile("(?:里头?|里面|当中|之中|中)")
_THINGS_INSIDE = re.compile(f"[一-鿿]{{0,4}}?{_INSIDE.pattern}")  # 38辆校车里
_OF_PEOPLE = re.compile(
    f"(?:人|户|家庭){_INSIDE.pattern}{HEDGE}?有?{A_NUMBER}个?(?:人|户)?(?:是|属于)"
)  # 参保的人里有多少是老人
_OF_A_KIND = re.compile(f"{A_NUMBER}[一-鿿]?(?:是|属于)")  # 220场活动有几场是广场舞
_OF_A_SORT = re.compile(f",[一-鿿]{{2,6}}的(?:有|是|占)?{A_NUMBER}[个人名]")  # 培训3800人次,学直播的几个
_OF_ENGLISH = re.compile(r"\b(?:of|among) (?:the |these |those |all |its |your )*$")  # of the 110 shops
_HOW_MANY = "how many"
_LIGHT = re.compile("[有是占的共总一了都大概约]")
_BECOMES = re.compile(
    "(?:[改变调换定提涨升降增加减]|提高|上调|调整|增加|减少|降低)[成到至为]"
)  # 报六成的,改成多少
_BEGINNING = 2  # characters by which the words for a subset are found
_ONLY_ARE = ("包括", "包含", "一共", "总共", "共有", "属于", "知道", "请问")


@dataclass(frozen=True)
class SubsetCounts(Rule):
    """The wholes of which one question asks for a subset, to be compared with what entries tell of them."""

    language: Language

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict for each subset of what the entry counts only as a whole."""
        for whole, part in self._subsets:
            if whole in lookup.profile.main_question and not _mentions(part, lookup):
                yield Conflict(kind=Kind.PART, word=part, severity=Severity.BARRING)
        if self._of_people and counts_nobody(lookup, self.language):
            yield Conflict(kind=Kind.COUNTED, word=self._of_people)
        if self._asks_beside_a_figure:
            yield from self._subsets_of_stated(lookup)

    def _subsets_of_stated(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """A conflict for each subset of a number that both the question and the entry state."""
        if self._states_every_figure(lookup):
            yield Conflict(kind=Kind.PART, word=self.query.figures[0].unit)
        for stated in self._stated_wholes:
            if _states_alone(stated, lookup):
                yield Conflict(
                    kind=Kind.PART, word=self.query.text[stated.start :], severity=Severity.BARRING
                )
        for stated, done in self._actions_on_stated:
            if _states(stated, lookup) and done not in lookup.profile.answer:
                yield Conflict(kind=Kind.PART, word=done, severity=Severity.BARRING)

    @trigger
    def _subsets(self) -> tuple[tuple[str, str], ...]:
        """The wholes, each with the words for the subset that is asked for (隐患里有多少是食品的)."""
        text = self.query.text
        asks = self._counts or any(Facet.AMOUNT in cue.facets for cue in self.query.cues)
        matches = _AMONG.finditer(text) if asks and ("里" in text or "中" in text) else ()
        pairs = ((m["whole"], m["after"] if m["is"] else _LIGHT.sub("", m["before"])) for m in matches)
        return tuple(pair for pair in pairs if pair[1])

    @trigger
    def _of_people(self) -> str:
        """The words that ask how many of some people are of a kind (参保的人里有多少是老人), or ""."""
        match = _OF_PEOPLE.search(self.query.text)
        return match.group() if match else ""

    @property
    def _counts(self) -> bool:
        return any(cue.numeric for cue in self.query.cues)

    @trigger
    def _asks_beside_a_figure(self) -> bool:
        """Whether the question asks for a number and states another (2400棵里有多少)."""
        query = self.query
        return bool(query.figures) and not query.yes_no and (self._counts or _HOW_MANY in query.text)

    @cached_property
    def _stated_wholes(self) -> tuple[Figure, ...]:
        """The stated numbers of which a subset is asked for (1260户里渔市巷占多少户)."""
        return tuple(figure for figure in self.query.figures if self._is_whole(figure))

    def _is_whole(self, figure: Figure) -> bool:
        """Whether a subset of a stated number is asked for."""
        text = self.query.text
        if _HOW_MANY in text:
            return not figure.unit and _OF_ENGLISH.search(text, 0, figure.start) is not None
        if _OF_A_SORT.search(text, figure.end):
            return True
        if all(figure.unit != cue.counter for cue in self.query.cues if cue.numeric):
            return False
        return bool(_THINGS_INSIDE.match(text, figure.end) or _OF_A_KIND.search(text, figure.end))

    @cached_property
    def _actions_on_stated(self) -> tuple[tuple[Figure, str], ...]:
        """The stated numbers, each with the action whose objects are asked for (41个子项完成了几个)."""
        query = self.query
        counting = [cue for cue in query.cues if cue.numeric and not cue.head]
        return tuple(
            (figure, word.text)
            for cue in counting
            for figure in query.figures
            if figure.end < cue.start and self._stand_for(cue.counter, figure.unit)
            for word in query.words
            if figure.end <= word.start and word.end <= cue.start and _is_action(word)
        )

    def _stand_for(self, counter: str, unit: str) -> bool:
        """Whether a counter fits a unit; a cue without a counter fits every unit that counts things."""
        if not counter:
            return unit not in IN_PASSING
        return unit in self.language.counted_alike((counter,))

    def _states_every_figure(self, lookup: EntryLookup) -> bool:
        """Whether the question states every figure of the answer."""
        stated = {(figure.value, figure.unit) for figure in self.query.figures}
        answered = {(figure.value, figure.unit) for figure in lookup.profile.answer_figures}
        return bool(answered) and answered <= stated


def _is_action(word: Word) -> bool:
    """Whether a verb names an action, not that something exists or what it changes to."""
    says = len(word.text) > 1 and word.is_verb
    return says and word.text not in _ONLY_ARE and not _BECOMES.match(word.text)


def _mentions(part: str, lookup: EntryLookup) -> bool:
    """Whether an answer contains the first characters of the words for a subset."""
    return part[:_BEGINNING] in lookup.profile.answer


def _states_alone(figure: Figure, lookup: EntryLookup) -> bool:
    """Whether the answer states this figure, and no other number in the same unit."""
    told = lookup.profile.answer_figures
    units = {own.unit for own in told if own.is_as_much_as(figure)}
    return bool(units) and all(own.value == figure.value for own in told if own.unit in units)


def _states(figure: Figure, lookup: EntryLookup) -> bool:
    """Whether the answer states this figure."""
    return any(own.is_as_much_as(figure) for own in lookup.profile.answer_figures)
