"""A rule applies to a question if any of its triggers is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from tests.knowledge.conflicts.checking import read


@dataclass(frozen=True)
class Prices(Rule):
    """Looks for a price by two words."""

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        return (Conflict(kind=Kind.FACET, word=word) for word in (*self._fees, *self._prices))

    @trigger
    def _fees(self) -> tuple[str, ...]:
        return ("费",) if "费" in self.query.text else ()

    @trigger
    def _prices(self) -> tuple[str, ...]:
        return ("价",) if "价" in self.query.text else ()


@dataclass(frozen=True)
class PricesAndRents(Prices):
    """Looks for a rent too, and for anything that is asked."""

    query_triggers = ("cues",)

    @trigger
    def _is_rent(self) -> bool:
        return "租" in self.query.text


@pytest.mark.parametrize(
    ("question", "applies", "applies_with_rents"),
    [
        pytest.param("停车费", True, True, id="the first trigger"),
        pytest.param("票价", True, True, id="the second trigger"),
        pytest.param("租房", False, True, id="a trigger of the subclass alone"),
        pytest.param("公园在哪里", False, True, id="a property of the query"),
        pytest.param("公园", False, False, id="none"),
    ],
)
def test_a_rule_applies_by_its_own_triggers_and_those_of_its_bases(
    small_engine: Engine, question: str, applies: bool, applies_with_rents: bool
) -> None:
    query = read(small_engine, question)
    assert Prices(query).applies is applies
    assert PricesAndRents(query).applies is applies_with_rents


def test_a_rule_goes_by_the_name_of_its_class(small_engine: Engine) -> None:
    assert PricesAndRents(read(small_engine, "停车费")).name == "PricesAndRents"
