"""To whom something is done, and who is in charge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Entry, Facet
from tests.knowledge.conflicts.checking import kinds_against
from tests.knowledge.samples import EMPTY

TEAM = replace(
    EMPTY,
    question="绿马甲去了哪家公司？",
    answer="绿马甲去了赵师傅的公司，帮着算账。",
    subject=("绿马甲",),
    facets=(Facet.PERSON,),
)
LED = replace(TEAM, answer="绿马甲由街道办负责，去了赵师傅的公司。")

ASKED = replace(TEAM, phrasings=("绿马甲归哪位领导",))


@pytest.mark.parametrize(
    ("question", "entry", "against"),
    [
        pytest.param("绿马甲听谁的", TEAM, True, id="who is in charge"),
        pytest.param("绿马甲归谁管", ASKED, True, id="in charge only where citizens ask"),
        pytest.param("绿马甲归谁管", LED, False, id="who is in charge, told"),
        pytest.param("绿马甲罚了谁", TEAM, True, id="whom, by what is not done"),
        pytest.param("绿马甲帮了谁", TEAM, False, id="whom"),
        pytest.param("绿马甲是谁", TEAM, False, id="who"),
        pytest.param("绿马甲听谁的话最多", TEAM, False, id="somebody who says something"),
    ],
)
def test_whom_is_told_with_what_is_done(
    small_engine: Engine, question: str, entry: Entry, against: bool
) -> None:
    assert (Kind.EVENT in kinds_against(small_engine, question, entry)) is against
