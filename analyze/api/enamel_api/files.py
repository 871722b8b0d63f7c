"""Answers as files: CSV that no spreadsheet can run, XLSX with its definitions and its question."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import xlsxwriter
from pydantic import BaseModel

from enamel_api.database import Row

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Form(StrEnum):
    """Kinds of files."""

    CSV = "csv"
    XLSX = "xlsx"


def safe(value: Any) -> Any:
    """Return a text that a spreadsheet would run as a formula with an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_RUNS):
        return f"'{value}"
    return value


def as_csv(row: type[BaseModel], rows: Sequence[Row]) -> bytes:
    """Return rows as CSV: UTF-8, ISO dates, plain decimals, a header line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    columns = list(row.model_fields)
    writer.writerow(columns)
    writer.writerows([_plain(each[name]) for name in columns] for each in rows)
    return text.getvalue().encode("utf-8")


def as_xlsx(row: type[BaseModel], rows: Sequence[Row], stamp: Mapping[str, Any]) -> bytes:
    """Return rows as a workbook: the data, what each column says, and what was asked for.

    Args:
        row: What a row is made of, with descriptions.
        rows: The rows.
        stamp: What was asked, by whom and when, and what it rests on.
    """
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    book = xlsxwriter.Workbook(file, options)
    bold = book.add_format({"bold": True})
    formats = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        Decimal: book.add_format({"num_format": "#,##0.00##"}),
    }
    columns = list(row.model_fields)
    sheet = book.add_worksheet("data")
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, bold)
    for line, each in enumerate(rows, start=1):
        for place, name in enumerate(columns):
            value = each[name]
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(line, place, safe(value))
            elif type(value) in formats:
                sheet.write(line, place, value, formats[type(value)])
            else:
                sheet.write(line, place, value)
    sheet = book.add_worksheet("definitions")
    for place, title in enumerate(("column", "what it says")):
        sheet.write_string(0, place, title, bold)
    for line, (name, field) in enumerate(row.model_fields.items(), start=1):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, field.description or "")
    sheet = book.add_worksheet("question")
    for line, (name, value) in enumerate(stamp.items()):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, str(safe(str(value))))
    book.close()
    return file.getvalue()


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return safe(value)
