"""What a server says its tables are, in the shape of the schema files."""

from collections import defaultdict
from typing import Any

import pymysql
from enamel_practice.schema import Column, Schema

COLUMNS = r"""
select
    table_name, column_name, column_type, is_nullable, column_default, extra, character_set_name
from information_schema.columns
where table_schema = database() and table_name not like 'wikilist\_%'
order by table_name, ordinal_position
"""
KEYS = r"""
select table_name, index_name, column_name, sub_part, non_unique
from information_schema.statistics
where table_schema = database() and table_name not like 'wikilist\_%'
order by table_name, index_name, seq_in_index
"""


def as_server_says(column: Column) -> tuple[str, str, str, str | None, str]:
    """Return a column as information_schema describes it."""
    default = "NULL" if column.nullable else None
    if column.default == "current_timestamp":
        default = "current_timestamp()"
    elif column.default is not None:
        is_number = column.base_type.endswith("int") or column.base_type in ("double", "float")
        default = column.default if is_number else f"'{column.default}'"
    extra = "auto_increment" if column.auto_increment else ""
    if column.on_update:
        extra = "on update current_timestamp()"
    return column.name, column.type, "YES" if column.nullable else "NO", default, extra


Said = tuple[dict[str, list[tuple[Any, ...]]], dict[str, dict[str, list[str]]]]


def said_by_server(cursor: pymysql.cursors.Cursor) -> Said:
    """Return the columns and the keys of every table, the practice's own lists left out."""
    cursor.execute(COLUMNS)
    columns = defaultdict(list)
    for table, *facts, charset in cursor.fetchall():
        columns[table].append(tuple(facts))
        assert charset in (None, "utf8mb3"), table
    cursor.execute(KEYS)
    keys: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table, index, column, length, non_unique in cursor.fetchall():
        keys[table][index].append(f"{column}({length})" if length else column)
        assert bool(non_unique) == (index != "PRIMARY")
    return dict(columns), {name: dict(it) for name, it in keys.items()}


def said_by_schema(schema: Schema) -> Said:
    """Return what a server should say."""
    columns = {
        name: [as_server_says(column) for column in table.columns]
        for name, table in schema.tables.items()
    }
    keys = {
        name: {
            "PRIMARY": list(table.key),
            **{index: list(parts) for index, parts in table.indexes.items()},
        }
        for name, table in schema.tables.items()
    }
    return columns, keys
