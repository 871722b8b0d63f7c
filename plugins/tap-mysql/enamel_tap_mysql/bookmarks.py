"""Where an incremental read begins, and where the next one will.

One SELECT is one consistent read, so the highest key among the rows it returned is a bound below
which nothing was skipped in that read. What commits later with an older key is caught by reading
again from some time before the bookmark (the overlap).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from enamel_tap_mysql.errors import TableError
from enamel_tap_mysql.expressions import identifier, value
from enamel_tap_mysql.types import Column, Kind

DEFAULT_OVERLAP_SECONDS = 300
DEFAULT_OVERLAP_ROWS = 1000

Bookmark = str | int


@dataclass(frozen=True, slots=True)
class ReplicationKey:
    """The column an INCREMENTAL stream is read by.

    Attributes:
        table: For messages.
        column: The source's column: timestamp, datetime, date or a whole number.
        overlap_seconds: How far before the bookmark a time key is read again.
        overlap_rows: The same for a number.
    """

    table: str
    column: Column
    overlap_seconds: float = DEFAULT_OVERLAP_SECONDS
    overlap_rows: int = DEFAULT_OVERLAP_ROWS

    def __post_init__(self) -> None:
        """Refuse columns that have no order to follow."""
        kinds = (Kind.TIMESTAMP, Kind.DATETIME, Kind.DATE, Kind.INTEGER)
        if self.column.type.kind not in kinds:
            raise TableError(
                f"Column {self.column.name} of table {self.table} is {self.column.column_type}, "
                "which cannot be a replication key.",
                "Choose a timestamp or a number, or FULL_TABLE, in the policy.",
            )

    @property
    def expression(self) -> str:
        """SQL text of the key, never NULL, that `highest` understands."""
        return f"IFNULL({value(self.column)},'')"

    def changed_since(self, bookmark: Bookmark) -> str:
        """Return the condition that finds every row changed since a bookmark.

        Rows without a key (NULL, zero date) have no place in the order: they are always read.
        """
        name = identifier(self.column.name)
        conditions = []
        if (bound := self._bound(bookmark)) is None:
            return "TRUE"
        conditions.append(f"{name} >= {bound}")
        if self.column.nullable:
            conditions.append(f"{name} IS NULL")
        if self.column.type.kind is not Kind.INTEGER:
            conditions.append(f"{name} = '0000-00-00 00:00:00'")
        return " OR ".join(conditions)

    def highest(self, keys: Iterable[bytes | None]) -> bytes:
        """Return the highest of the keys as `expression` prints them."""
        if self.column.type.kind is Kind.INTEGER:
            return b"%d" % max(map(int, filter(None, keys)), default=0)
        return max(filter(None, keys), default=b"")

    def next_bookmark(
        self, previous: Bookmark | None, highest: bytes, server_time: str
    ) -> Bookmark | None:
        """Return the bookmark after a complete read.

        Args:
            previous: The bookmark the read began with.
            highest: Highest key read; empty if there was none.
            server_time: The server's UTC time before the read. A row stamped in the future must
                not carry the bookmark there, or the changes until then would be missed.
        """
        if self.column.type.kind is Kind.INTEGER:
            numbers = [int(mark) for mark in (previous, highest) if mark not in (None, b"")]
            return max(numbers, default=None)
        marks = [str(previous)] if previous is not None else []
        if highest:
            marks.append(self._iso(highest))
        if not marks:
            return None
        bookmark = max(marks, key=self._parse)
        if self.column.type.kind is Kind.TIMESTAMP:
            return min(bookmark, f"{server_time.replace(' ', 'T')}+00:00", key=self._parse)
        return bookmark

    def _iso(self, key: bytes) -> str:
        text = key.decode("ascii").replace(" ", "T")
        return f"{text}:00" if self.column.type.kind is Kind.TIMESTAMP else text

    def _bound(self, bookmark: Bookmark) -> str | None:
        if self.column.type.kind is Kind.INTEGER:
            return str(self._number(bookmark) - self.overlap_rows)
        try:
            lowest = self._parse(bookmark) - timedelta(seconds=self.overlap_seconds)
        except OverflowError:
            return None
        return f"TIMESTAMP'{lowest.replace(tzinfo=None).isoformat(sep=' ')}'"

    def _parse(self, bookmark: Any) -> datetime:
        try:
            parsed = datetime.fromisoformat(str(bookmark))
        except ValueError as error:
            raise self._unreadable() from error
        return parsed.replace(tzinfo=None)

    def _number(self, bookmark: Bookmark) -> int:
        try:
            return int(bookmark)
        except ValueError as error:
            raise self._unreadable() from error

    def _unreadable(self) -> TableError:
        return TableError(
            f"The saved state of table {self.table} is no value of column {self.column.name}.",
            "Correct it with `meltano state edit`, or run once with --full-refresh.",
        )
