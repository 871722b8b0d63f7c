"""RESULTS.md, written from results.json; each part of the benchmark replaces its own figures."""

import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from .ways import WAYS

FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
LIMIT, OURS = "limit", "enamel"
WANTED = {
    "limit": 0.85,
    "dlt with connectorx": 1.3,
    "pgloader": 2,
    "sling": 4,
    "stock pair, tuned": 20,
}


def keep(part: str, figures: Mapping[str, Any]) -> None:
    """Replace one part's figures, and write the tables anew."""
    known = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    known[part] = figures
    FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    RESULTS.write_text(markdown(known), encoding="utf-8")


def markdown(known: Mapping[str, Any]) -> str:
    """Return RESULTS.md."""
    lines = [
        "# Throughput",
        "",
        "Written by `uv run python -m benchmarks.throughput` (see README.md); not edited by hand.",
        "Load is the machine's load average of one minute when the measurement began.",
    ]
    for part, write in PARTS.items():
        if part in known:
            lines += ["", *write(known[part])]
    return "\n".join(lines) + "\n"


def _load(figures: Mapping[str, Any]) -> list[str]:
    ways = figures["ways"]
    rates = {name: it["rows"] / median(it["seconds"]) for name, it in ways.items() if "rows" in it}
    lines = [
        f"## Full load, {figures['rows']:,} rows",
        "",
        f"{figures['machine']}. procedurelog, securitylog, claimproc and paysplit, "
        "each way into an empty database, in turn; the median counts.",
        "",
        *_row(
            "way",
            "rows",
            "seconds, each run",
            "rows/s",
            "of the limit",
            "ours is",
            "wanted",
            "load",
            "what it does",
        ),
    ]
    for way in WAYS:
        name = way.tool.name
        it = ways.get(name)
        if it is None:
            continue
        if "missing" in it:
            lines += _row(name, "not installed", "", "", "", "", "", "", it["missing"])
            continue
        of_limit = f"{rates[name] / rates[LIMIT]:.2f}" if LIMIT in rates else ""
        ours = f"{rates[OURS] / rates[name]:.2f}x" if OURS in rates and name != OURS else ""
        lines += _row(
            name,
            f"{it['rows']:,}",
            ", ".join(f"{seconds:.1f}" for seconds in it["seconds"]),
            f"{rates[name]:,.0f}",
            of_limit,
            ours,
            f"{WANTED[name]}x" if name in WANTED else "",
            ", ".join(map(str, it["load"])),
            way.note,
        )
    return _with_rule(lines)


def _row(*cells: str) -> list[str]:
    return [f"| {' | '.join(cells)} |"]


def _with_rule(lines: list[str]) -> list[str]:
    """Put the rule under a table's heading."""
    first = next(number for number, line in enumerate(lines) if line.startswith("| "))
    columns = lines[first].count(" | ") + 1
    return [*lines[: first + 1], *_row(*["---"] * columns), *lines[first + 1 :]]


PARTS = {"load": _load}
