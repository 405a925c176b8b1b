"""Figures of another year that an answer states besides its own (由去年的5元调整为6元)."""

from __future__ import annotations

import re

from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.language.clauses import ANSWER_CLAUSE
from knowledge.language.query import Query

_EACH = re.compile("每[^多几,。?!]")


def tells_figure_of(year: str, query: Query, lookup: EntryLookup) -> bool:
    """Whether an answer itself states a figure of that relative year for what is asked.

    Not 比去年多5元; nor if a content word of the question is in another clause, or 每… is missing there.
    """
    profile = lookup.profile
    stated = re.compile(rf"(?<![比较同和与跟]){re.escape(year)}(?!同期|相比|以来)[^,。;]{{0,10}}?\d")
    clause = next((part for part in ANSWER_CLAUSE.findall(profile.answer) if stated.search(part)), "")
    if not clause:
        return False
    words = (query.words[number].text for number in query.content)
    elsewhere = (
        w for w in words if w in profile.answer and w not in clause and w not in profile.main_question
    )
    return not any(elsewhere) and all(each in clause for each in _EACH.findall(query.text))
