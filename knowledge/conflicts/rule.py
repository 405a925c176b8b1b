"""The base of all rules: single reasons why an entry about the right thing may not answer a question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.language.query import Query
from knowledge.language.signs import NO_SIGNS, Signs
from knowledge.model.cached import cached_property

Value = TypeVar("Value")


class trigger(cached_property[Value]):  # noqa: N801 - a decorator, like the property it is
    """A cached property of a rule with what it looks for in a question; false or empty if that is missing."""


@dataclass(frozen=True)
class Rule(ABC):
    """One reason why an entry may not answer one question: read from the question once, checked per entry.

    A rule applies to a question if any of its `trigger` properties is true, or any of the properties of the
    query that `query_triggers` names. One that does not apply finds no conflict with any entry, so entries
    need not be checked.

    Attributes:
        query_triggers: the properties of a query that are what the rule looks for.
        signs: what every question that the rule applies to has at least one of (`language/signs.py`); empty
            if a question without any may still trigger it.
    """

    query_triggers: ClassVar[tuple[str, ...]] = ()
    signs: ClassVar[Signs] = NO_SIGNS
    _triggers: ClassVar[tuple[str, ...]] = ()

    query: Query

    def __init_subclass__(cls) -> None:
        """Collects the names of the class's triggers, those of its bases included."""
        own = (name for name, value in vars(cls).items() if isinstance(value, trigger))
        cls._triggers = (*cls._triggers, *own)

    @property
    def name(self) -> str:
        """The name under which `anda eval --ablate` leaves the rule out."""
        return type(self).__name__

    @property
    def applies(self) -> bool:
        """Whether the question says anything that the rule looks for."""
        for name in self.query_triggers:
            if getattr(self.query, name):
                return True
        for name in self._triggers:  # noqa: SIM110 - generators would take a tenth of a question
            if getattr(self, name):
                return True
        return False

    @abstractmethod
    def conflicts(self, lookup: EntryLookup) -> Iterable[Conflict]:
        """The conflicts between the question and an entry."""
