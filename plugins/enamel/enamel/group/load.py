"""Brings a snapshot into the group's Postgres: a partition per mart and practice.

A practice whose version stands there already is left alone; the others are replaced in one
transaction, so that nobody ever reads half a practice.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from psycopg import sql

from enamel.group.collect import PRACTICES, Snapshot

if TYPE_CHECKING:
    import psycopg

SCHEMA = "practices"
_KINDS = {"VARCHAR": "text", "INTEGER": "integer", "BIGINT": "bigint", "SMALLINT": "smallint"}
_BLOCK = 1 << 20


def load(connection: "psycopg.Connection[Any]", snapshot: Snapshot) -> list[str]:
    """Load what has changed; return the practices that were loaded.

    Args:
        connection: The group's database; committed at the end of each practice.
        snapshot: From `collect`.
    """
    connection.execute(f"create schema if not exists {SCHEMA}".encode())
    connection.execute(
        f"create table if not exists {SCHEMA}.loaded"
        " (practice_id text primary key, version text not null)".encode()
    )
    connection.commit()
    stands = dict(connection.execute(f"select * from {SCHEMA}.loaded".encode()).fetchall())
    loaded = []
    with duckdb.connect() as client, tempfile.TemporaryDirectory() as scratch:
        for practice, published in snapshot.current.items():
            if published and stands.get(practice) != published.version:
                for mart in snapshot.marts:
                    file = snapshot.folder / mart / f"{practice}.parquet"
                    _replace(connection, client, mart, practice, file, Path(scratch))
                connection.execute(
                    f"insert into {SCHEMA}.loaded values (%s, %s) on conflict (practice_id)"
                    " do update set version = excluded.version".encode(),
                    [practice, published.version],
                )
                connection.commit()
                loaded.append(practice)
        for practice in set(stands) - set(snapshot.current):
            _remove(connection, snapshot, practice)
        _replace_practices(connection, client, snapshot, Path(scratch))
    connection.commit()
    return loaded


def _replace(
    connection: "psycopg.Connection[Any]",
    client: duckdb.DuckDBPyConnection,
    mart: str,
    practice: str,
    file: Path,
    scratch: Path,
) -> None:
    """Fill a new partition, and put it in the old one's place."""
    whole, part = sql.Identifier(SCHEMA, mart), sql.Identifier(SCHEMA, f"{mart}__{practice}")
    columns = _columns(client, file)
    connection.execute(
        sql.SQL("create table if not exists {} ({}) partition by list (practice_id)").format(
            whole, columns
        )
    )
    connection.execute(sql.SQL("drop table if exists {}").format(part))
    connection.execute(sql.SQL("create table {} ({})").format(part, columns))
    _copy(connection, client, part, file, scratch)
    connection.execute(
        sql.SQL("alter table {} attach partition {} for values in ({})").format(
            whole, part, sql.Literal(practice)
        )
    )
    connection.execute(sql.SQL("analyze {}").format(part))


def _replace_practices(
    connection: "psycopg.Connection[Any]",
    client: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    scratch: Path,
) -> None:
    table, file = sql.Identifier(SCHEMA, PRACTICES), snapshot.folder / PRACTICES
    path = file / f"{PRACTICES}.parquet"
    columns = _columns(client, path)
    connection.execute(sql.SQL("create table if not exists {} ({})").format(table, columns))
    connection.execute(sql.SQL("truncate {}").format(table))
    _copy(connection, client, table, path, scratch)


def _remove(connection: "psycopg.Connection[Any]", snapshot: Snapshot, practice: str) -> None:
    """Take out a practice that has left the group."""
    for mart in snapshot.marts:
        part = sql.Identifier(SCHEMA, f"{mart}__{practice}")
        connection.execute(sql.SQL("drop table if exists {}").format(part))
    connection.execute(f"delete from {SCHEMA}.loaded where practice_id = %s".encode(), [practice])


def _columns(client: duckdb.DuckDBPyConnection, file: Path) -> sql.Composed:
    """Return the columns of a file as Postgres writes them."""
    rows = client.execute("describe select * from read_parquet(?)", [str(file)]).fetchall()
    return sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(_KINDS.get(kind, kind)))
        for name, kind, *_ in rows
    )


def _copy(
    connection: "psycopg.Connection[Any]",
    client: duckdb.DuckDBPyConnection,
    table: sql.Identifier,
    file: Path,
    scratch: Path,
) -> None:
    there = scratch / "rows.csv"
    client.execute(
        f"copy (select * from '{_quoted(file)}') to '{_quoted(there)}'"
        " (format csv, header false, nullstr '\\N', force_quote *)"
    ).fetchall()
    command = sql.SQL("copy {} from stdin with (format csv, null '\\N')").format(table)
    with connection.cursor().copy(command) as rows:
        for block in _blocks(there):
            rows.write(block)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
