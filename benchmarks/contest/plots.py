"""The results as pictures (PNG)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from benchmarks.contest.rows import ArticleRow, Results, ServicesRow, SizeRow

_ANDA = "Anda"
_INK, _OTHERS = "#c0392b", "tab20"
_SERVICES = {
    "queries": "clean",
    "queries_typo1": "one misspelling",
    "queries_typo2": "two misspellings",
    "queries_trad": "Traditional",
}
_COLOURS = {
    "right": "#1e8449",
    "recall@1": "#a9dfbf",
    "wrong": "#c0392b",
    "false": "#f1948a",
    **dict(zip(_SERVICES.values(), ("#1b4f72", "#2e86c1", "#85c1e9", "#b9770e"), strict=True)),
}
_MEASURES = (
    ("p50_ms", "median time of a question (ms)"),
    ("build_s", "building (s)"),
    ("held_mb", "memory (MB)"),
)
_DOTS = 150  # per inch


def plot(results: Results, folder: Path) -> list[Path]:
    """Writes a picture for everything that was measured; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    for group in dict.fromkeys(row.questions for row in results.article):
        rows = [row for row in results.article if row.questions == group]
        drawn.append(_save(_article(group, rows), folder / f"article-{group.replace(' ', '-')}.png"))
    if results.services:
        drawn.append(_save(_services(results.services), folder / "services.png"))
    if any(row.build_s for row in results.sizes):
        drawn.append(_save(_sizes(results.sizes), folder / "sizes.png"))
    return drawn


def _figure(width: float, height: float) -> Figure:
    """An empty picture, in inches."""
    return Figure(figsize=(width, height), layout="constrained")


def _article(group: str, rows: Sequence[ArticleRow]) -> Figure:
    """Bars side by side: right answers, and in the other half what nobody should have been told."""
    figure = _figure(11, 4.8)
    good, bad = figure.subplots(1, 2, sharey=True, width_ratios=(3, 2))
    names = [row.name for row in rows]
    _bars(good, names, {"right": [row.right for row in rows], "recall@1": [row.recall_1 for row in rows]})
    _bars(bad, names, {"wrong": [row.wrong for row in rows], "false": [row.false for row in rows]})
    good.set_xlabel("share of the answerable questions")
    bad.set_xlabel("share of the answerable (wrong)\nand of the unanswerable questions (false)")
    counts = f"{rows[0].answerable} answerable, {rows[0].unanswerable} unanswerable questions"
    figure.suptitle(f"Article, {group}: {counts}; peers at their own best threshold")
    return figure


def _services(rows: Sequence[ServicesRow]) -> Figure:
    """Recall@1 of everybody for every way of typing."""
    figure = _figure(9, 6.5)
    axes = figure.subplots()
    recalls = {(row.queries, row.name): row.recall_1 for row in rows}
    files = [file for file in _SERVICES if any(row.queries == file for row in rows)]
    names = [
        n for n in dict.fromkeys(row.name for row in rows) if all((file, n) in recalls for file in files)
    ]
    _bars(axes, names, {_SERVICES[file]: [recalls[file, name] for name in names] for file in files})
    axes.set_xlabel(f"recall@1: share of {rows[0].asked} names with a right service first")
    figure.suptitle("Public services by the names people give them")
    return figure


def _bars(axes: Axes, names: Sequence[str], series: dict[str, list[float]]) -> None:
    """A group of bars for each name, the first on top, each with its value."""
    height = 0.8 / len(series)
    for number, (label, values) in enumerate(series.items()):
        places = [place + number * height for place in range(len(names))]
        bars = axes.barh(places, values, height=height * 0.92, label=label, color=_COLOURS[label])
        axes.bar_label(bars, fmt="%.2f", padding=2, fontsize=7)
    axes.set_yticks([place + 0.4 - height / 2 for place in range(len(names))], names)
    axes.set_ylim(len(names) - 0.1, -0.3)
    axes.margins(x=0.12)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(series), frameon=False)
    axes.spines[["top", "right"]].set_visible(False)


def _sizes(rows: Sequence[SizeRow]) -> Figure:
    """A line for everybody in each of three panels, both axes logarithmic."""
    figure = _figure(14, 5)
    panels = figure.subplots(1, len(_MEASURES))
    names = list(dict.fromkeys(row.name for row in rows))
    colours = {name: colormaps[_OTHERS](number) for number, name in enumerate(names)}
    for axes, (measure, label) in zip(panels, _MEASURES, strict=True):
        for name in names:
            points = [
                (r.questions, getattr(r, measure)) for r in rows if r.name == name and getattr(r, measure)
            ]
            if not points:
                continue
            ink, width = (_INK, 2.6) if name == _ANDA else (colours[name], 1.3)
            axes.plot(*zip(*points, strict=True), "o-", label=name, color=ink, linewidth=width, markersize=4)
        axes.set(xscale="log", yscale="log", xlabel="questions held", ylabel=label)
        axes.tick_params(labelsize=8)
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.grid(visible=True, which="major", alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=6, frameon=False)
    figure.suptitle("Alone in a fresh process; a line ends where nothing was measured")
    return figure


def _save(figure: Figure, file: Path) -> Path:
    figure.savefig(file, dpi=_DOTS)
    return file
