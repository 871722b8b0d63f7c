"""Rows to people and programs: a table, JSON or CSV, on standard output or into a file."""

import csv
import json
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from enamel.errors import EnamelError

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", help="Print into this file.", dir_okay=False)
]


@contextmanager
def opened(output: Path | None) -> "Iterator[TextIO | None]":
    """Open the file that is printed into; None is standard output.

    Raises:
        EnamelError: It cannot be written.
    """
    if output is None:
        yield None
        return
    try:
        file = output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise EnamelError(
            f"{output} cannot be written: {error.strerror}.", "Choose another --output."
        ) from error
    with file:
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


def print_rows(
    rows: Sequence[Row], output_format: Format, file: TextIO | None, *, none: str = "Nothing."
) -> None:
    """Print rows in the format that is asked for.

    Args:
        rows: All with the same keys, which are the headings.
        output_format: How.
        file: Where; None is standard output.
        none: What a table without rows says.
    """
    if output_format is Format.JSON:
        print_json(list(rows), file)
    elif output_format is Format.CSV:
        print_csv(rows, file)
    elif rows:
        print_table(rows, file)
    else:
        typer.echo(none, file=file)


def print_table(rows: Sequence[Row], file: TextIO | None) -> None:
    """Print rows as a table: numbers to the right, long words folded, never cut."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in rows[0]:
        numbers = all(isinstance(row[name], int | float) for row in rows)
        table.add_column(
            name.replace("_", " "), overflow="fold", justify="right" if numbers else "left"
        )
    for row in rows:
        table.add_row(*(Text("" if it is None else str(it)) for it in row.values()))
    Console(file=file, highlight=False).print(table)
