"""How much a table matters, from facts alone, and the reasons in words.

A score of 0 to 100 adds up: how many tables point to it (5 a doubling, 40 at most) and how many it
points to (2 a doubling, 10 at most), whether it belongs to the hub every other table hangs from
(10), whether it tells its changes (15, with an index 20; an insert stamp alone 5), how big it is
(10 or 15) and how busy (10). Tables that old releases left behind, or that only the vendor
fills, score nothing.

Sizes and rates are measured but coarse: three classes a factor of a hundred apart, and the class
written last stays until a measure leaves it by a factor of two. So a catalog does not change
because a table grew by a row.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enamel_tap_mysql.discovery import Table
from enamel_tap_mysql.types import Column

from enamel.discovery.knowledge import Knowledge

PHASES = ((50, 1), (35, 2), (20, 3), (0, 4))
HUB_AT_LEAST = 10
ORIGINS = {
    "legacy_unused": "left behind by old releases",
    "hq_only": "filled at the vendor only",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes of a measure: below the first edge, between, above the last."""

    edges: tuple[int, ...]
    labels: tuple[str, ...]

    def classify(self, value: int, previous: object = None) -> str:
        """Return the class of a value; the previous one as long as it is within a factor of two."""
        if isinstance(previous, str) and previous in self.labels:
            index = self.labels.index(previous)
            low = self.edges[index - 1] / 2 if index else -1
            high = self.edges[index] * 2 if index < len(self.edges) else math.inf
            if low <= value < high:
                return previous
        return self.labels[sum(value >= edge for edge in self.edges)]


ROWS = Scale((100_000, 10_000_000), ("under 100,000", "100,000 to 10 million", "over 10 million"))
BYTES = Scale((10**8, 10**10), ("under 100 MB", "100 MB to 10 GB", "over 10 GB"))
CHANGES = Scale((1000,), ("under 1,000 a week", "1,000 or more a week"))


@dataclass(frozen=True, slots=True)
class Importance:
    """A table's score, its reasons, and the phase that follows from the score."""

    score: int
    reasons: tuple[str, ...]

    @property
    def phase(self) -> int:
        """1 critical, 2 important, 3 useful, 4 reference."""
        return next(phase for least, phase in PHASES if self.score >= least)


def find_references(tables: Mapping[str, Table], knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """Return by table and column which table the column points to.

    Open Dental's own facts first; else a column with the name of another table's single-column
    key points there. Where several tables share a key's name (extensions of a row), the one whose
    key is not itself a known reference is meant.
    """
    owners: dict[str, list[str]] = {}
    for table in tables.values():
        if len(table.primary_key) == 1 and not _known_target(
            table.name, table.primary_key[0], tables, knowledge
        ):
            owners.setdefault(table.primary_key[0].casefold(), []).append(table.name)
    owner = {key: min(names, key=lambda it: (len(it), it)) for key, names in owners.items()}
    found: dict[str, dict[str, str]] = {}
    for table in tables.values():
        targets = {}
        for column in table.columns:
            named = owner.get(column.name.casefold())
            target = _known_target(table.name, column.name, tables, knowledge) or named
            if target and not (target == table.name and (column.name,) == table.primary_key):
                targets[column.name] = target
        found[table.name] = targets
    return found


def _known_target(
    table: str, column: str, tables: Mapping[str, Table], knowledge: Knowledge
) -> str | None:
    known = knowledge.schema.tables.get(table)
    fact = known.by_name.get(column) if known else None
    target = fact.ref.split(".")[0] if fact and fact.ref else None
    return target if target in tables else None


def find_hub(references: Mapping[str, Mapping[str, str]]) -> str | None:
    """Return the table most others hang from, if one stands out (`patient`)."""
    points = Counter(it for targets in references.values() for it in set(targets.values()))
    keyed = Counter({target: count for target, count in points.items() if count >= HUB_AT_LEAST})
    return min(keyed, key=lambda it: (-keyed[it], it)) if keyed else None


def weigh(
    table: Table,
    references: Mapping[str, Mapping[str, str]],
    referrers: Mapping[str, Sequence[str]],
    hub: str | None,
    classes: Mapping[str, str],
    knowledge: Knowledge,
) -> Importance:
    """Return a table's importance.

    Args:
        table: What information_schema says.
        references: See `find_references`.
        referrers: By table, the tables that point to it.
        hub: See `find_hub`.
        classes: The table's classes of rows, bytes and, if it was measured, changes.
        knowledge: What we know of Open Dental.
    """
    known = knowledge.schema.tables.get(table.name)
    if known and known.origin:
        return Importance(0, (ORIGINS.get(known.origin, known.origin),))
    points: list[tuple[float, str]] = []
    inward, outward = len(referrers.get(table.name, ())), set(references[table.name].values())
    outward.discard(table.name)
    if inward:
        points.append((min(40, 5 * math.log2(1 + inward)), f"referenced by {_tables(inward)}"))
    if outward:
        points.append(
            (min(10, 2 * math.log2(1 + len(outward))), f"references {_tables(len(outward))}")
        )
    if hub and (hub in outward or hub == table.name):
        points.append((10, "the hub of the schema" if hub == table.name else f"belongs to a {hub}"))
    points.append(_change_tracking(table, knowledge))
    points += _size(table, classes, knowledge)
    if not known:
        points.append(
            (0, f"not part of Open Dental {knowledge.release}: judged by the rules alone")
        )
    score = min(100, round(sum(worth for worth, _ in points)))
    return Importance(score, tuple(reason for _, reason in points))


def _change_tracking(table: Table, knowledge: Knowledge) -> tuple[float, str]:
    stamps = server_stamps(table, knowledge)
    if stamps:
        indexed = table.is_indexed(stamps[0])
        suffix = ", indexed" if indexed else ", not indexed"
        return (20 if indexed else 15), f"change tracking: updated_at {stamps[0]}{suffix}"
    tracking = knowledge.tracking.get(table.name)
    created = [it for it in tracking.created if table.column(it)] if tracking else []
    if created:
        return 5, f"change tracking: insert stamp {created[0]} only"
    return 0, "no change tracking"


def _size(
    table: Table, classes: Mapping[str, str], knowledge: Knowledge
) -> list[tuple[float, str]]:
    tracking = knowledge.tracking.get(table.name)
    flagged = tracking is not None and tracking.size == "large"
    grade = max(ROWS.labels.index(classes["rows"]), BYTES.labels.index(classes["bytes"]))
    points: list[tuple[float, str]] = []
    if flagged:
        points.append((15, "vendor-flagged large"))
    measured = f"measured: {classes['rows']} rows, {classes['bytes']}"
    points.append((0 if flagged else (0, 10, 15)[grade], measured))
    if changes := classes.get("changes"):
        points.append((10 * CHANGES.labels.index(changes), f"measured: {changes} changed rows"))
    return points


def server_stamps(table: Table, knowledge: Knowledge) -> list[str]:
    """Return the columns the server stamps on every change, the best to follow first.

    Only `TIMESTAMP … ON UPDATE` that cannot be null will do: a program's stamp may be old or wrong,
    a local DATETIME runs backwards in autumn, and a row without a stamp would never be seen again.
    """
    tracking = knowledge.tracking.get(table.name)
    told = tracking.updated if tracking else None
    names = [it.name for it in table.columns if is_server_stamp(it) and not it.nullable]
    return sorted(names, key=lambda it: (it != told, not table.is_indexed(it), it))


def is_server_stamp(column: Column) -> bool:
    """Return whether the server stamps the row on every change."""
    return column.updates_itself and column.column_type.lower().startswith("timestamp")


def _tables(count: int) -> str:
    return "1 table" if count == 1 else f"{count} tables"
