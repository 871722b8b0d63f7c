"""One canonical text of every value, written by MariaDB and by Postgres alike.

Two rows are equal exactly when their texts are: each value has one spelling (a float its bits, a
time no trailing zeros), and no two lists of values share a text (a text carries its length; long
texts and bytes are digests). NULL is nothing, which no value is.
"""

import re
from collections.abc import Sequence

from enamel_tap_mysql.expressions import identifier, value
from enamel_tap_mysql.types import Column, Kind

_COMMA = "','"
_LONG = re.compile(r"mediumtext|longtext|json", re.IGNORECASE)
_FRACTION = re.compile(r"\((\d+)\)")
_MOST_ARGUMENTS = 90
"""Postgres takes a hundred arguments."""

# Which raw types hold a kind so that its text is the one the source writes.
_RAW = {
    Kind.INTEGER: re.compile(r"smallint|integer|bigint|numeric(\(\d+,0\))?"),
    Kind.BIT: re.compile(r"smallint|integer|bigint|numeric(\(\d+,0\))?"),
    Kind.FLOAT: re.compile(r"real|double precision"),
    Kind.DATE: re.compile(r"date"),
    Kind.DATETIME: re.compile(r"timestamp(\(\d\))? without time zone"),
    Kind.TIMESTAMP: re.compile(r"timestamp(\(\d\))? with time zone"),
    Kind.TIME: re.compile(r"interval(\(\d\))?"),
    Kind.TEXT: re.compile(r"text|character varying(\(\d+\))?"),
    Kind.PLAIN_TEXT: re.compile(r"text|character varying(\(\d+\))?"),
    Kind.BINARY: re.compile(r"bytea"),
}


def quoted(name: str) -> str:
    """Quote a name of the warehouse."""
    return '"' + name.replace('"', '""') + '"'


def is_comparable(column: Column, raw_type: str | None) -> bool:
    """Whether a raw column can be compared with its source; None is a column that is not there."""
    if raw_type is None:
        return False
    kind = column.type
    if kind.kind is Kind.DECIMAL:
        # Another scale is another text, though the number is the same.
        scale = kind.postgres.rstrip(")").rpartition(",")[2]
        return re.fullmatch(rf"numeric\(\d+,{scale}\)", raw_type) is not None
    if kind.kind is Kind.FLOAT and raw_type == "real":
        return kind.postgres == "real"
    return _RAW[kind.kind].fullmatch(raw_type) is not None


def source_row(columns: Sequence[Column]) -> str:
    """Return MariaDB's expression of a row; NULL only when the server cannot hold the text."""
    return f"CONCAT({f',{_COMMA},'.join(map(_source_cell, columns))})"


def warehouse_row(columns: Sequence[Column]) -> str:
    """Return Postgres' expression of the same row."""
    return _concatenated([_warehouse_cell(column) for column in columns])


def source_digest(text: str) -> str:
    """Return MariaDB's expression of 60 bits of a text's MD5."""
    return f"CAST(CONV(LEFT(MD5({text}),15),16,10) AS UNSIGNED)"


def warehouse_digest(text: str) -> str:
    """Return Postgres' expression of the same 60 bits."""
    return f"('x0'||left(md5({text}),15))::bit(64)::bigint"


def _concatenated(cells: Sequence[str]) -> str:
    # Unlike ||, concat takes NULL for nothing.
    parts: list[str] = []
    for cell in cells:
        parts += [_COMMA, cell] if parts else [cell]
    while len(parts) > _MOST_ARGUMENTS:
        parts = [
            f"concat({','.join(parts[start : start + _MOST_ARGUMENTS])})"
            for start in range(0, len(parts), _MOST_ARGUMENTS)
        ]
    return f"concat({','.join(parts)})"


def _source_cell(column: Column) -> str:
    name, kind = identifier(column.name), column.type.kind
    if kind is Kind.FLOAT:
        # No function shows the bits of a float, but a point is made of them.
        bits = f"LOWER(HEX(REVERSE(SUBSTR(ST_AsBinary(POINT({name},0)),6,8))))"
        return f"IF({name} IS NULL,'',{bits})"
    if kind is Kind.INTEGER or kind is Kind.DECIMAL:
        padded = "zerofill" in column.column_type.lower() or column.column_type.startswith("year")
        return f"IFNULL({name}{'+0' * padded},'')"
    if kind in (Kind.DATE, Kind.BIT):
        return f"IFNULL({value(column)},'')"
    if kind in (Kind.DATETIME, Kind.TIMESTAMP):
        return f"IFNULL({_trimmed(column, f'({name} + INTERVAL 0 DAY)')},'')"
    if kind is Kind.TIME:
        # Nothing has no sign here, but might in a table of long ago.
        return f"IF({name}=0,'00:00:00',IFNULL({_trimmed(column, name)},''))"
    if kind is Kind.BINARY:
        # Not IFNULL: what is NULL because it is too long must stay NULL, and be noticed.
        return f"IF({name} IS NULL,'',MD5({name}))"
    text = value(column)
    if kind is Kind.TEXT:
        text = f"REPLACE({text},x'00','')"  # as in raw
    if kind is Kind.TEXT and _LONG.match(column.column_type):
        return f"IF({name} IS NULL,'',MD5({text}))"
    if kind is Kind.TEXT:
        # Most texts are empty.
        length = f"CASE WHEN {name} IS NULL THEN '' WHEN LENGTH({name})=0 THEN '0:'"
        return f"{length} ELSE CONCAT(LENGTH({text}),':',{text}) END"
    return f"IF({name} IS NULL,'',CONCAT(LENGTH({text}),':',{text}))"


def _warehouse_cell(column: Column) -> str:
    name, kind = quoted(column.name), column.type.kind
    if kind is Kind.FLOAT:
        return f"encode(float8send({name}),'hex')"
    if kind is Kind.TIMESTAMP:
        return f"({name} at time zone 'UTC')"
    if kind is Kind.BINARY or (kind is Kind.TEXT and _LONG.match(column.column_type)):
        return f"md5({name})"
    if kind in (Kind.TEXT, Kind.PLAIN_TEXT):
        return f"octet_length({name})||':'||{name}"
    return name


def _trimmed(column: Column, text: str) -> str:
    """Drop what Postgres does not print: zeros at the end of a fraction, and its point."""
    if not _FRACTION.search(column.column_type):
        return text
    return f"TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {text}))"
