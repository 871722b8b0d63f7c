"""Connections of the loads: libpq sessions with fixed settings, kept for the next table."""

import threading
from collections.abc import Callable

from enamel_target_postgres.catalog import Connection

SETTINGS = {
    "application_name": "enamel-target-postgres",
    "client_encoding": "UTF8",
    "DateStyle": "ISO, YMD",
    # MariaDB's TIMESTAMP columns are read in UTC and written without a zone.
    "TimeZone": "UTC",
    # An ALTER that waits for one reader makes all later readers wait for it.
    "lock_timeout": "30s",
    # Two loaders merge wide tables by hash join; the default spills it to disk.
    "work_mem": "64MB",
    # A load waits for its next file as long as the tap takes, and merges as long as it takes.
    "idle_in_transaction_session_timeout": "0",
    "statement_timeout": "0",
    # The server notices within two minutes that this machine is gone, and frees what it held.
    "tcp_keepalives_idle": "60",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "6",
}
_SINCE_14 = {
    # A merge ends soon after this process is killed, instead of running to its end.
    "client_connection_check_interval": "2s",
    "idle_session_timeout": "0",
}


def configure(connection: Connection) -> None:
    """Set what loads rely on, whatever the server, the role or the environment says."""
    settings = dict(SETTINGS)
    if connection.info.server_version >= 140000:
        settings |= _SINCE_14
    connection.execute(
        "select set_config(name, value, false)"
        " from unnest(%s::text[], %s::text[]) as setting (name, value)",
        (list(settings), list(settings.values())),
    )
    if not connection.autocommit:
        connection.commit()


class Sessions:
    """Opens connections and lends them out; any thread may ask."""

    def __init__(self, open_connection: Callable[[], Connection]) -> None:
        """Take the way to open one."""
        self._open = open_connection
        self._lock = threading.Lock()
        self._idle: list[Connection] = []

    def lend(self) -> Connection:
        """Return a connection that is not in a transaction."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._open()
            configure(connection)
        return connection

    def close(self) -> None:
        """Close what is not lent."""
        while self._idle:
            self._idle.pop().close()

    def give_back(self, connection: Connection, *, usable: bool) -> None:
        """Keep a connection for the next table, or close it with whatever it had begun."""
        if usable:
            with self._lock:
                self._idle.append(connection)
        else:
            connection.close()
