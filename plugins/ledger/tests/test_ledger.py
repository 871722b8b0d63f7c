"""From what programs note to what the ledger says: whatever they do, and whoever files it."""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from enamel_ledger import filing, folders
from enamel_ledger.journal import Journal, run_id
from enamel_ledger.record import RunRecord

if TYPE_CHECKING:
    from enamel.settings import Connection

PLAN = {"patient": 100, "claim": 10, "recall": 5}
READ = {"files": 1, "bytes": 2000, "read_at": "2026-01-05T08:00:00+00:00", "seconds": 0.5}
LOADED = {"written": 7, "deleted": 1, "seconds": 0.2}


@pytest.fixture(autouse=True)
def one_run(monkeypatch: pytest.MonkeyPatch) -> str:
    """Let all journals of a test be those of one run."""
    name = str(uuid.uuid4())
    monkeypatch.setenv("ENAMEL_RUN_ID", name)
    return name


@pytest.fixture
def warehouse(warehouse_database: "Connection") -> Iterator[psycopg.Connection[Any]]:
    there = warehouse_database
    with psycopg.connect(
        host=there.host,
        port=there.port,
        user=there.user,
        password=there.password,
        dbname=there.database,
        autocommit=True,
    ) as connection:
        yield connection


def tap(runs: Path) -> Journal:
    """Note what a tap does that finds `recall` unchanged and reads the others."""
    journal = Journal(runs, "tap")
    journal.note("plan", tables=PLAN)
    journal.note("same", tables=["recall"])
    for table in ("patient", "claim"):
        journal.note("read", table=table, rows=10, **READ)
    return journal


def target(runs: Path, *, loads: tuple[str, ...] = ("patient", "claim")) -> Journal:
    journal = Journal(runs, "target")
    journal.note("begun", warehouse="here:5432/w", target_schema="raw")
    for table in loads:
        journal.note("loaded", table=table, rows=10, **LOADED)
    return journal


def said(runs: Path) -> RunRecord:
    (found,) = folders.runs(runs)
    assert found.over
    return found.record


def verdicts(record: RunRecord) -> dict[str, str]:
    return {name: table.verdict for name, table in record.tables.items()}


def test_a_run_that_went_well(tmp_path: Path) -> None:
    tap(tmp_path).end(0)
    target(tmp_path).end(0)
    record = said(tmp_path)
    assert (record.verdict, record.error) == ("succeeded", "")
    assert verdicts(record) == {"patient": "loaded", "claim": "loaded", "recall": "unchanged"}
    patient = record.tables["patient"]
    assert (patient.rows, patient.written, patient.deleted, patient.bytes) == (10, 7, 1, 2000)
    assert patient.lag_seconds
    assert patient.read_at


def test_one_table_that_failed_leaves_its_reason(tmp_path: Path) -> None:
    tap(tmp_path).end(0)
    journal = target(tmp_path, loads=("patient",))
    journal.note("stopped", table="claim", error="Table raw.claim: too long.", next="Widen it.")
    journal.end(1)
    record = said(tmp_path)
    assert record.verdict == "failed"
    assert (record.error, record.next_action) == (
        "1 tables failed, first Table raw.claim: too long.",
        "Widen it.",
    )
    assert verdicts(record)["claim"] == "failed"
    assert record.tables["claim"].next_action == "Widen it."
    assert verdicts(record)["patient"] == "loaded"


def test_a_table_that_was_read_and_never_committed_is_unfinished(tmp_path: Path) -> None:
    tap(tmp_path).end(0)
    target(tmp_path, loads=("patient",)).end(1, ("The warehouse's disk is full.", "Free space."))
    record = said(tmp_path)
    assert (record.verdict, record.error) == ("failed", "The warehouse's disk is full.")
    assert verdicts(record)["claim"] == "unfinished"


def test_a_tap_that_left_no_word_is_no_success(tmp_path: Path) -> None:
    target(tmp_path, loads=()).end(0)
    found = folders.read(next(tmp_path.iterdir()), own="target")
    assert found
    assert found.record.verdict == "failed"


def test_rows_that_came_as_records_are_loaded_when_the_target_says_so(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "tap")
    journal.note("read", table="patient", rows=3, **{**READ, "files": 0})
    journal.end(0)
    target(tmp_path, loads=()).end(0)
    assert verdicts(said(tmp_path)) == {"patient": "loaded"}


@pytest.mark.parametrize("victim", ["tap", "target"])
def test_a_killed_program_has_died(tmp_path: Path, victim: str) -> None:
    others = {"tap": tap, "target": target}
    others.pop(victim)
    for write in others.values():
        write(tmp_path).end(1, (f"The {victim} is gone.", "Run again."))
    program = (
        "import sys, time, pathlib; from enamel_ledger.journal import Journal\n"
        f"journal = Journal(pathlib.Path(sys.argv[1]), {victim!r})\n"
        "print('noted', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        (found,) = folders.runs(tmp_path)
        assert (found.over, found.record.verdict) == (False, "running")
        process.send_signal(signal.SIGKILL)
    record = said(tmp_path)
    assert record.verdict == "died"
    assert f"The {victim} ended without a word." in record.error
    assert "Run again" in record.next_action


def test_a_cut_last_line_hides_nothing_before_it(tmp_path: Path) -> None:
    journal = tap(tmp_path)
    assert journal.folder
    with (journal.folder / "tap.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"at":"2026-01-05T08:0')
    (found,) = folders.runs(tmp_path)
    assert set(found.record.tables) == set(PLAN)


def test_a_disk_that_takes_nothing_fails_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "runs"
    blocked.write_text("not a folder")
    journal = Journal(blocked, "tap")
    journal.note("plan", tables=PLAN)
    journal.end(0)
    assert list(folders.runs(blocked)) == []


def test_journals_that_nobody_files_do_not_fill_the_disk(tmp_path: Path) -> None:
    for number in range(503):
        (tmp_path / f"{number:04}").mkdir()
        os.utime(tmp_path / f"{number:04}", (number, number))
    folders.prune(tmp_path)
    assert sorted(it.name for it in tmp_path.iterdir())[0] == "0003"
    assert len(list(tmp_path.iterdir())) == 500


def test_filing_twice_says_the_same_and_empties_the_disk(
    tmp_path: Path, warehouse: psycopg.Connection[Any]
) -> None:
    tap(tmp_path).end(0)
    target(tmp_path).end(0)
    filing.prepare(warehouse)
    filing.prepare(warehouse)
    (found,) = folders.runs(tmp_path)
    filing.file_run(warehouse, found.record)
    assert filing.file_folders(warehouse, [found], "elsewhere:5432/w") == 0
    assert filing.file_folders(warehouse, [found], "here:5432/w") == 1
    assert list(folders.runs(tmp_path)) == []
    rows = warehouse.execute(
        "select verdict, table_count, loaded_count, row_count, byte_count, seconds >= 0"
        " from operations.runs"
    ).fetchall()
    assert rows == [("succeeded", 3, 2, 16, 4000, True)]
    tables = warehouse.execute(
        "select table_name, verdict, written_count from operations.run_tables order by 1"
    ).fetchall()
    assert tables == [("claim", "loaded", 7), ("patient", "loaded", 7), ("recall", "unchanged", 0)]


def test_a_late_observer_does_not_unsay_what_ended(
    tmp_path: Path, warehouse: psycopg.Connection[Any]
) -> None:
    journal = tap(tmp_path)
    (early,) = folders.runs(tmp_path)
    journal.end(0)
    target(tmp_path).end(0)
    filing.prepare(warehouse)
    filing.file_run(warehouse, said(tmp_path))
    filing.file_run(warehouse, early.record)
    assert warehouse.execute("select verdict from operations.runs").fetchall() == [("succeeded",)]


def test_the_next_run_closes_what_another_machine_left_open(
    tmp_path: Path, warehouse: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    target(tmp_path / "there", loads=())
    (lost,) = folders.runs(tmp_path / "there")
    filing.begin(warehouse, tmp_path / "there", lost.record)
    monkeypatch.setenv("ENAMEL_RUN_ID", str(uuid.uuid4()))
    target(tmp_path / "here", loads=())
    (mine,) = folders.runs(tmp_path / "here")
    filing.begin(warehouse, tmp_path / "here", mine.record)
    rows = warehouse.execute(
        "select run_id::text, verdict, next_action <> '' from operations.runs"
    ).fetchall()
    assert sorted(rows) == sorted(
        [(lost.record.run_id, "died", True), (mine.record.run_id, "running", False)]
    )


def test_an_open_run_is_dead_when_nobody_holds_its_lock(
    tmp_path: Path, warehouse: psycopg.Connection[Any]
) -> None:
    target(tmp_path, loads=())
    (mine,) = folders.runs(tmp_path)
    key = "enamel-target-postgres raw"
    warehouse.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [key])
    filing.begin(warehouse, tmp_path, mine.record)
    filing.close_orphans(warehouse)
    assert warehouse.execute("select verdict from operations.runs").fetchall() == [("running",)]
    warehouse.execute("select pg_advisory_unlock_all()")
    filing.close_orphans(warehouse)
    assert warehouse.execute("select verdict from operations.runs").fetchall() == [("died",)]


def test_old_runs_go_and_the_last_word_on_a_table_stays(
    tmp_path: Path, warehouse: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (100, 20, 10, 1):
        monkeypatch.setenv("ENAMEL_RUN_ID", str(uuid.uuid4()))
        root = tmp_path / str(days)
        journal = tap(root)
        if days == 20:
            journal.note("same", tables=["only then"])
        journal.end(0)
        target(root).end(0)
        record = said(root)
        record.started_at -= timedelta(days=days)
        filing.prepare(warehouse)
        filing.file_run(warehouse, record)
    monkeypatch.setenv("ENAMEL_RUN_ID", str(uuid.uuid4()))
    target(tmp_path / "now", loads=())
    (mine,) = folders.runs(tmp_path / "now")
    filing.begin(warehouse, tmp_path / "now", mine.record)
    kept = warehouse.execute(
        "select extract(day from now() - noted_at)::int, table_name from operations.run_tables"
    ).fetchall()
    assert sorted(kept) == sorted(
        [(days, table) for days in (20, 10, 1) for table in ("patient", "claim")]
        + [(1, "recall"), (20, "only then")]
    )


def test_a_runner_names_the_run() -> None:
    told = str(uuid.uuid4())
    assert str(run_id({"MELTANO_PARENT_CONTEXT_UUID": told})) == told
    other = str(uuid.uuid4())
    names = {"MELTANO_PARENT_CONTEXT_UUID": told, "ENAMEL_RUN_ID": other}
    assert str(run_id(names)) == other
    assert run_id({"ENAMEL_RUN_ID": "no uuid"}) != run_id({})


def test_lines_are_whole_when_threads_write(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "target")

    def write(number: int) -> None:
        for rows in range(200):
            journal.note("copied", table=f"table {number}", rows=rows)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    assert journal.folder
    lines = (journal.folder / "target.jsonl").read_bytes().splitlines()
    assert len([json.loads(line) for line in lines]) == 801
