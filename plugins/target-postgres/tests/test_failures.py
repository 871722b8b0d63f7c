"""What goes wrong: said in one line, without a value, with nothing half loaded."""

import json
import os
import select
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from enamel_target_postgres import session
from enamel_target_postgres.errors import explain
from faults.proxy import Proxy

Harness = Any
COLUMNS = {"Id": "integer", "Note": "text"}
SECRET = "Jane-Doe-555"


def incremental(harness: Harness, name: str, *files: str, bookmark: str = "new") -> list[Any]:
    return [
        harness.schema(name, COLUMNS, ["Id"], bookmark="Id"),
        harness.batch(name, *files),
        harness.state(**{name: bookmark}),
    ]


def broken_files(harness: Harness) -> dict[str, tuple[str, str]]:
    raw = harness.raw_file
    return {
        "type": (raw(f'"Id","Note"\n1,"a"\n"{SECRET}","b"\n'.encode()), ", line 3, column Id"),
        "range": (raw(b'"Id","Note"\n5555555555,"b"\n'), ", line 2, column Id"),
        "columns": (raw(f'"Id","Note"\n1,"{SECRET}",3\n'.encode()), ", line 2"),
        "quote": (raw(f'"Id","Note"\n1,"{SECRET}\n'.encode()), "line"),
        "header": (raw(f'"{SECRET}","{SECRET}2"\n1,"x"\n'.encode()), "lacks column Id, Note"),
        "wider": (raw(b'"Id","Note","More"\n1,"x",2\n'), "1 columns more"),
        "empty": (raw(b""), "lacks column Id, Note"),
        "cut": (raw(f'"Id","Note"\n1,{SECRET}'.encode()), "ends in the middle of a line"),
        "utf8": (raw(b'"Id","Note"\n1,"\xff\xfe"\n'), "not valid UTF-8"),
        "null key": (raw(b'"Id","Note"\n,"x"\n'), "must not be null"),
    }


@pytest.mark.parametrize("loaded", [False, True], ids=["first load", "merge"])
def test_a_bad_file_stops_its_table_alone_and_shows_no_value(
    harness: Harness, loaded: bool
) -> None:
    files = broken_files(harness)
    for kind, (bad, expected) in files.items():
        harness.sql("drop schema if exists raw cascade")
        if loaded:
            harness.run(harness.full("bad", COLUMNS, ["Id"], [[7, "old"]]))
        fine = harness.file(list(COLUMNS), [[1, "x"]])
        result = harness.run(
            [
                harness.state(bad="before"),
                *incremental(harness, "good1", harness.file(list(COLUMNS), [[1, "x"]])),
                *incremental(harness, "bad", fine, bad, harness.file(list(COLUMNS), [[2, "y"]])),
                *incremental(harness, "good2", harness.file(list(COLUMNS), [[1, "x"]])),
            ]
        )
        assert result.code == 1, kind
        assert expected in result.log, kind
        assert "raw.bad, file part" in result.log, kind
        assert SECRET not in result.log, kind
        assert "5555555555" not in result.log, kind
        assert harness.sql('select "Id" from raw.bad') == ([(7,)] if loaded else []), kind
        assert harness.sql("select 1 from raw.good1, raw.good2") == [(1,)], kind
        bookmarks = [each["bookmarks"].get("bad") for each in result.states]
        assert {"replication_key_value": "new"} not in bookmarks, kind
    assert not list(harness.folder.glob("part*.csv")), "the tap would wait for them"


def test_a_failed_stream_keeps_the_bookmark_it_had(harness: Harness) -> None:
    bad = harness.raw_file(b'"Id","Note"\nx,"a"\n')
    messages = [
        harness.state(bad="old", good="old"),
        harness.schema("bad", COLUMNS, ["Id"], bookmark="Id"),
        harness.batch("bad", bad),
        harness.state(bad="new", good="old"),
        harness.schema("good", COLUMNS, ["Id"], bookmark="Id"),
        harness.batch("good", harness.file(list(COLUMNS), [[1, "x"]])),
        harness.state(bad="new", good="new"),
    ]
    last = harness.run(messages).states[-1]["bookmarks"]
    assert {name: value["replication_key_value"] for name, value in last.items()} == {
        "bad": "old",
        "good": "new",
    }


def test_a_tap_that_dies_in_the_middle_leaves_no_part_of_a_table(harness: Harness) -> None:
    harness.run(harness.full("full", COLUMNS, ["Id"], [[1, "old"]]))
    file = harness.file(list(COLUMNS), [[2, "new"]])
    result = harness.run([harness.schema("full", COLUMNS, ["Id"]), harness.batch("full", file)])
    assert result.code == 1
    assert "the tap ended before it had sent all of it" in result.log
    assert harness.sql('select "Id" from raw.full') == [(1,)]
    file = harness.file(list(COLUMNS), [[2, "new"]])
    schema = harness.schema("first", COLUMNS, ["Id"], bookmark="Id")
    assert harness.run([schema, harness.batch("first", file)]).code == 1
    assert harness.sql("select * from raw.first") == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"password": "wrong"}, "refused user or password"),
        ({"port": 1}, "No server answers"),
        ({"host": "no-such-host.invalid"}, "host name is unknown"),
        ({"database": "no_such_db"}, "no such database"),
        ({"raw_schema_file": "/nowhere.sql"}, "/nowhere.sql cannot be read"),
        ({"password": None}, "password"),
    ],
)
def test_a_wrong_setting_is_one_line(
    harness: Harness, changes: dict[str, Any], expected: str
) -> None:
    result = harness.process(harness.full("t", COLUMNS, ["Id"], []), **changes)
    assert result.code == 1
    assert expected in result.log
    assert "Traceback" not in result.log
    (line,) = [line for line in result.log.splitlines() if "INFO" not in line]
    assert line.endswith(("then run again.", "raw_schema_file.", "target's settings."))
    assert result.states == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DiskFull(SECRET), "disk is full. Free space"),
        (psycopg.errors.TooManyConnections(SECRET), "no free connection"),
        (psycopg.errors.AdminShutdown(SECRET), "was shut down"),
        (psycopg.OperationalError(SECRET), "connection to the warehouse was lost"),
    ],
)
def test_the_server_s_trouble_ends_the_run_with_a_next_action(
    error: psycopg.Error, expected: str
) -> None:
    explained = explain(error, "Table raw.t")
    assert explained.fatal
    assert expected in str(explained)
    assert SECRET not in str(explained)


def test_a_missing_right_is_named(harness: Harness) -> None:
    harness.sql("create schema raw")
    with harness.limited_role() as role:
        result = harness.process(harness.full("t", COLUMNS, ["Id"], []), **role)
    assert result.code == 1
    assert "permission denied for schema raw" in result.log
    assert "Grant it" in result.log
    assert "Traceback" not in result.log


@pytest.mark.parametrize(
    "line", [f'{{"type": "RECORD", "x": "{SECRET}"}}', f'{{"type": "RECORD", "{SECRET}', "[1]"]
)
def test_a_broken_line_is_not_repeated(harness: Harness, line: str) -> None:
    with harness.start() as process:
        _, log = process.communicate(line + "\n")
    assert process.returncode == 1
    assert "A line of the input" in log
    assert SECRET not in log
    assert "Traceback" not in log


def test_a_lock_held_by_somebody_is_a_message(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness.run(harness.full("t", COLUMNS, ["Id"], [[1, "x"]]))
    monkeypatch.setitem(session.SETTINGS, "lock_timeout", "200ms")
    with harness.connect() as other, other.transaction():
        other.execute("lock table raw.t in access exclusive mode")
        result = harness.run(harness.full("t", COLUMNS, ["Id"], [[2, "x"]]))
    assert result.code == 1
    assert "another session holds a lock on the table" in result.log


def send(process: "subprocess.Popen[str]", *messages: Any) -> None:
    assert process.stdin
    process.stdin.write("".join(json.dumps(each) + "\n" for each in messages))
    process.stdin.flush()


def wait_until(condition: Any, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_death_in_the_middle_leaves_state_behind_the_data(
    harness: Harness, how: signal.Signals
) -> None:
    done = harness.file(list(COLUMNS), [[1, "x"]])
    half = harness.file(list(COLUMNS), [[1, "x"]])
    with harness.start() as process:
        send(process, *incremental(harness, "done", done))
        send(process, *incremental(harness, "half", half)[:2])
        assert process.stdout
        first = json.loads(process.stdout.readline())
        wait_until(lambda: not list(harness.folder.glob("part*.csv")))
        started = time.monotonic()
        process.send_signal(how)
        rest, log = process.communicate()
    assert time.monotonic() - started < 5
    assert process.returncode not in (0, None)
    assert "Traceback" not in log
    assert first["bookmarks"] == {"done": {"replication_key_value": "new"}}
    assert "half" not in rest
    assert harness.sql("select count(*) from raw.done") == [(1,)]
    assert harness.sql("select count(*) from raw.half") == [(0,)]
    query = "select count(*) from pg_stat_activity where application_name like 'enamel-target%'"
    wait_until(lambda: harness.sql(f"{query} and datname = current_database()") == [(0,)])
    again = harness.file(list(COLUMNS), [[1, "x"]])
    assert harness.run(incremental(harness, "half", again)).code == 0
    assert harness.sql("select count(*) from raw.half") == [(1,)]


def test_a_server_that_goes_away_ends_the_program_at_once(harness: Harness) -> None:
    with harness.start() as process:
        file = harness.file(list(COLUMNS), [[1, "x"]])
        send(process, *incremental(harness, "half", file)[:2])
        wait_until(lambda: not list(harness.folder.glob("part*.csv")))
        harness.sql(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
            " 'enamel-target-postgres' and datname = current_database()"
        )
        send(process, harness.batch("half", harness.file(list(COLUMNS), [[2, "x"]])))
        assert process.wait(10) == 1  # though its standard input is still open
        assert process.stderr
        log = process.stderr.read()
    assert "shut down" in log or "connection to the warehouse was lost" in log
    assert "Traceback" not in log


def test_readers_see_the_old_or_the_new_content_and_never_wait(harness: Harness) -> None:
    columns = {"Id": "integer", "Generation": "integer"}

    def content(generation: int) -> list[list[int]]:
        return [[number, generation] for number in range(generation, 3000 + generation)]

    harness.run(harness.full("t", columns, ["Id"], content(0)))
    seen: set[tuple[Any, ...]] = set()
    slowest = 0.0
    stop = threading.Event()

    def read() -> None:
        nonlocal slowest
        with harness.connect() as connection:
            while not stop.is_set():
                started = time.monotonic()
                query = 'select count(*), min("Generation"), max("Generation") from raw.t'
                seen.add(connection.execute(query).fetchone())  # type: ignore[arg-type]
                slowest = max(slowest, time.monotonic() - started)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for generation in range(1, 5):
            rows = content(generation)
            files = [harness.file(list(columns), rows[part::4]) for part in range(4)]
            schema = harness.schema("t", columns, ["Id"])
            messages = [schema, *(harness.batch("t", file) for file in files)]
            assert harness.run([*messages, harness.complete("t")]).code == 0
    finally:
        stop.set()
        reader.join()
    assert seen <= {(3000, generation, generation) for generation in range(5)}
    assert len(seen) > 1
    assert slowest < 2


def test_the_program_needs_no_configuration_for_about_and_version(harness: Harness) -> None:
    for flags in (["--version"], ["--about", "--format", "json"]):
        command = [str(harness.executable), *flags]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
        assert "target-postgres" in done.stdout
    assert "raw_schema_file" in json.loads(done.stdout)["settings"]["properties"]


def test_settings_come_from_the_environment_and_messages_from_a_file(harness: Harness) -> None:
    file = harness.folder / "messages.singer"
    messages = harness.full("t", COLUMNS, ["Id"], [[1, "x"]])
    file.write_text("".join(json.dumps(each) + "\n" for each in messages))
    names = {f"TARGET_POSTGRES_{name.upper()}": str(each) for name, each in harness.config.items()}
    command = [str(harness.executable), "--config", "ENV", "--input", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | names)
    assert done.returncode == 0, done.stderr
    assert harness.sql("select count(*) from raw.t") == [(1,)]


@pytest.fixture
def running(harness: Harness) -> Iterator["subprocess.Popen[str]"]:
    """A run that has copied a file and waits for more."""
    with harness.start() as process:
        send(process, harness.schema("t", COLUMNS, ["Id"]))
        rows = [[number, "x"] for number in range(2000)]
        send(process, harness.batch("t", harness.file(list(COLUMNS), rows)))
        wait_until(lambda: not list(harness.folder.glob("part*.csv")))
        yield process
        process.kill()


def test_a_second_run_waits_for_the_first(
    harness: Harness, running: "subprocess.Popen[str]"
) -> None:
    results = []
    messages = harness.full("t", COLUMNS, ["Id"], [[1, "x"]])
    second = threading.Thread(
        target=lambda: results.append(harness.process(messages, lock_wait_seconds=30))
    )
    second.start()
    waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
    wait_until(lambda: harness.sql(waiting) == [(1,)])
    running.communicate(json.dumps(harness.complete("t")) + "\n")
    second.join()
    assert (running.returncode, results[0].code) == (0, 0)
    assert harness.sql("select count(*) from raw.t") == [(1,)]


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_second_run_refuses_and_says_who_is_loading(
    harness: Harness, running: "subprocess.Popen[str]", seconds: int
) -> None:
    def messages() -> list[Any]:
        return list(harness.full("t", COLUMNS, ["Id"], [[1, "x"]]))

    second = harness.process(messages(), lock_wait_seconds=seconds)
    assert second.code == 1
    assert "Another run is loading schema raw" in second.log
    assert f"process {running.pid} on " in second.log
    assert "lock_wait_seconds" in second.log
    assert second.states == []
    other = harness.process(messages(), default_target_schema="other", lock_wait_seconds=0)
    assert other.code == 0, "another schema is another matter"
    running.kill()
    running.wait()
    assert harness.process(messages()).code == 0, "a killed run holds no lock"


def test_a_warehouse_that_comes_up_late_is_waited_for(harness: Harness) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    proxy = Proxy(harness.warehouse.port)
    proxy.port = port
    messages = harness.full("t", COLUMNS, ["Id"], [[1, "x"]])
    with harness.start(port=port, retry_seconds=60) as process:
        send(process, *messages)
        assert process.stdin
        assert process.stderr
        process.stdin.close()
        refused = next((line for line in process.stderr if "Trying again" in line), "")
        with proxy:
            process.wait()
    assert process.returncode == 0
    assert "No server answers at the warehouse's host and port. Trying again" in refused


def test_state_waits_for_every_load_before_it(harness: Harness) -> None:
    with harness.start() as process, harness.connect() as other:
        harness.run(harness.full("slow", COLUMNS, ["Id"], []))
        file = harness.file(list(COLUMNS), [[1, "x"]])
        with other.transaction():
            other.execute("lock table raw.slow in row exclusive mode")
            send(process, *incremental(harness, "slow", file))
            fast = harness.file(list(COLUMNS), [[1, "x"]])
            send(process, *incremental(harness, "fast", fast))
            query = "select count(*) from pg_locks where not granted"
            wait_until(lambda: harness.sql(query) != [(0,)])
            wait_until(lambda: harness.sql("select to_regclass('raw.fast') is not null")[0][0])
            wait_until(lambda: harness.sql("select count(*) from raw.fast") == [(1,)])
            # The fast table is committed, but its state also covers the slow one.
            assert select.select([process.stdout], [], [], 0.3)[0] == []
        out, _ = process.communicate()
    assert json.loads(out.splitlines()[-1])["bookmarks"] == {
        "fast": {"replication_key_value": "new"}
    }
