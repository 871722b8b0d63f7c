"""Text that Postgres cannot hold: NUL characters are removed and counted, no UTF-8 is refused."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable

from enamel_tap_mysql.errors import TableError

NUL = b"\0"
_LONGEST_CELL = 2**31 - 1  # 131,072 characters by default
_PART_BYTES = 1 << 20
# How `surrogateescape` shows bytes that are no UTF-8.
_ESCAPED = re.compile("[\udc80-\udcff]")


class TextGuard:
    """Looks through the text of one table.

    A search through bytes that have been read anyway costs less than one REPLACE per column in the
    server, and a row is taken apart only where there is something to find.

    Args:
        table: For messages.
        columns: The cells of a CSV row, in order.
        key: Columns whose values must stay distinct.
    """

    def __init__(self, table: str, columns: Iterable[str], key: Collection[str]) -> None:
        """Begin with nothing found."""
        self._table = table
        self._columns = list(columns)
        self._key = key
        self.counts: Counter[str] = Counter()

    @classmethod
    def of_headers(cls, table: str, header: bytes, key_header: bytes) -> "TextGuard":
        """Return one for files with these header lines."""
        columns, key = (next(csv.reader([it.decode()]), []) for it in (header, key_header))
        return cls(table, columns, key)

    def checked(self, content: bytes, rows: Iterable[bytes]) -> bytes:
        """Return CSV rows as Postgres can read them.

        Args:
            content: The rows, joined.
            rows: The rows again, one by one.

        Raises:
            TableError: A text is no UTF-8.
        """
        if NUL in content or not _is_utf8(content):
            csv.field_size_limit(_LONGEST_CELL)
            for row in rows:
                if NUL in row or not _is_utf8(row):
                    self._look(row)
        return content.replace(NUL, b"") if self.counts else content

    def count(self, column: str) -> None:
        """Count a value with NUL characters.

        Raises:
            TableError: It is part of the key, and another row may have the rest of it.
        """
        if column in self._key:
            raise TableError(
                f"Column {column} of table {self._table}, part of its key, holds NUL characters, "
                "which Postgres cannot.",
                "Repair the rows in the source, or deselect the table in the policy.",
            )
        self.counts[column] += 1

    @property
    def warnings(self) -> list[str]:
        """A line per column that was changed."""
        return [
            f"Column {column} of table {self._table}: NUL characters, which Postgres cannot hold, "
            f"were removed from {count} value{'s' * (count != 1)}."
            for column, count in sorted(self.counts.items())
        ]

    def _look(self, row: bytes) -> None:
        # Quoted line ends stay part of the one row.
        cells = next(csv.reader([row.decode("utf-8", "surrogateescape")]))
        for column, cell in zip(self._columns, cells, strict=True):
            if _ESCAPED.search(cell):
                raise not_text(self._table, column)
            if "\0" in cell:
                self.count(column)


def not_text(table: str, column: str) -> TableError:
    """Return the error for a text that has no UTF-8: half a surrogate pair, for instance."""
    return TableError(
        f"Column {column} of table {table} holds text that has no valid UTF-8.",
        "Repair the row in the source, or deselect the column in the policy.",
    )


def _is_utf8(content: bytes) -> bool:
    if content.isascii():
        return True
    # By parts: as one string, a long text would take four times its size.
    decode = codecs.getincrementaldecoder("utf-8")().decode
    view = memoryview(content)
    try:
        for start in range(0, len(view), _PART_BYTES):
            decode(view[start : start + _PART_BYTES])
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
