"""The source's tables as they are now, held against the catalog."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from typing import Any

from enamel_tap_mysql import client
from enamel_tap_mysql.discovery import Table, read_tables
from enamel_tap_mysql.errors import TableError, statement_too_long
from enamel_tap_mysql.types import Column, UnsupportedTypeError

_DISCOVER = "Run `enamel discover`, review the change of the catalog, and run again."
_NAMED = 10


class SourceTables:
    """Every table, read by three queries when first asked for."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Remember where the source is."""
        self._config = config
        self._packet = 0

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every table and view that we may SELECT, by name."""
        with (
            closing(client.connect_typed(self._config)) as connection,
            client.readable_errors(self._config),
        ):
            found = read_tables(connection, self._config["database"])
            with connection.cursor() as cursor:
                cursor.execute("SELECT @@max_allowed_packet")
                row = cursor.fetchone()
                self._packet = int(row[0]) if row else 0
        return {table.name: table for table in found}

    @property
    def packet(self) -> int:
        """How many bytes a statement may have."""
        return self._packet if self.tables else 0

    def check_statement(self, table: str, sql: str) -> None:
        """Demand that the server takes a statement; it ends the connection at a longer one.

        Raises:
            TableError: It is too long.
        """
        if len(sql.encode()) >= self.packet:
            raise statement_too_long(table)

    def table(self, name: str) -> Table:
        """Return one table.

        Raises:
            TableError: The source has no such table, or we may not read it.
        """
        if name not in self.tables:
            user, database = self._config["user"], self._config["database"]
            raise TableError(
                f"Table {name} is not in database {database}, or user {user} may not SELECT it.",
                f"Grant SELECT on it. If it is gone: {_DISCOVER}",
            )
        return self.tables[name]

    def column(self, table: str, name: str) -> Column:
        """Return one column.

        Raises:
            TableError: The source has no such table or column, or we may not read it.
        """
        column = self.table(table).column(name)
        if column is None:
            raise TableError(
                f"Table {table} has no column {name} (any more), or user "
                f"{self._config['user']} may not SELECT it.",
                _DISCOVER,
            )
        return column

    def selected(self, table: str, properties: Mapping[str, Mapping[str, Any]]) -> list[Column]:
        """Return the columns of a catalog's properties, in their order.

        Raises:
            TableError: A column is gone, or is no longer of the type the catalog promises.
        """
        columns = []
        for name, schema in properties.items():
            column = self.column(table, name)
            promised = schema.get("x-sql-datatype")
            try:
                actual = column.type.postgres
            except UnsupportedTypeError as error:
                raise TableError(
                    f"Column {name} of table {table} is {column.column_type}, "
                    "which cannot be replicated exactly.",
                    "Deselect it in the policy and run `enamel discover`.",
                ) from error
            if promised is not None and promised != actual:
                raise TableError(
                    f"Column {name} of table {table} is {column.column_type} ({actual} in "
                    f"Postgres) now; the catalog says {promised}.",
                    _DISCOVER,
                )
            columns.append(column)
        if not columns:
            raise TableError(
                f"No column of table {table} is selected.", "Select one, or deselect the table."
            )
        return columns

    def check_key(self, name: str, key: Sequence[str]) -> None:
        """Demand that the catalog's key still tells every two rows apart.

        Raises:
            TableError: It does not, so rows that differ would be taken for one.
        """
        table = self.table(name)
        if not key or table.is_view:
            return
        nullable = {column.name for column in table.columns if column.nullable}
        identifies = any(
            index.unique and not index.prefixed and set(index.columns) <= set(key) - nullable
            for index in table.indexes
        )
        if not identifies:
            now = f"({', '.join(table.key)})" if table.key else "none"
            raise TableError(
                f"The key of table {name} is {now} now; the catalog says ({', '.join(key)}).",
                _DISCOVER,
            )

    def news(self, known: Mapping[str, Iterable[str]]) -> list[str]:
        """Return a line for what the source has and the catalog does not.

        Args:
            known: By table the columns that the catalog knows, replicated or not.
        """
        lines = []
        if tables := sorted(self.tables.keys() - known.keys()):
            lines.append(f"The source has new tables, not replicated yet: {_few(tables)}.")
        for table in sorted(self.tables.keys() & known.keys()):
            names = {column.name for column in self.tables[table].columns}
            if columns := sorted(names - set(known[table])):
                lines.append(
                    f"Table {table} has new columns, not replicated yet: {', '.join(columns)}."
                )
        return [f"{line} {_DISCOVER}" for line in lines]


def _few(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
