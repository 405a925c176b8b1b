"""Matches to a decision: answer, ask which is meant, or say that it is not known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.profile import Profile, named
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.ranking.ranking import UNLIKELY, Calibration, Match

MOST_OPTIONS = 3  # buttons that are read at a glance
_READ = frozenset({Kind.FACET, Kind.ATTRIBUTE})  # conflicts with what a question is read to ask for
_FEW = 2  # content words; who says more has said what is meant
_NO_THING = ("v", "a", "d", "l", "f")  # how the tags of verbs, adjectives, adverbs, set phrases, sides begin


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What one question, or one part of it, comes to; `matches` are the answer or the options."""

    status: Status
    matches: tuple[Match, ...]
    confidence: float


class Origin(Enum):
    """What a verdict rests on; explanations name it by its value."""

    RANKING = "ranking"  # the words of the question itself
    CONTEXT = "context"  # the question completed from the previous turn
    PHRASING = "own_words"  # a phrasing of staff that is the question word for word
    REPETITION = "told"  # the previous answer, which is asked for once more
    FIGURE = "figure"  # the figures that the question asks about


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A question, or one part of a compound one, with its verdict.

    Attributes:
        matches: all that were ranked; those of the verdict are the answer or the options alone.
    """

    query: Query
    verdict: Verdict
    matches: tuple[Match, ...]
    origin: Origin = Origin.RANKING

    @classmethod
    def sure(cls, query: Query, profile: Profile, origin: Origin) -> Part:
        """A question that one entry answers for certain, without a ranking."""
        matches = (Match(profile=profile, score=1.0, measures={origin.value: 1.0}, conflicts=()),)
        verdict = Verdict(status=Status.ANSWERED, matches=matches, confidence=1.0)
        return cls(query=query, verdict=verdict, matches=matches, origin=origin)

    @property
    def answered(self) -> bool:
        """Whether one entry answers it."""
        return self.verdict.status is Status.ANSWERED

    @property
    def best(self) -> Match:
        """The match that answers it, or the first of those that may be meant; IndexError if there is none."""
        return self.verdict.matches[0]

    @property
    def entry(self) -> str:
        """The id of the entry of the best match."""
        return self.best.profile.entry.id

    def unknown(self) -> Part:
        """The part without an answer; the matches of its verdict are shown as related entries."""
        return replace(self, verdict=replace(self.verdict, status=Status.UNKNOWN, confidence=0.0))

    def offered(self) -> Part:
        """The part with the matches of its verdict as options to choose from, not as the answer."""
        return replace(self, verdict=replace(self.verdict, status=Status.CLARIFY))


def _offered_from(match: Match, bands: Mapping[str, float]) -> float:
    """The probability from which an entry is offered as what may have been meant.

    It is higher where entry and question share no word, and where the question seems to ask for something
    else of the same (what it asks for is read from its words, and may be misread), and out of reach where it
    names another place, group or thing.
    """
    if _is_ruled_out(match):
        return math.inf
    if any(conflict.firm for conflict in match.conflicts):
        return bands["contradicted"]
    return bands["clarify" if _shares(match) else "unshared"]


def _shares(match: Match) -> bool:
    """Whether the entry is about a thing or says a word of the question; 是谁 alone is nothing in common."""
    return match.measures["subject"] > 0 or match.measures["coverage"] > 0


def may_be_meant(match: Match) -> bool:
    """Whether an entry may be shown to who is still typing: it shares a word and is not ruled out."""
    return _shares(match) and not _is_ruled_out(match)


def _is_ruled_out(match: Match) -> bool:
    """Whether a question names another place, group or thing: what it asks for may only be misread."""
    return not {conflict.kind for conflict in match.conflicts if conflict.firm} <= _READ


def log_odds(probability: float) -> float:
    """The natural logarithm of the odds; differences beyond .02 and .98 are no lead and do not show."""
    kept = min(max(probability, UNLIKELY), 1 - UNLIKELY)
    return math.log(kept / (1 - kept))


def decide(matches: Sequence[Match], calibration: Calibration) -> Verdict:
    """The verdict on matches; bands and margin come from the calibration."""
    bands = calibration.bands
    ordered = sorted(matches, key=lambda match: -match.score)
    if not ordered:
        return Verdict(status=Status.UNKNOWN, matches=(), confidence=0.0)
    best = ordered[0]
    sure = best.score
    rival = ordered[1] if len(ordered) > 1 else None
    leads = rival is None or _leads(best, rival, bands)
    if sure >= bands["answer"] and leads and not _asks_otherwise(best):
        return Verdict(status=Status.ANSWERED, matches=(best,), confidence=sure)
    likely = tuple(match for match in ordered if match.score >= _offered_from(match, bands))
    if likely:
        return Verdict(status=Status.CLARIFY, matches=likely[:MOST_OPTIONS], confidence=sure)
    near = sorted(matches, key=lambda match: -match.measures["similarity"])
    told = tuple(match for match in near if _is_near(match, bands))
    return Verdict(status=Status.UNKNOWN, matches=told[:MOST_OPTIONS], confidence=0.0)


def _is_near(match: Match, bands: Mapping[str, float]) -> bool:
    """Whether an entry is told nearby: it is alike, and about a thing of the question or says much of it.

    处理 alone brings 残疾人证怎么办理 no nearer to how factories are dealt with.
    """
    related = match.measures["subject"] > 0 or match.measures["coverage"] >= bands["related"]
    return related and match.measures["similarity"] >= bands["nearby"]


def _leads(best: Match, rival: Match, bands: Mapping[str, float]) -> bool:
    """Whether a match is surer than the next, or the question names all of its subject and not of that one's.

    财政收入多少 asks for no growth, though the entry of the growth tells the revenue too.
    """
    if log_odds(best.score) - log_odds(rival.score) >= bands["lead"]:
        return True
    plainer = best.measures["subject"] >= 1 > rival.measures["subject"]
    return plainer and best.measures["similarity"] - rival.measures["similarity"] >= bands["closer"]


def _asks_otherwise(match: Match) -> bool:
    """Whether a question that says little else asks for another facet than the entry tells (公交多长)."""
    return match.measures["words"] <= _FEW and any(c.kind is Kind.FACET for c in match.conflicts)


def clarify_if_underspecified(part: Part, bands: Mapping[str, float], *, follows: bool = False) -> Part:
    """The part; where the question says too little to tell entries apart (花了多少钱), they are offered.

    One that `follows` another says little, and may say enough (谁开的).
    """
    if not (part.answered and is_underspecified(part, bands["alike"])):
        return part
    others = tuple(m for m in part.matches if m is not part.best and _fits_as_well(m, part.best))
    vague = (_says_nothing(part.query) and not follows) or _is_no_sentence(part)
    if part.best.measures["words"] and not others and not vague:
        return part
    verdict = Verdict(
        status=Status.CLARIFY,
        matches=(part.best, *others)[:MOST_OPTIONS],
        confidence=part.verdict.confidence,
    )
    return replace(part, verdict=verdict)


def is_underspecified(part: Part, alike: float) -> bool:
    """Whether a question names nothing that is told of this alone, and says little else: 多少人, 增长多少.

    What is `alike` is much what staff wrote down, however short.
    """
    if not part.verdict.matches:
        return False
    measures = part.best.measures
    nothing = _says_nothing(part.query)
    little = measures["words"] <= _FEW or nothing or _is_no_sentence(part)
    if not little or (measures["subject"] and _told_apart(part)):
        return False
    return measures["similarity"] < alike or nothing


def _is_no_sentence(part: Part) -> bool:
    """Whether English words ask nothing and are not all told (drop table users)."""
    return part.query.english and part.query.names_without_asking and part.best.measures["coverage"] < 1


def _told_apart(part: Part) -> bool:
    """Whether what the question names of the subject is the best entry's alone; 增长 is of several things.

    What it names nothing of was borrowed from the turn before.
    """
    subject, own = part.best.profile.subject, set(named(part.query, part.best.profile))
    rivals = (m.profile for m in part.matches if m.profile.subject[:1] != subject[:1])
    return not own or bool(own.difference(*(named(part.query, rival) for rival in rivals)))


def _says_nothing(query: Query) -> bool:
    """Whether a question says nothing but what is done or may be (下降, 你确定?), in one word at most.

    A word that is said again (之外之外) is the same one.
    """
    words = {query.keys[number]: query.words[number].tag for number in query.content}
    return len(words) < _FEW and not query.things and all(tag.startswith(_NO_THING) for tag in words.values())


def _fits_as_well(match: Match, best: Match) -> bool:
    """Whether an entry says as much of the question, and tells what it asks for, as the best one does."""
    return (
        match.measures["coverage"] >= best.measures["coverage"]
        and match.measures["facet"] >= best.measures["facet"]
        and match.measures["conflict"] <= best.measures["conflict"]
    )
