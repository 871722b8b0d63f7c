"""What differs between the two servers: how each is initialised, started, reached and ended."""

import os
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
import pymysql
from psycopg import sql

from enamel import debian
from enamel.settings import Connection

HERE = Path(__file__).parent
USER = "enamel"


@dataclass(frozen=True)
class Programs:
    """A server's programs and, where they are not installed but unpacked, their root folder."""

    server: Path
    init: Path
    unpacked: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment to run them in: nothing of ours but where to find programs."""
        values = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        if self.unpacked:
            values["LD_LIBRARY_PATH"] = debian.library_path(self.unpacked)
        return values


class NotReadyError(Exception):
    """The server does not (yet) accept our connections."""


class Engine(Protocol):
    """One kind of server."""

    name: str
    title: str
    drivername: str
    database: str
    stop_signal: signal.Signals

    def words(self, data: Path) -> Sequence[str]:
        """Return the words of a command line that only this server of this folder has."""
        ...

    def files(self, password: str) -> dict[str, str]:
        """Return the files that both commands need in the `config` folder: name and content.

        Those named `*.secret` are removed when the command is done or the server is ready.
        """
        ...

    def init_command(self, programs: Programs, data: Path, config: Path) -> Sequence[str]:
        """Return the command that fills an empty data folder."""
        ...

    def start_command(
        self, programs: Programs, data: Path, config: Path, port: int
    ) -> Sequence[str]:
        """Return the command that runs the server in the foreground."""
        ...

    def version(self, connection: Connection) -> str:
        """Return the running server's version; its database exists afterwards.

        Raises:
            NotReadyError: No connection.
        """
        ...

    def socket(self, data: Path, port: int) -> Path:
        """Return the server's socket."""
        ...


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
            "mariadb.cnf": _shipped("mariadb.cnf"),
            "mariadb_setup.secret": _shipped("mariadb_setup.sql").format(password=password),
        }

    def init_command(self, programs: Programs, data: Path, config: Path) -> Sequence[str]:
        """Return the command that fills an empty data folder."""
        return [
            str(programs.init),
            f"--defaults-file={config / 'mariadb.cnf'}",
            f"--datadir={data}",
            "--skip-test-db",
            # Root only by socket and only for the server's own account: never without a password.
            "--auth-root-authentication-method=socket",
            *_folders(programs),
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


class Postgres:
    """The warehouse."""

    name = "postgres"
    title = "Postgres"
    drivername = "postgresql+psycopg"
    database = "enamel"
    # "Fast": ends sessions, writes a checkpoint.
    stop_signal = signal.SIGINT

    def words(self, data: Path) -> Sequence[str]:
        """Return the words of a command line that only this server of this folder has."""
        return ["-D", str(data), "-k", "."]

    def files(self, password: str) -> dict[str, str]:
        """Return settings, and the password for the new cluster."""
        return {
            "postgresql.conf": _shipped("postgresql.conf") + _shared_memory(),
            "postgres_password.secret": password,
        }

    def init_command(self, programs: Programs, data: Path, config: Path) -> Sequence[str]:
        """Return the command that fills an empty data folder."""
        return [
            str(programs.init),
            f"--pgdata={data}",
            f"--username={USER}",
            f"--pwfile={config / 'postgres_password.secret'}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=en_US.UTF-8" if sys.platform == "darwin" else "--locale=C.UTF-8",
            # Nothing of worth is in it yet.
            "--no-sync",
        ]

    def start_command(
        self, programs: Programs, data: Path, config: Path, port: int
    ) -> Sequence[str]:
        """Return the command that runs the server in the foreground."""
        return [
            str(programs.server),
            *self.words(data),
            "-p",
            str(port),
            "-c",
            f"config_file={config / 'postgresql.conf'}",
        ]

    def version(self, connection: Connection) -> str:
        """Return the running server's version; its database exists afterwards."""
        try:
            client = psycopg.connect(
                host=connection.host,
                port=connection.port,
                user=connection.user,
                password=connection.password,
                dbname="postgres",
                connect_timeout=5,
                autocommit=True,
            )
        except psycopg.Error as error:
            raise NotReadyError(type(error).__name__) from error
        with client:
            found = client.execute(
                "select 1 from pg_database where datname = %s", [connection.database]
            )
            if not found.fetchone():
                client.execute(
                    sql.SQL("create database {}").format(sql.Identifier(connection.database))
                )
            return client.info.parameter_status("server_version") or ""

    def socket(self, data: Path, port: int) -> Path:
        """Return the server's socket."""
        return data / f".s.PGSQL.{port}"


def _shipped(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _folders(programs: Programs) -> list[str]:
    """Return where an unpacked MariaDB finds its parts; an installed one knows."""
    if not programs.unpacked:
        return []
    usr = programs.unpacked / "usr"
    return [
        f"--basedir={usr}",
        f"--lc-messages-dir={usr / 'share/mysql'}",
        f"--character-sets-dir={usr / 'share/mysql/charsets'}",
        f"--plugin-dir={usr / 'lib/mysql/plugin'}",
    ]


def _shared_memory() -> str:
    """Return the setting for machines whose shared memory is too small (64 MB in containers)."""
    memory = Path("/dev/shm")
    if sys.platform == "darwin":
        return ""
    if memory.is_dir() and shutil.disk_usage(memory).total >= 512 * 1024**2:
        return ""
    return "dynamic_shared_memory_type = 'mmap'\n"


MARIADB: Engine = MariaDB()
POSTGRES: Engine = Postgres()
ENGINES: tuple[Engine, ...] = (MARIADB, POSTGRES)
