"""A report as a page of Markdown, a table for the terminal, JSON or CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from rich.table import Table

from enamel_practice.realism.figures import WITHIN, Benchmark, Figure, Report

PAGE = "README.md"
COLUMNS = ("figure", "title", "value", "low", "high", "verdict", "published", "grade")


def shown(benchmark: Benchmark, value: float | None) -> str:
    """Return a value as people read it."""
    if value is None:
        return ""
    if benchmark.unit == "share":
        return f"{100 * value:.1f} %"
    if benchmark.unit == "dollars":
        return f"${value:,.0f}"
    return f"{value:,.1f}"


def record(it: Figure) -> dict[str, Any]:
    """Return a figure as plain values."""
    known = it.benchmark
    value = None if it.value is None else round(it.value, 4)
    values = (known.name, known.title, value, known.low, known.high, it.verdict, known.published,
              known.grade)  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def as_json(report: Report) -> str:
    """Return a report as JSON, its distributions included."""
    return json.dumps(
        {
            "synthetic": True,
            "today": report.today,
            "recipe": report.recipe,
            "figures": [record(it) for it in report.figures],
            "distributions": {it.name: series for it, series in report.distributions},
        },
        indent=1,
    )


def as_csv(report: Report) -> str:
    """Return the figures as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(record(it) for it in report.figures)
    return text.getvalue()


def as_table(report: Report) -> Table:
    """Return the figures as a table for the terminal."""
    table = Table(title="Synthetic practice against published figures")
    for name in ("figure", "here", "range", "verdict", "grade"):
        table.add_column(name, justify="right" if name == "here" else "left")
    for it in report.figures:
        table.add_row(it.benchmark.title, shown(it.benchmark, it.value), _range(it.benchmark),
                      it.verdict, it.benchmark.grade,
                      style=None if it.verdict == WITHIN else "red")  # fmt: skip
    return table


def as_page(report: Report) -> str:
    """Return the page that goes with the pictures."""
    inside = sum(it.verdict == WITHIN for it in report.figures)
    lines = [
        "# How real the synthetic practice is",
        "",
        "Written by `uv run enamel practice report --output FOLDER`; do not edit. No row is about "
        "a person.",
        "",
        f"Practice: {report.recipe or 'unknown recipe'}.",
        "",
        f"**{inside} of {len(report.figures)}** figures lie in the range taken from publications. "
        "Ranges, grades",
        "(A census or professional survey, B industry report, C rule of thumb) and definitions are "
        "reviewed in",
        "`enamel_practice/realism/benchmarks.yml`, the SQL is beside it.",
        "",
        "![figures in their ranges](figures.svg)",
        "",
        "| Figure | Here | Range | Verdict | Published | Grade | How it is counted |",
        "|---|---:|---|---|---|---|---|",
    ]
    for it in report.figures:
        known = it.benchmark
        lines.append(
            f"| {known.title} | {shown(known, it.value)} | {_range(known)} | {it.verdict} "
            f"| {known.published} | {known.grade} | {known.definition} |"
        )
    lines += ["", "## Shown, not judged", ""]
    for drawn, _ in report.distributions:
        lines += [f"![{drawn.title}]({drawn.name}.svg)", ""]
    return "\n".join(lines)


def write(report: Report, folder: Path) -> list[Path]:
    """Write the page, the figures and the pictures to a folder; return the files."""
    from enamel_practice.realism.plots import draw

    folder.mkdir(parents=True, exist_ok=True)
    written = draw(report, folder)
    for name, text in ((PAGE, as_page(report)), ("figures.csv", as_csv(report))):
        partial = folder / f"{name}.partial"
        partial.write_text(text, encoding="utf-8")
        written.append(partial.rename(folder / name))
    return written


def _range(benchmark: Benchmark) -> str:
    return f"{shown(benchmark, benchmark.low)} to {shown(benchmark, benchmark.high)}"
