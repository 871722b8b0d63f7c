"""One stream's load: one transaction over all its files of the run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from enamel_target_postgres.catalog import Connection, Table, statement
from enamel_target_postgres.copying import BatchFile, copy_file, discard
from enamel_target_postgres.ddl import BATCHED_AT
from enamel_target_postgres.deletes import Gone

_STAGING = sql.Identifier("_enamel_staging")
_ORDINAL = "_enamel_row"
_ANALYZE_FROM = 50


@dataclass(slots=True)
class Outcome:
    """What a load did, for the log."""

    files: int = 0
    rows: int = 0
    written: int = 0
    deleted: int = 0
    seconds: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def end(self) -> None:
        """Stop the clock."""
        self.seconds = time.monotonic() - self.started

    def __str__(self) -> str:
        """Return one line."""
        return (
            f"{self.rows:,} rows in {self.files} files, {self.written:,} written, "
            f"{self.deleted:,} deleted, {self.seconds:.1f} s"
        )


class StreamLoad:
    """Loads one stream; its methods run one after the other, on any thread.

    A table that is empty takes the files directly. Otherwise they go to a temporary table, and one
    merge at the end brings what differs. Readers see the old content until the commit; nothing
    here takes a lock that stops them (so no TRUNCATE, which would).
    """

    def __init__(
        self,
        table: Table,
        columns: Sequence[str],
        key: Sequence[str],
        connect: Callable[[], Connection],
    ) -> None:
        """Take the table as prepared; the connection is opened by the first file."""
        self.table = table
        self.columns = list(columns)
        self.key = list(key)
        self.outcome = Outcome()
        self.connection: Connection | None = None
        self._gone = Gone(table, key)
        self._connect = connect
        self._first = False
        self._direct = False
        self._staged = False

    def copy(self, path: BatchFile, compression: str | None) -> None:
        """Copy one file and delete it; a crash after that rolls back, and the tap reads again."""
        connection = self._begin()
        where = f"{self.table.title}, file {path.name}"
        if self._direct:
            try:
                with connection.transaction():
                    rows = copy_file(
                        connection, self.table.identifier, self.columns, path, compression, where
                    )
            except psycopg.errors.UniqueViolation:
                # A key came twice, because its row changed while it was read: merge instead.
                self._direct = False
            else:
                self.outcome.written += rows
        if not self._direct:
            self._stage(connection)
            rows = copy_file(connection, _STAGING, self.columns, path, compression, where)
        self.outcome.files += 1
        self.outcome.rows += rows
        discard(path)

    def copy_gone(self, path: BatchFile, compression: str | None) -> None:
        """Copy a file of keys whose rows are gone, and delete it."""
        where = f"{self.table.title}, file {path.name}"
        self._gone.copy(self._begin(), path, compression, where)
        self.outcome.files += 1
        discard(path)

    def finish(self, *, complete: bool) -> None:
        """Delete what is gone, bring staged rows into the table and commit.

        A row that is deleted and sent was inserted again meanwhile: so deletes come first.

        Args:
            complete: What was not sent is gone, and is deleted.
        """
        connection = self._begin()
        if not self._first:
            self.outcome.deleted += self._gone.apply(connection)
        # What an empty table has taken directly was sent: there is nothing to delete.
        complete = complete and not self._first
        if complete:
            self._stage(connection)
        if self._staged:
            self._merge(connection, complete=complete)
        if self._first and self.outcome.rows >= _ANALYZE_FROM:
            # The planner would take the table for empty until autovacuum comes round.
            self._analyze(connection, self.table.identifier, [])
        connection.commit()

    def _begin(self) -> Connection:
        if self.connection is None:
            connection = self.connection = self._connect()
            table = self.table.identifier
            # Keeps a second loader out, and no reader.
            connection.execute(sql.SQL("lock table {} in share row exclusive mode").format(table))
            query = sql.SQL("select not exists (select from {})").format(table)
            row = connection.execute(query).fetchone()
            self._first = self._direct = bool(row and row[0])
        return self.connection

    def _stage(self, connection: Connection) -> None:
        if self._staged:
            return
        self._staged = True
        connection.execute(
            sql.SQL(
                "create temp table {} (like {}, {} bigint generated always as identity"
                " (cache 1000)) on commit drop"
            ).format(_STAGING, self.table.identifier, sql.Identifier(_ORDINAL))
        )
        extra = [name for name in self.table.columns if name not in self.columns]
        if extra:
            drops = [sql.SQL("drop column {}").format(sql.Identifier(name)) for name in extra]
            connection.execute(
                sql.SQL("alter table {} {}").format(_STAGING, sql.SQL(", ").join(drops))
            )

    def _merge(self, connection: Connection, *, complete: bool) -> None:
        def run(name: str) -> int:
            text = sql.SQL(statement(name))
            return connection.execute(text.format(**self._names())).rowcount

        if self.key:
            self._analyze(connection, _STAGING, self.key)
            run("drop_repeats")
            self.outcome.deleted += run("delete_gone") if complete else 0
            self.outcome.written += run("merge")
        else:
            self.outcome.deleted += run("delete_surplus") if complete else 0
            self.outcome.written += run("insert_surplus")

    def _analyze(
        self, connection: Connection, table: sql.Identifier, columns: Sequence[str]
    ) -> None:
        """Gather rough statistics: a tenth of the usual sample takes a twentieth of the time."""
        connection.execute("set local default_statistics_target = 10")
        listed = sql.SQL("({})").format(_listed(columns)) if columns else sql.SQL("")
        connection.execute(sql.SQL("analyze {} {}").format(table, listed))

    def _names(self) -> dict[str, sql.Composable]:
        values = [name for name in self.columns if name not in self.key]
        names: dict[str, sql.Composable] = {
            "table": self.table.identifier,
            "staging": _STAGING,
            "ordinal": sql.Identifier(_ORDINAL),
            "columns": _listed(self.columns),
            "stg_columns": _listed(self.columns, "stg"),
        }
        if self.key:
            gone = sql.SQL("{} is null").format(sql.Identifier("old", self.key[0]))
            differs = sql.SQL("{} or row({})::record *<> row({})::record").format(
                gone, _listed(values, "old"), _listed(values, "stg")
            )
            updates = [
                sql.SQL("{} = {}").format(sql.Identifier(name), sql.Identifier("excluded", name))
                for name in values
            ]
            updates.append(sql.SQL("{} = default").format(sql.Identifier(BATCHED_AT)))
            same = [
                sql.SQL("{} = {}").format(sql.Identifier("old", name), sql.Identifier("stg", name))
                for name in self.key
            ]
            names |= {
                "key": _listed(self.key),
                "same_key": sql.SQL(" and ").join(same),
                "differs": differs if values else gone,
                "action": sql.SQL("update set {}").format(sql.SQL(", ").join(updates))
                if values
                else sql.SQL("nothing"),
            }
        return names


def _listed(names: Sequence[str], alias: str | None = None) -> sql.Composed:
    prefix = (alias,) if alias else ()
    return sql.SQL(", ").join(sql.Identifier(*prefix, name) for name in names)
