"""Short names: a follow-up that says no more of a name than it takes after the previous answer.

After the times of 校车一线, 那三线呢 says of 校车三线 only what tells it from its siblings; after 居住证,
拿到证 means that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.conflicts.profile import AREA
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import TRAILING, Context, without_connectives
from knowledge.language.normalise import normalise
from knowledge.language.query import Query

_PAPERS = ("证", "卡", "本", "票")
_SHORT = 6  # characters
_LEAST = 2
# 秋季那场, 三线的那个
_THAT_ONE = re.compile(r"(?:的?[那这]一?[个场条路种类档期家所片])?的?$")


def with_sibling_named(query: Query, context: Context, derived: Derived) -> str:
    """The text of a question, with the whole name of a value for the part of it that stands in 那三线呢.

    The value is another one of a group of the town's own, by which a previous answer is limited. A text that
    asks anything itself, or could mean several values, is returned as it is.

    Without it and `with_noun_completed`: right -3, wrong +1, false +0 of 13,147.
    """
    if query.qualifiers or not query.names_without_asking:
        return query.text
    typed = without_connectives(query).rstrip(TRAILING)
    part = _THAT_ONE.sub("", typed)
    if not _LEAST <= len(part) <= _SHORT:
        return query.text
    meant = set(_siblings(part, context, derived))
    return query.text.replace(typed, meant.pop(), 1) if len(meant) == 1 else query.text


def with_noun_completed(query: Query, context: Context, derived: Derived) -> str:
    """The text of a question, with what was just told of for the end of its name (证 for 居住证)."""
    if not context.told or len(context.entries) != 1 or context.entries[0] not in derived.numbers:
        return query.text
    subject = derived.entry(context.entries[0]).subject[:1]
    for word in query.words:
        if word.text in _PAPERS and (name := next((s for s in subject if s.endswith(word.text)), "")):
            return query.text[: word.start] + name + query.text[word.end :]
    return query.text


def _siblings(part: str, context: Context, derived: Derived) -> Iterator[str]:
    """The values with that part in one of their names, of the groups that limit the previous answers."""
    groups = derived.vocabulary.lexicon.qualifiers
    known = (derived.profile(entry) for entry in context.entries if entry in derived.numbers)
    for group, own in (limit for profile in known for limit in profile.qualifiers.items()):
        if group in groups and group != AREA:
            named = [value for value, names in groups[group].items() if _has(part, (value, *names))]
            yield from named if own.isdisjoint(named) else ()


def _has(part: str, names: Iterable[str]) -> bool:
    """Whether one of these names contains a part."""
    return any(part in normalise(name) for name in names)
