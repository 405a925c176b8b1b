"""Decides on the matches of a question: answer it, ask which entry is meant, or say that it is unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from knowledge.conflicts.cells import cells_asked_for
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.profile import Profile
from knowledge.language.query import Query
from knowledge.model.answer import Status
from knowledge.ranking.ranking import UNLIKELY, Calibration, Match

MOST_OPTIONS = 3  # buttons that are read at a glance
_READ = frozenset(
    {Kind.FACET, Kind.ATTRIBUTE}
)  # conflicts with what a question asks for, which may be misread
_MORE_LIKELY_THAN_NOT = 0.5
_BETWEEN = re.compile("(?:办理|办|需要|要|得|的|收|大概|一般|一共|到底|[ ,])*")  # what may stand between
FEW = 2  # content words; who says more has said what is meant


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The decision on one question, or on one part of a compound one.

    Attributes:
        status: whether it is answered, needs clarification, or is unknown.
        matches: the one that answers it, or the options to choose from or to mention, best first.
        confidence: the probability that the first match is right; 0 if unknown.
    """

    status: Status
    matches: tuple[Match, ...]
    confidence: float


class Origin(Enum):
    """What a verdict rests on; explanations name it by its value."""

    RANKING = "ranking"  # the words of the question itself
    CONTEXT = "context"  # the question completed from the previous turn
    PHRASING = "phrasing"  # a phrasing of staff that is the question word for word
    REPETITION = "repetition"  # the previous answer, which is asked for once more
    FIGURE = "figure"  # the figures that the question asks about


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A question, or one part of a compound one, with its verdict.

    Attributes:
        matches: all that were ranked; those of the verdict are the answer or the options alone.
        typed: what was typed, where the question is read in another language; else empty.
        before_carrying: what was decided before a subject was carried over to it, if one was.
    """

    query: Query
    verdict: Verdict
    matches: tuple[Match, ...]
    origin: Origin = Origin.RANKING
    typed: str = ""
    before_carrying: Part | None = None

    @classmethod
    def sure(cls, query: Query, profile: Profile, origin: Origin) -> Part:
        """A question that one entry answers for certain, without a ranking."""
        matches = (Match(profile=profile, score=1.0, features={origin.value: 1.0}, conflicts=()),)
        verdict = Verdict(status=Status.ANSWERED, matches=matches, confidence=1.0)
        return cls(query=query, verdict=verdict, matches=matches, origin=origin)

    @property
    def confirms(self) -> bool:
        """Whether its answer confirms or corrects what was said: after 是不是两万, or 我听说是五万."""
        return self.query.yes_no or (self.origin is Origin.REPETITION and bool(self.query.figures))

    @property
    def asked(self) -> str:
        """The question in the words of who asked it."""
        return self.typed or self.query.text

    @property
    def answered(self) -> bool:
        """Whether the verdict is an answer."""
        return self.verdict.status is Status.ANSWERED

    @property
    def best(self) -> Match:
        """The first match of the verdict.

        Raises:
            IndexError: the verdict has none.
        """
        return self.verdict.matches[0]

    @property
    def entry(self) -> str:
        """The id of the entry of the best match."""
        return self.best.profile.entry.id

    @property
    def alone(self) -> Part:
        """The part as decided without the subject of what was asked before."""
        return self.before_carrying or self

    def unknown(self) -> Part:
        """The part without an answer; the matches of its verdict are shown as related entries."""
        return replace(self, verdict=replace(self.verdict, status=Status.UNKNOWN, confidence=0.0))

    def unrelated(self) -> Part:
        """The part without an answer or related entries."""
        return replace(self, verdict=Verdict(status=Status.UNKNOWN, matches=(), confidence=0.0))

    def offered(self) -> Part:
        """The part with the matches of its verdict as options to choose from, not as the answer."""
        return replace(self, verdict=replace(self.verdict, status=Status.CLARIFY))

    def offering(self, options: Sequence[Match]) -> Part:
        """The part with these of its options alone, if there are any."""
        if not options:
            return self
        verdict = replace(self.verdict, matches=tuple(options), confidence=options[0].score)
        return replace(self, verdict=verdict)

    def offered_with(self, others: Sequence[Match]) -> Part:
        """The part with its best match and others as options to choose from."""
        options = (self.best, *others)[:MOST_OPTIONS]
        return replace(self, verdict=replace(self.verdict, status=Status.CLARIFY, matches=options))

    def offered_instead(self, others: Sequence[Match]) -> Part:
        """The part with others as options to choose from, and its best match as the last of them."""
        options = (*others[: MOST_OPTIONS - 1], self.best)
        return replace(self, verdict=replace(self.verdict, status=Status.CLARIFY, matches=options))


def offered_if_doubtful(parts: tuple[Part, ...], least: float) -> tuple[Part, ...]:
    """These parts, with options for answers that are less sure: what is read in other words must be surer."""
    return tuple(
        part.offered() if part.answered and part.verdict.confidence < least else part for part in parts
    )


def _offered_from(match: Match, bands: Mapping[str, float]) -> float:
    """The least probability at which a match is offered as an option.

    It is higher where entry and question share no word, and where the question seems to ask for another
    facet of the same thing, which may be misread. It is infinite where the question names another place,
    group or thing, or where the headings of a table say that its row tells no such facet.
    """
    firm = [conflict for conflict in match.conflicts if conflict.firm]
    lacks_column = match.profile.cells and any(conflict.kind is Kind.FACET for conflict in firm)
    if _is_ruled_out(match) or lacks_column:
        return math.inf
    if firm:
        return bands["contradicted"]
    return bands["clarify" if _shares(match) else "unshared"]


def _shares(match: Match) -> bool:
    """Whether the entry is about a thing in the question or contains a content word of it; 是谁 is none."""
    return match.features["subject"] > 0 or match.features["coverage"] > 0


def may_be_meant(match: Match) -> bool:
    """Whether a match may be suggested while a user is still typing."""
    return _shares(match) and not _is_ruled_out(match)


def _is_ruled_out(match: Match) -> bool:
    """Whether a firm conflict is about anything but the facet asked for, which may be misread."""
    return not {conflict.kind for conflict in match.conflicts if conflict.firm} <= _READ


def log_odds(probability: float) -> float:
    """The log odds (natural logarithm) of a probability, clipped to .02 and .98."""
    clipped = min(max(probability, UNLIKELY), 1 - UNLIKELY)
    return math.log(clipped / (1 - clipped))


def decide(matches: Sequence[Match], calibration: Calibration) -> Verdict:
    """The verdict on the matches of one question, by the thresholds of the calibration.

    The best match answers if it is likely enough and leads the next one; otherwise the likely ones are
    options; otherwise the question is unknown, and similar entries are mentioned.
    """
    bands = calibration.bands
    ordered = sorted(matches, key=lambda match: -match.score)
    if not ordered:
        return Verdict(status=Status.UNKNOWN, matches=(), confidence=0.0)
    best = ordered[0]
    rival = ordered[1] if len(ordered) > 1 else None
    leads = (rival is None or _leads(best, rival, bands)) and not _yields(best, ordered[1:], bands)
    if best.score >= bands["answer"] and leads and not _asks_otherwise(best):
        return Verdict(status=Status.ANSWERED, matches=(best,), confidence=best.score)
    likely = tuple(match for match in ordered if match.score >= _offered_from(match, bands))
    if likely:
        return Verdict(status=Status.CLARIFY, matches=likely[:MOST_OPTIONS], confidence=likely[0].score)
    near = sorted(matches, key=lambda match: -match.features["similarity"])
    related = tuple(match for match in near if _is_related(match, bands))
    return Verdict(status=Status.UNKNOWN, matches=related[:MOST_OPTIONS], confidence=0.0)


def answered_by_row(query: Query, matches: Sequence[Match]) -> Verdict | None:
    """The answer of the row of a table that a question names right before it asks for a column that it has.

    Words in the cells of other rows (结婚证 among the papers for a divorce) make it no less sure: nothing
    speaks against it, and it is likelier right than not. None where no row is named so (结婚登记照多少钱).
    """
    named_so = [
        match
        for match in matches
        if match.score >= _MORE_LIKELY_THAN_NOT and not match.conflicts
        if cells_asked_for(query, match.profile.cells)
        if any(_asks_right_behind(name, query) for name in match.profile.own_questions)
    ]
    if len(named_so) != 1:
        return None
    return Verdict(status=Status.ANSWERED, matches=tuple(named_so), confidence=named_so[0].score)


def _asks_right_behind(name: str, query: Query) -> bool:
    """Whether a question begins to ask where a name ends (结婚登记要几天)."""
    start = query.text.find(name)
    return start >= 0 and any(
        cue.start >= start + len(name) and _BETWEEN.fullmatch(query.text, start + len(name), cue.start)
        for cue in query.cues
    )


def _is_related(match: Match, bands: Mapping[str, float]) -> bool:
    """Whether to mention an entry as related: it is similar, and covers a thing or much of the question.

    处理 alone does not relate 残疾人证怎么办理 to how factories are dealt with, nor 区 alone 区长是谁.
    """
    if match.features["similarity"] < bands["nearby"]:
        return False
    hardly_told = any(conflict.kind is Kind.SUBJECT for conflict in match.conflicts)
    covers_much = match.features["coverage"] >= bands["related"] and not hardly_told
    return match.features["subject"] > 0 or covers_much


def _leads(best: Match, rival: Match, bands: Mapping[str, float]) -> bool:
    """Whether a match is clearly better than the next: likelier, much closer, or alone in being fully named.

    财政收入多少 does not ask for the growth, though the entry on the growth states the revenue too.
    """
    if log_odds(best.score) - log_odds(rival.score) >= bands["lead"]:
        return True
    closer = best.features["similarity"] - rival.features["similarity"]
    plainer = best.features["subject"] >= 1 > rival.features["subject"]
    return closer >= bands["closest"] or (plainer and closer >= bands["closer"])


def _yields(best: Match, others: Sequence[Match], bands: Mapping[str, float]) -> bool:
    """Whether a match that names another group than the question gives way to one that does not."""
    return _is_ruled_out(best) and any(other.score >= _offered_from(other, bands) for other in others)


def _asks_otherwise(match: Match) -> bool:
    """Whether a short question asks for another facet than the entry states (公交多长)."""
    return match.features["words"] <= FEW and any(c.kind is Kind.FACET for c in match.conflicts)
