"""NUL characters of text, which Postgres cannot hold: removed, counted, never silently."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable

from enamel_tap_mysql.errors import TableError

NUL = b"\0"
_LONGEST_CELL = 2**31 - 1  # 131,072 characters by default


class NulRemover:
    """Removes NUL characters from one table's text and counts the values by column.

    A search through bytes that have been read anyway costs less than one REPLACE per column in the
    server, and a row is taken apart only where there is a NUL.

    Args:
        table: For messages.
        columns: The cells of a CSV row, in order.
        key: Columns whose values must stay distinct.
    """

    def __init__(self, table: str, columns: Iterable[str], key: Collection[str]) -> None:
        """Begin with nothing removed."""
        self._table = table
        self._columns = list(columns)
        self._key = key
        self.counts: Counter[str] = Counter()

    @classmethod
    def of_headers(cls, table: str, header: bytes, key_header: bytes) -> "NulRemover":
        """Return one for files with these header lines."""
        columns, key = (next(csv.reader([it.decode()]), []) for it in (header, key_header))
        return cls(table, columns, key)

    def without_nul(self, content: bytes, rows: Iterable[bytes]) -> bytes:
        """Return joined CSV rows without NUL characters.

        Args:
            content: The rows, joined.
            rows: The rows again, one by one.
        """
        if NUL not in content:
            return content
        csv.field_size_limit(_LONGEST_CELL)
        for row in rows:
            if NUL in row:
                # Quoted line ends stay part of the one row.
                cells = next(csv.reader([row.decode("utf-8", "replace")]))
                for column, cell in zip(self._columns, cells, strict=True):
                    if "\0" in cell:
                        self.count(column)
        return content.replace(NUL, b"")

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
