"""Candidates: the entries that share most with a question, each with how much by several measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index import Index
from knowledge.tokens import Tokens

_CONSIDERED = 6
_NEIGHBOURS = 10
_FIRST_SHARE, _LAST_SHARE = 0.7, 0.01  # of the best likeness, above which phrasings are looked at

Shares = NDArray[np.float32]
Numbers = NDArray[np.int32] | NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretches:
    """A question's tokens: all of it, the stretch that asks, and each stretch whose likeness counts."""

    whole: Tokens
    asking: Tokens
    windows: Sequence[Tokens]


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An entry by its number; all measures are shares, the leads less those of the best other entry.

    Attributes:
        similarity: how alike the question is to the entry's most similar phrasing.
        told: how much of the whole question the entry's own texts say, by the rarity of the tokens.
        told_lead: how much more of the stretch that asks its texts say than any other entry's.
        agreement: how many of the ten nearest phrasings are the entry's, by likeness; a lead too.
        counter_example: how alike the question is to the entry's most similar counter-example.
        any_counter_example: the same for the counter-examples of all entries.
    """

    number: int
    similarity: float
    told: float
    told_lead: float
    agreement: float
    counter_example: float
    any_counter_example: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Knows every phrasing and counter-example, and every entry by all it says, by the entries' numbers."""

    phrasings: Index
    texts: Index
    counter_examples: Index
    entries: int

    def candidates(self, stretches: Stretches) -> tuple[Candidate, ...]:
        """The entries with the most similar phrasings, best first; none that shares nothing."""
        near = _likeness(self.phrasings, stretches)
        rows = self._nearest(near)
        numbers, similarity = self._best(near, rows)
        refused = self.counter_examples.best_by_entry(
            _likeness(self.counter_examples, stretches), self.entries
        )
        told = self._told(stretches.whole)
        asked = told if stretches.asking is stretches.whole else self._told(stretches.asking)
        asked_lead, agreement_lead = _leads(asked, numbers), self._agreement_leads(near, rows, numbers)
        return tuple(
            Candidate(
                number=int(number),
                similarity=float(similarity[place]),
                told=float(told[number]),
                told_lead=float(asked_lead[place]),
                agreement=float(agreement_lead[place]),
                counter_example=float(refused[number]),
                any_counter_example=float(refused.max(initial=0.0)),
            )
            for place, number in enumerate(numbers)
        )

    def alike(self, phrasings: Iterable[Tokens], most: int) -> list[int]:
        """The entries with the phrasings most like any of these, best first."""
        near = np.maximum.reduce([self.phrasings.similarities(tokens) for tokens in phrasings])
        best = self.phrasings.best_by_entry(near, self.entries)
        return [int(number) for number in np.argsort(-best, kind="stable")[:most] if best[number] > 0]

    def _nearest(self, near: Shares) -> Numbers:
        """The phrasings that matter: enough to hold the nearest ones, and all of the best entries'.

        Picking a few by their likeness is quicker than putting all in order.
        """
        best = float(near.max(initial=0.0))
        share = _FIRST_SHARE
        while share > _LAST_SHARE and best > 0:
            rows = np.flatnonzero(near >= best * share)
            if len(rows) > _NEIGHBOURS and len(_firsts(self.phrasings.owner_of[rows])) >= _CONSIDERED:
                return rows
            share *= share
        return np.flatnonzero(near > 0)

    def _best(self, near: Shares, rows: Numbers) -> tuple[Numbers, Shares]:
        """The best entries of these phrasings, and the similarity of each one's most similar phrasing."""
        owners = self.phrasings.owner_of[rows]
        firsts = _firsts(owners)
        similarity = np.maximum.reduceat(near[rows], firsts) if len(firsts) else near[:0]
        order = np.argsort(-similarity, kind="stable")[:_CONSIDERED]
        return owners[firsts[order]], similarity[order]

    def _agreement_leads(self, near: Shares, rows: Numbers, numbers: Numbers) -> Shares:
        """What each entry has more of the nearest phrasings than any other: one odd one means no entry."""
        nearest = rows
        if len(rows) > _NEIGHBOURS:
            nearest = rows[np.argpartition(-near[rows], _NEIGHBOURS)[:_NEIGHBOURS]]
        held = np.bincount(self.phrasings.owner_of[nearest], near[nearest], self.entries)
        return _leads((held / max(float(held.sum()), 1e-9)).astype(np.float32), numbers)

    def _told(self, tokens: Tokens) -> Shares:
        shares = self.texts.shares(tokens)
        if len(shares) == self.entries:
            return shares
        told = np.zeros(self.entries, dtype=np.float32)
        told[self.texts.owners] = shares
        return told


def _likeness(index: Index, stretches: Stretches) -> Shares:
    """How alike each text of an index is to the stretch that is most like it."""
    likeness: Shares = np.maximum.reduce([index.similarities(window) for window in stretches.windows])
    return likeness


def _firsts(owners: Numbers) -> Numbers:
    """Where in a row of owners that stand together the phrasings of each begin."""
    changes = np.flatnonzero(owners[1:] != owners[:-1]) + 1
    return np.concatenate((np.zeros(min(len(owners), 1), dtype=np.int64), changes))


def _leads(shares: Shares, numbers: Numbers) -> Shares:
    """What each of these entries has more than the best of all others."""
    own = shares[numbers]
    if len(shares) < 2:
        return own
    first = int(shares.argmax())
    best = shares[first]
    second = max(shares[:first].max(initial=0.0), shares[first + 1 :].max(initial=0.0))
    leads: Shares = own - np.where(own == best, second, best)
    return leads
