"""Private servers: started, stopped, killed, moved aside, side by side."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pymysql
import pytest
from enamel import sandbox
from enamel.errors import EnamelError
from enamel.sandbox import Servers, account, processes
from enamel.sandbox.engines import ENGINES
from enamel.settings import Connection

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "servers"
    try:
        yield path
    finally:
        sandbox.stop(path, purge=True)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give servers for the tests that may do anything to them but break their data."""
    path = tmp_path_factory.mktemp("lasting") / "servers"
    try:
        start(path)
        yield path
    finally:
        sandbox.stop(path, purge=True)


def start(folder: Path) -> Servers:
    return sandbox.start(folder, project=PROJECT)


def mariadb(server: Connection, query: str) -> tuple[tuple[object, ...], ...]:
    with (
        pymysql.connect(
            host=server.host,
            port=server.port,
            user=server.user,
            password=server.password,
            database=server.database,
            autocommit=True,
        ) as client,
        client.cursor() as cursor,
    ):
        cursor.execute(query)
        return tuple(cursor.fetchall())


def postgres(server: Connection) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        dbname=server.database,
        autocommit=True,
    )


def remember(servers: Servers) -> None:
    mariadb(servers.source, "create or replace table kept as select 7 as number")
    with postgres(servers.warehouse) as client:
        client.execute("drop table if exists kept")
        client.execute("create table kept as select 7 as number")


def remembers(servers: Servers) -> bool:
    with postgres(servers.warehouse) as client:
        in_warehouse = client.execute("select number from kept").fetchall()
    return mariadb(servers.source, "select number from kept") == ((7,),) and in_warehouse == [(7,)]


def pids(folder: Path) -> list[int]:
    return [server.pid for server in sandbox.status(folder) if server.pid]


def kill(folder: Path, engine: str) -> None:
    process = psutil.Process(
        next(server.pid for server in sandbox.status(folder) if server.engine == engine)
    )
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def mentions(folder: Path) -> list[str]:
    """Return the command lines of processes that work for a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if str(folder) in line:
            found.append(line)
    return found


def test_two_starts_at_once_make_one_pair_of_servers_and_a_third_changes_nothing(
    folder: Path, servers: Servers
) -> None:
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(start, [folder, folder])
    before = pids(folder)
    assert first == second == start(folder)
    assert pids(folder) == before
    assert len(before) == 2

    # Side by side with those of another folder.
    ports = {pair.source.port for pair in (first, servers)}
    ports |= {pair.warehouse.port for pair in (first, servers)}
    assert len(ports) == 4
    mariadb(first.source, "create table only_here (number int)")
    assert mariadb(servers.source, "show tables like 'only_here'") == ()

    sandbox.stop(folder, purge=True)
    assert not folder.exists()
    assert mentions(folder) == []


def test_a_stop_leaves_no_process_and_a_start_finds_the_same_ports(lasting: Path) -> None:
    first = start(lasting)
    before = pids(lasting)
    assert sandbox.stop(lasting)
    assert mentions(lasting) == []
    assert not any(psutil.pid_exists(pid) for pid in before)
    assert not sandbox.stop(lasting)
    assert start(lasting) == first


def test_killed_servers_come_back_with_their_data(lasting: Path) -> None:
    first = start(lasting)
    remember(first)
    for engine in ("mariadb", "postgres"):
        kill(lasting, engine)
        assert len(pids(lasting)) == 1
        assert remembers(start(lasting))
    # A stranger may have got the killed server's process id meanwhile.
    kill(lasting, "postgres")
    pid_file = lasting / "postgres" / "postmaster.pid"
    lines = pid_file.read_text(encoding="utf-8").splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", encoding="utf-8")
    assert remembers(start(lasting))


def test_a_port_taken_meanwhile_is_left_to_its_new_owner(lasting: Path) -> None:
    first = start(lasting)
    remember(first)
    sandbox.stop(lasting)
    with (
        socket.create_server(("127.0.0.1", first.source.port)),
        socket.create_server(("127.0.0.1", first.warehouse.port)),
    ):
        second = start(lasting)
        assert second.source.port != first.source.port
        assert second.warehouse.port != first.warehouse.port
        assert remembers(second)


def test_a_deep_and_closed_folder_works_and_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    folder = closed / ("a deep folder " * 4) / ("x" * 120)
    parents = [closed, *closed.parents]
    before = [parent.stat().st_mode for parent in parents]
    try:
        servers = start(folder)
        remember(servers)
        assert remembers(servers)
        assert [parent.stat().st_mode for parent in parents] == before
        if os.geteuid() == 0:
            assert all(psutil.Process(pid).uids().effective != 0 for pid in pids(folder))
    finally:
        sandbox.stop(folder, purge=True)


def test_a_folder_out_of_reach_has_its_data_elsewhere_and_purge_finds_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a machine whose kernel does not hand capabilities on.
    monkeypatch.setattr(account, "REACH", ())
    folder.parent.chmod(0o700)
    servers = start(folder)
    remember(servers)
    sandbox.stop(folder)
    assert remembers(start(folder))
    data = Path(json.loads((folder / "sandbox.json").read_text(encoding="utf-8"))["data"])
    assert data.stat().st_mode & 0o077 == 0 or data == folder
    sandbox.stop(folder, purge=True)
    assert not data.exists()
    assert not folder.exists()


def test_a_start_that_fails_says_why_and_leaves_nothing_running(folder: Path) -> None:
    start(folder)
    sandbox.stop(folder)
    (folder / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(EnamelError, match=r"Postgres did not start: .*pg_control") as error:
        start(folder)
    assert str(folder / "postgres.log") in error.value.instruction
    assert pids(folder) == []

    (folder / "sandbox.json").unlink()
    with pytest.raises(EnamelError, match="passwords is gone") as error:
        start(folder)
    assert "--purge" in error.value.instruction


def test_passwords_are_needed_and_written_down_in_one_place_only(lasting: Path) -> None:
    servers = start(lasting)
    for user in ("root", "enamel", "", "nobody"):
        with pytest.raises(pymysql.OperationalError, match="Access denied"):
            pymysql.connect(host="127.0.0.1", port=servers.source.port, user=user, password="")
    with pytest.raises(psycopg.OperationalError, match="password"):
        postgres(Connection("", "127.0.0.1", servers.warehouse.port, "enamel", "no", "enamel"))

    record = lasting / "sandbox.json"
    assert record.stat().st_mode & 0o777 == 0o600
    secrets = [servers.source.password.encode(), servers.warehouse.password.encode()]
    holders = [
        path
        for path in lasting.rglob("*")
        if path.is_file() and any(secret in path.read_bytes() for secret in secrets)
    ]
    assert holders == [record]


def test_mariadb_is_set_up_as_a_practice_has_it(source_database: Connection) -> None:
    row = mariadb(
        source_database,
        "select @@sql_mode, @@character_set_server, @@collation_database, @@time_zone,"
        " @@local_infile, @@max_allowed_packet, @@skip_name_resolve",
    )
    assert row == (("", "utf8mb3", "utf8mb3_general_ci", "+00:00", 1, 256 * 1024**2, 1),)
    mariadb(source_database, "create table old (born date not null)")
    mariadb(source_database, "insert into old values ('0000-00-00'), ('2020-00-00')")
    assert mariadb(source_database, "select cast(born as char) from old order by 1") == (
        ("0000-00-00",),
        ("2020-00-00",),
    )


def test_the_warehouse_is_empty_utf8_and_utc(warehouse_database: Connection) -> None:
    with postgres(warehouse_database) as client:
        shown = client.execute(
            "select current_setting('timezone'), current_setting('server_encoding'),"
            " lower('Ä'), (select count(*) from pg_tables where schemaname = 'public')"
        ).fetchall()
    assert shown == [("UTC", "UTF8", "ä", 0)]


def test_a_command_line_that_only_resembles_ours_is_not_ours(servers: Servers) -> None:
    for engine in ENGINES:
        assert processes.find(engine.words(servers.folder / engine.name))
        assert not processes.find(engine.words(servers.folder.with_name("other") / engine.name))
