"""Bulk loading: batches become LOAD DATA statements, in bounded memory.

Batches of many tables may come in any order. Each table's lines are collected until the stream
ends or there is a packet worth sending; a packet is loaded in a thread while the next is encoded.

A table that fits one packet is loaded into the empty table with its keys in place, which MariaDB
does by sorting. A larger one loses its secondary keys before its first packet and gets them back
at the end: keeping them over several packets costs about twice as much.

To sort, MariaDB locks the empty table whole. Of two loaders that begin a table at the same moment
it ends one, and that one sends its packet again.
"""

import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

import pymysql
from pymysql.constants import ER
from tenacity import retry, retry_if_exception, stop_after_attempt, wait_random

from enamel_practice.batch import Batch, encode
from enamel_practice.connection import ConnectionSettings, connect
from enamel_practice.errors import PracticeError
from enamel_practice.progress import Progress
from enamel_practice.target import drop_keys, load_statement, read_targets, refusal

__all__ = ["Batch", "bulk_load"]

PACKET_BYTES = 16 << 20
HELD_BYTES = 64 << 20
# A key that is 0 is stored as 0, and nothing is looked up while loading.
_SESSION = """
set session sql_mode = 'NO_AUTO_VALUE_ON_ZERO', unique_checks = 0, foreign_key_checks = 0
"""


def _is_deadlock(error: BaseException) -> bool:
    return isinstance(error, pymysql.OperationalError) and error.args[0] == ER.LOCK_DEADLOCK


def bulk_load(
    settings: ConnectionSettings,
    batches: Iterable[Batch],
    *,
    stamped_at: datetime | None = None,
    progress: Progress | None = None,
    keeps_keys: bool = False,
) -> dict[str, int]:
    """Load batches and return the rows loaded per table, sorted by table.

    Every packet is committed. Tables are loaded in the order their packets are full, the rest in
    the order their first batches came; the synthetic mark (`preference`) goes first of all.

    Args:
        settings: The database; its tables exist (`enamel_practice.tables.create_tables`).
        batches: The rows, of any tables in any order.
        stamped_at: What time stamp columns hold which a batch does not name. Without it naming
            them is required, since their default is the server's clock.
        progress: Told of rows as they are loaded.
        keeps_keys: Leave secondary keys alone; others load into the same tables.

    Raises:
        PracticeError: An unknown table or column, or MariaDB would not store a value as it is.
    """
    with connect(settings) as connection:
        loader = _Loader(connection, stamped_at, progress or Progress(), keeps_keys)
        return loader.run(batches)


@dataclass
class _Buffer:
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    rows: int = 0


class _Loader:
    """One load: buffers here, statements in the pool's one thread."""

    def __init__(
        self,
        connection: pymysql.Connection,
        stamped_at: datetime | None,
        progress: Progress,
        keeps_keys: bool,
    ) -> None:
        self.connection = connection
        self.stamped_at = stamped_at
        self.progress = progress
        self.keeps_keys = keeps_keys
        with connection.cursor() as cursor:
            cursor.execute(_SESSION)
            self.targets = read_targets(cursor)
        self.loaded: Counter[str] = Counter()
        self.keys: dict[str, str | None] = {}
        self.buffers: dict[tuple[str, tuple[str, ...]], _Buffer] = {}
        self.held = 0
        self.pending: Future[None] = Future()
        self.pending.set_result(None)

    def run(self, batches: Iterable[Batch]) -> dict[str, int]:
        try:
            with ThreadPoolExecutor(1) as pool:
                for batch in batches:
                    self.add(pool, batch)
                for key in list(self.buffers):
                    self.flush(pool, key, more=False)
                self.pending.result()
        finally:
            self.restore_keys()
        return dict(sorted(self.loaded.items()))

    def add(self, pool: ThreadPoolExecutor, batch: Batch) -> None:
        if not batch.rows:
            return
        key = (batch.table, batch.columns)
        if key not in self.buffers:
            self.check(batch)
            self.buffers[key] = _Buffer()
        data = encode(batch, frozenset(self.targets[batch.table].binary))
        buffer = self.buffers[key]
        buffer.parts.append(data)
        buffer.size += len(data)
        buffer.rows += len(batch.rows)
        self.held += len(data)
        if batch.table == "preference":
            self.flush(pool, key, more=False)
        elif buffer.size >= PACKET_BYTES:
            self.flush(pool, key, more=True)
        elif self.held >= HELD_BYTES:
            self.flush(pool, max(self.buffers, key=lambda it: self.buffers[it].size), more=True)

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

    def flush(
        self, pool: ThreadPoolExecutor, key: tuple[str, tuple[str, ...]], *, more: bool
    ) -> None:
        buffer = self.buffers[key]
        self.buffers[key] = _Buffer()
        self.held -= buffer.size
        self.pending.result()
        if buffer.rows:
            self.pending = pool.submit(self.send, *key, buffer, more)

    def send(self, table: str, columns: tuple[str, ...], buffer: _Buffer, more: bool) -> None:
        try:
            loaded, told = self.statement(table, columns, buffer, more)
        except (OSError, pymysql.Error) as error:
            raise PracticeError(
                f"Loading table {table} broke off: {type(error).__name__} {error.args[0]}.",
                "Check that the server runs and that its disk and the folder for temporary files "
                "have room, then generate again.",
            ) from error
        if told or loaded != buffer.rows:
            self.connection.rollback()
            raise refusal(table, buffer.rows, loaded, told)
        self.connection.commit()
        self.loaded[table] += loaded
        self.progress.advance(table, loaded)

    @retry(
        retry=retry_if_exception(_is_deadlock),
        stop=stop_after_attempt(5),
        wait=wait_random(0, 0.1),
        reraise=True,
    )
    def statement(
        self, table: str, columns: tuple[str, ...], buffer: _Buffer, more: bool
    ) -> tuple[int, tuple[tuple[str, int, str], ...]]:
        with self.connection.cursor() as cursor, tempfile.TemporaryFile() as file:
            if more and not self.keeps_keys and table not in self.keys:
                self.keys[table] = drop_keys(cursor, table)
            # The file has no name, so that nothing stays behind whatever happens to us.
            file.writelines(buffer.parts)
            file.seek(0)
            path, target = f"/dev/fd/{file.fileno()}", self.targets[table]
            self.connection.begin()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                loaded = cursor.execute(
                    load_statement(path, table, columns, target, self.stamped_at)
                )
            cursor.execute("SHOW WARNINGS")
            return loaded, tuple(cursor.fetchall())

    def restore_keys(self) -> None:
        with self.connection.cursor() as cursor:
            for statement in filter(None, self.keys.values()):
                cursor.execute(statement)
