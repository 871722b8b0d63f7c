"""The ways from MariaDB to Postgres that are measured beside each other."""

import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import psycopg
from enamel.project import project_root
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.settings import Connection
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import Table, read_tables
from harness import Pipeline

from ..tools import (
    NotInstalledError,
    Outcome,
    Place,
    Tool,
    dlt_connectorx,
    pgloader,
    sling,
    stock_catalog,
    stock_pipe,
)
from .shapes import KEYS, SHARES

STOCK = "pipelinewise-tap-mysql 1.6.0, meltanolabs-target-postgres 0.8.1"
_TUNED: Mapping[str, Any] = {
    "use_copy": True,
    "batch_size_rows": 100_000,
    "validate_records": False,
    "add_record_metadata": False,
    "activate_version": False,
}


def _nothing(_: Place) -> Outcome:
    return 0, ""


@dataclass(frozen=True)
class Way:
    """One way, and how it is told in the table.

    Attributes:
        tool: The program.
        note: What has to be known to read its figure.
        sample: The share of all rows it is given; its rate is what counts.
        once: Whether one run is enough, because it takes minutes.
        prepare: What it needs before the clock runs.
    """

    tool: Tool
    note: str
    sample: float = 1
    once: bool = False
    prepare: Callable[[Place], Outcome] = field(default=_nothing)


def source_tables(source: Connection) -> list[Table]:
    """Return the benchmark's tables as they are."""
    with closing(connect_source(source)) as connection:
        found = read_tables(connection, source.database)
    return [table for table in found if table.name in SHARES]


def prepare_raw(place: Place) -> Outcome:
    """Create the tables, with their primary keys, as our target would."""
    with connect_warehouse(place.warehouse) as connection:
        connection.execute("create schema raw")
        for table in source_tables(place.source):
            parts = [f'"{column.name}" {column.type.postgres}' for column in table.columns]
            key = ", ".join(f'"{name}"' for name in table.key)
            parts.append(f"primary key ({key})")
            connection.execute(f'create table raw."{table.name}" ({", ".join(parts)})'.encode())
    return 0, ""


def limit(streams: int, place: Place, tables: Sequence[str]) -> Outcome:
    """The databases' own clients and a pipe between them: nothing can be faster than that."""
    mariadb, psql = _client("mariadb"), _client("psql")
    source, warehouse = place.source, place.warehouse
    options = place.file(
        "client.cnf",
        f"[client]\nhost={source.host}\nport={source.port}\nuser={source.user}\n"
        f"password={source.password}\ndefault-character-set=utf8mb4\n",
    )
    names = {
        table.name: [column.name for column in table.columns] for table in source_tables(source)
    }

    def pour(table: str) -> int:
        listed = ", ".join(f"`{name}`" for name in names[table])
        reading = [mariadb, f"--defaults-file={options}", source.database, "--quick", "--batch"]
        reading += ["--skip-column-names", "-e", f"select {listed} from `{table}`"]
        copying = [psql, "-q", "-v", "ON_ERROR_STOP=1", "-c"]
        copying.append(f"copy raw.\"{table}\" from stdin with (null 'NULL')")
        return subprocess.run(
            ["sh", "-c", f"{shlex.join(reading)} | {shlex.join(copying)}"],
            env={
                "PGHOST": warehouse.host,
                "PGPORT": str(warehouse.port),
                "PGUSER": warehouse.user,
                "PGPASSWORD": warehouse.password,
                "PGDATABASE": warehouse.database,
                "PATH": "/usr/bin:/bin",
            },
            check=False,
            timeout=place.seconds,
        ).returncode

    with ThreadPoolExecutor(streams) as pool:
        codes = list(pool.map(pour, tables))
    return max(codes), ""


def _client(name: str) -> str:
    unpacked = project_root() / ".enamel/bin/mariadb/usr/bin" / name
    found = shutil.which(name) or (str(unpacked) if unpacked.exists() else None)
    if found is None:
        raise NotInstalledError(f"the client {name} is not on this machine")
    return found


def write_catalog(place: Place, tables: Sequence[Table]) -> None:
    """Write the catalog that discovery would: incremental tables by their time stamps."""
    entries = [catalog_entry(table, replication_key=KEYS.get(table.name)) for table in tables]
    place.file("catalog.json", {"streams": entries})


def pipeline(place: Place) -> Pipeline:
    """Return the project's own commands on a place's databases."""
    return Pipeline(place.source, place.warehouse, place.folder)


def prepare_enamel(place: Place) -> Outcome:
    """Write the catalog, and let Meltano make its own database."""
    write_catalog(place, source_tables(place.source))
    done = pipeline(place).run("meltano", "state", "list", check=False)
    return done.returncode, done.stdout


def enamel(place: Place, _: Sequence[str]) -> Outcome:
    """This project, as it is delivered: one `meltano run`, which also makes the raw tables."""
    done = pipeline(place).run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    return done.returncode, done.stdout


def _stock_prepare(place: Place) -> Outcome:
    # Its target refuses `8:05:00`, and ends.
    return stock_catalog(place, list(SHARES), leave_out=lambda kind: kind.split("(")[0] == "time")


def _stock(place: Place, _: Sequence[str]) -> Outcome:
    return stock_pipe(place, **_TUNED)


WAYS = (
    Way(
        Tool("limit", "", {}, partial(limit, 2)),
        "two streams, tables and primary keys present",
        prepare=prepare_raw,
    ),
    Way(
        Tool("limit, one stream", "", {}, partial(limit, 1)),
        "as above",
        prepare=prepare_raw,
    ),
    Way(
        Tool("enamel", "this project", {}, enamel),
        "`meltano run tap-mysql target-postgres`, with start-up, parity and primary keys",
        prepare=prepare_enamel,
    ),
    Way(
        Tool(
            "dlt with connectorx",
            "1.31.0",
            {
                "dlt-connectorx": [
                    "dlt[sql_database,postgres,parquet]==1.31.0",
                    "connectorx",
                    "pymysql",
                ]
            },
            dlt_connectorx,
        ),
        "Arrow to CSV to COPY; no primary key",
    ),
    Way(
        Tool(
            "pgloader",
            "the distribution's (3.6 in Debian 12)",
            {"pgloader": ["pgloader"]},
            pgloader,
        ),
        "with the index on the time stamps",
    ),
    Way(
        Tool("sling", "1.4.11", {"sling": ["sling-linux-amd64==1.4.11"]}, sling),
        "no primary key",
        once=True,
    ),
    Way(
        Tool(
            "stock pair, tuned",
            STOCK,
            {
                "stock-tap": ["pipelinewise-tap-mysql==1.6.0"],
                "stock-target": ["meltanolabs-target-postgres==0.8.1"],
            },
            _stock,
        ),
        "COPY, batches of 100,000, no validation, no metadata, no Meltano between; without TIME"
        " columns",
        sample=0.1,
        once=True,
        prepare=_stock_prepare,
    ),
)


def row_counts(warehouse: Connection, tables: Sequence[str]) -> dict[str, int]:
    """Return how many rows of each table are there, in whichever schema a tool has put it."""
    with connect_warehouse(warehouse) as connection:
        found = connection.execute(
            "select c.relname, n.nspname from pg_class c join pg_namespace n"
            " on n.oid = c.relnamespace where c.relkind = 'r' and c.relname = any(%s)"
            " and n.nspname not like 'pg\\_%%' and n.nspname not like '%%staging'",
            [list(tables)],
        ).fetchall()
        return {str(table): _count(connection, f'"{schema}"."{table}"') for table, schema in found}


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"select count(*) from {table}".encode()).fetchone()
    return int(row[0]) if row else 0
