"""Worker threads that read tables side by side and hand their files over in order.

Streams are emitted one after the other, so a worker that is ahead of the emission must be held
back per stream (files not yet loaded) and by how many streams it may be ahead; a bound across all
streams could wait for itself.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from enamel_tap_mysql import client
from enamel_tap_mysql.bookmarks import Bookmark, ReplicationKey
from enamel_tap_mysql.errors import row_too_long
from enamel_tap_mysql.spool import Spool, SpoolWriter, StoppedError

logger = logging.getLogger("tap-mysql")

_POLL_SECONDS = 0.1
_first = itemgetter(0)
_second = itemgetter(1)


@dataclass(frozen=True, slots=True)
class TableRead:
    """What to read of one table.

    Attributes:
        stream: Name of the stream and table.
        sql: A SELECT of one formatted row, and of the replication key's text if there is one.
        header: Header line of the files.
        key: The replication key of an INCREMENTAL stream.
        bookmark: Where the read begins.
    """

    stream: str
    sql: str
    header: bytes
    key: ReplicationKey | None = None
    bookmark: Bookmark | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """A table was read to its end."""

    rows: int
    bookmark: Bookmark | None


class Extraction:
    """Reads tables into spool files with a few threads, each on a connection of its own.

    Args:
        config: The tap's settings.
        spool: This run's folder.
        reads: In the order in which they will be asked for.
        check_reader: Raises when nobody reads the tap's output any more.
    """

    def __init__(
        self,
        config: Mapping[str, Any],
        spool: Spool,
        reads: Sequence[TableRead],
        check_reader: Callable[[], None],
    ) -> None:
        """Start the threads."""
        self._config = config
        self._spool = spool
        self._check_reader = check_reader
        self._reads = iter(enumerate(reads, 1))
        self._next = threading.Lock()
        self._stop = threading.Event()
        self._results: dict[str, queue.SimpleQueue[Path | Complete | Exception]] = {
            read.stream: queue.SimpleQueue() for read in reads
        }
        workers = max(1, min(int(config["workers"]), len(reads)))
        self._ahead = threading.Semaphore(workers + 2)
        self._running: dict[threading.Thread, tuple[Any, Any]] = {}
        self._threads = [
            # Daemons: a thread that waits for the server must not keep a failed tap alive.
            threading.Thread(target=self._work, name=f"reader-{number}", daemon=True)
            for number in range(1, workers + 1)
        ]
        for thread in self._threads:
            thread.start()

    def results(self, stream: str) -> Iterator[Path | Complete]:
        """Yield a stream's files as they are complete, and at last its `Complete`.

        Raises:
            ReaderGoneError: Nobody reads our output any more.
            TapError: The table could not be read.
        """
        results = self._results[stream]
        while True:
            try:
                result = results.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                self._check_reader()
                continue
            if isinstance(result, Exception):
                raise result
            yield result
            if isinstance(result, Complete):
                self._ahead.release()
                return

    def close(self) -> None:
        """End every thread, whatever it waits for."""
        self._stop.set()
        for loop, task in list(self._running.values()):
            with suppress(RuntimeError):  # the loop has ended by itself
                loop.call_soon_threadsafe(task.cancel)
        for thread in self._threads:
            thread.join(timeout=5)

    def _work(self) -> None:
        with suppress(asyncio.CancelledError, StoppedError):
            asyncio.run(self._read_tables())

    async def _read_tables(self) -> None:
        thread = threading.current_thread()
        self._running[thread] = (asyncio.get_running_loop(), asyncio.current_task())
        connection = None
        try:
            while (numbered := self._take()) is not None:
                number, read = numbered
                results = self._results[read.stream]
                try:
                    if connection is None:
                        connection = await client.connect_streaming(self._config)
                    results.put(await self._read(connection, number, read))
                except (StoppedError, asyncio.CancelledError):
                    raise
                except Exception as error:  # raised again where it is waited for
                    results.put(error)
                    return
        finally:
            del self._running[thread]
            if connection is not None:
                connection.close()

    def _take(self) -> tuple[int, TableRead] | None:
        with self._next:
            while not self._ahead.acquire(timeout=_POLL_SECONDS):
                if self._stop.is_set():
                    return None
            return None if self._stop.is_set() else next(self._reads, None)

    async def _read(self, connection: Any, number: int, read: TableRead) -> Complete:
        letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in read.stream)
        writer = SpoolWriter(
            self._spool,
            f"{number:04}-{letters[:60]}",
            read.header,
            size=int(self._config["file_size_mb"]) * 1_000_000,
            limit=int(self._config["files_per_stream"]),
            announce=self._results[read.stream].put,
            stop=self._stop,
        )
        count = 0
        highest = b""
        try:
            with client.readable_errors(self._config, read.stream):
                server_time = await _server_time(connection) if read.key else ""
                async for rows in client.stream(connection, read.sql):
                    count += len(rows)
                    writer.write(_lines(rows, read.stream))
                    if read.key:
                        highest = read.key.highest((highest, *map(_second, rows)))
                writer.finish()
        finally:
            writer.abandon()
        bookmark = read.key.next_bookmark(read.bookmark, highest, server_time) if read.key else None
        return Complete(count, bookmark)


async def _server_time(connection: Any) -> str:
    async for rows in client.stream(connection, "SELECT UTC_TIMESTAMP(6)"):
        return (rows[0][0] or b"").decode("ascii")
    return ""


def _lines(rows: list[tuple[bytes | None, ...]], table: str) -> bytes:
    try:
        return b"\n".join([*map(_first, rows), b""])
    except TypeError as error:  # a None among them
        raise row_too_long(table) from error
