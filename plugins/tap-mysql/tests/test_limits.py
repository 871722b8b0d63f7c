"""The source is asked for no more than the policy allows, and not outside its hours."""

import json
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from enamel_tap_mysql.errors import TapError
from enamel_tap_mysql.limits import Hours, Limits, Pace, load_limits, parse_hours


def hours(text: str) -> Hours:
    found = parse_hours(text)
    assert found
    return found


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-05T{text}")


@pytest.mark.parametrize(
    ("window", "now", "left"),
    [
        ("18:30-07:00", "18:29:59", None),
        ("18:30-07:00", "18:30:00", timedelta(hours=12.5)),
        ("18:30-07:00", "06:59:59", timedelta(seconds=1)),
        ("18:30-07:00", "07:00:00", None),
        ("09:00-17:00", "16:00:00", timedelta(hours=1)),
        ("09:00-17:00", "08:59:59", None),
        ("00:00-00:00", "13:00:00", timedelta(hours=11)),
    ],
)
def test_the_window_is_open_from_its_first_second_to_its_last(
    window: str, now: str, left: timedelta | None
) -> None:
    assert hours(window).left(at(now)) == left


@pytest.mark.parametrize("text", ["25:00-07:00", "18:30", "6-7", "18:60-07:00", ""])
def test_what_is_no_window_is_none(text: str) -> None:
    assert parse_hours(text) is None


@pytest.mark.parametrize(
    "content", ["limits: {hours: whenever}", "limits: {connections: 0}", "limits: 3", "limits:"]
)
def test_limits_that_are_not_understood_are_never_taken_for_none(
    tmp_path: Path, content: str
) -> None:
    policy = tmp_path / "policy.yml"
    policy.write_text(content)
    with pytest.raises(TapError, match="not understood"):
        load_limits(str(policy))


def test_a_policy_without_limits_sets_none(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yml"
    policy.write_text("release: '24.3'\n#limits: {connections: 1}\n")
    assert load_limits(str(policy)) == Limits()
    assert load_limits(None) == Limits()


def test_readers_together_stay_below_the_rate() -> None:
    pace, never = Pace(Limits(rows_per_second=1000)), threading.Event()

    def read() -> None:
        for _ in range(5):
            pace.spend(20, never)

    began = time.monotonic()
    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert time.monotonic() - began >= 0.199  # 200 rows; a slow machine may only take longer


def test_the_source_is_asked_no_faster_than_the_rate(
    run_tap: Any, execute: Callable[..., Any], tmp_path: Path, discover: Any
) -> None:
    """The server itself waits: rows do not gather in the tap."""
    execute(
        "create table one (Id int primary key, Note mediumtext)",
        "insert into one select seq, repeat('x', 40000) from seq_1_to_1000",
    )
    found, done, seen = discover(), threading.Event(), []

    def look() -> None:
        while not done.wait(0.1):
            reading = execute(
                "select count(*) from information_schema.processlist where db = database()"
                " and info like 'select 1,concat%one%' and id <> connection_id()"
            )
            seen.append(reading[0][0])

    looking = threading.Thread(target=look)
    looking.start()
    run = run_tap(found, policy_file=policy(tmp_path, rows_per_second=250), file_size_mb=500)
    done.set()
    looking.join()
    assert run.rows("one") == 1000
    # Of four seconds, all but what the connection itself holds (some 10 of 40 MB).
    assert sum(seen) >= 15


def policy(tmp_path: Path, **limits: Any) -> str:
    path = tmp_path / "policy.yml"
    path.write_text(f"limits: {json.dumps(limits)}")
    return str(path)


@pytest.fixture
def catalog(execute: Callable[..., Any], discover: Any) -> Any:
    execute(
        "create table one (Id int primary key)",
        "create table two (Id int primary key)",
        "insert into one values (1)",
        "insert into two values (2)",
    )
    return discover()


def test_a_run_outside_the_hours_is_refused_in_one_line(
    run_tap: Any, execute: Callable[..., Any], tmp_path: Path, catalog: Any
) -> None:
    now = execute("select now()")[0][0]
    begin, end = now + timedelta(hours=2), now + timedelta(hours=3)
    run = run_tap(catalog, policy_file=policy(tmp_path, hours=f"{begin:%H:%M}-{end:%H:%M}"))
    assert run.code == 1
    assert len(run.error_lines) == 1
    assert "The source may be read from" in run.error_lines[0]
    assert not run.messages


def test_a_run_within_its_limits_reads_everything(
    run_tap: Any, execute: Callable[..., Any], tmp_path: Path, catalog: Any
) -> None:
    now = execute("select now()")[0][0]
    begin, end = now - timedelta(hours=2), now + timedelta(hours=2)
    allowed = policy(
        tmp_path, hours=f"{begin:%H:%M}-{end:%H:%M}", connections=1, rows_per_second=1000
    )
    run = run_tap(catalog, policy_file=allowed)
    assert run.code == 0
    assert (run.rows("one"), run.rows("two")) == (1, 1)
