"""Candidates: which phrasings share most with a question, by BM25 over all its tokens at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

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

    `places` maps a token to where its postings begin and end: `numbers` holds the phrasings it stands in
    (ascending), `impacts` what it adds to each. The phrasings of an entry stand together: `owners[k]` is
    the k-th entry that has any, `firsts[k]` its first phrasing and `owner_of[i]` the entry of phrasing i.
    `own_scores[i]` is what phrasing i scores against itself; `rows` are the phrasings it was made from.
    A token that more than `common` phrasings hold is added up rather than picked.
    """

    places: dict[str, tuple[int, int]]
    numbers: NDArray[np.int32]
    impacts: NDArray[np.float32]
    rarity: dict[str, float]
    unseen: float
    owners: NDArray[np.int32]
    firsts: NDArray[np.int64]
    owner_of: NDArray[np.int32]
    own_scores: NDArray[np.float32]
    rows: Rows
    common: int
    _spread: dict[str, Values] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Index], tuple[object, ...]]:
        """Without what was spread out, which is quickly made again."""
        return Index, tuple(getattr(self, held.name) for held in fields(self)[:-1])

    def scores(self, query: Tokens) -> Values:
        """The BM25 score of each phrasing."""
        return self._summed(query)

    def _summed(self, values: Tokens, *, flat: bool = False) -> Values:
        """For each phrasing the values of the tokens that it holds, times their impacts unless flat."""
        total = np.zeros(len(self.own_scores), dtype=np.float32)
        rare: list[tuple[slice, float]] = []
        for token, value in values.items():
            start, end = self.places.get(token, (0, 0))
            if end - start > self.common:
                everywhere = self._everywhere(token, start, end)
                total += np.float32(value) * (everywhere > 0 if flat else everywhere)
            elif end > start:
                rare.append((slice(start, end), value))
        return total + self._picked(rare, flat) if rare else total

    def _picked(self, places: Sequence[tuple[slice, float]], flat: bool) -> Values:
        """The same for tokens that few phrasings hold."""
        numbers = np.concatenate([self.numbers[place] for place, _ in places])
        lengths = [place.stop - place.start for place, _ in places]
        added = np.repeat([value for _, value in places], lengths)
        if not flat:
            added *= np.concatenate([self.impacts[place] for place, _ in places])
        # bincount converts what is given in other types, and slowly
        return np.bincount(numbers.astype(np.int64), added, len(self.own_scores)).astype(np.float32)

    def _everywhere(self, token: str, start: int, end: int) -> Values:
        """What a token adds to each phrasing, spread out: adding up beats picking where many hold it."""
        held = self._spread.get(token)
        if held is None:
            held = np.zeros(len(self.own_scores), dtype=np.float32)
            held[self.numbers[start:end]] = self.impacts[start:end]
            self._spread[token] = held
        return held

    def own_score(self, query: Tokens) -> float:
        """What a phrasing equal to the question would score."""
        return sum(weight * weight * self.rarity.get(token, self.unseen) for token, weight in query.items())

    def similarities(self, query: Tokens) -> Values:
        """Scores between 0 and 1 (the same tokens): the cosine of both, tokens weighed by their rarity."""
        scale = np.sqrt(self.own_scores * np.float32(max(self.own_score(query), 1e-6)))
        similarities: Values = self.scores(query) / scale
        return similarities

    def shares(self, query: Tokens) -> Values:
        """How much of the question each phrasing says, by the rarity of its tokens: between 0 and 1."""
        values = {
            token: weight * self.rarity[token] for token, weight in query.items() if token in self.rarity
        }
        unsaid = sum(weight for token, weight in query.items() if token not in values) * self.unseen
        asked = np.float32(max(sum(values.values()) + unsaid, 1e-6))
        return self._summed(values, flat=True) / asked

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
    ends = np.cumsum(holders)
    places = zip(rows.ids, (ends - holders).tolist(), ends.tolist(), rarity.tolist(), strict=True)
    known = [(token, start, end, value) for token, start, end, value in places if end > start]
    return Index(
        places={token: (start, end) for token, start, end, _ in known},
        numbers=numbers,
        impacts=impacts,
        rarity={token: value for token, *_, value in known},
        unseen=float(_rarity(len(rows), np.ones(1))[0]),
        owners=held,
        firsts=firsts,
        owner_of=owner_of,
        own_scores=np.maximum(own, np.float32(1e-6)),
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
