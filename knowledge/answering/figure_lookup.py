"""Lookup by figure: the entry that tells the figure a question asks the meaning of (643户是啥)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from knowledge.answering.decider import Decider
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.derived.derived import Derived
from knowledge.figures.figures import Figure
from knowledge.figures.units import OF_DATES_AND_AGES
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.model.cached import cached_property
from knowledge.ranking.decision import MOST_OPTIONS, Origin, Part, Verdict
from knowledge.ranking.ranking import Match

_MEASURES = frozenset({"元", "%", "公里", "米", "亩", "公顷", "平方公里", "平方米", "吨", "倍"})
_LEAST = 10  # a smaller number is told of too many things to identify one
_SUM = 100_000_000  # from here on it is money, with or without its unit (493.08亿)
_CALLED_A_NUMBER = re.compile("数|指标|比例|[涨降]幅")
_THING = (
    "(?:东西|玩意儿?|意思|来头|数字?|数儿|数据|指标|钱|款|比例|涨幅|降幅|幅度|事儿?|项目|工程|活动|户|家|人|村|校|路|道|线"
    "|领导|干部|表|会|地|小区|企业|单位|公司|工作)"
)
_WHAT = "(?:什么|啥|嘛|哪(?:个|门子|一?[项条种类所家]|一?级的?(?=领导|干部)))"
_IS = "(?:是|指|说|讲|叫|算|代表|对应)(?:的|了)?(?:个|是|到底是)?"
_RISES = ("涨", "升", "上升", "提高", "提升", "上调", "增加", "增长", "增")
_FALLS = ("降", "下降", "降低", "下调", "减", "减少", "跌")
_MOVED = rf"(?:[上下]?[涨降升跌]|{'|'.join((*_RISES, *_FALLS))})了?"
_ASKS_WHAT_IT_IS = re.compile(
    # 643户是啥, 220场指的是啥东西, 8公里中修的是哪条道, 29.9%是啥东西涨了
    rf"{_IS}{_WHAT}{_THING}?(?:的(?:数字?|数儿))?(?:{_MOVED})?(?:来着|的)?[呢呀啊吗哦?,。! ]*$"
    # 80余次说的是谁, 80余次指的是谁去干啥
    rf"|{_IS}(?:谁|哪些人)(?:去|在|来)?(?:干|做)?(?:什么|啥)?(?:来着|的)?[呢呀啊?,。! ]*$"
    # 什么东西是29.9%, 啥达到了96%
    rf"|^(?:请问)?{_WHAT}{_THING}?(?:是|有|达到?|到)了?(?=[\d一二两三四五六七八九十百])"
)
_WHOSE = re.compile(
    "(?:村|镇|乡|县|区|街道|小区|社区|学校|单位|公司|厂|家|地方)的[呢呀啊吗哦?,。! ]*$|[户人名位口]都?是谁"
)
# What is said of a figure without saying what it is of.
_OF_FIGURES = frozenset(
    {
        *("数", "数字", "数儿", "数据", "指标", "比例", "涨幅", "降幅", "幅度", "钱", "款"),
        *("东西", "玩意", "玩意儿", "意思", "来头", "事", "事儿", "门子"),
        *("新闻", "报道", "文章", "报纸", "报告", "材料"),
    }
)
_MOST_ENTRIES = 10_000  # of more, what they tell is not at hand (knowledge/derived/packed.py)
_IGNORED = frozenset({Kind.FACET, Kind.SUBJECT})  # who asks what a figure is names neither


def figures_asked_about(query: Query) -> tuple[Figure, ...]:
    """The figures whose meaning a question asks for; none where it asks for anything else.

    Whose things they are (31户是哪个村的) and who people are (395人都是谁) is something else.
    """
    if query.yes_no or not _ASKS_WHAT_IT_IS.search(query.text) or _WHOSE.search(query.text):
        return ()
    if any(figure.unit in OF_DATES_AND_AGES for figure in query.figures):
        return ()  # a day or an age identifies nothing
    return query.figures if all(_may_name(figure, query) for figure in query.figures) else ()


def _may_name(figure: Figure, query: Query) -> bool:
    """Whether a figure may identify one entry.

    Small numbers of things do not, nor a number without a unit, which may be one to call (110是什么), unless
    the question speaks of a number or it is as large as a sum of money.
    """
    if not figure.unit and figure.value < _SUM and not _CALLED_A_NUMBER.search(query.text):
        return False
    return figure.unit in _MEASURES or figure.value >= _LEAST


def other_content_words(query: Query, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """The content words of a question besides these figures and what asks."""
    spans = [(cue.start, cue.end) for cue in query.cues] + [(f.start, f.end) for f in figures]
    content = ((query.words[number], query.keys[number]) for number in query.content)
    return tuple(
        key
        for word, key in content
        if key not in _OF_FIGURES and not any(word.start < end and start < word.end for start, end in spans)
    )


def synonyms_of_change(word: str) -> tuple[str, ...]:
    """The words for the same change of a figure, if the word is one (涨, 提高); otherwise the word alone."""
    stem = word.rstrip("到至了成为")
    return next((synonyms for synonyms in (_RISES, _FALLS) if stem in synonyms), (word,))


class FigureLookup:
    """Finds entries by the figures they tell."""

    def __init__(self, derived: Derived, decider: Decider) -> None:
        self._derived = derived
        self._decider = decider
        self._bands = derived.ranker.calibration.bands

    @cached_property
    def _entries_by_value(self) -> Mapping[Decimal, frozenset[int]]:
        """The numbers of the entries that tell each value."""
        entries: dict[Decimal, set[int]] = defaultdict(set)
        for number, profile in enumerate(self._derived.profiles):
            for figure in profile.figures:
                entries[figure.value].add(number)
        return {value: frozenset(numbers) for value, numbers in entries.items()}

    def found(self, part: Part) -> Part:
        """The part, answered by the only entry that tells the figures it asks about; a few become options.

        A part that is answered already, or asks about no figure, is returned as it is.
        """
        if part.answered or len(self._derived.profiles) > _MOST_ENTRIES:
            return part
        sure = self._bands["by_figure"]
        if checked := self._only_option_with_its_figures(part):
            verdict = Verdict(status=Status.ANSWERED, matches=(checked,), confidence=sure)
            return replace(part, verdict=verdict)
        found = _foremost(tuple(self._matches(part.query)), part.query)
        if not 0 < len(found) <= MOST_OPTIONS:
            return part
        answered = len(found) == 1
        verdict = Verdict(
            status=Status.ANSWERED if answered else Status.CLARIFY,
            matches=found,
            confidence=sure if answered else sure / len(found),
        )
        entries = {match.profile.entry.id for match in found}
        others = (match for match in part.matches if match.profile.entry.id not in entries)
        return replace(part, verdict=verdict, matches=(*found, *others), origin=Origin.FIGURE)

    def _matches(self, query: Query) -> Iterator[Match]:
        """The entries that tell every figure asked about and every other content word, without a conflict."""
        figures = figures_asked_about(query)
        if not figures:
            return
        words = other_content_words(query, figures)
        checker = self._derived.ranker.checker
        heard = self._decider.rules_for(query)
        telling = (self._entries_by_value.get(figure.value, frozenset()) for figure in figures)
        for number in frozenset.intersection(*telling):
            profile = self._derived.profiles[number]
            lookup = EntryLookup(profile)
            tells_figures = all(any(f.is_as_much_as(own) for own in profile.figures) for f in figures)
            tells_words = all(any(map(lookup.tells, synonyms_of_change(word))) for word in words)
            if not (tells_figures and tells_words):
                continue
            conflicts = (*checker.focus_conflicts(heard, lookup), *checker.whole_conflicts(heard, lookup))
            if {conflict.kind for conflict in conflicts} <= _IGNORED:
                yield Match(
                    profile=profile,
                    score=self._bands["by_figure"],
                    features={Origin.FIGURE.value: 1.0},
                    conflicts=(),
                )

    def _only_option_with_its_figures(self, part: Part) -> Match | None:
        """The only one of several options that tells the figures which a question wants confirmed.

        亿元以上项目97个,没错吧 is of the entry that tells 97, and not of what was invested in them.
        """
        query, options = part.query, part.verdict.matches
        asks = query.asks_either_way or any(not cue.noun for cue in query.cues)
        if part.verdict.status is not Status.CLARIFY or not query.yes_no or asks or not query.figures:
            return None
        if not all(_may_name(figure, query) for figure in query.figures):
            return None
        telling = [
            match
            for match in options
            if all(
                any(figure.is_as_much_as(own) for own in match.profile.figures) for figure in query.figures
            )
        ]
        sure = len(telling) == 1 and telling[0].score >= self._bands["confirmed"] and not telling[0].conflicts
        return telling[0] if sure else None


def _foremost(found: tuple[Match, ...], query: Query) -> tuple[Match, ...]:
    """The only match whose answer begins with a figure of the question; all if there is not just one."""
    asked = {figure.value for figure in query.figures}
    first = tuple(match for match in found if _first_value(match) in asked)
    return first if len(first) == 1 else found


def _first_value(match: Match) -> Decimal | None:
    """The first value that an answer tells, not counting days."""
    return next((f.value for f in match.profile.answer_figures if f.unit not in OF_DATES_AND_AGES), None)
