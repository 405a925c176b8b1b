"""Questions before the referee of an engine."""

from __future__ import annotations

from knowledge.answering.engine import Engine
from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.profiling import build_profile
from knowledge.conflicts.referee import Hearing
from knowledge.conflicts.witness import Witness
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.model.entry import Entry
from tests.knowledge.samples import DAY


def profile_of(engine: Engine, entry_id: str) -> Profile:
    return next(profile for profile in engine.derived.profiles if profile.entry.id == entry_id)


def read(engine: Engine, question: str) -> Query:
    return engine.derived.interpreter.read(normalise(question))


def heard(engine: Engine, question: str) -> Hearing:
    """The question before the engine's referee, asked in the year of the samples."""
    return engine.derived.ranker.referee.hear(read(engine, question), DAY.year)


def conflicts(engine: Engine, question: str, entry: str) -> tuple[Conflict, ...]:
    referee, witness = engine.derived.ranker.referee, Witness(profile_of(engine, entry))
    asked = heard(engine, question)
    return referee.conflicts(asked, witness) + referee.refusals(asked, witness)


def kinds_against(engine: Engine, question: str, entry: Entry) -> set[Kind]:
    """What a question says against an entry that the engine does not hold."""
    referee = engine.derived.ranker.referee
    witness = Witness(build_profile(entry, engine.derived.interpreter))
    asked = heard(engine, question)
    found = referee.conflicts(asked, witness) + referee.refusals(asked, witness)
    return {conflict.kind for conflict in found}
