"""What `information_schema` says of a database, in three set queries and never one per table."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

TABLES = """
select table_name, engine, table_rows, data_length, update_time
from information_schema.tables
where table_schema = :database and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
order by table_name
"""

COLUMNS = """
select table_name, column_name, column_type, is_nullable, extra
from information_schema.columns
where table_schema = :database
order by table_name, ordinal_position
"""

# A prefix (sub_part) still makes a key, but a range of the whole value cannot be read from it.
INDEXES = """
select table_name, index_name, column_name, sub_part
from information_schema.statistics
where table_schema = :database
order by table_name, index_name, seq_in_index
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `type` is MariaDB's COLUMN_TYPE."""

    name: str
    type: str
    nullable: bool = True
    extra: str = ""

    @property
    def is_server_stamp(self) -> bool:
        """Whether the server stamps the row on every change (`TIMESTAMP … ON UPDATE`)."""
        return self.type.lower().startswith("timestamp") and "on update" in self.extra.lower()

    @property
    def is_auto_increment(self) -> bool:
        """Whether the server numbers the rows."""
        return "auto_increment" in self.extra.lower()


@dataclass(frozen=True, slots=True)
class Table:
    """One table; columns in the table's own order, `key` in the key's.

    Attributes:
        rows: The engine's own estimate; no scan.
        bytes: Of data, without secondary indexes.
        updated: When the server last saw a change; often unknown.
        leading: Columns that lead an index, so that a range of them needs no scan.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    engine: str = ""
    rows: int = 0
    bytes: int = 0
    updated: str | None = None
    leading: frozenset[str] = field(default_factory=frozenset)

    def column(self, name: str) -> Column | None:
        """Return a column by its exact name."""
        return next((column for column in self.columns if column.name == name), None)


def read_tables(connection: "Connection", database: str) -> dict[str, Table]:
    """Return the database's tables by name, as far as the account may see them; views are none.

    Args:
        connection: Any connection to the server.
        database: The database's name.
    """
    asked = {"database": database}
    columns: dict[str, list[Column]] = defaultdict(list)
    for table, name, kind, nullable, extra in connection.execute(text(COLUMNS), asked):
        columns[table].append(Column(name, _text(kind), nullable == "YES", extra or ""))
    keys: dict[str, list[str]] = defaultdict(list)
    leading: dict[str, set[str]] = defaultdict(set)
    previous = None
    for table, index, column, prefix in connection.execute(text(INDEXES), asked):
        if index == "PRIMARY":
            keys[table].append(column)
        if (table, index) != previous and column is not None and prefix is None:
            leading[table].add(column)
        previous = (table, index)
    return {
        name: Table(
            name=name,
            columns=tuple(columns[name]),
            key=tuple(keys[name]),
            engine=engine or "",
            rows=int(rows or 0),
            bytes=int(size or 0),
            updated=None if updated is None else str(updated),
            leading=frozenset(leading[name]),
        )
        for name, engine, rows, size, updated in connection.execute(text(TABLES), asked)
    }


def _text(value: str | bytes) -> str:
    """MySQL 8 sends COLUMN_TYPE as bytes."""
    return value.decode() if isinstance(value, bytes) else value
