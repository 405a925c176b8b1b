"""Of the same: whether an entry tells what a follow-up leaves out of what the turn before was about.

那改建的呢 after 水厂有哪些 is asked of a 水厂, 钱是多少 after 孤儿标准 of that standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from knowledge.conflicts.profile import Profile
from knowledge.figures.figures import Figure
from knowledge.language.dialogue import TRAILING, own_words
from knowledge.language.query import Query

_PAID = (
    "(?:[发给领拿补付交花投拨掏出收缴报用能要得可以会应该共都是有了过到的]"
    "|大概|大约|[一总]共|具体|到底|[每一个][人户家月年])*"
)
_MONEY_ALONE = re.compile(
    rf"{_PAID}(?:(?:钱|款|金额|费用|价钱?|数额){_PAID}(?:多少|几[百千万亿]*[元块]?)"
    rf"|(?:多少|几)(?:个?钱|(?:[百千万亿]*[元块]钱?|[百千万亿]+))){_PAID}"
)
_LITTLE = ("u", "y", "r", "c", "x")  # how the tags of words begin that say nothing of what is done
_OF = "的"
_MONEY = "元"
_AGE = "岁"
_SEVERAL = 2
_BELOW = re.compile("以[下内]|[不未]满|不[到足]")
_LONGEST_BOUND = 2  # characters
_BY_NOW = ("已经", "已", "实际", "真正", "一共", "总共")


def asks_for_money_alone(query: Query) -> bool:
    """Whether a question asks for a sum and nothing else."""
    return _MONEY_ALONE.fullmatch(own_words(query).rstrip(TRAILING)) is not None


def keeps_the_noun(profile: Profile, typed: Query, before: Iterable[Profile]) -> bool:
    """Whether an entry tells what was typed of what the turn before was about.

    What was just told tells it only if it says so: 在建的有26个 tells no 改造完的. Another entry must speak
    of the same: 改建的幼儿园 is no 水厂.
    """
    spoken_of = list(before)
    if any(profile is held for held in spoken_of):
        return all(word in profile.stated_text for word in _done(typed))
    return is_of_the_same(profile, spoken_of)


def is_of_the_same(profile: Profile, before: Iterable[Profile]) -> bool:
    """Whether an entry shares a subject with what the turn before was about, or speaks of its head."""
    told, subject = profile.stated_text, set(profile.entry.subject)
    subjects = (held.entry.subject for held in before)
    return any(terms and (terms[0] in told or not subject.isdisjoint(terms)) for terms in subjects)


def tells_its_sum(profile: Profile, before: Iterable[Profile]) -> bool:
    """Whether an entry shares a subject with what the turn before was about, or a sum that was told there."""
    subject, sums = set(profile.entry.subject), set(_sums(profile))
    return any(
        not (subject.isdisjoint(held.entry.subject) and sums.isdisjoint(_sums(held))) for held in before
    )


def is_asked_with(question: Query, typed: Query) -> bool:
    """Whether an entry's question has the limit and the verb that were typed (那当年完成的呢)."""
    limits = question.qualifiers
    if not typed.qualifiers or any(limits.get(group) != held for group, held in typed.qualifiers.items()):
        return False
    named = {mention.text for mention in typed.mentions}
    verbs = [word for word in _done(typed) if word not in named and word not in _BY_NOW]
    return bool(verbs) and all(verb in question.text for verb in verbs)


def says_all(typed: Query, profile: Profile) -> bool:
    """Whether an answer itself, and no way of asking for it, says every word typed (双桐的分馆呢)."""
    words = [word.text for word in (typed.words[number] for number in typed.content) if word.text.isalpha()]
    return bool(words) and all(word in profile.answer for word in words)


def tells_of_such(typed: Query, profile: Profile) -> bool:
    """Whether an answer goes by several figures of the kind that was typed (93岁 by 80至89岁, 90至99岁)."""
    given = [figure for figure in (*typed.figures, *typed.quantities) if figure.unit]
    return bool(given) and all(_is_such(figure, profile) for figure in given)


def _is_such(figure: Figure, profile: Profile) -> bool:
    """Whether an answer goes by figures of that kind; an age below all of them is none, unless some are told.

    Of 6周岁以下免票 a child of four is one.
    """
    told = [other for other in profile.answer_figures if other.unit == figure.unit]
    if len(told) < _SEVERAL:
        return False
    lowest = min(other.value for other in told)
    return (
        figure.unit != _AGE
        or figure.value >= lowest
        or any(_is_told_below(other, profile.answer) for other in told if other.value == lowest)
    )


def _is_told_below(figure: Figure, answer: str) -> bool:
    """Whether an answer tells of what is below a figure."""
    start = max(figure.start - _LONGEST_BOUND, 0)
    return _BELOW.search(answer, start, figure.end + _LONGEST_BOUND) is not None


def _sums(profile: Profile) -> Iterable[Decimal]:
    return (figure.value for figure in profile.answer_figures if figure.unit == _MONEY)


def _done(typed: Query) -> Iterable[str]:
    """The words before 的 that say what is done, and how far."""
    end = typed.text.find(_OF)
    tied = len(typed.text) - len(own_words(typed))
    words = (word for word in typed.words if tied <= word.start < end)
    return (word.text.rstrip(_OF) for word in words if not word.tag.startswith(_LITTLE))
