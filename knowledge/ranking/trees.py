"""Boosted decision trees: a probability from a few measures, each tree adding to its log odds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Branch = float | list[Any]  # a leaf, or [feature number, limit, branch at or below it, branch above]
_MOST_LEAVES = 32
_ALL = 2**_MOST_LEAVES - 1


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Trees:
    """Trees over named features (Friedman 2001), evaluated by bit masks (Lucchese et al. 2015, QuickScorer).

    The leaves of a tree are bits, the leftmost the lowest. A value above a node's limit leads away from the
    leaves of the node's lower branch; the lowest leaf that no node leads away from is where the tree ends.

    Attributes:
        features: the names of the columns that the trees read.
        limits: the limits of each feature in ascending order, each row filled up with infinity.
        begins: the row of `left` where each feature begins.
        left: the leaves of each tree that are left when a feature's value is above so many of its limits.
        values: what each leaf of a tree adds to the log odds (trees × most leaves).
    """

    features: tuple[str, ...]
    limits: NDArray[np.float64]
    begins: NDArray[np.int64]
    left: NDArray[np.uint32]
    values: NDArray[np.float64]

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each row (rows × features)."""
        return self._added_up(self._left(rows))

    def probabilities_with(
        self, rows: NDArray[np.float64], feature: str, value: float
    ) -> NDArray[np.float64]:
        """The probability of each row, and then of each with a feature raised to a value.

        Leaves are only taken away as a value rises, so that the other features are looked at once.
        """
        left = raised = self._left(rows)
        if feature in self.features:
            number = self.features.index(feature)
            raised = left & self.left[self.begins[number] + self.limits[number].searchsorted(value)]
        return self._added_up(np.concatenate((left, raised)))

    def _left(self, rows: NDArray[np.float64]) -> NDArray[np.uint32]:
        """What is left of the leaves of each tree for each row (rows × trees)."""
        above = (rows.T[:, :, None] <= self.limits[:, None]).argmax(axis=2)  # the first that it is not above
        left: NDArray[np.uint32] = np.bitwise_and.reduce(
            self.left.take(above + self.begins[:, None], axis=0), axis=0
        )
        return left

    def _added_up(self, left: NDArray[np.uint32]) -> NDArray[np.float64]:
        """The probability by the lowest leaf of each tree that is left."""
        _, bits = np.frexp((left & -left).astype(np.float32))  # the lowest leaf is bit 1, 2, 3 …
        trees, leaves = self.values.shape
        odds = self.values.ravel().take(np.arange(trees) * leaves - 1 + bits).sum(axis=1)
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return chances


def read_trees(path: Path) -> Trees:
    """The trees of a file as `write_trees` left it."""
    held = json.loads(path.read_text("utf-8"))
    return compile_trees(tuple(held["features"]), held["trees"])


def write_trees(path: Path, features: Sequence[str], trees: Sequence[Branch]) -> None:
    """Keeps trees as nested lists, one tree a line."""
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(f'{{"features": {json.dumps(list(features))},\n"trees": [\n{lines}\n]}}\n', "utf-8")


def compile_trees(features: tuple[str, ...], trees: Sequence[Branch]) -> Trees:
    """Trees from nested branches; a bare number is a leaf. ValueError when a tree has too many leaves."""
    leaves: list[list[float]] = [[] for _ in trees]
    nodes = [node for number, tree in enumerate(trees) for node in _planted(tree, number, leaves[number])]
    if max(map(len, leaves), default=0) > _MOST_LEAVES:
        raise ValueError(f"a tree has more than {_MOST_LEAVES} leaves")
    held = [sorted({node.limit for node in nodes if node.feature == f}) for f in range(len(features))]
    limits = np.full((len(features), max(map(len, held), default=0) + 1), np.inf)
    for feature, known in enumerate(held):
        limits[feature, : len(known)] = known
    values = np.zeros((len(trees), max(map(len, leaves), default=0)))
    for number, told in enumerate(leaves):
        values[number, : len(told)] = told
    begins = np.cumsum([0, *(len(known) + 1 for known in held)])[:-1]
    left = np.concatenate([_left(f, known, nodes, len(trees)) for f, known in enumerate(held)])
    return Trees(features=features, limits=limits, begins=begins, left=left, values=values)


class _Node(NamedTuple):
    """A node of a tree; `leaves` are the bits that stay when a value is above the limit."""

    tree: int
    feature: int
    limit: float
    leaves: int


def _planted(branch: Branch, tree: int, leaves: list[float]) -> Iterator[_Node]:
    """The nodes of a branch; its leaves are added, from left to right."""
    if not isinstance(branch, list):
        leaves.append(branch)
        return
    feature, limit, below, above = branch
    first = len(leaves)
    yield from _planted(below, tree, leaves)
    lower = (1 << len(leaves)) - (1 << first)
    yield _Node(tree, feature, limit, _ALL & ~lower)
    yield from _planted(above, tree, leaves)


def _left(feature: int, limits: Sequence[float], nodes: Sequence[_Node], trees: int) -> NDArray[np.uint32]:
    """For each number of limits of a feature that a value is above, what is left of each tree's leaves."""
    rows = {limit: row for row, limit in enumerate(limits, 1)}
    left = np.full((len(limits) + 1, trees), _ALL, dtype=np.uint32)
    for node in nodes:
        if node.feature == feature:
            left[rows[node.limit], node.tree] &= np.uint32(node.leaves)
    accumulated: NDArray[np.uint32] = np.bitwise_and.accumulate(left, axis=0)
    return accumulated
