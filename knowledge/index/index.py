"""An index of texts: how alike each is to a question, and how much of the question it says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import NamedTuple

import numpy as np

from knowledge.index.arrays import ColumnArray, Float32Array, Float64Array, Int32Array, Int64Array
from knowledge.index.bitmap import ColumnBitmap, build_bitmap
from knowledge.index.matrix import TokenMatrix, build_matrix, concat_ranges, segment_sums
from knowledge.index.tokens import Tokens

_AT_ONCE = 1 << 16  # rows; all at once would need gigabytes
_LEAST = 1e-6  # in place of nothing, where it is divided by
_NOWHERE = (-1,)  # the column of a token that no row holds


class QueryVector(NamedTuple):
    """What a question adds to each row: `values[i]` where it holds the i-th of these columns.

    For how `alike` a row is, the sum is divided by the row's norm too, which makes it a cosine.
    """

    columns: Int64Array
    values: Float64Array
    alike: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Rows and, for each of their columns, the postings: the rows that hold it, all one behind the other.

    `columns` tells the columns of each token that some row holds. Column c has the weight `weights[c]` and
    rarity `rarities[c]` of its token; its postings reach from `starts[c]` to `starts[c + 1]` of `numbers`,
    ascending. Behind the last column stands what no row holds. The texts of an entry stand together:
    `owners[k]` is the k-th entry that has any, `firsts[k]` its first text and `owner_of[i]` the entry of
    text i. `norms[i]` is the root of what text i scores against itself. Postings are numbers of places: the
    rows in the order of their norms, `by_norm`, so that those that may win stand in front; `place_of[i]` is
    that of row i, `ascending` are the norms in that order.
    """

    columns: dict[str, tuple[int, ...]]
    weights: Float64Array
    rarities: Float64Array
    starts: Int64Array
    numbers: Int32Array
    owners: Int32Array
    firsts: Int64Array
    owner_of: Int32Array
    norms: Float32Array
    by_norm: Int32Array
    place_of: Int32Array
    ascending: Float32Array
    rows: TokenMatrix
    idle: list[Float32Array] = field(default_factory=list, init=False, compare=False, repr=False)
    _made: list[ColumnBitmap] = field(default_factory=list, init=False, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Index], tuple[object, ...]]:
        """Without what searches add up in and the marks, which are quickly made again."""
        return Index, tuple(getattr(self, held.name) for held in fields(self) if held.init)

    def __len__(self) -> int:
        return len(self.norms)

    def rarity(self, token: str) -> float:
        """How much a token tells: the fewer texts hold it, the more."""
        return float(self.rarities[self.columns.get(token, _NOWHERE)[0]])

    def similarities(self, query: Tokens) -> Float32Array:
        """How alike each text is, from 0 to 1: the cosine, tokens weighed by the root of their rarity."""
        return self.score_all(self.cosine_query(query))

    def cosine_query(self, query: Tokens) -> QueryVector:
        """What a question adds to the texts that it is like."""
        columns, weights, rarities, counts = self._known(query)
        own_score = float((weights * weights * rarities).sum())
        values = (weights * rarities / math.sqrt(max(own_score, _LEAST))).repeat(counts)
        values *= self.weights[columns]
        held = columns >= 0
        columns, values = columns[held], values[held]
        return QueryVector(columns, values, alike=True)

    def coverage_query(self, query: Tokens) -> QueryVector:
        """What a question adds to the texts that say some of it: up to 1, by the rarity of its tokens."""
        columns, weights, rarities, counts = self._known(query)
        values = weights * rarities
        values /= max(float(values.sum()), _LEAST)
        held = columns >= 0
        values = values.repeat(counts)[held]
        return QueryVector(columns[held], values, alike=False)

    def _known(self, query: Tokens) -> tuple[Int64Array, Float64Array, Float64Array, Int64Array]:
        """The columns of a question's tokens; weight, rarity and number of columns of each token."""
        held = [self.columns.get(token, _NOWHERE) for token in query]
        columns = np.fromiter(chain.from_iterable(held), np.int64)
        counts = np.fromiter(map(len, held), np.int64, len(held))
        rarities = self.rarities[columns[counts.cumsum() - counts]]
        return columns, np.fromiter(query.values(), np.float64, len(query)), rarities, counts

    def score_all(self, *sought: QueryVector) -> Float32Array:
        """For each row the values of the columns that it holds; of several that are sought the most."""
        sums = self._added(sought[0])
        for other in sought[1:]:
            np.maximum(sums, self._added(other), out=sums)
        total: Float32Array = sums.take(self.place_of).astype(np.float32)
        if sought[0].alike:
            total /= self.norms
        return total

    def _added(self, sought: QueryVector) -> Float64Array:
        """The sums for one that is sought, in the order of places and not yet divided by norms."""
        starts = self.starts.take(sought.columns)
        lengths = self.starts.take(sought.columns + 1) - starts
        places = self.numbers.take(concat_ranges(starts, lengths))
        sums = np.bincount(places, sought.values.repeat(lengths), len(self))
        return sums.astype(np.float64, copy=False)  # nothing at all adds up to integers

    @property
    def marks(self) -> ColumnBitmap:
        """Which of the most common columns each row holds, in the order of places."""
        if not self._made:
            self._made.append(build_bitmap(self.starts, self.numbers, len(self)))
        return self._made[0]

    def best_by_entry(self, similarities: Float32Array, entries: int) -> Float32Array:
        """The similarity of each entry's most similar phrasing; 0 for an entry without any."""
        best = np.zeros(entries, dtype=np.float32)
        if len(self.owners):
            best[self.owners] = np.maximum.reduceat(similarities, self.firsts)
        return best


def build_index(phrasings: Sequence[tuple[int, Tokens]]) -> Index:
    """An index of (entry number, tokens) pairs, the entries in ascending order."""
    matrix = build_matrix(tokens for _, tokens in phrasings)
    return index_of_matrix(matrix, [entry for entry, _ in phrasings])


def reuse_or_build(rows: TokenMatrix, owners: Int32Array, before: Index | None) -> Index:
    """An index of rows: the one before, where it is of the same."""
    if before and rows is before.rows and np.array_equal(owners, before.owner_of):
        return before
    return index_of_matrix(rows, owners)


def index_of_matrix(rows: TokenMatrix, owners: Sequence[int] | Int32Array) -> Index:
    """An index of rows and the entry that each belongs to, the entries in ascending order."""
    holders = np.bincount(rows.held, minlength=len(rows.columns))
    columns = _by_name(rows, holders)
    weights = np.array([*(weight for _, weight in rows.columns), 0.0])
    rarities = _rarities(len(rows), holders, columns.values())
    owner_of = np.array(owners, dtype=np.int32)
    held, firsts = np.unique(owner_of, return_index=True)
    norms = _norms(rows, weights * weights * rarities)
    by_norm = np.argsort(norms, kind="stable").astype(np.int32)
    return Index(
        columns=columns,
        weights=weights,
        rarities=rarities,
        starts=np.concatenate((np.zeros(1, np.int64), holders.cumsum())),
        numbers=_numbers(rows, by_norm),
        owners=held,
        firsts=firsts,
        owner_of=owner_of,
        norms=norms,
        by_norm=by_norm,
        place_of=_inverse(by_norm),
        ascending=norms[by_norm],
        rows=rows,
    )


def _by_name(rows: TokenMatrix, holders: Int64Array) -> dict[str, tuple[int, ...]]:
    """The columns of each token that some row holds."""
    columns: dict[str, tuple[int, ...]] = {}
    for ((token, _), column), many in zip(rows.columns.items(), holders.tolist(), strict=True):
        if many:
            columns[token] = (*columns.get(token, ()), column)
    return columns


def _rarities(total: int, holders: Int64Array, columns: Iterable[tuple[int, ...]]) -> Float64Array:
    """Inverse document frequency as in Lucene's BM25: never negative; the last is that of no column."""
    holding = np.concatenate((holders, np.ones(1))).astype(np.float64)
    for several in (held for held in columns if len(held) > 1):
        holding[list(several)] = holders[list(several)].sum()
    rarities: Float64Array = np.log(1 + (total - holding + 0.5) / (holding + 0.5))
    return rarities


def _norms(rows: TokenMatrix, scores: Float64Array) -> Float32Array:
    """The root of what each row scores against itself, by the score of each column."""
    own = segment_sums(scores[rows.held], np.diff(rows.starts))
    return np.sqrt(np.maximum(own, _LEAST)).astype(np.float32)


def _inverse(order: Int32Array) -> Int32Array:
    """The place of each number in an order."""
    places = np.empty_like(order)
    places[order] = np.arange(len(order), dtype=order.dtype)
    return places


def _numbers(rows: TokenMatrix, by_norm: Int32Array) -> Int32Array:
    """The postings of all columns: places in the order of norms."""
    lengths = np.diff(rows.starts)[by_norm]
    parts = (by_norm[start : start + _AT_ONCE] for start in range(0, len(by_norm), _AT_ONCE))
    held = np.concatenate([rows.held[:0], *(rows.held_by(part) for part in parts)])
    place_of = np.repeat(np.arange(len(by_norm), dtype=np.int32), lengths)
    return place_of[_by_column(held, len(rows.columns))]


def _by_column(held: ColumnArray, most: int) -> Int64Array:
    """The order of the columns' numbers, equal ones as they stand; sorting halves of 16 bits is linear."""
    order = np.argsort((held & 0xFFFF).astype(np.uint16), kind="stable")
    if most <= 1 << 16:
        return order
    return order[np.argsort((held[order] >> 16).astype(np.uint16), kind="stable")]
