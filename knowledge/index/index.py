"""An inverted index of texts: their cosine similarity to a question and how much of it they cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import NamedTuple

import numpy as np

from knowledge.index.arrays import ColumnArray, Float32Array, Float64Array, Int32Array, Int64Array
from knowledge.index.bitmap import ColumnBitmap, build_bitmap
from knowledge.index.matrix import TokenMatrix, build_matrix, concat_ranges, segment_sums
from knowledge.index.tokens import Tokens
from knowledge.index.values import cosine_values, coverage_values

_AT_ONCE = 1 << 16  # rows a step; all in one would need gigabytes
_LEAST = 1e-6  # keeps divisors above zero
_NOWHERE = (-1,)  # the column of a token that no row holds


class QueryVector(NamedTuple):
    """A sparse query: a row scores the sum of `values[i]` over the `columns[i]` that it holds.

    Attributes:
        columns: column numbers of the index.
        values: what each of these columns adds to the score of a row that holds it.
        is_cosine: whether the sum is divided by the norm of the row.
    """

    columns: Int64Array
    values: Float64Array
    is_cosine: bool


@dataclass(frozen=True, slots=True)
class Index:
    """An inverted index over the rows of a token matrix, one row a text.

    Row positions are rows sorted by norm: postings hold positions, so that the rows with the smallest norms,
    which may score highest, come first. The texts of an entry are adjacent.

    Attributes:
        columns: the columns of each token (one for each of its weights).
        weights: the weight of the token of each column; 0 last, for tokens in no row (columns + 1).
        rarities: the inverse document frequency of the token of each column (columns + 1).
        starts: where the postings of each column begin in `postings`, and the total length last.
        postings: the ascending positions of the rows that hold each column, concatenated.
        owners: the entries that have a text, ascending.
        first_rows: the first row of each of `owners`.
        owner_of: the entry of each row.
        norms: the Euclidean norm of each row; token weights count by the root of their rarity.
        by_norm: the row at each position.
        position_of: the position of each row.
        sorted_norms: the norms in the order of positions.
        matrix: the texts of the index.
        buffers: score buffers to be reused by searches (`pruning`).
    """

    columns: dict[str, tuple[int, ...]]
    weights: Float64Array
    rarities: Float64Array
    starts: Int64Array
    postings: Int32Array
    owners: Int32Array
    first_rows: Int64Array
    owner_of: Int32Array
    norms: Float32Array
    by_norm: Int32Array
    position_of: Int32Array
    sorted_norms: Float32Array
    matrix: TokenMatrix
    buffers: list[Float32Array] = field(default_factory=list, init=False, compare=False, repr=False)
    _bitmap: list[ColumnBitmap] = field(default_factory=list, init=False, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Index], tuple[object, ...]]:
        """Pickles without the score buffers and the bitmap, which are rebuilt quickly."""
        return Index, tuple(getattr(self, attribute.name) for attribute in fields(self) if attribute.init)

    def __len__(self) -> int:
        return len(self.norms)

    def holds(self, token: str) -> bool:
        """Whether any text has a token."""
        return any(self.starts[column] < self.starts[column + 1] for column in self.columns.get(token, ()))

    def rarity(self, token: str) -> float:
        """The inverse document frequency of a token."""
        return float(self.rarities[self.columns.get(token, _NOWHERE)[0]])

    def similarities(self, query: Tokens) -> Float32Array:
        """The cosine similarity of each text to a query, from 0 to 1 (rows)."""
        return self.score_all(self.cosine_query(query))

    def cosine_query(self, query: Tokens) -> QueryVector:
        """The query vector whose scores are cosine similarities."""
        columns, weights, rarities, counts = self._columns_of(query)
        values = cosine_values(weights, rarities).repeat(counts) * self.weights[columns]
        present = columns >= 0
        columns, values = columns[present], values[present]
        return QueryVector(columns, values, is_cosine=True)

    def coverage_query(self, query: Tokens) -> QueryVector:
        """The query vector whose scores are the IDF-weighted share of the query in a text, 0 to 1."""
        columns, weights, rarities, counts = self._columns_of(query)
        present = columns >= 0
        values = coverage_values(weights, rarities).repeat(counts)[present]
        return QueryVector(columns[present], values, is_cosine=False)

    def _columns_of(self, query: Tokens) -> tuple[Int64Array, Float64Array, Float64Array, Int64Array]:
        """The columns of all tokens of a query; the weight, rarity and number of columns of each token.

        A token that no row holds has the single column -1.
        """
        of_tokens = [self.columns.get(token, _NOWHERE) for token in query]
        columns = np.fromiter(chain.from_iterable(of_tokens), np.int64)
        counts = np.fromiter(map(len, of_tokens), np.int64, len(of_tokens))
        rarities = self.rarities[columns[counts.cumsum() - counts]]
        return columns, np.fromiter(query.values(), np.float64, len(query)), rarities, counts

    def score_all(self, *queries: QueryVector) -> Float32Array:
        """The score of each row; of several query vectors, which must be of one kind, the highest (rows)."""
        sums = self._accumulated(queries[0])
        for other in queries[1:]:
            np.maximum(sums, self._accumulated(other), out=sums)
        total: Float32Array = sums.take(self.position_of).astype(np.float32)
        if queries[0].is_cosine:
            total /= self.norms
        return total

    def _accumulated(self, query: QueryVector) -> Float64Array:
        """The sums of a query vector, by position and not yet divided by norms."""
        starts = self.starts.take(query.columns)
        lengths = self.starts.take(query.columns + 1) - starts
        positions = self.postings.take(concat_ranges(starts, lengths))
        sums = np.bincount(positions, query.values.repeat(lengths), len(self))
        return sums.astype(np.float64, copy=False)  # an empty array gives integers

    @property
    def bitmap(self) -> ColumnBitmap:
        """Which of the most frequent columns each row holds, by position; built at the first use."""
        if not self._bitmap:
            self._bitmap.append(build_bitmap(self.starts, self.postings, len(self)))
        return self._bitmap[0]

    def best_by_entry(self, similarities: Float32Array, entries: int) -> Float32Array:
        """The highest similarity of a row of each entry; 0 for an entry without any (entries)."""
        best = np.zeros(entries, dtype=np.float32)
        if len(self.owners):
            best[self.owners] = np.maximum.reduceat(similarities, self.first_rows)
        return best


def build_index(phrasings: Sequence[tuple[int, Tokens]]) -> Index:
    """An index of (entry number, tokens) pairs, in ascending order of the entries."""
    matrix = build_matrix(tokens for _, tokens in phrasings)
    return index_of_matrix(matrix, [entry for entry, _ in phrasings])


def reuse_or_build(matrix: TokenMatrix, owners: Int32Array, before: Index | None) -> Index:
    """The previous index if it is of this matrix and these owners; else a new one."""
    if before and matrix is before.matrix and np.array_equal(owners, before.owner_of):
        return before
    return index_of_matrix(matrix, owners)


def index_of_matrix(matrix: TokenMatrix, owners: Sequence[int] | Int32Array) -> Index:
    """An index of a matrix.

    Args:
        matrix: a row for each text.
        owners: the entry of each row, ascending.
    """
    holders = np.bincount(matrix.indices, minlength=len(matrix.columns))
    columns = _columns_by_token(matrix, holders)
    weights = np.array([*(weight for _, weight in matrix.columns), 0.0])
    rarities = _rarities(len(matrix), holders, columns.values())
    owner_of = np.array(owners, dtype=np.int32)
    entries, first_rows = np.unique(owner_of, return_index=True)
    norms = _norms(matrix, weights * weights * rarities)
    by_norm = np.argsort(norms, kind="stable").astype(np.int32)
    return Index(
        columns=columns,
        weights=weights,
        rarities=rarities,
        starts=np.concatenate((np.zeros(1, np.int64), holders.cumsum())),
        postings=_postings(matrix, by_norm),
        owners=entries,
        first_rows=first_rows,
        owner_of=owner_of,
        norms=norms,
        by_norm=by_norm,
        position_of=_inverse(by_norm),
        sorted_norms=norms[by_norm],
        matrix=matrix,
    )


def _columns_by_token(matrix: TokenMatrix, holders: Int64Array) -> dict[str, tuple[int, ...]]:
    """The columns of each token, without those that no row holds; `holders` is the rows of each column."""
    columns: dict[str, tuple[int, ...]] = {}
    for ((token, _), column), many in zip(matrix.columns.items(), holders.tolist(), strict=True):
        if many:
            columns[token] = (*columns.get(token, ()), column)
    return columns


def _rarities(total: int, holders: Int64Array, columns: Iterable[tuple[int, ...]]) -> Float64Array:
    """The inverse document frequency of each column: ln(1 + (N - n + 0.5) / (n + 0.5)), as in Lucene's BM25.

    It is never negative. The columns of one token count together; the last value stands for no column.
    """
    holding = np.concatenate((holders, np.ones(1))).astype(np.float64)
    for several in (group for group in columns if len(group) > 1):
        holding[list(several)] = holders[list(several)].sum()
    rarities: Float64Array = np.log(1 + (total - holding + 0.5) / (holding + 0.5))
    return rarities


def _norms(matrix: TokenMatrix, scores: Float64Array) -> Float32Array:
    """The Euclidean norm of each row, given the squared weight of each column (rows)."""
    own = segment_sums(scores[matrix.indices], np.diff(matrix.starts))
    return np.sqrt(np.maximum(own, _LEAST)).astype(np.float32)


def _inverse(order: Int32Array) -> Int32Array:
    """The inverse of a permutation."""
    inverse = np.empty_like(order)
    inverse[order] = np.arange(len(order), dtype=order.dtype)
    return inverse


def _postings(matrix: TokenMatrix, by_norm: Int32Array) -> Int32Array:
    """The postings of all columns, concatenated: the ascending positions of the rows that hold each."""
    lengths = np.diff(matrix.starts)[by_norm]
    parts = (by_norm[start : start + _AT_ONCE] for start in range(0, len(by_norm), _AT_ONCE))
    columns = np.concatenate([matrix.indices[:0], *(matrix.columns_of(part) for part in parts)])
    positions = np.repeat(np.arange(len(by_norm), dtype=np.int32), lengths)
    return positions[_stable_order(columns, len(matrix.columns))]


def _stable_order(columns: ColumnArray, count: int) -> Int64Array:
    """The stable order that sorts column numbers below `count`: a radix sort by halves of 16 bits."""
    order = np.argsort((columns & 0xFFFF).astype(np.uint16), kind="stable")
    if count <= 1 << 16:
        return order
    return order[np.argsort((columns[order] >> 16).astype(np.uint16), kind="stable")]
