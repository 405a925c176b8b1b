"""Boosted decision trees: a probability from a few measures, each tree adding to its log odds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Branch = float | list[Any]  # a leaf, or [feature number, limit, branch at or below it, branch above]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Trees:
    """Trees over named features (Friedman 2001), all their nodes in one row; a leaf leads to itself.

    Attributes:
        features: the names of the columns that the trees read.
        roots: the first node of each tree.
        feature, limit: which feature a node looks at, and up to which value `below` is next, else `above`.
        value: what a leaf adds to the log odds; 0 elsewhere.
        depth: the most steps from a root to a leaf.
    """

    features: tuple[str, ...]
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    limit: NDArray[np.float64]
    below: NDArray[np.intp]
    above: NDArray[np.intp]
    value: NDArray[np.float64]
    depth: int

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each row (rows × features)."""
        numbers = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            lower = rows[numbers, self.feature[node]] <= self.limit[node]
            node = np.where(lower, self.below[node], self.above[node])
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-self.value[node].sum(axis=1)))
        return chances


def read_trees(path: Path) -> Trees:
    """The trees of a file as `write_trees` left it."""
    held = json.loads(path.read_text("utf-8"))
    return planted(tuple(held["features"]), held["trees"])


def write_trees(path: Path, features: Sequence[str], trees: Sequence[Branch]) -> None:
    """Keeps trees as nested lists, one tree a line."""
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(f'{{"features": {json.dumps(list(features))},\n"trees": [\n{lines}\n]}}\n', "utf-8")


def planted(features: tuple[str, ...], trees: Sequence[Branch]) -> Trees:
    """Trees from nested branches; a bare number is a leaf."""
    nodes: list[list[float]] = []
    roots, depths = [], []
    for tree in trees:
        roots.append(len(nodes))
        depths.append(_plant(tree, nodes))
    held = np.array(nodes, dtype=np.float64).reshape(-1, 5)
    feature, below, above = (held[:, column].astype(np.intp) for column in (0, 2, 3))
    return Trees(
        features=features,
        roots=np.array(roots, dtype=np.intp),
        feature=feature,
        limit=held[:, 1],
        below=below,
        above=above,
        value=held[:, 4],
        depth=max(depths, default=0),
    )


def _plant(branch: Branch, nodes: list[list[float]]) -> int:
    """Adds a branch's nodes; how many steps its farthest leaf is away."""
    place = len(nodes)
    if not isinstance(branch, list):
        nodes.append([0, 0, place, place, branch])
        return 0
    feature, limit, below, above = branch
    nodes.append([])
    steps = 1 + _plant(below, nodes)
    other = len(nodes)
    steps = max(steps, 1 + _plant(above, nodes))
    nodes[place] = [feature, limit, place + 1, other, 0]
    return steps
