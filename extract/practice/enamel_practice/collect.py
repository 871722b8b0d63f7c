"""A practice held in memory, to be looked at: rows by table, and a digest of all bytes."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from enamel_practice.batch import Batch, encode
from enamel_practice.config import PracticeConfig
from enamel_practice.generate import generate
from enamel_practice.sidecar import belongs, divert
from enamel_practice.traps import FIRST_ID

Row = dict[str, Any]


class Collected(NamedTuple):
    """A practice: its rows by table, a digest of every batch in order, and its sidecar by file."""

    config: PracticeConfig
    tables: dict[str, list[Row]]
    digest: str
    sidecar: dict[str, list[Row]]

    def own(self, table: str) -> list[Row]:
        """Return a table's rows without those of the trap ledger."""
        return [row for row in self.tables.get(table, []) if not _is_trap(row)]

    def by(self, table: str, key: str) -> dict[Any, Row]:
        """Return a table's rows by a unique column."""
        return {row[key]: row for row in self.tables[table]}


def collect(config: PracticeConfig) -> Collected:
    """Make a practice and keep it; for small ones, memory grows with it."""
    tables: dict[str, list[Row]] = {}
    sidecar: dict[str, list[Row]] = {}
    digest = sha256()
    for batch in generate(config):
        digest.update(repr((batch.table, batch.columns)).encode())
        digest.update(encode(batch))
        (sidecar if belongs(batch) else tables).setdefault(batch.table, []).extend(
            dict(zip(batch.columns, row, strict=True)) for row in batch.rows
        )
    return Collected(config, tables, digest.hexdigest(), sidecar)


def gather(batches: Iterable[Batch]) -> dict[str, list[Row]]:
    """Return the rows of batches by table."""
    tables: dict[str, list[Row]] = {}
    for batch in batches:
        tables.setdefault(batch.table, []).extend(
            dict(zip(batch.columns, row, strict=True)) for row in batch.rows
        )
    return tables


def count(config: PracticeConfig) -> Counter[str]:
    """Return how many rows each table of a practice gets."""
    found: Counter[str] = Counter()
    for batch in divert(generate(config), None):
        found[batch.table] += len(batch.rows)
    return found


def _is_trap(row: Row) -> bool:
    return any(type(value) is int and value >= FIRST_ID for value in row.values())
