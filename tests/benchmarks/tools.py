"""What one might use instead of this project: how each tool is had and run on some tables.

Every tool writes into a Postgres database of its own. Each is used as its own manual shows;
passwords go through files and the environment, never through a command line.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from enamel import debian
from enamel.project import project_root
from enamel.settings import Connection

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
        seconds: A tool that takes longer hangs.
    """

    source: Connection
    warehouse: Connection
    folder: Path
    programs: Path
    seconds: int = 60

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
    program = os.environ.get("UV") or shutil.which("uv") or project_root() / ".enamel/bin/uv"
    subprocess.run([program, *arguments], check=True, capture_output=True, text=True)


def call(place: Place, command: Sequence[str], **env: str) -> Outcome:
    """Run one program; its output and errors together."""
    try:
        done = subprocess.run(
            command,
            cwd=place.folder,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=place.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return 124, (error.stdout or b"").decode("utf-8", "replace") + "\nerror: hangs"
    return done.returncode, done.stdout.decode("utf-8", "replace")


def pipe(place: Place, tap: Sequence[str], target: Sequence[str]) -> Outcome:
    """Run a tap into a target."""
    with (place.folder / "tap.log").open("wb+") as log:
        with subprocess.Popen(tap, stdout=subprocess.PIPE, stderr=log) as reading:
            try:
                loading = subprocess.run(
                    target,
                    stdin=reading.stdout,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    timeout=place.seconds,
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


def target_settings(place: Place) -> dict[str, Any]:
    """Return the settings of a Singer target."""
    warehouse = place.warehouse
    return {
        "host": warehouse.host,
        "port": warehouse.port,
        "user": warehouse.user,
        "password": warehouse.password,
        "database": warehouse.database,
        "default_target_schema": "raw",
    }


def source_settings(place: Place) -> dict[str, Any]:
    """Return the settings of a Singer tap."""
    return {
        "host": place.source.host,
        "port": place.source.port,
        "user": place.source.user,
        "password": place.source.password,
    }


def stock_catalog(
    place: Place, tables: Sequence[str], leave_out: Callable[[str], bool] = lambda _: False
) -> Outcome:
    """Let the stock tap discover, and select tables whole.

    Args:
        place: Gets `catalog.json`.
        tables: What to select.
        leave_out: Whether columns of a type are deselected.
    """
    settings = {**source_settings(place), "filter_dbs": place.source.database}
    settings["port"] = str(settings["port"])
    program = str(place.programs / "stock-tap/bin/tap-mysql")
    shown = subprocess.run(
        [program, "--config", place.file("tap.json", settings), "--discover"],
        capture_output=True,
        check=False,
        text=True,
    )
    if shown.returncode:
        return shown.returncode, shown.stderr
    catalog = json.loads(shown.stdout)
    streams = [it for it in catalog["streams"] if it["table_name"] in tables]
    for stream in streams:
        for part in stream["metadata"]:
            facts = part["metadata"]
            if not part["breadcrumb"]:
                facts |= {"selected": True, "replication-method": "FULL_TABLE"}
            elif leave_out(facts.get("sql-datatype", "")):
                facts["selected"] = False
    place.file("catalog.json", {"streams": streams})
    return 0, ""


def stock_pipe(place: Place, **settings: Any) -> Outcome:
    """Run the stock tap, with the catalog that `stock_catalog` wrote, into the stock target."""
    tap = [str(place.programs / "stock-tap/bin/tap-mysql")]
    tap += ["--config", str(place.folder / "tap.json")]
    tap += ["--properties", str(place.folder / "catalog.json")]
    target = [str(place.programs / "stock-target/bin/target-postgres"), "--config"]
    target.append(place.file("target.json", target_settings(place) | settings))
    return pipe(place, tap, target)


def stock(place: Place, tables: Sequence[str]) -> Outcome:
    """The stock tap and target with their defaults, every table whole."""
    code, said = stock_catalog(place, tables)
    return (code, said) if code else stock_pipe(place)


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
    code, said = call(
        place,
        [str(root / "usr/bin/pgloader"), script],
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
    return call(
        place,
        [str(program), "run", "-r", place.file("replication.json", replication)],
        SLING_DISABLE_TELEMETRY="TRUE",
        SLING_HOME_DIR=str(place.folder),
        SOURCE=_url("mysql", place.source),
        WAREHOUSE=_url("postgres", place.warehouse) + "?sslmode=disable",
    )


def dlt(place: Place, tables: Sequence[str], **env: str) -> Outcome:
    """Run dlt's `sql_database` with its own defaults (SQLAlchemy, PyMySQL)."""
    return call(
        place,
        [str(place.programs / env.pop("programs", "dlt") / "bin/python"), str(DLT_SCRIPT), *tables],
        RUNTIME__DLTHUB_TELEMETRY="false",
        DLT_DATA_DIR=str(place.folder / "dlt"),
        SOURCE=_url("mysql+pymysql", place.source) + "?charset=utf8mb4",
        WAREHOUSE=_url("postgresql", place.warehouse),
        **env,
    )


def dlt_connectorx(place: Place, tables: Sequence[str]) -> Outcome:
    """Run dlt with its fastest backend, whose Arrow tables it loads as CSV."""
    return dlt(place, tables, programs="dlt-connectorx", CONNECTORX=_url("mysql", place.source))


def _url(scheme: str, database: Connection) -> str:
    password = quote(database.password, safe="")
    where = f"{database.host}:{database.port}/{database.database}"
    return f"{scheme}://{database.user}:{password}@{where}"
