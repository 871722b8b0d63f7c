"""The source: four tables of Open Dental's real shapes, filled by MariaDB itself.

Columns, types and keys are those of release 24.3. Of the secondary indexes only the one on the time
stamp is kept: tools that copy indexes then have no work that others have not.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from enamel.reconciliation.run import connect_source
from enamel.settings import Connection
from enamel_practice.schema import Column, Schema, Table, load_schema
from enamel_practice.tables import create_statements

if TYPE_CHECKING:
    import pymysql

SHARES: Mapping[str, float] = {
    "procedurelog": 1 / 3,
    "securitylog": 1 / 3,
    "claimproc": 1 / 6,
    "paysplit": 1 / 6,
}
"""The tables, and what each has of all rows."""

STAMPS = {"procedurelog": "DateTStamp", "claimproc": "SecDateTEdit", "paysplit": "SecDateTEdit"}
"""By which column an increment of a table is found; securitylog counts up."""

KEYS = {**STAMPS, "securitylog": "SecurityLogNum"}

_STEP = 50_000
_DAY = "date_add('2012-01-02', interval seq % 4500 day)"
_MONEY = "round((seq * 7919 % 250000) / 100, 2)"
_PATIENT = "seq * 7919 % 20011 + 1"
_FILLED: Mapping[str, Mapping[str, str]] = {
    "procedurelog": {
        "PatNum": _PATIENT,
        "AptNum": "if(seq % 5, seq * 31 % 900001 + 1, 0)",
        "ProcDate": _DAY,
        "ProcFee": _MONEY,
        "Surf": "elt(seq % 6 + 1, '', 'MO', 'DO', 'MOD', 'B', '')",
        "ToothNum": "if(seq % 3, seq % 32 + 1, '')",
        "ProcStatus": "elt(seq % 4 + 1, 2, 2, 1, 4)",
        "ProvNum": "seq % 19 + 1",
        "ClaimNote": "if(seq % 20, '', 'see narrative')",
        "DateEntryC": _DAY,
        "ClinicNum": "seq % 3",
        "CodeNum": "seq * 13 % 700 + 1",
        "UnitQty": "1",
        "DateTP": _DAY,
        "ProcTime": "sec_to_time(28800 + seq % 600 * 60)",
        "ProcTimeEnd": "sec_to_time(30600 + seq % 600 * 60)",
        "BillingNote": "if(seq % 10, '', concat('bill ', seq % 97, ' of \"', seq % 7, '\"'))",
        "SecUserNumEntry": "seq % 41 + 1",
        "SecDateEntry": f"timestamp({_DAY}, sec_to_time(seq % 86400))",
        "DateComplete": _DAY,
    },
    "claimproc": {
        "ProcNum": "seq * 2",
        "ClaimNum": "seq div 3 + 1",
        "PatNum": _PATIENT,
        "ProvNum": "seq % 19 + 1",
        "FeeBilled": _MONEY,
        "InsPayEst": f"round({_MONEY} * 0.8, 2)",
        "Status": "elt(seq % 4 + 1, 1, 1, 0, 6)",
        "InsPayAmt": f"round({_MONEY} * 0.79, 2)",
        "ClaimPaymentNum": "seq div 40",
        "PlanNum": "seq * 17 % 9001 + 1",
        "DateCP": _DAY,
        "WriteOff": f"round({_MONEY} * 0.1, 2)",
        "CodeSent": "concat('D', 1000 + seq % 8000)",
        "AllowedOverride": "-1",
        "Percentage": "80",
        "ProcDate": _DAY,
        "DateEntry": _DAY,
        "InsSubNum": "seq * 17 % 9001 + 1",
        "SecDateEntry": _DAY,
    },
    "paysplit": {
        "SplitAmt": _MONEY,
        "PatNum": _PATIENT,
        "ProcDate": _DAY,
        "PayNum": "seq div 2 + 1",
        "ProvNum": "seq % 19 + 1",
        "DatePay": _DAY,
        "ProcNum": "seq * 2",
        "DateEntry": _DAY,
    },
    "securitylog": {
        "PermType": "seq % 180",
        "UserNum": "seq % 41 + 1",
        "LogDateTime": f"timestamp({_DAY}, sec_to_time(seq % 86400))",
        "LogText": "concat('Procedure ', seq, ' set complete, fee ', seq % 977, '.50, \"',"
        " md5(seq), '\"', if(seq % 50, '', '\\nsecond line'))",
        "PatNum": _PATIENT,
        "CompName": "concat('OPERATORY', seq % 23)",
        "FKey": "seq * 3",
        "LogSource": "seq % 5",
        "DateTPrevious": "'0001-01-01'",
    },
}


def rows_of(table: str, rows: int) -> int:
    """Return how many of all rows a table has."""
    return int(rows * SHARES[table])


def make(server: Connection, database: str, rows: int) -> Connection:
    """Make the source unless it is there with this many rows; return its connection."""
    source = replace(server, database=database)
    with closing(connect_source(server)) as connection, connection.cursor() as cursor:
        cursor.execute("set session sql_mode = ''")
        cursor.execute("set global innodb_buffer_pool_size = 2147483648")
        if _is_made(cursor, database, rows):
            return source
        cursor.execute(f"drop database if exists `{database}`")
        cursor.execute(f"create database `{database}` charset utf8mb3")
        cursor.execute(f"use `{database}`")
        schema = load_schema()
        tables = {name: _lean(schema.tables[name]) for name in SHARES}
        for statement in create_statements(schema=Schema(schema.version, tables))[: len(tables)]:
            cursor.execute(statement)
        fill(connection, rows)
    return source


def remove(server: Connection, database: str) -> None:
    """Drop a source."""
    with closing(connect_source(server)) as connection, connection.cursor() as cursor:
        cursor.execute(f"drop database if exists `{database}`")


def fill(connection: "pymysql.Connection[Any]", rows: int) -> None:
    """Fill the four tables of the connection's database, which are there and empty."""
    tables = load_schema().tables
    with connection.cursor() as cursor:
        for name in SHARES:
            for first in range(1, rows_of(name, rows) + 1, _STEP):
                last = min(first + _STEP - 1, rows_of(name, rows))
                cursor.execute(f"{_insert(tables[name])} from seq_{first}_to_{last}")
                connection.commit()
        cursor.execute(f"analyze table {', '.join(SHARES)}")


def _is_made(cursor: "pymysql.cursors.Cursor", database: str, rows: int) -> bool:
    cursor.execute(
        "select table_name from information_schema.tables where table_schema = %s", [database]
    )
    if {name for (name,) in cursor.fetchall()} != set(SHARES):
        return False
    for table in SHARES:
        cursor.execute(f"select count(*) from `{database}`.`{table}`")
        row = cursor.fetchone()
        if not row or row[0] != rows_of(table, rows):
            return False
    return True


def _lean(table: Table) -> Table:
    stamp = STAMPS.get(table.name)
    kept = {name: parts for name, parts in table.indexes.items() if parts[0] == stamp}
    return replace(table, indexes=kept)


def _insert(table: Table) -> str:
    names = ", ".join(f"`{column.name}`" for column in table.columns)
    values = ", ".join(_value(table, column) for column in table.columns)
    return f"insert into `{table.name}` ({names}) select {values}"


def _value(table: Table, column: Column) -> str:
    if column.name in table.key:
        return "seq"
    if column.name in _FILLED[table.name]:
        return _FILLED[table.name][column.name]
    if column.on_update:
        return "timestamp('2022-03-01') + interval seq % 60000000 second"
    if column.nullable and column.default is None:
        return "null"
    if column.base_type in ("date", "datetime"):
        return "'0001-01-01'"
    if column.base_type in ("varchar", "char", "text"):
        return f"'{column.default or ''}'"
    return f"'{column.default or 0}'"
