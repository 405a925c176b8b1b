"""Candidates: which phrasings share most with a question, by BM25 over all its tokens at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows, rows_of
from knowledge.tokens import Tokens

_K1, _B = 1.2, 0.3  # Robertson & Zaragoza 2009; little length normalisation, since phrasings are short


@dataclass(frozen=True, slots=True)
class Index:
    """Postings with their impacts worked out beforehand, all tokens' one behind the other.

    `places` maps a token to where its postings begin and end: `numbers` holds the phrasings it stands in
    (ascending), `impacts` what it adds to each. The phrasings of an entry stand together: `owners[k]` is
    the k-th entry that has any, `firsts[k]` its first phrasing and `owner_of[i]` the entry of phrasing i.
    `own_scores[i]` is what phrasing i scores against itself; `rows` are the phrasings it was made from.
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

    def scores(self, query: dict[str, float]) -> NDArray[np.float32]:
        """The BM25 score of each phrasing."""
        known = self._known(query)
        if not known:
            return np.zeros(len(self.own_scores), dtype=np.float32)
        impacts = np.concatenate([self.impacts[start:end] for start, end, _, _ in known])
        return self._summed(known, impacts * self._spread(known, [weight for *_, weight, _ in known]))

    def _known(self, query: dict[str, float]) -> list[tuple[int, int, float, float]]:
        """The question's tokens that some phrasing holds: where their postings are, weight and rarity."""
        places = self.places
        known = [
            (places[token], weight, self.rarity[token]) for token, weight in query.items() if token in places
        ]
        return [(start, end, weight, rarity) for (start, end), weight, rarity in known]

    @staticmethod
    def _spread(known: list[tuple[int, int, float, float]], values: list[float]) -> NDArray[np.float32]:
        """One value a token, repeated for each of its postings."""
        return np.repeat(np.array(values, dtype=np.float32), [end - start for start, end, *_ in known])

    def _summed(
        self, known: list[tuple[int, int, float, float]], values: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        numbers = np.concatenate([self.numbers[start:end] for start, end, *_ in known])
        return np.bincount(numbers, values, len(self.own_scores)).astype(np.float32)

    def own_score(self, query: dict[str, float]) -> float:
        """What a phrasing equal to the question would score."""
        return sum(weight * weight * self.rarity.get(token, self.unseen) for token, weight in query.items())

    def similarities(self, query: dict[str, float]) -> NDArray[np.float32]:
        """Scores between 0 and 1 (the same tokens): the cosine of both, tokens weighed by their rarity."""
        scale = np.sqrt(self.own_scores * np.float32(max(self.own_score(query), 1e-6)))
        similarities: NDArray[np.float32] = self.scores(query) / scale
        return similarities

    def shares(self, query: dict[str, float]) -> NDArray[np.float32]:
        """How much of the question each phrasing says, by the rarity of its tokens: between 0 and 1."""
        known = self._known(query)
        if not known:
            return np.zeros(len(self.own_scores), dtype=np.float32)
        values = [weight * rarity for *_, weight, rarity in known]
        unsaid = (sum(query.values()) - sum(weight for *_, weight, _ in known)) * self.unseen
        asked = np.float32(max(sum(values) + unsaid, 1e-6))
        return self._summed(known, self._spread(known, values)) / asked

    def best_by_entry(self, similarities: NDArray[np.float32], entries: int) -> NDArray[np.float32]:
        """The similarity of each entry's most similar phrasing; 0 for an entry without any."""
        best = np.zeros(entries, dtype=np.float32)
        if len(self.owners):
            best[self.owners] = np.maximum.reduceat(similarities, self.firsts)
        return best


def build(phrasings: Sequence[tuple[int, Tokens]]) -> Index:
    """An index of (entry number, tokens) pairs, the entries in ascending order."""
    return of_rows(rows_of(tokens for _, tokens in phrasings), [number for number, _ in phrasings])


def of_rows(rows: Rows, owners: Sequence[int] | NDArray[np.int32]) -> Index:
    """An index of rows and the entry that each belongs to, the entries in ascending order."""
    holders = np.bincount(rows.tokens, minlength=len(rows.ids))
    rarity = _rarity(len(rows), holders)
    row_of = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))
    lengths = np.bincount(row_of, rows.weights, len(rows)).astype(np.float32)
    mean = float(lengths.mean()) if len(lengths) else 1.0
    saturation = ((_K1 + 1) / (1 + _K1 * (1 - _B + _B * lengths / max(mean, 1e-6)))).astype(np.float32)
    order = _by_token(rows.tokens, len(rows.ids))
    numbers, weights = row_of[order], rows.weights[order]
    impacts = weights * np.repeat(rarity.astype(np.float32), holders) * saturation[numbers]
    weighed = rows.weights.astype(np.float64) ** 2 * rarity[rows.tokens]
    own = np.bincount(row_of, weighed, len(rows)).astype(np.float32) * saturation**2
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
    )


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
