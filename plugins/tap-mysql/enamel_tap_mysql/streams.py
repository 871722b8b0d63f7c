"""One table as a Singer stream."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from singer_sdk import Stream
from singer_sdk.helpers._batch import BaseBatchFileEncoding, BatchConfig, SDKBatchMessage
from singer_sdk.helpers.conform import TypeConformanceLevel

from enamel_tap_mysql import client
from enamel_tap_mysql.allowed import allowed_values, readable_table
from enamel_tap_mysql.bookmarks import (
    DEFAULT_OVERLAP_ROWS,
    DEFAULT_OVERLAP_SECONDS,
    Bookmark,
    ReplicationKey,
)
from enamel_tap_mysql.catalog import FULL_TABLE, INCREMENTAL
from enamel_tap_mysql.expressions import absent, csv_header, csv_row, value
from enamel_tap_mysql.reads import Complete, Gone, TableRead
from enamel_tap_mysql.records import RecordParser
from enamel_tap_mysql.spool import inlined, is_inline

if TYPE_CHECKING:
    from enamel_tap_mysql.parity.planning import Subject
    from enamel_tap_mysql.tap import TapMySQL
    from enamel_tap_mysql.types import Column

PGCOPY = "pgcopy-csv"
DELETE, COMMIT = "delete", "commit"


@dataclass(slots=True)
class OperationMessage(SDKBatchMessage):
    """A BATCH message that is not about rows: `delete` brings keys, `commit` ends the table."""

    operation: str | None = None


class MySQLStream(Stream):
    """A table or view; the catalog says how it is read."""

    # The server has formatted every value for its type.
    TYPE_CONFORMANCE_LEVEL = TypeConformanceLevel.NONE

    _tap: "TapMySQL"
    _announced = False
    part_sent = False
    """Whether files of a table that ends with a commit were sent, but not all of them yet."""
    in_part = False
    """Whether only what differs from raw is read, though nothing tells when a row changed."""
    whole = False
    """Whether every row is read, though something tells when one changed: it has no key."""

    def __init__(self, tap: "TapMySQL", entry: dict[str, Any]) -> None:
        """Keep the raw catalog entry, because singer-sdk's model drops what it does not know."""
        self.entry = entry
        super().__init__(tap, schema=entry["schema"], name=entry["tap_stream_id"])
        self.primary_keys = entry.get("key_properties") or ()
        self.replication_key = entry.get("replication_key")
        self.forced_replication_method = entry.get("replication_method")

    @property
    def table(self) -> str:
        """The source's table."""
        return str(self.entry.get("table_name") or self.name)

    @cached_property
    def columns(self) -> "list[Column]":
        """The selected columns as the source has them, in the catalog's order."""
        allowed = allowed_values(self.entry)
        return [
            replace(column, nullable=True) if column.name in allowed else column
            for column in self._tap.source.selected(self.table, self._selected_properties)
        ]

    @property
    def _selected_properties(self) -> dict[str, Any]:
        properties: dict[str, Any] = self.schema["properties"]
        return {name: part for name, part in properties.items() if self.mask[("properties", name)]}

    @cached_property
    def key(self) -> ReplicationKey | None:
        """The replication key, or None for a full table."""
        if self.replication_method != INCREMENTAL or not self.replication_key:
            return None
        facts = self.entry.get("x-enamel") or {}
        return ReplicationKey(
            self.table,
            self._tap.source.column(self.table, self.replication_key),
            facts.get("overlap_seconds", DEFAULT_OVERLAP_SECONDS),
            facts.get("overlap_rows", DEFAULT_OVERLAP_ROWS),
        )

    @property
    def bookmark(self) -> Bookmark | None:
        """Where the last complete read ended.

        None when it went by another key, or read other columns: ALTER TABLE fills and converts
        columns without touching the rows' time stamps.
        """
        state = self.tap_state.get("bookmarks", {}).get(self.name, {})
        if state.get("replication_key", self.replication_key) != self.replication_key:
            return None
        if state.get("columns", self.fingerprint) != self.fingerprint:
            return None
        bookmark: Bookmark | None = state.get("replication_key_value")
        return bookmark

    @property
    def rebuilt(self) -> bool:
        """Whether the table is another than at the last complete read.

        A database that was restored from a backup, and a table that ALTER TABLE or an upgrade
        wrote anew, may hold other values under the same keys and time stamps. A state that does
        not tell when the table was made does not rule it out.
        """
        state = self.tap_state.get("bookmarks", {}).get(self.name)
        return state is not None and state.get("created") != self._created

    @property
    def _created(self) -> str | None:
        created = self._tap.source.table(self.table).created_at
        return created.isoformat() if created else None

    @cached_property
    def fingerprint(self) -> str:
        """What distinguishes the columns that are read from those of another run."""
        columns = [(column.name, column.column_type, column.charset) for column in self.columns]
        facts = json.dumps([sorted(columns), allowed_values(self.entry)], sort_keys=True)
        return hashlib.sha256(facts.encode()).hexdigest()[:16]

    def check(self) -> None:
        """Hold the catalog against the source.

        Raises:
            TableError: The table cannot be read as the catalog promises.
        """
        self._tap.source.check_statement(self.table, self.table_read().sql)
        self._tap.source.check_key(self.table, self.primary_keys)
        if self.bookmark is None and self.name in self.tap_state.get("bookmarks", {}):
            self._tap.logger.info("%s: key or columns have changed, it is read anew.", self.name)

    def table_read(self) -> TableRead:
        """Return what a BATCH run reads of this table."""
        return self._table_read

    @cached_property
    def _table_read(self) -> TableRead:
        # Asked for more than once, of hundreds of tables, before the first row is read.
        row = csv_row(self.columns)
        return TableRead(
            self.name,
            self._select(["1", row]),
            csv_header(column.name for column in self.columns),
            self.key,
            self.bookmark,
            self._select(["1", row], every_row=True),
            csv_header(self.primary_keys),
            table=self.table,
        )

    def subject(self) -> "Subject":
        """Return what a comparison with raw needs to know."""
        from enamel_tap_mysql.parity.planning import Subject

        columns = self.columns
        by_name = {column.name: column for column in columns}
        table = self._tap.source.table(self.table)
        facts = self.entry.get("x-enamel") or {}
        return Subject(
            read=self.table_read(),
            source=readable_table(self.entry, self.table, by_name),
            key=tuple(by_name[name] for name in self.primary_keys if name in by_name),
            columns=tuple(columns),
            tracked=self.key is not None,
            rebuilt=self.rebuilt,
            compare=not table.is_view
            and set(self.primary_keys) <= by_name.keys()
            and facts.get("deletes") != "none",
            data_bytes=table.data_bytes,
            rows=table.rows or 0,
        )

    def get_batch_config(self, config: Mapping[str, Any]) -> BatchConfig | None:
        """Return the batch settings; `--test` reads single records instead."""
        return None if self.ABORT_AT_RECORD_COUNT else super().get_batch_config(config)

    def send(self, result: Path | Gone | Complete) -> None:
        """Announce a file, or the end of the table, to the target.

        A table that was read as a whole ends with ACTIVATE_VERSION, one that was read in part and
        sent files with a BATCH without files: the target commits a table when it has all of it,
        whatever other tables' messages come in between.
        """
        if not self._announced:
            self._write_schema_message()
            self._announced = True
        if isinstance(result, Gone):
            self._write_batch([self._url(result.path)], DELETE)
            self.part_sent = not self._ends_with_version
            return
        if isinstance(result, Path):
            self._write_batch([self._url(result)])
            self.part_sent = not self._ends_with_version
            return
        if self.part_sent:
            self._write_batch([], COMMIT)
            self.part_sent = False
        for line in result.warnings:
            self._tap.logger.warning("%s", line)
        self._finish(result.bookmark)

    def _url(self, path: Path) -> str:
        return inlined(path) if is_inline(self.config) else path.as_uri()

    def give_up(self) -> None:
        """Send nothing more: the target rolls back a table that is not completed."""
        self.part_sent = False

    def _write_batch(self, manifest: list[str], operation: str | None = None) -> None:
        encoding, version = BaseBatchFileEncoding(PGCOPY, "none"), self._begin_version()
        self._tap.write_message(
            OperationMessage(self.name, encoding, manifest, version, operation)
            if operation
            else SDKBatchMessage(self.name, encoding, manifest, version)
        )

    def get_records(self, context: Any) -> Iterable[dict[str, Any]]:
        """Yield the table's records, then complete the stream."""
        columns, key = self.columns, self.key
        self._begin_version()
        parse = RecordParser(self.table, columns, self.primary_keys)
        width = len(columns) + 1
        highest, server_time = b"", ""
        began, count = datetime.now(UTC), 0
        with (
            client.connect(self.config) as connection,
            client.readable_errors(self.config, self.table),
            connection.cursor(client.unbuffered()) as cursor,
        ):
            if key:
                cursor.execute("SELECT UTC_TIMESTAMP(6)")
                server_time = cursor.fetchall()[0][0].decode("ascii")
            cursor.execute(self._select([absent(columns), *map(value, columns)]))
            for row in client.rows_as_they_arrive(cursor):
                if key:
                    highest = key.highest((highest, row[width]))
                count += 1
                yield parse(row[:width])
        for line in parse.texts.warnings:
            self._tap.logger.warning("%s", line)
        if not self.ABORT_AT_RECORD_COUNT:
            self._tap.notes.read(self.name, count, began)
            self._finish(key.next_bookmark(self.bookmark, highest, server_time) if key else None)
            self._tap.state_writer.write_state(self.tap_state)

    def _select(self, expressions: list[str], *, every_row: bool = False) -> str:
        key, bookmark = self.key, self.bookmark
        if key:
            expressions = [*expressions, key.expression]
        read = [column.name for column in self.columns] + ([key.column.name] if key else [])
        table = readable_table(self.entry, self.table, read)
        sql = f"SELECT {','.join(expressions)} FROM {table}"
        if key and bookmark is not None and not every_row:
            sql += f" WHERE {key.changed_since(bookmark)}"
        if self.ABORT_AT_RECORD_COUNT:
            sql += f" LIMIT {self.ABORT_AT_RECORD_COUNT}"
        return sql

    @property
    def _ends_with_version(self) -> bool:
        """Whether what was not sent is gone."""
        return self.whole or (self.replication_method == FULL_TABLE and not self.in_part)

    def _begin_version(self) -> int | None:
        if self.whole or self.replication_method == FULL_TABLE:
            self._stream_version = self._initialized_at
        return self._stream_version

    def _finish(self, bookmark: Bookmark | None) -> None:
        """Say that the stream is complete, once everything of it has been sent.

        singer-sdk would keep bookmarks from the records it sees; here it sees none in BATCH mode
        and none in order in RECORD mode, so both write the bookmark here.
        """
        if (version := self._begin_version()) is not None and self._ends_with_version:
            self._write_activate_version_message(version)
        if bookmark is not None:
            state = self.stream_state
            state.clear()
            state["replication_key"] = self.replication_key
            state["replication_key_value"] = bookmark
            state["columns"] = self.fingerprint
            if self._created:
                state["created"] = self._created

    def _write_state_message(self) -> None:
        """Leave the state to `_finish`: nothing else of it ever changes."""

    def finalize_state_progress_markers(self, state: Any = None) -> None:
        """Keep no progress markers: a stream is complete or it has not begun."""

    def _finalize_state(self, state: Any = None) -> None:
        """Keep no progress markers."""

    def log(self, message: str, *args: Any, level: int = logging.DEBUG, **kwargs: Any) -> None:
        """Keep singer-sdk's own lines for debugging: hundreds of tables make thousands of them."""
        super().log(message, *args, level=min(level, logging.DEBUG), **kwargs)

    def _increment_stream_state(self, latest_record: Any, *, context: Any = None) -> None:
        """Leave the bookmark to `_finish`."""

    def _write_starting_replication_value(self, context: Any) -> None:
        """Leave the state as it was until the stream is complete."""

    def get_replication_key_signpost(self, context: Any = None) -> None:
        """Write no sign post: `ReplicationKey` bounds the bookmark by the server's clock."""
