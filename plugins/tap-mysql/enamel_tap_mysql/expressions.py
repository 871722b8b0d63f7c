"""SQL by which MariaDB itself formats a column, so that Python never parses a value.

`value` yields the text Postgres reads for the column, or NULL. `csv_cell` wraps it as one cell of
`COPY … WITH (FORMAT csv)`, `csv_row` joins the cells of a row. No literal depends on `sql_mode`:
special bytes are written as `x'..'`.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from enamel_tap_mysql.types import Column, Kind

# Character sets whose stored bytes are UTF-8 already; ASCII is a subset of it.
_UTF8 = frozenset(("utf8mb4", "utf8mb3", "utf8", "ascii", "us_ascii"))
# Those of which every stored character has a counterpart in UTF-8.
_UNICODE = frozenset(("latin1", "ucs2", "utf16", "utf16le", "utf32"))
_NO_TEXT = "x'FF'"
# Of `varchar(255)`; and what is far below any max_allowed_packet when quoted in four-byte UTF-8.
_LENGTH = re.compile(r"(?:var)?(?:char|binary)\((\d+)\)", re.IGNORECASE)
_SHORT = 1000
_QUOTE = "x'22'"
_SEPARATOR = ",',',"


def identifier(name: str) -> str:
    """Quote a table or column name, whatever characters it holds.

    >>> identifier("odd `name`")
    '`odd ``name```'
    """
    return "`" + name.replace("`", "``") + "`"


def value(column: Column) -> str:
    """Return the expression whose text is the column's value for Postgres.

    It is NULL where the column is NULL and where a date is none: MariaDB's zero (0000-00-00),
    partial (2020-00-15) and year-0 dates. Adding no days turns just those into NULL and keeps
    0001-01-01 and microseconds.
    """
    name = identifier(column.name)
    kind = column.type.kind
    if kind is Kind.FLOAT:
        # A float prints six digits; as a double it prints what it holds.
        return f"CAST({name} AS DOUBLE)"
    if kind is Kind.BIT:
        return f"({name}+0)"
    if kind in (Kind.DATE, Kind.DATETIME):
        return f"({name} + INTERVAL 0 DAY)"
    if kind is Kind.TIMESTAMP:
        # The session's time zone is UTC; saying so leaves nothing to the reader's time zone.
        return f"CONCAT({name} + INTERVAL 0 DAY,'+00')"
    if kind is Kind.TEXT:
        return _utf8_bytes(column)
    if kind is Kind.PLAIN_TEXT:
        return f"CAST({name} AS CHAR)"
    if kind is Kind.BINARY:
        return f"CONCAT(x'5C78',HEX({name}))"
    return name


def csv_cell(column: Column) -> str:
    r"""Return the expression of the column's CSV cell; never NULL.

    NULL is an unquoted nothing. Every text is quoted, with quotes doubled, so that `''`, `\.` and
    line ends arrive as they are; numbers, dates and `\x…` need no quotes.
    """
    name, kind = identifier(column.name), column.type.kind
    if kind in (Kind.DATE, Kind.DATETIME, Kind.TIMESTAMP):
        return f"IFNULL({value(column)},'')"
    cell = value(column)
    if kind is Kind.TEXT:
        # REPLACE on bytes skips the multi-byte path, and most texts are empty: both are speed.
        quoted = f"REPLACE({value(column)},{_QUOTE},x'2222')"
        cell = f"IF(LENGTH({name})=0,x'2222',CONCAT({_QUOTE},{quoted},{_QUOTE}))"
    elif kind is Kind.PLAIN_TEXT:
        cell = f"CONCAT({_QUOTE},{cell},{_QUOTE})"
    if not column.nullable:
        return cell
    if kind in (Kind.TEXT, Kind.PLAIN_TEXT, Kind.BINARY):
        # Not IFNULL: a cell that is NULL because it is too long must stay NULL, and be noticed.
        return f"IF({name} IS NULL,x'',{cell})"
    return f"IFNULL({cell},'')"


def csv_row(columns: Iterable[Column]) -> str:
    """Return the expression of a whole CSV row, without its line end.

    It is NULL only when the row, or one cell, exceeds the server's `max_allowed_packet`. CONCAT_WS
    costs the server a tenth less, and skips a cell that is NULL: so it joins those that never are,
    and CONCAT, which skips none, the others.
    """
    parts: list[str] = []
    for bounded, group in groupby(columns, _is_bounded):
        cells = [csv_cell(column) for column in group]
        parts += [f"CONCAT_WS(',',{','.join(cells)})"] if bounded and cells[1:] else cells
    return parts[0] if parts[1:] == [] else f"CONCAT({_SEPARATOR.join(parts)})"


def _is_bounded(column: Column) -> bool:
    """Whether a cell is always short, so that it is never NULL for being too long."""
    if column.type.kind not in (Kind.TEXT, Kind.PLAIN_TEXT, Kind.BINARY):
        return True
    length = _LENGTH.match(column.column_type)
    return length is not None and int(length[1]) <= _SHORT


def absent(columns: Iterable[Column]) -> str:
    """Return the expression of one 0 or 1 per column: whether the source holds NULL there.

    With it a value that is NULL because it is too long is told from one that is NULL.
    """
    flags = [
        f"{identifier(column.name)} IS NULL"
        if column.type.kind in (Kind.TEXT, Kind.PLAIN_TEXT, Kind.BINARY)
        else "1"
        for column in columns
    ]
    return f"CONCAT({','.join(flags)})"


def csv_header(names: Iterable[str]) -> bytes:
    """Return the header line for `COPY … (HEADER MATCH)`, without its line end.

    >>> csv_header(["PatNum", "Notes, old"])
    b'"PatNum","Notes, old"'
    """
    return ",".join('"' + name.replace('"', '""') + '"' for name in names).encode()


def _utf8_bytes(column: Column) -> str:
    name = identifier(column.name)
    charset = (column.charset or "latin1").lower()
    if charset in _UTF8:
        return f"CAST({name} AS BINARY)"
    converted = f"CONVERT({name} USING utf8mb4)"
    text = f"CAST({converted} AS BINARY)"
    if charset in _UNICODE:
        return text
    # The server turns what it cannot convert into `?`. Bytes that are no text stop the table.
    stored, back = (
        f"CAST({name} AS BINARY)",
        f"CAST(CONVERT({converted} USING {charset}) AS BINARY)",
    )
    return f"IF({back}={stored},{text},{_NO_TEXT})"
