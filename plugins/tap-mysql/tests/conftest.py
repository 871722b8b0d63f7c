"""A source, a warehouse, and the tap as its users run it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import psycopg
import pymysql
import pytest
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables
from psycopg import sql as pg

if TYPE_CHECKING:
    from pymysql.connections import Connection as MariaDB

TAP = Path(sys.executable).with_name("enamel-tap-mysql")


@dataclass
class Run:
    """What a run of the tap said and sent."""

    code: int
    errors: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, list[str]] = field(default_factory=dict)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["type"] == kind]

    @property
    def state(self) -> dict[str, Any]:
        states = self.of("STATE")
        return states[-1]["value"] if states else {}

    def rows(self, stream: str) -> int:
        """Rows of a table without line ends in its values."""
        return sum(content.count("\n") - 1 for content in self.files.get(stream, []))

    @property
    def error_lines(self) -> list[str]:
        """Everything but the two lines with which singer-sdk greets."""
        return [line for line in self.errors.splitlines() if "| INFO " not in line]


RunTap = Callable[..., Run]


@pytest.fixture
def settings(source_database: Any, tmp_path: Path) -> dict[str, Any]:
    return {
        "host": source_database.host,
        "port": source_database.port,
        "user": source_database.user,
        "password": source_database.password,
        "database": source_database.database,
        "retry_seconds": 0,
        "batch_config": {
            "encoding": {"format": "pgcopy-csv", "compression": "none"},
            "storage": {"root": (tmp_path / "spool").as_uri()},
        },
    }


@pytest.fixture
def source(source_database: Any) -> Iterator["MariaDB[Any]"]:
    connection = pymysql.connect(
        host=source_database.host,
        port=source_database.port,
        user=source_database.user,
        password=source_database.password,
        database=source_database.database,
        charset="utf8mb4",
        autocommit=True,
        init_command="SET sql_mode='', time_zone='+00:00'",
    )
    with connection:
        yield connection


@pytest.fixture
def execute(source: "MariaDB[Any]") -> Callable[..., Any]:
    def run(*statements: str) -> Any:
        with source.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall()

    return run


@pytest.fixture
def warehouse(warehouse_database: Any) -> Iterator[psycopg.Connection[Any]]:
    connection = psycopg.connect(
        host=warehouse_database.host,
        port=warehouse_database.port,
        user=warehouse_database.user,
        password=warehouse_database.password,
        dbname=warehouse_database.database,
        autocommit=True,
        options="-c timezone=America/Los_Angeles -c intervalstyle=postgres",
    )
    with connection:
        yield connection


@pytest.fixture
def tap_command(settings: dict[str, Any], tmp_path: Path) -> Callable[..., list[str]]:
    """Write the tap's files and return its command line."""

    def command(catalog: Any = None, state: Any = None, *flags: str, **overrides: Any) -> list[str]:
        merged = {**settings, **overrides}
        config = {name: value for name, value in merged.items() if value is not None}
        parts = [str(TAP)]
        for option, content in (("config", config), ("catalog", catalog), ("state", state)):
            if content is not None:
                path = tmp_path / f"{option}.json"
                path.write_text(json.dumps(content))
                parts += [f"--{option}", str(path)]
        return [*parts, *flags]

    return command


@pytest.fixture
def run_tap(tap_command: Callable[..., list[str]]) -> RunTap:
    """Run the tap, and be the target that takes its files."""

    def run(catalog: Any = None, state: Any = None, *flags: str, **overrides: Any) -> Run:
        command = tap_command(catalog, state, *flags, **overrides)
        removed = False
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            run = Run(-1, "")
            for line in process.stdout:
                message = json.loads(line, parse_float=str)  # no digit is lost
                run.messages.append(message)
                if message["type"] == "BATCH":
                    for url in message["manifest"]:
                        path = Path(unquote(urlsplit(url).path))
                        try:
                            content = path.read_bytes().decode()
                            path.unlink()
                        except FileNotFoundError:
                            removed = True  # by a tap that has failed meanwhile
                            continue
                        run.files.setdefault(message["stream"], []).append(content)
            run.errors = process.stderr.read()
        run.code = process.returncode
        assert run.code or not removed, "a file was removed before it was loaded"
        return run

    return run


@pytest.fixture
def discover(source: "MariaDB[Any]", source_database: Any) -> Callable[[], dict[str, Any]]:
    """Return the tap's own catalog of the source."""

    def run() -> dict[str, Any]:
        tables = read_tables(source, source_database.database)
        # What a file holds, so that a test may change its copy.
        catalog: dict[str, Any] = json.loads(
            json.dumps({"streams": [catalog_entry(table) for table in tables]})
        )
        return catalog

    return run


@pytest.fixture
def load(warehouse: psycopg.Connection[Any]) -> Callable[[dict[str, Any], Run], None]:
    """Load a run's files of one stream into a table of the types its catalog entry promises."""

    def copy(entry: dict[str, Any], run: Run) -> None:
        name = pg.Identifier(entry["stream"])
        columns = [
            pg.SQL("{} {}").format(pg.Identifier(column), pg.SQL(schema["x-sql-datatype"]))
            for column, schema in entry["schema"]["properties"].items()
        ]
        warehouse.execute(pg.SQL("create table {} ({})").format(name, pg.SQL(",").join(columns)))
        for content in run.files.get(entry["stream"], []):
            statement = pg.SQL("copy {} from stdin with (format csv, header match)").format(name)
            with warehouse.cursor().copy(statement) as rows:
                rows.write(content.encode())

    return copy


@pytest.fixture
def spool(tmp_path: Path) -> Callable[[], list[str]]:
    """Return what is left in the spool folder, but for the lock that guards it."""

    def left() -> list[str]:
        root = tmp_path / "spool"
        return sorted(path.name for path in root.glob("*"))

    return left
