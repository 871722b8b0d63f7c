"""The trap mini-ledger and its right answers, as data next to this module."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from enamel_practice.batch import Batch
from enamel_practice.schema import POLYMORPHIC, Column, Table, Tracking, load_schema, load_tracking

FIRST_ID = 9_000_001
TRAP_KEYS = 10_000
OFFSET = FIRST_ID - 1
# Rows that show no day of their own were made when the traps' practice was set up.
SET_UP_ON = date(2026, 1, 1)
END_OF_DAY = time(17, 0)
# Amounts of an insurance line that say "not set" by being -1.
_UNSET = {
    "claimproc": (
        "AllowedOverride",
        "PaidOtherInsOverride",
        "DedEst",
        "DedEstOverride",
        "InsEstTotalOverride",
        "WriteOffEst",
        "WriteOffEstOverride",
    )
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure of the mini-ledger.

    Args:
        parameters: Dates, days and policy the figure is asked for.
        expected: The row of the right answer, as text.
        catches: What wrong answers come from.
    """

    parameters: dict[str, Any]
    expected: dict[str, str]
    catches: tuple[str, ...] = ()


def trap_batches(code_nums: Mapping[str, int]) -> list[Batch]:
    """Return the mini-ledger's rows.

    Args:
        code_nums: The practice's `procedurecode` rows: CodeNum by ProcCode. The traps use
            those of `trap_codes()`.
    """
    tracking = load_tracking()
    return [
        _batch(load_schema().tables[name], tracking[name], rows, code_nums)
        for name, rows in _read("traps.yml").items()
    ]


def trap_rows() -> dict[str, list[dict[str, Any]]]:
    """Return the mini-ledger as it is written down: rows by table, keys counted from 1."""
    rows: dict[str, list[dict[str, Any]]] = _read("traps.yml")
    return rows


def trap_codes() -> tuple[str, ...]:
    """Return the procedure codes the traps refer to."""
    return tuple(sorted({row["CodeNum"] for row in _read("traps.yml")["procedurelog"]}))


def expected_answers() -> dict[str, Answer]:
    """Return the right answers by the figure's name."""
    return {
        name: Answer(it["parameters"], it["expected"], tuple(it.get("catches", ())))
        for name, it in _read("traps_expected.yml").items()
    }


def _batch(
    table: Table, tracking: Tracking, rows: list[dict[str, Any]], code_nums: Mapping[str, int]
) -> Batch:
    filled = [_stamped(table, tracking, row) for row in rows]
    named = {name for row in filled for name in row}
    columns = tuple(column.name for column in table.columns if column.name in named)
    return Batch(
        table.name,
        columns,
        [tuple(_value(table, name, row, code_nums) for name in columns) for row in filled],
    )


def _stamped(table: Table, tracking: Tracking, row: dict[str, Any]) -> dict[str, Any]:
    made = row.get("_on", SET_UP_ON)
    stamps: dict[str, Any] = {
        name: made if table.column(name).base_type == "date" else _evening(made)
        for name in (*tracking.created, *tracking.stamped)
    }
    if tracking.updated:
        stamps[tracking.updated] = _evening(row.get("_edited", made))
    unset = dict.fromkeys(_UNSET.get(table.name, ()), -1.0)
    given = {name: value for name, value in row.items() if not name.startswith("_")}
    return {**stamps, **unset, **given}


def _value(table: Table, name: str, row: dict[str, Any], code_nums: Mapping[str, int]) -> Any:
    column = table.column(name)
    if name not in row:
        return _absent(column)
    value = row[name]
    if table.name == "procedurelog" and name == "CodeNum":
        return code_nums[value]
    points = column.ref is not None and column.ref != POLYMORPHIC
    if (points or name in table.key) and isinstance(value, int) and value:
        return value + OFFSET
    return value


def _absent(column: Column) -> Any:
    """Return what a row holds in a column that only its neighbours name."""
    if column.default is not None or column.nullable:
        return column.default
    if column.base_type in ("date", "datetime"):
        return "0001-01-01"
    if column.base_type == "time":
        return "00:00:00"
    return "" if column.base_type.endswith(("char", "text")) else 0


def _evening(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY)


@cache
def _read(name: str) -> dict[str, Any]:
    with Path(__file__).with_name(name).open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return data
