"""Candidates to matches, each able to explain its score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.questionfiles import QUESTIONS
from knowledge.answering.decider import Decider
from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile, subject_share
from knowledge.evaluation.calibrating import FALLING, RISING
from knowledge.evaluation.scorecard import read_questions
from knowledge.language.normalise import normalise
from knowledge.ranking.ranking import (
    FEATURES,
    UNLIKELY,
    Match,
    Ranker,
    content_words,
    coverage,
    read_calibration,
)
from tests.knowledge.samples import CALIBRATION, EMPTY, a_profile

TODAY = date(2026, 11, 27)
some_features = st.fixed_dictionaries({name: st.floats(-3, 6) for name in FEATURES})


@pytest.fixture(scope="module")
def ranker(small_engine: Engine) -> Ranker:
    return small_engine.derived.ranker


def best(engine: Engine, question: str) -> Match:
    return engine.matches(question, TODAY)[0]


def profile_of(engine: Engine, entry_id: str) -> Profile:
    return next(profile for profile in engine.derived.profiles if profile.entry.id == entry_id)


def decided(engine: Engine, question: str, checked_from: float) -> tuple[Match, ...]:
    """The matches of a question when only those of this probability at least are heard."""
    ranker = replace(engine.derived.ranker, checked_from=checked_from)
    decider = Decider(replace(engine.derived, ranker=ranker), TODAY.year)
    return decider.decide(engine.reader.read(normalise(question))).matches


@given(some_features)
def test_a_probability_lies_between_nothing_and_certainty(features: dict[str, float]) -> None:
    (chance,) = read_calibration().probabilities([features])
    assert 0 <= chance <= 1


@given(some_features, st.sampled_from(sorted((RISING | FALLING).intersection(FEATURES))), st.floats(0, 3))
def test_what_speaks_for_a_match_never_makes_it_less_sure(
    features: dict[str, float], feature: str, more: float
) -> None:
    before, after = read_calibration().probabilities(
        [features, {**features, feature: features[feature] + more}]
    )
    assert after >= before - 1e-9 if feature in RISING else after <= before + 1e-9


def test_no_matches_have_no_probabilities() -> None:
    assert CALIBRATION.probabilities([]) == []


def test_matches_come_best_first_and_are_few(small_engine: Engine) -> None:
    matches = small_engine.matches("请问泳池的门票是多少", TODAY)
    scores = [match.score for match in matches]
    assert matches[0].profile.entry.id == "pool-fee"
    assert scores == sorted(scores, reverse=True)
    assert 1 < len(matches) <= 8


def test_a_match_says_what_its_score_is_made_of(small_engine: Engine, ranker: Ranker) -> None:
    match = best(small_engine, "请问泳池的门票是多少")
    assert set(match.features) == {*FEATURES, "words"}
    assert not match.conflicts
    assert [match.score] == ranker.calibration.probabilities([match.features])


def test_a_conflict_makes_a_match_less_sure(small_engine: Engine, ranker: Ranker) -> None:
    match = best(small_engine, "青石镇的泳池门票多少钱")
    assert {conflict.kind for conflict in match.conflicts} == {Kind.QUALIFIER}
    assert match.features["conflict"] == 1.0
    (without,) = ranker.calibration.probabilities([{**match.features, "conflict": 0.0}])
    assert match.score < without


@pytest.mark.parametrize("question", ["游泳馆的教练是谁", "游泳馆的教练，是谁？？"])
def test_the_words_of_a_counter_example_are_a_conflict(small_engine: Engine, question: str) -> None:
    kinds = {
        conflict.kind
        for match in small_engine.matches(question, TODAY)
        if match.profile.entry.id == "pool-fee"
        for conflict in match.conflicts
    }
    assert Kind.COUNTER_EXAMPLE in kinds


def test_a_counter_example_itself_has_no_chance(small_engine: Engine) -> None:
    matches = small_engine.matches("游泳馆的教练是谁", TODAY)
    assert [match.score for match in matches if match.profile.entry.id == "pool-fee"] == [0.0]


def test_the_first_leads_and_the_others_trail(small_engine: Engine) -> None:
    matches = small_engine.matches("请问泳池的门票是多少", TODAY)
    for name in ("told_lead", "agreement"):
        assert max(match.features[name] for match in matches) >= 0
        assert sum(match.features[name] > 0 for match in matches) <= 1


def test_a_question_that_shares_nothing_has_no_match(small_engine: Engine) -> None:
    assert small_engine.matches("qwrtp", TODAY) == ()


@pytest.mark.parametrize(
    ("question", "share"),
    [
        pytest.param("公园里的树", 1.0, id="all of it told"),
        pytest.param("的多少吗", 1.0, id="no content at all"),
        pytest.param("公园飞机", 0.5, id="half of it told"),
        pytest.param("飞机火箭", 0.0, id="none of it told"),
        pytest.param("上班路过公园", 1.0, id="what is said in passing"),
        pytest.param("公园的期限", 0.5, id="a facet that it has not"),
        pytest.param("上班打工", 0.0, id="nothing but what is said in passing"),
    ],
)
def test_coverage_is_the_share_of_content_that_is_told(
    small_engine: Engine, question: str, share: float
) -> None:
    assert covered(small_engine, question, "park-trees") == pytest.approx(share)


def test_what_says_no_more_than_its_facet_is_told_by_who_has_it(small_engine: Engine) -> None:
    assert covered(small_engine, "巴士的收费", "bus-fare") == 1.0


def covered(engine: Engine, question: str, entry: str) -> float:
    """The coverage of a question by an entry."""
    query = engine.derived.interpreter.read(normalise(question))
    checker = engine.derived.ranker.checker
    words = content_words(query, checker.general_facets, checker.language)
    return coverage(words, EntryLookup(profile_of(engine, entry)))


def test_a_year_that_is_taken_for_granted_is_no_content(small_engine: Engine) -> None:
    with_year, without = (
        small_engine.matches(text, TODAY)[0] for text in ("今年公园种了几棵树", "公园种了几棵树")
    )
    assert with_year.features["coverage"] == without.features["coverage"] == 1.0


def test_a_latin_name_in_a_chinese_question_is_no_content(small_engine: Engine) -> None:
    assert covered(small_engine, "公园app", "park-trees") == 1.0


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


def test_what_is_unlikely_with_nothing_against_it_is_not_heard(small_engine: Engine) -> None:
    question = "请问泳池的门票是多少"
    every = {match.profile.entry.id: match for match in small_engine.matches(question, TODAY)}
    heard = {match.profile.entry.id: match for match in decided(small_engine, question, UNLIKELY)}
    unheard = [entry for entry, match in every.items() if match.conflicts != heard[entry].conflicts]
    assert unheard
    assert all(heard[entry].score == 0.0 and every[entry].score < UNLIKELY for entry in unheard)


def test_of_the_most_similar_entry_it_is_told_what_speaks_against_it_however_unlikely(
    small_engine: Engine,
) -> None:
    matches = decided(small_engine, "青石镇的泳池门票多少钱", 1.0)
    assert [match.profile.entry.id for match in matches if match.conflicts] == ["pool-fee"]


@pytest.mark.parametrize("name", ["dev", "dev_near_miss"])
def test_hearing_every_match_changes_no_answer(engine: Engine, name: str) -> None:
    ranker = replace(engine.derived.ranker, checked_from=0.0)
    thorough = Engine(engine.base, replace(engine.derived, ranker=ranker))
    for question in read_questions(QUESTIONS / "open" / f"{name}.jsonl")[::3]:
        first, second = (held.answer(question.turns[-1], TODAY) for held in (engine, thorough))
        assert (first.status, first.entries, first.options) == (second.status, second.entries, second.options)
