"""RESULTS.md, written from results.json; each part of the benchmark replaces its own figures."""

import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from .ways import WAYS

FOLDER = Path(__file__).parent
RESULTS, FIGURES = FOLDER / "RESULTS.md", FOLDER / "results.json"
CURVE = FOLDER / "curve.png"
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
        *([figures["note"]] if "note" in figures else []),
        "",
        *_row(
            "way",
            "rows",
            "seconds, each run",
            "rows/s",
            "of the limit",
            "ours is",
            "wanted",
            "processor s",
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
            lines += _row(name, "not installed", *[""] * 7, it["missing"])
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
            ", ".join(f"{sum(spent.values()):.0f}" for spent in it["cpu"]),
            ", ".join(map(str, it["load"])),
            way.note,
        )
    return _with_rule(lines)


def _quiet(figures: Mapping[str, Any]) -> list[str]:
    kinds = {
        "first": "first run, everything",
        "none": "nothing has changed",
        "hundredth": "a hundredth of three tables has changed",
        "deleted": "four rows are deleted",
    }
    lines = [
        f"## A quiet day, {figures['tables']} tables",
        "",
        f"One `meltano run tap-mysql target-postgres`, keys compared and deletes found; "
        f"{figures['rows']:,} rows in the four tables, the others empty. Load "
        f"{min(figures['load'])} to {max(figures['load'])}.",
        "",
        *_row("run", "median seconds", "each"),
    ]
    for kind, title in kinds.items():
        each = ", ".join(f"{seconds:.1f}" for seconds in figures[kind])
        lines += _row(title, f"{median(figures[kind]):.1f}", each)
    return _with_rule(lines)


def _memory(figures: Mapping[str, Any]) -> list[str]:
    processes = ("Meltano", "tap", "target")
    lines = [
        "## Memory",
        "",
        "The most resident memory of each of our processes and the most that lay in the spool, in "
        "MB.",
        "",
        *_row("what is replicated", *processes, "spool"),
    ]
    for title, peaks in figures.items():
        cells = [f"{peaks[name]:.0f}" if name in peaks else "" for name in (*processes, "spool")]
        lines += _row(title, *cells)
    return _with_rule(lines)


def _writer(figures: Mapping[str, Any]) -> list[str]:
    lines = [
        "## What a practice feels",
        "",
        "A client updates one procedure, inserts and deletes one split, and commits, a hundred "
        f"times a second, while {figures['rows']:,} rows are read. Milliseconds per transaction.",
        "",
        *_row("", "transactions", "p50", "p99", "longest"),
    ]
    for kind in ("alone", "while the tap reads", "with an ALTER in between"):
        it = figures[kind]
        lines += _row(kind, f"{it['writes']:,}", str(it["p50"]), str(it["p99"]), str(it["max"]))
    return [
        *_with_rule(lines),
        "",
        "The tap takes no lock on rows and none on the server. Like every SELECT its read holds "
        "the table's metadata lock, and gives way to whoever waits for that: an `ALTER TABLE` one "
        f"second after the read began waited {figures.get('alter_seconds', 0):.1f} s. "
        + (
            "The read was given up, and the next run loaded the table."
            if figures.get("with an ALTER in between: exit code")
            else "The read was over by then, or began again."
        ),
    ]


def _curve(figures: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Cost by size",
        "",
        "One full load under `meltano run`, start-up included.",
        "",
        *_row(
            "rows", "seconds", "processor seconds", "per million", "memory, MB", "spool, MB", "load"
        ),
    ]
    for size, it in sorted(figures.items(), key=lambda item: int(item[0])):
        lines += _row(
            f"{int(size):,}",
            f"{it['seconds']:.1f}",
            f"{it['cpu']:.1f}",
            f"{it['cpu'] / int(size) * 1e6:.1f}",
            ", ".join(f"{name} {peak:.0f}" for name, peak in it["memory"].items()),
            f"{it['spool']:.0f}",
            str(it["load"]),
        )
    return [*_with_rule(lines), "", f"![seconds by rows]({CURVE.name})"]


def _row(*cells: str) -> list[str]:
    return [f"| {' | '.join(cells)} |"]


def _with_rule(lines: list[str]) -> list[str]:
    """Put the rule under a table's heading."""
    first = next(number for number, line in enumerate(lines) if line.startswith("| "))
    columns = lines[first].count(" | ") + 1
    return [*lines[: first + 1], *_row(*["---"] * columns), *lines[first + 1 :]]


PARTS = {"load": _load, "quiet": _quiet, "memory": _memory, "writer": _writer, "curve": _curve}
