"""Plots of the scorecard: how sure the engine is and how often right, and the grades by style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

from bot.errors import AndaError
from bot.sentences import command_text
from knowledge.evaluation.reliability import Bin, expected_error
from knowledge.evaluation.scorecard import Grade, Scorecard, wilson

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Labels are English: a machine without a Chinese font would draw boxes.
_GRADES = {  # its name, the colour of its bars and of the figure on them
    Grade.RIGHT: ("right", "#1b7f5c", "white"),
    Grade.PARTIAL: ("partly right", "#7cc4a4", "black"),
    Grade.OFFERED: ("right one offered", "#a9cce3", "black"),
    Grade.CLARIFY: ("others offered", "#d5d8dc", "black"),
    Grade.MISSED: ("said not to know", "#aeb6bf", "black"),
    Grade.UNCITED: ("right, wrongly cited", "#f0b27a", "black"),
    Grade.WRONG: ("wrong", "#c0392b", "white"),
    Grade.HELD: ("rightly not answered", "#1b7f5c", "white"),
    Grade.FALSE: ("falsely answered", "#c0392b", "white"),
}
_UNANSWERABLE = (Grade.HELD, Grade.FALSE)
_ANSWERABLE = tuple(grade for grade in _GRADES if grade not in _UNANSWERABLE)
_SERIES_COLOURS = ("#1f5fa8", "#d9822b")
_BAR = 0.04  # of the whole range of probabilities
_GREY = "#7f8c8d"
_DPI = 120
_LEGEND = 44  # characters a line; a longer name would run over the points
_ROW = 0.24  # inches a style
_FEW = 10  # questions; styles with fewer are shown together
_NARROW = 0.04  # of all; a narrower bar has no room for its figure


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """The bins of one kind of questions, and its name in the legend."""

    name: str
    bins: Sequence[Bin]


class NoMatplotlibError(AndaError):
    """Matplotlib is not installed, so nothing can be drawn."""

    exit_code = 1


def new_figure(width: float, height: float) -> Figure:
    """An empty figure, its size in inches; NoMatplotlibError without matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise NoMatplotlibError(command_text("no_matplotlib")) from error
    return Figure(figsize=(width, height), layout="constrained", dpi=_DPI)


def reliability_figure(series: Sequence[Series]) -> Figure:
    """How often matches of each probability are right, with 95 % intervals, and how many there are."""
    figure = new_figure(7, 7.5)
    above, below = figure.subplots(2, 1, height_ratios=(3, 1), sharex=True)
    above.plot((0, 1), (0, 1), color=_GREY, linewidth=1, linestyle="--", label="as it should be")
    for number, (one, colour) in enumerate(zip(series, _SERIES_COLOURS, strict=False)):
        _draw_series(above, one, colour)
        _draw_counts(below, one, colour, number - (len(series) - 1) / 2)
    above.set(ylabel="share that is right", xlim=(0, 1), ylim=(0, 1.02))
    above.set_title("How sure the best match is, and how often it is right")
    above.legend(loc="upper left", frameon=False)
    below.set(xlabel="probability told", ylabel="questions", yscale="log", ylim=(1, None))
    below.margins(y=0.25)
    below.yaxis.set_major_formatter("{x:.0f}")
    return _bare(figure)


def _draw_series(axes: Axes, series: Series, colour: str) -> None:
    """The bins of a series as points with Wilson's intervals."""
    ranges = [wilson(round(group.right * group.matches), group.matches) for group in series.bins]
    low = [max(group.right - low, 0) for group, (low, _) in zip(series.bins, ranges, strict=True)]
    high = [max(high - group.right, 0) for group, (_, high) in zip(series.bins, ranges, strict=True)]
    count, error = sum(group.matches for group in series.bins), expected_error(series.bins)
    axes.errorbar(
        [group.said for group in series.bins],
        [group.right for group in series.bins],
        yerr=(low, high),
        color=colour,
        marker="o",
        linewidth=1.5,
        elinewidth=1,
        capsize=2,
        label=f"{fill(series.name, _LEGEND)}\n{count} questions, ECE {error:.3f}",
    )


def _draw_counts(axes: Axes, series: Series, colour: str, shift: float) -> None:
    """How many questions each bin holds; bars of other series stand a whole shift apart."""
    places = [(min(int(group.said * 10), 9) + 0.5) / 10 + _BAR * shift for group in series.bins]
    bars = axes.bar(places, [group.matches for group in series.bins], width=_BAR, color=colour)
    axes.bar_label(bars, fontsize=7, padding=1)


def styles_figure(card: Scorecard) -> Figure:
    """The share of each grade by style: questions with an answer above, those without below."""
    halves = [_shares(card, grades) for grades in (_ANSWERABLE, _UNANSWERABLE)]
    rows = [max(len(half), 1) for half in halves]
    figure = new_figure(9, _ROW * sum(rows) + 2.6)
    axes = figure.subplots(2, 1, height_ratios=rows)
    titles = ("Questions that the source answers", "Questions that it does not answer")
    for one, half, grades, title in zip(axes, halves, (_ANSWERABLE, _UNANSWERABLE), titles, strict=True):
        _draw_shares(one, half, grades)
        one.set_title(title, loc="left")
    axes[1].set_xlabel("share of the questions")
    return _bare(figure)


def _shares(card: Scorecard, grades: Sequence[Grade]) -> dict[str, list[float]]:
    """The share of each of these grades by style, with its number of questions; the best style last."""
    shown: dict[str, Counter[Grade]] = {}
    for style, counts in card.by_style.items():
        chosen = Counter({grade: counts[grade] for grade in grades})
        shown.setdefault(style if chosen.total() >= _FEW else "other", Counter()).update(chosen)
    shares = {
        f"{style} ({counted.total()})": [counted[grade] / counted.total() for grade in grades]
        for style, counted in shown.items()
        if counted.total()
    }
    return dict(sorted(shares.items(), key=lambda pair: pair[1][0]))


def _draw_shares(axes: Axes, shares: Mapping[str, Sequence[float]], grades: Sequence[Grade]) -> None:
    start = [0.0] * len(shares)
    for number, grade in enumerate(grades):
        widths = [row[number] for row in shares.values()]
        if any(widths):
            name, colour, ink = _GRADES[grade]
            bars = axes.barh(list(shares), widths, left=start, color=colour, label=name)
            labels = [f"{width:.0%}" if width >= _NARROW else "" for width in widths]
            axes.bar_label(bars, labels, label_type="center", fontsize=7, color=ink)
            start = [sum(pair) for pair in zip(start, widths, strict=True)]
    axes.set_xlim(0, 1)
    axes.margins(y=0.01)
    axes.xaxis.set_major_formatter("{x:.0%}")
    if shares:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)


def _bare(figure: Figure) -> Figure:
    """The figure without the upper and right lines of its frames."""
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
    return figure
