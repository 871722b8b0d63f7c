"""The tools: how each is had, and the shortest way to run it on some tables.

Every tool writes into a Postgres database of its own. Each is used as its own manual shows, with
its defaults; passwords go through files and the environment, never through a command line.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from enamel import debian
from enamel.reconciliation.run import connect_source
from enamel.settings import Connection
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables

SECONDS = 60
PROGRAMS = Path(sys.executable).parent
DLT_SCRIPT = Path(__file__).with_name("dlt_driver.py")


class NotInstalledError(Exception):
    """A tool cannot be had here; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where a tool reads and writes.

    Attributes:
        source: The database of cases.
        warehouse: A database of this tool alone.
        folder: For its files.
        programs: Where its packages were installed.
    """

    source: Connection
    warehouse: Connection
    folder: Path
    programs: Path

    def file(self, name: str, content: Any) -> str:
        """Write a file and return its path."""
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return str(path)


Outcome = tuple[int, str]


@dataclass(frozen=True)
class Tool:
    """A tool, what has to be installed for it, and how it runs."""

    name: str
    version: str
    packages: Mapping[str, Sequence[str]]
    run: Callable[[Place, Sequence[str]], Outcome]

    def install(self, programs: Path) -> None:
        """Install the packages, each set in a virtual environment of its own.

        Raises:
            NotInstalledError: They cannot be had.
        """
        for name, packages in self.packages.items():
            folder = programs / name
            if (folder / "complete").exists():
                continue
            try:
                if name == "pgloader":
                    debian.unpack(packages, folder)
                else:
                    _uv("venv", "--quiet", "--clear", str(folder))
                    _uv("pip", "install", "--quiet", f"--python={folder}/bin/python", *packages)
            except (debian.PackagesUnavailableError, subprocess.CalledProcessError) as error:
                words = getattr(error, "stderr", None) or str(error)
                raise NotInstalledError(words.strip().splitlines()[-1]) from error
            (folder / "complete").touch()


def _uv(*arguments: str) -> None:
    subprocess.run(["uv", *arguments], check=True, capture_output=True, text=True)


def _call(command: Sequence[str], folder: Path, **env: str) -> Outcome:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return 124, (error.stdout or b"").decode("utf-8", "replace") + "\nerror: hangs"
    return done.returncode, done.stdout.decode("utf-8", "replace")


def _pipe(tap: Sequence[str], target: Sequence[str], place: Place) -> Outcome:
    with (place.folder / "tap.log").open("wb+") as log:
        with subprocess.Popen(tap, stdout=subprocess.PIPE, stderr=log) as reading:
            try:
                loading = subprocess.run(
                    target,
                    stdin=reading.stdout,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    timeout=SECONDS,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                reading.kill()
                return 124, "error: hangs"
            if reading.stdout:
                reading.stdout.close()
        log.seek(0)
        # A crash of one ends the other: the target's words come last, they are the cause.
        said = log.read().decode("utf-8", "replace") + loading.stdout.decode("utf-8", "replace")
    return reading.returncode or loading.returncode, said


def _target_settings(place: Place) -> dict[str, Any]:
    warehouse = place.warehouse
    return {
        "host": warehouse.host,
        "port": warehouse.port,
        "user": warehouse.user,
        "password": warehouse.password,
        "database": warehouse.database,
        "default_target_schema": "raw",
    }


def _source_settings(place: Place) -> dict[str, Any]:
    return {
        "host": place.source.host,
        "port": place.source.port,
        "user": place.source.user,
        "password": place.source.password,
    }


def enamel(place: Place, tables: Sequence[str]) -> Outcome:
    """Our tap and target, with the settings of the project's `meltano.yml`."""
    with connect_source(place.source) as connection:
        found = read_tables(connection, place.source.database)
    settings = {
        **_source_settings(place),
        "database": place.source.database,
        "batch_config": {
            "encoding": {"format": "pgcopy-csv", "compression": "none"},
            "storage": {"root": (place.folder / "spool").as_uri()},
        },
    }
    catalog = {"streams": [catalog_entry(table) for table in found if table.name in tables]}
    tap = [str(PROGRAMS / "enamel-tap-mysql"), "--config", place.file("tap.json", settings)]
    tap += ["--catalog", place.file("catalog.json", catalog)]
    target = [str(PROGRAMS / "enamel-target-postgres"), "--config"]
    return _pipe(tap, [*target, place.file("target.json", _target_settings(place))], place)


def stock(place: Place, tables: Sequence[str]) -> Outcome:
    """The stock tap and target, every table whole."""
    settings = {**_source_settings(place), "filter_dbs": place.source.database}
    tap = [str(place.programs / "stock-tap/bin/tap-mysql")]
    tap += ["--config", place.file("tap.json", {**settings, "port": str(settings["port"])})]
    shown = subprocess.run([*tap, "--discover"], capture_output=True, check=False, text=True)
    if shown.returncode:
        return shown.returncode, shown.stderr
    catalog = json.loads(shown.stdout)
    streams = [it for it in catalog["streams"] if it["table_name"] in tables]
    for stream in streams:
        for part in stream["metadata"]:
            if not part["breadcrumb"]:
                part["metadata"] |= {"selected": True, "replication-method": "FULL_TABLE"}
    place.file("catalog.json", {"streams": streams})
    target = [str(place.programs / "stock-target/bin/target-postgres"), "--config"]
    target.append(place.file("target.json", _target_settings(place)))
    return _pipe([*tap, "--properties", str(place.folder / "catalog.json")], target, place)


def pgloader(place: Place, tables: Sequence[str]) -> Outcome:
    """Pgloader with its own casts."""
    root = place.programs / "pgloader"
    names = ", ".join(f"'{name}'" for name in tables)
    script = place.file(
        "load.pgloader",
        f"LOAD DATABASE FROM {_url('mysql', place.source)} INTO {_url('pgsql', place.warehouse)}\n"
        "WITH include drop, create tables, no foreign keys\n"
        f"INCLUDING ONLY TABLE NAMES MATCHING {names};\n",
    )
    code, said = _call(
        [str(root / "usr/bin/pgloader"), script],
        place.folder,
        LD_LIBRARY_PATH=debian.library_path(root),
    )
    # It counts rows that it could not load and ends with 0.
    return code or int(" ERROR " in said or " FATAL " in said), said


def sling(place: Place, tables: Sequence[str]) -> Outcome:
    """Sling, full refresh."""
    program = next((place.programs / "sling").glob("lib/*/site-packages/sling_*/bin/sling-*"))
    program.chmod(0o755)
    replication = {
        "source": "SOURCE",
        "target": "WAREHOUSE",
        "defaults": {"mode": "full-refresh", "object": "raw.{stream_table}"},
        "streams": {f"{place.source.database}.{name}": {} for name in tables},
    }
    return _call(
        [str(program), "run", "-r", place.file("replication.json", replication)],
        place.folder,
        SLING_DISABLE_TELEMETRY="TRUE",
        SLING_HOME_DIR=str(place.folder),
        SOURCE=_url("mysql", place.source),
        WAREHOUSE=_url("postgres", place.warehouse) + "?sslmode=disable",
    )


def dlt(place: Place, tables: Sequence[str]) -> Outcome:
    """Run dlt's `sql_database` with its own defaults (SQLAlchemy, PyMySQL)."""
    return _call(
        [str(place.programs / "dlt/bin/python"), str(DLT_SCRIPT), *tables],
        place.folder,
        RUNTIME__DLTHUB_TELEMETRY="false",
        DLT_DATA_DIR=str(place.folder / "dlt"),
        SOURCE=_url("mysql+pymysql", place.source) + "?charset=utf8mb4",
        WAREHOUSE=_url("postgresql", place.warehouse),
    )


def _url(scheme: str, database: Connection) -> str:
    password = quote(database.password, safe="")
    where = f"{database.host}:{database.port}/{database.database}"
    return f"{scheme}://{database.user}:{password}@{where}"


TOOLS = (
    Tool("enamel", "this project", {}, enamel),
    Tool(
        "stock pair",
        "pipelinewise-tap-mysql 1.6.0, meltanolabs-target-postgres 0.8.1",
        {
            "stock-tap": ["pipelinewise-tap-mysql==1.6.0"],
            "stock-target": ["meltanolabs-target-postgres==0.8.1"],
        },
        stock,
    ),
    Tool("pgloader", "the distribution's (3.6 in Debian 12)", {"pgloader": ["pgloader"]}, pgloader),
    Tool("sling", "1.4.11", {"sling": ["sling-linux-amd64==1.4.11"]}, sling),
    Tool(
        "dlt",
        "1.31.0, `sql_database` with SQLAlchemy and PyMySQL",
        {"dlt": ["dlt[sql_database,postgres]==1.31.0", "pymysql"]},
        dlt,
    ),
)
