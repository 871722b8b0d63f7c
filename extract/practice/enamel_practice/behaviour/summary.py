"""What the best model can reach on a practice, from the true probabilities beside its outcomes."""

import csv
import json
from array import array
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enamel_practice.behaviour.model import FILE, Behaviour, Domain
from enamel_practice.behaviour.write import FOLDER
from enamel_practice.config import OPENING

NAME = "summary.json"
OBSERVABLE = (
    "From what an onlooker could have known: the model's coefficients are given, the trait is "
    "replaced by what the family's own outcomes of the same domain, known by then, tell of it "
    "(normal prior, one Laplace step per outcome, probability averaged over the doubt left). "
    "Outcomes of other domains, notes and balances are not used, so it is a close lower bound."
)
TRUE = "With the true probability, all traits known: no model can do better but by luck."
# Outcomes that follow from several draws: a path names draws and how each ends. The outcome is that
# the whole path comes to pass (True), or that it does not (False). What could not be drawn, as a
# late cancellation of a visit booked the same day, does not happen; the first must be drawn.
PATHS: dict[str, dict[str, tuple[bool, tuple[tuple[str, bool], ...]]]] = {
    "attendance": {
        # Cancelled late, among all that stood a day ahead.
        "late_cancel_of_all": (True, (("no_show", False), ("late_cancel", True))),
        # Missed or cancelled late.
        "broken": (False, (("no_show", False), ("late_cancel", False))),
    },
    "acceptance": {"accept_90": (False, (("accept_30", False), ("accept_later", False)))},
    "recall": {
        "recall_return": (False, (("reappoint", False), ("return", False))),
        # Leaves for good, among all who had a cleaning.
        "lost": (True, (("reappoint", False), ("return", False), ("attrition", True))),
    },
}

Column = NDArray[np.floating]


def write_summary(folder: Path, behaviour: Behaviour, today: date, *, coin_flip: bool) -> Path:
    """Write `summary.json` beside the files of a sidecar, and return its path."""
    targets: dict[str, Any] = {}
    for domain in behaviour.domains:
        file = folder / FOLDER / f"{domain.name}.csv"
        if file.is_file():
            targets |= _targets(domain, file, today, behaviour.made)
    summary = {
        "synthetic": True,
        "model": FILE.name,
        "coin_flip": coin_flip,
        "today": today.isoformat(),
        "reminders_from": behaviour.reminders_from.isoformat(),
        "attainable_auc": TRUE,
        "attainable_auc_observable": OBSERVABLE,
        "open": "Outcomes that the database cannot show yet are left out of the figures.",
        "targets": targets,
    }
    path = folder / FOLDER / NAME
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    partial.rename(path)
    return path


def auc(probabilities: Column, outcomes: Column) -> float | None:
    """Return the area under the ROC curve, ties counted half; None without both outcomes."""
    positive = float(outcomes.sum())
    negative = len(outcomes) - positive
    if not positive or not negative:
        return None
    _, inverse, counts = np.unique(probabilities, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    above = float(ranks[outcomes == 1].sum()) - positive * (positive + 1) / 2
    return above / (positive * negative)


def figures(true: Column, seen: Column, outcomes: Column, left_out: int) -> dict[str, Any]:
    """Return a target's figures."""
    none = not len(outcomes)
    true, seen, outcomes = (it.astype(np.float64) for it in (true, seen, outcomes))
    return {
        "count": len(outcomes),
        "open": left_out,
        "base_rate": None if none else round(float(outcomes.mean()), 4),
        "mean_probability": None if none else round(float(true.mean()), 4),
        "attainable_auc": _rounded(auc(true, outcomes)),
        "attainable_auc_observable": _rounded(auc(seen, outcomes)),
        "brier": None if none else round(float(((true - outcomes) ** 2).mean()), 5),
        "brier_observable": None if none else round(float(((seen - outcomes) ** 2).mean()), 5),
    }


def _targets(domain: Domain, file: Path, today: date, made: date) -> dict[str, Any]:
    columns = _read(file, domain, made)
    found: dict[str, Any] = {}
    for name, target in domain.targets.items():
        last = (today - timedelta(days=target.known_after)).toordinal()
        drawn = columns[name] >= 0
        known = drawn & (columns["at"] <= last)
        found[name] = figures(
            columns[f"{name}_probability"][known], columns[f"{name}_seen"][known],
            columns[name][known], int((drawn & ~known).sum()),
        )  # fmt: skip
    for name, (comes, path) in PATHS.get(domain.name, {}).items():
        days = max(domain.targets[it].known_after for it, _ in path)
        drawn = columns[path[0][0]] >= 0
        known = drawn & (columns["at"] <= (today - timedelta(days=days)).toordinal())
        true, seen = (
            _along(columns, path, f"_{kind}", comes=comes)[known]
            for kind in ("probability", "seen")
        )
        outcomes = _along(columns, path, "", comes=comes)[known]
        found[name] = figures(true, seen, outcomes, int((drawn & ~known).sum()))
    return found


def _along(
    columns: Mapping[str, Column], path: tuple[tuple[str, bool], ...], end: str, *, comes: bool
) -> Column:
    """Return a path's probability (with no ending, its outcome), or that of leaving it."""
    whole = np.ones_like(columns["at"])
    for name, happens in path:
        # What was not drawn holds -1 and does not happen.
        one = np.maximum(columns[f"{name}{end}"], 0.0)
        whole *= one if happens else 1 - one
    return whole if comes else 1 - whole


def _read(file: Path, domain: Domain, made: date) -> Mapping[str, Column]:
    """Return the numbers of a file: days as ordinals, -1 for what was not drawn.

    Where two lines speak of the same thing, a target's last word counts.
    """
    wanted = [f"{it}{end}" for it in domain.targets for end in ("_probability", "_seen", "")]
    width = len(wanted) + 1
    again = _said_again(file, made)
    places_of: dict[tuple[str, str], int] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        header = next(lines)
        places = [header.index(it) for it in wanted]
        at = header.index("at")
        # Six digits are written, and singles hold them: half the memory of a million patients.
        values = array("f")
        for number, line in enumerate(lines):
            values.append(date.fromisoformat(line[at][:10]).toordinal())
            values.extend(_numbers(line[place] for place in places))
            thing = (line[0], line[1])
            if thing in again:
                if thing in places_of:
                    _merge(values, places_of[thing] * width, number * width, width)
                places_of[thing] = number
    table = np.frombuffer(values, dtype=np.float32).reshape(-1, width)
    return {name: table[:, index] for index, name in enumerate(["at", *wanted])}


def _said_again(file: Path, made: date) -> set[tuple[str, str]]:
    """Return what was spoken of once more on the first morning lived, which is not much."""
    morning = str(datetime.combine(made, OPENING))
    with file.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        at = next(lines).index("at")
        return {(line[0], line[1]) for line in lines if line[at] == morning}


def _merge(values: "array[float]", before: int, after: int, width: int) -> None:
    """Let a line keep what an earlier one said of other targets, and take that from there."""
    for place in range(1, width, 3):
        if values[after + place] < 0:
            values[after + place : after + place + 3] = values[before + place : before + place + 3]
        values[before + place : before + place + 3] = array("f", (-1.0, -1.0, -1.0))


def _numbers(texts: Iterable[str]) -> Iterable[float]:
    return (float(text) if text else -1.0 for text in texts)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
