"""Named words: attributes and events of the vocabulary that the question names and the entry does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.conflicts.completion import FINISHED
from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.facet_rules import DAYS, tells_share
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.cues import Cue
from knowledge.language.general import Language, WordClass
from knowledge.language.vocabulary import Mention, Role, Vocabulary
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_HARD = {Facet.CONTACT, Facet.FEE, Facet.MATERIALS, Facet.ELIGIBILITY, Facet.REASON, Facet.PERSON, Facet.DATE}
_LEVEL = frozenset({Facet.CHANGE})  # an entry that tells a rise tells how far
_PAID = frozenset({Facet.FEE, Facet.AMOUNT})
_IN_OTHER_WORDS = frozenset({Facet.HOW, Facet.CONTENT, Facet.AMOUNT})  # 钱怎么算, 标准如何规定 ask for a sum
_NOTHING = frozenset[Facet]()
_PROCEDURE = frozenset({Facet.MATERIALS, Facet.ELIGIBILITY, Facet.CONTACT, Facet.DURATION, Facet.FEE})
_AT_AN_OFFICE = frozenset({Facet.PLACE, Facet.TIME, Facet.CONTACT})  # 在哪办理
_BESIDE = 2  # characters between a name and a cue
_CLOSES = re.compile("[关闭]门|下班|打烊|[关闭]馆|收摊|收市|停止营业|收[车班]")
_IS_BACK = re.compile("来[水电气]了?|恢复供[水电气]")
_CUT = re.compile("停[水电气]")
_HOURS = re.compile(r"\d{1,2}(?::\d{2}|点半?)\s*(?:[-~至到]+)\s*(?:次日)?\d{1,2}(?::\d{2}|点)")  # 9:00-16:30
# 发放时间 is told by 每月10日发放, 发放标准 by 每人每月60元: what is told of such names, and by which facets
_TOLD_OF = {
    "时间": DAYS,
    "日期": DAYS,
    "日": DAYS,
    "地点": frozenset({Facet.PLACE}),
    "地址": frozenset({Facet.PLACE}),
    "期限": frozenset({Facet.DURATION}),
    "标准": frozenset({Facet.AMOUNT, Facet.FEE, Facet.RATE}),
}
_CHARGE = "费"  # 课后服务费: a fee of what an entry names
_PER_ONE = re.compile("每|一次性|人均|户均|/")  # a standard is of one of many
_SUM = "标准"
_VERB = 2  # characters; 生日 is no day of doing anything
_GRANTS = frozenset("发放补贴助领给付支")  # what is granted under one name is granted under another
_HANDED_OUT = frozenset({"发放", "发给", "拨付"})  # 每人每月发放多少
_ASKED_IN_ENGLISH = re.compile(  # what is the volunteers' team leader called
    r"(?:'s| (?:is|are|was|were))(?: (?!(?:of|for|in|to|with|from|by|at|on|that|who|which)\b)[\w'-]+){0,5} "
)
_PLANNED = "计划"  # before a verb (计划停电) it asks for no plan
_NOT_YET = re.compile(r"(?<!有)[没未]$")  # 没完工: not finished yet, so no event


class Named(NamedTuple):
    """A name in a question, and its conflict with an entry that has neither it nor any of these facets.

    Attributes:
        told: other words by which an answer tells what is named.
        told_by: the facets of a row of a table that tell it too: those that the words around it ask for.
    """

    mention: Mention
    conflict: Conflict
    answered_by: frozenset[Facet] = frozenset()
    told: tuple[str, ...] = ()
    told_by: frozenset[Facet] = frozenset()

    def answered(self, profile: Profile) -> bool:
        """Whether one of an entry's facets, or one of the other words in its answer, tells it."""
        facets = self.answered_by | self.told_by if profile.cells else self.answered_by
        told = any(word in profile.answer for word in self.told)
        return told or not profile.facets.isdisjoint(facets)


def classes_of(language: Language) -> dict[str, WordClass]:
    """The attributes and events of the language by their names."""
    return {word_class.name: word_class for word_class in (*language.events, *language.attributes)}


def _answering_facets(word_class: WordClass) -> frozenset[Facet]:
    """The facets that answer for a general class of words without naming it; none for a specific class."""
    if not word_class.general or word_class.facet is None:
        return frozenset()
    return DAYS if word_class.facet in DAYS else frozenset({word_class.facet})


@dataclass(frozen=True)
class NamedWords(Rule):
    """The attributes that one question asks for by name, and the events that it says happened."""

    vocabulary: Vocabulary
    classes: Mapping[str, WordClass]

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each name that the entry neither contains nor answers by one of its facets."""
        for named in self._names:
            mention = named.mention
            if not (
                named.answered(lookup.profile)
                or _tells_an_end(mention.text, lookup.profile)
                or _tells_of_doing(mention.text, lookup)
                or tells_share(mention.text, lookup)
                or lookup.covers(mention)
            ):
                yield named.conflict

    @trigger
    def _names(self) -> tuple[Named, ...]:
        """The names of attributes that are asked for, and of events that happened."""
        return tuple(named for mention in self.query.mentions for named in self._of_name(mention))

    def _of_name(self, mention: Mention) -> Iterator[Named]:
        for sense in mention.senses:
            if (
                sense.role is Role.EVENT
                and self._happened(mention)
                and Facet.FEE not in self._asked_within(mention)
            ):
                event = self.classes[sense.name]
                answered_by = _answering_facets(event)
                if not self.query.yes_no:
                    answered_by &= self.query.facets
                if event.procedure:
                    answered_by |= _PROCEDURE | (self.query.facets & _AT_AN_OFFICE)
                yield Named(mention, Conflict(kind=Kind.EVENT, word=mention.text), answered_by, event.told)
            if sense.role is Role.ATTRIBUTE and not (
                self._in_passing(mention) or self._says_what_is_planned(mention)
            ):
                attribute = self.classes[sense.name]
                conflict = Conflict(
                    kind=Kind.ATTRIBUTE,
                    word=mention.text,
                    severity=Severity.FIRM if attribute.facet in _HARD else Severity.WEIGHED,
                )
                within = self._asked_within(mention)
                yield Named(
                    mention,
                    conflict,
                    _answering_facets(attribute) | self._level_or_sum(mention, within),
                    attribute.told,
                    within,
                )

    def _happened(self, mention: Mention) -> bool:
        """Whether an event is said to have happened: not denied, nor only a part of a completion (弄完)."""
        if self._finished and self._finished.start("verb") == mention.start:
            return False
        return _NOT_YET.search(self.query.text[: mention.start]) is None

    @cached_property
    def _finished(self) -> re.Match[str] | None:
        """The match of a completed action whose objects are counted or measured (弄完了几户)."""
        return next(iter(FINISHED.matches(self.query)), None)

    def _asked_within(self, mention: Mention) -> frozenset[Facet]:
        """The facets of a cue that the name is part of (要什么手续)."""
        within = (c for c in self.query.cues if c.start <= mention.start and mention.end <= c.end)
        return frozenset(facet for cue in within if not cue.noun for facet in cue.facets)

    def _level_or_sum(self, mention: Mention, within: frozenset[Facet]) -> frozenset[Facet]:
        """Those of the facets asked for with a name that answer for it (提到什么级别, 停车费咋算)."""
        attributes = (self.classes[s.name] for s in mention.senses if s.role is Role.ATTRIBUTE)
        money = _PAID if any(attribute.facet in _IN_OTHER_WORDS for attribute in attributes) else _NOTHING
        return within & (_LEVEL | money)

    def _in_passing(self, mention: Mention) -> bool:
        """Whether no cue stands beside the name, so that it is only mentioned (我户口在老家,暖气费多少钱)."""
        cues = self.query.cues
        return bool(cues) and not any(self._is_beside(mention, cue) for cue in cues)

    def _says_what_is_planned(self, mention: Mention) -> bool:
        """Whether a name is 计划 right before a verb."""
        return mention.text == _PLANNED and any(
            word.start == mention.end and word.is_verb for word in self.query.words
        )

    def _is_beside(self, mention: Mention, cue: Cue) -> bool:
        """Whether a cue asks for what a name stands for: right before or behind it, a person by a verb."""
        if self._names_a_person(mention) and _ASKED_IN_ENGLISH.fullmatch(
            self.query.text, cue.end, mention.start
        ):
            return True
        return cue.start <= self._behind(mention) + _BESIDE

    def _names_a_person(self, mention: Mention) -> bool:
        """Whether a name is an attribute that a person is (team leader)."""
        attributes = (self.classes[s.name] for s in mention.senses if s.role is Role.ATTRIBUTE)
        return any(attribute.facet is Facet.PERSON for attribute in attributes)

    def _behind(self, mention: Mention) -> int:
        """Where a name ends, including a stop word behind it (工资一般给多少)."""
        words = (word for word in self.query.words if word.start == mention.end)
        return next((word.end for word in words if self.vocabulary.is_stop_word(word.text)), mention.end)


def _tells_of_doing(name: str, lookup: EntryLookup) -> bool:
    """Whether an entry tells when, where or how much of what is done (发放 in 发放时间), in other words.

    How much each gets tells what is handed out. Otherwise it does if it says the verb, if only by its first
    character (几号发), and has the facet of the noun.
    """
    if name in _HANDED_OUT:
        return _PER_ONE.search(lookup.profile.answer) is not None and Facet.AMOUNT in lookup.profile.facets
    if name.endswith(_CHARGE) and len(name) > _VERB:
        return lookup.tells(name.removesuffix(_CHARGE)) and not lookup.profile.facets.isdisjoint(_PAID)
    noun = next((noun for noun in _TOLD_OF if name.endswith(noun)), name)
    verb = name.removesuffix(noun)
    if len(verb) < _VERB or lookup.profile.facets.isdisjoint(_TOLD_OF[noun]):
        return False
    if noun == _SUM and _PER_ONE.search(lookup.profile.answer) is None:
        return False
    said = _GRANTS if _GRANTS.issuperset(verb) else verb[0]
    asked = "".join(lookup.profile.own_questions)
    return lookup.tells(verb) or any(character in asked for character in said)


def _tells_an_end(word: str, profile: Profile) -> bool:
    """Whether an answer implies when something ends: by hours (几点关门) or days of a cut (几点来水)."""
    if _CLOSES.fullmatch(word):
        return _HOURS.search(profile.answer) is not None
    cut = _IS_BACK.fullmatch(word) is not None and _CUT.search(profile.answer) is not None
    return cut and not DAYS.isdisjoint(profile.facets)
