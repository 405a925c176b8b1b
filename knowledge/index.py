"""Candidates: which phrasings share most with a question, by BM25 over all its tokens at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import NONE, Rows, rows_of
from knowledge.tokens import Tokens

Values = NDArray[np.float32]

# A token that more than one phrasing in so many holds, and a few more, is common.
_COMMON, _FEW = 16, 500
_SPREAD = 64 * 2**20  # bytes, at most, of what is spread out
_K1, _B = 1.2, 0.3  # Robertson & Zaragoza 2009; little length normalisation, since phrasings are short


@dataclass(frozen=True, slots=True)
class Index:
    """Postings with their impacts worked out beforehand, all tokens' one behind the other.

    `ids` numbers the tokens; token i has `lengths[i]` postings from `starts[i]` on: `numbers` holds the
    phrasings it stands in (ascending), `impacts` what it adds to each. The phrasings of an entry stand
    together: `owners[k]` is the k-th entry that has any, `firsts[k]` its first phrasing and `owner_of[i]` the
    entry of phrasing i. `norms[i]` is the root of what phrasing i scores against itself; `rows` are the
    phrasings it was made from. A token that more than `common` phrasings hold is added up, not picked.
    """

    ids: dict[str, int]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    rarities: NDArray[np.float64]
    unseen: float
    numbers: NDArray[np.int32]
    impacts: NDArray[np.float32]
    owners: NDArray[np.int32]
    firsts: NDArray[np.int64]
    owner_of: NDArray[np.int32]
    norms: Values
    rows: Rows
    common: int
    _spread: dict[int, Values] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Index], tuple[object, ...]]:
        """Without what was spread out, which is quickly made again."""
        return Index, tuple(getattr(self, held.name) for held in fields(self)[:-1])

    def rarity(self, token: str) -> float:
        """How much a token tells: the fewer phrasings hold it, the more."""
        number = self.ids.get(token)
        return self.unseen if number is None else float(self.rarities[number])

    def scores(self, query: Tokens) -> Values:
        """The BM25 score of each phrasing."""
        numbers, weights = self._known(query)
        held = numbers >= 0
        return self._summed(numbers[held], weights[held])

    def similarities(self, query: Tokens) -> Values:
        """Scores between 0 and 1 (the same tokens): the cosine of both, tokens weighed by their rarity."""
        numbers, weights = self._known(query)
        held = numbers >= 0
        own = self._own_score(numbers, weights, held)
        similarities = self._summed(numbers[held], weights[held])
        similarities /= self.norms * np.float32(math.sqrt(max(own, 1e-6)))
        return similarities

    def shares(self, query: Tokens) -> Values:
        """How much of the question each phrasing says, by the rarity of its tokens: between 0 and 1."""
        numbers, weights = self._known(query)
        held = numbers >= 0
        values = weights[held] * self.rarities[numbers[held]]
        asked = values.sum() + weights[~held].sum() * self.unseen
        shares = self._summed(numbers[held], values, flat=True)
        shares /= np.float32(max(asked, 1e-6))
        return shares

    def own_score(self, query: Tokens) -> float:
        """What a phrasing equal to the question would score."""
        numbers, weights = self._known(query)
        return self._own_score(numbers, weights, numbers >= 0)

    def _known(self, query: Tokens) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The number of each token, -1 for one that no phrasing holds, and its weight."""
        numbers = np.fromiter(map(self.ids.get, query, repeat(-1)), np.int64, len(query))
        return numbers, np.fromiter(query.values(), np.float64, len(query))

    def _own_score(
        self, numbers: NDArray[np.int64], weights: NDArray[np.float64], held: NDArray[np.bool_]
    ) -> float:
        rarities = np.where(held, self.rarities[numbers], self.unseen) if len(self.rarities) else self.unseen
        return float((weights * weights * rarities).sum())

    def _summed(
        self, tokens: NDArray[np.int64], values: NDArray[np.float64], *, flat: bool = False
    ) -> Values:
        """For each phrasing the values of the tokens that it holds, times their impacts unless flat."""
        lengths = self.lengths[tokens]
        rare = lengths <= self.common
        total = self._picked(self.starts[tokens[rare]], lengths[rare], values[rare], flat)
        for place in np.flatnonzero(~rare):
            everywhere = self._everywhere(int(tokens[place]))
            total += np.float32(values[place]) * (everywhere > 0 if flat else everywhere)
        return total

    def _picked(
        self,
        starts: NDArray[np.int64],
        lengths: NDArray[np.int64],
        values: NDArray[np.float64],
        flat: bool,
    ) -> Values:
        """The same for tokens that few phrasings hold."""
        ends = lengths.cumsum()
        postings = np.arange(ends[-1] if len(ends) else 0)
        postings += (starts - ends + lengths).repeat(lengths)
        added = values.repeat(lengths)
        if not flat:
            added *= self.impacts[postings]
        # bincount converts what is given in other types, and slowly
        numbers = self.numbers[postings].astype(np.int64)
        return np.bincount(numbers, added, len(self.norms)).astype(np.float32)

    def _everywhere(self, token: int) -> Values:
        """What a token adds to each phrasing, spread out: adding up beats picking where many hold it."""
        held = self._spread.get(token)
        if held is None:
            place = slice(self.starts[token], self.starts[token] + self.lengths[token])
            held = np.zeros(len(self.norms), dtype=np.float32)
            held[self.numbers[place]] = self.impacts[place]
            self._spread[token] = held
        return held

    def best_by_entry(self, similarities: Values, entries: int) -> Values:
        """The similarity of each entry's most similar phrasing; 0 for an entry without any."""
        best = np.zeros(entries, dtype=np.float32)
        if len(self.owners):
            best[self.owners] = np.maximum.reduceat(similarities, self.firsts)
        return best


def build(phrasings: Sequence[tuple[int, Tokens]]) -> Index:
    """An index of (entry number, tokens) pairs, the entries in ascending order."""
    return of_rows(rows_of(tokens for _, tokens in phrasings), [number for number, _ in phrasings])


def renewed(texts: Iterable[Tokens | range], owners: NDArray[np.int32], before: Index | None) -> Index:
    """An index of texts, of which ranges stand for rows of the index before."""
    rows = rows_of(texts, before.rows if before else NONE)
    if before and rows is before.rows and np.array_equal(owners, before.owner_of):
        return before
    return of_rows(rows, owners)


def of_rows(rows: Rows, owners: Sequence[int] | NDArray[np.int32]) -> Index:
    """An index of rows and the entry that each belongs to, the entries in ascending order."""
    holders = np.bincount(rows.tokens, minlength=len(rows.ids))
    rarity = _rarity(len(rows), holders)
    row_of = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))
    lengths = _by_row(rows, rows.weights).astype(np.float32)
    mean = float(lengths.mean()) if len(lengths) else 1.0
    saturation = ((_K1 + 1) / (1 + _K1 * (1 - _B + _B * lengths / max(mean, 1e-6)))).astype(np.float32)
    order = _by_token(rows.tokens, len(rows.ids))
    numbers, weights = row_of[order], rows.weights[order]
    impacts = saturation[numbers]
    impacts *= weights * np.repeat(rarity.astype(np.float32), holders)
    weighed = np.square(rows.weights, dtype=np.float64) * rarity[rows.tokens]
    own = _by_row(rows, weighed).astype(np.float32) * saturation**2
    owner_of = np.array(owners, dtype=np.int32)
    held, firsts = np.unique(owner_of, return_index=True)
    held_by_some = np.flatnonzero(holders)
    tokens = list(rows.ids)
    return Index(
        ids={tokens[number]: place for place, number in enumerate(held_by_some.tolist())},
        starts=(np.cumsum(holders) - holders)[held_by_some],
        lengths=holders[held_by_some],
        rarities=rarity[held_by_some],
        unseen=float(_rarity(len(rows), np.ones(1))[0]),
        numbers=numbers,
        impacts=impacts,
        owners=held,
        firsts=firsts,
        owner_of=owner_of,
        norms=np.sqrt(np.maximum(own, np.float32(1e-6))),
        rows=rows,
        common=_common(len(rows), holders),
    )


def _common(total: int, holders: NDArray[np.int64]) -> int:
    """How many phrasings must hold a token to spread it out: enough to gain time, and all fit in memory."""
    most = max(_SPREAD // (4 * max(total, 1)), 1)
    often = int(np.partition(holders, -most)[-most]) if len(holders) > most else 0
    return max(total // _COMMON + _FEW, often)


def _by_row(rows: Rows, values: Values | NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of each row's values."""
    sums = np.zeros(len(rows))
    starts = rows.starts[:-1]
    held = np.flatnonzero(rows.starts[1:] > starts)
    if len(held):
        sums[held] = np.add.reduceat(values, starts[held], dtype=np.float64)
    return sums


def _by_token(tokens: NDArray[np.int32], most: int) -> NDArray[np.int64]:
    """The order of the tokens' numbers, equal ones as they stand; sorting halves of 16 bits is linear."""
    order = np.argsort((tokens & 0xFFFF).astype(np.uint16), kind="stable")
    if most <= 1 << 16:
        return order
    return order[np.argsort((tokens[order] >> 16).astype(np.uint16), kind="stable")]


def _rarity(total: int, holding: NDArray[np.int64] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse document frequency as in Lucene's BM25: never negative."""
    rarity: NDArray[np.float64] = np.log(1 + (total - holding + 0.5) / (holding + 0.5))
    return rarity
