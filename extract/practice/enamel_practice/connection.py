"""Sessions on a source database, all set up the same way."""

from typing import Protocol

import pymysql

from enamel_practice.errors import PracticeError

# The office's clock is written as UTC: a time stamp then reads the same in every session that asks
# for UTC, whatever the server's own zone is.
SESSION = "SET SESSION sql_mode = '', time_zone = '+00:00', wait_timeout = 28800"


class ConnectionSettings(Protocol):
    """Where a database is; `enamel.settings.Connection` is one."""

    @property
    def host(self) -> str:
        """The server's host."""

    @property
    def port(self) -> int:
        """The server's port."""

    @property
    def user(self) -> str:
        """The user's name."""

    @property
    def password(self) -> str:
        """The user's password."""

    @property
    def database(self) -> str:
        """The database."""


def connect(settings: ConnectionSettings) -> pymysql.Connection:
    """Open a session that stores zero dates as they come and may load local files.

    It commits by itself, so that a session left open never reads from an old snapshot.

    Raises:
        PracticeError: The server does not answer, or does not let us in.
    """
    try:
        return pymysql.connect(
            host=settings.host,
            port=settings.port,
            user=settings.user,
            password=settings.password,
            database=settings.database,
            charset="utf8mb4",
            local_infile=True,
            autocommit=True,
            connect_timeout=10,
            init_command=SESSION,
        )
    except pymysql.Error as error:
        raise PracticeError(
            f"No session on database {settings.database} at {settings.host}:{settings.port}: "
            f"{error.args[-1]}.",
            "Check ENAMEL_SOURCE_* in .env, or run `uv run enamel sandbox status`.",
        ) from error
