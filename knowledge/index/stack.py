"""A stack of indexes: small ones, one behind the other, in all of which a question is scored in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from knowledge.index.arrays import Float64Array, Int64Array
from knowledge.index.index import Index
from knowledge.index.matrix import concat_ranges
from knowledge.index.tokens import Tokens

_MOST = 500_000  # postings; more are better scored index by index, since stacking them takes too long
TokenValues = Callable[[Float64Array, Float64Array], Float64Array]  # of the weights and rarities of tokens


@dataclass(frozen=True, slots=True)
class Layer:
    """An index of a stack.

    Attributes:
        values: what the tokens of a question add to the score of a row.
        weighted: whether each counts by its weight in the row too.
    """

    index: Index
    values: TokenValues
    weighted: bool


@dataclass(frozen=True, slots=True)
class IndexStack:
    """Several indexes as one: a token is looked up once, and one pass over the postings scores all rows.

    A cell is one token in one index. Every index has a cell for each token that any of them holds, and a last
    one for all other tokens. The scores are those of the indexes themselves, to the last bit.

    Attributes:
        numbers: the number of each token.
        values: what the tokens of a question add to the score of a row, for each index.
        first_cells: the number of the first cell of each index (indexes × 1).
        rarities: the inverse document frequency of the token of each cell, in its index.
        starts: where the postings of each cell begin, and the total length last (cells + 1).
        rows: the rows of all postings; those of an index are counted on from the one below it.
        weights: by how much each posting counts.
        ends: where the rows of each index end.
    """

    numbers: dict[str, int]
    values: tuple[TokenValues, ...]
    first_cells: Int64Array
    rarities: Float64Array
    starts: Int64Array
    rows: Int64Array
    weights: Float64Array
    ends: Int64Array

    def sums(self, query: Tokens) -> list[Float64Array]:
        """For each index, what the tokens of a question add up to in each of its rows."""
        number, unknown = self.numbers.get, len(self.numbers)
        tokens = np.fromiter([number(token, unknown) for token in query], np.int64, len(query))
        weights = np.fromiter(query.values(), np.float64, len(query))
        cells = tokens + self.first_cells
        layers = zip(self.values, self.rarities.take(cells), strict=True)
        values = np.concatenate([values_of(weights, rarities) for values_of, rarities in layers])
        starts = self.starts.take(cells.ravel())
        lengths = self.starts.take(cells.ravel() + 1) - starts
        postings = concat_ranges(starts, lengths)
        added = values.repeat(lengths) * self.weights.take(postings)
        sums = np.bincount(self.rows.take(postings), added, self.ends[-1])
        return np.split(sums.astype(np.float64, copy=False), self.ends[:-1])


def stacked(layers: Sequence[Layer]) -> IndexStack | None:
    """A stack of these indexes; None if they are too large for one."""
    if sum(len(layer.index.postings) for layer in layers) > _MOST:
        return None
    numbers = {token: number for number, token in enumerate(_tokens(layer.index for layer in layers))}
    below = np.cumsum([0, *(len(layer.index) for layer in layers)])
    cells = [_cells(layer, numbers) for layer in layers]
    lengths = np.concatenate([held.lengths for held in cells])
    return IndexStack(
        numbers=numbers,
        values=tuple(layer.values for layer in layers),
        first_cells=np.arange(len(layers))[:, np.newaxis] * (len(numbers) + 1),
        rarities=np.concatenate([held.rarities for held in cells]),
        starts=np.concatenate((np.zeros(1, np.int64), lengths.cumsum())),
        rows=np.concatenate([held.rows + first for held, first in zip(cells, below.tolist(), strict=False)]),
        weights=np.concatenate([held.weights for held in cells]),
        ends=below[1:],
    )


def _tokens(indexes: Iterable[Index]) -> dict[str, None]:
    """All tokens of these indexes, each once."""
    return dict.fromkeys(token for index in indexes for token in index.columns)


class _Cells(NamedTuple):
    """The cells of one index, in the order of the tokens: their rarities, and how many postings each has.

    `rows` and `weights` are those of the postings of all cells, concatenated.
    """

    rarities: Float64Array
    lengths: Int64Array
    rows: Int64Array
    weights: Float64Array


def _cells(layer: Layer, numbers: dict[str, int]) -> _Cells:
    """The cells of an index for tokens of these numbers; the columns of a token make one cell."""
    index = layer.index
    columns, tokens = _columns(index, numbers)
    rarities = np.full(len(numbers) + 1, index.rarities[-1])
    rarities[tokens] = index.rarities[columns]
    starts = index.starts.take(columns)
    lengths = index.starts.take(columns + 1) - starts
    positions = index.postings.take(concat_ranges(starts, lengths))
    weights = index.weights[columns].repeat(lengths)
    return _Cells(
        rarities=rarities,
        lengths=np.bincount(tokens, lengths, len(numbers) + 1).astype(np.int64),
        rows=index.by_norm.take(positions).astype(np.int64),
        weights=weights if layer.weighted else np.ones_like(weights),
    )


def _columns(index: Index, numbers: dict[str, int]) -> tuple[Int64Array, Int64Array]:
    """The columns of an index, and the number of the token of each, by which they are ordered."""
    pairs = [(numbers[token], column) for token, columns in index.columns.items() for column in columns]
    tokens, columns = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T
    return columns, tokens
