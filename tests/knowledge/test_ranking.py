"""Candidates to matches, each able to explain its score."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.conflict import Kind
from knowledge.engine import Engine
from knowledge.normalise import normalise
from knowledge.profile import Profile, subject_share
from knowledge.ranking import (
    FEATURES,
    Calibration,
    Match,
    Ranker,
    read_calibration,
    write_calibration,
)
from tests.knowledge.samples import CALIBRATION, EMPTY, a_profile

RISING = ("similarity", "told", "told_lead", "agreement", "subject", "coverage", "facet")
parts_of_any_score = st.fixed_dictionaries({name: st.floats(-1e6, 1e6) for name in FEATURES})


@pytest.fixture(scope="module")
def ranker(small_engine: Engine) -> Ranker:
    return small_engine.derived.ranker


def best(engine: Engine, question: str) -> Match:
    return engine.matches(question)[0]


def profile_of(engine: Engine, entry_id: str) -> Profile:
    return next(profile for profile in engine.derived.profiles if profile.entry.id == entry_id)


@given(parts_of_any_score)
def test_a_probability_lies_between_nothing_and_certainty(parts: dict[str, float]) -> None:
    assert 0 <= CALIBRATION.probability(parts) <= 1


@pytest.mark.parametrize("feature", RISING)
def test_more_of_what_speaks_for_a_match_makes_it_surer(feature: str) -> None:
    parts = dict.fromkeys(FEATURES, 0.0)
    assert CALIBRATION.probability({**parts, feature: 1.0}) > CALIBRATION.probability(parts)


def test_terms_of_other_entries_make_it_less_sure() -> None:
    parts = dict.fromkeys(FEATURES, 0.0)
    assert CALIBRATION.probability({**parts, "foreign": 1.0}) < CALIBRATION.probability(parts)


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "calibration.yaml"
    write_calibration(CALIBRATION, path)
    assert read_calibration(path) == CALIBRATION
    assert all("#" in line for line in path.read_text("utf-8").splitlines() if line.startswith("  "))


def test_matches_come_best_first_and_are_few(small_engine: Engine) -> None:
    matches = small_engine.matches("请问泳池的门票是多少")
    scores = [match.score for match in matches]
    assert matches[0].profile.entry.id == "pool-fee"
    assert scores == sorted(scores, reverse=True)
    assert 1 < len(matches) <= 6


def test_a_match_says_what_its_score_is_made_of(small_engine: Engine, ranker: Ranker) -> None:
    match = best(small_engine, "请问泳池的门票是多少")
    assert set(match.parts) == set(FEATURES)
    assert not match.conflicts
    assert match.score == pytest.approx(ranker.calibration.probability(match.parts))


def test_a_conflict_lowers_the_score_by_the_veto(small_engine: Engine, ranker: Ranker) -> None:
    match = best(small_engine, "青石镇的泳池门票多少钱")
    assert {conflict.kind for conflict in match.conflicts} == {Kind.QUALIFIER}
    held = ranker.calibration.probability(match.parts) * ranker.calibration.bands["vetoed"]
    assert match.score == pytest.approx(held)


@pytest.mark.parametrize("question", ["游泳馆的教练是谁", "游泳馆的教练，是谁？？"])
def test_the_words_of_a_counter_example_are_a_conflict(small_engine: Engine, question: str) -> None:
    kinds = {
        conflict.kind
        for match in small_engine.matches(question)
        if match.profile.entry.id == "pool-fee"
        for conflict in match.conflicts
    }
    assert Kind.COUNTER_EXAMPLE in kinds


def test_the_first_leads_and_the_others_trail(small_engine: Engine) -> None:
    matches = small_engine.matches("请问泳池的门票是多少")
    for part in ("told_lead", "agreement"):
        assert max(match.parts[part] for match in matches) >= 0
        assert sum(match.parts[part] > 0 for match in matches) <= 1


def test_a_question_that_shares_nothing_has_no_match(small_engine: Engine) -> None:
    assert small_engine.matches("qwrtp") == ()


@pytest.mark.parametrize(
    ("question", "share"),
    [
        pytest.param("公园里的树", 1.0, id="all of it told"),
        pytest.param("的多少吗", 1.0, id="no content at all"),
        pytest.param("公园飞机", 0.5, id="half of it told"),
        pytest.param("飞机火箭", 0.0, id="none of it told"),
    ],
)
def test_coverage_is_the_share_of_content_that_is_told(
    small_engine: Engine, ranker: Ranker, question: str, share: float
) -> None:
    query = small_engine.derived.interpreter.read(normalise(question))
    assert ranker.coverage(query, profile_of(small_engine, "park-trees")) == pytest.approx(share)


def test_a_latin_name_in_a_chinese_question_is_no_content(small_engine: Engine, ranker: Ranker) -> None:
    query = small_engine.derived.interpreter.read("公园app")
    assert ranker.coverage(query, profile_of(small_engine, "park-trees")) == 1.0


@pytest.mark.parametrize(
    ("question", "entry", "share"),
    [
        pytest.param("泳池的门票", "pool-fee", 1.0, id="all, one by a synonym"),
        pytest.param("泳池", "pool-fee", 0.5, id="half"),
        pytest.param("图书馆", "pool-fee", 0.0, id="none"),
    ],
)
def test_subject_terms_are_named_by_any_of_their_names(
    small_engine: Engine, question: str, entry: str, share: float
) -> None:
    query = small_engine.derived.interpreter.read(question)
    assert subject_share(query, profile_of(small_engine, entry)) == share


def test_an_entry_without_a_subject_has_none_of_it_named(small_engine: Engine) -> None:
    assert subject_share(small_engine.derived.interpreter.read("泳池"), a_profile(EMPTY)) == 0.0


def test_calibrations_with_the_same_numbers_are_the_same() -> None:
    assert Calibration(dict(CALIBRATION.weights), dict(CALIBRATION.bands)) == CALIBRATION
