"""Misplaced figures: proved by their number, but told of something else than in their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.figures.figures import bare_ones_too, carries, figures
from knowledge.figures.joints import contradicts, joints
from knowledge.figures.labels import Label, apart, labels
from knowledge.figures.marks import marks
from knowledge.figures.units import OF_MOMENTS
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise
from knowledge.language.vocabulary import Role

_WORD = 2  # characters of the shortest word that tells two labels apart
# Groups of what moves with the day on which it is said, of what is a figure itself, and of ages, which
# people name in several ways (未成年人, 小孩).
_NOT_COMPARED = frozenset(
    {"relative_year", "relative_month", "relative_week", "month", "weekday", "age_group"}
)
_EVERYBODY = frozenset({"城乡"})  # values that hold the others of their group
_DENIES = re.compile("不是|不在|不含|没|非|[以之]外|除|其[他它余]")  # what is told of all but some
_OF_A_DATE = re.compile("[0-9一二三四五六七八九十]月份?$")


class Misplaced(NamedTuple):
    """What a text says, and what its evidence says instead, each in its own words."""

    said: str
    told: str


class _Told(NamedTuple):
    """A label of an evidence."""

    evidence: str
    label: Label

    @property
    def clause(self) -> str:
        return self.evidence[self.label.clause].strip()


def misplaced(
    text: str, evidences: Sequence[str], interpreter: Interpreter, names: Sequence[str] = ()
) -> Iterator[Misplaced]:
    """Figures of a text that each evidence which carries them tells of something else.

    What a figure is of is read from the words beside it. It is something else where these are opposed
    (每月 and 每年, 农村 and 城镇), or where they are those beside another figure of the evidence and none
    of its own (居民31元，商户22元). What the evidence does not speak of is opposed to nothing.
    """
    yield from dict.fromkeys(
        (*_beside_others(text, evidences, interpreter, names), *_joined(text, evidences, names))
    )


def _beside_others(
    text: str, evidences: Sequence[str], interpreter: Interpreter, names: Sequence[str]
) -> Iterator[Misplaced]:
    told = [
        _Told(evidence, label)
        for evidence in evidences
        for label in labels(evidence, bare_ones_too(evidence))
    ]
    for label in labels(text, figures(text, names)):
        own = [one for one in told if carries(one.label.figure, label.figure)]
        if own and all(_is_of_another(label, one, told, interpreter) for one in own):
            yield Misplaced(text[label.clause].strip(), own[0].clause)


def _joined(text: str, evidences: Sequence[str], names: Sequence[str]) -> Iterator[Misplaced]:
    joined = [(evidence, joint) for evidence in evidences for joint in joints(evidence, names)]
    for joint in joints(text, names):
        other = contradicts(joint, [one for _, one in joined])
        if other is not None:
            evidence = next(evidence for evidence, one in joined if one is other)
            yield Misplaced(text[joint.start : joint.end], evidence[other.start : other.end])


def _is_of_another(label: Label, own: _Told, told: Sequence[_Told], interpreter: Interpreter) -> bool:
    """Whether a label tells a figure of something else than a label of the evidence that carries it."""
    figure, mine = label.figure, own.label
    if _opposed(marks(label), marks(mine)):
        return True
    if figure.unit in OF_MOMENTS or _OF_A_DATE.search(label.before) or _DENIES.search(label.text):
        return False
    if _opposed(_limits(label, interpreter), _limits(mine, interpreter)):
        return True
    others = (one.label for one in told if one.label.figure.unit == figure.unit)
    return any(
        _is_of_the_other(label.text, mine.text, other.text)
        for other in others
        if other.figure.value != figure.value
    )


def _opposed(some: dict[str, frozenset[str]], others: dict[str, frozenset[str]]) -> bool:
    """Whether both name something of one kind, and nothing of it alike."""
    return any(
        some[kind].isdisjoint(others[kind]) and _EVERYBODY.isdisjoint(some[kind] | others[kind])
        for kind in some.keys() & others.keys()
    )


def _limits(label: Label, interpreter: Interpreter) -> dict[str, frozenset[str]]:
    """The qualifier values that a label names, by their group."""
    found: dict[str, frozenset[str]] = {}
    for part in (label.before, label.behind):
        for mention in interpreter.read(normalise(part)).mentions:
            for sense in mention.senses:
                if sense.role is Role.QUALIFIER and sense.group not in _NOT_COMPARED:
                    found[sense.group] = found.get(sense.group, frozenset()) | {sense.name}
    return found


def _is_of_the_other(label: str, own: str, other: str) -> bool:
    """Whether a label has the words that only the other label of the evidence has, and none of its own."""
    mine, theirs = apart(own, other)
    if not mine or len(theirs) < _WORD or theirs not in label:
        return False
    return not any(word in label for word in _pairs(mine) - _pairs(theirs))


def _pairs(text: str) -> set[str]:
    """The neighbouring characters of a text; the text itself where it is but one."""
    return {text[at : at + _WORD] for at in range(len(text) - 1)} or {text}
