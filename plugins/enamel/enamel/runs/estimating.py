"""What a run would read: asked of both databases' own catalogs, without touching a row."""

import json
import subprocess
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql.bookmarks import DEFAULT_OVERLAP_ROWS, DEFAULT_OVERLAP_SECONDS, ReplicationKey
from enamel_tap_mysql.discovery import read_tables
from enamel_tap_mysql.expressions import identifier

from enamel import settings
from enamel.discovery.source import connect
from enamel.project import project_root
from enamel.reconciliation.run import connect_warehouse
from enamel.runs.selecting import Catalog, phase_of

if TYPE_CHECKING:
    from enamel_tap_mysql.discovery import Table
    from pymysql import Connection as Source

WHOLE, CHANGES, COMPARED = "whole", "changes", "compared"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What would be read of a table.

    Attributes:
        how: `whole`; `changes` since the bookmark; `compared`, and read where it differs.
        rows: About how many rows would be sent, at most.
        bytes: About how much that is in the source.
        scanned_rows: About how many rows the source would look at.
        why: What decides.
    """

    table: str
    phase: int
    how: str
    rows: int
    bytes: int
    scanned_rows: int
    why: str


def estimate(
    catalog: Catalog, chosen: Collection[str], environment: str, *, full_refresh: bool
) -> list[Estimate]:
    """Return what a run would read, the most rows first. Nothing is changed, nothing locked.

    Args:
        catalog: The catalog.
        chosen: The tables of the run.
        environment: Meltano's, whose bookmarks count.
        full_refresh: Bookmarks do not count.

    Raises:
        EnamelError: A database cannot be reached.
    """
    bookmarks = {} if full_refresh else read_bookmarks(environment)
    with connect_warehouse(settings.warehouse()) as warehouse:
        found = warehouse.execute(
            "select relname::text from pg_class where relnamespace = to_regnamespace('raw')"
        )
        in_raw = {name for (name,) in found}
    there = settings.source()
    with connect(there) as source:
        tables = {table.name: table for table in read_tables(source, there.database)}
        rows = [
            _estimate(source, catalog[name], tables[name], bookmarks.get(name), name in in_raw)
            for name in chosen
            if name in tables
        ]
    return sorted(rows, key=lambda it: (-it.rows, it.table))


def state_id(environment: str) -> str:
    """Return what Meltano calls the state of the pair."""
    return f"{environment}:tap-mysql-to-target-postgres"


def read_bookmarks(environment: str) -> dict[str, Any]:
    """Return where the last runs ended, as Meltano remembers it; empty if nowhere."""
    from enamel.runs.running import program

    result = subprocess.run(
        [program("meltano"), "--environment", environment, "state", "get", state_id(environment)],
        cwd=project_root(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    try:
        state = json.loads(result.stdout)
    except ValueError:
        return {}
    bookmarks: dict[str, Any] = state.get("singer_state", {}).get("bookmarks", {})
    return bookmarks


def _estimate(
    source: "Source", stream: Mapping[str, Any], table: "Table", mark: Any, in_raw: bool
) -> Estimate:
    rows, size = table.rows or 0, table.data_bytes
    phase = phase_of(stream)
    if not in_raw:
        return Estimate(table.name, phase, WHOLE, rows, size, rows, "raw does not have it")
    key = stream.get("replication_key")
    column = table.column(key) if key else None
    if column is None:
        return Estimate(table.name, phase, COMPARED, rows, size, rows, "nothing tells what changed")
    if not mark or mark.get("replication_key") != key:
        return Estimate(table.name, phase, WHOLE, rows, size, rows, "no bookmark")
    facts = stream.get("x-enamel", {})
    condition = ReplicationKey(
        table.name,
        column,
        facts.get("overlap_seconds", DEFAULT_OVERLAP_SECONDS),
        facts.get("overlap_rows", DEFAULT_OVERLAP_ROWS),
    ).changed_since(mark["replication_key_value"])
    since = f"since {str(mark['replication_key_value'])[:16].replace('T', ' ')}"
    if not table.is_indexed(column.name):
        why = f"{since}, {column.name} has no index"
        return Estimate(table.name, phase, CHANGES, rows, size, rows, why)
    with source.cursor() as cursor:
        cursor.execute(f"EXPLAIN SELECT 1 FROM {identifier(table.name)} WHERE {condition}")
        expected = min(rows, sum(_explained_rows(cursor.description, cursor.fetchall())))
    share = expected / rows if rows else 0
    return Estimate(table.name, phase, CHANGES, expected, round(size * share), expected, since)


def _explained_rows(description: Any, rows: Sequence[Any]) -> list[int]:
    names = [column[0] for column in description]
    return [int(row[names.index("rows")] or 0) for row in rows]
