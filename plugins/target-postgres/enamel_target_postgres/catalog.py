"""The raw tables as they stand in the warehouse."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table (or whatever else has taken the name).

    Attributes:
        kind: `relkind` of pg_class; only `r` and `p` can be loaded.
        columns: Name to type, as `format_type` spells it.
        key: The primary key's columns; empty without one.
    """

    schema: str
    name: str
    kind: str
    columns: Mapping[str, str]
    key: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return the table's name for messages."""
        return f"Table {self.schema}.{self.name}"

    @property
    def identifier(self) -> sql.Identifier:
        """Return the table's quoted name."""
        return sql.Identifier(self.schema, self.name)


def statement(name: str) -> str:
    """Return a statement of the `sql` folder."""
    return (files("enamel_target_postgres") / "sql" / f"{name}.sql").read_text("utf-8")


def read_tables(connection: Connection, schema: str, table: str | None = None) -> dict[str, Table]:
    """Read one table's shape, or every table's of the schema."""
    rows = connection.execute(statement("tables"), {"schema": schema, "table": table})
    return {
        name: Table(schema, name, kind, dict(zip(columns, types, strict=True)), tuple(key or ()))
        for name, kind, columns, types, key in rows
    }
