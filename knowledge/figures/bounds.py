"""Bounds: figures from which or up to which something holds, by the words beside them (60周岁以上)."""

from __future__ import annotations

import re

from knowledge.figures.figures import Approximation, Figure
from knowledge.figures.patterns import AT_LEAST, AT_MOST

UPWARDS, DOWNWARDS = ("以上", "往上"), ("以下", "以内", "往下")
INCLUDED = "[(（]?含?[)）]?[及或]?"  # 60周岁(含)以上
_BEHIND = (*UPWARDS, *DOWNWARDS, "以外", "起步")
_BEFORE = (*AT_LEAST, *AT_MOST)
_INCLUDED = re.compile(INCLUDED)


def is_bound(figure: Figure, text: str) -> bool:
    """Whether a figure of a text is a bound that holds itself (80岁以上, 不超过50元).

    One beyond which something lies is none: 不满18岁 says what somebody is.
    """
    return text.endswith(_BEFORE, 0, figure.start) or _has_behind(_BEHIND, figure, text)


def is_upper_bound(figure: Figure, text: str) -> bool:
    """Whether others do not exceed a figure of a text, or do not reach it (15岁以内, 不满18岁)."""
    return figure.approximate is Approximation.LESS or _has_behind(DOWNWARDS, figure, text)


def _has_behind(words: tuple[str, ...], figure: Figure, text: str) -> bool:
    """Whether one of these words stands behind a figure, or at its end."""
    included = _INCLUDED.match(text, figure.end)
    behind = included.end() if included else figure.end
    return text.endswith(words, figure.start, figure.end) or text.startswith(words, behind)
