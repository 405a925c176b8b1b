"""Inferred limits: what an entry is taken to be limited to, because its question says another name of it."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import Profile
from knowledge.files.faults import Fault, fault
from knowledge.language.normalise import normalise
from knowledge.language.vocabulary import name_key
from knowledge.loading.places import Places


def named_otherwise(engine: Engine, places: Places) -> Iterator[Fault]:
    """Values of the town's own groups that entries do not declare, and whose other names they ask with.

    海棠路 as another name of 海棠路一带, where water is cut off, limits the parking in that street to it.
    """
    everyday = engine.derived.interpreter.language.qualifiers
    for profile in engine.derived.profiles:
        groups = engine.base.lexicon.qualifiers.keys() & profile.qualifiers.keys() - everyday.keys()
        for group in sorted(groups - profile.entry.qualifiers.keys()):
            for name, value in _other_names(engine, profile, group):
                place = places.in_entry(profile.entry, "question")
                yield fault("named_otherwise", place, name=name, value=value, group=group)


def _other_names(engine: Engine, profile: Profile, group: str) -> Iterator[tuple[str, str]]:
    """The names in an entry's question that stand for a value of a group and are not its own."""
    question = engine.derived.interpreter.read(normalise(profile.entry.question))
    for mention in question.mentions:
        for sense in mention.senses:
            if sense.group == group and name_key(mention.text) != name_key(sense.name):
                yield mention.text, sense.name
