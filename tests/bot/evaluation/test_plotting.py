"""Pictures of the scorecard show what was measured."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from bot.evaluation.plotting import NoMatplotlibError, Series, new_figure, reliability_figure, styles_figure
from knowledge.evaluation.reliability import reliability
from knowledge.evaluation.scorecard import Grade, Scorecard

PNG = b"\x89PNG"
PREDICTIONS = [(0.05, False)] * 12 + [(0.95, True)] * 30 + [(0.95, False)] * 2
CARD = Scorecard(
    total=Counter(),
    by_style={
        "plain": Counter({Grade.RIGHT: 9, Grade.WRONG: 3}),
        "terse": Counter({Grade.RIGHT: 10, Grade.MISSED: 0}),
        "odd": Counter({Grade.OFFERED: 1}),
        "rare": Counter({Grade.OFFERED: 2}),
        "trap": Counter({Grade.FALSE: 5, Grade.HELD: 15}),
    },
)


def bars(axes: Axes) -> list[Rectangle]:
    """The bars of a picture."""
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_each_bin_is_drawn_at_its_probability_and_its_share_of_right_answers() -> None:
    above, below = reliability_figure([Series(name="house", bins=reliability(PREDICTIONS))]).axes
    points = np.asarray(above.lines[1].get_xydata())
    assert points.ravel() == pytest.approx([0.05, 0, 0.95, 30 / 32])
    assert [bar.get_height() for bar in bars(below)] == [12, 32]
    legend = above.get_legend()
    assert legend is not None
    assert any("house\n44 questions" in text.get_text() for text in legend.get_texts())


def test_two_series_stand_side_by_side() -> None:
    bins = reliability(PREDICTIONS)
    _, below = reliability_figure([Series(name="a", bins=bins), Series(name="b", bins=bins)]).axes
    lefts = [bar.get_x() for bar in bars(below)]
    assert len(set(lefts)) == 4


def test_styles_are_ordered_by_their_share_of_right_answers_and_small_ones_grouped() -> None:
    answerable, unanswerable = styles_figure(CARD).axes
    assert [label.get_text() for label in answerable.get_yticklabels()] == [
        "other (3)",
        "plain (12)",
        "terse (10)",
    ]
    assert [label.get_text() for label in unanswerable.get_yticklabels()] == ["trap (20)"]
    assert sorted(bar.get_width() for bar in bars(unanswerable)) == [0.25, 0.75]


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(lambda: reliability_figure([Series(name="none", bins=())]), id="no bins"),
        pytest.param(lambda: styles_figure(Scorecard(total=Counter(), by_style={})), id="no grades"),
        pytest.param(lambda: styles_figure(CARD), id="all"),
    ],
)
def test_a_picture_can_be_saved_whatever_there_is_to_show(figure: object, tmp_path: Path) -> None:
    assert callable(figure)
    figure().savefig(tmp_path / "shown.png")
    assert (tmp_path / "shown.png").read_bytes().startswith(PNG)


def test_without_matplotlib_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(NoMatplotlibError, match=r"\.venv/bin/pip install -e '\.\[plots\]'"):
        new_figure(1, 1)
