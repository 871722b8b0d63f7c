"""How the target ends early: its own line says why, and no program before it trips over that.

A runner between tap and target (Meltano) prints a traceback when the target is suddenly gone, and
the tap would go on reading the source for nobody. So a target that cannot go on leaves a mark in
the spool folder, at which our tap stops, and keeps its input open until then.
"""

import json
import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from enamel_target_postgres.copying import BatchFile, batch_file
from enamel_target_postgres.errors import TargetError

MARK = ".target-failed"
"""File in a spool folder: the target takes no more files of it."""

_PATIENCE_SECONDS = 5.0
"""A tap that has not stopped by then is not waited for: it may be somebody else's."""
_POLL_SECONDS = 0.05

_ending = threading.Lock()
_spools: set[Path] = set()
_witnesses: list[Callable[[int, TargetError], None]] = []


def remember(file: BatchFile) -> None:
    """Keep the spool folder that a BATCH file lies in, should the target end early."""
    if isinstance(file, Path) and file.parent not in _spools:
        _spools.add(file.parent)
        if _ending.locked():
            _mark()


def on_death(witness: Callable[[int, TargetError], None]) -> None:
    """Have somebody told of the exit code and the reason when the process is about to end."""
    _witnesses.append(witness)


def die(error: TargetError, code: int = 1, *, wait: bool = True) -> NoReturn:
    """Say why and end the process, whatever other threads are doing.

    Args:
        error: What happened.
        code: The exit code.
        wait: Let a tap that sends BATCH files stop first.
    """
    if _ending.acquire(blocking=False):
        print(f"target-postgres: {error}", file=sys.stderr, flush=True)
        for witness in _witnesses:
            witness(code, error)
    elif threading.current_thread() is not threading.main_thread():
        threading.Event().wait()  # another thread is ending the process
    if wait:
        patience = threading.Timer(_PATIENCE_SECONDS, os._exit, [code])
        patience.daemon = True
        patience.start()
        with suppress(OSError, ValueError):
            _mark()
            if threading.current_thread() is threading.main_thread():
                _read_to_the_end()
            else:
                _wait_for_the_tap()
    os._exit(code)


def _mark() -> None:
    for spool in list(_spools):
        with suppress(OSError):
            (spool / MARK).touch()


def _read_to_the_end() -> None:
    """Take in messages until the tap is done; rows end it, because a tap that sends them goes on.

    Rows are those of a RECORD, and of a file within a message.
    """
    mode = os.fstat(sys.stdin.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return
    # By the very reader that the messages come through: it may hold lines that nobody has seen.
    while line := sys.stdin.readline():
        message = json.loads(line)
        if message.get("type") == "RECORD":
            return
        for url in message.get("manifest", ()):
            if url.startswith("data:"):
                return
            with suppress(TargetError):
                remember(batch_file(url, "The input"))


def _wait_for_the_tap() -> None:
    """Wait, as the main thread goes on taking in messages, until the tap has removed its folder."""
    while any(spool.exists() for spool in list(_spools)):
        time.sleep(_POLL_SECONDS)
