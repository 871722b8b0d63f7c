"""A practice held in memory, to be looked at: rows by table, and a digest of all bytes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from enamel_practice.batch import Batch, encode
from enamel_practice.config import PracticeConfig
from enamel_practice.generate import generate
from enamel_practice.sidecar import SLASH, divert
from enamel_practice.traps import FIRST_ID, TRAP_KEYS

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
    digest = sha256()

    def told() -> Iterator[Batch]:
        for batch in generate(config):
            digest.update(repr((batch.table, batch.columns)).encode())
            digest.update(encode(batch))
            yield batch

    found = gather(told())
    sidecar = {name: rows for name, rows in found.items() if SLASH in name}
    tables = {name: rows for name, rows in found.items() if SLASH not in name}
    return Collected(config, tables, digest.hexdigest(), sidecar)


def gather(batches: Iterable[Batch]) -> dict[str, list[Row]]:
    """Return the rows of batches by table, or by file of the sidecar."""
    rows: dict[str, list[Row]] = {}
    for batch in batches:
        rows.setdefault(batch.table, []).extend(
            dict(zip(batch.columns, row, strict=True)) for row in batch.rows
        )
    return rows


def count(config: PracticeConfig) -> Counter[str]:
    """Return how many rows each table of a practice gets."""
    found: Counter[str] = Counter()
    for batch in divert(generate(config), None):
        found[batch.table] += len(batch.rows)
    return found


def _is_trap(row: Row) -> bool:
    keys = range(FIRST_ID, FIRST_ID + TRAP_KEYS)
    return any(type(value) is int and value in keys for value in row.values())
