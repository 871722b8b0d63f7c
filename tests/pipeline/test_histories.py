"""Whatever writers do beside the runs, an incremental table ends up complete.

Each example is a schedule of three writers' sessions (writes, late commits, rollbacks, a clock
that runs, stands still or steps back) and of runs, which read while the schedule goes on. It is
played in many tables at once, each of which takes part in other writes of it: so many histories.
The tap's own reading runs in this process against a real MariaDB; raw is a dictionary that keeps
the last row of each key, as the target's merge does.
"""

import csv
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from enamel.reconciliation.run import connect_source
from enamel.settings import Connection
from enamel_tap_mysql.catalog import catalog_entry
from enamel_tap_mysql.discovery import read_tables
from enamel_tap_mysql.extraction import Extraction
from enamel_tap_mysql.reads import Complete
from enamel_tap_mysql.spool import Spool
from enamel_tap_mysql.tap import TapMySQL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import pymysql

TABLES = 100
EXAMPLES = 40
SESSIONS = 3
OVERLAP = 300
STAMP = "Stamp timestamp not null default current_timestamp on update current_timestamp"

Event = tuple[str, int, int]
# Most seconds repeat: rows of one second are many.
TICKS = st.sampled_from([0, 0, 0, 1, 1, 7, 60, 200, -1, -30, -250])
EVENTS = st.tuples(
    st.sampled_from(["write", "write", "write", "write", "commit", "rollback", "run", "wait"]),
    st.integers(0, SESSIONS - 1),
    TICKS,
)


@dataclass
class Bench:
    """The tables, the tap that reads them, and what it has sent so far."""

    source: Connection
    tap: TapMySQL
    folder: Path
    sessions: "list[pymysql.Connection[Any]]"
    raw: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    overlap: int = OVERLAP

    def clear(self) -> None:
        """Begin a new history in every table."""
        with self.sessions[0].cursor() as cursor:
            for name in self.tap.streams:
                cursor.execute(f"delete from `{name}`")
        self.sessions[0].commit()
        self.raw = {name: {} for name in self.tap.streams}
        self.tap.state.clear()

    def run(self) -> None:
        """Read every table once, as a run does, and merge what comes."""
        for stream in self.tap.streams.values():
            # A run is a process of its own and remembers nothing but the state.
            for worked_out_once in ("key", "_table_read"):
                vars(stream).pop(worked_out_once, None)
            stream.entry["x-enamel"] = {"overlap_seconds": self.overlap}  # type: ignore[attr-defined]
        reads = [stream.table_read() for stream in self.tap.streams.values()]  # type: ignore[attr-defined]
        spool = Spool(self.folder, 10**9)
        extraction = Extraction(self.tap.config, spool, reads)
        bookmarks = self.tap.state.setdefault("bookmarks", {})
        try:
            for name, result in extraction.results(lambda: None):
                if isinstance(result, Complete):
                    bookmarks[name] = {"replication_key_value": result.bookmark}
                    if result.bookmark is None:
                        del bookmarks[name]
                    continue
                assert isinstance(result, Path), result
                with result.open(encoding="utf-8", newline="") as file:
                    rows = csv.reader(file)
                    next(rows)
                    self.raw[name].update((int(row[0]), tuple(row)) for row in rows)
        finally:
            extraction.close()
            spool.remove()

    def lost(self) -> list[str]:
        """Return the tables whose rows are not all in raw."""
        wrong = []
        with self.sessions[0].cursor() as cursor:
            for name, rows in self.raw.items():
                cursor.execute(f"select Id, Value, concat(Stamp, '+00') from `{name}`")
                theirs = {row[0]: tuple(map(str, row)) for row in cursor.fetchall()}
                if theirs != rows:
                    wrong.append(f"{name}: {len(theirs.items() - rows.items())} rows")
        self.sessions[0].commit()
        return wrong


@pytest.fixture
def bench(source_database: Connection, tmp_path: Path) -> Iterator[Bench]:
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    with ExitStack() as stack:
        sessions = [stack.enter_context(connect_source(source_database)) for _ in range(SESSIONS)]
        with sessions[0].cursor() as cursor:
            for number in range(TABLES):
                cursor.execute(f"create table h{number} (Id int primary key, Value int, {STAMP})")
        tables = read_tables(sessions[0], source_database.database)
        sessions[0].commit()
        config = {
            "host": source_database.host,
            "port": source_database.port,
            "user": source_database.user,
            "password": source_database.password,
            "database": source_database.database,
            "workers": 2,
            "file_size_mb": 32,
            "retry_seconds": 0,
        }
        entries = [catalog_entry(table, replication_key="Stamp") for table in tables]
        tap = TapMySQL(config=config, catalog={"streams": entries})
        yield Bench(source_database, tap, tmp_path / "spool", sessions)
    for each, handler in handlers.items():
        signal.signal(each, handler)


def play(bench: Bench, schedule: list[Event], seed: int, *, late_by: int) -> None:
    """Play a schedule; nothing becomes visible more than `late_by` seconds late."""
    dice = random.Random(seed)
    now = newest = int(time.time()) - 50_000
    oldest_open: dict[int, int] = {}
    value = 0
    running: threading.Thread | None = None
    failures: list[BaseException] = []

    def read() -> None:
        try:
            bench.run()
        except BaseException as error:  # raised again in the main thread
            failures.append(error)

    def join() -> None:
        if running is not None:
            running.join()

    for kind, session, tick in schedule:
        now = max(now + tick, newest - late_by)
        newest = max(newest, now)
        for late in [it for it, since in oldest_open.items() if since < newest - late_by]:
            bench.sessions[late].commit()
            del oldest_open[late]
        if kind == "wait":
            join()
        elif kind == "run":
            join()
            running = threading.Thread(target=read)
            running.start()
        elif kind in ("commit", "rollback"):
            getattr(bench.sessions[session], kind)()
            oldest_open.pop(session, None)
        else:
            oldest_open[session] = min(oldest_open.get(session, now), now)
            with bench.sessions[session].cursor() as cursor:
                cursor.execute(f"set timestamp = {now}")
                for name in bench.raw:
                    if dice.random() < 0.5:
                        continue
                    # Every session has rows of its own: none waits for another's lock.
                    value += 1
                    row = dice.randrange(4) * SESSIONS + session
                    cursor.execute(
                        f"insert into `{name}` (Id, Value) values ({row}, {value})"
                        f" on duplicate key update Value = {value}"
                    )
    for each in bench.sessions:
        each.commit()
    join()
    bench.run()
    assert failures == []


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(schedule=st.lists(EVENTS, min_size=8, max_size=24), seed=st.integers(0, 2**32))
def test_no_row_is_lost_that_becomes_visible_within_the_overlap(
    bench: Bench, schedule: list[Event], seed: int
) -> None:
    bench.clear()
    play(bench, schedule, seed, late_by=OVERLAP)
    assert bench.lost() == []


def test_the_overlap_is_what_saves_late_rows(bench: Bench) -> None:
    """The property above can fail: without the overlap these histories lose rows."""
    late = [("write", 0, 0), ("write", 1, 60), ("commit", 1, 0), ("run", 0, 0), ("wait", 0, 0)]
    bench.clear()
    bench.overlap = 0
    play(bench, late, 1, late_by=OVERLAP)
    assert len(bench.lost()) > TABLES // 10
    bench.clear()
    bench.overlap = OVERLAP
    play(bench, late, 1, late_by=OVERLAP)
    assert bench.lost() == []
