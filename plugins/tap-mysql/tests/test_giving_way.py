"""Whoever waits to alter a table that is being read waits for seconds, not for the read's end."""

import json
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pymysql
import pytest

ROWS = 3000
SMALL_FILES = {"file_size_mb": 1, "spool_mb": 1}
SOON_SECONDS = 10
"""Two seconds on a quiet machine; without giving way, as long as the target sleeps."""


@pytest.fixture
def table(execute: Callable[..., Any]) -> None:
    execute(
        "create table one (id int primary key, note text)",
        f"insert into one select seq, repeat('x', 9000) from seq_1_to_{ROWS}",
    )


def alter(settings: dict[str, Any], statement: str) -> float:
    """Return how many seconds a statement of another session took."""
    names = ("host", "port", "user", "password", "database")
    with (
        pymysql.connect(**{name: settings[name] for name in names}) as connection,
        connection.cursor() as cursor,
    ):
        began = time.monotonic()
        cursor.execute(statement)
        return time.monotonic() - began


def take_files(tap: "subprocess.Popen[bytes]", settings: dict[str, Any]) -> bytes:
    """Take files as a target does, so that the tap goes on; return what it says."""
    assert tap.stdout
    root = Path(unquote(urlsplit(settings["batch_config"]["storage"]["root"]).path))
    for old in root.rglob("*.csv"):
        old.unlink()
    seen = b""
    for line in tap.stdout:
        seen += line
        for url in json.loads(line).get("manifest", ()):
            Path(unquote(urlsplit(url).path)).unlink(missing_ok=True)
    return seen


def wait_for_read(execute: Callable[..., Any]) -> None:
    """Wait until the table is being read."""
    for _ in range(600):
        found = execute(
            "select id from information_schema.processlist where db = database()"
            " and info like 'select 1,concat%one%' and id <> connection_id()"
        )
        if found:
            return
        time.sleep(0.05)
    pytest.fail("nobody reads the table")


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    "statement", ["alter table one add column more int", "lock table one write"]
)
def test_a_read_of_which_a_part_was_sent_is_given_up(
    discover: Any, tap_command: Any, execute: Any, settings: Any, statement: str
) -> None:
    """The target takes no file, so the read would stay open as long as it sleeps."""
    command = tap_command(discover(), None, **SMALL_FILES)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as tap:
        assert tap.stdout
        assert tap.stderr
        tap.stdout.readline()
        tap.stdout.readline()
        wait_for_read(execute)
        waited = alter(settings, statement)
        assert tap.poll() is None, "the read was still under way"
        rest = take_files(tap, settings)
        errors = tap.stderr.read().decode()
    assert waited < SOON_SECONDS
    assert tap.returncode == 1, errors
    assert "Somebody waits to alter or lock table one" in errors
    assert "1 table was not read: one." in errors
    assert b"ACTIVATE_VERSION" not in rest


@pytest.mark.usefixtures("table")
def test_a_read_of_which_nothing_was_sent_begins_again(
    discover: Any, run_tap: Any, execute: Any, settings: Any, tmp_path: Path
) -> None:
    # More than connections hold by themselves, in one file.
    execute("update one set note = repeat('x', 27000)")
    policy = tmp_path / "policy.yml"
    policy.write_text(f"limits: {{rows_per_second: {ROWS // 5}}}")
    waited: list[float] = []

    def upgrade() -> None:
        wait_for_read(execute)
        waited.append(alter(settings, "alter table one add column more int"))

    catalog = discover()
    upgrading = threading.Thread(target=upgrade)
    upgrading.start()
    run = run_tap(catalog, policy_file=str(policy), retry_seconds=10, file_size_mb=500)
    upgrading.join()
    assert run.code == 0, run.errors
    assert "Somebody waits to alter or lock table one" in run.errors
    assert waited[0] < SOON_SECONDS
    assert run.rows("one") == ROWS


@pytest.mark.usefixtures("table")
def test_a_policy_without_a_connection_to_spare_has_none_watching(
    discover: Any, run_tap: Any, execute: Any, tmp_path: Path
) -> None:
    """One connection at most: an ALTER waits for the read, as the README says."""
    policy = tmp_path / "policy.yml"
    policy.write_text(f"limits: {{connections: 1, rows_per_second: {ROWS // 2}}}")
    most: list[int] = []
    done = threading.Event()

    def count() -> None:
        while not done.wait(0.1):
            most.append(
                execute(
                    "select count(*) from information_schema.processlist"
                    " where db = database() and id <> connection_id()"
                )[0][0]
            )

    catalog = discover()
    counting = threading.Thread(target=count)
    counting.start()
    run = run_tap(catalog, policy_file=str(policy))
    done.set()
    counting.join()
    assert run.code == 0, run.errors
    assert max(most) == 1
