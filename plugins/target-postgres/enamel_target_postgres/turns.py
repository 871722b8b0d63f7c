"""One run at a time on a schema: a lock that ends with its holder, however that ends."""

import os
import socket

import psycopg

from enamel_target_postgres.catalog import Connection, statement
from enamel_target_postgres.errors import TargetError

DEFAULT_WAIT_SECONDS = 10
_NAME = "enamel-target-postgres"
_NAME_BYTES = 63


def take_turn(connection: Connection, schema: str, wait_seconds: float) -> None:
    """Hold the schema's lock until the connection ends.

    Args:
        connection: In autocommit; its application name will tell others who holds the lock.
        schema: Where the raw tables are.
        wait_seconds: How long to wait for another run; 0 refuses at once.

    Raises:
        TargetError: Another run has not ended by then; the message says which.
    """
    name = f"{_NAME}, process {os.getpid()} on {socket.gethostname()}"
    connection.execute("select set_config('application_name', %s, false)", [name[:_NAME_BYTES]])
    key = f"{_NAME} {schema}"
    try:
        with connection.transaction():
            if wait_seconds:
                connection.execute(f"set local lock_timeout = {int(wait_seconds * 1000)}")
                connection.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [key])
                return
            query = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
            row = connection.execute(query, [key]).fetchone()
            if row and row[0]:
                return
    except psycopg.errors.LockNotAvailable:
        pass
    raise TargetError(
        f"Another run is loading schema {schema}: {_holder(connection, key)}.",
        "Wait until it has ended, or let this one wait longer (setting lock_wait_seconds).",
        fatal=True,
    )


def _holder(connection: Connection, key: str) -> str:
    row = connection.execute(statement("lock_holder"), {"key": key}).fetchone()
    if row is None:
        return "it has just ended"
    pid, name, address, since = row
    # Without the right to see other roles' sessions there is only the server's process.
    who = name or f"session {pid} of the warehouse"
    return f"{who} ({address or 'local'}), since {since or 'some time'}"
