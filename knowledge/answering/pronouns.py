"""Pronouns: which readings of a follow-up answer what it asks about one person by a pronoun (他几点出车)."""

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
# 我爷爷92了,他呢: the question itself says who that is, and it is nobody of the previous turn
_INTRODUCED = re.compile(
    r"(?:[我俺咱]们?家?[里的]?[一-鿿]{0,2}[爸妈爹娘爷奶姥婆公伴儿女子孙娃孩哥姐弟妹叔婶舅姑姨妇]|\d岁).*[他她]"
)
_ASKS_WHO = re.compile("谁|哪位|叫[什啥]|名字|姓|什么人|啥人|[干做][什啥嘛]|职业|身份|咋样的人|怎样的人")
_ASKS_FOR_WORDS = re.compile(
    "[怎咋]么?样?(?:说|讲|看|想|评价|夸)|[说讲]了?些?(?:什么|啥)|(?:什么|啥)(?:看法|感受|评价|意见)"
)
_SPEECH = re.compile("说(?![明服法])|表示|认为|觉得|评价")
_ACTION_FACETS = frozenset({Facet.TIME, Facet.FREQUENCY, Facet.HOW, Facet.CONTENT})
_WHO = frozenset({Facet.PERSON, Facet.NAMES})
_NOUNS = ("n", "zg")  # how the tags of nouns begin; some words of one character (车) have no other


def refers_to_a_person(query: Query) -> bool:
    """Whether a question refers to one person by a pronoun (他多大了) and does not say itself who that is."""
    return _SOMEBODY.search(query.text) is not None and _INTRODUCED.search(query.text) is None


def asks_who(query: Query) -> bool:
    """Whether a question asks who somebody is, or what they are (他叫什么, 他是干啥的)."""
    return _ASKS_WHO.search(query.text) is not None


def asks_what_is_said(query: Query) -> bool:
    """Whether a question asks what somebody says or thinks about something (他怎么说的)."""
    return _ASKS_FOR_WORDS.search(query.text) is not None


def reports_speech(answer: str) -> bool:
    """Whether an answer reports what somebody says."""
    return _SPEECH.search(answer) is not None


def asks_about_action(query: Query) -> bool:
    """Whether a question with 他 asks about an action: when, how, how often or on what, not who he is."""
    if not (refers_to_a_person(query) and query.cues):
        return False
    return has_object(query) or not any(cue.facets.isdisjoint(_ACTION_FACETS) for cue in query.cues)


def has_object(query: Query) -> bool:
    """Whether a question asks on what or where something is done (他负责洒哪几条路, 他在哪几条路上洒水)."""
    cue = query.cues[0]
    verbs = [word for word in query.words if len(word.text) > 1 and word.is_verb]
    at_a_place = Facet.PLACE in cue.facets and any(word.start >= cue.end for word in verbs)
    return at_a_place or any(word.end <= cue.start for word in verbs)


def readings_about_person(
    readings: list[Part], typed: Query, context: Context, derived: Derived
) -> list[Part]:
    """The readings that answer what is asked about a person.

    Who somebody is answers no other question about them (他多大了).
    """
    if asks_who(typed):
        return _with_person_entry(readings)
    readings = [
        part
        for part in readings
        if part.entry not in context.entries or _tells_more_than_who(part, typed, derived)
    ]
    if asks_what_is_said(typed):
        words = [part for part in readings if reports_speech(part.best.profile.answer)]
        readings = words or [part.offered() for part in readings]
    elif not asks_about_action(typed):
        return _with_person_entry(readings)
    least = 1.0 if has_object(typed) else 0.0  # the entry must say the object too
    readings = [part for part in readings if part.best.features["coverage"] >= least]
    return [part for part in readings if shares_topic(part, context, derived)]


def _with_person_entry(readings: list[Part]) -> list[Part]:
    """The readings whose answer, or one of whose options, tells of a person."""
    return [part for part in readings if any(Facet.PERSON in m.profile.facets for m in _outcome(part))]


def _outcome(part: Part) -> tuple[Match, ...]:
    """The options of a reading, if that has several; otherwise its best match."""
    return part.verdict.matches if part.verdict.status is Status.CLARIFY else (part.best,)


def _tells_more_than_who(part: Part, typed: Query, derived: Derived) -> bool:
    """Whether an entry tells more than who somebody is, or says a noun that is typed (他归哪个街道管)."""
    profile = part.best.profile
    if not (profile.facets <= _WHO and typed.cues):
        return True
    nouns = tuple(word.text for word in typed.words if word.tag.startswith(_NOUNS))
    answer = derived.interpreter.read(profile.answer)
    return bool(nouns) and any(word.text.endswith(nouns) for word in answer.words)


def shares_topic(part: Part, context: Context, derived: Derived) -> bool:
    """Whether the best match of a part is on the topic of an entry of the context."""
    topics = {derived.entry(entry).topic for entry in context.entries}
    return part.best.profile.entry.topic in topics
