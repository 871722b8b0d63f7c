"""Worker threads that read tables side by side and report their files as they are complete.

Files of different tables are announced as they come, so that the target can load tables side by
side as well. Every file that exists has been announced or is being written, so a bound on what
waits for the target can never wait for itself.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from enamel_tap_mysql import client
from enamel_tap_mysql.errors import TableError, row_too_long
from enamel_tap_mysql.giving_way import GaveWayError, Watch
from enamel_tap_mysql.limits import Limits, Pace, out_of_hours
from enamel_tap_mysql.reads import Complete, Gone, TableRead
from enamel_tap_mysql.retries import reading
from enamel_tap_mysql.spool import Spool, SpoolWriter, StoppedError, file_bytes
from enamel_tap_mysql.texts import TextGuard

_POLL_SECONDS = 0.1
_row = itemgetter(1)
_key = itemgetter(2)


class Extraction:
    """Reads tables into spool files with a few threads, each on a connection of its own.

    Args:
        config: The tap's settings.
        spool: This run's folder.
        reads: Begun in this order.
        pace: How fast, and how long.
        watch: Looks after the reads; None if the policy leaves no connection for that.
    """

    def __init__(
        self,
        config: Mapping[str, Any],
        spool: Spool,
        reads: Sequence[TableRead],
        pace: Pace | None = None,
        watch: Watch | None = None,
    ) -> None:
        """Start the threads."""
        self._pace = pace or Pace(Limits())
        self._watch = watch
        self._config = config
        self._spool = spool
        self._count = len(reads)
        self._reads = iter(enumerate(reads, 1))
        self._next = threading.Lock()
        self._stop = threading.Event()
        self._handed_over: set[str] = set()
        self._results: queue.SimpleQueue[tuple[str, Path | Gone | Complete | Exception]] = (
            queue.SimpleQueue()
        )
        self._running: dict[threading.Thread, tuple[Any, Any]] = {}
        self._threads = [
            # Daemons: a thread that waits for the server must not keep a failed tap alive.
            threading.Thread(target=self._work, name=f"reader-{number}", daemon=True)
            for number in range(1, min(int(config["workers"]), self._count) + 1)
        ]
        for thread in self._threads:
            thread.start()

    def results(
        self, check_reader: Callable[[], None]
    ) -> Iterator[tuple[str, Path | Gone | Complete | TableError]]:
        """Yield stream and file as files are complete, and each stream's end.

        That is `Complete`, or the error that stops this table alone.

        Args:
            check_reader: Raises when nobody reads the tap's output any more.

        Raises:
            TapError: No table can be read any more.
        """
        incomplete = self._count
        while incomplete:
            try:
                stream, result = self._results.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                check_reader()
                continue
            if isinstance(result, Exception) and not isinstance(result, TableError):
                raise result
            incomplete -= isinstance(result, Complete | TableError)
            yield stream, result

    def close(self) -> None:
        """End every thread, whatever it waits for."""
        self._stop.set()
        for loop, task in list(self._running.values()):
            with suppress(RuntimeError):  # the loop has ended by itself
                loop.call_soon_threadsafe(task.cancel)
        for thread in self._threads:
            thread.join(timeout=5)
        if self._watch is not None:
            self._watch.close()

    def _work(self) -> None:
        with suppress(asyncio.CancelledError, StoppedError):
            asyncio.run(self._read_tables())

    async def _read_tables(self) -> None:
        thread = threading.current_thread()
        self._running[thread] = (asyncio.get_running_loop(), asyncio.current_task())
        link = _Link(self._config)
        try:
            while (numbered := self._take()) is not None:
                number, read = numbered
                if self._pace.is_over and self._pace.hours:
                    self._results.put((read.stream, out_of_hours(read.stream, self._pace.hours)))
                    continue
                try:
                    complete = await self._read_persistently(link, number, read)
                except (StoppedError, asyncio.CancelledError):
                    raise
                except TableError as error:
                    self._results.put((read.stream, error))
                    continue
                except Exception as error:  # raised again by results()
                    self._results.put((read.stream, error))
                    return
                self._results.put((read.stream, complete))
        finally:
            del self._running[thread]
            link.close()

    async def _read_persistently(self, link: "_Link", number: int, read: TableRead) -> Complete:
        """Read a table, once more if the connection is lost before a file was handed over."""

        @reading(self._config, is_too_late=lambda: read.stream in self._handed_over)
        async def attempt() -> Complete:
            try:
                connection = await link.connection()
                with self._watched(read.table, connection):
                    return await self._read(connection, number, read)
            except BaseException:
                link.close()  # rows of the table may be on their way
                raise

        try:
            return await attempt()
        except GaveWayError as error:
            raise TableError(error.reason, error.instruction) from error

    def _watched(self, table: str, connection: Any) -> AbstractContextManager[None]:
        if self._watch is None:
            return nullcontext()
        return self._watch.over(table, connection.thread_id())

    def _take(self) -> tuple[int, TableRead] | None:
        with self._next:
            return None if self._stop.is_set() else next(self._reads, None)

    async def _read(self, connection: Any, number: int, read: TableRead) -> Complete:
        letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in read.stream)
        writer = self._writer(
            f"{number:04}-{letters[:60]}",
            read.header,
            lambda path: self._hand_over(read.stream, path),
        )
        texts = TextGuard.of_headers(read.stream, read.header, read.key_header)
        count = 0
        highest = b""
        began = datetime.now(UTC)
        queries = [read.sql]
        try:
            with client.readable_errors(self._config, read.stream):
                server_time = await _server_time(connection) if read.key else ""
                if read.comparison:
                    await client.execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT")
                    queries = await self._compare(connection, number, read)
                for sql in queries:
                    async for rows in client.stream(connection, sql):
                        count += len(rows)
                        if self._pace.spend(len(rows), self._stop):
                            raise StoppedError
                        content = _lines(rows, read.stream)
                        writer.write(texts.checked(content, map(_text, rows)), b"\n")
                        if read.key:
                            highest = read.key.highest((highest, *map(_key, rows)))
                if read.comparison:
                    await client.execute(connection, "COMMIT")
                writer.finish()
        finally:
            writer.abandon()
        if read.key is None or (read.comparison and read.comparison.alone):
            return Complete(count, None, texts.warnings, began)
        bookmark = read.key.next_bookmark(read.bookmark, highest, server_time)
        return Complete(count, bookmark, texts.warnings, began)

    async def _compare(self, connection: Any, number: int, read: TableRead) -> list[str]:
        """Hand over the keys that are gone, and return the queries that read the rest."""
        from enamel_tap_mysql.parity import changes
        from enamel_tap_mysql.parity.warehouse import Warehouse

        comparison, warehouse = read.comparison, Warehouse.from_config(self._config)
        if comparison is None or warehouse is None:
            return [read.sql]
        writer = self._writer(
            f"{number:04}-gone",
            read.key_header,
            lambda path: self._hand_over(read.stream, Gone(path)),
        )
        # A session of its own for each table: none is left open that could stop an ALTER TABLE.
        session = await warehouse.connect()
        try:
            sides = comparison.sides
            found = await changes.compare(
                sides, comparison.rows, connection, session, read.read_anyway
            )
            await changes.write_gone(sides, found, session, writer.write)
            writer.finish()
        finally:
            writer.abandon()
            await session.close()
        lacking = [f"{read.every_row} WHERE {it}" for it in changes.conditions(sides, found)]
        if comparison.alone:
            return lacking
        return [read.sql] if read.bookmark is None else [read.sql, *lacking]

    def _hand_over(self, stream: str, file: Path | Gone) -> None:
        self._handed_over.add(stream)
        self._results.put((stream, file))

    def _writer(self, name: str, header: bytes, announce: Callable[[Path], None]) -> SpoolWriter:
        return SpoolWriter(
            self._spool,
            name,
            header,
            size=file_bytes(self._config),
            announce=announce,
            stop=self._stop,
        )


class _Link:
    """A thread's connection, opened when it is needed."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._config = config
        self._connection: Any = None

    async def connection(self) -> Any:
        """Return the connection, a new one after `close`."""
        if self._connection is None:
            self._connection = await client.connect_streaming(self._config)
        return self._connection

    def close(self) -> None:
        """Drop the connection, whatever is on its way."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


async def _server_time(connection: Any) -> str:
    now = ""
    async for rows in client.stream(connection, "SELECT UTC_TIMESTAMP(6)"):
        now = (rows[0][0] or b"").decode("ascii")
    return now


def _text(row: tuple[bytes | None, ...]) -> bytes:
    return _row(row) or b""


def _lines(rows: list[tuple[bytes | None, ...]], table: str) -> bytes:
    try:
        # A single row, which may be long, is not copied.
        return b"\n".join(map(_row, rows))
    except TypeError as error:  # a None among them
        raise row_too_long(table) from error
