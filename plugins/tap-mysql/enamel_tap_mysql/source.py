"""The source's columns as they are now, held against the catalog."""

from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from typing import Any

from enamel_tap_mysql import client
from enamel_tap_mysql.discovery import read_columns, read_sizes
from enamel_tap_mysql.errors import TapError
from enamel_tap_mysql.types import Column, UnsupportedTypeError

_DISCOVER = "Run `enamel discover`, review the change of the catalog, and run again."


class SourceColumns:
    """Columns of every table, read by one query when first asked for."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Remember where the source is."""
        self._config = config

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Bytes of every table, as the server estimates them."""
        with (
            closing(client.connect_typed(self._config)) as connection,
            client.readable_errors(self._config),
        ):
            return read_sizes(connection, self._config["database"])

    @cached_property
    def _tables(self) -> dict[str, dict[str, Column]]:
        with (
            closing(client.connect_typed(self._config)) as connection,
            client.readable_errors(self._config),
        ):
            return read_columns(connection, self._config["database"])

    def column(self, table: str, name: str) -> Column:
        """Return one column.

        Raises:
            TapError: The source has no such table or column, or we may not read it.
        """
        columns = self._tables.get(table)
        user, database = self._config["user"], self._config["database"]
        if columns is None:
            raise TapError(
                f"Table {table} is not in database {database}, or user {user} may not SELECT it.",
                f"Grant SELECT on it. If it is gone: {_DISCOVER}",
            )
        if name not in columns:
            raise TapError(
                f"Table {table} has no column {name} (any more), or user {user} may not SELECT it.",
                _DISCOVER,
            )
        return columns[name]

    def selected(self, table: str, properties: Mapping[str, Mapping[str, Any]]) -> list[Column]:
        """Return the columns of a catalog's properties, in their order.

        Raises:
            TapError: A column is gone, or is no longer of the type the catalog promises.
        """
        columns = []
        for name, schema in properties.items():
            column = self.column(table, name)
            promised = schema.get("x-sql-datatype")
            try:
                actual = column.type.postgres
            except UnsupportedTypeError as error:
                raise TapError(
                    f"Column {name} of table {table} is {column.column_type}, "
                    "which cannot be replicated exactly.",
                    "Deselect it in the policy and run `enamel discover`.",
                ) from error
            if promised is not None and promised != actual:
                raise TapError(
                    f"Column {name} of table {table} is {column.column_type} ({actual} in "
                    f"Postgres) now; the catalog says {promised}.",
                    _DISCOVER,
                )
            columns.append(column)
        if not columns:
            raise TapError(
                f"No column of table {table} is selected.", "Select one, or deselect the table."
            )
        return columns
