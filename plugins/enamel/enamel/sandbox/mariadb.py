"""MariaDB: how it is initialised, started, reached and ended."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pymysql

from enamel.sandbox.engine import NotReadyError, Programs, shipped
from enamel.settings import Connection


class MariaDB:
    """The source: MariaDB as Open Dental runs it."""

    name = "mariadb"
    title = "MariaDB"
    drivername = "mysql+pymysql"
    database = "opendental"
    stop_signal = signal.SIGTERM

    def words(self, data: Path) -> Sequence[str]:
        """Return the words of a command line that only this server of this folder has."""
        return [f"--datadir={data}", "--socket=mariadb.sock"]

    def files(self, password: str) -> dict[str, str]:
        """Return settings, and SQL that is run before the first connection is accepted."""
        return {
            "mariadb.cnf": shipped("mariadb.cnf"),
            "mariadb_setup.secret": shipped("mariadb_setup.sql").format(password=password),
        }

    def init_command(self, programs: Programs, data: Path, config: Path) -> Sequence[str]:
        """Return the command that fills an empty data folder."""
        # Relative, since it is a shell script that trips over a space in a folder's name.
        return [
            str(programs.init),
            f"--defaults-file={os.path.relpath(config / 'mariadb.cnf', data.parent)}",
            f"--datadir=./{data.name}",
            "--skip-test-db",
            # Root only by socket and only for the server's own account: never without a password.
            "--auth-root-authentication-method=socket",
            *_folders(programs, data.parent),
        ]

    def start_command(
        self, programs: Programs, data: Path, config: Path, port: int
    ) -> Sequence[str]:
        """Return the command that runs the server in the foreground."""
        return [
            str(programs.server),
            f"--defaults-file={config / 'mariadb.cnf'}",
            # Relative to the data folder: a socket's whole path may have 107 characters only.
            *self.words(data),
            "--pid-file=mariadb.pid",
            # In a shared one, each server that starts deletes the temporary tables of the others.
            f"--tmpdir={config}",
            f"--port={port}",
            f"--init-file={config / 'mariadb_setup.secret'}",
            *_folders(programs),
        ]

    def version(self, connection: Connection) -> str:
        """Return the running server's version."""
        try:
            client = pymysql.connect(
                host=connection.host,
                port=connection.port,
                user=connection.user,
                password=connection.password,
                database=connection.database,
                connect_timeout=5,
            )
        except pymysql.Error as error:
            raise NotReadyError(type(error).__name__) from error
        with client, client.cursor() as cursor:
            cursor.execute("select version()")
            row = cursor.fetchone()
        return str(row[0]) if row else ""

    def socket(self, data: Path, port: int) -> Path:
        """Return the server's socket."""
        return data / "mariadb.sock"


def _folders(programs: Programs, relative_to: Path | None = None) -> list[str]:
    """Return where an unpacked MariaDB finds its parts; an installed one knows."""
    if not programs.unpacked:
        return []
    usr = str(programs.unpacked / "usr")
    if relative_to:
        # With the dot: without, the server takes it as relative to its own folder.
        usr = f"./{os.path.relpath(usr, relative_to)}"
    return [
        f"--basedir={usr}",
        f"--lc-messages-dir={usr}/share/mysql",
        f"--character-sets-dir={usr}/share/mysql/charsets",
        f"--plugin-dir={usr}/lib/mysql/plugin",
    ]
