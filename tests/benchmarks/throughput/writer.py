"""What a practice feels while the tap reads: how long a write takes, and an ALTER."""

import shutil
import threading
import time
from contextlib import closing
from dataclasses import replace
from statistics import quantiles
from typing import Any

from enamel.reconciliation.run import connect_source
from enamel.sandbox import Servers
from enamel.settings import Connection

from ..tools import Place
from . import shapes
from .load import drop, new_place
from .ways import pipeline, prepare_enamel, row_counts

_PAUSE_SECONDS = 0.01
_IDLE_SECONDS = 10
_ALTER_AFTER_SECONDS = 1.0


def writer(servers: Servers, rows: int) -> dict[str, Any]:
    """Return latencies in milliseconds without and with the tap, and how long an ALTER waits."""
    source = shapes.make(servers.source, f"throughput_{rows}", rows)
    found: dict[str, Any] = {"rows": rows}
    idle = threading.Event()
    threading.Timer(_IDLE_SECONDS, idle.set).start()
    found["alone"] = _latencies(source, idle)
    for kind in ("while the tap reads", "with an ALTER in between"):
        place = replace(new_place(servers, "writer"), source=source)
        prepare_enamel(place)
        done = threading.Event()
        altering = threading.Thread(target=_alter, args=(source, done, found), daemon=True)

        def replicate(place: Any = place, done: threading.Event = done, kind: str = kind) -> None:
            try:
                found[f"{kind}: exit code"], found["gave way"] = _replicate(place)
            finally:
                done.set()

        run = threading.Thread(target=replicate)
        run.start()
        if kind.startswith("with"):
            altering.start()
        found[kind] = _latencies(source, done)
        run.join()
        if kind.startswith("with"):
            altering.join()
            # What gave way is read by the next run.
            code, _ = _replicate(place)
            rows_there = row_counts(place.warehouse, list(shapes.SHARES))
            if code or any(
                rows_there[table] < shapes.rows_of(table, rows) for table in shapes.SHARES
            ):
                raise SystemExit(f"The next run ended with {code} and has loaded {rows_there}.")
        shutil.rmtree(place.folder)
        drop(servers, place.warehouse.database)
    print(found)
    return found


def _replicate(place: Place) -> tuple[int, bool]:
    """Run once; return the exit code, and whether a read gave way to somebody."""
    done = pipeline(place).run("meltano", "run", "tap-mysql", "target-postgres", check=False)
    return done.returncode, "has given way" in done.stdout


def _latencies(source: Connection, until: threading.Event) -> dict[str, float]:
    """Write a little at a time, as a front desk does, and tell how long it took."""
    taken = []
    with closing(connect_source(source)) as connection, connection.cursor() as cursor:
        cursor.execute("select max(ProcNum) from procedurelog")
        row = cursor.fetchone()
        last = row[0] if row else 1
        number = 0
        while not until.is_set():
            number += 1
            started = time.monotonic()
            cursor.execute(
                "update procedurelog set ProcFee = ProcFee where ProcNum = %s",
                [number * 7919 % last + 1],
            )
            cursor.execute("insert into paysplit (SplitAmt, SecurityHash) values (1, 'writer')")
            cursor.execute("delete from paysplit where SplitNum = last_insert_id()")
            connection.commit()
            taken.append((time.monotonic() - started) * 1000)
            time.sleep(_PAUSE_SECONDS)
    parts = quantiles(taken, n=100)
    return {
        "writes": len(taken),
        "p50": round(parts[49], 2),
        "p99": round(parts[98], 2),
        "max": round(max(taken), 1),
    }


def _alter(source: Connection, done: threading.Event, found: dict[str, Any]) -> None:
    """Add a column to the table that is being read, as an upgrade of Open Dental does."""
    with closing(connect_source(source)) as connection, connection.cursor() as cursor:
        watch = (
            "select count(*) from information_schema.processlist"
            " where db = database() and id <> connection_id()"
            " and info like '%from `procedurelog`%'"
        )
        while not done.is_set():
            cursor.execute(watch)
            row = cursor.fetchone()
            if row and row[0]:
                break
            time.sleep(0.05)
        time.sleep(_ALTER_AFTER_SECONDS)
        started = time.monotonic()
        cursor.execute("alter table procedurelog add column Added int, algorithm=instant")
        found["alter_seconds"] = round(time.monotonic() - started, 2)
        cursor.execute("alter table procedurelog drop column Added, algorithm=instant")
