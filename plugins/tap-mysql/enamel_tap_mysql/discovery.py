"""What a MariaDB database holds, by three set queries on information_schema.

Connection in, dataclasses out::

    connection = pymysql.connect(host=…, database="opendental")
    for table in read_tables(connection, "opendental"):
        print(table.name, table.primary_key, [column.name for column in table.columns])

Any DB-API connection with `%s` parameters does; a SQLAlchemy connection has one in
`connection.connection`. An account sees only what it may SELECT: a table without that right does
not appear, and a column without it is missing from its table.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib.resources import files
from typing import Any, Protocol

from enamel_tap_mysql.types import Column


class DatabaseConnection(Protocol):
    """The part of a DB-API connection that is needed here."""

    def cursor(self) -> Any:
        """Return a DB-API cursor."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index; `prefixed` when it covers only the beginning of a column."""

    name: str
    columns: tuple[str, ...]
    unique: bool
    prefixed: bool = False


@dataclass(frozen=True)
class Table:
    """A table or view.

    Attributes:
        name: Verbatim.
        is_view: A view has columns, but neither key nor size.
        engine: `InnoDB`, `MyISAM` …; None for a view.
        rows: The engine's estimate (exact for MyISAM and Aria).
        data_bytes: Size of the rows.
        index_bytes: Size of the indexes.
        auto_increment: Next number, if the table numbers its rows.
        created_at: Server's local time.
        updated_at: Last change, where the engine knows it.
        comment: The source's own comment.
        columns: In the table's order.
        indexes: By name; the primary key's is called `PRIMARY`.
    """

    name: str
    is_view: bool
    engine: str | None
    rows: int | None
    data_bytes: int
    index_bytes: int
    auto_increment: int | None
    created_at: datetime | None
    updated_at: datetime | None
    comment: str
    columns: tuple[Column, ...]
    indexes: tuple[Index, ...]

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Columns of the primary key, composite ones in its order; empty without one."""
        return next((index.columns for index in self.indexes if index.name == "PRIMARY"), ())

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that identify a row: the primary key, else a unique index without NULLs."""
        if self.primary_key:
            return self.primary_key
        required = {column.name for column in self.columns if not column.nullable}
        candidates = [
            index.columns
            for index in self.indexes
            if index.unique and not index.prefixed and required.issuperset(index.columns)
        ]
        return min(candidates, key=len, default=())

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def column(self, name: str) -> Column | None:
        """Return the column of that exact name."""
        return self._by_name.get(name)

    def is_indexed(self, column: str) -> bool:
        """Whether an index begins with the column, so that a range of it is found quickly."""
        return any(index.columns[0] == column for index in self.indexes)


def query(name: str) -> str:
    """Return one of this package's SQL files."""
    return files("enamel_tap_mysql").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def read_tables(connection: DatabaseConnection, database: str) -> list[Table]:
    """Read every table and view of a database, sorted by name."""
    columns = read_columns(connection, database)
    indexes = _read_indexes(connection, database)
    tables = []
    for row in _fetch(connection, "tables", database):
        name, kind, engine, rows, data_bytes, index_bytes, *rest = row
        auto_increment, created_at, updated_at, comment = rest
        tables.append(
            Table(
                name=name,
                is_view=kind == "VIEW",
                engine=engine,
                rows=rows,
                data_bytes=data_bytes or 0,
                index_bytes=index_bytes or 0,
                auto_increment=auto_increment,
                created_at=created_at,
                updated_at=updated_at,
                comment="" if kind == "VIEW" else comment,
                columns=tuple(columns.get(name, {}).values()),
                indexes=indexes.get(name, ()),
            )
        )
    return sorted(tables, key=lambda table: table.name)


def read_columns(connection: DatabaseConnection, database: str) -> dict[str, dict[str, Column]]:
    """Read the columns of every table: table name, then column name, in the tables' order."""
    columns: defaultdict[str, dict[str, Column]] = defaultdict(dict)
    for table, name, column_type, charset, nullable, default, extra, comment in _fetch(
        connection, "columns", database
    ):
        columns[table][name] = Column(
            name, column_type, charset, nullable == "YES", default, extra or "", comment or ""
        )
    return dict(columns)


def _read_indexes(connection: DatabaseConnection, database: str) -> Mapping[str, tuple[Index, ...]]:
    parts: defaultdict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    unique = {}
    for table, name, non_unique, column, prefix in _fetch(connection, "indexes", database):
        parts[table, name].append((column, prefix is not None))
        unique[table, name] = not non_unique
    indexes: defaultdict[str, tuple[Index, ...]] = defaultdict(tuple)
    for (table, name), covered in parts.items():
        indexes[table] += (
            Index(
                name,
                tuple(column for column, _ in covered),
                unique[table, name],
                any(prefixed for _, prefixed in covered),
            ),
        )
    return indexes


def _fetch(connection: DatabaseConnection, name: str, database: str) -> Sequence[Any]:
    cursor = connection.cursor()
    try:
        cursor.execute(query(name), (database,))
        rows: Sequence[Any] = cursor.fetchall()
    finally:
        cursor.close()
    return rows
