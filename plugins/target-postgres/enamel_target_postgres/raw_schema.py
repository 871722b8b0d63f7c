"""The DDL of the raw tables that staging reads, applied before the first load."""

import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

from enamel_target_postgres.catalog import Connection, read_tables
from enamel_target_postgres.errors import TargetError, explain

MARK = "_enamel_raw_schema"


def create_schema(connection: Connection, schema: str) -> None:
    """Create the schema unless it is there; only the former needs a right."""
    query = "select exists (select from pg_catalog.pg_namespace where nspname = %s)"
    row = connection.execute(query, (schema,)).fetchone()
    if not (row and row[0]):
        try:
            connection.execute(sql.SQL("create schema {}").format(sql.Identifier(schema)))
        except psycopg.errors.DuplicateSchema:
            return


def apply_raw_schema(connection: Connection, schema: str, path: Path) -> bool:
    """Execute the file unless this very text was executed and its tables still stand.

    Args:
        connection: In autocommit.
        schema: Where the mark is kept, in a table of its own.
        path: Idempotent DDL.

    Returns:
        Whether it was executed.

    Raises:
        TargetError: The file is missing, or the warehouse refuses it.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TargetError(
            f"The raw schema file {path} cannot be read.",
            "Write it with `enamel discover`, or correct the setting raw_schema_file.",
            fatal=True,
        ) from error
    digest = hashlib.sha256(text.encode()).hexdigest()
    mark = sql.Identifier(schema, MARK)
    try:
        with connection.transaction():
            # Two runs that start together apply it one after the other.
            connection.execute("select pg_advisory_xact_lock(hashtext(%s))", (MARK,))
            tables = read_tables(connection, schema)
            if MARK in tables:
                query = sql.SQL("select digest, tables from {}").format(mark)
                done = connection.execute(query).fetchone()
                if done and done[0] == digest and set(done[1]) <= set(tables):
                    return False
            connection.execute(text)
            create_schema(connection, schema)
            _remember(connection, mark, digest, sorted(read_tables(connection, schema)))
    except psycopg.Error as error:
        explained = explain(error, f"Raw schema file {path.name}")
        raise TargetError(explained.reason, explained.instruction, fatal=True) from error
    return True


def _remember(connection: Connection, mark: sql.Identifier, digest: str, tables: list[str]) -> None:
    connection.execute(
        sql.SQL(
            "create table if not exists {} (digest text not null, tables text[] not null, "
            "applied_at timestamp not null default (clock_timestamp() at time zone 'utc'))"
        ).format(mark)
    )
    connection.execute(sql.SQL("delete from {}").format(mark))
    connection.execute(
        sql.SQL("insert into {} (digest, tables) values (%s, %s)").format(mark), (digest, tables)
    )
