"""Changed cases: a figure after an answer that says for which case the previous question is asked again.

After the price for those of 60 to 79, 50岁呢 asks for the price at fifty; 10元吗 asks whether it is ten
yuan, which `repeats.py` meets with the previous answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answering.repeats import besides_figures, doubts_figure_of
from knowledge.conflicts.profile import Profile
from knowledge.derived.derived import Derived
from knowledge.figures.bounds import is_bound, is_upper_bound
from knowledge.figures.figures import Figure
from knowledge.figures.units import AGE, CANONICAL, CLASSIFIERS, YEAR
from knowledge.language.dialogue import Context
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.model.entry import Facet

_WHAT_OF = re.compile(r"的?呢[,.?!。 ]*")  # 2025年的呢
_NOTHING = re.compile(r"的?[,.?!。 ]*")
_OF_TIME = frozenset({YEAR, "个月", "周", "日", "工作日", "小时", "分钟"})
_SAYS_WHICH = frozenset({AGE, *_OF_TIME, *CLASSIFIERS})  # units; an amount of money is rather a guess
_HOW_OLD = "多大"


def with_case_marked(query: Query, context: Context, derived: Derived) -> str:
    """The text of a question, with 那 and 呢 around a figure that changes the case of the previous question.

    50岁 becomes 那50岁呢, and so does 50呢 after 65岁的多少钱. A text that names no case, or one that a
    previous answer states, is returned as it is.
    """
    told = _told_in_its_unit(query, context, derived)
    if not told or any(_states(profile, query.figures) for profile in told):
        return query.text
    asked = derived.interpreter.read(normalise(context.question))
    if not _changes_case(query, asked):
        return query.text
    figure = query.figures[0]
    unit = "" if figure.unit else _unit_of_case(asked)
    return f"那{query.text[figure.start : figure.end]}{unit}呢"


def _told_in_its_unit(query: Query, context: Context, derived: Derived) -> tuple[Profile, ...]:
    """The previous answers that tell a figure in the unit of a question that consists of one."""
    if not (context.told and len(query.figures) == 1):
        return ()
    numbers = (derived.numbers[entry] for entry in context.entries if entry in derived.numbers)
    profiles = (derived.profiles[number] for number in numbers)
    return tuple(profile for profile in profiles if doubts_figure_of(query, profile))


def _states(profile: Profile, figures: Sequence[Figure]) -> bool:
    """Whether an answer states all these figures, itself or by a bound that holds them (年满70岁 of 80)."""
    return all(
        any(_holds(own, figure, profile.answer) for own in profile.answer_figures) for figure in figures
    )


def _holds(own: Figure, figure: Figure, answer: str) -> bool:
    """Whether a figure of an answer is as much as another, or a bound that holds it."""
    if figure.is_as_much_as(own):
        return True
    reached = answer.endswith("满", 0, own.start) and not own.approximate  # 年满70岁, and not 不满
    if figure.unit != own.unit or not (reached or is_bound(own, answer)):
        return False
    return figure.value < own.value if is_upper_bound(own, answer) else figure.value > own.value


def _changes_case(query: Query, asked: Query) -> bool:
    """Whether a figure says which case is meant: by 呢 behind it, or by its unit if nothing is.

    By its unit it does not where the previous question `asked` for something in that unit (20册 after
    能借几册 is a guess), unless a case in that unit was named there too (5年 after 满3年的休几年).
    """
    rest, unit = besides_figures(query), query.figures[0].unit
    if _WHAT_OF.fullmatch(rest):
        return True
    if not (unit in _SAYS_WHICH and _NOTHING.fullmatch(rest)):
        return False
    return any(figure.unit == unit for figure in asked.figures) or not _asks_for(unit, asked)


def _asks_for(unit: str, asked: Query) -> bool:
    """Whether a question asks for a number in a unit (几册, 多久, 年满多大)."""
    return any(
        CANONICAL.get(cue.counter) == unit
        or (unit == AGE and _HOW_OLD in cue.text)
        or (unit in _OF_TIME and Facet.DURATION in cue.facets)
        for cue in asked.cues
    )


def _unit_of_case(asked: Query) -> str:
    """The unit of the case that a question names; empty where it names none, or several."""
    units = {figure.unit for figure in asked.figures}
    return units.pop() if len(units) == 1 else ""
