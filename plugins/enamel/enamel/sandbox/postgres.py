"""Postgres: how it is initialised, started, reached and ended."""

import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from enamel.sandbox.engine import USER, NotReadyError, Programs, shipped
from enamel.settings import Connection


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
            "postgresql.conf": shipped("postgresql.conf") + _shared_memory(),
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


def _shared_memory() -> str:
    """Return the setting for machines whose shared memory is too small (64 MB in containers)."""
    memory = Path("/dev/shm")
    if sys.platform == "darwin":
        return ""
    if memory.is_dir() and shutil.disk_usage(memory).total >= 512 * 1024**2:
        return ""
    return "dynamic_shared_memory_type = 'mmap'\n"
