"""What could have been known: probabilities beside a synthetic practice's rows, for its ceiling.

The sidecar's `_seen` is what an onlooker could know who was told the coefficients and has to guess
the traits; the probability without it knows the traits, too. A real practice has no sidecar, and
its card no ceiling.
"""

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from enamel_ml.data import Numbers, Rows
from enamel_ml.specs import Ceiling

FOLDER = "behaviour"
Line = dict[str, str]
Chances = tuple[float, float]


@dataclass(frozen=True)
class Known:
    """What could have been known of each row; NaN where the sidecar has no line of it."""

    seen: Numbers
    true: Numbers

    @property
    def has(self) -> "np.typing.NDArray[np.bool_]":
        """Which rows it is known of."""
        return np.isfinite(self.seen)


def read_ceiling(sidecar: Path, ceiling: Ceiling, rows: Rows) -> Known | None:
    """Return the chances of these rows, or None if there is no such sidecar."""
    file = sidecar / FOLDER / f"{ceiling.file}.csv"
    if not file.is_file():
        return None
    with file.open(encoding="utf-8", newline="") as stream:
        find = READERS[ceiling.key](
            [(line, both) for line in csv.DictReader(stream) if (both := _chances(line, ceiling))]
        )
    found = [find(rows, place) for place in range(len(rows))]
    nothing = (float("nan"), float("nan"))
    seen, true = np.array([it or nothing for it in found]).reshape(-1, 2).T
    return Known(seen, true)


def _chances(line: Line, ceiling: Ceiling) -> Chances | None:
    """Return the chance that one of the targets happens, as seen and in truth."""
    none_seen = none_true = 1.0
    for target in ceiling.targets:
        if not line[f"{target}_seen"]:
            return None
        none_seen *= 1.0 - float(line[f"{target}_seen"])
        none_true *= 1.0 - float(line[f"{target}_probability"])
    if ceiling.is_none:
        return none_seen, none_true
    return 1.0 - none_seen, 1.0 - none_true


Finder = Callable[[Rows, int], Chances | None]


def _by_visit(lines: list[tuple[Line, Chances]]) -> Finder:
    known = {(int(it["AptNum"]), it["AptDateTime"][:16]): both for it, both in lines}

    def find(rows: Rows, place: int) -> Chances | None:
        when = str(rows.about["due_at"][place])[:16]
        return known.get((int(rows.about["entity_id"][place]), when))

    return find


def _by_case(lines: list[tuple[Line, Chances]]) -> Finder:
    """A case is named by its first procedure; the others follow it in their numbers."""
    known: dict[tuple[int, str], list[tuple[int, Chances]]] = defaultdict(list)
    for line, both in lines:
        known[int(line["PatNum"]), line["DateTP"][:10]].append((int(line["ProcNum"]), both))

    def find(rows: Rows, place: int) -> Chances | None:
        key = (int(rows.about["patient_id"][place]), str(rows.about["expected_date"][place])[:10])
        number = int(rows.about["entity_id"][place])
        before = [it for it in known.get(key, []) if it[0] <= number]
        return max(before)[1] if before else None

    return find


def _by_bill(lines: list[tuple[Line, Chances]]) -> Finder:
    known = {(int(it["Guarantor"]), it["ProcDate"][:10]): both for it, both in lines}

    def find(rows: Rows, place: int) -> Chances | None:
        day = str(rows.about["expected_date"][place])[:10]
        return known.get((int(rows.about["guarantor_id"][place]), day))

    return find


def _by_cleaning(lines: list[tuple[Line, Chances]]) -> Finder:
    known = {(int(it["PatNum"]), it["AptDateTime"][:10]): both for it, both in lines}

    def find(rows: Rows, place: int) -> Chances | None:
        day = str(rows.about["expected_date"][place])[:10]
        return known.get((int(rows.about["patient_id"][place]), day))

    return find


READERS = {"visit": _by_visit, "case": _by_case, "bill": _by_bill, "cleaning": _by_cleaning}
