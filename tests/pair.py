"""Tap and target alone, piped as Meltano pipes them: one source, one warehouse, kept state."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from enamel.reconciliation.run import connect_source, connect_warehouse
from enamel.settings import Connection
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables

PROGRAMS = Path(sys.executable).parent


@dataclass
class Pair:
    """Tap and target between two databases.

    Attributes:
        keys: The replication key of each incremental table.
        known: The catalog of the last discovery; None discovers before each run.
        compares: Whether the tap looks at the warehouse.
        target_settings: More settings of the target, or others.
    """

    source: Connection
    warehouse: Connection
    folder: Path
    keys: dict[str, str] = field(default_factory=dict)
    state: dict[str, Any] | None = None
    known: dict[str, Any] | None = None
    compares: bool = True
    target_settings: dict[str, Any] = field(default_factory=dict)

    def discover(self) -> None:
        """Keep the source's catalog as it is now for the runs that follow."""
        self.known = self.catalog()

    def catalog(self) -> dict[str, Any]:
        """Return the source's catalog: tables with a key of `keys` are incremental."""
        with connect_source(self.source) as connection:
            tables = read_tables(connection, self.source.database)
        return {
            "streams": [
                catalog_entry(table, replication_key=self.keys.get(table.name)) for table in tables
            ]
        }

    def tap_settings(self, **settings: Any) -> dict[str, Any]:
        """Return the tap's settings."""
        warehouse = self.warehouse
        look = {
            "parity_host": warehouse.host,
            "parity_port": warehouse.port,
            "parity_user": warehouse.user,
            "parity_password": warehouse.password,
            "parity_database": warehouse.database,
        }
        return {
            "host": self.source.host,
            "port": self.source.port,
            "user": self.source.user,
            "password": self.source.password,
            "database": self.source.database,
            "batch_config": {
                "encoding": {"format": "pgcopy-csv", "compression": "none"},
                "storage": {"root": (self.folder / "spool").as_uri()},
            },
            **(look if self.compares else {}),
        } | settings

    def run(self, *, fails: bool = False, **settings: Any) -> str:
        """Replicate once, keep the state, and return what both programs said."""
        tap, target = self.tap_command(**settings), self.target_command()
        with (self.folder / "log").open("w+", encoding="utf-8") as log:
            with subprocess.Popen(tap, stdout=subprocess.PIPE, stderr=log) as reading:
                states = subprocess.run(
                    target,
                    stdin=reading.stdout,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    check=False,
                )
            log.seek(0)
            said = log.read()
        if bool(reading.returncode or states.returncode) != fails:
            pytest.fail(f"exit {reading.returncode}, {states.returncode}\n{said[-4000:]}")
        if lines := states.stdout.splitlines():
            self.state = json.loads(lines[-1])
        return said

    def tap_command(self, **settings: Any) -> list[str]:
        """Write the tap's files and return its command line."""
        tap = [str(PROGRAMS / "enamel-tap-mysql")]
        tap += ["--config", self._file("tap", self.tap_settings(**settings))]
        tap += ["--catalog", self._file("catalog", self.known or self.catalog())]
        if self.state is not None:
            tap += ["--state", self._file("state", self.state)]
        return tap

    def target_command(self) -> list[str]:
        """Write the target's settings and return its command line."""
        warehouse = self.warehouse
        settings = {
            "host": warehouse.host,
            "port": warehouse.port,
            "user": warehouse.user,
            "password": warehouse.password,
            "database": warehouse.database,
            "default_target_schema": "raw",
        } | self.target_settings
        return [
            str(PROGRAMS / "enamel-target-postgres"),
            "--config",
            self._file("target", settings),
        ]

    def in_source(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run statements in the source and commit them; return the last one's rows."""
        with connect_source(self.source) as connection, connection.cursor() as cursor:
            for sql in statements:
                cursor.execute(sql)
            connection.commit()
            return list(cursor.fetchall())

    def in_warehouse(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement in the warehouse and commit it."""
        with connect_warehouse(self.warehouse) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def rows(self, table: str) -> tuple[list[Any], list[Any]]:
        """Return a table's rows in the source and in raw, in an order of their own."""
        with connect_source(self.source) as connection, connection.cursor() as cursor:
            cursor.execute(f"select * from `{table}`")
            names = [column[0] for column in cursor.description]
            theirs = list(cursor.fetchall())
        listed = ", ".join(f'"{name}"' for name in names)
        ours = self.in_warehouse(f'select {listed} from raw."{table}"')
        return sorted(map(_plain, theirs), key=repr), sorted(map(_plain, ours), key=repr)

    def _file(self, name: str, content: Any) -> str:
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Drop what the drivers do unlike each other: time zones (all is UTC), whole decimals."""
    return tuple(
        part.replace(tzinfo=None)
        if isinstance(part, datetime)
        else int(part)
        if isinstance(part, Decimal) and part == part.to_integral_value()
        else part
        for part in row
    )
