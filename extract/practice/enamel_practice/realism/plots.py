"""Pictures of a report: the figures against their ranges, and the distributions."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from enamel_practice.realism.figures import WITHIN, Figure, Report

MOST_BARS = 24
GOOD, BAD, BAR = "#1b7837", "#b2182b", "#3b6ea5"


def draw(report: Report, folder: Path) -> list[Path]:
    """Draw a report into a folder; return the files."""
    # No date and no random ids, so that the same practice draws the same file.
    with mpl.rc_context({"svg.hashsalt": "enamel", "svg.fonttype": "none", "font.size": 9}):
        drawn = [_save(_ranges(report.figures), folder / "figures.svg")]
        for it, series in report.distributions:
            canvas = Canvas(figsize=(7, 2.9), layout="constrained")
            _bars(canvas.add_subplot(), series, it.title, it.label, it.value)
            drawn.append(_save(canvas, folder / f"{it.name}.svg"))
    return drawn


def _ranges(figures: Sequence[Figure]) -> Canvas:
    """Draw each figure on a scale of its own, from the low end of its range to the high end."""
    canvas = Canvas(figsize=(7, 0.3 * len(figures) + 0.9), layout="constrained")
    axes = canvas.add_subplot()
    axes.axvspan(0, 1, color="#dddddd", label="range")
    for place, it in enumerate(figures):
        if it.value is None:
            continue
        span = it.benchmark.high - it.benchmark.low
        where = min(1.6, max(-0.6, (it.value - it.benchmark.low) / span))
        within = it.verdict == WITHIN
        axes.plot(where, place, "o" if within else "X", color=GOOD if within else BAD)
    axes.set_yticks(range(len(figures)), [it.benchmark.title for it in figures])
    axes.set_xticks([0, 1], ["low end", "high end"])
    axes.set_xlim(-0.7, 1.7)
    axes.invert_yaxis()
    canvas.suptitle("Figures of the synthetic practice in the ranges taken from publications")
    return canvas


def _bars(
    axes: Axes, series: Sequence[tuple[str, float]], title: str, label: str, value: str
) -> None:
    shown = list(series)[:MOST_BARS]
    axes.bar([name for name, _ in shown], [height for _, height in shown], color=BAR)
    axes.set_title(title)
    axes.set_xlabel(label)
    axes.set_ylabel(value)
    axes.tick_params(axis="x", rotation=60 if len(shown) > 8 else 0)


def _save(canvas: Canvas, path: Path) -> Path:
    partial = path.with_suffix(".partial")
    canvas.savefig(partial, format="svg", metadata={"Date": None})
    partial.rename(path)
    return path
