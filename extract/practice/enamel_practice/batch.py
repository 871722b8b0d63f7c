"""Rows on their way into a table, and the exact text MariaDB reads them as."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from enamel_practice.errors import PracticeError

NULL = r"\N"
_SPECIAL = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": r"\0"}
_ESCAPES = str.maketrans(_SPECIAL)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table; a column not named takes the table's default.

    A column without a default clause takes 0, '' or 0001-01-01. Values may be None, str, int,
    bool, float, Decimal, date, datetime, time, timedelta, bytes or numpy's scalars; a zero date is
    the text '0000-00-00'.
    """

    table: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def encode(batch: Batch, binary: frozenset[str] = frozenset()) -> bytes:
    """Return a batch as the lines of a LOAD DATA file: tabs, newlines, backslash escapes.

    Args:
        batch: The rows.
        binary: Columns that hold bytes; they travel as hexadecimal digits.

    Raises:
        PracticeError: A row of another width than the columns, or a value no column can hold.
    """
    if not batch.rows:
        return b""
    try:
        columns = list(zip(*batch.rows, strict=True))
    except ValueError:
        columns = []
    if len(columns) != len(batch.columns):
        raise PracticeError(
            f"A batch of {batch.table} has rows that do not fit its {len(batch.columns)} columns.",
            "Give every row one value per named column.",
        )
    texts = [
        _column(batch.table, name, values, _binary if name in binary else _one)
        for name, values in zip(batch.columns, columns, strict=True)
    ]
    return ("\n".join(map("\t".join, zip(*texts, strict=True))) + "\n").encode()


def _column(
    table: str, name: str, values: tuple[Any, ...], one: Callable[[Any], str]
) -> Sequence[str]:
    """Encode one column; columns of one plain type, nearly all, take a short way."""
    kinds = set(map(type, values))
    if one is _one and len(kinds) == 1:
        if kinds == {int}:
            return list(map(str, values))
        if kinds == {date}:
            return list(map(date.isoformat, values))
        if kinds == {datetime} and not any(value.tzinfo for value in values):
            return [value.isoformat(" ") for value in values]
        if kinds == {float} and all(map(math.isfinite, values)):
            return list(map(float.__repr__, values))
        # 0.0 and -0.0 are alike, but not the same text.
        if (values[0] or kinds != {float}) and values.count(values[0]) == len(values):
            return [_tried(table, name, values[0])] * len(values)
        if kinds == {str}:
            joined = "".join(values)
            if not any(mark in joined for mark in _SPECIAL):
                return values
            return [value.translate(_ESCAPES) for value in values]
    try:
        return list(map(one, values))
    except (TypeError, ValueError) as error:
        raise _refused(table, name, error) from error


def _tried(table: str, name: str, value: Any) -> str:
    try:
        return _one(value)
    except (TypeError, ValueError) as error:
        raise _refused(table, name, error) from error


def _refused(table: str, name: str, error: Exception) -> PracticeError:
    return PracticeError(
        f"A value for {table}.{name} cannot be stored: {error}.",
        "Give a plain number, text, date, time or bytes.",
    )


def _one(value: Any) -> str:
    encoder = _ENCODERS.get(type(value))
    if encoder is not None:
        return encoder(value)
    for kind in _ENCODERS:
        if isinstance(value, kind):
            return _ENCODERS[kind](value)
    if hasattr(value, "item"):
        return _one(value.item())
    raise TypeError(f"type {type(value).__name__}")


def _binary(value: Any) -> str:
    if value is None:
        return NULL
    return value.hex() if isinstance(value, bytes) else str(value).encode().hex()


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return float.__repr__(value)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError("not a finite number")
    return format(value, "f")


def _datetime(value: datetime) -> str:
    if value.tzinfo is not None:
        raise ValueError("a time with a zone; the source keeps the office's clock")
    return value.isoformat(" ")


def _time(value: time) -> str:
    if value.tzinfo is not None:
        raise ValueError("a time with a zone; the source keeps the office's clock")
    return value.isoformat()


def _timedelta(value: timedelta) -> str:
    micros = value // timedelta(microseconds=1)
    seconds, fraction = divmod(abs(micros), 1_000_000)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return ("-" if micros < 0 else "") + clock + (f".{fraction:06}" if fraction else "")


# Subclasses come before what they derive from: the slow way takes the first that fits.
_ENCODERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: NULL,
    bool: lambda value: "1" if value else "0",
    int: lambda value: str(int(value)),
    float: _float,
    str: lambda value: str.translate(value, _ESCAPES),
    Decimal: _decimal,
    datetime: _datetime,
    date: date.isoformat,
    time: _time,
    timedelta: _timedelta,
}
