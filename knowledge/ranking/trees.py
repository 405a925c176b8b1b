"""Gradient-boosted decision trees for binary classification, evaluated by bit masks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# A leaf (what it adds to the log odds), or [feature number, threshold, branch at or below, branch above].
Branch = float | list[Any]
Leaves = np.unsignedinteger[Any]  # leaves of a tree, as bits
Masks = NDArray[Leaves]
_MOST_LEAVES = 32
# Of a number in single precision: where its exponent begins, and what that is for 1.
_EXPONENT, _BIAS = 23, 127


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Trees:
    """Boosted trees (Friedman 2001), evaluated by the bit masks of QuickScorer (Lucchese et al. 2015).

    The leaves of a tree are bits, the leftmost the lowest. A node whose threshold the value exceeds clears
    the leaves of its lower branch; the lowest bit left after all nodes is the leaf where the tree exits.

    Attributes:
        features: the names of the input columns.
        thresholds: the ascending thresholds of each feature, padded with infinity (features × most).
        offsets: the first row of `masks` of each feature.
        masks: row `offsets[f] + n` holds the leaves of each tree that remain when the value of feature f
            exceeds the first n of its thresholds (rows × trees); of the smallest type with a bit for each.
        leaf_values: what each leaf adds to the log odds, tree by tree (trees · most leaves).
        first_leaves: where the leaves of each tree begin in `leaf_values` (trees).
    """

    features: tuple[str, ...]
    thresholds: NDArray[np.float64]
    offsets: NDArray[np.int64]
    masks: Masks
    leaf_values: NDArray[np.float64]
    first_leaves: NDArray[np.int64]

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of the positive class for each row (rows × features)."""
        return self._sigmoid_of_sum(self._remaining_leaves(rows))

    def probabilities_with(
        self, rows: NDArray[np.float64], feature: str, value: float
    ) -> NDArray[np.float64]:
        """The probabilities of all rows, followed by those of all rows with a feature raised to a value.

        Raising a value only clears further leaves, so that the other features are evaluated once.

        Returns:
            Twice as many probabilities as rows; both halves are equal if no tree reads the feature.
        """
        leaves = raised = self._remaining_leaves(rows)
        if feature in self.features:
            number = self.features.index(feature)
            exceeded = self.thresholds[number].searchsorted(value)
            raised = leaves & self.masks[self.offsets[number] + exceeded]
        return self._sigmoid_of_sum(np.concatenate((leaves, raised)))

    def _remaining_leaves(self, rows: NDArray[np.float64]) -> Masks:
        """The leaves of each tree that no node clears, as bits (rows × trees)."""
        exceeded = (rows.T[:, :, None] <= self.thresholds[:, None]).argmax(axis=2)
        masks = self.masks.take(exceeded + self.offsets[:, None], axis=0)
        leaves: Masks = np.bitwise_and.reduce(masks, axis=0)
        return leaves

    def _sigmoid_of_sum(self, leaves: Masks) -> NDArray[np.float64]:
        """The probability of each row: the sigmoid of the sum of its exit leaves (the lowest bits left).

        The number of the only bit of an integer is the exponent of its value.
        """
        lowest = (leaves & -leaves).astype(np.float32)
        exits = (lowest.view(np.int32) >> _EXPONENT) + (self.first_leaves - _BIAS)
        log_odds = self.leaf_values.take(exits).sum(axis=1)
        probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-log_odds))
        return probabilities


def read_trees(path: Path) -> Trees:
    """Reads a file written by `write_trees`."""
    stored = json.loads(path.read_text("utf-8"))
    return compile_trees(tuple(stored["features"]), stored["trees"])


def write_trees(path: Path, features: Sequence[str], trees: Sequence[Branch]) -> None:
    """Writes trees as JSON: the names of the features, and a nested list for each tree on its own line."""
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(f'{{"features": {json.dumps(list(features))},\n"trees": [\n{lines}\n]}}\n', "utf-8")


def compile_trees(features: tuple[str, ...], trees: Sequence[Branch]) -> Trees:
    """Compiles nested branches to bit masks.

    Raises:
        ValueError: a tree has more than 32 leaves.
    """
    leaves: list[list[float]] = [[] for _ in trees]
    nodes = [node for number, tree in enumerate(trees) for node in _nodes(tree, number, leaves[number])]
    most = max(map(len, leaves), default=0)
    if most > _MOST_LEAVES:
        raise ValueError(f"a tree has more than {_MOST_LEAVES} leaves")
    of_features = [
        sorted({node.threshold for node in nodes if node.feature == f}) for f in range(len(features))
    ]
    thresholds = np.full((len(features), max(map(len, of_features), default=0) + 1), np.inf)
    for feature, ascending in enumerate(of_features):
        thresholds[feature, : len(ascending)] = ascending
    smallest: type[Leaves] = np.uint16 if most <= np.iinfo(np.uint16).bits else np.uint32
    every = smallest((1 << most) - 1)
    masks = [_masks(f, known, nodes, len(trees), every) for f, known in enumerate(of_features)]
    leaf_values = np.zeros((len(trees), most))
    for number, of_tree in enumerate(leaves):
        leaf_values[number, : len(of_tree)] = of_tree
    return Trees(
        features=features,
        thresholds=thresholds,
        offsets=np.cumsum([0, *(len(ascending) + 1 for ascending in of_features)])[:-1],
        masks=np.concatenate(masks),
        leaf_values=leaf_values.ravel(),
        first_leaves=np.arange(len(trees)) * most,
    )


class _Node(NamedTuple):
    """An inner node; `lower` holds the bits of the leaves that a value above the threshold clears."""

    tree: int
    feature: int
    threshold: float
    lower: int


def _nodes(branch: Branch, tree: int, leaves: list[float]) -> Iterator[_Node]:
    """Yields the inner nodes of a branch and appends its leaves, from left to right, to `leaves`."""
    if not isinstance(branch, list):
        leaves.append(branch)
        return
    feature, threshold, below, above = branch
    first = len(leaves)
    yield from _nodes(below, tree, leaves)
    lower = (1 << len(leaves)) - (1 << first)
    yield _Node(tree, feature, threshold, lower)
    yield from _nodes(above, tree, leaves)


def _masks(
    feature: int, thresholds: Sequence[float], nodes: Sequence[_Node], trees: int, every: Leaves
) -> Masks:
    """The leaves that remain for each number of thresholds exceeded (thresholds + 1 × trees).

    Args:
        every: the bits of all leaves of a tree.
    """
    rows = {threshold: row for row, threshold in enumerate(thresholds, 1)}
    masks = np.full((len(thresholds) + 1, trees), every)
    for node in nodes:
        if node.feature == feature:
            masks[rows[node.threshold], node.tree] &= every & ~type(every)(node.lower)
    accumulated: Masks = np.bitwise_and.accumulate(masks, axis=0)
    return accumulated
