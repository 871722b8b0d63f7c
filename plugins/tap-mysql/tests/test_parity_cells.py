"""Two rows have the same digest exactly when they are the same, on whichever side they are."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from enamel_tap_mysql import client
from enamel_tap_mysql.expressions import csv_row, identifier
from enamel_tap_mysql.parity.cells import (
    is_comparable,
    source_digest,
    source_row,
    warehouse_digest,
    warehouse_row,
)
from enamel_tap_mysql.types import Column
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text("0:,\\\"'\0~", max_size=4)
LATIN = st.text(st.characters(codec="iso8859-1", exclude_categories=["Cc"]))
DOUBLE = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
SINGLE = st.floats(width=32, allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
DAY = st.sampled_from(["0000-00-00", "2020-00-15", "0001-01-01", "9999-12-31"]) | st.dates(
    date(1, 1, 1)
)
AT = st.sampled_from(
    ["0000-00-00 00:00:00", "0001-01-01 00:00:00", "2026-11-01 01:30:00.100000"]
) | st.datetimes(datetime(1, 1, 1))
SPAN = st.sampled_from(["-00:00:00.5", "838:59:59.999999", "-838:59:59"]) | st.timedeltas(
    timedelta(hours=-838), timedelta(hours=838)
)
STAMPED = st.datetimes(datetime(1970, 1, 2), datetime(2038, 1, 1))

# name -> (type, character set, values)
CELLS: dict[str, tuple[str, str | None, st.SearchStrategy[Any]]] = {
    "tiny": ("tinyint(1)", None, st.integers(-128, 127)),
    "padded": ("int(6) unsigned zerofill", None, st.integers(0, 2**32 - 1)),
    "big": ("bigint(20)", None, st.integers(-(2**63), 2**63 - 1)),
    "huge": ("bigint(20) unsigned", None, st.integers(0, 2**64 - 1)),
    "money": ("decimal(12,2)", None, st.decimals(-(10**9), 10**9, places=2)),
    "padded_money": ("decimal(12,2) unsigned zerofill", None, st.decimals(0, 10**9, places=2)),
    "exact": (
        "decimal(65,30)",
        None,
        st.decimals(Decimal(-(10**34)), Decimal(10**34), places=30),
    ),
    "ratio": ("double", None, DOUBLE | st.sampled_from([0.1 + 0.2, 0.3, 5e-324, 1e308, 1e15])),
    "single": ("float", None, SINGLE),
    "rounded": ("double(10,2)", None, st.floats(-1e6, 1e6).map(lambda value: value + 0.0)),
    "bits": ("bit(64)", None, st.integers(0, 2**64 - 1)),
    "one_bit": ("bit(1)", None, st.integers(0, 1)),
    "vintage": ("year(4)", None, st.sampled_from([0, 1901, 2026, 2155])),
    "day": ("date", None, DAY),
    "at": ("datetime(6)", None, AT),
    "at_second": ("datetime", None, AT),
    "stamped": ("timestamp(3)", None, STAMPED),
    "stamped_second": ("timestamp", None, STAMPED),
    "span": ("time(6)", None, SPAN),
    "span_second": ("time", None, SPAN),
    "tiny_wide": ("tinyint", None, st.integers(-128, 127)),
    "money_wide": ("decimal(12,2)", None, st.decimals(-(10**9), 10**9, places=2)),
    "money_loose": ("decimal(12,2)", None, st.decimals(-(10**9), 10**9, places=2)),
    "day_wide": ("date", None, DAY),
    "single_wide": ("float", None, SINGLE),
    "short": ("varchar(255)", "utf8mb4", TEXT),
    "latin": ("varchar(255)", "latin1", LATIN),
    "wide_latin": ("longtext", "latin1", LATIN),
    "fixed": ("char(9)", "utf8mb4", TEXT),
    "long": ("longtext", "utf8mb4", TEXT),
    "choice": ("enum('a','b,c','')", "utf8mb4", st.sampled_from(["a", "b,c", "", "none"])),
    "choices": ("set('x','y')", "utf8mb4", st.sampled_from(["", "x", "x,y"])),
    "unique": ("uuid", None, st.uuids().map(str)),
    "bytes_": ("varbinary(255)", None, st.binary(max_size=40)),
    "blob_": ("longblob", None, st.binary(max_size=40)),
}
COLUMNS = [Column(name, kind, charset) for name, (kind, charset, _) in CELLS.items()]
# Raw columns that the target has widened, or that were wider before the source changed.
WIDER = {
    "tiny_wide": "numeric(12,2)",
    "money_wide": "numeric(20,5)",
    "money_loose": "numeric",
    "day_wide": "timestamp without time zone",
    "single_wide": "double precision",
}
RAW_TYPES = {column.name: column.type.postgres for column in COLUMNS} | WIDER
ROW = st.tuples(*(st.none() | values for _, _, values in CELLS.values()))


@st.composite
def alike(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Draw rows of which each differs from another in a single cell, or in none."""
    rows = [draw(ROW)]
    for _ in range(draw(st.integers(1, 12))):
        row = list(draw(st.sampled_from(rows)))
        place = draw(st.integers(0, len(row) - 1))
        row[place] = draw(ROW)[place]
        rows.append(tuple(row))
    return rows


@pytest.fixture
def digests(
    source_database: Any, execute: Callable[..., Any], warehouse: psycopg.Connection[Any]
) -> Any:
    """Return a function that gives each row's digest on both sides, and its image in Postgres."""
    ddl = ",".join(
        f"{identifier(column.name)} {column.column_type}"
        + (f" charset {column.charset}" if column.charset else "")
        + " null default null"
        for column in COLUMNS
    )
    execute(f"create table cells (no int primary key, {ddl})")
    postgres = ",".join(f'"{name}" {kind}' for name, kind in RAW_TYPES.items())
    warehouse.execute(f"create table cells (no int, {postgres})".encode())
    warehouse.execute("set timezone = 'UTC'; set intervalstyle = 'postgres'")
    connection = client.connect(
        {
            "host": source_database.host,
            "port": source_database.port,
            "user": source_database.user,
            "password": source_database.password,
            "database": source_database.database,
        }
    )
    number = Column("no", "int", nullable=False)
    marks = ",".join("%s" for _ in range(len(COLUMNS) + 1))
    image = ",".join(f'"{column.name}"' for column in COLUMNS)

    def run(rows: list[tuple[Any, ...]]) -> tuple[list[int], list[int], list[str]]:
        execute("delete from cells")
        connection.commit()
        warehouse.execute("truncate cells")
        with connection.cursor() as cursor:
            cursor.execute("set session transaction read write")
            for no, row in enumerate(rows):
                cursor.execute(f"insert into cells values ({marks})", (no, *row))
            connection.commit()
            cursor.execute(f"select {csv_row([number, *COLUMNS])} from cells order by no")
            lines = (line.replace(b"\0", b"") for (line,) in cursor.fetchall())
            content = b"".join(line + b"\n" for line in lines)
            digest = source_digest(source_row(COLUMNS))
            cursor.execute(f"select {digest} from cells order by no")
            theirs = [int(mark) for (mark,) in cursor.fetchall()]
        with warehouse.cursor().copy("copy cells from stdin with (format csv)") as into:
            into.write(content)
        ours = warehouse.execute(
            f"select {warehouse_digest(warehouse_row(COLUMNS, RAW_TYPES))}, row({image})::text"
            " from cells order by no".encode()
        ).fetchall()
        return theirs, [mark for mark, _ in ours], [text for _, text in ours]

    with connection:
        yield run


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=alike())
def test_digests_agree_on_both_sides_and_tell_any_two_rows_apart(
    digests: Any, rows: list[tuple[Any, ...]]
) -> None:
    theirs, ours, images = digests(rows)
    assert theirs == ours
    distinct = len(set(images))
    assert len(set(ours)) == distinct


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("bigint(20)", "bigint", True),
        ("int(11)", "numeric(20,0)", True),
        ("int(11)", "text", False),
        ("decimal(10,2)", "numeric(12,2)", True),
        ("decimal(10,2)", "numeric(12,4)", True),
        ("decimal(10,2)", "double precision", False),
        ("int(11)", "numeric(12,2)", True),
        ("double", "real", True),
        ("double", "numeric", False),
        ("date", "timestamp without time zone", True),
        ("date", "timestamp with time zone", False),
        ("datetime", "date", False),
        ("float", "double precision", True),
        ("datetime", "timestamp without time zone", True),
        ("datetime", "timestamp with time zone", False),
        ("varchar(9)", "character varying(20)", True),
        ("blob", "bytea", True),
        ("blob", None, False),
    ],
)
def test_a_raw_type_is_compared_only_where_it_holds_such_values(
    kind: str, raw: str | None, expected: bool
) -> None:
    assert is_comparable(Column("c", kind), raw) is expected
