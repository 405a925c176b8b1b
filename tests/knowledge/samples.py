"""Sample values for tests: an entry, a profile and a match with nothing in them but what a test says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.conflicts.conflict import Conflict
from knowledge.conflicts.profile import Profile
from knowledge.language.dictionary import Dictionary
from knowledge.model.entry import Citation, Entry, FilePosition
from knowledge.ranking.ranking import FEATURES, Calibration, Match
from knowledge.ranking.trees import compile_trees

DAY = date(2031, 1, 10)  # on this day every entry of the sample town but one is in force
PLACE = FilePosition(file="sample.yaml", line=1, column=1)
CALIBRATION = Calibration(
    trees=compile_trees(FEATURES, ()),
    bands={
        "answer": 0.6,
        "clarify": 0.2,
        "unshared": 0.3,
        "contradicted": 0.4,
        "nearby": 0.3,
        "related": 0.5,
        "lead": 0.5,
        "closer": 0.1,
        "closest": 0.2,
    },
)
EMPTY = Entry(
    id="sample",
    topic="样本",
    question="样本的问题？",
    answer="样本的回答。",
    citations=(Citation(source="report", evidence="样本", paragraph=1),),
    place=PLACE,
)


def an_entry(entry_id: str) -> Entry:
    """An entry of which nothing matters but its id."""
    return replace(EMPTY, id=entry_id)


def a_profile(entry: Entry, texts: str = "") -> Profile:
    """A profile that accounts for these texts and nothing else."""
    return Profile(
        entry=entry,
        texts=texts,
        words=frozenset(),
        senses=frozenset(),
        stated_senses=frozenset(),
        subject=(),
        facets=frozenset(entry.facets),
        counters=frozenset(),
        qualifiers={},
        numbered=frozenset(),
        counter_examples=frozenset(),
        not_meant=frozenset(),
        figures=(),
        answer_figures=(),
        turns=frozenset(),
        counted_things=frozenset(),
        item_count=1,
        is_complete=True,
        cells=(),
    )


def a_match(
    entry_id: str,
    score: float,
    similarity: float = 0.5,
    conflicts: tuple[Conflict, ...] = (),
    coverage: float = 1.0,
) -> Match:
    """A match of an entry with this score."""
    profile = a_profile(an_entry(entry_id))
    features = {"similarity": similarity, "subject": 0.0, "coverage": coverage, "words": 5.0}
    return Match(profile=profile, score=score, features=features, conflicts=conflicts)


def a_dictionary(**frequencies: int) -> Dictionary:
    """A dictionary of a few words, seen this often; a word of three characters or more is a noun."""
    held = dict(frequencies)
    for word in frequencies:
        for end in range(1, len(word)):
            held.setdefault(word[:end], 0)
    tags = {word: "n" for word in frequencies if len(word) > 2}
    return Dictionary(frequencies=held, tags=tags, total=sum(frequencies.values()))
