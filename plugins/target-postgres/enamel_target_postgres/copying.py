"""Files into COPY: what a batch file is, and its way to the server."""

import base64
import csv
import gzip
import io
import os
import select
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import psycopg
from psycopg import sql
from psycopg.copy import LibpqWriter

from enamel_target_postgres.catalog import Connection
from enamel_target_postgres.errors import TargetError

FORMAT = "pgcopy-csv"
_CHUNK_BYTES = 256 * 1024
_HEADER_MATCH_SINCE = 150000


class Writer(LibpqWriter):
    """Hands each chunk to the socket before it takes the next.

    psycopg's own lets chunks pile up in libpq's buffer, which is moved about after each partial
    send: four times the CPU for the same bytes.
    """

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        """Watch the cursor's socket."""
        super().__init__(cursor)
        self._writable = select.poll()
        self._writable.register(self._pgconn.socket, select.POLLOUT)

    def write(self, data: Any) -> None:
        """Send a chunk."""
        while self._pgconn.put_copy_data(data) == 0:
            self._writable.poll()
        while self._pgconn.flush():
            self._writable.poll()


class Inline:
    """A file that came within its message: in memory until it is copied.

    Few at a time: the reader waits for the loaders, and the tap for the reader.
    """

    _room = threading.BoundedSemaphore(16)
    name = "within the messages"

    def __init__(self, content: bytes) -> None:
        """Wait for room."""
        self._room.acquire()
        self.content = content
        self._is_held = True

    def discard(self) -> None:
        """Give the room back; once."""
        if self._is_held:
            self._is_held, self.content = False, b""
            self._room.release()


BatchFile = Path | Inline
_opened: set[Path] = set()
"""Spool folders that could be opened."""


def batch_file(url: str, where: str) -> BatchFile:
    """Return the file that a manifest's entry names, or brings."""
    if url.startswith("data:"):
        return Inline(base64.b64decode(url.partition(";base64,")[2]))
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise TargetError(
            f"{where}: batch files must be file:// URLs of this machine.",
            "Let tap and target share a folder, or let the tap send its files within the messages "
            "(batch_config.storage.root: data:).",
        )
    path = Path(url2pathname(parts.path))
    if path.parent in _opened:
        return path  # a tap that fails takes its folder with it: no matter of disks
    try:
        path.parent.stat()
    except OSError as error:
        raise TargetError(
            f"{where}: the tap's spool folder {path.parent} cannot be opened here "
            f"({error.strerror}).",
            "If the tap has not failed, let both share a disk and an account, or set the tap's "
            "batch_config.storage.root to data: (TAP_MYSQL_BATCH_CONFIG), which sends the files "
            "within the messages.",
            fatal=True,
        ) from error
    _opened.add(path.parent)
    return path


def copy_file(
    connection: Connection,
    into: sql.Composable,
    columns: Sequence[str],
    path: BatchFile,
    compression: str | None,
    where: str,
) -> int:
    """Copy one file into a table and return its number of rows.

    Raises:
        TargetError: The file is not what the stream announced.
    """
    header = read_header(path, compression)
    check_header(header, columns, where)
    match = connection.info.server_version >= _HEADER_MATCH_SINCE
    command = sql.SQL("copy {} ({}) from stdin with (format csv, header {})").format(
        into,
        sql.SQL(", ").join(map(sql.Identifier, header)),
        sql.SQL("match" if match else "true"),
    )
    with _open(path, compression) as file, connection.cursor() as cursor:
        with cursor.copy(command, writer=Writer(cursor)) as copy:
            _pour(file, copy, where)
        return cursor.rowcount


def _pour(file: Any, copy: psycopg.Copy, where: str) -> None:
    buffer = memoryview(bytearray(_CHUNK_BYTES))
    last = 0
    while size := file.readinto(buffer):
        last = buffer[size - 1]
        copy.write(buffer[:size])
    if last != ord("\n"):
        raise TargetError(
            f"{where}: the file ends in the middle of a line.",
            "Look for a full disk where the tap writes, then run again.",
        )


def read_header(path: BatchFile, compression: str | None) -> list[str]:
    """Return the column names of the file's first line."""
    with (
        _open(path, compression) as file,
        io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="") as text,
    ):
        try:
            return next(csv.reader(text, strict=True), [])
        except csv.Error:
            return []


def check_header(header: Sequence[str], columns: Sequence[str], where: str) -> None:
    """Demand exactly the announced columns, in any order.

    Names that were not announced are not repeated: without a header line they would be values.
    """
    missing = sorted(set(columns) - set(header))
    if not missing and len(header) == len(columns):
        return
    what = (
        f"lacks column {', '.join(missing)}"
        if missing
        else f"has {len(header) - len(columns)} columns more than its SCHEMA message"
    )
    raise TargetError(
        f"{where}: the file's header line {what}.",
        "Run `enamel discover`, so that catalog and source agree, then run again.",
    )


def discard(file: BatchFile) -> None:
    """Delete a file that is used up, or that nobody will use."""
    if isinstance(file, Inline):
        file.discard()
    else:
        file.unlink(missing_ok=True)


@contextmanager
def _open(path: BatchFile, compression: str | None) -> Iterator[Any]:
    if isinstance(path, Inline):
        content = io.BytesIO(path.content)
        yield gzip.GzipFile(fileobj=content) if compression == "gzip" else content
    elif compression == "gzip":
        with gzip.open(path, "rb") as packed:
            yield packed
    else:
        with path.open("rb", buffering=0) as plain:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(plain.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)
            yield plain
