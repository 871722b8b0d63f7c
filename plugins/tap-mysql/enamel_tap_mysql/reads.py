"""What is read of a table, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enamel_tap_mysql.bookmarks import Bookmark, ReplicationKey

if TYPE_CHECKING:
    from enamel_tap_mysql.parity.planning import Comparison


@dataclass(frozen=True, slots=True)
class TableRead:
    """What to read of one table.

    Attributes:
        stream: Name of the stream and table.
        sql: A SELECT of something short, of one formatted row, and of the replication key's text
            if there is one. (asyncmy takes a row that begins with 16 MB for the end of the table.)
        header: Header line of the files.
        key: The replication key of an INCREMENTAL stream.
        bookmark: Where the read begins.
        every_row: The same SELECT without a condition.
        key_header: Header line of files that hold the keys of deleted rows.
        comparison: What is compared with raw before the read.
        whole: What is not read is gone, whatever the replication method.
        table: The source's table.
    """

    stream: str
    sql: str
    header: bytes
    key: ReplicationKey | None = None
    bookmark: Bookmark | None = None
    every_row: str = ""
    key_header: bytes = b""
    comparison: "Comparison | None" = None
    whole: bool = False
    table: str = ""

    @property
    def read_anyway(self) -> str | None:
        """The condition for the rows that are read whatever the comparison finds."""
        if self.key is None or self.bookmark is None or (self.comparison and self.comparison.alone):
            return None
        return self.key.changed_since(self.bookmark)


@dataclass(frozen=True, slots=True)
class Gone:
    """A file of the keys of rows that the source no longer has."""

    path: Path


@dataclass(frozen=True, slots=True)
class Complete:
    """A table was read to its end; `warnings` say what could not be kept of it."""

    rows: int
    bookmark: Bookmark | None
    warnings: Sequence[str] = ()
    began: datetime | None = None
