"""How the target ends early: its own line says why, and no program before it trips over that.

A runner between tap and target (Meltano) prints a traceback when the target is suddenly gone, and
the tap would go on reading the source for nobody. So a target that cannot go on reads its input
to the end without using it, and leaves a mark in the spool folder, at which our tap stops.
"""

import json
import os
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from enamel_target_postgres.copying import batch_path
from enamel_target_postgres.errors import TargetError

MARK = ".target-failed"
"""File in a spool folder: the target takes no more files of it."""

_ended = threading.Lock()
_spools: set[Path] = set()


def remember(spool: Path) -> None:
    """Keep a folder that BATCH files come from."""
    _spools.add(spool)


def die(error: TargetError, code: int = 1, *, wait: bool = True) -> NoReturn:
    """Say why and end the process, whatever other threads are doing.

    Args:
        error: What happened.
        code: The exit code.
        wait: Read the input to its end first, as long as it is a tap's with BATCH files.
    """
    if not _ended.acquire(blocking=False):
        threading.Event().wait()  # another thread is ending the process
    print(f"target-postgres: {error}", file=sys.stderr, flush=True)
    if wait:
        with suppress(OSError, ValueError):
            _read_to_the_end()
    os._exit(code)


def _read_to_the_end() -> None:
    """Take in messages until the tap is done; a RECORD ends it, because a tap of those goes on."""
    for spool in _spools:
        (spool / MARK).touch()
    mode = os.fstat(sys.stdin.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return
    if threading.current_thread() is threading.main_thread():
        # Announcements that were read ahead are in its buffer: the tap waits for those files.
        for line in sys.stdin:
            if _ends(line):
                return
        return
    rest = b""
    while chunk := os.read(sys.stdin.fileno(), 65536):
        *lines, rest = (rest + chunk).split(b"\n")
        # The first line may lack its beginning, which another reader has taken.
        if any(map(_ends, lines)):
            return


def _ends(line: str | bytes) -> bool:
    """Refuse the files of a message; say whether its tap will not stop by itself."""
    with suppress(ValueError, TargetError, AttributeError):
        message = json.loads(line)
        for url in message.get("manifest", ()):
            (batch_path(url, "The input").parent / MARK).touch()
        return bool(message.get("type") == "RECORD")
    return False
