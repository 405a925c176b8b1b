"""Weighted tokens of many texts as arrays, so that an index is made without a loop over its postings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a text, all one behind the other: row i reaches from `starts[i]` to `starts[i + 1]`.

    `ids` numbers every token that was ever met here; some may stand in no row any more.
    """

    ids: dict[str, int]
    tokens: NDArray[np.int32]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


NONE = Rows({}, np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(1, np.int64))


def rows_of(texts: Iterable[Tokens | range], before: Rows = NONE) -> Rows:
    """Rows of texts, in their order; a range stands for rows that are taken over from before."""
    joined = _joined(texts)
    if joined == [range(len(before))]:
        return before
    ids = dict(before.ids)
    pieces = [
        _taken(before, piece) if isinstance(piece, range) else _numbered(piece, ids) for piece in joined
    ]
    lengths = [np.zeros(1, np.int64), *(lengths for _, _, lengths in pieces)]
    return Rows(
        ids=ids,
        tokens=np.concatenate([NONE.tokens, *(tokens for tokens, _, _ in pieces)]),
        weights=np.concatenate([NONE.weights, *(weights for _, weights, _ in pieces)]),
        starts=np.cumsum(np.concatenate(lengths)),
    )


Piece = tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]]


def _joined(texts: Iterable[Tokens | range]) -> Sequence[list[Tokens] | range]:
    """Neighbouring ranges as one, neighbouring new texts as one list: few pieces are quickly put together."""
    joined: list[list[Tokens] | range] = []
    for text in texts:
        last = joined[-1] if joined else None
        if isinstance(text, range) and isinstance(last, range) and last.stop == text.start:
            joined[-1] = range(last.start, text.stop)
        elif isinstance(text, range):
            joined.append(text)
        elif isinstance(last, list):
            last.append(text)
        else:
            joined.append([text])
    return joined


def _taken(before: Rows, rows: range) -> Piece:
    start, end = before.starts[rows.start], before.starts[rows.stop]
    lengths = np.diff(before.starts[rows.start : rows.stop + 1])
    return before.tokens[start:end], before.weights[start:end], lengths


def _numbered(texts: Sequence[Tokens], ids: dict[str, int]) -> Piece:
    """New rows; a token not met before gets the next number."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    most = int(lengths.sum())
    numbers = (ids.setdefault(token, len(ids)) for text in texts for token in text)
    weights = chain.from_iterable(text.values() for text in texts)
    return np.fromiter(numbers, np.int32, most), np.fromiter(weights, np.float32, most), lengths


def spans(lengths: Iterable[int]) -> list[range]:
    """Stretches of these lengths, one behind the other."""
    ends = list(accumulate(lengths, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]
