"""Of somebody: which readings of a follow-up tell what it asks of one person by a pronoun (他几点出车)."""

from __future__ import annotations

import re

from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from knowledge.ranking.decision import Part
from knowledge.ranking.ranking import Match

_SOMEBODY = re.compile("[他她](?!们)")
# 我爷爷92了,他呢: who is spoken of is told in the question itself, and is nobody of the turn before
_TOLD_OF = re.compile(
    r"(?:[我俺咱]们?家?[里的]?[一-鿿]{0,2}[爸妈爹娘爷奶姥婆公伴儿女子孙娃孩哥姐弟妹叔婶舅姑姨妇]|\d岁).*[他她]"
)
_ASKS_WHO = re.compile("谁|哪位|叫[什啥]|名字|姓|什么人|啥人|[干做][什啥嘛]|职业|身份|咋样的人|怎样的人")
_SAID = re.compile(
    "[怎咋]么?样?(?:说|讲|看|想|评价|夸)|[说讲]了?些?(?:什么|啥)|(?:什么|啥)(?:看法|感受|评价|意见)"
)
_TELLS_WORDS = re.compile("说(?![明服法])|表示|认为|觉得|评价")
_OF_WHAT_IS_DONE = frozenset({Facet.TIME, Facet.FREQUENCY, Facet.HOW, Facet.CONTENT})
_WHO = frozenset({Facet.PERSON, Facet.NAMES})
_NOUNS = ("n", "zg")  # how the tags of nouns begin; of some of one character it is not told (车)


def refers_to_a_person(query: Query) -> bool:
    """Whether a question speaks of one person by a pronoun (他多大了), of whom it does not tell itself."""
    return _SOMEBODY.search(query.text) is not None and _TOLD_OF.search(query.text) is None


def asks_who(query: Query) -> bool:
    """Whether a question asks who somebody is, or what they are (他叫什么, 他是干啥的)."""
    return _ASKS_WHO.search(query.text) is not None


def asks_what_is_said(query: Query) -> bool:
    """Whether a question asks what somebody says or thinks of something (他怎么说的)."""
    return _SAID.search(query.text) is not None


def reports_speech(answer: str) -> bool:
    """Whether an answer tells what somebody says."""
    return _TELLS_WORDS.search(answer) is not None


def asks_about_action(query: Query) -> bool:
    """Whether a question with 他 asks when, how, how often or to what something is done, not who that is."""
    if not (refers_to_a_person(query) and query.cues):
        return False
    return has_object(query) or not any(cue.facets.isdisjoint(_OF_WHAT_IS_DONE) for cue in query.cues)


def has_object(query: Query) -> bool:
    """Whether it is asked to what or where something is done (他负责洒哪几条路, 他在哪几条路上洒水)."""
    cue = query.cues[0]
    verbs = [word for word in query.words if len(word.text) > 1 and word.is_verb]
    at_a_place = Facet.PLACE in cue.facets and any(word.start >= cue.end for word in verbs)
    return at_a_place or any(word.end <= cue.start for word in verbs)


def readings_about_person(
    readings: list[Part], typed: Query, context: Context, derived: Derived
) -> list[Part]:
    """The readings that tell of somebody what is asked: who he is answers nothing else (他多大了)."""
    if asks_who(typed):
        return _of_a_person(readings)
    readings = [
        part
        for part in readings
        if part.entry not in context.entries or _tells_more_than_who(part, typed, derived)
    ]
    if asks_what_is_said(typed):
        words = [part for part in readings if reports_speech(part.best.profile.answer)]
        readings = words or [part.offered() for part in readings]
    elif not asks_about_action(typed):
        return _of_a_person(readings)
    least = 1.0 if has_object(typed) else 0.0  # what is done to that must be told too
    readings = [part for part in readings if part.best.measures["coverage"] >= least]
    return [part for part in readings if shares_topic(part, context, derived)]


def _of_a_person(readings: list[Part]) -> list[Part]:
    """The readings that come to what tells of a person, or to a choice with such an entry."""
    return [part for part in readings if any(Facet.PERSON in m.profile.facets for m in _come_to(part))]


def _come_to(part: Part) -> tuple[Match, ...]:
    """The best match of a reading; where several may be meant, all of them."""
    return part.verdict.matches if part.verdict.status is Status.CLARIFY else (part.best,)


def _tells_more_than_who(part: Part, typed: Query, derived: Derived) -> bool:
    """Whether an entry tells more than who somebody is, or a noun that is asked for (他归哪个街道管)."""
    profile = part.best.profile
    if not (profile.facets <= _WHO and typed.cues):
        return True
    nouns = tuple(word.text for word in typed.words if word.tag.startswith(_NOUNS))
    answer = derived.interpreter.read(profile.answer)
    return bool(nouns) and any(word.text.endswith(nouns) for word in answer.words)


def shares_topic(part: Part, context: Context, derived: Derived) -> bool:
    """Whether a part is of the topic of the turn before."""
    topics = {derived.entry(entry).topic for entry in context.entries}
    return part.best.profile.entry.topic in topics
