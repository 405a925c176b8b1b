"""Which figures are bounds, by the words before or behind them."""

from __future__ import annotations

import pytest

from knowledge.figures.bounds import is_bound, is_upper_bound
from knowledge.figures.figures import figures

TEXTS = [
    pytest.param("80岁以上的老人", True, False, id="from there on"),
    pytest.param("60周岁(含)以上", True, False, id="itself included"),
    pytest.param("不低于60岁", True, False, id="no less"),
    pytest.param("50公里以外", True, False, id="out of there"),
    pytest.param("15岁以内", True, True, id="up to there"),
    pytest.param("6周岁及以下", True, True, id="from there down"),
    pytest.param("不超过50元", True, True, id="no more"),
    pytest.param("不满18岁", False, True, id="not that much"),
    pytest.param("超过60岁", False, False, id="more than that"),
    pytest.param("80岁的老人", False, False, id="just that"),
    pytest.param("80多岁的老人", False, False, id="about that"),
]


@pytest.mark.parametrize(("text", "bound", "upper"), TEXTS)
def test_a_figure_is_a_bound_by_the_words_beside_it(text: str, bound: bool, upper: bool) -> None:
    (figure,) = figures(text)
    assert (is_bound(figure, text), is_upper_bound(figure, text)) == (bound, upper)
