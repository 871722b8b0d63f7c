"""Calling `meltano run`, keeping its log, and noting how it ended."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enamel_ledger import folders
from enamel_ledger.journal import RUN_ID, Journal
from enamel_ledger.record import RunRecord

from enamel.project import project_root
from enamel.runs.status import runs_folder

KEPT_LOGS = 100
_LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Ended:
    """How `meltano run` ended."""

    run_id: str
    code: int
    log: Path
    record: RunRecord | None


def run(
    command: Sequence[str],
    selection: str,
    *,
    catalog: Mapping[str, Any] | None,
    watch: Callable[[RunRecord], None] | None,
    say: Callable[[str], None] | None,
) -> Ended:
    """Call Meltano as a user would, under a name that the ledger knows.

    Args:
        command: What follows `meltano`.
        selection: What it reads, for the ledger.
        catalog: Instead of extract/catalog.json.
        watch: Shown how far it is, a few times a second.
        say: Given each line that Meltano prints.
    """
    run_id, root = str(uuid.uuid4()), runs_folder()
    log = _new_log(run_id)
    with _catalog_file(catalog) as extra:
        env = os.environ | extra | {RUN_ID: run_id}
        if "ENAMEL_RUNS_FOLDER" in os.environ:
            env |= dict.fromkeys(
                ("TAP_MYSQL_RUNS_FOLDER", "TARGET_POSTGRES_RUNS_FOLDER"), str(root)
            )
        os.environ[RUN_ID] = run_id
        journal = Journal(root, "run")
        journal.note("begun", selection=selection, log=str(log))
        with log.open("w", encoding="utf-8") as file:
            process = subprocess.Popen(
                [program("meltano"), *command],
                cwd=project_root(),
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            reader = threading.Thread(target=_keep, args=(process, file, say), daemon=True)
            reader.start()
            code = _wait(process, root / run_id, watch)
            reader.join(timeout=10)
            if process.stdout and not reader.is_alive():
                process.stdout.close()
    if code < 0:
        name, code = signal.Signals(-code).name, 128 - code
        journal.end(code, (f"The run was stopped by {name}.", "Run again: nothing is half loaded."))
    elif code:
        journal.end(
            code, (f"`meltano run` ended with exit code {code}.", f"Read the log: {log.name}.")
        )
    else:
        journal.end(0)
    found = folders.read(root / run_id)
    return Ended(run_id, code, log, found.record if found else None)


def program(name: str) -> str:
    """Return a program of the project's environment."""
    return str(Path(sys.executable).with_name(name))


def _wait(
    process: "subprocess.Popen[str]", folder: Path, watch: Callable[[RunRecord], None] | None
) -> int:
    """Wait for the end; a signal to us is passed on, and waited for."""

    def stop(signum: int, _: Any) -> None:
        process.send_signal(signum)

    before = {it: signal.signal(it, stop) for it in (signal.SIGTERM, signal.SIGINT)}
    try:
        while True:
            try:
                return process.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                if watch and (found := folders.read(folder)):
                    watch(found.record)
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _keep(process: "subprocess.Popen[str]", file: Any, say: Callable[[str], None] | None) -> None:
    for line in process.stdout or ():
        file.write(line)
        file.flush()
        if say:
            say(line.rstrip("\n"))


def _new_log(run_id: str) -> Path:
    """Return the file for a run's log, and drop the oldest when there are many."""
    folder = project_root() / ".enamel" / "logs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    logs = sorted(folder.glob("run-*.log"), key=lambda it: it.stat().st_mtime)
    for old in logs[: max(0, len(logs) + 1 - KEPT_LOGS)]:
        old.unlink(missing_ok=True)
    return folder / f"run-{run_id}.log"


@contextmanager
def _catalog_file(catalog: Mapping[str, Any] | None) -> Iterator[dict[str, str]]:
    """Write a catalog beside the project's own, for the time of the run."""
    if catalog is None:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="enamel-run-") as folder:
        path = Path(folder) / "catalog.json"
        path.write_text(json.dumps(catalog), encoding="utf-8")
        yield {"TAP_MYSQL__CATALOG": str(path)}
