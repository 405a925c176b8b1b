"""Qualifiers: whether what entries are limited to is listed, for what is listed nowhere limits nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from knowledge.files.faults import Fault, Phrase, fault
from knowledge.language.general import Language
from knowledge.loading.places import Places
from knowledge.loading.shapes import meant
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import UNLIMITED

Values = dict[str, tuple[str, ...]]

_NEAR = 50  # of 100: one of two characters is another
_MOST_NAMED = 12  # values that a sentence can still list


def unlisted(base: KnowledgeBase, language: Language, places: Places) -> Iterator[Fault]:
    """Groups and values of the entries' qualifiers that neither the lexicon nor the language data lists."""
    listed = _together(language.qualifiers, base.lexicon.qualifiers)
    for entry in base.entries:
        for group, value in entry.qualifiers.items():
            if group not in listed:
                place = places.in_entry(entry, "qualifiers", group, key=True)
                hint = meant(group, listed) or _all(base.lexicon.qualifiers)
                yield fault("unlisted_group", place, group=group, hint=hint)
            elif value != UNLIMITED and value not in listed[group]:
                elsewhere = {} if group in base.lexicon.qualifiers else listed
                hint = _meant_value(value, listed[group], elsewhere)
                place = places.in_entry(entry, "qualifiers", group)
                yield fault("unlisted_value", place, group=group, value=value, hint=hint)


def _together(*parts: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Values]:
    """The groups of the program and of the town, each value with all its other names."""
    held: dict[str, Values] = {}
    for part in parts:
        for group, values in part.items():
            known = held.setdefault(group, {})
            for value, names in values.items():
                known[value] = (*known.get(value, ()), *names)
    return held


def _meant_value(written: str, values: Values, elsewhere: Mapping[str, Values]) -> Phrase:
    """The value that this is another name or a slip of, or that is in another group; all values when few."""
    for value, names in values.items():
        if written in names:
            return Phrase(f"它是“{value}”的另一种叫法，请写“{value}”。")
    for group, held in elsewhere.items():
        for value, names in held.items():
            if written == value or written in names:
                return Phrase(f"它归“{group}”这一组，请写“{group}: {value}”。")
    return meant(written, values, _NEAR) or _all(values)


def _all(names: Collection[str]) -> Phrase:
    """All that are listed, when they are few."""
    return Phrase(f"已经登记的有：{'、'.join(names)}。" if 0 < len(names) <= _MOST_NAMED else "")
