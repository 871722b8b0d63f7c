"""Writes every table of some schemas as a file, so that nobody needs us to read their own numbers.

<folder>/<schema>/<table>.parquet (or .csv)
<folder>/columns.csv               every column: its type, and what it means
<folder>/rows.csv                  how many rows each file holds
"""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from psycopg import sql

from enamel.errors import EnamelError
from enamel.export.kinds import Kind
from enamel.export.marts import duckdb_type, read_copied

COLUMNS, ROWS = "columns.csv", "rows.csv"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it is, Postgres' type of it, and what it means."""

    schema: str
    table: str
    column: str
    type: str
    description: str


def export_warehouse(
    connection: psycopg.Connection[Any], schemas: Sequence[str], folder: Path, kind: Kind
) -> dict[str, int]:
    """Write every table and view of the schemas, all of one moment.

    Args:
        connection: The warehouse; only read.
        schemas: Whose tables.
        folder: Where they go; it must not be there yet, and is there only when all is written.
        kind: What the files are. A type that Parquet has no equal of becomes text, as Postgres
            writes it; CSV has a header line, ISO dates and an empty cell for nothing.

    Returns:
        The rows of each table, by `schema.table`.

    Raises:
        EnamelError: The folder is there, or a schema is empty.
    """
    if folder.exists():
        raise EnamelError(
            f"{folder} is there already.", "Name another folder, or move that one away."
        )
    connection.execute("set transaction isolation level repeatable read, read only")
    found = _columns(connection, schemas)
    if empty := sorted(set(schemas) - {it.schema for it in found}):
        raise EnamelError(
            f"The warehouse has nothing in: {', '.join(empty)}.",
            "Correct the name, or build it first: meltano invoke dbt-postgres:build",
        )
    tables: dict[tuple[str, str], dict[str, str]] = {}
    for it in found:
        tables.setdefault((it.schema, it.table), {})[it.column] = duckdb_type(it.type) or "VARCHAR"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        made = Path(scratch) / "made"
        rows = {}
        with duckdb.connect(config={"temp_directory": scratch}) as client:
            for (schema, table), columns in tables.items():
                target = made / schema / f"{table}.{kind}"
                target.parent.mkdir(parents=True, exist_ok=True)
                rows[f"{schema}.{table}"] = _write(
                    connection, client, (schema, table), columns, target, kind
                )
        _list(
            made / COLUMNS,
            Column.__slots__,
            ([getattr(it, name) for name in Column.__slots__] for it in found),
        )
        _list(made / ROWS, ("table", "rows"), rows.items())
        made.rename(folder)
    return rows


def _columns(connection: psycopg.Connection[Any], schemas: Sequence[str]) -> list[Column]:
    rows = connection.execute(
        "select nsp.nspname, rel.relname, att.attname,"
        " format_type(att.atttypid, att.atttypmod), coalesce(des.description, '')"
        " from pg_attribute as att"
        " inner join pg_class as rel on rel.oid = att.attrelid and rel.relkind in ('r', 'v', 'm')"
        " inner join pg_namespace as nsp on nsp.oid = rel.relnamespace"
        " left join pg_description as des on des.objoid = rel.oid and des.objsubid = att.attnum"
        " and des.classoid = 'pg_class'::regclass"
        " where nsp.nspname = any(%s) and att.attnum > 0 and not att.attisdropped"
        " order by nsp.nspname, rel.relname, att.attnum",
        [list(schemas)],
    )
    return [Column(*row) for row in rows]


def _write(
    connection: psycopg.Connection[Any],
    client: duckdb.DuckDBPyConnection,
    table: tuple[str, str],
    columns: dict[str, str],
    target: Path,
    kind: Kind,
) -> int:
    """Write one table and return its rows."""
    form = "null ''" if kind is Kind.CSV else "null '\\N', force_quote *"
    query = sql.SQL("copy (select * from {}) to stdout with (format csv, header true, {})").format(
        sql.Identifier(*table), sql.SQL(form)
    )
    copied = target if kind is Kind.CSV else target.with_suffix(".copied")
    cursor = connection.cursor()
    with copied.open("wb") as file, cursor.copy(query) as blocks:
        for block in blocks:
            file.write(block)
    if kind is Kind.PARQUET:
        path = str(target).replace("'", "''")
        client.register("copied", read_copied(client, copied, columns))
        client.execute(f"copy copied to '{path}' (format parquet, compression zstd)").fetchall()
        client.unregister("copied")
        copied.unlink()
    return cursor.rowcount


def _list(path: Path, heading: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)
