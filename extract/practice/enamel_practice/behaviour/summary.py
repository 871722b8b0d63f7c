"""What the best model can reach on a practice, from the true probabilities beside its outcomes."""

import csv
import json
from array import array
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enamel_practice.behaviour.model import FILE, Behaviour, Domain
from enamel_practice.behaviour.write import FOLDER

NAME = "summary.json"
OBSERVABLE = (
    "From what an onlooker could have known: the model's coefficients are given, the trait is "
    "replaced by what the family's own outcomes of the same domain, known by then, tell of it "
    "(normal prior, one Laplace step per outcome, probability averaged over the doubt left). "
    "Outcomes of other domains, notes and balances are not used, so it is a close lower bound."
)
TRUE = "With the true probability, all traits known: no model can do better but by luck."
# Outcomes that are two targets in a row: the first, or else the second.
EITHER = {
    "acceptance": {"accept_90": ("accept_30", "accept_later")},
    "recall": {"recall_return": ("reappoint", "return")},
}

Column = NDArray[np.float64]


def write_summary(folder: Path, behaviour: Behaviour, today: date, *, coin_flip: bool) -> Path:
    """Write `summary.json` beside the files of a sidecar, and return its path."""
    targets: dict[str, Any] = {}
    for domain in behaviour.domains:
        file = folder / FOLDER / f"{domain.name}.csv"
        if file.is_file():
            targets |= _targets(domain, file, today)
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


def _targets(domain: Domain, file: Path, today: date) -> dict[str, Any]:
    columns = _read(file, domain)
    found: dict[str, Any] = {}
    for name, target in domain.targets.items():
        last = (today - timedelta(days=target.known_after)).toordinal()
        drawn = columns[name] >= 0
        known = drawn & (columns["at"] <= last)
        found[name] = figures(
            columns[f"{name}_probability"][known], columns[f"{name}_seen"][known],
            columns[name][known], int((drawn & ~known).sum()),
        )  # fmt: skip
    for name, (first, second) in EITHER.get(domain.name, {}).items():
        days = max(domain.targets[it].known_after for it in (first, second))
        drawn = columns[first] >= 0
        known = drawn & (columns["at"] <= (today - timedelta(days=days)).toordinal())
        true, seen = (
            _either(columns[f"{first}_{kind}"], columns[f"{second}_{kind}"])[known]
            for kind in ("probability", "seen")
        )
        outcomes = np.maximum(columns[first], columns[second])[known]
        found[name] = figures(true, seen, outcomes, int((drawn & ~known).sum()))
    return found


def _either(first: Column, second: Column) -> Column:
    result: Column = first + (1 - first) * second
    return result


def _read(file: Path, domain: Domain) -> Mapping[str, Column]:
    """Return the numbers of a file: days as ordinals, -1 for what was not drawn."""
    wanted = [f"{it}{end}" for it in domain.targets for end in ("_probability", "_seen", "")]
    with file.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        header = next(lines)
        places = [header.index(it) for it in wanted]
        at = header.index("at")
        values = array("d")
        for line in lines:
            values.append(date.fromisoformat(line[at][:10]).toordinal())
            values.extend(_numbers(line[place] for place in places))
    table = np.frombuffer(values).reshape(-1, len(wanted) + 1)
    return {name: table[:, index] for index, name in enumerate(["at", *wanted])}


def _numbers(texts: Iterable[str]) -> Iterable[float]:
    return (float(text) if text else -1.0 for text in texts)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
