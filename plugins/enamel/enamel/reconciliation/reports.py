"""The reports that are compared: what is asked of each side, and in which windows."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from enamel.reconciliation.compare import Key, Verdict, compare, side

Query = Callable[[str, dict[str, object]], list[tuple[Any, ...]]]

PRODUCTION_LINES = (
    "production",
    "adjustment",
    "write_off_pay_date",
    "write_off_procedure_date",
    "write_off_claim_date",
    "patient_income",
    "insurance_income",
)
AGING_LINES = (
    "balance_0_30",
    "balance_31_60",
    "balance_61_90",
    "balance_over_90",
    "balance_total",
    "insurance_estimate",
    "write_off_estimate",
)
BALANCES = frozenset({"ar_aging"})
"""Reports of what is owed on a day; their amounts do not add up over days."""
PAY_PLAN_VERSIONS = (1, 2, 3, 4)


def statement(name: str) -> str:
    """Return the SQL file of that name."""
    return (files("enamel.reconciliation") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def production_income(source: Query, warehouse: Query) -> Iterator[Verdict]:
    """Compare every line of the report by day, provider and clinic; one verdict a month.

    Covers every day either side knows, future ones included.
    """
    every_day: dict[str, object] = {
        "window_start": date(1880, 1, 1),
        "window_end": date(9999, 12, 31),
    }
    theirs = _by_line_and_month(source(statement("production_income.source"), every_day))
    ours = _by_line_and_month(warehouse(statement("production_income.warehouse"), every_day))
    for line in PRODUCTION_LINES:
        months = sorted({month for found, month in theirs.keys() | ours.keys() if found == line})
        for month in months:
            yield compare(
                "production_income",
                line,
                "",
                (month, month.replace(day=monthrange(month.year, month.month)[1])),
                side(theirs.get((line, month), [])),
                side(ours.get((line, month), [])),
            )


def ar_aging(
    source: Query, warehouse: Query, days: Sequence[date], today: date, versions: Sequence[int]
) -> Iterator[Verdict]:
    """Compare every bucket and estimate by guarantor, on each day and for each plan version."""
    for version in versions:
        for day in days:
            asked: dict[str, object] = {
                "as_of": day,
                "is_today": int(day == today),
                "version": version,
            }
            theirs = source(statement("ar_aging.source"), asked)
            ours = warehouse(statement("ar_aging.warehouse"), asked)
            for position, line in enumerate(AGING_LINES, start=1):
                yield compare(
                    "ar_aging",
                    line,
                    f"pay plan version {version}",
                    (day, day),
                    side((row[0], row[position]) for row in theirs),
                    side((row[0], row[position]) for row in ours),
                )


def _by_line_and_month(rows: list[tuple[Any, ...]]) -> dict[tuple[str, date], list[Key]]:
    """Group rows of (line, day, provider, clinic, amount) by line and first day of the month."""
    grouped: dict[tuple[str, date], list[Key]] = {}
    for line, day, *rest in rows:
        grouped.setdefault((line, day.replace(day=1)), []).append((day, *rest))
    return grouped
