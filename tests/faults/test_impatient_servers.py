"""Servers that wait for nobody: time-outs of a second, and packets too small for a statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from enamel.settings import Connection
from faults.proxy import Proxy
from pair import Pair

SMALL_FILES = {"file_size_mb": 1, "spool_mb": 1}
ROWS = 30_000


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    return Pair(source_database, warehouse_database, tmp_path)


@contextmanager
def set_global(pair: Pair, **values: int) -> Iterator[None]:
    before = {name: pair.in_source(f"select @@global.{name}")[0][0] for name in values}
    try:
        for name, value in values.items():
            pair.in_source(f"set global {name} = {value}")
        yield
    finally:
        for name, value in before.items():
            pair.in_source(f"set global {name} = {value}")


@contextmanager
def slow_target(pair: Pair) -> Iterator[None]:
    """Hold the line to the warehouse up twice, for longer than the servers would wait."""
    with Proxy(pair.warehouse.port, stall_after=(200_000, 8_000_000), stall_seconds=4) as proxy:
        pair.target_settings = {"port": proxy.port}
        yield


def make(pair: Pair) -> None:
    for name in ("first", "second", "third"):
        pair.in_source(
            f"create table {name} (Id int primary key, Note text)",
            f"insert into {name} select seq, repeat('x', 600) from seq_1_to_{ROWS}",
        )


def test_a_slow_target_outlasts_the_time_outs_of_both_servers(pair: Pair) -> None:
    make(pair)
    database = pair.warehouse.database
    for name in ("idle_in_transaction_session_timeout", "idle_session_timeout"):
        pair.in_warehouse(f"alter database {database} set {name} = '1s'")
    with set_global(pair, net_write_timeout=1, wait_timeout=1), slow_target(pair):
        pair.run(**SMALL_FILES, workers=1)

    for name in ("first", "second", "third"):
        assert pair.in_warehouse(f"select count(*) from raw.{name}") == [(ROWS,)]


def test_a_stream_that_the_server_drops_is_never_a_whole_table(pair: Pair) -> None:
    make(pair)
    with slow_target(pair):
        said = pair.run(
            fails=True, **SMALL_FILES, workers=1, session_settings=["net_write_timeout=1"]
        )

    assert "ended the connection while reading table" in said
    assert "Traceback" not in said
    for name in ("first", "second", "third"):
        exists = pair.in_warehouse(f"select to_regclass('raw.{name}') is not null")[0][0]
        if exists:
            assert pair.in_warehouse(f"select count(*) from raw.{name}")[0][0] in (0, ROWS)
    pair.target_settings = {}
    pair.run()
    assert pair.in_warehouse("select count(*) from raw.third") == [(ROWS,)]


@pytest.mark.parametrize("compares", [False, True])
def test_a_select_longer_than_a_packet_stops_its_table_and_says_what_to_raise(
    pair: Pair, compares: bool
) -> None:
    columns: Any = ", ".join(f"`a column with a long name {n}` int" for n in range(400))
    pair.compares = compares
    pair.in_source(
        f"create table wide (Id int primary key, {columns})",
        "insert into wide (Id) values (1), (2)",
    )
    for number in range(30):
        pair.in_source(
            f"create table narrow_{number} (Id int primary key, Note text)",
            f"insert into narrow_{number} values (1, 'a')",
        )
    pair.run()
    pair.in_source("update wide set `a column with a long name 7` = 1")
    for number in range(30):
        pair.in_source(f"insert into narrow_{number} values (2, 'b')")
    with set_global(pair, max_allowed_packet=16_384):
        said = pair.run(fails=True)

    lines = [line for line in said.splitlines() if "ERROR" in line and "wide" in line]
    assert "max_allowed_packet" in lines[0]
    assert "1 table was not read: wide." in said
    for number in range(30):
        assert pair.in_warehouse(f"select count(*) from raw.narrow_{number}") == [(2,)]
