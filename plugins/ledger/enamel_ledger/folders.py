"""The folder of runs: which are there, who of them lives, what they say."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from enamel_ledger.journal import is_held
from enamel_ledger.record import Event, Notes, RunRecord, summarize

_PATIENCE_SECONDS = 20.0
"""A run's programs start one after the other; until then one that is missing may still come."""
_MOST = 500
_BOTH = {"tap", "target"}


@dataclass(frozen=True, slots=True)
class RunFolder:
    """One run's journals.

    Attributes:
        record: What they say.
        over: Nobody will say more.
    """

    path: Path
    record: RunRecord
    over: bool

    def remove(self) -> None:
        """Delete the journals: all they say is filed."""
        shutil.rmtree(self.path, ignore_errors=True)


def runs(root: Path) -> Iterator[RunFolder]:
    """Yield every run that is on disk, the oldest first."""
    with suppress(OSError):
        for folder in sorted(root.iterdir(), key=lambda it: it.stat().st_mtime):
            if found := read(folder):
                yield found


def prune(root: Path) -> None:
    """Remove the oldest journals where nobody files them, so that they do not fill the disk."""
    with suppress(OSError):
        found = sorted(root.iterdir(), key=lambda it: it.stat().st_mtime)
        for folder in found[: max(0, len(found) - _MOST)]:
            shutil.rmtree(folder, ignore_errors=True)


def read(folder: Path, *, own: str = "") -> RunFolder | None:
    """Return what one folder says; None if that is nothing.

    Args:
        folder: The run's folder.
        own: The program that asks, which has said its last word.
    """
    journals, newest = [], 0.0
    for path in sorted(folder.glob("*.jsonl")):
        with suppress(OSError):
            newest = max(newest, path.stat().st_mtime)
            journals.append(_notes(path))
    concluded = any(it.program == "run" and it.ended for it in journals)
    waits = (
        not concluded
        and _BOTH - {it.program for it in journals}
        and time.time() - newest < _PATIENCE_SECONDS
    )
    over = not any(it.alive for it in journals) and (bool(own) or not waits)
    record = summarize(folder.name, journals, over=over)
    return RunFolder(folder, record, over) if record else None


def _notes(path: Path) -> Notes:
    # Who is dead now has written all it ever will; so it is asked before its lines are read.
    held = is_held(path)
    notes = Notes(path.stem, list(_events(path)), alive=held)
    return notes if notes.ended is None else Notes(notes.program, notes.events, alive=False)


def _events(path: Path) -> Iterator[Event]:
    """Yield the lines; the last one of a program that was killed may be cut."""
    for line in path.read_bytes().splitlines():
        with suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict) and "event" in event and "at" in event:
                yield event
