"""The full load: every way in turn, round after round, each into an empty database."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from enamel.project import project_root
from enamel.sandbox import Servers

from ..tools import NotInstalledError, Place
from . import shapes
from .measure import Meter, measured
from .ways import WAYS, Way, row_counts

SECONDS = 1800
DATABASE = "throughput"


def load(
    servers: Servers,
    rows: int,
    rounds: int,
    names: Sequence[str],
    tell: Callable[[dict[str, Any]], None],
) -> dict[str, Any]:
    """Return the measurements by way: seconds per round, rows, load.

    Args:
        servers: Where to measure.
        rows: Of all four tables.
        rounds: How often each way runs.
        names: Only these ways; all if empty.
        tell: Given what is known after each run, so that a run that is cut short is not lost.
    """
    wanted = [way for way in WAYS if not names or way.tool.name in names]
    installed = {way.tool.name: _installed(way) for way in wanted}
    samples = sorted({int(rows * way.sample) for way in wanted})
    sources = {size: shapes.make(servers.source, f"{DATABASE}_{size}", size) for size in samples}
    found: dict[str, Any] = {
        name: {"missing": reason} for name, reason in installed.items() if reason
    }
    for number in range(rounds):
        for way in wanted:
            if installed[way.tool.name] or (number and way.once):
                continue
            size = int(rows * way.sample)
            place = _place(servers, way, number)
            place = replace(place, source=sources[size])
            meter = one(servers, way, place, size)
            shutil.rmtree(place.folder)
            drop(servers, place.warehouse.database)
            empty = {"rows": size, "seconds": [], "load": [], "cpu": []}
            it = found.setdefault(way.tool.name, empty)
            it["seconds"].append(round(meter.seconds, 2))
            it["load"].append(round(meter.load, 1))
            it["cpu"].append({name: round(spent, 2) for name, spent in meter.cpu.items()})
            shares = ", ".join(f"{name} {spent:.1f}" for name, spent in meter.cpu.items())
            print(
                f"{way.tool.name}: {size:,} rows, {meter.seconds:.1f} s, load {meter.load:.1f}, "
                f"processor {sum(meter.cpu.values()):.1f} s ({shares})",
                flush=True,
            )
            tell(found)
    return found


def one(servers: Servers, way: Way, place: Place, rows: int, *, closely: bool = False) -> Meter:
    """Run one way once; what it did not load whole is a failure of the benchmark."""
    tables = list(shapes.SHARES)
    code, said = way.prepare(place)
    if not code:
        _settle(place)
        with measured(servers, spool_of(), closely=closely) as meter:
            code, said = way.tool.run(place, tables)
    if code:
        raise SystemExit(f"{way.tool.name}: exit code {code}\n{said[-4000:]}")
    counted = row_counts(place.warehouse, tables)
    if counted != {table: shapes.rows_of(table, rows) for table in tables}:
        raise SystemExit(f"{way.tool.name} has loaded {counted}\n{said[-4000:]}")
    return meter


def spool_of() -> Path:
    """Return the spool folder that meltano.yml names."""
    return project_root() / ".enamel" / "spool"


def _installed(way: Way) -> str:
    try:
        way.tool.install(programs())
    except NotInstalledError as error:
        return str(error)
    return ""


def programs() -> Path:
    """Return where the tools are installed."""
    return project_root() / ".enamel" / "benchmarks"


def _place(servers: Servers, way: Way, number: int) -> Place:
    name = "".join(c if c.isalnum() else "_" for c in f"{way.tool.name}_{number}")
    return new_place(servers, name)


def new_place(servers: Servers, name: str) -> Place:
    """Return a place with an empty database and an empty folder."""
    database = f"bench_{name}"
    drop(servers, database)
    with _server(servers) as connection:
        connection.execute(
            f"create database {database} encoding 'UTF8' template template0".encode()
        )
    folder = programs() / f"work-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    warehouse = replace(servers.warehouse, database=database)
    return Place(servers.source, warehouse, folder, programs(), SECONDS)


def drop(servers: Servers, database: str) -> None:
    """Drop a database of Postgres."""
    with _server(servers) as connection:
        connection.execute(f"drop database if exists {database} with (force)".encode())


def _settle(place: Place) -> None:
    """Let Postgres write what the way before has left, so that each begins alike."""
    with _server_of(place.warehouse) as connection:
        connection.execute("checkpoint")


def _server(servers: Servers) -> Any:
    return _server_of(servers.warehouse)


def _server_of(warehouse: Any) -> Any:
    return closing(
        psycopg.connect(
            host=warehouse.host,
            port=warehouse.port,
            user=warehouse.user,
            password=warehouse.password,
            dbname=warehouse.database,
            autocommit=True,
        )
    )
