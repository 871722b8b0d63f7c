"""A quiet day: runs over every table of a practice when nothing, or a hundredth, has changed."""

import shutil
from contextlib import closing
from dataclasses import replace
from statistics import median
from typing import Any

from enamel.project import project_root
from enamel.reconciliation.run import connect_source
from enamel.sandbox import Servers
from enamel_practice.tables import create_statements

from .load import drop, new_place
from .measure import Meter, measured
from .shapes import SHARES, STAMPS, fill
from .ways import pipeline

DATABASE = "throughput_quiet"
_CHANGE = "update `{table}` set `{stamp}` = utc_timestamp() where `{key}` % 100 = {turn}"


def quiet(servers: Servers, rows: int, rounds: int) -> dict[str, Any]:
    """Return the seconds of each kind of run, on every table of Open Dental.

    The four large shapes hold `rows` rows; the other tables are there and are empty. Parity is on,
    as it is delivered: each run compares every key, finds deletes, and would find missed rows.
    """
    source = _make(servers, rows)
    place = replace(new_place(servers, "quiet"), source=source)
    shutil.copy(project_root() / "extract" / "catalog.json", place.folder / "catalog.json")
    project = pipeline(place)
    found: dict[str, Any] = {"rows": rows, "tables": _tables(source), "first": [], "none": []}
    found |= {"hundredth": [], "deleted": [], "load": []}

    def run() -> Meter:
        with measured(servers) as meter:
            project.replicate()
        found["load"].append(round(meter.load, 1))
        return meter

    found["first"].append(round(run().seconds, 2))
    run()
    for turn in range(rounds):
        found["none"].append(round(run().seconds, 2))
        _change(source, turn)
        found["hundredth"].append(round(run().seconds, 2))
        for table in SHARES:
            key = _key(table)
            project.in_source(f"delete from `{table}` where `{key}` = {1000 + turn}")
        found["deleted"].append(round(run().seconds, 2))
        for table in SHARES:
            _same(project, table)
    for kind in ("first", "none", "hundredth", "deleted"):
        print(f"{kind}: median {median(found[kind]):.1f} s of {found[kind]}")
    shutil.rmtree(place.folder)
    drop(servers, place.warehouse.database)
    return found


def _make(servers: Servers, rows: int) -> Any:
    source = replace(servers.source, database=DATABASE)
    with closing(connect_source(servers.source)) as connection, connection.cursor() as cursor:
        cursor.execute("set session sql_mode = ''")
        cursor.execute(f"drop database if exists {DATABASE}")
        cursor.execute(f"create database {DATABASE} charset utf8mb3")
        cursor.execute(f"use {DATABASE}")
        for statement in create_statements():
            cursor.execute(statement)
        fill(connection, rows)
    return source


def _tables(source: Any) -> int:
    with closing(connect_source(source)) as connection, connection.cursor() as cursor:
        return int(cursor.execute("show tables"))


def _key(table: str) -> str:
    return {
        "procedurelog": "ProcNum",
        "claimproc": "ClaimProcNum",
        "paysplit": "SplitNum",
        "securitylog": "SecurityLogNum",
    }[table]


def _change(source: Any, turn: int) -> None:
    """Change a hundredth of each table that has a time stamp, as a day's work does."""
    with closing(connect_source(source)) as connection, connection.cursor() as cursor:
        for table, stamp in STAMPS.items():
            cursor.execute(_CHANGE.format(table=table, stamp=stamp, key=_key(table), turn=turn))
        connection.commit()


def _same(project: Any, table: str) -> None:
    query = f"select count(*) from {{}}{table}{{}}"
    (theirs,) = project.in_source(query.format("`", "`"))
    (ours,) = project.in_warehouse(query.format('raw."', '"'))
    if theirs != ours:
        raise SystemExit(f"{table}: {theirs[0]} rows in the source, {ours[0]} in raw")
