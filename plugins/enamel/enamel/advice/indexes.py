"""Indexes that the source lacks for cheap increments: found, measured, made on a copy, undone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql.bookmarks import DEFAULT_OVERLAP_ROWS, DEFAULT_OVERLAP_SECONDS, ReplicationKey
from enamel_tap_mysql.expressions import identifier

from enamel.advice.finding import ADVICE, SOURCE, Finding
from enamel.discovery.catalog import is_selected
from enamel.errors import EnamelError

if TYPE_CHECKING:
    from enamel_tap_mysql.discovery import Table
    from pymysql import Connection as Source

PREFIX = "enamel_"
"""Our indexes have it in their names, so that they can be told from Open Dental's own."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the server did to find the changed rows."""

    looked_at: int
    found: int
    milliseconds: float | None

    def __str__(self) -> str:
        """Return it in words."""
        time = "" if self.milliseconds is None else f", {self.milliseconds:,.1f} ms"
        return f"{self.looked_at:,} rows looked at{time}"


@dataclass(frozen=True, slots=True)
class Lack:
    """A table whose changes are found by reading all of it."""

    table: str
    column: str
    rows: int
    condition: str

    @property
    def query(self) -> str:
        """The read of an increment, without its columns."""
        return f"SELECT COUNT(*) FROM {identifier(self.table)} WHERE {self.condition}"

    @property
    def sql(self) -> str:
        """The statement that makes the index; it lets others read and write meanwhile."""
        name = identifier(f"{PREFIX}{self.column}")
        return (
            f"ALTER TABLE {identifier(self.table)} ADD INDEX {name} ({identifier(self.column)}), "
            "ALGORITHM=INPLACE, LOCK=NONE;"
        )

    @property
    def undo(self) -> str:
        """The statement that drops it."""
        return drop(self.table, f"{PREFIX}{self.column}")


def drop(table: str, index: str) -> str:
    """Return the statement that drops an index."""
    return (
        f"ALTER TABLE {identifier(table)} DROP INDEX {identifier(index)}, "
        "ALGORITHM=INPLACE, LOCK=NONE;"
    )


def lacks(
    catalog: Mapping[str, Any],
    tables: Mapping[str, "Table"],
    bookmarks: Mapping[str, Any],
    least_rows: int = 0,
) -> list[Lack]:
    """Return the tables without an index on what tells their changes, the largest first.

    Args:
        catalog: What is replicated.
        tables: What the source has.
        bookmarks: Where the last run ended, by table.
        least_rows: Smaller tables are read as a whole in no time.
    """
    found = []
    for name, stream in catalog.items():
        key, table = stream.get("replication_key"), tables.get(name)
        if not key or table is None or table.is_view or not is_selected(stream):
            continue
        column = table.column(key)
        if column is None or table.is_indexed(key) or (table.rows or 0) < least_rows:
            continue
        facts = stream.get("x-enamel", {})
        read = ReplicationKey(
            name,
            column,
            facts.get("overlap_seconds", DEFAULT_OVERLAP_SECONDS),
            facts.get("overlap_rows", DEFAULT_OVERLAP_ROWS),
        )
        mark = bookmarks.get(name, {}).get("replication_key_value")
        condition = read.changed_since(mark) if mark else f"{identifier(key)} >= UTC_TIMESTAMP()"
        found.append(Lack(name, key, table.rows or 0, condition))
    return sorted(found, key=lambda it: (-it.rows, it.table))


def cost(source: "Source", lack: Lack, *, execute: bool) -> Cost:
    """Return what an increment costs: by the server's estimate, or by doing it once.

    Args:
        source: The source; read only.
        lack: The table.
        execute: Do it, as the next run would.
    """
    with source.cursor() as cursor:
        cursor.execute(f"{'ANALYZE' if execute else 'EXPLAIN'} FORMAT=JSON {lack.query}")
        plan = json.loads(cursor.fetchall()[0][0])
    return cost_of(plan)


def cost_of(plan: Mapping[str, Any]) -> Cost:
    """Return what a plan of MariaDB says."""
    times = list(_values(plan, "r_total_time_ms"))
    rows = list(_values(plan, "r_rows")) or list(_values(plan, "rows"))
    shares = list(_values(plan, "r_filtered")) or list(_values(plan, "filtered"))
    looked_at = round(sum(rows))
    share = shares[0] / 100 if shares else 1.0
    return Cost(looked_at, round(looked_at * share), max(times) if times else None)


def advise(source: "Source", found: Sequence[Lack], *, execute: bool) -> list[Finding]:
    """Return the statements to review, with what each saves."""
    findings = []
    for lack in found:
        now = cost(source, lack, execute=execute)
        # Only doing it tells how many rows an index would find.
        gain = f"{now}, with the index {now.found:,}" if execute else str(now)
        findings.append(
            Finding(
                SOURCE,
                ADVICE,
                "missing index",
                lack.table,
                f"{lack.column} tells which rows changed and has no index, so each run reads the "
                "whole table to find them.",
                gain,
                lack.sql,
                lack.undo,
            )
        )
    return findings


def apply(source: "Source", found: Sequence[Lack], role: str) -> list[Finding]:
    """Make the indexes, and measure what they bring.

    Args:
        source: The source, as an account with INDEX on it.
        found: Where they lack.
        role: What the policy says the source is.

    Raises:
        EnamelError: The source is production, or the account may not.
    """
    refuse_production(role)
    findings = []
    for lack in found:
        before = cost(source, lack, execute=True)
        _execute(source, lack.sql)
        after = cost(source, lack, execute=True)
        findings.append(
            Finding(
                SOURCE,
                ADVICE,
                "index made",
                lack.table,
                f"{PREFIX}{lack.column} was made.",
                f"before: {before}; now: {after}",
                lack.sql,
                lack.undo,
            )
        )
    return findings


def undo(source: "Source", tables: Mapping[str, "Table"], role: str) -> list[Finding]:
    """Drop the indexes that `apply` has made, and no other.

    Raises:
        EnamelError: The source is production, or the account may not.
    """
    refuse_production(role)
    findings = []
    for name, table in sorted(tables.items()):
        for index in table.indexes:
            if index.name.startswith(PREFIX):
                _execute(source, drop(name, index.name))
                said = f"{index.name} was dropped."
                findings.append(Finding(SOURCE, ADVICE, "index dropped", name, said))
    return findings


def refuse_production(role: str) -> None:
    """Raise unless the policy marks the source as a replica or a copy."""
    if role not in ("replica", "copy"):
        raise EnamelError(
            f"The source is marked `{role}`: Enamel never changes it.",
            "Give the statements of `enamel advise --sql` to whoever looks after the server. On a "
            "replica or a copy, say so first: source_role in extract/policy.yml.",
        )


def _execute(source: "Source", sql: str) -> None:
    import pymysql

    try:
        with source.cursor() as cursor:
            cursor.execute(sql.rstrip(";"))
    except pymysql.MySQLError as error:
        code = error.args[0] if error.args else 0
        raise EnamelError(
            f"The source refused an index (MariaDB error {code}).",
            "Let ENAMEL_ADVISE_USER and ENAMEL_ADVISE_PASSWORD name an account with INDEX on the "
            "copy.",
        ) from error


def _values(plan: Any, name: str) -> Iterator[float]:
    if isinstance(plan, dict):
        for key, value in plan.items():
            if key == name and isinstance(value, int | float):
                yield float(value)
            else:
                yield from _values(value, name)
    elif isinstance(plan, list):
        for value in plan:
            yield from _values(value, name)
