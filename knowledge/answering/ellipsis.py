"""Ellipsis: whether an entry fits what a follow-up leaves out of what the previous turn was about.

那改建的呢 after 水厂有哪些 asks about a 水厂, 钱是多少 after 孤儿标准 about that standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from knowledge.conflicts.profile import Profile
from knowledge.figures.bounds import is_upper_bound
from knowledge.figures.figures import Figure
from knowledge.figures.units import AGE, MONEY
from knowledge.language.dialogue import TRAILING, omits_its_noun, without_connectives
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER, HEDGE

_NUMBER = re.compile("[0-9]+")
_PAID = (
    "(?:[发给领拿补付交花投拨掏出收缴报用能要得可以会应该共都是有了过到的]"
    f"|{HEDGE}|共|具体|到底|[每一个][人户家月年])*"
)
_AMOUNT_ALONE = re.compile(
    rf"{_PAID}(?:(?:钱|款|金额|费用|价钱?|数额){_PAID}(?:多少|几[百千万亿]*[元块]?)"
    rf"|{A_NUMBER}(?:个?钱|(?:[百千万亿]*[元块]钱?|[百千万亿]+))){_PAID}"
)
_NO_ACTION = ("u", "y", "r", "c", "x")  # how the tags of words begin that say nothing of what is done
_OF = "的"
_SCALE = 2  # values of one unit, at least
_BY_NOW = ("已经", "已", "实际", "真正", "一共", "总共")


def fits_ellipsis(profile: Profile, typed: Query, previous: Sequence[Profile]) -> bool:
    """Whether an entry fits what a question leaves out after these entries: a noun, or what a sum is for."""
    if omits_its_noun(typed) and not supplies_omitted_noun(profile, typed, previous):
        return False
    return not asks_only_for_amount(typed) or shares_term_or_amount(profile, previous)


def asks_only_for_amount(query: Query) -> bool:
    """Whether a question asks for an amount of money and names nothing (一共发了多少钱)."""
    return _AMOUNT_ALONE.fullmatch(without_connectives(query).rstrip(TRAILING)) is not None


def supplies_omitted_noun(profile: Profile, typed: Query, previous: Sequence[Profile]) -> bool:
    """Whether an entry tells what was typed about the noun that the question leaves out.

    The previous answer does only if it has the typed words: 在建的有26个 does not tell 改造完的. Another
    entry must be about the same subject: 改建的幼儿园 is not a 水厂.
    """
    if profile.entry.id in {other.entry.id for other in previous}:
        return all(word in profile.stated_text for word in _actions(typed))
    return tells_of_subject(profile, previous)


def shares_term(profile: Profile, previous: Sequence[Profile]) -> bool:
    """Whether an entry shares a subject term with a previous one.

    If only apart from a number (公交27路) or from what both are limited by (秋季招聘会).
    """
    subject = _unlimited(profile)
    return any(not subject.isdisjoint(_unlimited(other)) for other in previous)


def _unlimited(profile: Profile) -> frozenset[str]:
    """The subject terms of an entry with every number as zero, and without the values that limit it."""
    limits = [value for values in profile.qualifiers.values() for value in values]
    return frozenset(_without(limits, _NUMBER.sub("0", term)) for term in profile.entry.subject)


def _without(limits: Iterable[str], term: str) -> str:
    """A term without these limits; the term itself where it says nothing else."""
    rest = term
    for limit in limits:
        rest = rest.replace(limit, "")
    return rest if len(rest) > 1 else term


def tells_of_subject(profile: Profile, previous: Sequence[Profile]) -> bool:
    """Whether an entry shares a subject term with a previous one, or tells of the first of its terms."""
    first_terms = (other.entry.subject[0] for other in previous if other.entry.subject)
    return shares_term(profile, previous) or any(term in profile.stated_text for term in first_terms)


def shares_term_or_amount(profile: Profile, previous: Sequence[Profile]) -> bool:
    """Whether an entry shares a subject term, or an amount of money in its answer, with a previous one."""
    amounts = frozenset(_amounts(profile))
    return shares_term(profile, previous) or any(
        not amounts.isdisjoint(_amounts(other)) for other in previous
    )


def has_limit_and_verb_of(question: Query, typed: Query) -> bool:
    """Whether an entry's question has the limit and the verb that were typed (那当年完成的呢)."""
    limits = question.qualifiers
    if not typed.qualifiers or any(limits.get(group) != values for group, values in typed.qualifiers.items()):
        return False
    named = {mention.text for mention in typed.mentions}
    verbs = [word for word in _actions(typed) if word not in named and word not in _BY_NOW]
    return bool(verbs) and all(verb in question.text for verb in verbs)


def covers_figures(typed: Query, profile: Profile) -> bool:
    """Whether all figures with a unit that were typed lie on a scale of the answer.

    93岁 lies on that of 80至89岁每月50元, 90至99岁每月100元. False if no such figure was typed.
    """
    given = [figure for figure in (*typed.figures, *typed.quantities) if figure.unit]
    return bool(given) and all(_lies_on_scale(figure, profile) for figure in given)


def _lies_on_scale(figure: Figure, profile: Profile) -> bool:
    """Whether an answer has several values in the unit of a figure, which may lie among these.

    An age does not lie below the lowest, unless that is an upper bound: 6周岁以下免票 covers a child of four.
    """
    values = [other for other in profile.answer_figures if other.unit == figure.unit]
    if len(values) < _SCALE:
        return False
    lowest = min(other.value for other in values)
    return (
        figure.unit != AGE
        or figure.value >= lowest
        or any(is_upper_bound(other, profile.answer) for other in values if other.value == lowest)
    )


def _amounts(profile: Profile) -> Iterable[Decimal]:
    """The amounts of money in an answer."""
    return (figure.value for figure in profile.answer_figures if figure.unit == MONEY)


def _actions(typed: Query) -> Iterable[str]:
    """The words before 的 that say what is done, and how far (已经改造完 in 已经改造完的呢)."""
    end = typed.text.find(_OF)
    start = len(typed.text) - len(without_connectives(typed))
    words = (word for word in typed.words if start <= word.start < end)
    return (word.text.rstrip(_OF) for word in words if not word.tag.startswith(_NO_ACTION))
