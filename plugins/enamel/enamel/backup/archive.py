"""Take a backup, restore one: a dump of the warehouse and the bookmarks it had."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from enamel.access import policy
from enamel.access.apply import apply, create_roles
from enamel.backup import manifest, programs
from enamel.backup.manifest import DUMP, STATE, Manifest, private
from enamel.errors import EnamelError
from enamel.project import project_root
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection

Warehouse = psycopg.Connection[Any]


def take(warehouse: Connection, folder: Path, keep: int | None) -> Path:
    """Write a backup into a new folder below `folder`; return it.

    Bookmarks are read first and the warehouse after them, so raw is never behind its bookmarks:
    the next run reads a little twice and loses nothing. Runs may go on meanwhile. The schema
    `public` stays out: nothing of ours is there, but Meltano's own tables may be.

    Args:
        warehouse: The warehouse; only read.
        folder: Where backups are kept; made if it is not there, for its owner alone.
        keep: How many to keep, this one included; None keeps all.

    Raises:
        EnamelError: No program to dump with, no room, no connection.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _whole_or_not_at_all(folder) as fresh, connect_warehouse(warehouse) as connection:
        private(fresh / STATE).write_text(_meltano("state", "export"), encoding="utf-8")
        connection.execute("set transaction isolation level repeatable read, read only")
        taken_at, snapshot = connection.execute(
            "select now() at time zone 'UTC', pg_export_snapshot()"
        ).fetchall()[0]
        major = connection.info.server_version // 10000
        programs.run(
            programs.find("pg_dump", major),
            warehouse,
            "--format=custom",
            "--compress=1",
            "--no-owner",
            "--no-acl",
            "--exclude-schema=public",
            f"--snapshot={snapshot}",
            f"--file={private(fresh / DUMP)}",
        )
        made = manifest.describe(fresh, taken_at.replace(tzinfo=UTC), major, _rows(connection))
        made.write(fresh)
    path = folder / f"enamel-{datetime.fromisoformat(made.taken_at):%Y%m%dT%H%M%SZ}"
    fresh.rename(path)
    if keep:
        for old in backups(folder)[:-keep]:
            shutil.rmtree(old)
    return path


def restore(warehouse: Connection, backup: Path, *, replace: bool) -> Manifest:
    """Put a backup into the warehouse: rows, roles, rights and bookmarks; return its description.

    Args:
        warehouse: A database that is empty, or else `replace`.
        backup: A folder that `take` wrote.
        replace: Drop what is there first; when the restore then fails, the database is empty.

    Raises:
        EnamelError: Damaged, or not empty, or the restored rows are not those of the backup.
    """
    found = manifest.read(backup)
    with connect_warehouse(warehouse) as connection:
        connection.autocommit = True
        program = programs.find(
            "pg_restore", max(found.postgres, connection.info.server_version // 10000)
        )
        present = _schemas(connection)
        if present and not replace:
            raise EnamelError(
                f"The warehouse is not empty: it has {', '.join(present)}.",
                "Restore into an empty database, or say --replace to drop what is there.",
            )
        create_roles(connection, policy.read())
        for schema in present:
            connection.execute(sql.SQL("drop schema {} cascade").format(sql.Identifier(schema)))
    programs.run(
        program,
        warehouse,
        "--no-owner",
        "--no-acl",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={warehouse.database}",
        str(backup / DUMP),
    )
    with connect_warehouse(warehouse) as connection:
        connection.autocommit = True
        differing = sorted(
            name for name, rows in _rows(connection).items() if found.rows.get(name) != rows
        )
        if differing:
            raise EnamelError(
                f"{len(differing)} tables do not have the rows of the backup: "
                f"{', '.join(differing[:5])}.",
                "Somebody writes to this database. Stop its jobs and restore again with --replace.",
            )
        apply(connection, policy.read())
        connection.execute("analyze")
    bookmarks = json.loads((backup / STATE).read_text(encoding="utf-8"))
    # A bookmark the backup does not know belongs to rows that are gone.
    for name in json.loads(_meltano("state", "export")).keys() - bookmarks.keys():
        _meltano("state", "clear", "--force", name)
    if bookmarks:
        _meltano("state", "import", str(backup / STATE))
    return found


def backups(folder: Path) -> list[Path]:
    """Return the whole backups below a folder, oldest first."""
    return sorted(path.parent for path in folder.glob(f"enamel-*/{manifest.MANIFEST}"))


@contextmanager
def _whole_or_not_at_all(folder: Path) -> Iterator[Path]:
    fresh = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh)
        raise


def _schemas(connection: Warehouse) -> list[str]:
    return [
        row[0]
        for row in connection.execute(
            "select nspname::text from pg_namespace where nspname not like 'pg\\_%'"
            " and nspname <> all(array['information_schema', 'public']) order by 1"
        )
    ]


def _rows(connection: Warehouse) -> dict[str, int]:
    return {
        name: connection.execute(
            sql.SQL("select count(*) from {}").format(sql.Identifier(*name.split(".", 1)))
        ).fetchall()[0][0]
        for name in _tables(connection)
    }


def _tables(connection: Warehouse) -> list[str]:
    return [
        row[0]
        for row in connection.execute(
            "select nspname || '.' || relname from pg_class"
            " inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid"
            " where relkind = 'r' and nspname <> all(array['information_schema', 'public'])"
            " and nspname not like 'pg\\_%' order by 1"
        )
    ]


def _meltano(*arguments: str) -> str:
    """Return what Meltano prints; the bookmarks are its own, wherever it keeps them."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("meltano")), *arguments],
        cwd=project_root(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EnamelError(
            f"`meltano {arguments[0]} {arguments[1]}` ended with code {done.returncode}.",
            "Run it by hand: Meltano's own database says why.",
        )
    return done.stdout
