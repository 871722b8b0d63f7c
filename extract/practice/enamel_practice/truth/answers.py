"""Asks a sidecar: facts become relations of DuckDB, figures are SQL over them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

import duckdb

from enamel_practice.truth.facts import last_run
from enamel_practice.truth.kinds import KINDS, Fact

TYPES = {int: "bigint", str: "varchar", bool: "boolean", date: "date", datetime: "timestamp"}
# What happened stays as it is; only what stands can be told anew.
_NO_KEY = "step"


@contextmanager
def opened(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a sidecar with a relation per kind of fact, the report lines and the balances.

    Raises:
        PracticeError: The folder holds no facts.
    """
    last_run(folder)
    with duckdb.connect(":memory:") as connection:
        for kind in KINDS:
            _relation(connection, folder, kind)
        connection.execute(statement("report_lines"))
        connection.execute(statement("aging"))
        yield connection


def statement(name: str) -> str:
    """Return the SQL file of that name."""
    return (files("enamel_practice.truth") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _relation(connection: duckdb.DuckDBPyConnection, folder: Path, kind: type[Fact]) -> None:
    """Read a kind's files once into a table, then show each thing as it was last told."""
    name = kind.__name__.lower()
    hints = get_type_hints(kind)
    columns = {"run": "bigint", "seq": "bigint"}
    columns |= {column: TYPES[hints[column]] for column in kind._fields}
    listed = ", ".join(f'"{column}" {it}' for column, it in columns.items())
    connection.execute(f'create table "told_{name}" ({listed})')
    told = sorted(str(file) for file in folder.glob(f"{name}.*.csv.gz"))
    if told:
        connection.execute(
            f'insert into "told_{name}" '
            # Nothing is ever unknown, so an empty text is one.
            "select * from read_csv($files, header = false, columns = $columns, nullstr = 'NULL')",
            {"files": told, "columns": columns},
        )
    if name == _NO_KEY:
        connection.execute(f'create view "{name}" as select * exclude (run, seq) from told_{name}')
        return
    connection.execute(
        statement("latest").format(
            kind=name,
            told=f'"told_{name}"',
            key="key",
            gone="gone" if "gone" in kind._fields else "false",
        )
    )
