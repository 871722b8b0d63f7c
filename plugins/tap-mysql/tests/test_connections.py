"""Connections that end early: a table is sent whole or the run fails; it tries again if safe."""

import socket
import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest
from faults.proxy import Proxy

ROWS = 6000
SMALL_FILES = {"file_size_mb": 1, "spool_mb": 2}


@pytest.fixture
def table(execute: Callable[..., Any]) -> None:
    execute(
        "create table one (id int primary key, note text)",
        f"insert into one select seq, repeat('x', 600) from seq_1_to_{ROWS}",
    )


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("reset", [False, True], ids=["orderly end", "reset"])
@pytest.mark.parametrize("after", [1_300_000, 2_000_001, 3_500_000])
def test_a_result_that_ends_early_never_counts_as_whole(
    discover: Any, run_tap: Any, settings: Any, spool: Any, reset: bool, after: int
) -> None:
    with Proxy(settings["port"], cut_after=after, reset=reset) as proxy:
        run = run_tap(discover(), port=proxy.port, retry_seconds=10, **SMALL_FILES)

    if run.code == 0:
        # Cut before the first file was handed over: the table was read once more, and whole.
        assert run.rows("one") == ROWS
        return
    assert run.code == 1
    assert "ended the connection while reading table one" in run.error_lines[-1]
    assert run.of("ACTIVATE_VERSION") == []
    assert run.rows("one") < ROWS
    assert spool() == [".tap-mysql-lock"]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("batch", [True, False])
@pytest.mark.parametrize("how", ["kill connection", "kill query"])
def test_a_session_that_the_server_ends_never_counts_as_whole(
    discover: Any, tap_command: Any, execute: Any, batch: bool, how: str
) -> None:
    execute("insert into one select id + 100000, repeat(note, 9) from one")
    changes = SMALL_FILES if batch else {"batch_config": None}
    with subprocess.Popen(
        tap_command(discover(), None, **changes), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as tap:
        assert tap.stdout
        assert tap.stderr
        tap.stdout.readline()  # a target that is slow: the server waits in the middle of its answer
        tap.stdout.readline()
        (session,) = execute(
            "select id from information_schema.processlist where db = database()"
            " and info like 'select %%one%%' and id <> connection_id()"
        )
        execute(f"{how} {session[0]}")
        time.sleep(0.2)
        rest = tap.stdout.read() if not batch else take_files(tap)
        errors = tap.stderr.read().decode()

    assert tap.returncode == 1, errors
    assert b"ACTIVATE_VERSION" not in rest
    assert "table one" in errors
    assert "Traceback" not in errors


def take_files(tap: "subprocess.Popen[bytes]") -> bytes:
    """Take files as a target does, so that the tap reads on."""
    import json
    from pathlib import Path
    from urllib.parse import unquote, urlsplit

    assert tap.stdout
    seen = b""
    root = Path(str(tap.args[2])).parent / "spool"  # type: ignore[index]
    for old in root.rglob("*.csv"):
        old.unlink()
    for line in tap.stdout:
        seen += line
        for url in json.loads(line).get("manifest", ()):
            Path(unquote(urlsplit(url).path)).unlink(missing_ok=True)
    return seen


@pytest.mark.usefixtures("table")
def test_a_connection_lost_before_the_first_file_is_opened_again(
    discover: Any, run_tap: Any, settings: Any
) -> None:
    with Proxy(settings["port"], cut_after=500_000, reset=True) as proxy:
        run = run_tap(discover(), port=proxy.port, retry_seconds=10)

    assert run.code == 0, run.errors
    assert "Trying again" in run.errors
    assert run.rows("one") == ROWS
    assert len(run.of("ACTIVATE_VERSION")) == 1


@pytest.mark.usefixtures("table")
def test_a_slow_line_is_no_failure(discover: Any, run_tap: Any, settings: Any) -> None:
    with Proxy(settings["port"], slow=0.005) as proxy:
        run = run_tap(discover(), port=proxy.port)

    assert run.code == 0, run.errors
    assert run.rows("one") == ROWS


@pytest.mark.usefixtures("table")
def test_a_server_that_comes_up_late_is_waited_for(
    discover: Any, tap_command: Any, settings: Any
) -> None:
    catalog = discover()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    proxy = Proxy(settings["port"])
    proxy.port = port
    command = tap_command(catalog, port=port, retry_seconds=60)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as tap:
        assert tap.stderr
        refused = next((line for line in tap.stderr if b"Trying again" in line), b"")
        with proxy:
            sent = take_files(tap)

    assert tap.returncode == 0
    assert b"No connection to MariaDB" in refused
    assert sent.count(b"ACTIVATE_VERSION") == 1
