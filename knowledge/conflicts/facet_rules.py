"""Facet rules: whether an entry tells the kind of thing that is asked for (a place, a fee, a share …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from knowledge.conflicts.cells import asked_of_cells, is_understood, tells, tells_how
from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.relative_years import compares_years
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.cues import Cue
from knowledge.language.query import Query
from knowledge.language.question_words import WHEN
from knowledge.language.signs import signs_of
from knowledge.language.vocabulary import Mention, Sense, is_concept
from knowledge.model.cached import cached_property
from knowledge.model.entry import CHANGES, Facet

_NUMBERS = {
    Facet.COUNT,
    Facet.AMOUNT,
    Facet.FEE,
    Facet.RATE,
    Facet.LENGTH,
    Facet.AREA,
    Facet.FREQUENCY,
    Facet.DURATION,
}

# Similar facets: an entry with one of the right-hand ones may answer a cue for the left-hand one.
_ALLIED = {
    Facet.NAMES: {Facet.PLACE, Facet.PERSON},
    Facet.CONTENT: {Facet.NAMES, Facet.HOW, Facet.STATUS},
    Facet.HOW: {Facet.CONTENT, Facet.STATUS},
    Facet.STATUS: {Facet.CONTENT, Facet.CHANGE, Facet.HOW},
    Facet.DATE: {Facet.TIME},
    Facet.TIME: {Facet.DATE},
}
# Values of the feature `facet`. The trees use only their order: any number between the others would do for
# what is only allied.
EXACTLY, _ALLIED_FIT, _NOT_ASKED, _NOT_AT_ALL = 1.0, 0.3, 0.0, -1.0
_LONG_ENOUGH = 4  # characters; a shorter cue is too general to be found in the entry's texts

# A question for the rest of a list is answered by the whole list; 同比 compares with the year before.
_REMAINDER = "remainder"
_LISTED = {Facet.NAMES, Facet.CONTENT, Facet.HOW, Facet.PLACE, Facet.PERSON}
_FUTURE = "future"
_PART = "part_of"
_CHOICE = "choice"  # 怎么知道是真改还是糊弄: how an entry tells
_ELSEWHERE = "elsewhere"  # an entry about other places says so
_LATEST = ("最晚", "最迟")  # without a cue they ask for a deadline instead of comparing
_PLANS = re.compile("打算|计划|准备|拟|预计")
PLANNED = re.compile(  # how an answer states a plan
    "计划|规划|目标|拟(?!定)|预计|打算|力争|确保|将(?=[于在要新建改达提降]|[^,。;]{0,8}[建改修开办设增])"
)
_WHEN = re.compile(f"{WHEN}|哪年|哪天")
DAYS = frozenset({Facet.DATE, Facet.TIME})
# 统计到哪天, 是几月到几月的: answered by any answer that dates its figures
_AS_OF = re.compile("截[至止]|统计到|算到|的数$|几月份?[到至]|^从几月")
_IS_DATED = re.compile(r"截[至止]|\d+月[^,。;]{0,3}以来|\d+[至到~-]\d+月")
_GROWS = re.compile(r"(?:增[长加]?|涨|上升|提高|下降|降低)(?!了?[到至加长])|同比|[比较](?:去|上|头)年")
_FOR_EACH = ("各", "分别")
_EACH = re.compile(r"(?:每一?|一)个?(.)")
_A_HEAD = re.compile(r"(?:每一?|一)个?(?:[人位张次份顿餐趟辆本只间桌]|个孩子)")
_A_PERSON = re.compile(r"(?:每一?|一)个?[人位名]")
_ALIKE = {"家": "家户", "户": "户家"}
_LIMITS_EACH = re.compile("封顶|上限|标准|个人|人均")  # of what each person gets
_YEAR_ON_YEAR = "同比"
_REASON = frozenset({Facet.REASON})
_GIVES_REASON = re.compile(
    "因|由于|为了|为(?=[^,。;]{2,12}[,，])|原因|所以|目的|以[便免]|免得|避免|好让|防止|才|是[为怕]"
)
_SAYS_BECAUSE = re.compile(
    "(?<!原)因(?![此而素])[^,。;]{3,}|由于"
)  # a reason, even if staff did not declare the facet
_SHARE = ("占比", "占比重", "占多少", "占比例", "占到")
_IS_SHARE = re.compile(  # so is a rate (参保率), unless it is one of growth
    r"占[^,。;]{0,16}?(?:\d%|[一二三四五六七八九]成|百分之)|(?<!增[长速])(?<!增)率[^,。;\d]{0,6}[\d.]+%"
)
_TELLS_REST = re.compile(r"(?:剩|余|空)[余闲着有]?[^,。;]{0,4}\d|还有\d")  # 现余14张


def fit(cue: Cue, profile: Profile) -> float:
    """How well an entry tells what a cue asks for: `EXACTLY`, only a similar facet, or not at all."""
    facets = profile.facets
    if cue.facets == _REASON <= facets and not _GIVES_REASON.search(profile.answer):
        return _NOT_AT_ALL
    if not cue.facets.isdisjoint(facets) or (cue.facets >= _NUMBERS and _NUMBERS & facets):
        return EXACTLY
    if cue.facets == _REASON and _SAYS_BECAUSE.search(profile.answer):
        return EXACTLY
    if _AS_OF.search(cue.text) and _IS_DATED.search(profile.answer):
        return EXACTLY
    if Facet.NAMES in cue.facets and cue.head and _names_one(cue.head, profile):
        return EXACTLY
    asked = cue.text + cue.head
    if not cue.numeric and len(asked) >= _LONG_ENOUGH and asked in profile.texts:
        return EXACTLY
    # 哪条街 does not ask for a person
    asked_for = cue.facets - {Facet.NAMES} if Facet.PLACE in cue.facets else cue.facets
    if not cue.hard and any(_ALLIED.get(facet, set()) & facets for facet in asked_for):
        return _ALLIED_FIT
    return _NOT_AT_ALL


def _names_one(kind: str, profile: Profile) -> bool:
    """Whether the answer names a subject of the entry that is of this kind (112国道 for 哪条国道)."""
    return any(
        len(name) > len(kind) and name.endswith(kind) and name in profile.answer
        for name, _ in profile.subject
    )


def _is_told(cue: Cue, profile: Profile) -> bool:
    """Whether an entry tells what a cue asks for, or something similar; a row does in one of its cells."""
    if tells_how(profile.cells, cue):
        return True
    under_heading = [cell for cell in profile.cells if not cell.facets.isdisjoint(cue.facets)]
    if under_heading and not any(tells(cell, cue) for cell in under_heading):
        return False
    return fit(cue, profile) >= 0


def facet_fit(query: Query, profile: Profile) -> float:
    """How well an entry tells what is asked: the best fit of any cue, 0 without cues."""
    return max((fit(cue, profile) for cue in query.cues), default=_NOT_ASKED)


@dataclass(frozen=True)
class FacetMismatch(Rule):
    """The cues of one question, to be compared with the facets of entries."""

    query_triggers = ("cues",)

    @cached_property
    def _asked_of_rows(self) -> tuple[Cue, ...]:
        return asked_of_cells(self.query)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each hard cue that the entry does not answer; all cues if it answers none.

        What a row of a table tells stands in its headings: what is not told is certain where all of them are
        understood, and doubtful where one is not (备注).
        """
        cells = lookup.profile.cells
        cues = self._asked_of_rows if cells else self.query.cues
        unmet = [cue for cue in cues if not _is_told(cue, lookup.profile)]
        all_unmet = len(unmet) == len(cues)
        for cue in unmet:
            if cue.hard or all_unmet:
                firm = is_understood(cells) if cells else cue.hard
                yield Conflict(
                    kind=Kind.FACET, word=cue.text, severity=Severity.FIRM if firm else Severity.WEIGHED
                )


def tells_share(word: str, lookup: EntryLookup) -> bool:
    """Whether an answer states the share that is asked for by that name: 占预算的82% for 占比."""
    return word in _SHARE and _IS_SHARE.search(lookup.profile.answer) is not None


@dataclass(frozen=True)
class TurnsOfPhrase(Rule):
    """The turns of phrase by which one question asks for a share, a remainder or what is to come."""

    query_triggers = ("turns",)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each turn of phrase that is neither in the entry's own question nor answered otherwise."""
        for name, words in self.query.turns:
            if name in lookup.profile.turns or lookup.tells(words):
                continue
            answered = (
                (name == _REMAINDER and (lists_all(lookup) or _TELLS_REST.search(lookup.profile.answer)))
                or (compares_years(words) and tells_growth(lookup))
                or _is_stated_for_each(words, lookup)
                or tells_share(words, lookup)
                or (name == _CHOICE and Facet.HOW in self.query.facets & lookup.profile.facets)
                or (name == _PART and self._names_its_part(words, lookup.profile))
                or (name == _FUTURE and (_tells_when(words, lookup) or _tells_plans(words, lookup)))
                or (words in _LATEST and not self.query.cues and not DAYS.isdisjoint(lookup.profile.facets))
            )
            if not answered:
                yield Conflict(
                    kind=Kind.TURN,
                    word=words,
                    severity=Severity.BARRING if name == _ELSEWHERE else Severity.WEIGHED,
                )

    def _names_its_part(self, words: str, profile: Profile) -> bool:
        """Whether the part of a whole that is asked for is what the entry is limited to (其中市里定的)."""
        named = (mention for mention in self.query.mentions if mention.text in words)
        return any(profile.is_limited_to(mention.senses) for mention in named)


@dataclass(frozen=True)
class Growth(Rule):
    """The town's own things of which one question asks how much they grew (总投资增长百分之几)."""

    signs: ClassVar = signs_of(_GROWS)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each such thing that the entry does not name."""
        for mention, things in self._growing:
            if things.isdisjoint(lookup.profile.senses) and not lookup.tells(mention.text):
                yield Conflict(kind=Kind.FACET, word=mention.text)

    @trigger
    def _growing(self) -> tuple[tuple[Mention, frozenset[Sense]], ...]:
        """Their names in the question, each with the things that it stands for."""
        query = self.query
        if not (_GROWS.search(query.text) and any(cue.facets >= CHANGES for cue in query.cues)):
            return ()
        named = ((m, frozenset(sense for sense in m.senses if is_concept((sense,)))) for m in query.mentions)
        return tuple((mention, things) for mention, things in named if things)


def lists_all(lookup: EntryLookup) -> bool:
    """Whether the answer lists several things, and all there are."""
    profile = lookup.profile
    return profile.is_complete and profile.item_count > 1 and not _LISTED.isdisjoint(profile.facets)


def _is_stated_for_each(words: str, lookup: EntryLookup) -> bool:
    """Whether an entry states the amount for each: by 每吨 (一吨几块), or by several figures (各多少).

    A fee is what each person pays (每人多少钱), a ceiling what each person gets.
    """
    if words.startswith(_FOR_EACH):
        return lookup.profile.states_several
    if Facet.FEE in lookup.profile.facets and _A_HEAD.match(words):
        return True
    if _A_PERSON.match(words) and _LIMITS_EACH.search(lookup.profile.answer):
        return True
    each = _EACH.match(words)
    return each is not None and any(
        f"每{counter}" in lookup.profile.answer for counter in _ALIKE.get(each[1], each[1])
    )


def _tells_plans(words: str, lookup: EntryLookup) -> bool:
    """Whether plans are asked for (打算改几个) and the answer states plans."""
    return _PLANS.search(words) is not None and PLANNED.search(lookup.profile.answer) is not None


def _tells_when(words: str, lookup: EntryLookup) -> bool:
    """Whether the date of something is asked for (何时启用) and the entry tells a date."""
    return bool(_WHEN.search(words)) and not DAYS.isdisjoint(lookup.profile.facets)


def tells_growth(lookup: EntryLookup) -> bool:
    """Whether the entry also compares with the year before (同比)."""
    return lookup.tells(_YEAR_ON_YEAR)
