"""Two figures asked for at once, and where something leaves from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Entry, Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

FALL = replace(
    EMPTY,
    question="偷车的少了多少？",
    answer="偷车的少了80%。",
    subject=("偷车",),
    facets=(Facet.CHANGE, Facet.RATE),
)
BOTH = replace(FALL, answer="偷车的从50起降到10起。")


@pytest.mark.parametrize(
    ("question", "entry", "against"),
    [
        pytest.param("偷车的从多少降到多少", FALL, True, id="one figure"),
        pytest.param("偷车的由多少变成了多少", FALL, True, id="in other words"),
        pytest.param("偷车的从多少降到多少", BOTH, False, id="two of one kind"),
        pytest.param("偷车的降了多少", FALL, False, id="how far"),
    ],
)
def test_from_how_many_to_how_many_is_told_by_two_figures(
    small_engine: Engine, question: str, entry: Entry, against: bool
) -> None:
    assert (Kind.FACET in kinds_against(small_engine, question, entry)) is against


FERRY = replace(
    EMPTY, question="渡轮几点开？", answer="渡轮从码头开船的时间是7:20和10:20。", facets=(Facet.TIME,)
)


@pytest.mark.parametrize(
    ("question", "against"),
    [
        pytest.param("渡轮几点从岛上开", True, id="another place"),
        pytest.param("渡轮几点从码头开", False, id="that place"),
        pytest.param("渡轮从几点开", False, id="an hour"),
        pytest.param("渡轮从今年开始几点", False, id="since when"),
        pytest.param("渡轮从周三开吗", False, id="a day"),
    ],
)
def test_where_something_leaves_from(small_engine: Engine, question: str, against: bool) -> None:
    assert (Kind.NAME in kinds_against(small_engine, question, FERRY)) is against


@pytest.mark.parametrize(
    ("question", "against"),
    [
        pytest.param("石岛回来的船几点", True, id="from where it goes to"),
        pytest.param("石岛回南湾码头几点", True, id="back to where it leaves from"),
        pytest.param("请问石岛开往南湾的船几点", True, id="after a courtesy"),
        pytest.param("南湾开往石岛的船几点", False, id="the way it goes"),
        pytest.param("去石岛的船几点", False, id="there"),
        pytest.param("从石岛回来怎么报销", False, id="no ride"),
        pytest.param("东岛回来的船几点", False, id="a place it does not go to is another rule's"),
    ],
)
def test_the_way_back_is_not_told_by_the_way_there(
    small_engine: Engine, question: str, against: bool
) -> None:
    there = replace(FERRY, question="南湾到石岛的船几点？", answer="南湾到石岛的船7:20和10:20开。")
    assert (Kind.TURN in kinds_against(small_engine, question, there)) is against
    both = replace(there, answer="南湾到石岛的船7:20开，10:20返回。")
    assert Kind.TURN not in kinds_against(small_engine, question, both)


def test_an_entry_that_says_no_place_may_tell_of_any(small_engine: Engine) -> None:
    anywhere = replace(FERRY, answer="渡轮7:20和10:20开船。")
    assert Kind.NAME not in kinds_against(small_engine, "渡轮几点从岛上开", anywhere)


LEVEL = replace(FALL, answer="偷车的同比下降80%，降到了20起。")
REVENUE = replace(
    EMPTY, question="财政收入涨了多少？", answer="财政收入涨了15%，达到18.8亿元。", facets=(Facet.RATE,)
)
BY_MONEY = replace(REVENUE, answer="财政收入增加了3亿元。")
IN_WORDS = replace(REVENUE, answer="财政收入增加了三亿元。")


@pytest.mark.parametrize(
    ("question", "entry", "against"),
    [
        pytest.param("偷车的降到多少了", FALL, True, id="a level of a fall"),
        pytest.param("偷车的降到几成", FALL, True, id="a level as a share"),
        pytest.param("偷车的降到多少了", LEVEL, False, id="a level that is told"),
        pytest.param("偷车的降了多少", FALL, False, id="a fall"),
        pytest.param("财政收入涨了多少个亿", REVENUE, True, id="a rise in money of a share"),
        pytest.param("财政收入涨了多少个亿", BY_MONEY, False, id="a rise in money"),
        pytest.param("财政收入涨了多少", REVENUE, False, id="a rise in whatever"),
        pytest.param("财政收入涨了多少个亿", IN_WORDS, False, id="a rise in money, in words"),
        pytest.param("报道里提到多少偷车的", FALL, False, id="to mention"),
    ],
)
def test_a_level_is_no_change_and_a_share_no_sum(
    small_engine: Engine, question: str, entry: Entry, against: bool
) -> None:
    assert (Kind.TURN in kinds_against(small_engine, question, entry)) is against
