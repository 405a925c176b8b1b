"""Matches to a decision: answer, ask which is meant, or say that it is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer import Status
from knowledge.conflicts import Kind
from knowledge.ranking import Calibration, Match

_MOST_OPTIONS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What one question, or one part of it, comes to; `matches` are the answer or the options."""

    status: Status
    matches: tuple[Match, ...]
    confidence: float


def sureness(match: Match, calibration: Calibration) -> float:
    """The match's score after its conflicts: one is enough to keep it from being an answer."""
    if not match.conflicts:
        return match.score
    soft = all(conflict.kind is Kind.FACET for conflict in match.conflicts)
    return match.score * calibration.bands["conflict_kept" if not soft else "conflict_kept"]


def decide(matches: Sequence[Match], calibration: Calibration) -> Verdict:
    """The verdict on matches; bands and margin come from the calibration."""
    bands = calibration.bands
    ordered = sorted(matches, key=lambda match: -sureness(match, calibration))
    if not ordered:
        return Verdict(status=Status.UNKNOWN, matches=(), confidence=0.0)
    best = ordered[0]
    sure = sureness(best, calibration)
    rival = sureness(ordered[1], calibration) if len(ordered) > 1 else 0.0
    if sure >= bands["answer"] and sure - rival >= bands["margin"]:
        return Verdict(status=Status.ANSWERED, matches=(best,), confidence=sure)
    likely = tuple(match for match in ordered if sureness(match, calibration) >= bands["clarify"])
    if likely:
        return Verdict(status=Status.CLARIFY, matches=likely[:_MOST_OPTIONS], confidence=sure)
    near = sorted((match for match in matches if match.score >= bands["nearby"]), key=lambda m: -m.score)
    return Verdict(status=Status.UNKNOWN, matches=tuple(near[:_MOST_OPTIONS]), confidence=0.0)
