"""The private folder through which rows reach the target, and its clean-up.

Each run has a folder of its own (mode 0700) below the spool root, held by a lock as long as the
run lives. The target deletes each file it has loaded. Whatever else happens, the folder goes: at
the end, on failure, or, after a kill, when the next run finds its lock free.
"""

import fcntl
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from enamel_tap_mysql.errors import ReaderGoneError, TapError

PREFIX = "tap-mysql-"
_LOCK = ".lock"
_POLL_SECONDS = 0.01


class Spool:
    """This run's folder below `root`."""

    def __init__(self, root: Path) -> None:
        """Clean up after dead runs, then create a folder that is locked from its first moment."""
        with _writable(root):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (root / f".{PREFIX}lock").open("a") as gate:
                fcntl.flock(gate, fcntl.LOCK_EX)
                _remove_orphans(root)
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
                self._lock = (self.folder / _LOCK).open("a")
                fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        """Delete the folder and all that is left in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()


class SpoolWriter:
    """Writes one stream's rows into files of bounded size, cut at row boundaries.

    Args:
        spool: The run's folder.
        name: Beginning of the file names.
        header: First line of every file.
        size: A file is complete once it holds this many bytes.
        limit: How many complete files may wait for the target.
        announce: Told of each complete file.
        stop: Set when the run is over early.
    """

    def __init__(
        self,
        spool: Spool,
        name: str,
        header: bytes,
        *,
        size: int,
        limit: int,
        announce: Callable[[Path], None],
        stop: threading.Event,
    ) -> None:
        """Open nothing yet: an empty table has no file."""
        self._spool = spool
        self._name = name
        self._header = header + b"\n"
        self._size = size
        self._limit = limit
        self._announce = announce
        self._stop = stop
        self._file: int | None = None
        self._path = spool.folder
        self._written = 0
        self._count = 0
        self._waiting: list[Path] = []

    def write(self, rows: bytes) -> None:
        """Append complete rows."""
        with _writable(self._spool.folder):
            if self._file is None:
                self._open()
            self._write_all(rows)
        if self._written >= self._size:
            self.finish()

    def finish(self) -> None:
        """Hand over the file that is open, if there is one."""
        if self._file is not None:
            with _writable(self._spool.folder):
                os.close(self._file)
            self._file = None
            self._waiting.append(self._path)
            self._announce(self._path)

    def abandon(self) -> None:
        """Close the open file without handing it over."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> None:
        while len(self._unconsumed()) >= self._limit:
            if self._stop.wait(_POLL_SECONDS):
                raise StoppedError
        self._count += 1
        self._path = self._spool.folder / f"{self._name}-{self._count:06}.csv"
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._written = 0
        self._write_all(self._header)

    def _unconsumed(self) -> list[Path]:
        self._waiting = [path for path in self._waiting if path.exists()]
        return self._waiting

    def _write_all(self, data: bytes) -> None:
        assert self._file is not None  # only ever called with an open file
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]
        self._written += len(data)


class StoppedError(Exception):
    """The run ended while a worker was waiting; somebody else says why."""


def wait_until_consumed(spool: Spool, check_reader: Callable[[], None]) -> None:
    """Wait until the target has deleted every file, or nobody reads our output any more.

    Raises:
        ReaderGoneError: The target stopped with files left.
    """
    while any(spool.folder.glob("*.csv")):
        try:
            check_reader()
        except ReaderGoneError:
            if any(spool.folder.glob("*.csv")):
                raise
        threading.Event().wait(_POLL_SECONDS)


def root_of(url: str) -> Path:
    """Return the folder a `file://` URL or a plain path names.

    Raises:
        TapError: The URL points at another kind of storage.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("", "file"):
        raise TapError(
            f"batch_config.storage.root is {parts.scheme}://…, but COPY files need a disk.",
            "Give a file:// folder that tap and target share, or leave out batch_config.",
        )
    return Path(unquote(parts.path) if parts.scheme else url).absolute()


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TapError(
            f"Cannot write to the spool folder {folder}: {error.strerror}.",
            "Free space, correct its rights, or point batch_config.storage.root elsewhere.",
        ) from error


def _remove_orphans(root: Path) -> None:
    """Delete folders of runs that are dead: their lock is free. Only ours are looked at.

    A folder without a lock file belongs to a run that died between making the two: the caller
    holds the gate under which both are made.
    """
    for folder in root.glob(f"{PREFIX}*"):
        with suppress(OSError), (folder / _LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
