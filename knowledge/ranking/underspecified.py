"""Questions that say too little: too short and general to tell entries apart, or no questions at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.profile import named
from knowledge.language.query import Query
from knowledge.language.question_words import ANYTHING
from knowledge.model.answer import Status
from knowledge.model.entry import Facet
from knowledge.ranking.decision import FEW, Origin, Part
from knowledge.ranking.ranking import Match

_ASKS = re.compile(ANYTHING)
# First letters of the part-of-speech tags of verbs, adjectives, adverbs, set phrases and directions.
_NO_THING = ("v", "a", "d", "l", "f")


def clarify_if_underspecified(part: Part, bands: Mapping[str, float], *, follows: bool = False) -> Part:
    """Turns an answer to an underspecified question (花了多少钱) into options.

    Args:
        part: the question with its verdict; returned as it is unless it is answered and underspecified, which
            no phrasing of staff is.
        bands: the thresholds of the calibration.
        follows: whether it follows another question, so that little may be enough (谁开的).
    """
    if part.origin is Origin.PHRASING:
        return part
    if part.answered and not follows and (told := _told_of_other_things(part, bands)):
        return part.offered_with(told)
    if part.answered and not follows and _asks_only_whom(part):
        return part.offered_with(_likely_others(part, bands["contradicted"]))
    if not (part.answered and is_underspecified(part, bands["alike"])):
        return part
    others = tuple(m for m in part.matches if m is not part.best and _fits_as_well(m, part.best))
    vague = (_says_nothing(part.query) and not follows) or _is_no_sentence(part)
    if part.best.features["words"] and not others and not vague:
        return part
    return part.offered_with(others)


def _told_of_other_things(part: Part, bands: Mapping[str, float]) -> list[Match]:
    """Likely matches that tell the same of other things, where a question says only what is done.

    改造了几个 is told of roads and of kindergartens; that one has no subject of the question speaks against
    none of them, since the question names none.
    """
    query, best = part.query, part.best
    done = [query.words[number] for number in query.content]
    if len(done) >= FEW or not all(word.is_verb for word in done):
        return []
    return [
        match
        for match in part.matches
        if match.profile.subject[:1] != best.profile.subject[:1]
        and match.score >= bands["contradicted"]
        and match.features["coverage"] >= best.features["coverage"]
        and match.features["facet"] >= best.features["facet"]
        and {conflict.kind for conflict in match.conflicts} <= {Kind.SUBJECT}
    ]


def _likely_others(part: Part, least: float) -> list[Match]:
    return [match for match in part.matches if match is not part.best and match.score >= least]


def _asks_only_whom(part: Part) -> bool:
    """Whether a question asks whom to call, and its answer tells nothing else that it names (打哪个电话)."""
    query, best = part.query, part.best
    asking = [cue for cue in query.cues if Facet.CONTACT in cue.facets]
    if not asking or best.features["subject"]:
        return False
    words = [query.words[number] for number in query.content]
    others = [w for w in words if not any(cue.start < w.end and w.start < cue.end for cue in asking)]
    return not any(best.profile.tells(word.text) for word in others if len(word.text) > 1 or not word.is_verb)


def is_no_question(part: Part) -> bool:
    """Whether a text asks and names nothing, and shares hardly a word with what is offered (太长了)."""
    query = part.query
    asks = query.asks or _ASKS.search(query.text)
    says_what_is_done = any(query.words[number].is_verb for number in query.content)
    if part.verdict.status is not Status.CLARIFY or asks or says_what_is_done or not _says_nothing(query):
        return False
    return all(any(c.kind is Kind.SUBJECT for c in match.conflicts) for match in part.verdict.matches)


def is_underspecified(part: Part, alike: float) -> bool:
    """Whether a question is too short and general to tell entries apart: 多少人, 增长多少.

    One whose best match has a similarity of at least `alike` is close to a phrasing, and specific enough.
    """
    if not part.verdict.matches:
        return False
    features = part.best.features
    nothing = _says_nothing(part.query)
    little = features["words"] <= FEW or _repeats_few(part) or nothing or _is_no_sentence(part)
    if not little or (features["subject"] and is_distinctive(part)):
        return False
    return features["similarity"] < alike or nothing


def _repeats_few(part: Part) -> bool:
    """Whether a question by itself says few words again and again (多少钱多少钱多少钱)."""
    different = {part.query.keys[number] for number in part.query.content}
    return part.origin is Origin.RANKING and len(different) <= FEW < len(part.query.content)


def _is_no_sentence(part: Part) -> bool:
    """Whether English words ask nothing and are not all told (drop table users)."""
    return part.query.english and part.query.names_without_asking and part.best.features["coverage"] < 1


def is_distinctive(part: Part) -> bool:
    """Whether the question names a part of the subject that no rival has; 增长 is shared by several.

    A subject of which it names nothing is carried over from the previous turn, and counts as distinctive.
    """
    subject, own = part.best.profile.subject, set(named(part.query, part.best.profile))
    rivals = (m.profile for m in part.matches if m.profile.subject[:1] != subject[:1])
    return not own or bool(own.difference(*(named(part.query, rival) for rival in rivals)))


def _says_nothing(query: Query) -> bool:
    """Whether a question has at most one content word, and not one for a thing (下降, 你确定?).

    A repeated word (之外之外) counts once.
    """
    words = {query.keys[number]: query.words[number].tag for number in query.content}
    return len(words) < FEW and not query.things and all(tag.startswith(_NO_THING) for tag in words.values())


def _fits_as_well(match: Match, best: Match) -> bool:
    """Whether a match is at least as good as the best one in coverage, facet and conflicts."""
    return (
        match.features["coverage"] >= best.features["coverage"]
        and match.features["facet"] >= best.features["facet"]
        and match.features["conflict"] <= best.features["conflict"]
    )
