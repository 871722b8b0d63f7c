"""A disk without room, on either side: one line, nothing half loaded, nothing left behind."""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from enamel.settings import Connection
from pair import Pair

ROWS = 30_000
LOCK = [".tap-mysql-lock"]


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    """A table of 12 MB."""
    made = Pair(source_database, warehouse_database, tmp_path)
    made.in_source(
        "create table big (Id int primary key, Note text)",
        f"insert into big select seq, repeat(md5(seq), 12) from seq_1_to_{ROWS}",
    )
    return made


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[bool]:
    """Mount a small disk; False where that is not permitted."""
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    mount = shutil.which("mount") if os.geteuid() == 0 else None
    mounted = (
        bool(mount)
        and not subprocess.run([str(mount), *options], capture_output=True, check=False).returncode
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def small_files(bytes_: int) -> Iterator[None]:
    """Let neither us nor the programs we start write a longer file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def error_line(said: str, program: str) -> str:
    """Return the first line in which a program says why it failed."""
    assert "Traceback" not in said
    return next(
        line
        for line in said.splitlines()
        if program in line and "INFO" not in line and "WARNING" not in line
    )


@pytest.mark.parametrize("real", [True, False], ids=["small disk", "small files"])
def test_a_full_spool_stops_the_run_and_is_emptied(pair: Pair, real: bool) -> None:
    spool = pair.folder / "spool"
    if real:
        with small_disk(spool, 3) as mounted, small_files(10**12 if mounted else 3_000_000):
            said = pair.run(fails=True)
            left = sorted(path.name for path in spool.iterdir())
    else:
        with small_files(3_000_000):
            said = pair.run(fails=True)
        left = sorted(path.name for path in spool.iterdir())

    line = error_line(said, "tap-mysql")
    assert str(spool) in line
    assert "Free space" in line
    assert left == LOCK
    assert not pair.state
    assert pair.in_warehouse("select count(*) from pg_tables where tablename = 'big'") in (
        [(0,)],
        [(1,)],
    )
    pair.run()
    assert pair.in_warehouse("select count(*) from raw.big") == [(ROWS,)]


# Where no disk may be mounted the server says the same, in the middle of the COPY.
SAYS_FULL = """
create schema raw;
create table raw.big ("Id" integer primary key, "Note" text);
create function raw.refuse() returns trigger language plpgsql as
    $$ begin raise 'no space left' using errcode = 'disk_full'; end $$;
create trigger refuse before insert on raw.big
    for each row when (new."Id" = 20000) execute function raw.refuse()
"""


@pytest.mark.parametrize("real", [True, False], ids=["small disk", "said to be full"])
def test_a_full_warehouse_loads_nothing_and_is_filled_once_there_is_room(
    pair: Pair, real: bool
) -> None:
    name = pair.warehouse.database
    place = Path(tempfile.mkdtemp()) / "tablespace"
    with small_disk(place, 8) as mounted:
        real = real and mounted
        if real:
            # The server may run as another account.
            place.parent.chmod(0o755)
            owner = Path(pair.in_warehouse("show data_directory")[0][0]).stat()
            os.chown(place, owner.st_uid, owner.st_gid)
            pair.in_warehouse("create schema raw")
            autocommit(pair, f"create tablespace {name} location '{place}'")
            pair.in_warehouse(f"alter database {name} set default_tablespace = {name}")
        else:
            pair.in_warehouse(SAYS_FULL)
        said = pair.run(fails=True)
        assert "The warehouse's disk is full. Free space" in error_line(said, "target-postgres:")
        assert pair.in_warehouse("select count(*) from raw.big") == [(0,)]
        assert not pair.state
        assert sorted(path.name for path in (pair.folder / "spool").iterdir()) == LOCK
        pair.in_warehouse(f"drop schema raw cascade; alter database {name} reset all")
        if real:
            autocommit(pair, f"drop tablespace {name}")
    shutil.rmtree(place.parent)
    pair.run()
    assert pair.in_warehouse("select count(*) from raw.big") == [(ROWS,)]


def autocommit(pair: Pair, statement: str) -> None:
    """Run a statement that no transaction may hold."""
    from enamel.reconciliation.run import connect_warehouse

    with connect_warehouse(pair.warehouse) as connection:
        connection.autocommit = True
        connection.execute(statement.encode())
