"""What sentences mean helps where their words leave a question undecided, and overrules no contradiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.semantic import (
    SEMANTIC_FEATURES,
    Meanings,
    Vectors,
    meanings_over,
    read_semantic_calibration,
)
from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.model.answer import Status
from knowledge.ranking.decision import Part, Verdict
from knowledge.ranking.ranking import FEATURES, Calibration, Match
from knowledge.ranking.trees import compile_trees

DAY = date(2031, 1, 10)
SUBJECTS = ("馆", "钱", "门", "书", "路", "树")  # a sentence means how often it says each of these
NEAR = 0.9


class Counting:
    """An embedder of a few characters that knows which questions it was asked for."""

    identity = "counting"
    dimensions = len(SUBJECTS) + 1

    def __init__(self) -> None:
        self.asked: list[str] = []

    def questions(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return self.phrasings(texts)

    def phrasings(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[*map(text.count, SUBJECTS), 0.1] for text in texts], dtype=np.float32)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def sure_of_what_is_near(bands: dict[str, float]) -> Calibration:
    """A calibration that goes by the nearness in meaning alone."""
    number = SEMANTIC_FEATURES.index("meaning")
    return Calibration(trees=compile_trees(SEMANTIC_FEATURES, [[number, NEAR, -4.0, 4.0]]), bands=bands)


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
def meant(small_engine: Engine, embedder: Counting) -> Meanings:
    """The meanings of the sample town, where what is near is sure."""
    derived = small_engine.derived
    return meanings_over(embedder, derived, sure_of_what_is_near(derived.ranker.calibration.bands))


def a_match(engine: Engine, entry: str, score: float, *conflicts: Conflict) -> Match:
    """A match of an entry of the sample town, as words alone made it."""
    number = [profile.entry.id for profile in engine.derived.profiles].index(entry)
    features = dict.fromkeys(FEATURES, 0.5)
    return Match(profile=engine.derived.profiles[number], score=score, features=features, conflicts=conflicts)


def test_the_shipped_trees_read_what_a_match_has_when_its_meaning_was_compared() -> None:
    trees = read_semantic_calibration().trees
    assert trees.features == SEMANTIC_FEATURES
    assert len(trees.leaf_values)


def test_an_entry_is_as_near_as_its_nearest_phrasing(small_engine: Engine, meant: Meanings) -> None:
    for number, entry in enumerate(small_engine.base.entries):
        near = meant.nearness(entry.question)
        assert near[number] == pytest.approx(1, abs=1e-5) == near.max()


def test_nearness_is_counted_from_what_any_two_phrasings_have(meant: Meanings) -> None:
    unrelated = float((meant.vectors @ meant.vectors.T).mean())
    assert 0.1 < unrelated < 0.9
    (asked,) = meant.embedder.questions(["馆在哪条路"])
    nearest = np.maximum.reduceat(meant.vectors @ asked, meant.firsts)
    assert meant.nearness("馆在哪条路") == pytest.approx((nearest - unrelated) / (1 - unrelated), abs=1e-4)


def test_the_nearest_in_meaning_comes_first_and_leads_the_others(
    small_engine: Engine, meant: Meanings
) -> None:
    matches = [a_match(small_engine, "pool-hours", 0.4), a_match(small_engine, "pool-fee", 0.3)]
    first, second = meant.weighed(small_engine.entry("pool-fee").question, matches)  # type: ignore[union-attr]
    assert first.profile.entry.id == "pool-fee"
    assert first.score > NEAR > 0.3 > second.score
    assert first.features["meaning_lead"] >= 0 > second.features["meaning_lead"]
    assert set(first.features) == set(SEMANTIC_FEATURES)


def test_a_contradicted_entry_becomes_no_surer(small_engine: Engine, meant: Meanings) -> None:
    conflict = Conflict(kind=Kind.QUALIFIER, word="青石镇", severity=Severity.FIRM)
    (match,) = meant.weighed("游泳馆门票多少钱", [a_match(small_engine, "pool-fee", 0.3, conflict)])
    assert match.score == 0.3
    assert match.conflicts == (conflict,)


@pytest.mark.parametrize(
    ("status", "confidence", "embedded"),
    [
        pytest.param(Status.ANSWERED, 0.95, False, id="words are sure"),
        pytest.param(Status.ANSWERED, 0.65, True, id="words answer in doubt"),
        pytest.param(Status.CLARIFY, 0.95, True, id="two are equally sure"),
        pytest.param(Status.UNKNOWN, 0.0, True, id="words find nothing"),
    ],
)
def test_only_what_is_in_doubt_is_embedded(
    small_engine: Engine, meant: Meanings, status: Status, confidence: float, embedded: bool
) -> None:
    match = a_match(small_engine, "pool-fee", confidence)
    part = Part(
        query=small_engine.derived.interpreter.read("馆里要多少钱"),
        verdict=Verdict(status=status, matches=(match,), confidence=confidence),
        matches=(match,),
    )
    assert (meant.reconsidered(part) is not part) is embedded
    assert meant.embedder.asked == ["馆里要多少钱"] * embedded  # type: ignore[attr-defined]


def test_an_engine_asks_for_the_meaning_of_what_its_words_leave_in_doubt(
    small_engine: Engine, meant: Meanings, embedder: Counting
) -> None:
    engine = Engine(small_engine.base, small_engine.derived, meanings=meant)
    sure, doubtful = "游泳馆的门票要多少钱呢", "哪里有书"
    assert engine.answer(sure, DAY) == small_engine.answer(sure, DAY)
    assert embedder.asked == []
    assert small_engine.answer(doubtful, DAY).status is not Status.ANSWERED
    engine.answer(doubtful, DAY)
    assert embedder.asked == [doubtful]


def test_a_question_that_shares_nothing_with_any_entry_is_embedded_for_nothing(meant: Meanings) -> None:
    assert meant.weighed("zzz", ()) == ()


def test_another_version_of_the_content_has_meanings_of_its_own(
    small_engine: Engine, meant: Meanings
) -> None:
    derived = replace(small_engine.derived, profiles=small_engine.derived.profiles[1:])
    fewer = meant.over(derived)
    assert fewer.calibration is meant.calibration and fewer.embedder is meant.embedder
    question = small_engine.derived.profiles[1].entry.question
    assert fewer.nearness(question).argmax() == 0 and meant.nearness(question).argmax() == 1
