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
    mariadb(servers.source, "create table kept as select 7 as number")
    with postgres(servers.warehouse) as client:
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


def test_a_second_start_changes_nothing_and_a_stop_leaves_no_process(folder: Path) -> None:
    first = start(folder)
    before = pids(folder)
    assert len(before) == 2
    assert start(folder) == first
    assert pids(folder) == before

    assert sandbox.stop(folder)
    assert mentions(folder) == []
    assert not any(psutil.pid_exists(pid) for pid in before)
    assert not sandbox.stop(folder)

    again = start(folder)
    assert (again.source, again.warehouse) == (first.source, first.warehouse)
    sandbox.stop(folder, purge=True)
    assert not folder.exists()


def test_two_sandboxes_run_side_by_side(folder: Path, servers: Servers) -> None:
    other = start(folder)
    ports = {
        server.port
        for pair in (servers, other)
        for server in (
            pair.source,
            pair.warehouse,
        )
    }
    assert len(ports) == 4
    mariadb(other.source, "create table only_here (number int)")
    assert mariadb(servers.source, "show tables like 'only_here'") == ()


def test_two_starts_at_once_make_one_pair_of_servers(folder: Path) -> None:
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(start, [folder, folder])
    assert first == second
    assert len(pids(folder)) == 2


def test_killed_servers_come_back_with_their_data(folder: Path) -> None:
    first = start(folder)
    remember(first)
    for engine in ("mariadb", "postgres"):
        kill(folder, engine)
        assert len(pids(folder)) == 1
        assert remembers(start(folder))
    # A stranger may have got the killed server's process id meanwhile.
    kill(folder, "postgres")
    pid_file = folder / "postgres" / "postmaster.pid"
    lines = pid_file.read_text(encoding="utf-8").splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", encoding="utf-8")
    assert remembers(start(folder))


def test_a_port_taken_meanwhile_is_left_to_its_new_owner(folder: Path) -> None:
    first = start(folder)
    remember(first)
    sandbox.stop(folder)
    with (
        socket.create_server(("127.0.0.1", first.source.port)),
        socket.create_server(("127.0.0.1", first.warehouse.port)),
    ):
        second = start(folder)
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


def test_a_server_that_cannot_start_says_why_and_takes_the_other_down(folder: Path) -> None:
    start(folder)
    sandbox.stop(folder)
    (folder / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(EnamelError, match=r"Postgres did not start: .*pg_control") as error:
        start(folder)
    assert str(folder / "postgres.log") in error.value.instruction
    assert pids(folder) == []


def test_data_without_its_passwords_is_refused(folder: Path) -> None:
    start(folder)
    sandbox.stop(folder)
    (folder / "sandbox.json").unlink()
    with pytest.raises(EnamelError, match="passwords is gone") as error:
        start(folder)
    assert "--purge" in error.value.instruction


def test_passwords_are_needed_and_written_down_in_one_place_only(folder: Path) -> None:
    servers = start(folder)
    for user in ("root", "enamel", "", "nobody"):
        with pytest.raises(pymysql.OperationalError, match="Access denied"):
            pymysql.connect(host="127.0.0.1", port=servers.source.port, user=user, password="")
    with pytest.raises(psycopg.OperationalError, match="password"):
        postgres(Connection("", "127.0.0.1", servers.warehouse.port, "enamel", "no", "enamel"))

    record = folder / "sandbox.json"
    assert record.stat().st_mode & 0o777 == 0o600
    secrets = [servers.source.password.encode(), servers.warehouse.password.encode()]
    holders = [
        path
        for path in folder.rglob("*")
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
