"""Rows to people and programs: a table, JSON or CSV, on standard output or into a file."""

import csv
import json
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@contextmanager
def opened(output: Path | None) -> "Iterator[TextIO | None]":
    """Open the file that is printed into; None is standard output."""
    if output is None:
        yield None
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: times as ISO 8601 in UTC, spans as seconds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(part) for name, part in asdict(value).items()}
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        return round(value.total_seconds(), 3)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def print_json(value: Any, file: TextIO | None) -> None:
    """Print a value as JSON."""
    typer.echo(json.dumps(plain(value), indent=2), file=file)


def print_csv(rows: Sequence[Row], file: TextIO | None) -> None:
    """Print rows as CSV with a header line."""
    import sys

    if rows:
        writer = csv.DictWriter(file or sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(plain(row) for row in rows)
