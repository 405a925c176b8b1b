"""What an entry accounts for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import profile as profiles
from knowledge.engine import Engine
from knowledge.entry import Facet, Translation
from knowledge.profile import Profile, home_area, own_texts, questions
from tests.knowledge.samples import EMPTY


def profile_of(engine: Engine, entry_id: str) -> Profile:
    return next(profile for profile in engine.derived.profiles if profile.entry.id == entry_id)


def test_an_entry_tells_what_any_of_its_texts_says(small_engine: Engine) -> None:
    pool = profile_of(small_engine, "pool-fee")
    assert pool.tells("泳池") and pool.tells("一次") and pool.tells("ticket")
    assert not pool.tells("教练")


def test_questions_are_asked_in_every_language() -> None:
    english = Translation(question="Where?", answer="Here.")
    entry = replace(EMPTY, phrasings=("怎么问",), subject=("样本",), translations={"en": english})
    assert questions(entry) == ("样本的问题？", "怎么问", "Where?")
    assert set(own_texts(entry)) >= {"样本的回答。", "样本", "Here."}


@pytest.mark.parametrize(
    ("entry", "facet"),
    [
        pytest.param("pool-fee", Facet.FEE, id="as staff declared"),
        pytest.param("pool-hours", Facet.TIME, id="as one of its questions asks"),
    ],
)
def test_an_entry_tells_its_facets(small_engine: Engine, entry: str, facet: Facet) -> None:
    assert facet in profile_of(small_engine, entry).facets


def test_facets_that_staff_left_out_are_read_from_the_question(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="样本馆在哪里？")
    assert Facet.PLACE in profiles.build(entry, small_engine.derived.interpreter).facets


def test_a_counter_brings_its_family(small_engine: Engine) -> None:
    assert {"公里", "千米", "km"} <= profile_of(small_engine, "road-length").counters
    assert "册" in profile_of(small_engine, "library-books").counters
    assert not profile_of(small_engine, "library-place").counters


def test_the_hour_of_the_day_is_no_share(small_engine: Engine) -> None:
    assert not {"%", "成"} & profile_of(small_engine, "pool-hours").counters


def test_limits_are_those_declared_and_those_of_the_question(small_engine: Engine) -> None:
    limits = profile_of(small_engine, "allowance-sum").qualifiers
    assert limits["residence"] == {"农村"}
    assert limits["area"] == {"蓝禾镇"}
    assert limits["per_period"] == {"每月"}


def test_numbers_in_names_are_kept(small_engine: Engine) -> None:
    assert profile_of(small_engine, "schools-extended").numbered == {("中", 2), ("中", 5)}


def test_the_words_of_a_counter_example_alone_are_foreign(small_engine: Engine) -> None:
    foreign = profile_of(small_engine, "pool-fee").foreign
    assert {"教练", "年卡"} <= foreign
    assert not {"游泳馆", "多少", "的"} & foreign


def test_the_figures_of_answer_and_evidence_are_known(small_engine: Engine) -> None:
    assert {int(figure.value) for figure in profile_of(small_engine, "park-trees").figures} == {2400}


def test_subject_terms_carry_their_senses(small_engine: Engine) -> None:
    [(name, senses), _] = profile_of(small_engine, "pool-fee").subject
    assert name == "游泳馆"
    assert {sense.name for sense in senses} == {"游泳馆"}


def test_turns_are_those_of_the_question_it_shows(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="其中多少是女的")
    assert "part_of" in profiles.build(entry, small_engine.derived.interpreter).turns
    assert not profile_of(small_engine, "park-trees").turns


def test_home_is_where_most_entries_are(small_engine: Engine) -> None:
    base = small_engine.base
    elsewhere = replace(base.entries[0], qualifiers={"area": "青石镇"})
    assert home_area(replace(base, entries=(*base.entries, elsewhere))) == "蓝禾镇"
    assert home_area(replace(base, entries=(EMPTY,))) == ""
