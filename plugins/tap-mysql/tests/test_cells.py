"""Whatever MariaDB holds is what Postgres reads back: text, numbers, dates, bytes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from enamel_tap_mysql import client
from enamel_tap_mysql.expressions import csv_row, identifier
from enamel_tap_mysql.texts import TextGuard
from enamel_tap_mysql.types import Column
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

COLUMNS = [
    Column("no", "int", nullable=False),
    Column("utf8", "longtext", "utf8mb4"),
    Column("latin", "longtext", "latin1"),
    Column("ratio", "double"),
    Column("single", "float"),
    Column("exact", "decimal(65,30)"),
    Column("big", "bigint(20) unsigned"),
    Column("day", "date"),
    Column("at", "datetime(6)"),
    Column("span", "time(6)"),
    Column("raw", "longblob"),
]
TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text("\\\"',.\r\n\t\0N")
# MariaDB's latin1 is Windows 1252.
LATIN = st.text(st.characters(codec="iso8859-1", exclude_categories=["Cc"]))
DOUBLE = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
SINGLE = st.floats(width=32, allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
EXACT = st.decimals(
    min_value=Decimal(-(10**34)), max_value=Decimal(10**34), places=30, allow_nan=False
)
SPAN = st.timedeltas(timedelta(hours=-838), timedelta(hours=838))
ROW = st.tuples(
    *(
        st.none() | values
        for values in (
            *(TEXT, LATIN, DOUBLE, SINGLE, EXACT, st.integers(0, 2**64 - 1)),
            *(st.dates(date(1, 1, 1)), st.datetimes(datetime(1, 1, 1)), SPAN, st.binary()),
        )
    )
)


@pytest.fixture
def round_trip(
    source_database: Any, execute: Callable[..., Any], warehouse: psycopg.Connection[Any]
) -> Any:
    """Return a function that sends rows through both databases, on connections that stay open."""
    ddl = ",".join(
        f"{identifier(column.name)} {column.column_type}"
        + (f" charset {column.charset}" if column.charset else "")
        for column in COLUMNS
    )
    execute(f"create table cells ({ddl})")
    postgres = ",".join(f'"{column.name}" {column.type.postgres}' for column in COLUMNS)
    warehouse.execute(f"create table cells ({postgres})")
    config = {name: getattr(source_database, name) for name in ("host", "port", "user", "password")}
    reader = client.connect({**config, "database": source_database.database})
    # The tap's own session may only read.
    writer = client.connect_typed({**config, "database": source_database.database})

    def run(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        with writer.cursor() as cursor:
            cursor.execute("delete from cells")
            marks = ",".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"insert into cells values ({marks})", rows)
        with reader.cursor() as cursor:
            cursor.execute(f"select {csv_row(COLUMNS)} from cells")
            lines = [row[0] for row in cursor.fetchall()]
        texts = TextGuard("cells", [column.name for column in COLUMNS], ())
        content = b"".join(texts.checked(line, [line]) + b"\n" for line in lines)
        holding = sum("\0" in part for row in rows for part in row if isinstance(part, str))
        assert texts.counts.total() == holding
        reader.rollback()
        warehouse.execute("truncate cells")
        with warehouse.cursor().copy("copy cells from stdin (format csv)") as copy:
            copy.write(content)
        # As doubles, because a real prints as few digits as tell it from its neighbours.
        values = [f'"{c.name}"' + ("::float8" if c.name == "single" else "") for c in COLUMNS]
        statement = f"select {','.join(values)} from cells order by no"
        return warehouse.execute(statement).fetchall()

    with reader, writer:
        yield run


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(ROW, min_size=1, max_size=12))
def test_every_row_comes_back_as_it_was_but_for_nul_in_text(
    round_trip: Any, rows: list[tuple[Any, ...]]
) -> None:
    numbered = [(number, *row) for number, row in enumerate(rows)]

    came_back = round_trip(numbered)

    def wanted(value: Any) -> Any:
        return value.replace("\0", "") if isinstance(value, str) else value

    assert came_back == [tuple(map(wanted, row)) for row in numbered]


def test_a_row_that_the_server_cannot_format_is_null_and_never_shortened() -> None:
    longest = Column("raw", "longblob")

    expression = csv_row([Column("no", "int", nullable=False), longest])

    assert "CONCAT_WS" not in expression
    assert "IF(`raw` IS NULL,x''," in expression
