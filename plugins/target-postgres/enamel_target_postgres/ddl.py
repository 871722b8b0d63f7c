"""What a stream needs of its table, and the DDL that gets it there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql

from enamel_target_postgres.catalog import Connection, Table, read_tables
from enamel_target_postgres.errors import TargetError
from enamel_target_postgres.types import parse_type, widened
from enamel_target_postgres.views import alter_under_views

BATCHED_AT = "_sdc_batched_at"
# One time per statement, that is per file: a default that changes from row to row would have COPY
# insert and log each row alone, at a tenth more processor time.
_BATCHED_AT_DDL = "timestamp not null default (statement_timestamp() at time zone 'utc')"
_NAME_BYTES = 63
_COLUMNS = 1600
_TYPE = re.compile(r"[\w ,()\[\]]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table as a stream needs it.

    Attributes:
        columns: Name to type; any spelling Postgres accepts.
        lenient: Accept whatever a text column is asked to hold, as the stock target does.
    """

    schema: str
    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    lenient: bool = False

    @property
    def title(self) -> str:
        """Return the table's name for messages."""
        return f"Table {self.schema}.{self.name}"


def changes(table: Table | None, wanted: Wanted) -> list[sql.Composed]:
    """Return the DDL that makes a table hold what a stream brings.

    Raises:
        TargetError: Nothing lossless does.
    """
    for name in (wanted.name, *wanted.columns):
        _check_name(wanted, name)
    if len({*wanted.columns, BATCHED_AT}) > _COLUMNS:
        raise TargetError(
            f"{wanted.title}: the stream has {len(wanted.columns)} columns, Postgres holds "
            f"{_COLUMNS - 1} and the time stamp of the load.",
            "Deselect columns or the table in extract/policy.yml.",
        )
    for column, kind in wanted.columns.items():
        _check_type(wanted, column, kind)
    unknown = [name for name in wanted.key if name not in wanted.columns]
    if unknown:
        raise TargetError(
            f"{wanted.title}: key column {unknown[0]} is not among the stream's columns.",
            "Select it in extract/catalog.json, then run again.",
        )
    if table is None:
        return [_create(wanted)]
    if table.kind not in {"r", "p"}:
        raise TargetError(
            f"{wanted.title}: the name is taken by something that is not a table.",
            "Rename or drop it, then run again.",
        )
    clauses: list[sql.Composable] = [
        clause
        for column, kind in wanted.columns.items()
        if (clause := _column_clause(table, wanted, column, kind)) is not None
    ]
    if BATCHED_AT not in table.columns and BATCHED_AT not in wanted.columns:
        clauses.append(_add(BATCHED_AT, _BATCHED_AT_DDL))
    if wanted.key and not table.key:
        clauses.append(sql.SQL("add {}").format(_primary_key(wanted.key)))
    elif wanted.key and set(table.key) != set(wanted.key):
        raise TargetError(
            f"{wanted.title} has the key ({', '.join(table.key)}), the source now has "
            f"({', '.join(wanted.key)}).",
            "Drop the table and run with --full-refresh to load it anew.",
        )
    if not clauses:
        return []
    return [
        sql.SQL("alter table {} {}").format(
            sql.Identifier(wanted.schema, wanted.name), sql.SQL(", ").join(clauses)
        )
    ]


def prepare(connection: Connection, table: Table | None, wanted: Wanted) -> Table:
    """Create or alter the table where needed, in a transaction of its own, and return it.

    Raises:
        TargetError: The table cannot hold the stream, or a view stands in the way.
    """
    todo = changes(table, wanted)
    if todo or table is None:
        try:
            with connection.transaction():
                for change in todo:
                    connection.execute(change)
        except psycopg.errors.FeatureNotSupported:
            if table is None:
                raise
            alter_under_views(connection, table, list(retyped(table, wanted)), todo)
        table = read_tables(connection, wanted.schema, wanted.name)[wanted.name]
    return table


def retyped(table: Table, wanted: Wanted) -> dict[str, str]:
    """Return the columns whose type has to change, with the new type."""
    result = {}
    for column, kind in wanted.columns.items():
        current = table.columns.get(column)
        if current is None or column == BATCHED_AT:
            continue
        new = widened(parse_type(current), parse_type(kind))
        if new is not None and new != parse_type(current):
            result[column] = str(new)
    return result


def _column_clause(table: Table, wanted: Wanted, column: str, kind: str) -> sql.Composable | None:
    current = table.columns.get(column)
    if current is None:
        return _add(column, _BATCHED_AT_DDL if column == BATCHED_AT else kind)
    if column == BATCHED_AT or (wanted.lenient and current in {"text", "character varying"}):
        return None
    new = widened(parse_type(current), parse_type(kind))
    if new is None:
        raise TargetError(
            f"{wanted.title}: column {column} is {current}, the source now sends "
            f"{parse_type(kind)}; one does not hold the other's values.",
            "Alter or drop the column (or the table, with --full-refresh), then run again.",
        )
    if new == parse_type(current):
        return None
    return sql.SQL("alter column {} type {}").format(sql.Identifier(column), sql.SQL(str(new)))


def _create(wanted: Wanted) -> sql.Composed:
    parts: list[sql.Composable] = [
        _definition(name, _BATCHED_AT_DDL if name == BATCHED_AT else kind)
        for name, kind in wanted.columns.items()
    ]
    if BATCHED_AT not in wanted.columns:
        parts.append(_definition(BATCHED_AT, _BATCHED_AT_DDL))
    if wanted.key:
        parts.append(_primary_key(wanted.key))
    return sql.SQL("create table {} ({})").format(
        sql.Identifier(wanted.schema, wanted.name), sql.SQL(", ").join(parts)
    )


def _primary_key(key: Sequence[str]) -> sql.Composed:
    return sql.SQL("primary key ({})").format(sql.SQL(", ").join(map(sql.Identifier, key)))


def _definition(column: str, kind: str) -> sql.Composed:
    return sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind))


def _add(column: str, kind: str) -> sql.Composed:
    return sql.SQL("add column {}").format(_definition(column, kind))


def _check_name(wanted: Wanted, name: str) -> None:
    size = len(name.encode())
    if not name or size > _NAME_BYTES:
        what = "the table" if name == wanted.name else f"column {name}"
        raise TargetError(
            f"{wanted.title}: the name of {what} has {size} bytes, Postgres keeps {_NAME_BYTES}.",
            "Deselect it in extract/catalog.json (or exclude it in extract/policy.yml).",
        )


def _check_type(wanted: Wanted, column: str, kind: str) -> None:
    if not _TYPE.fullmatch(kind):
        raise TargetError(
            f"{wanted.title}: column {column} has the type {kind!r}, which is none.",
            "Run `enamel discover` to write extract/catalog.json anew.",
        )
