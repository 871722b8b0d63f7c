"""Reads that end when somebody waits for their table, an upgrade's `ALTER TABLE` above all.

A SELECT holds its table's metadata lock to its end. Who wants to alter the table waits for that,
and whoever only wants to write to it waits behind the ALTER: the front desk stands still. So a
second connection asks for no row of the table once a second. If even that has to wait, somebody is
in the queue, and the read is ended by the server. This needs no right but SELECT: accounts may end
their own connections, and the list of processes, which shows others', is not looked at.
"""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from enamel_tap_mysql import client
from enamel_tap_mysql.errors import LostConnectionError
from enamel_tap_mysql.expressions import identifier

if TYPE_CHECKING:
    import pymysql

EVERY_SECONDS = 1.0
_PATIENCE = "SET SESSION lock_wait_timeout = 1"
_LOCK_WAIT_TIMEOUT = 1205
_GONE = (1146, 1142)
_logger = logging.getLogger("tap-mysql")


class GaveWayError(LostConnectionError):
    """A read was ended for somebody who waits; worth another try."""

    def __init__(self, table: str) -> None:
        """Say for whom."""
        super().__init__(
            f"Somebody waits to alter or lock table {table}; its read has given way.",
            "Run again when that is done (an upgrade of Open Dental, a backup that locks).",
        )


class Watch:
    """Looks after the reads of all workers, on one connection of its own.

    It begins when a read has lasted for a second, so a quiet day has none.

    Args:
        config: The tap's settings.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Start nothing yet."""
        self._config = config
        self._reads: dict[int, str] = {}
        self._given_way: set[int] = set()
        self._guard = threading.Lock()
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, table: str, connection: int) -> Iterator[None]:
        """Look after a read.

        Args:
            table: What is read.
            connection: The server's number of the connection that reads.

        Raises:
            GaveWayError: The read was ended, whatever the driver made of it.
        """
        with self._guard:
            self._reads[connection] = table
            if self._thread is None and not self._end.is_set():
                self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
                self._thread.start()
        try:
            yield
        except Exception as error:
            if connection in self._given_way:
                raise GaveWayError(table) from error
            raise
        finally:
            with self._guard:
                del self._reads[connection]

    def close(self) -> None:
        """End the watch."""
        self._end.set()
        if self._thread is not None:
            self._thread.join(timeout=3)

    def _run(self) -> None:
        watching: pymysql.Connection[Any] | None = None
        while not self._end.wait(EVERY_SECONDS):
            with self._guard:
                reads = dict(self._reads)
            try:
                for number, table in reads.items():
                    watching = watching or self._connect()
                    if _somebody_waits(watching, table):
                        self._give_way(watching, number)
            except Exception as error:  # no watch is no reason to fail a run
                _logger.debug("The watch for who waits has lost its connection: %r", error)
                if watching is not None:
                    with suppress(Exception):
                        watching.close()
                watching = None
        if watching is not None:
            with suppress(Exception):
                watching.close()

    def _connect(self) -> "pymysql.Connection[Any]":
        with client.readable_errors(self._config):
            connection = client.connect_typed({**self._config, "retry_seconds": 0})
            with connection.cursor() as cursor:
                cursor.execute(_PATIENCE)
        return connection

    def _give_way(self, watching: "pymysql.Connection[Any]", number: int) -> None:
        with self._guard:
            if number in self._reads:
                self._given_way.add(number)
                with watching.cursor() as cursor:
                    cursor.execute(f"KILL {number}")


def _somebody_waits(connection: "pymysql.Connection[Any]", table: str) -> bool:
    """Whether a SELECT of no row has to wait for the table."""
    import pymysql

    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {identifier(table)} LIMIT 0")
    except pymysql.MySQLError as error:
        code = error.args[0] if error.args else 0
        if code in _GONE:
            return False
        if code == _LOCK_WAIT_TIMEOUT:
            return True
        raise
    return False
