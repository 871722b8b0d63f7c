"""Values of RECORD messages: the server's own text, parsed by type.

The expressions are those of the BATCH files, so both ways carry the same values. A whole number is
an integer, a decimal is exact, a double survives, TIME is `[-]HH:MM:SS[.ffffff]`, a date or time is
ISO 8601 (TIMESTAMP with its UTC offset, DATETIME without), binary is hexadecimal digits.
"""

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Any

from enamel_tap_mysql.errors import row_too_long
from enamel_tap_mysql.texts import TextGuard, not_text
from enamel_tap_mysql.types import Column, Kind


def _text(raw: bytes) -> str:
    return raw.decode("utf-8")


_PARSERS: dict[Kind, Callable[[bytes], Any]] = {
    Kind.INTEGER: int,
    Kind.BIT: int,
    Kind.DECIMAL: lambda raw: Decimal(raw.decode("ascii")),
    Kind.FLOAT: float,
    Kind.DATE: _text,
    Kind.DATETIME: lambda raw: _text(raw).replace(" ", "T"),
    Kind.TIMESTAMP: lambda raw: _text(raw).replace(" ", "T") + ":00",
    Kind.TIME: _text,
    Kind.TEXT: _text,
    Kind.PLAIN_TEXT: _text,
    Kind.BINARY: lambda raw: _text(raw[2:]),
}


_PRESENT = ord("0")


class RecordParser:
    """Turns rows of `value` expressions into records."""

    def __init__(self, table: str, columns: Sequence[Column], key: Collection[str] = ()) -> None:
        """Look up each column's parser once."""
        self._table = table
        self.texts = TextGuard(table, (), key)
        self._columns = [(column.name, _PARSERS[column.type.kind]) for column in columns]

    def __call__(self, row: Sequence[bytes | None]) -> dict[str, Any]:
        """Return the record of a row: the flags of `absent`, then one value per column.

        Raises:
            TableError: A value is too long for the server to send, or a text is not what its
                character set allows; the value is not shown.
        """
        record: dict[str, Any] = {}
        absent = row[0] or b""
        for (name, parse), raw, flag in zip(self._columns, row[1:], absent, strict=True):
            if raw is None:
                if flag == _PRESENT:
                    raise row_too_long(self._table)
                record[name] = None
                continue
            try:
                parsed = parse(raw)
            except UnicodeDecodeError as error:
                raise not_text(self._table, name) from error
            if isinstance(parsed, str) and "\0" in parsed:
                self.texts.count(name)
                parsed = parsed.replace("\0", "")
            record[name] = parsed
        return record
