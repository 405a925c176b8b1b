"""Candidates: the entries that share most with a question, each with how much by several measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index import Index
from knowledge.tokens import Tokens

_CONSIDERED = 6
_NEIGHBOURS = 10

Shares = NDArray[np.float32]


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
        near = _nearest(self.phrasings, stretches)
        similarity = self.phrasings.best_by_entry(near, self.entries)
        refused = self.counter_examples.best_by_entry(
            _nearest(self.counter_examples, stretches), self.entries
        )
        told = self._told(stretches.whole)
        asked = told if stretches.asking is stretches.whole else self._told(stretches.asking)
        asked_lead, agreement_lead = _leads(asked), _leads(self._agreement(near))
        order = np.argsort(-similarity, kind="stable")[:_CONSIDERED]
        return tuple(
            Candidate(
                number=int(number),
                similarity=float(similarity[number]),
                told=float(told[number]),
                told_lead=float(asked_lead[number]),
                agreement=float(agreement_lead[number]),
                counter_example=float(refused[number]),
                any_counter_example=float(refused.max()),
            )
            for number in order
            if similarity[number] > 0
        )

    def _agreement(self, near: Shares) -> Shares:
        """Each entry's share of the nearest phrasings: one odd phrasing does not make an entry meant."""
        top = np.argpartition(-near, _NEIGHBOURS)[:_NEIGHBOURS] if len(near) > _NEIGHBOURS else slice(None)
        held = np.bincount(self.phrasings.owner_of[top], near[top], self.entries)
        shares: Shares = (held / max(float(held.sum()), 1e-9)).astype(np.float32)
        return shares

    def _told(self, tokens: Tokens) -> Shares:
        told = np.zeros(self.entries, dtype=np.float32)
        told[self.texts.owners] = self.texts.shares(tokens)
        return told


def _nearest(index: Index, stretches: Stretches) -> Shares:
    """How alike each text of an index is to the stretch that is most like it."""
    likeness: Shares = np.maximum.reduce([index.similarities(window) for window in stretches.windows])
    return likeness


def _leads(shares: Shares) -> Shares:
    """What each entry has more than the best of the others."""
    if len(shares) < 2:
        return shares
    second, best = np.partition(shares, -2)[-2:]
    leads: Shares = shares - np.where(shares == best, second, best)
    return leads
