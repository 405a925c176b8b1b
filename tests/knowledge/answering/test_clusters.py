"""Questions that mean the same come together, the most asked first, and always the same way."""

from __future__ import annotations

import gc
import weakref

from knowledge.answering.clusters import clusters, nearest
from knowledge.answering.engine import Engine
from tests.knowledge.samples import DAY

COACH = ("游泳馆的教练是谁", "谁在游泳馆当教练", "泳池教练是谁呀")
QUESTIONS = ("图书馆能不能借漫画", COACH[0], "镇长是谁", COACH[1], COACH[2])


def test_what_most_people_ask_comes_first(small_engine: Engine) -> None:
    held = [cluster.numbers for cluster in clusters(small_engine, QUESTIONS, DAY)]
    assert held == [(1, 3, 4), (0,), (2,)]
    assert held == [cluster.numbers for cluster in clusters(small_engine, QUESTIONS, DAY)]


def test_an_engine_that_was_replaced_goes_although_it_made_clusters(small_engine: Engine) -> None:
    engine = Engine(small_engine.base, small_engine.derived)
    assert clusters(engine, QUESTIONS, DAY) is clusters(engine, QUESTIONS, DAY)
    gone = weakref.ref(engine)
    del engine
    gc.collect()
    assert gone() is None


def test_a_list_and_staffs_own_words_are_read_as_the_engine_reads_them(small_engine: Engine) -> None:
    (one,) = clusters(small_engine, ("1.游泳馆的教练是谁", "游泳馆的教练是谁"), DAY, 0.99)
    assert one.numbers == (0, 1)


def test_no_questions_make_no_clusters(small_engine: Engine) -> None:
    assert clusters(small_engine, (), DAY) == ()


def test_questions_of_which_nothing_is_known_stay_apart(small_engine: Engine) -> None:
    assert len(clusters(small_engine, ("？？", "镇长是谁"), DAY)) == 2


def test_the_nearest_entries_are_those_of_the_whole_cluster(small_engine: Engine) -> None:
    near = nearest(small_engine, COACH, DAY, 3)
    assert 1 <= len(near) <= 3 and near[0].startswith("pool-")
