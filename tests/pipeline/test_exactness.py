"""Every case of the torture source through tap and target: exact, or stopped by name."""

from pathlib import Path

import pytest
from benchmarks.exactness.__main__ import connected
from benchmarks.exactness.cases import CASES, PART, PARTS
from benchmarks.exactness.judge import EXACT, SILENT, STOPPED, WARNED, verdict
from enamel.settings import Connection
from pair import Pair


@pytest.fixture
def pair(source_database: Connection, warehouse_database: Connection, tmp_path: Path) -> Pair:
    return Pair(source_database, warehouse_database, tmp_path)


def judged(pair: Pair, code: int, said: str) -> dict[str, str]:
    with connected(pair.warehouse) as connection:
        return {case.table: verdict(connection, case, code, said) for case in CASES}


def test_every_case_is_exact_or_stops_naming_table_and_column(pair: Pair) -> None:
    packet = pair.in_source("select @@global.max_allowed_packet")[0][0]
    pair.in_source(f"set global max_allowed_packet = {2 * len((PART * PARTS).encode())}")
    try:
        for case in CASES:
            pair.in_source(*case.sql)
        said = pair.run(fails=True)
        again = pair.run(fails=True)
    finally:
        pair.in_source(f"set global max_allowed_packet = {packet}")

    right = {
        case.table: STOPPED if case.impossible else WARNED if case.incomplete else EXACT
        for case in CASES
    }
    assert judged(pair, 1, said) == right
    # What is there already is not read again, and so not warned of.
    assert judged(pair, 1, again) == {**right, "nul_text": SILENT}


@pytest.mark.parametrize("by_files", [True, False])
def test_a_key_with_nul_characters_stops_its_table(pair: Pair, by_files: bool) -> None:
    pair.in_source(
        "create table held (Name varchar(9) primary key)",
        r"insert into held values ('a'), ('a\0')",
    )

    said = pair.run(fails=True, **({} if by_files else {"batch_config": None}))

    assert "Column Name of table held, part of its key, holds NUL characters" in said


def test_names_that_differ_only_in_case_never_reach_us(pair: Pair) -> None:
    with pytest.raises(Exception, match="Duplicate column name 'A'"):
        pair.in_source("create table held (a int, A int)")


def test_a_zone_of_server_or_session_changes_no_instant(pair: Pair) -> None:
    zone = pair.in_source("select @@global.time_zone")[0][0]
    pair.in_source("set global time_zone = '-08:00'")
    try:
        pair.in_source(
            "create table held (Id int primary key, Instant timestamp null, Wall datetime)",
            "set time_zone = '-07:00'",
            "insert into held values (1, '2026-11-01 01:30:00', '2026-11-01 01:30:00')",
            "set time_zone = '-08:00'",
            "insert into held values (2, '2026-11-01 01:30:00', '2026-11-01 01:30:00')",
        )
        pair.run()
    finally:
        pair.in_source(f"set global time_zone = '{zone}'")

    held = """ "Instant" at time zone 'UTC', "Wall" """
    rows = pair.in_warehouse(f"select {held} from raw.held order by 1")
    assert [tuple(map(str, row)) for row in rows] == [
        ("2026-11-01 08:30:00", "2026-11-01 01:30:00"),
        ("2026-11-01 09:30:00", "2026-11-01 01:30:00"),
    ]


def test_a_table_wider_than_postgres_allows_stops_by_name(pair: Pair) -> None:
    columns = ", ".join(f"c{number} tinyint" for number in range(1700))
    pair.in_source(f"create table held ({columns}) engine myisam", "insert into held () values ()")

    said = pair.run(fails=True)

    assert "Table raw.held: the stream has 1700 columns, Postgres holds 1599" in said


@pytest.mark.parametrize("size", [2**24 - 8, 2**24 - 4, 2**24, 2**24 + 1, 2**25])
def test_rows_around_the_size_of_a_packet_are_not_the_end_of_the_table(
    pair: Pair, size: int
) -> None:
    packet = pair.in_source("select @@global.max_allowed_packet")[0][0]
    pair.in_source(f"set global max_allowed_packet = {2**26}")
    try:
        pair.in_source(
            "create table held (Id int primary key, Note longtext)",
            f"insert into held values (1, 'a'), (2, repeat('x', {size})), (3, 'c')",
        )
        pair.run()
    finally:
        pair.in_source(f"set global max_allowed_packet = {packet}")

    sizes = pair.in_warehouse('select "Id", length("Note") from raw.held order by 1')
    assert sizes == [(1, 1), (2, size), (3, 1)]
