"""Words the entry does not account for: attributes, events, names, modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.conflicts.asking import DAYS
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.finishing import FINISHED
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.witness import Witness
from knowledge.language.dictionary import OWN_TAG, Word
from knowledge.language.general import Language, WordClass
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention, Role, Vocabulary, is_concept
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_NAME_TAGS = ("ns", "nt")
_PLACE_TAGS = (OWN_TAG, "ns", "nr", "nz", "nt")
_PLACES = ("镇", "乡", "村", "街道", "开发区", "示范区", "园区")
_KINDS = ("院", "所", "站", "馆", "局", "校", "证", "科", "厅", "园", "店")
_LEVELS = ("省", "市", "县", "区", "镇", "乡", "村")
_SHORTEST_OF_A_KIND = 3  # characters; 医院 may be any, 中医院 is one
_MODIFIER_TAGS = ("n", "b", "a", "j", OWN_TAG)
_PARTICLES = ("", "y")  # 了吗 is no word of the dictionary, 吗 is one
_PREDICATE_TAGS = ("v", "a", "n")
_MODIFIED_TAGS = ("n", OWN_TAG, "v", "j")

_HARD = {Facet.CONTACT, Facet.FEE, Facet.MATERIALS, Facet.ELIGIBILITY, Facet.REASON, Facet.PERSON, Facet.DATE}
_LEVEL = frozenset({Facet.CHANGE})  # who tells that it rose tells how far
_PAID = frozenset({Facet.FEE, Facet.AMOUNT})
_IN_OTHER_WORDS = frozenset({Facet.HOW, Facet.CONTENT, Facet.AMOUNT})  # 钱怎么算, 标准如何规定 ask for a sum
_NOTHING = frozenset[Facet]()
_PROCEDURE = frozenset({Facet.MATERIALS, Facet.ELIGIBILITY, Facet.CONTACT, Facet.DURATION, Facet.FEE})
_BESIDE = 2  # characters between a name and what asks for it
_WHETHER = re.compile(r"([用要能会让管给收许准])不\1(?P<what>[^,。?!;]+)")  # 管不管饭
_IS_OPEN = re.compile("开门|关门|营业|上班|开放|供餐|开餐|开饭|休息|放假|接诊|出诊")
_CLOSES = re.compile("[关闭]门|下班|打烊|[关闭]馆|收摊|收市|停止营业|收[车班]")
_IS_BACK = re.compile("来[水电气]了?|恢复供[水电气]")
_CUT = re.compile("停[水电气]")
_HOURS = re.compile(r"\d{1,2}(?::\d{2}|点半?)\s*(?:[-~至到]+)\s*(?:次日)?\d{1,2}(?::\d{2}|点)")  # 9:00-16:30
_NOT_YET = re.compile(r"(?<!有)[没未]$")  # 没完工 says that it goes on, 完工 that it ended


class Loose(NamedTuple):
    """A word of a question, and what it says against an entry that says neither it nor its key.

    What a modifier `modifies` the entry must say: only then it narrows what the entry tells.
    """

    text: str
    key: str
    conflict: Conflict
    modifies: str = ""


class Named(NamedTuple):
    """A name in a question, what it says against an entry, and the facets that, told, make up for it."""

    mention: Mention
    conflict: Conflict
    told_by: frozenset[Facet] = frozenset()


def classes_of(language: Language) -> dict[str, WordClass]:
    """The attributes and events by their names, which are told apart."""
    return {held.name: held for held in (*language.events, *language.attributes)}


def _telling(held: WordClass) -> frozenset[Facet]:
    """The facets that tell what a general class of words stands for."""
    if not held.general or held.facet is None:
        return frozenset()
    return DAYS if held.facet in DAYS else frozenset({held.facet})


@dataclass(frozen=True)
class LooseWords:
    """Types the words of one question by the slot they fill, for entries that may never say them.

    `no_places` are words that the dictionary takes for places. Everybody is at home in `home`.
    """

    query: Query
    vocabulary: Vocabulary
    classes: Mapping[str, WordClass]
    no_places: frozenset[str]
    home: str

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """Every word that asks about something else than the entry tells."""
        yield from self._named_conflicts(witness)
        for name in self._of_a_kind:
            if not witness.tells(name.key) and self._another(name.text[-1], witness.profile):
                yield name.conflict
        for word in (*self._loose, *self._predicate):
            if witness.tells(word.text) or word.key in witness.profile.words or self._licensed(word, witness):
                continue
            if _IS_OPEN.fullmatch(word.text) and not DAYS.isdisjoint(witness.profile.facets):
                continue  # 星期天开门吗 is told by the hours
            if not word.modifies or witness.tells(word.modifies):
                yield word.conflict

    @property
    def speaks(self) -> bool:
        """Whether the question has any such word."""
        return bool(self._names or self._of_a_kind or self._loose or self._predicate)

    def _licensed(self, word: Loose, witness: Witness) -> bool:
        """Whether a word is the name of a place that the entry accounts for by another name."""
        named = (mention for mention in self.query.mentions if mention.text == word.text)
        places = (m for m in named if any(sense.name.endswith(_PLACES) for sense in m.senses))
        return any(map(witness.licenses, places))

    def _named_conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """What is asked for or was done by name, and the entry does not account for."""
        for named in self._names:
            told = not witness.profile.facets.isdisjoint(named.told_by)
            if not (told or _tells_an_end(named.mention.text, witness.profile)) and not witness.licenses(
                named.mention
            ):
                yield named.conflict

    @cached_property
    def _of_a_kind(self) -> tuple[Loose, ...]:
        """The names of one of a kind of places or papers (暂住证), and those of a level (县医院)."""
        return tuple(self._kinds())

    def _kinds(self) -> Iterator[Loose]:
        words = self.query.words
        for before, word in zip((None, *words), words, strict=False):
            if word.text.endswith(_KINDS):
                if len(word.text) >= _SHORTEST_OF_A_KIND:
                    yield Loose(word.text, word.text, Conflict(kind=Kind.NAME, word=word.text))
                elif before and before.text in _LEVELS:
                    name = before.text + word.text
                    yield Loose(name, before.text, Conflict(kind=Kind.NAME, word=name))

    def _another(self, kind: str, profile: Profile) -> bool:
        """Whether an entry is about one of that kind that the question does not name."""
        text, things = self.query.text, self.query.things
        return any(
            name.endswith(kind) and name not in text and senses.isdisjoint(things)
            for name, senses in profile.subject
        )

    @cached_property
    def _names(self) -> tuple[Named, ...]:
        """The names of attributes, and of events that did happen."""
        return tuple(held for mention in self.query.mentions for held in self._of_name(mention))

    def _of_name(self, mention: Mention) -> Iterator[Named]:
        for sense in mention.senses:
            if sense.role is Role.EVENT and self._happened(mention):
                event = self.classes[sense.name]
                told_by = _telling(event) & self._asked if not self.query.yes_no else _telling(event)
                if event.procedure:
                    told_by |= _PROCEDURE
                yield Named(mention, Conflict(kind=Kind.EVENT, word=mention.text), told_by)
            if sense.role is Role.ATTRIBUTE and not self._in_passing(mention):
                attribute = self.classes[sense.name]
                conflict = Conflict(kind=Kind.ATTRIBUTE, word=mention.text, firm=attribute.facet in _HARD)
                yield Named(mention, conflict, _telling(attribute) | self._asked_within(mention))

    @cached_property
    def _asked(self) -> frozenset[Facet]:
        """What the question asks for (何日起施行 for a day)."""
        return frozenset(facet for cue in self.query.cues for facet in cue.facets)

    def _happened(self, mention: Mention) -> bool:
        """Whether an event is said to have happened: not that it did not, nor that something is done with."""
        if self._finished and self._finished.start("verb") == mention.start:
            return False
        return not _NOT_YET.search(self.query.text[: mention.start])

    @cached_property
    def _finished(self) -> re.Match[str] | None:
        """What is said to be done with things that are counted or measured (弄完了几户)."""
        return next(FINISHED.found(self.query), None)

    def _asked_within(self, mention: Mention) -> frozenset[Facet]:
        """The facets that a cue asks for of which a name is a part (提到什么级别, 停车费咋算)."""
        within = (c for c in self.query.cues if c.start <= mention.start and mention.end <= c.end)
        attributes = (self.classes[s.name] for s in mention.senses if s.role is Role.ATTRIBUTE)
        money = _PAID if any(held.facet in _IN_OTHER_WORDS for held in attributes) else _NOTHING
        return frozenset(facet for cue in within if not cue.noun for facet in cue.facets & (_LEVEL | money))

    def _in_passing(self, mention: Mention) -> bool:
        """Whether the question asks elsewhere than beside a name (我户口在老家,暖气费多少钱)."""
        cues = self.query.cues
        return bool(cues) and not any(
            mention.start - _BESIDE <= cue.end + len(cue.counter)
            and cue.start <= self._behind(mention) + _BESIDE
            for cue in cues
        )

    def _behind(self, mention: Mention) -> int:
        """Where a name ends, with a word behind it that carries nothing (工资一般给多少)."""
        words = (word for word in self.query.words if word.start == mention.end)
        return next((word.end for word in words if self.vocabulary.idle(word.text)), mention.end)

    @cached_property
    def _loose(self) -> tuple[Loose, ...]:
        """Names of places, and modifiers right before a word."""
        return tuple(self._typed())

    def _typed(self) -> Iterator[Loose]:
        query = self.query
        for number in query.content:
            word, key = query.words[number], query.keys[number]
            if self._place_of_its_own(word):
                yield Loose(word.text, key, Conflict(kind=Kind.NAME, word=word.text))
            elif word.start in query.mentioned or len(word.text) < 2:
                continue
            elif word.tag in _NAME_TAGS and not (self._at_home(word) or word.text in self.no_places):
                yield Loose(word.text, key, Conflict(kind=Kind.NAME, word=word.text))
            elif any(cue.start <= word.start <= cue.end for cue in query.cues):
                continue  # 哪些群体的建议 asks which groups, 拨哪个号码 which number
            elif word.tag.startswith(_MODIFIER_TAGS) and (other := self._modified(query.words[number + 1 :])):
                yield Loose(word.text, key, Conflict(kind=Kind.MODIFIER, word=word.text), other)

    @cached_property
    def _predicate(self) -> tuple[Loose, ...]:
        """What a question for a yes asks of a thing (小红帽能退吗, 管不管饭)."""
        query = self.query
        if whether := _WHETHER.search(query.text):
            return tuple(self._in_question(*whether.span("what")))
        if not query.yes_no or query.cues or query.english or query.figures:
            return ()
        said = (w for w in reversed(query.words) if w.text.isalpha() and w.tag not in _PARTICLES)
        word = next((w for w in said if w.text not in self.vocabulary.function_words), None)
        if word is None or not word.tag.startswith(_PREDICATE_TAGS) or word.start in query.mentioned:
            return ()
        return (Loose(word.text, word.text, Conflict(kind=Kind.EVENT, word=word.text)),)

    def _in_question(self, start: int, end: int) -> Iterator[Loose]:
        """The words that carry something in what may or may not be; none where another thing is asked too."""
        query = self.query
        if any(not cue.noun and start <= cue.start < end for cue in query.cues):
            return
        for number in query.content:
            word = query.words[number]
            if (
                start <= word.start < end
                and word.tag.startswith(_PREDICATE_TAGS)
                and word.start not in query.mentioned
            ):
                yield Loose(word.text, query.keys[number], Conflict(kind=Kind.EVENT, word=word.text))

    def _place_of_its_own(self, word: Word) -> bool:
        """Whether a word names a town, a village or a street (落垡镇) that is not the home one."""
        if word.tag not in _PLACE_TAGS or len(word.text) < 2 or "的" in word.text:
            return False
        named = word.text.endswith(_PLACES) or self.query.text.startswith(_PLACES, word.end)
        return named and not self._runs_on(word) and not self._at_home(word)

    def _runs_on(self, word: Word) -> bool:
        """Whether its last character belongs to the name behind as well (改造村 in 改造村道)."""
        behind = (word.text[-1] + self.query.text[word.end : word.end + length] for length in (1, 2))
        held = (self.vocabulary.senses.get(name, ()) for name in behind)
        return word.tag == OWN_TAG and any(map(is_concept, held))

    def _at_home(self, word: Word) -> bool:
        return word.text in self.home

    def _modified(self, following: Sequence[Word]) -> str:
        """The word that what stands before these modifies, if any that carries something."""
        rest = following[1:] if following and following[0].text == "的" else following
        if not rest or not rest[0].tag.startswith(_MODIFIED_TAGS):
            return ""
        word = rest[0].text
        return word if len(word) > 1 and not self.vocabulary.idle(word) else ""


def _tells_an_end(word: str, profile: Profile) -> bool:
    """Whether an answer tells when something ends, by hours (几点关门) or days of a cut (几点来水)."""
    if _CLOSES.fullmatch(word):
        return _HOURS.search(profile.answer) is not None
    cut = _IS_BACK.fullmatch(word) is not None and _CUT.search(profile.answer) is not None
    return cut and not DAYS.isdisjoint(profile.facets)
