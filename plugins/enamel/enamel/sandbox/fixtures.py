"""Pytest fixtures: private servers for the session, and a fresh empty database for each test."""

import getpass
import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enamel.sandbox import Servers
    from enamel.settings import Connection

PREFIX = "pytest-"


def pytest_unconfigure() -> None:
    """Remove pytest's own temporary folder when nothing is left in it."""
    with suppress(OSError):
        Path(tempfile.gettempdir(), f"pytest-of-{getpass.getuser()}").rmdir()


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> "Iterator[Servers]":
    """MariaDB and Postgres of this test session alone: stopped and removed at its end."""
    from enamel import sandbox

    parent = pytestconfig.rootpath / ".enamel" / "sandbox"
    _remove_forgotten(parent)
    folder = parent / f"{PREFIX}{os.getpid()}"
    try:
        yield sandbox.start(folder, project=pytestconfig.rootpath)
    finally:
        sandbox.stop(folder, purge=True)


@pytest.fixture
def source_database(servers: "Servers") -> "Iterator[Connection]":
    """An empty MariaDB database, dropped after the test."""
    import pymysql

    name = f"test_{secrets.token_hex(4)}"
    server = servers.source
    with pymysql.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        autocommit=True,
    ) as client:
        client.cursor().execute(f"create database {name}")
        yield replace(server, database=name)
        # A session that a test left open would make the drop wait for its locks.
        with client.cursor() as cursor:
            cursor.execute("select id from information_schema.processlist where db = %s", [name])
            for (session,) in cursor.fetchall():
                with suppress(pymysql.Error):
                    cursor.execute("kill connection %s", [session])
            cursor.execute(f"drop database if exists {name}")


@pytest.fixture
def warehouse_database(servers: "Servers") -> "Iterator[Connection]":
    """An empty Postgres database, dropped after the test."""
    import psycopg

    name = f"test_{secrets.token_hex(4)}"
    server = servers.warehouse
    with psycopg.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        dbname=server.database,
        autocommit=True,
    ) as client:
        client.execute(f"create database {name}")
        yield replace(server, database=name)
        client.execute(f"drop database if exists {name} with (force)")


def _remove_forgotten(parent: "Path") -> None:
    """Remove servers of test sessions that were killed before they could do it themselves."""
    import psutil

    from enamel import sandbox

    for folder in parent.glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX)
        if process.isdecimal() and not psutil.pid_exists(int(process)):
            sandbox.stop(folder, purge=True)
