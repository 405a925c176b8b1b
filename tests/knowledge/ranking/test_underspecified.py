"""Questions that say too little to be answered at once."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.model.answer import Status
from tests.knowledge.samples import DAY


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param("改造了几个", Status.CLARIFY, id="roads, estates and kindergartens are rebuilt"),
        pytest.param("农村小学附属幼儿园改造了几个", Status.ANSWERED, id="the thing is named"),
        pytest.param("洒水几次", Status.ANSWERED, id="only one thing is done so"),
    ],
)
def test_what_is_done_to_several_things_is_asked_back(engine: Engine, question: str, status: Status) -> None:
    assert engine.answer(question, DAY).status is status
