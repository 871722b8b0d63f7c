"""Whatever is sent is what MariaDB holds; what it would not hold as it is, is refused."""

import io
import itertools
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from time import sleep
from typing import Any

import numpy as np
import pymysql
import pytest
from enamel.settings import Connection
from enamel_practice import load
from enamel_practice.batch import Batch, encode
from enamel_practice.connection import connect
from enamel_practice.errors import PracticeError
from enamel_practice.load import bulk_load
from enamel_practice.progress import Terminal, progress_for
from enamel_practice.tables import create_tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

TABLE = """
create table torture (
    Num bigint(20) not null auto_increment primary key,
    Whole bigint(20) not null,
    Flag tinyint(4),
    Amount double,
    Price decimal(20,4),
    Short varchar(40),
    Words text,
    Emoji text character set utf8mb4,
    Bytes longblob,
    Day date,
    Moment datetime(6),
    Clock time(6),
    Stamp timestamp not null default current_timestamp on update current_timestamp,
    key Whole (Whole), key Words (Words(10), Amount)
) default charset utf8mb3
"""
COLUMNS = (
    "Num",
    "Whole",
    "Flag",
    "Amount",
    "Price",
    "Short",
    "Words",
    "Emoji",
    "Bytes",
    "Day",
    "Moment",
    "Clock",
    "Stamp",
)
STAMP = datetime(2026, 7, 1, 12)
NARROW = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])
WIDE = st.characters(exclude_categories=["Cs"])
ROW = st.tuples(
    st.integers(-(2**63), 2**63 - 1),
    st.none() | st.booleans(),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.decimals(-(10**15), 10**15, places=4),
    st.none() | st.text(NARROW, max_size=40),
    st.none() | st.text(NARROW) | st.text(st.sampled_from("\\\t\n\r\0'\"N%,")),
    st.none() | st.text(WIDE),
    st.none() | st.binary(),
    st.none() | st.dates(date(1000, 1, 1)),
    st.none() | st.datetimes(datetime(1000, 1, 1)),
    st.none() | st.timedeltas(timedelta(hours=-838), timedelta(hours=838)),
)


@pytest.fixture
def torture(source_database: Connection) -> Iterator[pymysql.Connection]:
    with connect(source_database) as connection, connection.cursor() as cursor:
        cursor.execute(TABLE)
        yield connection


def rows_of(connection: pymysql.Connection, columns: str = "*") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns} from torture order by Num")
        return list(cursor.fetchall())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(ROW, min_size=1, max_size=30))
def test_any_value_comes_back_exactly(
    torture: pymysql.Connection, source_database: Connection, rows: list[tuple[Any, ...]]
) -> None:
    sent = [(number, *row, STAMP) for number, row in enumerate(rows, 1)]
    with torture.cursor() as cursor:
        cursor.execute("truncate table torture")
    loaded = bulk_load(source_database, [Batch("torture", COLUMNS, sent)])
    assert loaded == {"torture": len(sent)}
    assert rows_of(torture) == sent


def test_text_that_looks_like_the_format_is_text(
    torture: pymysql.Connection, source_database: Connection
) -> None:
    words = [
        "",
        r"\N",
        "\\",
        "\\\\N",
        "a\tb",
        "a\nb",
        "\r\n",
        "\0",
        "NULL",
        "'; drop",
        "\x1a",
        None,
    ]
    rows = [(number, 0, word, STAMP) for number, word in enumerate(words, 1)]
    bulk_load(
        source_database,
        [Batch("torture", ("Num", "Whole", "Words", "Stamp"), rows)],
    )
    assert [word for (word,) in rows_of(torture, "Words")] == words


def test_numpy_and_clock_values_are_stored_as_plain_ones(
    torture: pymysql.Connection, source_database: Connection
) -> None:
    rows = [
        (np.int64(1), np.int32(7), np.float64(0.1), np.str_("a\tb"), np.bool_(True), time(9, 30)),
        (2, 8, Decimal("0.5"), "plain", False, timedelta(hours=-1, seconds=-1)),
    ]
    columns = ("Num", "Whole", "Amount", "Words", "Flag", "Clock")
    bulk_load(source_database, [Batch("torture", columns, rows)], stamped_at=STAMP)
    assert rows_of(torture, ", ".join((*columns, "Stamp"))) == [
        (1, 7, 0.1, "a\tb", 1, timedelta(hours=9, minutes=30), STAMP),
        (2, 8, 0.5, "plain", 0, timedelta(hours=-1, seconds=-1), STAMP),
    ]


def test_columns_not_named_take_the_defaults_of_any_table(source_database: Connection) -> None:
    with connect(source_database) as connection, connection.cursor() as cursor:
        create_tables(connection, engine="MyISAM")
        cursor.execute(
            "select table_name, column_name from information_schema.columns "
            "where table_schema = database() and column_key = 'PRI'"
        )
        batches = [Batch(table, (key,), [(1,)]) for table, key in cursor.fetchall()]
        loaded = bulk_load(source_database, batches, stamped_at=STAMP)
        assert loaded == dict.fromkeys((it.table for it in batches), 1)
        assert len(loaded) == 432

        cursor.execute(
            "select ProcDate, DateTP, ProcTime, UnitQty, ProcFee, Discount, BillingNote, CodeMod1, "
            "DateTStamp from procedurelog"
        )
        none = date(1, 1, 1)
        assert cursor.fetchall() == ((none, none, timedelta(0), 0, 0.0, 0.0, "", None, STAMP),)
        # The defaults of old columns are kept as they are.
        cursor.execute("select cast(PayDate as char), PayNote, DateEntry from payment")
        assert cursor.fetchall() == (("0000-00-00", "", none),)


def test_the_servers_clock_never_stamps_a_row(
    torture: pymysql.Connection, source_database: Connection
) -> None:
    with pytest.raises(PracticeError, match=r"torture\.Stamp to the server's clock"):
        bulk_load(source_database, [Batch("torture", ("Whole",), [(1,)])])
    assert rows_of(torture) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Short", "x" * 41),
        ("Words", "no room \N{TOOTH}"),
        ("Whole", 2**63),
        ("Whole", None),
        ("Whole", "many"),
        ("Flag", 128),
        ("Price", Decimal("0.00005")),
        ("Day", "2026-02-30"),
        ("Moment", "soon"),
    ],
)
def test_a_value_that_would_change_is_an_error_naming_the_column(
    torture: pymysql.Connection, source_database: Connection, column: str, value: object
) -> None:
    columns = ("Num", *dict.fromkeys(("Whole", column)), "Stamp")
    row = {"Num": 1, "Whole": 0, "Stamp": STAMP, column: value}
    batch = Batch("torture", columns, [tuple(row[name] for name in columns)])
    with pytest.raises(PracticeError) as caught:
        bulk_load(source_database, [batch])
    assert f"torture.{column}" in caught.value.reason
    assert str(value) not in str(caught.value) or value is None
    assert rows_of(torture) == []


def test_a_key_sent_twice_is_an_error_and_not_a_silent_skip(
    torture: pymysql.Connection, source_database: Connection
) -> None:
    batch = Batch("torture", ("Num", "Whole", "Stamp"), [(1, 1, STAMP), (1, 2, STAMP)])
    with pytest.raises(PracticeError, match="torture"):
        bulk_load(source_database, [batch])
    assert rows_of(torture) == []


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), object(), datetime.now(UTC)]
)
def test_a_value_no_column_can_hold_is_an_error_naming_the_column(value: object) -> None:
    with pytest.raises(PracticeError, match=r"torture\.Words"):
        encode(Batch("torture", ("Words",), [(value,)]))


def test_rows_of_another_width_are_an_error() -> None:
    for rows in ([(1,)], [(1, 2), (1,)]):
        with pytest.raises(PracticeError, match="2 columns"):
            encode(Batch("torture", ("Num", "Whole"), rows))


def test_unknown_tables_and_columns_are_errors(
    torture: pymysql.Connection, source_database: Connection
) -> None:
    with pytest.raises(PracticeError, match="Table nothing does not exist"):
        bulk_load(source_database, [Batch("nothing", ("A",), [(1,)])])
    with pytest.raises(PracticeError, match="torture has no column Nope"):
        bulk_load(source_database, [Batch("torture", ("Nope",), [(1,)])])


@pytest.mark.parametrize(("packet", "held"), [(200, 1 << 20), (1 << 20, 300)])
def test_many_small_packets_give_the_same_rows_and_keys_as_one(
    torture: pymysql.Connection,
    source_database: Connection,
    monkeypatch: pytest.MonkeyPatch,
    packet: int,
    held: int,
) -> None:
    monkeypatch.setattr(load, "PACKET_BYTES", packet)
    monkeypatch.setattr(load, "HELD_BYTES", held)
    with torture.cursor() as cursor:
        cursor.execute("create table other like torture")
        cursor.execute("show create table torture")
        before = cursor.fetchone()
    rows = [(number, number % 7, f"w{number}", STAMP) for number in range(1, 201)]
    columns = ("Num", "Whole", "Words", "Stamp")
    chunks = [rows[start : start + 9] for start in range(0, len(rows), 9)]
    batches = itertools.chain.from_iterable(
        (Batch("torture", columns, chunk), Batch("other", columns, chunk)) for chunk in chunks
    )
    loaded = bulk_load(source_database, batches)
    assert loaded == {"other": 200, "torture": 200}
    assert rows_of(torture, "Num, Whole, Words, Stamp") == rows
    with torture.cursor() as cursor:
        cursor.execute("show create table torture")
        after = cursor.fetchone()
    assert before and after
    assert str(after[1]).split("\n)")[0] == str(before[1]).split("\n)")[0]


def test_a_packet_that_met_another_loader_in_the_same_empty_table_is_sent_again(
    torture: pymysql.Connection, source_database: Connection
) -> None:
    """Both have announced that they write; each wants the whole table: MariaDB ends one of them."""
    batch = Batch("torture", ("Num", "Whole", "Stamp"), [(1, 1, STAMP), (2, 2, STAMP)])
    with (
        connect(source_database) as rival,
        rival.cursor() as cursor,
        ThreadPoolExecutor(1) as pool,
    ):
        cursor.execute("create table other as select seq from seq_1_to_1000 limit 0")
        cursor.execute("set session unique_checks = 0, foreign_key_checks = 0")
        # A reader that leaves the gap between rows alone, as a loader does.
        cursor.execute("set session transaction isolation level read committed")
        rival.begin()
        # Whoever has written less is the one MariaDB ends.
        cursor.execute("insert into other select seq from seq_1_to_1000")
        cursor.execute("select * from torture for update")
        loaded = pool.submit(bulk_load, source_database, [batch], stamped_at=STAMP)
        wait_for_a_lock(torture)
        cursor.execute("insert into torture (Num, Whole) values (3, 3)")
        rival.commit()
        assert loaded.result() == {"torture": 2}
    assert rows_of(torture, "Num, Whole") == [(1, 1), (2, 2), (3, 3)]


def wait_for_a_lock(connection: pymysql.Connection) -> None:
    """Return when a session of the server waits for a lock."""
    waiting = "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'"
    for _ in range(50):
        # The server tells news of locks only to who has not asked for a tenth of a second.
        sleep(0.2)
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            found = cursor.fetchone()
        if found and found[0]:
            return
    raise AssertionError("Nobody waited for a lock within ten seconds.")


def test_keys_come_back_when_a_load_breaks_off(
    torture: pymysql.Connection, source_database: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "PACKET_BYTES", 10)

    def batches() -> Iterator[Batch]:
        for number in range(1, 5):
            yield Batch("torture", ("Num", "Whole", "Stamp"), [(number, 0, STAMP)])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bulk_load(source_database, batches())
    with torture.cursor() as cursor:
        cursor.execute("show create table torture")
        row = cursor.fetchone()
    assert row
    assert "KEY `Words` (`Words`(10),`Amount`)" in row[1]


def test_a_log_gets_one_plain_line_per_table(
    torture: pymysql.Connection, source_database: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = Batch("torture", ("Num", "Whole", "Stamp"), [(1, 1, STAMP), (2, 2, STAMP)])
    with progress_for(2) as progress:
        bulk_load(source_database, [batch], progress=progress)
    assert capsys.readouterr().err == "loaded torture: 2 rows\n"


def test_a_server_that_does_not_answer_is_one_readable_error() -> None:
    nowhere = Connection("mysql+pymysql", "127.0.0.1", 1, "nobody", "hidden", "nothing")
    with pytest.raises(PracticeError) as caught:
        bulk_load(nowhere, [])
    assert "hidden" not in str(caught.value)


def test_a_terminal_gets_a_bar_with_table_rows_and_rate() -> None:
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, width=120)
    with Terminal(console, total=400) as progress:
        progress.advance("procedurelog", 300)
        progress.advance("claimproc", 100)
    text = written.getvalue()
    assert "claimproc" in text
    assert "400/400" in text
    assert "rows/s" in text


def test_no_room_for_temporary_files_is_one_readable_error(
    torture: pymysql.Connection,
    source_database: Connection,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    batch = Batch("torture", ("Num", "Whole", "Stamp"), [(1, 1, STAMP)])
    with pytest.raises(PracticeError, match="Loading table torture broke off"):
        bulk_load(source_database, [batch])
    assert rows_of(torture) == []


def test_a_load_leaves_no_file_behind(
    torture: pymysql.Connection,
    source_database: Connection,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    batch = Batch("torture", ("Num", "Whole", "Stamp"), [(1, 1, STAMP)])
    assert bulk_load(source_database, [batch]) == {"torture": 1}
    assert list(tmp_path.iterdir()) == []
