"""An index of texts: how alike each is to a question, and how much of the question it says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Columns, Numbers, Rows, added, rows_of, stretches
from knowledge.tokens import Tokens

Values = NDArray[np.float32]
Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# A column that more than one row in so many holds, and a few more, is common.
_COMMON, _FEW = 16, 500
_SPREAD = 64 * 2**20  # bytes, at most, of what is spread out
_LEAST = 1e-6  # in place of nothing, where it is divided by


class Sought(NamedTuple):
    """What a question adds to each row: `values[i]` where it holds the i-th of these columns.

    For how `alike` a row is, the sum is divided by the row's norm too, which makes it a cosine.
    """

    columns: Places
    values: Floats
    alike: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Rows and, for each of their columns, the postings: the rows that hold it, all one behind the other.

    `columns` tells the columns of each token that some row holds. Column c has the weight `weights[c]` and
    rarity `rarities[c]` of its token; its postings are the `holders[c]` from `starts[c]` of `numbers`,
    ascending. The last column is of what no row holds. The texts of an entry stand together:
    `owners[k]` is the k-th entry that has any, `firsts[k]` its first text and `owner_of[i]` the entry of
    text i. `norms[i]` is the root of what text i scores against itself, `lightest[c]` the least of those that
    hold a column. A column that more than `common` rows hold is added up, not picked.
    """

    columns: dict[str, tuple[int, ...]]
    weights: Floats
    rarities: Floats
    starts: Places
    holders: Places
    numbers: Numbers
    owners: Numbers
    firsts: Places
    owner_of: Numbers
    norms: Values
    lightest: Values
    rows: Rows
    common: int
    _spread: dict[int, Values] = field(default_factory=dict, compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Index], tuple[object, ...]]:
        """Without what was spread out, which is quickly made again."""
        return Index, tuple(getattr(self, held.name) for held in fields(self)[:-1])

    def __len__(self) -> int:
        return len(self.norms)

    def rarity(self, token: str) -> float:
        """How much a token tells: the fewer texts hold it, the more."""
        return float(self.rarities[self.columns.get(token, self._nowhere)[0]])

    @property
    def _nowhere(self) -> tuple[int, ...]:
        """The columns of a token that no row holds."""
        return (len(self.weights) - 1,)

    def similarities(self, query: Tokens) -> Values:
        """How alike each text is, from 0 to 1: the cosine, tokens weighed by the root of their rarity."""
        return self.summed(self.likeness(query))

    def shares(self, query: Tokens) -> Values:
        """How much of the question each text says, by the rarity of its tokens: between 0 and 1."""
        return self.summed(self.sayings(query))

    def likeness(self, query: Tokens) -> Sought:
        """What a question adds to the texts that it is like."""
        columns, weights, scored, counts = self._known(query)
        own_score = float(weights @ scored)
        values = (scored / math.sqrt(max(own_score, _LEAST))).repeat(counts)
        return Sought(columns, values * self.weights[columns], alike=True)

    def sayings(self, query: Tokens) -> Sought:
        """What a question adds to the texts that say some of it."""
        columns, _, scored, counts = self._known(query)
        return Sought(columns, (scored / max(float(scored.sum()), _LEAST)).repeat(counts), alike=False)

    def _known(self, query: Tokens) -> tuple[Places, Floats, Floats, Places]:
        """The columns of a question's tokens; each token's weight, weight by rarity and number of columns."""
        nowhere = self._nowhere
        held = [self.columns.get(token, nowhere) for token in query]
        columns = np.fromiter(chain.from_iterable(held), np.int64)
        counts = np.fromiter(map(len, held), np.int64, len(held))
        weights = np.fromiter(query.values(), np.float64, len(query))
        return columns, weights, weights * self.rarities[columns[counts.cumsum() - counts]], counts

    def summed(self, sought: Sought) -> Values:
        """For each row the values of the columns that it holds."""
        columns, values = sought.columns, sought.values
        lengths = self.holders[columns]
        common = (lengths > self.common).nonzero()[0]
        lengths[common] = 0
        total = self._picked(self.starts[columns], lengths, values)
        for place in common:
            total += np.float32(values[place]) * self._everywhere(int(columns[place]))
        if sought.alike:
            total /= self.norms
        return total

    def _picked(self, starts: Places, lengths: Places, values: Floats) -> Values:
        """For each row the values of the postings in stretches that begin here and are so long."""
        postings = stretches(starts, lengths)
        # bincount converts what is given in other types, and slowly
        numbers = self.numbers[postings].astype(np.int64)
        return np.bincount(numbers, values.repeat(lengths), len(self)).astype(np.float32)

    def _everywhere(self, column: int) -> Values:
        """Which rows hold a column, spread out: adding up beats picking where many hold it."""
        held = self._spread.get(column)
        if held is None:
            held = np.zeros(len(self), dtype=np.float32)
            held[self.postings(column)] = 1
            self._spread[column] = held
        return held

    def postings(self, column: int) -> Numbers:
        """The rows that hold a column."""
        return self.numbers[self.starts[column] :][: self.holders[column]]

    def best_by_entry(self, similarities: Values, entries: int) -> Values:
        """The similarity of each entry's most similar phrasing; 0 for an entry without any."""
        best = np.zeros(entries, dtype=np.float32)
        if len(self.owners):
            best[self.owners] = np.maximum.reduceat(similarities, self.firsts)
        return best


def build(phrasings: Sequence[tuple[int, Tokens]]) -> Index:
    """An index of (entry number, tokens) pairs, the entries in ascending order."""
    return of_rows(rows_of(tokens for _, tokens in phrasings), [number for number, _ in phrasings])


def renewed(rows: Rows, owners: Numbers, before: Index | None) -> Index:
    """An index of rows: the one before, where it is of the same."""
    if before and rows is before.rows and np.array_equal(owners, before.owner_of):
        return before
    return of_rows(rows, owners)


def of_rows(rows: Rows, owners: Sequence[int] | Numbers) -> Index:
    """An index of rows and the entry that each belongs to, the entries in ascending order."""
    holders = np.bincount(rows.held, minlength=len(rows.columns) + 1)
    columns = _by_name(rows, holders)
    weights = np.array([*(weight for _, weight in rows.columns), 0.0])
    rarities = _rarities(len(rows), holders, columns.values())
    owner_of = np.array(owners, dtype=np.int32)
    held, firsts = np.unique(owner_of, return_index=True)
    row_of = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))
    numbers = row_of[_by_column(rows.held, len(rows.columns))]
    norms = _norms(rows, weights * weights * rarities)
    return Index(
        columns=columns,
        weights=weights,
        rarities=rarities,
        starts=holders.cumsum() - holders,
        holders=holders,
        numbers=numbers,
        owners=held,
        firsts=firsts,
        owner_of=owner_of,
        norms=norms,
        lightest=_lightest(norms[numbers], holders),
        rows=rows,
        common=_common(len(rows), holders),
    )


def _by_name(rows: Rows, holders: Places) -> dict[str, tuple[int, ...]]:
    """The columns of each token that some row holds."""
    columns: dict[str, tuple[int, ...]] = {}
    for ((token, _), column), many in zip(rows.columns.items(), holders[:-1].tolist(), strict=True):
        if many:
            columns[token] = (*columns.get(token, ()), column)
    return columns


def _rarities(total: int, holders: Places, columns: Iterable[tuple[int, ...]]) -> Floats:
    """Inverse document frequency as in Lucene's BM25: never negative; what no row holds is held once."""
    holding = np.maximum(holders, 1).astype(np.float64)
    for several in (held for held in columns if len(held) > 1):
        holding[list(several)] = holders[list(several)].sum()
    rarities: Floats = np.log(1 + (total - holding + 0.5) / (holding + 0.5))
    return rarities


def _norms(rows: Rows, scores: Floats) -> Values:
    """The root of what each row scores against itself, by the score of each column."""
    own = added(scores[rows.held], np.diff(rows.starts))
    return np.sqrt(np.maximum(own, _LEAST)).astype(np.float32)


def _lightest(norms: Values, holders: Places) -> Values:
    """The least norm of the rows that hold each column, by the norms of all postings; 1 where none does."""
    least = np.ones(len(holders), dtype=np.float32)
    held = np.flatnonzero(holders)
    if len(held):
        least[held] = np.minimum.reduceat(norms, (holders.cumsum() - holders)[held])
    return least


def _common(total: int, holders: Places) -> int:
    """How many rows must hold a column to spread it out: enough to gain time, and all fit in memory."""
    most = max(_SPREAD // (4 * max(total, 1)), 1)
    often = int(np.partition(holders, -most)[-most]) if len(holders) > most else 0
    return max(total // _COMMON + _FEW, often)


def _by_column(held: Columns, most: int) -> Places:
    """The order of the columns' numbers, equal ones as they stand; sorting halves of 16 bits is linear."""
    order = np.argsort((held & 0xFFFF).astype(np.uint16), kind="stable")
    if most <= 1 << 16:
        return order
    return order[np.argsort((held[order] >> 16).astype(np.uint16), kind="stable")]
