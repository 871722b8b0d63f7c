"""Where source, catalog, staging and raw have parted, as rows: what, and what to do. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from enamel_target_postgres.types import parse_type, widened

from enamel.discovery.catalog import Catalog, is_selected, replicated_columns
from enamel.discovery.drift import Drift

SOURCE, STAGING, RAW = "source", "staging", "raw"
_DISCOVER = "Run `uv run enamel discover`, review the diff of extract/catalog.json, commit it."
_BY_ITSELF = "Nothing: the next run does it."


@dataclass(frozen=True, slots=True)
class Parted:
    """One difference.

    Attributes:
        where: Which side is not as the catalog says.
        subject: Table, or `table.column`.
    """

    where: str
    subject: str
    change: str
    next_action: str


def of_source(drift: Drift) -> list[Parted]:
    """Return how the source differs from the catalog."""
    kinds = {
        "new table": drift.tables_added,
        "table is gone": drift.tables_removed,
        "table changed": drift.tables_changed,
        "new column": drift.columns_added,
        "column is gone": drift.columns_removed,
        "column changed": drift.columns_changed,
    }
    found = []
    for kind, names in kinds.items():
        for name in names:
            subject, _, detail = name.partition(" (")
            change = f"{kind}: {detail.removesuffix(')')}" if detail else kind
            found.append(Parted(SOURCE, subject, change, _DISCOVER))
    return found


def of_staging(complaints: list[str]) -> list[Parted]:
    """Return the complaints of `enamel check`, whose sentences end with the next action."""
    found = []
    for line in complaints:
        what, _, action = line.partition(". ")
        subject = what.split("`")[1] if "`" in what else ""
        found.append(Parted(STAGING, subject, what, action))
    return found


def of_raw(catalog: Catalog, raw: Mapping[str, Mapping[str, str]]) -> list[Parted]:
    """Return how the raw tables differ from what the catalog sends.

    Args:
        catalog: The catalog.
        raw: By table, the columns with their types as Postgres spells them.
    """
    found = []
    for table, stream in sorted(catalog.items()):
        if not is_selected(stream):
            continue
        if table not in raw:
            found.append(Parted(RAW, table, "is not there yet", _BY_ITSELF))
            continue
        for name, schema in replicated_columns(stream).items():
            wanted, there = schema["x-sql-datatype"], raw[table].get(name)
            if there is None:
                found.append(Parted(RAW, f"{table}.{name}", "is not there yet", _BY_ITSELF))
                continue
            wider = widened(parse_type(there), parse_type(wanted))
            if wider == parse_type(there):
                continue
            action = (
                _BY_ITSELF
                if wider
                else f'Alter or drop raw."{table}", then `enamel run --tables {table} '
                "--full-refresh`."
            )
            change = f"is {there}, the catalog says {wanted}"
            found.append(Parted(RAW, f"{table}.{name}", change, action))
    return found
