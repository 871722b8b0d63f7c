"""Older releases of the source's tables, made from the newest and `releases.yml`."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from enamel_practice.batch import Batch
from enamel_practice.errors import PracticeError
from enamel_practice.schema import (
    Column,
    Schema,
    Table,
    load_schema,
    make_column,
    make_table,
    read_facts,
    source_folder,
)

FILE = "releases.yml"


def known_releases() -> tuple[str, ...]:
    """Return every release whose tables are known, the oldest first."""
    return tuple(sorted((*_facts(source_folder()), load_schema().version), key=order))


def order(version: str) -> tuple[int, ...]:
    """Return a version as numbers, to be compared."""
    return tuple(int(part) for part in version.split("."))


def full_version(asked: str) -> str:
    """Return the known release that a version names, as `21.1` names 21.1.9.0.

    Raises:
        PracticeError: None is known by that name.
    """
    for version in known_releases():
        if version == asked or version.startswith(asked + "."):
            return version
    raise PracticeError(
        f"The tables of Open Dental {asked} are not known.",
        f"Choose one of {', '.join(known_releases())}, or their first two numbers.",
    )


def load_release(version: str) -> Schema:
    """Return a release's tables; `version` in full."""
    return _release(source_folder(), version)


def known_columns() -> dict[str, set[str]]:
    """Return every column that any known release has, by table."""
    known: dict[str, set[str]] = {}
    for version in known_releases():
        for name, table in load_release(version).tables.items():
            known.setdefault(name, set()).update(table.by_name)
    return known


def fit(batch: Batch, schema: Schema) -> Batch:
    """Return a batch as a release stores it: without columns it lacks, moments as dates."""
    table = schema.tables[batch.table]
    kept = [place for place, name in enumerate(batch.columns) if name in table.by_name]
    columns = tuple(batch.columns[place] for place in kept)
    days = {it.name for it in table.columns if it.base_type == "date"}
    rows = [
        tuple(
            row[place].date()
            if batch.columns[place] in days and isinstance(row[place], datetime)
            else row[place]
            for place in kept
        )
        for row in batch.rows
    ]
    return Batch(batch.table, columns, rows)


@cache
def _release(folder: Path, version: str) -> Schema:
    newest = load_schema(folder)
    if version == newest.version:
        return newest
    facts = _facts(folder)[version]
    gone = set(facts["without_tables"])
    changes = facts["columns"]
    tables = {
        name: _older(table, changes[name]) if name in changes else table
        for name, table in newest.tables.items()
        if name not in gone
    }
    tables |= {name: make_table(name, it) for name, it in facts["tables"].items()}
    return Schema(version, dict(sorted(tables.items())))


def _older(table: Table, change: dict[str, Any]) -> Table:
    gone, types = set(change.get("without", ())), change.get("types", {})
    columns = [_retyped(it, types.get(it.name)) for it in table.columns if it.name not in gone]
    columns += [make_column(name, it) for name, it in change.get("with", {}).items()]
    names = {it.name for it in columns}
    indexes = {
        name: parts
        for name, parts in table.indexes.items()
        if all(part.partition("(")[0] in names for part in parts)
    }
    return replace(table, columns=tuple(columns), indexes=indexes)


def _retyped(column: Column, kind: str | None) -> Column:
    if kind is None:
        return column
    default = column.default
    if kind == "date" and default is not None:
        default = default[:10]
    return replace(column, type=kind, default=default)


@cache
def _facts(folder: Path) -> dict[str, Any]:
    releases: dict[str, Any] = read_facts(folder / FILE)["releases"]
    return releases
