"""Singer catalog entries of source tables."""

from collections.abc import Collection, Sequence
from typing import Any

from enamel_tap_mysql.discovery import Table
from enamel_tap_mysql.types import Column, ColumnType, UnsupportedTypeError

FULL_TABLE = "FULL_TABLE"
INCREMENTAL = "INCREMENTAL"


def catalog_entry(
    table: Table,
    *,
    replication_key: str | None = None,
    key_properties: Sequence[str] | None = None,
    selected: bool = True,
    deselected: Collection[str] = (),
) -> dict[str, Any]:
    """Return the complete catalog entry of a table.

    Args:
        table: As discovery read it.
        replication_key: Column that makes the stream INCREMENTAL; FULL_TABLE without one.
        key_properties: Columns that identify a row; the table's own key by default.
        selected: Whether the stream is replicated.
        deselected: Columns never read.
    """
    key = list(table.key if key_properties is None else key_properties)
    method = INCREMENTAL if replication_key else FULL_TABLE
    root: dict[str, Any] = {
        "inclusion": "available",
        "selected": selected,
        "table-key-properties": key,
        "replication-method": method,
        # The name under which singer-sdk looks for the method.
        "forced-replication-method": method,
        "valid-replication-keys": valid_replication_keys(table),
    }
    entry: dict[str, Any] = {
        "tap_stream_id": table.name,
        "stream": table.name,
        "table_name": table.name,
        "key_properties": key,
        "replication_method": method,
    }
    if replication_key:
        root["replication-key"] = entry["replication_key"] = replication_key
    properties: dict[str, Any] = {}
    metadata: list[dict[str, Any]] = [{"breadcrumb": [], "metadata": root}]
    for column in table.columns:
        understood = _understood(column)
        facts: dict[str, Any] = {"inclusion": "unsupported", "selected": False}
        if understood is None:
            properties[column.name] = {"type": "string", "x-mysql-datatype": column.column_type}
        else:
            needed = column.name in key or column.name == replication_key
            properties[column.name] = understood.property_schema
            facts = {
                "inclusion": "automatic" if needed else "available",
                "selected": needed or column.name not in deselected,
            }
        metadata.append(
            {
                "breadcrumb": ["properties", column.name],
                "metadata": {**facts, "sql-datatype": column.column_type},
            }
        )
    return {
        **entry,
        "schema": {"type": "object", "properties": properties},
        "metadata": metadata,
    }


def valid_replication_keys(table: Table) -> list[str]:
    """Return the columns by which every change, or every new row, of a table is found.

    A time stamp that the server sets on each change finds both. A row's own running number finds
    new rows, which is enough for tables that are only appended to.
    """
    stamps = [
        column.name
        for column in table.columns
        if column.updates_itself and column.column_type.lower().startswith("timestamp")
    ]
    numbers = [column.name for column in table.columns if "auto_increment" in column.extra.lower()]
    return stamps + numbers


def _understood(column: Column) -> ColumnType | None:
    try:
        return column.type
    except UnsupportedTypeError:
        return None
