"""Bulk loading: batches become LOAD DATA statements, in bounded memory.

Batches of many tables may come in any order. Each table's lines are collected until there is a
packet worth sending; one packet is then loaded in a thread while the next is encoded.
"""

import re
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

import pymysql

from enamel_practice.batch import Batch, encode
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.progress import Progress, progress_for
from enamel_practice.tables import quote

PACKET_BYTES = 8 << 20
HELD_BYTES = 64 << 20
_COLUMNS = """
select table_name, column_name, data_type, character_set_name, column_default, is_nullable, extra
from information_schema.columns
where table_schema = database()
order by table_name, ordinal_position
"""
# What a column without a default clause holds when no value is named for it; MariaDB's own choice
# for dates, 0000-00-00, is not the one Open Dental writes.
_BARE = {"date": "'0001-01-01'", "datetime": "'0001-01-01'", "time": "'00:00:00'"}
# Rows that meet a key twice are skipped with a warning, as are cut and unreadable values; all of
# these are errors here. Only the column is told from the server's words: the rest may hold a value.
_COLUMN_IN_WARNING = re.compile(r"(?:column|key) (?:`[^`]*`\.`[^`]*`\.)?[`']([^`']*)[`']")


@dataclass
class Target:
    """What the loader needs to know of a table.

    Args:
        columns: Every column.
        binary: Those that hold bytes.
        bare: Those without a default clause, and the literal they take when not named.
        stamped: Those the server's clock fills when not named.
    """

    columns: set[str] = field(default_factory=set)
    binary: set[str] = field(default_factory=set)
    bare: dict[str, str] = field(default_factory=dict)
    stamped: set[str] = field(default_factory=set)


@dataclass
class _Buffer:
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    rows: int = 0


def bulk_load(
    settings: ConnectionSettings,
    batches: Iterable[Batch],
    *,
    stamped_at: datetime | None = None,
    total_rows: int | None = None,
    progress: bool = True,
) -> dict[str, int]:
    """Load batches and return the rows loaded per table, sorted by table.

    Keys that are 0 are stored as 0; secondary indexes stay in force. Every packet is committed.

    Args:
        settings: The database; its tables exist (`enamel_practice.tables.create_tables`).
        batches: The rows. Put the synthetic mark (`preference`) first.
        stamped_at: What time stamp columns hold which a batch does not name. Without it naming
            them is required, since their default is the server's clock.
        total_rows: For the progress bar, if known.
        progress: Report on the terminal; plain lines where there is none.

    Raises:
        PracticeError: An unknown table or column, or MariaDB would not store a value as it is.
    """
    with connect(settings) as connection:
        loader = _Loader(connection, stamped_at, progress_for(total_rows, progress))
        return loader.run(batches)


class _Loader:
    def __init__(
        self, connection: pymysql.Connection, stamped_at: datetime | None, progress: Progress
    ) -> None:
        self.connection = connection
        self.stamped_at = stamped_at
        self.progress = progress
        self.targets = _targets(connection)
        self.loaded: Counter[str] = Counter()
        self.buffers: dict[tuple[str, tuple[str, ...]], _Buffer] = {}
        self.held = 0

    def run(self, batches: Iterable[Batch]) -> dict[str, int]:
        with self.progress, ThreadPoolExecutor(1) as pool:
            self.pool, self.pending = pool, Future[None]()
            self.pending.set_result(None)
            for batch in batches:
                self.add(batch)
            for key in list(self.buffers):
                self.flush(key)
            self.pending.result()
        return dict(sorted(self.loaded.items()))

    def add(self, batch: Batch) -> None:
        if not batch.rows:
            return
        key = (batch.table, batch.columns)
        if key not in self.buffers:
            self.check(batch)
        data = encode(batch, frozenset(self.targets[batch.table].binary))
        buffer = self.buffers.setdefault(key, _Buffer())
        buffer.parts.append(data)
        buffer.size += len(data)
        buffer.rows += len(batch.rows)
        self.held += len(data)
        if buffer.size >= PACKET_BYTES:
            self.flush(key)
        elif self.held >= HELD_BYTES:
            self.flush(max(self.buffers, key=lambda it: self.buffers[it].size))

    def check(self, batch: Batch) -> None:
        target = self.targets.get(batch.table)
        if target is None:
            raise PracticeError(f"Table {batch.table} does not exist.", "Create the tables first.")
        if unknown := sorted(set(batch.columns) - target.columns):
            raise PracticeError(
                f"Table {batch.table} has no column {', '.join(unknown)}.",
                "Correct the batch; extract/opendental/schema.yml lists the columns.",
            )
        if self.stamped_at is None and (unnamed := sorted(target.stamped - set(batch.columns))):
            raise PracticeError(
                f"A batch leaves {batch.table}.{unnamed[0]} to the server's clock.",
                "Name the column, or call bulk_load with stamped_at.",
            )

    def flush(self, key: tuple[str, tuple[str, ...]]) -> None:
        buffer = self.buffers[key]
        self.buffers[key] = _Buffer()
        self.held -= buffer.size
        self.pending.result()
        if buffer.rows:
            self.pending = self.pool.submit(self.send, *key, buffer)

    def send(self, table: str, columns: tuple[str, ...], buffer: _Buffer) -> None:
        with self.connection.cursor() as cursor, tempfile.TemporaryFile() as file:
            file.writelines(buffer.parts)
            file.seek(0)
            # The file has no name, so that nothing stays behind whatever happens to us.
            statement = load_statement(
                f"/dev/fd/{file.fileno()}", table, columns, self.targets[table], self.stamped_at
            )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                loaded = cursor.execute(statement)
            cursor.execute("SHOW WARNINGS")
            told = cursor.fetchall()
        if told or loaded != buffer.rows:
            self.connection.rollback()
            raise _refused(table, buffer.rows, loaded, told)
        self.connection.commit()
        self.loaded[table] += loaded
        self.progress.advance(table, loaded)


def load_statement(
    path: str,
    table: str,
    columns: tuple[str, ...],
    target: Target,
    stamped_at: datetime | None = None,
) -> str:
    """Return the LOAD DATA statement of one packet."""
    names = [f"@b{i}" if it in target.binary else quote(it) for i, it in enumerate(columns)]
    values = [f"{quote(it)} = UNHEX(@b{i})" for i, it in enumerate(columns) if it in target.binary]
    values += [
        f"{quote(it)} = {literal}" for it, literal in target.bare.items() if it not in columns
    ]
    if stamped_at is not None:
        values += [
            f"{quote(it)} = '{stamped_at:%Y-%m-%d %H:%M:%S}'"
            for it in sorted(target.stamped - set(columns))
        ]
    return (
        f"LOAD DATA LOCAL INFILE '{path}' INTO TABLE {quote(table)} CHARACTER SET utf8mb4 "
        r"FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n' "
        f"({', '.join(names)})" + (f" SET {', '.join(values)}" if values else "")
    )


def _targets(connection: pymysql.Connection) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', unique_checks = 0, "
            "foreign_key_checks = 0"
        )
        cursor.execute(_COLUMNS)
        for table, column, kind, charset, default, nullable, extra in cursor.fetchall():
            target = targets.setdefault(table, Target())
            target.columns.add(column)
            binary = kind.endswith(("blob", "binary"))
            if binary:
                target.binary.add(column)
            if default is None and nullable == "NO" and "auto_increment" not in extra:
                target.bare[column] = _BARE.get(kind, "''" if charset or binary else "0")
            if "current_timestamp" in (str(default) + extra).lower():
                target.stamped.add(column)
    return targets


def _refused(
    table: str, sent: int, loaded: int, told: Iterable[tuple[str, int, str]]
) -> PracticeError:
    found = Counter(
        (code, match[1] if (match := _COLUMN_IN_WARNING.search(text)) else "")
        for _, code, text in chain(told)
    )
    places = ", ".join(
        f"{table}.{column} (MariaDB warning {code})" if column else f"MariaDB warning {code}"
        for code, column in sorted(found)
    )
    return PracticeError(
        f"Table {table} would not store {sent} rows as they are ({loaded} taken): "
        f"{places or 'no warning given'}. The packet was undone.",
        "Correct the values the generator gives this column, or the column's type.",
    )
