"""Two figures asked for at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Kind
from knowledge.model.entry import Entry, Facet
from tests.knowledge.conflicts.referees import kinds_against
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
