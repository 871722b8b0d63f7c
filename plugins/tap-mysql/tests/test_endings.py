"""However a run ends, it ends soon, says why in one line, and leaves no row on disk."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LOCK = [".tap-mysql-lock"]
SMALL_FILES = {"file_size_mb": 1, "spool_mb": 2}


@pytest.fixture
def big(execute: Any) -> None:
    """Create two tables of 20 MB, ten times what may wait for the target."""
    for name in ("first", "second"):
        execute(
            f"create table {name} (id int primary key, note text)",
            f"insert into {name} select seq, repeat('x', 1000) from seq_1_to_20000",
        )


@pytest.mark.usefixtures("big")
def test_two_workers_read_two_tables_side_by_side_within_the_bound(
    discover: Any, run_tap: Any, spool: Any
) -> None:
    run = run_tap(discover(), **SMALL_FILES)

    batches = [message["stream"] for message in run.of("BATCH")]
    assert run.code == 0, run.errors
    assert {run.rows("first"), run.rows("second")} == {20000}
    assert max(len(content) for content in run.files["first"]) < 1_500_000
    assert batches != sorted(batches) or batches[0] != batches[1], "no table waits for the other"
    assert spool() == LOCK


def on_disk(spool: Path) -> int:
    return sum(path.stat().st_size for path in spool.rglob("*.csv"))


@pytest.mark.usefixtures("big")
def test_a_slow_target_never_finds_more_than_the_bound_on_disk(
    discover: Any, tap_command: Any, tmp_path: Path
) -> None:
    command = tap_command(discover(), None, **SMALL_FILES)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as tap:
        size, before = 0, -1
        while not size or size > before:
            time.sleep(1)
            size, before = on_disk(tmp_path / "spool"), size
        private = [path.stat().st_mode & 0o777 for path in (tmp_path / "spool").glob("tap-*")]
        tap.send_signal(signal.SIGTERM)

    assert 1_000_000 < size < 5_500_000
    assert private == [0o700]
    assert tap.returncode == 128 + signal.SIGTERM


@pytest.mark.usefixtures("big")
@pytest.mark.parametrize("read_lines", [0, 4])
def test_a_dead_target_ends_the_tap_soon_and_leaves_nothing(
    discover: Any, tap_command: Any, spool: Any, read_lines: int
) -> None:
    command = tap_command(discover(), None, **SMALL_FILES)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as tap:
        assert tap.stdout is not None
        assert tap.stderr is not None
        for _ in range(read_lines):
            tap.stdout.readline()
        tap.stdout.close()
        errors = tap.stderr.read()
        code = tap.wait(timeout=20)

    assert code == 1
    assert errors.count("The target stopped reading") == 1
    assert "Traceback" not in errors
    assert spool() == LOCK


@pytest.mark.usefixtures("big")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_tap_with_failure_and_leaves_nothing(
    discover: Any, tap_command: Any, spool: Any, end: signal.Signals
) -> None:
    command = tap_command(discover(), None, **SMALL_FILES)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as tap:
        assert tap.stdout is not None
        tap.stdout.readline()
        tap.send_signal(end)
        tap.stdout.read()
        code = tap.wait(timeout=20)

    assert code == 128 + end
    assert spool() == LOCK


@pytest.mark.usefixtures("big")
def test_what_a_killed_run_left_is_removed_by_the_next(
    discover: Any, tap_command: Any, run_tap: Any, spool: Any
) -> None:
    catalog = discover()
    with subprocess.Popen(
        tap_command(catalog, None, **SMALL_FILES),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as tap:
        assert tap.stdout is not None
        tap.stdout.readline()
        tap.kill()
    orphans = spool()

    run = run_tap(catalog, **SMALL_FILES)

    assert len(orphans) == 2
    assert run.code == 0
    assert spool() == LOCK


@pytest.mark.usefixtures("big")
def test_the_folder_of_a_run_that_lives_is_not_touched(
    discover: Any, tap_command: Any, run_tap: Any, spool: Any
) -> None:
    catalog = discover()
    with subprocess.Popen(
        tap_command(catalog, None, **SMALL_FILES),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as tap:
        assert tap.stdout is not None
        tap.stdout.readline()
        before = spool()
        run = run_tap(catalog, **SMALL_FILES)
        after = spool()
        tap.terminate()

    assert run.code == 0
    assert before == after


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"password": "wrong"}, "ENAMEL_SOURCE_PASSWORD"),
        ({"database": "no_such_database"}, "ENAMEL_SOURCE_DATABASE"),
        ({"port": 1}, "ENAMEL_SOURCE_PORT"),
        ({"host": "no-such-host.invalid", "batch_config": None}, "ENAMEL_SOURCE_HOST"),
        ({"ssl_mode": "verify_ca", "ssl_ca": "/no/such/file"}, "ssl_ca"),
    ],
    ids=str,
)
def test_a_connection_that_fails_is_one_line_with_the_next_action(
    execute: Any, discover: Any, run_tap: Any, wrong: Any, reason: str
) -> None:
    execute("create table one (id int primary key)")

    run = run_tap(discover(), **wrong)

    assert run.code == 1
    assert len(run.error_lines) == 1, run.errors
    assert reason in run.error_lines[0]
    assert "wrong'" not in run.errors
    assert run.messages == []


def changed(catalog: dict[str, Any], change: str) -> dict[str, Any]:
    entry = catalog["streams"][0]
    properties = entry["schema"]["properties"]
    if change == "column gone":
        properties["Gone"] = {"type": ["string", "null"], "x-sql-datatype": "text"}
        entry["metadata"].append(
            {"breadcrumb": ["properties", "Gone"], "metadata": {"selected": True}}
        )
    elif change == "type changed":
        properties["note"]["x-sql-datatype"] = "bigint"
    elif change == "table gone":
        entry["table_name"] = "gone"
    elif change == "key gone":
        entry["key_properties"] = ["note"]
    return catalog


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("column gone", ["Table one", "column Gone"]),
        ("type changed", ["table one", "Column note"]),
        ("table gone", ["Table gone"]),
        ("key gone", ["key of table one", "(note)"]),
    ],
)
@pytest.mark.parametrize("batch", [True, False])
def test_a_table_that_left_its_catalog_behind_is_left_out_and_the_others_are_read(
    execute: Any, discover: Any, run_tap: Any, change: str, names: list[str], batch: bool
) -> None:
    execute(
        "create table one (id int primary key, note text)",
        "insert into one values (1, '')",
        "create table two (id int primary key)",
        "insert into two values (1)",
    )

    run = run_tap(changed(discover(), change), **({} if batch else {"batch_config": None}))

    assert run.code == 1
    lines = [line for line in run.error_lines if "WARNING" not in line]
    assert len(lines) == 2, run.errors
    assert all(name in lines[0] for name in names)
    assert "enamel discover" in lines[0]
    assert "1 table was not read: one." in lines[1]
    assert {message["stream"] for message in run.messages if "stream" in message} == {"two"}
    assert len(run.of("ACTIVATE_VERSION")) == 1


def test_a_database_without_any_of_the_tables_is_one_line(
    execute: Any, discover: Any, run_tap: Any
) -> None:
    execute("create table one (id int primary key)", "create table two (id int primary key)")
    catalog = discover()
    execute("drop table one", "drop table two")

    run = run_tap(catalog)

    assert run.code == 1
    assert len(run.error_lines) == 1
    assert "none of the catalog's 2 tables" in run.error_lines[0]


def test_what_is_new_in_the_source_is_named_and_not_read(
    execute: Any, discover: Any, run_tap: Any
) -> None:
    execute("create table one (id int primary key)", "insert into one values (1)")
    catalog = discover()
    execute("alter table one add column More int, add Again int", "create table other (id int)")

    run = run_tap(catalog)

    assert run.code == 0, run.errors
    assert len(run.error_lines) == 2
    assert "new tables, not replicated yet: other." in run.error_lines[0]
    assert "Table one has new columns, not replicated yet: Again, More." in run.error_lines[1]
    assert all("enamel discover" in line for line in run.error_lines)
    assert run.files["one"] == ['"id"\n1\n']


def test_a_table_that_fails_half_way_is_not_completed_and_the_others_are(
    execute: Any, discover: Any, run_tap: Any, spool: Any
) -> None:
    execute(
        "create table one (id int primary key, scan longblob, At timestamp)",
        "insert into one select seq, repeat('y', 100000), '2026-01-01' from seq_1_to_40",
        "insert into one values (99, repeat('x', @@max_allowed_packet div 2 + 1), '2026-01-01')",
        "create table two (id int primary key, At timestamp)",
        "insert into two values (1, '2026-01-01')",
    )
    catalog = discover()
    for entry in catalog["streams"]:
        entry["replication_method"] = "INCREMENTAL"
        entry["replication_key"] = entry["metadata"][0]["metadata"]["replication-key"] = "At"
        entry["metadata"][0]["metadata"]["forced-replication-method"] = "INCREMENTAL"

    run = run_tap(catalog, workers=1, file_size_mb=1)

    assert run.code == 1
    assert "1 table was not read: one." in run.error_lines[-1]
    batches = [(each["stream"], bool(each["manifest"])) for each in run.of("BATCH")]
    assert batches[-2:] == [("two", True), ("two", False)]
    assert {("one", True)} == set(batches[:-2])
    assert list(run.state["bookmarks"]) == ["two"]
    assert spool() == LOCK


@pytest.mark.parametrize("batch", [True, False])
def test_a_row_too_long_for_the_server_stops_the_run(
    execute: Any, discover: Any, run_tap: Any, batch: bool
) -> None:
    execute(
        "create table one (id int primary key, scan longblob)",
        "insert into one values (1, 'short'), (2, repeat('x', @@max_allowed_packet div 2 + 1))",
    )

    run = run_tap(discover(), **({} if batch else {"batch_config": None}))

    assert run.code == 1
    line = run.error_lines[0]
    assert "max_allowed_packet" in line
    assert "table one" in line
    assert run.of("ACTIVATE_VERSION") == []


def test_a_full_disk_is_one_line(execute: Any, discover: Any, run_tap: Any) -> None:
    execute("create table one (id int primary key)", "insert into one values (1)")
    storage = {"root": "file:///dev/full/spool"}
    encoding = {"format": "pgcopy-csv", "compression": "none"}

    run = run_tap(discover(), batch_config={"encoding": encoding, "storage": storage})

    assert run.code == 1
    assert len(run.error_lines) == 1
    assert "spool folder" in run.error_lines[0]


def test_files_without_a_reader_are_refused(
    execute: Any, discover: Any, tap_command: Callable[..., list[str]], tmp_path: Path
) -> None:
    execute("create table one (id int primary key)")
    command = tap_command(discover())

    with (tmp_path / "out").open("w") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert "Pipe into" in done.stderr


def test_the_program_is_an_ordinary_singer_tap(
    execute: Any, run_tap: Any, tap_command: Any, settings: dict[str, Any], tmp_path: Path
) -> None:
    execute("create table one (id int primary key)", "insert into one values (1), (2), (3)")
    program = tap_command()[0]
    about = subprocess.run([program, "--about", "--format=json"], capture_output=True, check=True)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    tested = run_tap(None, None, "--test")
    names = {**os.environ, **{f"TAP_MYSQL_{k.upper()}": str(v) for k, v in settings.items()}}
    names["TAP_MYSQL_BATCH_CONFIG"] = json.dumps(settings["batch_config"])
    by_environment = subprocess.run(
        [program, "--config=ENV", "--discover"], capture_output=True, check=True, env=names
    )

    assert json.loads(about.stdout)["name"] == "tap-mysql"
    assert version.stdout.startswith("tap-mysql v")
    assert (tested.code, len(tested.of("RECORD"))) == (0, 1)
    assert [s["stream"] for s in json.loads(by_environment.stdout)["streams"]] == ["one"]
