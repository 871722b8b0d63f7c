"""One job of meltano.yml at a time, whoever starts it and on which machine."""

import os
import subprocess
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enamel.errors import EnamelError

if TYPE_CHECKING:
    import psycopg

BUSY = 75
"""Exit code of a job that was not begun, because another runs: sysexits' "try again later"."""
_LOCK = 0x656E616D << 32
"""`enam` in ASCII, above what tells one turn from another: the advisory lock of a job."""
_MOVING = ("tap-mysql", "target-postgres", "dbt-postgres")
_LOOK_SECONDS = 5.0
_NAME = "enamel job "


class BusyError(EnamelError):
    """Another job runs."""

    def __init__(self, holder: str) -> None:
        """Say which."""
        super().__init__(
            f"Not begun: {holder or 'another job'} is running.",
            "It comes again with its schedule; --wait waits for the other one.",
            exit_code=BUSY,
        )


def turn_of(job: str, tasks: Iterable[str]) -> str:
    """Return what a job takes turns with: all that move or build rows are one, others themselves.

    >>> turn_of("intraday", ["tap-mysql target-postgres dbt-postgres:today"])
    'rows'
    >>> turn_of("watch", ["enamel:alert"])
    'watch'
    """
    blocks = " ".join(tasks).split()
    return "rows" if any(it.partition(":")[0] in _MOVING for it in blocks) else job


@contextmanager
def alone(
    connection: "psycopg.Connection[Any]",
    job: str,
    turn: str,
    wait: timedelta,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold a turn on the warehouse; it ends with the session, also after a kill.

    Args:
        connection: A session of its own, in autocommit.
        job: The job, for whoever finds the turn taken.
        turn: From `turn_of`.
        wait: How long to wait for another job.
        sleep: The clock.

    Raises:
        BusyError: Another job runs.
    """
    until = time.monotonic() + wait.total_seconds()
    connection.execute("select set_config('application_name', %s, false)", [_NAME + job])
    lock = _LOCK + zlib.crc32(turn.encode())
    while not _locked(connection, lock):
        if time.monotonic() >= until:
            raise BusyError(_holder(connection, lock))
        sleep(min(_LOOK_SECONDS, max(0.0, until - time.monotonic())))
    yield


def _locked(connection: "psycopg.Connection[Any]", lock: int) -> bool:
    row = connection.execute("select pg_try_advisory_lock(%s)", [lock]).fetchone()
    return bool(row and row[0])


def _holder(connection: "psycopg.Connection[Any]", lock: int) -> str:
    text = files("enamel.scheduling").joinpath("sql", "holder.sql").read_text(encoding="utf-8")
    row = connection.execute(text.encode(), {"lock": lock}).fetchone()
    if row is None:
        return ""
    name, since = row
    return f"job {name.removeprefix(_NAME)} (since {since.astimezone():%H:%M})"


def succeeded_at(folder: Path, job: str) -> datetime | None:
    """Return when a job last succeeded from here."""
    try:
        return datetime.fromtimestamp((folder / job).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def remember(folder: Path, job: str) -> None:
    """Note that a job has succeeded now."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / job).touch()


def call(command: list[str], root: Path) -> int:
    """Run Meltano, and pass on its exit code and its lines."""
    done = subprocess.run(command, cwd=root, env=os.environ, stdin=subprocess.DEVNULL, check=False)
    return done.returncode
