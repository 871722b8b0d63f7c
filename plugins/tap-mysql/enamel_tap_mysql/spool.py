"""The private folder through which rows reach the target, and its clean-up.

Each run has a folder of its own (mode 0700) below the spool root, held by a lock as long as the
run lives. The target deletes each file it has loaded. Whatever else happens, the folder goes: at
the end, on failure, or, after a kill, when the next run finds its lock free.
"""

import base64
import fcntl
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from enamel_tap_mysql.errors import ReaderGoneError, TapError

PREFIX = "tap-mysql-"
_LOCK = ".lock"
_FAILED = ".target-failed"
"""What a target leaves that takes no more files."""
_POLL_SECONDS = 0.01


class Spool:
    """This run's folder below `root`, and what in it waits for the target.

    Args:
        root: Folder of all runs.
        bound: No new file is begun while files of this many bytes wait for the target.
    """

    def __init__(self, root: Path, bound: int) -> None:
        """Clean up after dead runs, then create a folder that is locked from its first moment."""
        with _writable(root):
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (root / f".{PREFIX}lock").open("a") as gate:
                fcntl.flock(gate, fcntl.LOCK_EX)
                _remove_orphans(root)
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
                self._lock = (self.folder / _LOCK).open("a")
                fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._bound = bound
        self._waiting: dict[Path, int] = {}
        self._guard = threading.Lock()

    def add(self, path: Path, size: int) -> None:
        """Count a complete file until it is gone."""
        with self._guard:
            self._waiting[path] = size

    def has_room(self) -> bool:
        """Whether a new file may be begun.

        Raises:
            ReaderGoneError: The target has given up.
        """
        self._check_target()
        return self._bytes_waiting() < self._bound

    def wait_until_consumed(self, check_reader: Callable[[], None]) -> None:
        """Wait until the target has deleted every file.

        Args:
            check_reader: Raises when nobody reads the tap's output any more.
        """
        while self._bytes_waiting():
            self._check_target()
            try:
                check_reader()
            except ReaderGoneError:
                if self._bytes_waiting():
                    raise
            time.sleep(_POLL_SECONDS)

    def _check_target(self) -> None:
        if (self.folder / _FAILED).exists():
            raise ReaderGoneError

    def _bytes_waiting(self) -> int:
        with self._guard:
            gone = [path for path in self._waiting if not path.exists()]
            for path in gone:
                del self._waiting[path]
            return sum(self._waiting.values())

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
        announce: Callable[[Path], None],
        stop: threading.Event,
    ) -> None:
        """Open nothing yet: an empty table has no file."""
        self._spool = spool
        self._name = name
        self._header = header + b"\n"
        self._size = size
        self._announce = announce
        self._stop = stop
        self._file: int | None = None
        self._path = spool.folder
        self._written = 0
        self._count = 0

    def write(self, *rows: bytes) -> None:
        """Append complete rows; their parts stay in one file."""
        with _writable(self._spool.folder):
            if self._file is None:
                self._open()
            for part in rows:
                self._write_all(part)
        if self._written >= self._size:
            self.finish()

    def finish(self) -> None:
        """Hand over the file that is open, if there is one."""
        if self._file is not None:
            with _writable(self._spool.folder):
                os.close(self._file)
            self._file = None
            self._spool.add(self._path, self._written)
            self._announce(self._path)

    def abandon(self) -> None:
        """Remove the open file without handing it over."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
            self._path.unlink(missing_ok=True)

    def _open(self) -> None:
        while not self._spool.has_room():
            if self._stop.wait(_POLL_SECONDS):
                raise StoppedError
        self._count += 1
        self._path = self._spool.folder / f"{self._name}-{self._count:06}.csv"
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._written = 0
        self._write_all(self._header)

    def _write_all(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and self._file is not None:
            rest = rest[os.write(self._file, rest) :]
        self._written += len(data)


class StoppedError(Exception):
    """The run ended while a worker was waiting; somebody else says why."""


INLINE = "data:"
"""As the spool's root: files stay on this side, and travel within the messages."""
_INLINE_BYTES = 1_000_000
"""Whoever relays lines (Meltano) takes none of more than a few megabytes."""


def root_of(url: str) -> Path:
    """Return the folder a `file://` URL or a plain path names; one of our own for `data:`.

    Raises:
        TapError: The URL points at another kind of storage.
    """
    parts = urlsplit(url)
    if url == INLINE:
        return Path(tempfile.gettempdir(), f"enamel-{os.getuid()}")
    if parts.scheme not in ("", "file"):
        raise TapError(
            f"batch_config.storage.root is {parts.scheme}://…, but COPY files need a disk.",
            "Give a file:// folder that tap and target share, or `data:` to send the files "
            "within the messages.",
        )
    return Path(unquote(parts.path) if parts.scheme else url).absolute()


def is_inline(config: Mapping[str, Any]) -> bool:
    """Whether files travel within the messages, because the target has another disk."""
    storage = (config.get("batch_config") or {}).get("storage") or {}
    return bool(storage.get("root") == INLINE)


def file_bytes(config: Mapping[str, Any]) -> int:
    """Return the size at which a file is complete."""
    size = int(config["file_size_mb"]) * 1_000_000
    return min(size, _INLINE_BYTES) if is_inline(config) else size


def inlined(path: Path) -> str:
    """Return a file's content as a URL, and delete the file."""
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    path.unlink()
    return f"data:text/csv;base64,{content}"


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
