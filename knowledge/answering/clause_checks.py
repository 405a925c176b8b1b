"""Checks of what a clause of a question is answered with by itself: whether it is asked that at all."""

from __future__ import annotations

from collections.abc import Callable, Collection

from knowledge.answering.previous_answer import tells_earlier_value
from knowledge.conflicts.profile import Profile
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import names_concept
from knowledge.language.query import Query
from knowledge.ranking.decision import FEW, Origin, Part
from knowledge.ranking.ranking import Match
from knowledge.ranking.underspecified import is_distinctive, is_underspecified

_PRONOUN = "r"  # how the tags of pronouns begin


class ClauseChecks:
    """Compares the answer to a clause with the whole question and with what is answered beside it.

    Args:
        has_other_frame: whether a question begins with another area or year than that of a match.
    """

    def __init__(self, derived: Derived, has_other_frame: Callable[[Query, Match], bool]) -> None:
        self._derived = derived
        self._bands = derived.ranker.calibration.bands
        self._has_other_frame = has_other_frame

    def against(self, whole: Part, part: Part, *, opens: bool) -> Part:
        """The clause; not answered where the whole question is not about the entry that answers it.

        It is about another where it begins with another area or year.
        """
        if not part.answered:
            return part
        if self._has_other_frame(whole.query, part.best):
            return part.unknown()
        if part.origin is Origin.PHRASING or not self._is_out_of_place(whole, part, opens=opens):
            return part
        return self.offered_if_verbatim(part)

    def offered_if_verbatim(self, part: Part) -> Part:
        """The part as an option if it is answered nearly in staff's own words; else unknown.

        图书馆几点关门,一次能借几本: the second is asked for books alone, and must not be said to be unknown.
        """
        alone = part.alone
        if not alone.answered:
            return part.unknown()
        features = alone.best.features
        tells_all = features["coverage"] >= 1 <= features["facet"]  # 大厅在哪里
        return (
            alone.offered() if tells_all or features["similarity"] >= self._bands["alike"] else part.unknown()
        )

    def _is_out_of_place(self, whole: Part, part: Part, *, opens: bool) -> bool:
        """Whether the whole question is hardly about what answers a clause that names no subject.

        投了多少钱下去 names nothing, 同比增幅为多少 only what is told of several: the entry that these words
        alone fit is another one. A clause that opens the question can be about nothing else than it names.
        """
        named = self._names_subject(part) or (opens and part.best.features["subject"] > 0)
        stands = named or self._says_enough(part, opens=opens) or _is_carried_to_its_own(part)
        return not (stands or self.speaks_of(whole, part))

    def _says_enough(self, part: Part, *, opens: bool) -> bool:
        """Whether a clause says much, nearly in staff's words (养狗登记头一年多少钱).

        A clause that opens the question need not say much, only enough to stand alone (全年种了多少树).
        """
        features = part.best.features
        much = features["words"] > FEW and features["similarity"] >= self._bands["alike"]
        return much or (opens and not is_underspecified(part, self._bands["alike"]))

    def _names_subject(self, part: Part) -> bool:
        """Whether a clause names what it is about, and not only what is told of other subjects too."""
        if not (names_concept(part.query) or part.best.features["subject"]):
            return False
        return not part.alone.answered or is_distinctive(part.alone)

    def speaks_of(self, whole: Part, part: Part) -> bool:
        """Whether the entry that answers a clause is a likely match of the whole question too."""
        scores = {match.profile.entry.id: match.score for match in whole.matches}
        return part.answered and scores.get(part.entry, 0.0) >= self._bands["clause"]

    def is_told(self, part: Part, answered: Collection[str]) -> bool:
        """Whether what a clause asks was told already by one of these entries."""
        if part.alone.answered and part.alone.entry in answered:
            return True
        return any(_tells(part, self._derived.profile(entry)) for entry in answered)


def _is_carried_to_its_own(part: Part) -> bool:
    """Whether the same entry answers a clause with the subject before it and without (一次能借几本)."""
    alone = part.alone
    return alone is not part and part.answered and alone.answered and part.entry == alone.entry


def _tells(part: Part, profile: Profile) -> bool:
    """Whether an answer has every word of a clause that asks whether something is so (普通党员在不在其中).

    Or it tells the earlier value that alone is asked for (从前又是多少).
    """
    query = part.query
    if query.cues:
        return tells_earlier_value(query, profile.answer)
    words = (query.words[number] for number in query.content)
    said = [word.text for word in words if not word.tag.startswith(_PRONOUN)]
    wonders = query.yes_no or query.asks_either_way
    return wonders and bool(said) and all(word in profile.answer for word in said)
