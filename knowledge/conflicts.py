"""Why an entry that is about the right thing may still not answer the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from knowledge.dictionary import Word
from knowledge.entry import Facet
from knowledge.interpret import Cue, Query, number_value, word_keys
from knowledge.language import Language
from knowledge.profile import AREA, Profile, subject_share
from knowledge.vocabulary import Mention, Role, Vocabulary, is_concept

_NAME_TAGS = ("ns", "nt")
_PLACE_TAGS = ("kb", "ns", "nr", "nz", "nt")
_PLACES = ("镇", "乡", "村", "街道", "开发区", "示范区", "园区")
_MODIFIER_TAGS = ("n", "b", "a", "j", "kb")
_NUMBERS = {Facet.COUNT, Facet.AMOUNT, Facet.RATE, Facet.LENGTH, Facet.AREA, Facet.FREQUENCY, Facet.DURATION}

# Facets that tell nearly the same: an entry with the right one satisfies a cue for the left one.
_ALLIED = {
    Facet.NAMES: {Facet.PLACE, Facet.PERSON},
    Facet.CONTENT: {Facet.NAMES, Facet.HOW, Facet.STATUS},
    Facet.HOW: {Facet.CONTENT, Facet.STATUS},
    Facet.STATUS: {Facet.CONTENT, Facet.CHANGE, Facet.HOW},
    Facet.DATE: {Facet.TIME},
    Facet.TIME: {Facet.DATE},
}

# An attribute of these kinds is told by an entry that tells the facet at all (a list of names is its 名单).
_SOFT = {Facet.NAMES, Facet.CONTENT, Facet.HOW, Facet.STATUS, Facet.PLACE, Facet.TIME, Facet.CHANGE}
_NOT_YET = re.compile(r"(?<!有)[没未]$")  # 没完工 says that it goes on, 完工 that it ended
_IS_NOT = re.compile(
    r"(?<![是对能可算])不(?:是|算|属于)$|(?<![有要])没有?(?:参加|加入|在|入)?$|非$|没(?:参加|加入|入)$"
)
_ALLIED_FIT = 0.3

# Who asks for the others of a list is answered by the whole of it; 同比 compares with the year before.
_REMAINDER = "remainder"
_LISTED = {Facet.NAMES, Facet.CONTENT, Facet.HOW, Facet.PLACE, Facet.PERSON}
_LAST_YEAR = re.compile(r"^比(?:去年|上年|头年|前一年|上一年)")
_YEAR_ON_YEAR = "同比"
_THINGS = "个"
_WHICH_OF = re.compile(r"都?(?:是|有)?哪(\d+|[二两三四五六七八九十]+)")
_TELLING = 4  # characters; a shorter turn of phrase asks too many things to show that the entry tells this
_BOUNDS = ("以上", "以下", "以内", "以外", "往上", "往下", "起步")
_DATES = ("月", "月份", "日", "号")
_SPANS = ("个月", "个多月")  # 前八个月 is how long, not when


class Kind(StrEnum):
    """What stands between the question and the entry."""

    FACET = "facet"
    COUNTER = "counter"
    COUNTED = "counted"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    QUALIFIER = "qualifier"
    NARROWING = "narrowing"
    NUMBERED = "numbered"
    NAME = "name"
    MODIFIER = "modifier"
    PART = "part"
    TURN = "turn"
    DATE = "date"
    COUNTER_EXAMPLE = "counter_example"
    SUBJECT = "subject"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """One reason, with the word of the question that gives it."""

    kind: Kind
    word: str


@dataclass(frozen=True)
class Referee:
    """Finds the conflicts between a question and an entry."""

    language: Language
    vocabulary: Vocabulary
    home: str

    def conflicts(self, query: Query, profile: Profile) -> tuple[Conflict, ...]:
        """Every conflict; none means that the entry may answer."""
        found = (
            *self._facets(query, profile),
            *self._numbers(query, profile),
            *self._mentions(query, profile),
            *self._qualifiers(query, profile),
            *self._numbered(query, profile),
            *self._turns(query, profile),
            *self._dates(query, profile),
            *self._loose_words(query, profile),
        )
        return tuple(dict.fromkeys(found))

    def refusals(self, whole: Query, profile: Profile) -> tuple[Conflict, ...]:
        """What speaks against the question as typed: staff's `not_for`, or a lone word said in passing."""
        if profile.refused and whole.squeezed in profile.refused:
            return (Conflict(kind=Kind.COUNTER_EXAMPLE, word=whole.text),)
        negated = self._negated(whole, profile)
        if negated:
            return (Conflict(kind=Kind.QUALIFIER, word=negated),)
        if len(whole.words) == 1 and not subject_share(whole, profile):
            return (Conflict(kind=Kind.SUBJECT, word=whole.text),)
        return ()

    @staticmethod
    def _negated(whole: Query, profile: Profile) -> str:
        """What the question says it is not about (我不是低保户) though the entry is; empty if nothing."""
        own = {sense for _, senses in profile.subject for sense in senses}
        for mention in whole.mentions:
            limits = any(sense.name in profile.qualifiers.get(sense.group, ()) for sense in mention.senses)
            if (limits or own.intersection(mention.senses)) and _IS_NOT.search(whole.text[: mention.start]):
                return mention.text
        return ""

    def facet_fit(self, query: Query, profile: Profile) -> float:
        """How well the entry tells what is asked: 1, less for an allied facet, -1 not; 0 without a cue."""
        return max((fit(cue, profile) for cue in query.cues), default=0.0)

    def foreign_terms(self, query: Query, profile: Profile) -> int:
        """How many terms the question names that the entry never does."""
        return sum(
            is_concept(mention.senses) and not self._licensed(mention, profile) for mention in query.mentions
        )

    def _facets(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        unmet = [cue for cue in query.cues if fit(cue, profile) < 0]
        all_unmet = len(unmet) == len(query.cues)
        for cue in unmet:
            if cue.hard or all_unmet:
                yield Conflict(kind=Kind.FACET, word=cue.text)

    def _numbers(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Counters and counted things that the entry does not tell, and a total asked for its parts."""
        for cue in query.cues:
            generic = not cue.counter or cue.counter in self.language.generic_counters
            if (
                not generic
                and cue.counter not in profile.counters
                and not (cue.head and profile.tells(cue.counter + cue.head))
            ):
                yield Conflict(kind=Kind.COUNTER, word=cue.counter)
            which = _WHICH_OF.match(cue.text)
            if which and number_value(which[1]) > profile.items and not self._stated(which[1], profile):
                yield Conflict(kind=Kind.COUNTED, word=cue.text)
            if cue.counter == _THINGS and not cue.head and Facet.COUNT not in profile.facets:
                yield Conflict(kind=Kind.COUNTER, word=cue.counter)
            names_something = cue.numeric or cue.head in self.vocabulary.senses
            known = (
                self._counts(cue, profile)
                if cue.numeric and cue.counter
                else self._counted(cue.head, profile)
            )
            if cue.head and generic and names_something and not known:
                yield Conflict(kind=Kind.COUNTED, word=cue.head)
        if any(cue.numeric for cue in query.cues) and not query.yes_no:
            stated = {(figure.value, figure.unit) for figure in query.figures}
            told = {(figure.value, figure.unit) for figure in profile.answer_figures}
            if stated & told and not told - stated:
                yield Conflict(kind=Kind.PART, word=query.figures[0].unit)

    @staticmethod
    def _stated(numeral: str, profile: Profile) -> bool:
        """Whether the entry states this number, so that it may name some of as many (哪5条路)."""
        return any(figure.value == number_value(numeral) for figure in profile.answer_figures)

    def _counts(self, cue: Cue, profile: Profile) -> bool:
        """Whether one of the entry's own questions counts that thing: 督导30次 tells of no 几个督导组."""
        if self._idle(cue.head) or cue.head in profile.counters or not profile.counted:
            return True
        if any(cue.head in head or head in cue.head for head in profile.counted):
            return True
        senses = set(self.vocabulary.senses.get(cue.head, ()))
        return any(senses.intersection(self.vocabulary.senses.get(head, ())) for head in profile.counted)

    def _counted(self, head: str, profile: Profile) -> bool:
        if self._idle(head) or profile.tells(head) or head in profile.counters:
            return True
        return any(sense in profile.senses for sense in self.vocabulary.senses.get(head, ()))

    def _mentions(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Attributes that the entry does not tell, and events that did not happen in it."""
        for mention in query.mentions:
            if self._licensed(mention, profile):
                continue
            for sense in mention.senses:
                facet = self._facet_of.get(sense.name) if sense.role is Role.ATTRIBUTE else None
                if sense.role is Role.EVENT and not _NOT_YET.search(query.text[: mention.start]):
                    yield Conflict(kind=Kind.EVENT, word=mention.text)
                if sense.role is Role.ATTRIBUTE and not (facet in _SOFT and facet in profile.facets):
                    yield Conflict(kind=Kind.ATTRIBUTE, word=mention.text)

    @cached_property
    def _facet_of(self) -> dict[str, Facet | None]:
        return {attribute.name: attribute.facet for attribute in self.language.attributes}

    def _licensed(self, mention: Mention, profile: Profile) -> bool:
        return profile.tells(mention.text) or any(sense in profile.senses for sense in mention.senses)

    def _qualifiers(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Values named that are neither the entry's own nor said by any of its texts."""
        for group in query.qualifiers:
            values = self._foreign_values(query, profile, group)
            held = profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))
            if not values or (held & query.qualifiers[group] and group != AREA):
                continue
            if held:
                yield Conflict(kind=Kind.QUALIFIER, word="/".join(sorted(values)))
            elif self._narrows(query, profile, group):
                yield Conflict(kind=Kind.NARROWING, word="/".join(sorted(values)))

    def _foreign_values(self, query: Query, profile: Profile, group: str) -> frozenset[str]:
        """The values of a group that the question names and the entry does not.

        The home area is everybody's, and so is what it lies in when named right before it (廊坊市安次区).
        """
        held = profile.qualifiers.get(group) or frozenset(self.language.assumed.get(group, ()))
        mentions = [m for m in query.mentions if any(s.group == group for s in m.senses)]
        homes = [m for m in mentions if any(s.name == self.home for s in m.senses)]
        said = any(self._licensed(mention, profile) for mention in mentions)
        if group != AREA:
            return frozenset() if said else query.qualifiers[group]
        foreign = set()
        for mention in mentions:
            contains_home = any(0 <= home.start - mention.end <= 1 for home in homes)
            if not (contains_home or mention in homes or self._licensed(mention, profile)):
                foreign |= {s.name for s in mention.senses if s.group == group} - held
        return frozenset(foreign)

    def _narrows(self, query: Query, profile: Profile, group: str) -> bool:
        """Whether a value of the group stands right before what the entry tells, or where it is asked."""
        ends = {
            m.end for m in query.mentions for s in m.senses if s.role is Role.QUALIFIER and s.group == group
        }
        for end in ends:
            possessed = query.text.startswith("的", end)
            following = next((word for word in query.words if word.start == end + possessed), None)
            if following is None or (possessed and any(cue.start == end + 1 for cue in query.cues)):
                return True
            if len(following.text) > 1 and not self._idle(following.text) and profile.tells(following.text):
                return True
        return False

    def _numbered(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Another school, road or stage than the entry's; none where the entry's own is named beside it."""
        shared = {suffix for suffix, _ in query.numbered & profile.numbered}
        for suffix, number in query.numbered - profile.numbered:
            if suffix in shared:
                continue
            if any(other == suffix for other, _ in profile.numbered) or not profile.tells(suffix):
                yield Conflict(kind=Kind.NUMBERED, word=f"{number}{suffix}")

    def _turns(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Asks for a share, a remainder, a comparison or what is to come, unlike the entry's question."""
        for name, words in query.turns:
            if name in profile.turns or profile.tells(words):
                continue
            whole_list = (
                name == _REMAINDER and profile.complete and _LISTED & profile.facets and profile.items > 1
            )
            year_on_year = _LAST_YEAR.search(words) and profile.tells(_YEAR_ON_YEAR)
            if not (whole_list or year_on_year):
                yield Conflict(kind=Kind.TURN, word=words)

    def _dates(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """A month, a day or a year that is not the entry's, or a bound (五亿以上) that it does not state."""
        told = {(figure.value, figure.unit) for figure in profile.figures}
        for figure in query.figures:
            date = query.text[figure.start : figure.end]
            bounded = query.text.startswith(_BOUNDS, figure.end)
            if bounded and (figure.value, figure.unit) not in told:
                yield Conflict(kind=Kind.NARROWING, word=date)
            named = date.endswith(_DATES) and not date.endswith(_SPANS)
            if named and (figure.value, figure.unit) not in told and not query.yes_no:
                yield Conflict(kind=Kind.DATE, word=date)

    def _loose_words(self, query: Query, profile: Profile) -> Iterator[Conflict]:
        """Names the entry does not know, and modifiers right before a word that it does know."""
        mentioned = {place for m in query.mentions for place in range(m.start, m.end)}
        keys = word_keys(query.words)
        for number, (word, key) in enumerate(zip(query.words, keys, strict=True)):
            if self._idle(key) or profile.tells(word.text) or key in profile.words:
                continue
            if self._place_of_its_own(word, query.text):
                yield Conflict(kind=Kind.NAME, word=word.text)
            elif key in profile.foreign:
                yield Conflict(kind=Kind.COUNTER_EXAMPLE, word=word.text)
            elif word.start in mentioned or len(word.text) < 2:
                continue
            elif word.tag in _NAME_TAGS and not self._at_home(word):
                yield Conflict(kind=Kind.NAME, word=word.text)
            elif word.tag.startswith(_MODIFIER_TAGS) and self._modifies_known(
                query.words[number + 1 :], profile
            ):
                yield Conflict(kind=Kind.MODIFIER, word=word.text)

    def _place_of_its_own(self, word: Word, text: str) -> bool:
        """Whether a word that this entry never says names a town, a village or a street (落垡镇)."""
        named = word.text.endswith(_PLACES) or text.startswith(_PLACES, word.end)
        return named and word.tag in _PLACE_TAGS and len(word.text) > 1 and not self._at_home(word)

    def _at_home(self, word: Word) -> bool:
        return word.text in self.home

    def _modifies_known(self, following: tuple[Word, ...], profile: Profile) -> bool:
        rest = following[1:] if following and following[0].text == "的" else following
        if not rest or self._idle(rest[0].text) or not rest[0].tag.startswith(("n", "kb", "v", "j")):
            return False
        return len(rest[0].text) > 1 and profile.tells(rest[0].text)

    def _idle(self, key: str) -> bool:
        return key in self.vocabulary.function_words or key in self.vocabulary.modifier_words


def fit(cue: Cue, profile: Profile) -> float:
    """How well the entry tells what the cue asks for: 1 exactly, 0.3 something allied, -1 not at all."""
    told = profile.facets
    if cue.facets & told or (cue.facets >= _NUMBERS and _NUMBERS & told):
        return 1.0
    asked = cue.text + cue.head
    if not cue.numeric and len(asked) >= _TELLING and asked in profile.texts:
        return 1.0
    asked_for = (
        cue.facets - {Facet.NAMES} if Facet.PLACE in cue.facets else cue.facets
    )  # 哪条街 asks for no person
    if not cue.hard and any(_ALLIED.get(facet, set()) & told for facet in asked_for):
        return _ALLIED_FIT
    return -1.0
