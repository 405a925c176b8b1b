"""What the conflict checker of an engine finds."""

from __future__ import annotations

from knowledge.answering.engine import Engine
from knowledge.conflicts.checker import QuestionRules
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.profile_builder import build_profile
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.model.entry import Entry
from tests.knowledge.samples import DAY


def profile_of(engine: Engine, entry_id: str) -> Profile:
    return next(profile for profile in engine.derived.profiles if profile.entry.id == entry_id)


def read(engine: Engine, question: str) -> Query:
    return engine.derived.interpreter.read(normalise(question))


def rules_for(engine: Engine, question: str) -> QuestionRules:
    """The rules of the engine's checker for a question asked in the year of the samples."""
    return engine.derived.ranker.checker.rules_for(read(engine, question), DAY.year)


def conflicts(engine: Engine, question: str, entry: str) -> tuple[Conflict, ...]:
    checker, lookup = engine.derived.ranker.checker, EntryLookup(profile_of(engine, entry))
    asked = rules_for(engine, question)
    return checker.focus_conflicts(asked, lookup) + checker.whole_conflicts(asked, lookup)


def conflicts_with(engine: Engine, question: str, entry: Entry) -> tuple[Conflict, ...]:
    """The conflicts between a question and an entry that is not one of the engine's."""
    checker = engine.derived.ranker.checker
    lookup = EntryLookup(build_profile(entry, engine.derived.interpreter))
    asked = rules_for(engine, question)
    return checker.focus_conflicts(asked, lookup) + checker.whole_conflicts(asked, lookup)


def kinds_against(engine: Engine, question: str, entry: Entry) -> set[Kind]:
    """The kinds of those conflicts."""
    return {conflict.kind for conflict in conflicts_with(engine, question, entry)}
