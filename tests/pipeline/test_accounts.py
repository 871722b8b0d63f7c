"""The two scripts an administrator runs: what they let Enamel do is enough, and no more."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pymysql
import pytest
from enamel.access.apply import apply, check
from enamel.access.policy import read
from enamel.advice.account import advise
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.settings import Connection
from harness import ROOT
from pair import Pair

PASSWORD = secrets.token_urlsafe(12)


def statements(script: str, **filled_in: str) -> list[str]:
    """Return a script's statements as an administrator fills it in."""
    text = (ROOT / script).read_text(encoding="utf-8")
    for word, value in {"CHANGE-THIS": PASSWORD, **filled_in}.items():
        assert word in text
        text = text.replace(word, value)
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return [part for part in "\n".join(lines).split(";") if part.strip()]


@pytest.fixture
def reader(source_database: Connection) -> Iterator[Connection]:
    """The source, as the account of extract/account.sql."""
    with connect_source(source_database) as admin, admin.cursor() as cursor:
        cursor.execute("create table patient (PatNum bigint primary key, LName varchar(100))")
        cursor.execute("insert into patient values (1, 'Sample')")
        admin.commit()
        for statement in statements("extract/account.sql", opendental=source_database.database):
            cursor.execute(statement)
        assert len(cursor.fetchall()) == 2, "USAGE and SELECT"
        yield replace(source_database, user="enamel_reader", password=PASSWORD)
        cursor.execute("drop user 'enamel_reader'@'%'")


@pytest.fixture
def builder(warehouse_database: Connection, tmp_path: Path) -> Iterator[Connection]:
    """The warehouse, as the account of load/account.sql."""
    name = f"test_{secrets.token_hex(4)}"
    with connect_warehouse(warehouse_database) as admin:
        admin.autocommit = True
        for statement in statements("load/account.sql", **{"database enamel": f"database {name}"}):
            admin.execute(statement.encode())
        yield replace(warehouse_database, user="enamel_builder", password=PASSWORD, database=name)
        admin.execute(f"drop database {name} with (force)".encode())
        admin.execute(b"drop owned by enamel_builder")
        admin.execute(b"drop role enamel_builder")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into patient values (2, 'x')",
        "update patient set LName = 'x'",
        "delete from patient",
        "create table mine (id int)",
        "drop table patient",
        "lock tables patient write",
        "select * from mysql.global_priv",
    ],
)
def test_the_reader_of_the_source_may_not(reader: Connection, statement: str) -> None:
    with connect_source(reader) as connection, connection.cursor() as cursor:
        with pytest.raises(pymysql.MySQLError) as refused:
            cursor.execute(statement)
        assert refused.value.args[0] in {1044, 1142}


def test_both_accounts_replicate_and_set_rights(
    reader: Connection, builder: Connection, tmp_path: Path
) -> None:
    with connect_source(reader) as connection:
        found = advise(connection, reader.host, reader.database)
    assert not [it for it in found if it.kind == "too many rights"]

    pair = Pair(reader, builder, tmp_path)
    pair.run()
    pair.run()
    assert pair.rows("patient")[0] == pair.rows("patient")[1]

    with connect_warehouse(builder) as connection:
        connection.autocommit = True
        apply(connection, read())
        assert check(connection, read()) == []
        # What load/reader.sql gives a program of somebody's own: marts, and not a name.
        made = (("marts.dim_dates", "date_day"), ("identity.named_users", "user_id, user_name"))
        for name, columns in made:
            connection.execute(f"create schema if not exists {name.split('.')[0]}".encode())
            typed = ", ".join(f"{it} text" for it in columns.split(", "))
            connection.execute(f"create table {name} ({typed})".encode())
        apply(connection, read())
        for statement in statements("load/reader.sql"):
            connection.execute(statement.encode())
        # A stranger of the server: no schema of ours, no table, not even a temporary one.
        connection.execute(b"create role stranger login password 'unknown'")
        connection.execute(f"grant connect on database {builder.database} to stranger".encode())
    program = replace(builder, user="reader_power_bi", password=PASSWORD)
    with connect_warehouse(program) as connection:
        assert connection.execute(b"select * from dim_dates").fetchall() == []
    for statement in ("select * from identity.named_users", "select * from raw.patient"):
        with (
            connect_warehouse(program) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement.encode())
    with (
        connect_warehouse(program) as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute(b"create table marts.mine (id int)")
    stranger = replace(builder, user="stranger", password="unknown")
    try:
        for statement in ("select * from raw.patient", "create temporary table mine (id int)"):
            with (
                connect_warehouse(stranger) as connection,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                connection.execute(statement.encode())
    finally:
        with connect_warehouse(builder) as connection:
            connection.execute(
                f"revoke connect on database {builder.database} from stranger".encode()
            )
            connection.execute(b"drop role stranger")
            connection.execute(b"drop role reader_power_bi")
