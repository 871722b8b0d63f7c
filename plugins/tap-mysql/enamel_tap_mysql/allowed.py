"""Columns of which only single values are read, chosen by a name in the same row.

A settings table holds harmless answers and passwords in one column. The catalog does not select
such a column, so a stock tap never reads it; under `x-enamel` it lists the names whose values are
allowed, and the server replaces every other value with NULL before a row leaves it.
"""

from collections.abc import Iterable
from typing import Any

from enamel_tap_mysql.expressions import identifier

Entry = dict[str, Any]


def allowed_values(entry: Entry) -> dict[str, dict[str, Any]]:
    """Return by column the `name_column` and the `names` whose values are read."""
    allowed: dict[str, dict[str, Any]] = (entry.get("x-enamel") or {}).get("allowed_values") or {}
    return allowed


def is_selected(entry: dict[str, Any]) -> bool:
    """Return whether a catalog entry is to be replicated."""
    for part in entry.get("metadata", ()):
        if not part["breadcrumb"]:
            facts = part["metadata"]
            return bool(facts.get("selected", facts.get("selected-by-default")))
    return False


def select_allowed(entry: Entry) -> Entry:
    """Return a catalog entry in which the columns with allowed values are selected."""
    columns = allowed_values(entry)
    if not columns:
        return entry
    metadata = [
        {**item, "metadata": {**item["metadata"], "selected": True}}
        if item["breadcrumb"] and item["breadcrumb"][-1] in columns
        else item
        for item in entry["metadata"]
    ]
    return {**entry, "metadata": metadata}


def readable_table(entry: Entry, table: str, columns: Iterable[str]) -> str:
    """Return what stands after FROM: the table, or one that shows the allowed values only.

    Args:
        entry: The raw catalog entry.
        table: The source's table.
        columns: Those that are read.
    """
    allowed = allowed_values(entry)
    if not allowed:
        return identifier(table)
    selected = ",".join(
        f"{_guarded(name, **allowed[name])} AS {identifier(name)}"
        if name in allowed
        else identifier(name)
        for name in dict.fromkeys(columns)
    )
    return f"(SELECT {selected} FROM {identifier(table)}) AS {identifier(table)}"


def _guarded(column: str, name_column: str, names: list[str]) -> str:
    # Hexadecimal, because a quoted literal would depend on sql_mode.
    literals = ",".join(f"_utf8mb4 x'{name.encode().hex()}'" for name in names)
    condition = f"{identifier(name_column)} IN ({literals})" if names else "FALSE"
    return f"IF({condition},{identifier(column)},NULL)"
