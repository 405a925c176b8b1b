"""What an entry accounts for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import Profile, home_area, own_texts, questions, subject_share
from knowledge.conflicts.profile_builder import build_profile
from knowledge.language.vocabulary import Role, Sense
from knowledge.model.base import Lexicon
from knowledge.model.entry import Facet, Translation
from tests.knowledge.samples import EMPTY, a_profile


def profile_of(engine: Engine, entry_id: str) -> Profile:
    return next(profile for profile in engine.derived.profiles if profile.entry.id == entry_id)


def test_an_entry_tells_what_any_of_its_texts_says(small_engine: Engine) -> None:
    pool = profile_of(small_engine, "pool-fee")
    assert pool.tells("泳池") and pool.tells("一次") and pool.tells("ticket")
    assert not pool.tells("教练")


def test_an_entry_is_about_all_that_its_subject_stands_for(small_engine: Engine) -> None:
    pool, allowance = profile_of(small_engine, "pool-fee"), profile_of(small_engine, "allowance-sum")
    assert Sense(Role.CONCEPT, "游泳馆") in pool.subject_senses
    assert Sense(Role.CONCEPT, "游泳馆") not in allowance.subject_senses


def test_what_names_the_value_of_a_group_names_the_subject(small_engine: Engine) -> None:
    shot = build_profile(replace(EMPTY, subject=("流感疫苗",)), small_engine.derived.interpreter)
    read = small_engine.derived.interpreter.read
    assert subject_share(read("流感针多少钱"), shot) == 1.0
    assert subject_share(read("狂犬疫苗多少钱"), shot) == 0.0
    weekend = build_profile(replace(EMPTY, subject=("大厅", "周末")), small_engine.derived.interpreter)
    assert subject_share(read("别处周六开门吗"), weekend) == 0.0


@pytest.mark.parametrize(
    ("answer", "several"),
    [
        pytest.param("从100元提高到120元。", True, id="two sums"),
        pytest.param("2栋楼每栋120元。", False, id="one of each"),
        pytest.param("没有。", False, id="none"),
    ],
)
def test_an_entry_states_several_figures_of_one_unit(
    small_engine: Engine, answer: str, several: bool
) -> None:
    profile = build_profile(replace(EMPTY, answer=answer), small_engine.derived.interpreter)
    assert profile.states_several is several


def test_an_entry_is_limited_to_its_values(small_engine: Engine) -> None:
    allowance = profile_of(small_engine, "allowance-sum")
    rural, urban = (Sense(Role.QUALIFIER, name, "residence") for name in ("农村", "城镇"))
    assert allowance.is_limited_to((urban, rural))
    assert not allowance.is_limited_to((urban, Sense(Role.QUALIFIER, "农村", "another group")))


@pytest.mark.parametrize(
    ("texts", "tells"),
    [
        pytest.param("小区无物业", False, id="without it"),
        pytest.param("小区没物业", False, id="has none"),
        pytest.param("小区没有物业", False, id="does not have it"),
        pytest.param("未物业", False, id="not yet"),
        pytest.param("小区有物业", True, id="has it"),
        pytest.param("没有物业的小区请来物业", True, id="lacking once, there another time"),
        pytest.param("物业", True, id="at the very beginning"),
        pytest.param("有路灯没有\n物业", True, id="in the line behind a question for a yes"),
        pytest.param("有路灯", False, id="never said"),
        pytest.param("物业还是业委会", False, id="one side of a choice"),
        pytest.param("业委会还是物业", False, id="the other side"),
    ],
)
def test_what_is_only_said_to_be_lacking_is_not_told(texts: str, tells: bool) -> None:
    assert a_profile(EMPTY, texts=texts).tells("物业") is tells


def test_a_lacking_thing_is_no_word_of_the_entry(small_engine: Engine) -> None:
    orchard = profile_of(small_engine, "orchard-harvest")
    assert "冷库" in orchard.texts and not orchard.tells("冷库")
    assert orchard.tells("收成")


@pytest.mark.parametrize(
    ("answer", "items", "complete"),
    [
        pytest.param("扩建的是二中。", 1, True, id="one thing"),
        pytest.param("扩建的中学有二中、五中和七中。", 3, True, id="a whole list"),
        pytest.param("扩建的中学有二中；五中以及七中。", 3, True, id="other separators"),
        pytest.param("扩建的3所中学有二中、五中和七中。", 3, True, id="as many as it counts"),
        pytest.param("扩建的5所中学有二中、五中。", 2, False, id="fewer than it counts"),
        pytest.param("扩建的中学有二中、五中等。", 2, False, id="and others"),
        pytest.param("和谐路一共修了3公里。", 1, True, id="和 that joins nothing, and a length"),
        pytest.param("高等学校和中等学校在扩建。", 2, True, id="等 inside a word"),
        pytest.param("五中等待扩建。", 1, True, id="waiting"),
    ],
)
def test_a_list_is_whole_unless_it_says_that_there_are_more(
    small_engine: Engine, answer: str, items: int, complete: bool
) -> None:
    profile = build_profile(replace(EMPTY, answer=answer), small_engine.derived.interpreter)
    assert (profile.item_count, profile.is_complete) == (items, complete)


def test_evidence_that_says_and_others_leaves_a_list_open(small_engine: Engine) -> None:
    citation = replace(EMPTY.citations[0], evidence="二中、五中等")
    entry = replace(EMPTY, answer="有二中和五中。", citations=(citation,))
    assert not build_profile(entry, small_engine.derived.interpreter).is_complete


@pytest.mark.parametrize(
    ("held", "told"),
    [
        pytest.param({"question": "公园拆除了吗"}, True, id="in its question"),
        pytest.param({"answer": "公园拆除了。"}, True, id="in its answer"),
        pytest.param({"phrasings": ("公园拆除了吗",)}, False, id="in a phrasing in passing"),
    ],
)
def test_an_event_is_told_by_question_and_answer_alone(
    small_engine: Engine, held: dict[str, Any], told: bool
) -> None:
    profile = build_profile(replace(EMPTY, **held), small_engine.derived.interpreter)
    assert (Role.EVENT in {sense.role for sense in profile.senses}) is told


def test_an_event_is_told_within_a_longer_word_of_the_answer(small_engine: Engine) -> None:
    """建设工程 is one word of the dictionary, and says that something is built."""
    interpreter = small_engine.derived.interpreter
    [built] = [s for m in interpreter.read("兴建").mentions for s in m.senses if s.role is Role.EVENT]
    told = replace(EMPTY, answer="柳溪路的建设工程正在启动。")
    assert built in build_profile(told, interpreter).senses
    assert built not in build_profile(EMPTY, interpreter).senses


def test_a_thing_named_in_a_phrasing_is_told_all_the_same(small_engine: Engine) -> None:
    entry = replace(EMPTY, phrasings=("游泳馆怎么样",))
    senses = build_profile(entry, small_engine.derived.interpreter).senses
    assert "游泳馆" in {sense.name for sense in senses}


def test_things_counted_are_those_its_questions_count(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="有多少座桥梁？", phrasings=("修了几个公园",))
    assert build_profile(entry, small_engine.derived.interpreter).counted_things == {"桥梁", "公园"}


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
    assert Facet.PLACE in build_profile(entry, small_engine.derived.interpreter).facets


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


def test_the_figures_of_answer_and_evidence_are_known(small_engine: Engine) -> None:
    assert {int(figure.value) for figure in profile_of(small_engine, "park-trees").figures} == {2400}


def test_subject_terms_carry_their_senses(small_engine: Engine) -> None:
    [(name, senses), _] = profile_of(small_engine, "pool-fee").subject
    assert name == "游泳馆"
    assert {sense.name for sense in senses} == {"游泳馆"}


def test_turns_are_those_of_the_question_it_shows(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="其中多少是女的")
    assert "part_of" in build_profile(entry, small_engine.derived.interpreter).turns
    assert not profile_of(small_engine, "park-trees").turns


def test_home_is_where_most_entries_are(small_engine: Engine) -> None:
    base = small_engine.base
    elsewhere = replace(base.entries[0], qualifiers={"area": "青石镇"})
    assert home_area(replace(base, entries=(*base.entries, elsewhere))) == "蓝禾镇"
    anywhere = replace(base.entries[0], qualifiers={"area": "不限"})
    assert home_area(replace(base, entries=(anywhere, anywhere, elsewhere))) == "青石镇"


def test_home_is_the_first_area_listed_where_no_entry_names_one(small_engine: Engine) -> None:
    base = replace(small_engine.base, entries=(EMPTY,))
    assert home_area(base) == "蓝禾镇"
    assert home_area(replace(base, lexicon=Lexicon(qualifiers={}))) == ""


def test_a_year_that_any_phrasing_asks_of_is_its_own(small_engine: Engine) -> None:
    entry = replace(EMPTY, question="2032年哪天休市？", phrasings=("明年哪天休市", "比去年晚几天"))
    years = build_profile(entry, small_engine.derived.interpreter).qualifiers["relative_year"]
    assert years == {"明年"}


@pytest.mark.parametrize(
    ("day", "tells"), [("周三", True), ("礼拜五", True), ("星期天", False), ("周末", False), ("周边", False)]
)
def test_a_day_is_told_by_a_range_that_it_lies_in(small_engine: Engine, day: str, tells: bool) -> None:
    hours = replace(EMPTY, question="几点开门？", answer="周二至周五9:00开门。")
    assert build_profile(hours, small_engine.derived.interpreter).tells(day) is tells


def test_no_figure_is_read_from_a_name_that_an_entry_tells(engine: Engine) -> None:
    named = [held for held in engine.derived.profiles if "九天休闲谷" in held.answer]
    assert named
    assert not any(figure.unit == "日" and figure.value == 9 for held in named for figure in held.figures)
