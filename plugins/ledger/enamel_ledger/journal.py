"""What a program notes while it runs, line by line, so that whatever ends it, its word stays.

A journal is a file of JSON lines, `<runs>/<run>/<program>.jsonl`. The program holds a lock on it
as long as it lives; the kernel gives that up for the dead. Nothing here may fail a run: a disk
that takes no more lines costs the ledger, never the load.
"""

import fcntl
import json
import os
import socket
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RUN_ID = "ENAMEL_RUN_ID"
_MELTANO = "MELTANO_PARENT_CONTEXT_UUID"
"""Meltano gives every program of one `meltano run` this same value, and each run another."""


class Journal:
    """The notes of one program in one run.

    Args:
        runs: The folder of all runs; None keeps no journal.
        program: `tap`, `target` or `run`.
    """

    def __init__(self, runs: Path | None, program: str) -> None:
        """Begin the journal, if there is a place for it."""
        self.run_id = run_id()
        self.folder = None if runs is None else runs / str(self.run_id)
        self._file: int | None = None
        self._ended = False
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self.folder / f"{program}.jsonl"
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.note(
            "begun",
            program=program,
            pid=os.getpid(),
            host=socket.gethostname(),
            environment=os.environ.get("MELTANO_ENVIRONMENT", ""),
        )

    def note(self, event: str, **facts: Any) -> None:
        """Write one line; no fact may hold a row's value."""
        if self._file is not None:
            line = json.dumps({"at": now(), "event": event, **facts}, separators=(",", ":"))
            with suppress(OSError):
                os.write(self._file, line.encode() + b"\n")

    def end(self, code: int, error: tuple[str, str] | None = None) -> None:
        """Write the last line; what comes after the first of them is not heard.

        Args:
            code: The program's exit code.
            error: What happened and what to do next.
        """
        if not self._ended:
            self._ended = True
            reason, instruction = error or ("", "")
            self.note("ended", code=code, error=reason, next=instruction)


def run_id(environment: Mapping[str, str] | None = None) -> uuid.UUID:
    """Return the run that this program is a part of; without a runner it is one by itself."""
    told = os.environ if environment is None else environment
    for name in (RUN_ID, _MELTANO):
        with suppress(ValueError):
            return uuid.UUID(told.get(name, ""))
    return uuid.uuid4()


def runner_log() -> str:
    """Return the log that Meltano keeps of this run: it holds it open; empty if nobody can say."""
    folder = Path(f"/proc/{os.getppid()}/fd")
    with suppress(OSError):
        for link in folder.iterdir():
            with suppress(OSError):
                if (target := str(link.readlink())).endswith("/elt.log"):
                    return target
    return ""


def is_held(path: Path) -> bool:
    """Say whether a journal's program lives."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def now() -> str:
    """Return the time as journals write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
