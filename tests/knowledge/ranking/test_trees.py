"""Trees: compile_trees from nested branches, read as they were written."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from knowledge.ranking.trees import Branch, compile_trees, read_trees, write_trees

NAMES = ("warm", "dry")
TREES: list[Branch] = [[0, 10.0, -1.0, [1, 0.5, 0.0, 2.0]], 0.5]


def chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@pytest.mark.parametrize(
    ("warm", "dry", "odds"),
    [
        pytest.param(5, 1, -0.5, id="below the first limit"),
        pytest.param(10, 1, -0.5, id="at the limit still below"),
        pytest.param(11, 0.5, 0.5, id="at the second limit"),
        pytest.param(11, 0.6, 2.5, id="above both"),
    ],
)
def test_every_tree_adds_its_leaf(warm: float, dry: float, odds: float) -> None:
    (found,) = compile_trees(NAMES, TREES).probabilities(np.array([[warm, dry]]))
    assert found == pytest.approx(chance(odds))


def test_rows_do_not_touch_each_other() -> None:
    rows = np.array([[5.0, 1.0], [11.0, 0.6], [11.0, 0.1]])
    trees = compile_trees(NAMES, TREES)
    assert list(trees.probabilities(rows)) == [float(trees.probabilities(row[None])[0]) for row in rows]


def test_without_trees_everything_is_even() -> None:
    assert list(compile_trees(NAMES, ()).probabilities(np.zeros((2, 2)))) == [0.5, 0.5]


def test_trees_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "trees.json"
    write_trees(path, NAMES, TREES)
    held = read_trees(path)
    assert held.features == NAMES
    rows = np.array([[5.0, 1.0], [11.0, 0.6]])
    assert list(held.probabilities(rows)) == list(compile_trees(NAMES, TREES).probabilities(rows))
    assert len(path.read_text("utf-8").splitlines()) == len(TREES) + 3


def test_a_tree_with_too_many_leaves_is_refused() -> None:
    tree: Branch = 0.0
    for limit in range(32):
        tree = [0, float(limit), 1.0, tree]
    with pytest.raises(ValueError, match="32 leaves"):
        compile_trees(NAMES, [tree])
