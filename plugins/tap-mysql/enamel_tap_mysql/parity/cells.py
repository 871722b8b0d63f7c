"""One canonical text of every value, written by MariaDB and by Postgres alike.

Two rows are equal exactly when their texts are: each value has one spelling (a float its bits, a
time no trailing zeros), and no two lists of values share a text (a text carries its length; long
texts and bytes are digests). NULL is nothing, which no value is.
"""

import re
from collections.abc import Mapping, Sequence

from enamel_tap_mysql.expressions import identifier, value
from enamel_tap_mysql.types import Column, Kind

_COMMA = "','"
_LONG = re.compile(r"mediumtext|longtext|json", re.IGNORECASE)
_FRACTION = re.compile(r"\((\d+)\)")
_MOST_ARGUMENTS = 90
"""Postgres takes a hundred arguments."""

_NUMERIC = re.compile(r"smallint|integer|bigint|numeric(\(\d+,\d+\))?")
_VARCHAR = re.compile(r"text|character varying(\(\d+\))?")
# Which raw types hold values of a kind. Any other is another value, or none, of a type alike.
_RAW = {
    Kind.INTEGER: _NUMERIC,
    Kind.DECIMAL: _NUMERIC,
    Kind.BIT: _NUMERIC,
    Kind.FLOAT: re.compile(r"real|double precision"),
    Kind.DATE: re.compile(r"date|timestamp(\(\d\))? without time zone"),
    Kind.DATETIME: re.compile(r"timestamp(\(\d\))? without time zone"),
    Kind.TIMESTAMP: re.compile(r"timestamp(\(\d\))? with time zone"),
    Kind.TIME: re.compile(r"interval(\(\d\))?"),
    Kind.TEXT: _VARCHAR,
    Kind.PLAIN_TEXT: _VARCHAR,
    Kind.BINARY: re.compile(r"bytea"),
}


def quoted(name: str) -> str:
    """Quote a name of the warehouse."""
    return '"' + name.replace('"', '""') + '"'


def is_comparable(column: Column, raw_type: str | None) -> bool:
    """Whether a raw column can be compared with its source; None is a column that is not there."""
    if raw_type is None:
        return False
    return _RAW[column.type.kind].fullmatch(raw_type) is not None


def source_row(columns: Sequence[Column]) -> str:
    """Return MariaDB's expression of a row; NULL only when the server cannot hold the text."""
    return f"CONCAT({f',{_COMMA},'.join(map(_source_cell, columns))})"


def warehouse_row(columns: Sequence[Column], raw_types: Mapping[str, str]) -> str:
    """Return Postgres' expression of the same row, whose columns may be of wider types there."""
    return _concatenated([_warehouse_cell(column, raw_types[column.name]) for column in columns])


def source_digest(text: str) -> str:
    """Return MariaDB's expression of 60 bits of a text's MD5."""
    return f"CAST(CONV(LEFT(MD5({text}),15),16,10) AS UNSIGNED)"


def warehouse_digest(text: str) -> str:
    """Return Postgres' expression of the same 60 bits."""
    return f"('x0'||left(md5({text}),15))::bit(64)::bigint"


def source_instant(column: Column) -> str:
    """Return MariaDB's whole number of a time stamp; nothing and the zero date are 0."""
    seconds = f"UNIX_TIMESTAMP({identifier(column.name)})"
    if _FRACTION.search(column.column_type):
        seconds = f"CAST({seconds}*1000000 AS SIGNED)"
    return f"IFNULL({seconds},0)" if column.nullable else seconds


def warehouse_instant(column: Column) -> str:
    """Return Postgres' whole number of the same time stamp."""
    # Unlike extract, date_part makes no numeric; a double holds microseconds beyond the year 2200.
    seconds = f"date_part('epoch',{quoted(column.name)})"
    if _FRACTION.search(column.column_type):
        seconds = f"{seconds}*1000000"
    return f"coalesce(({seconds})::bigint,0)"


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


def _warehouse_cell(column: Column, raw_type: str) -> str:
    name, kind = quoted(column.name), column.type.kind
    if kind in (Kind.INTEGER, Kind.BIT, Kind.DECIMAL):
        return _with_scale(name, raw_type, _scale(column.type.postgres))
    if kind is Kind.DATE and raw_type != "date":
        # What is no day prints as it is, and so unlike any day.
        return f"case when {name} = {name}::date then {name}::date::text else {name}::text end"
    if kind is Kind.FLOAT:
        return f"encode(float8send({name}),'hex')"
    if kind is Kind.TIMESTAMP:
        return f"({name} at time zone 'UTC')"
    if kind is Kind.BINARY or (kind is Kind.TEXT and _LONG.match(column.column_type)):
        return f"md5({name})"
    if kind in (Kind.TEXT, Kind.PLAIN_TEXT):
        return f"octet_length({name})||':'||{name}"
    return name


def _scale(postgres: str) -> int:
    """Return how many digits behind the point a type prints; -1 where each value has its own."""
    if postgres.startswith("numeric"):
        return int(postgres.rstrip(")").rpartition(",")[2]) if "(" in postgres else -1
    return 0


def _with_scale(name: str, raw_type: str, scale: int) -> str:
    """Return a number with the digits that the source prints; one with more keeps its own."""
    if _scale(raw_type) == scale:
        return name
    rounded = f"round({name}::numeric,{scale})"
    return f"case when {name} = {rounded} then {rounded} else {name}::numeric end"


def _trimmed(column: Column, text: str) -> str:
    """Drop what Postgres does not print: zeros at the end of a fraction, and its point."""
    if not _FRACTION.search(column.column_type):
        return text
    return f"TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {text}))"
