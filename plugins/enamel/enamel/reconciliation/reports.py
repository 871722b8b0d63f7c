"""The reports that are compared: what is asked of each side, and in which windows."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from enamel.reconciliation.compare import Side, Verdict, compare, side

Query = Callable[[str, dict[str, object]], list[tuple[Any, ...]]]
Row = tuple[Any, ...]
"""Line, policy, day, the parts of the key, amount."""

AGING_LINES = (
    "balance_0_30",
    "balance_31_60",
    "balance_61_90",
    "balance_over_90",
    "balance_total",
    "insurance_estimate",
    "write_off_estimate",
)
BALANCES = frozenset({"ar_aging", "unearned_accounts", "insurance_follow_up"})
"""Reports of what is owed on a day; their amounts do not add up over days."""
PAY_PLAN_VERSIONS = (1, 2, 3, 4)
WRITE_OFF_POLICIES = ("pay_date", "procedure_date", "claim_date")
PRODUCTION = frozenset({"production", "adjustment", "scheduled_production", "scheduled_adjustment"})
GOALS = frozenset({"production", "adjustment", "scheduled_production", "scheduled_minutes", "goal"})
INCOME = frozenset({"patient_income", "insurance_income"})


def day_of(day: date) -> tuple[date, date]:
    """Return the window of a report that is printed for one day."""
    return day, day


def month_of(day: date) -> tuple[date, date]:
    """Return the month of a day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def year_of(day: date) -> tuple[date, date]:
    """Return the year of a day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def totals(rows: Iterable[Row]) -> Iterator[Row]:
    """Return rows of production and income with the totals that the report prints under them."""
    for row in rows:
        line, policy, *rest = row
        yield row
        if line in PRODUCTION:
            for each in WRITE_OFF_POLICIES:
                yield ("total_production", each, *rest)
        elif line == "write_off":
            yield ("total_production", policy, *rest)
        if line in INCOME:
            yield ("total_income", "", *rest)
        if line in INCOME or line == "unearned_income":
            yield ("total_income_with_unearned", "", *rest)


def by_clinic(rows: Iterable[Row]) -> Iterator[Row]:
    """Leave the provider out: the monthly report prints days and clinics."""
    for line, policy, day, _, clinic, amount in rows:
        yield line, policy, day, clinic, amount


def by_month_and_clinic(rows: Iterable[Row]) -> Iterator[Row]:
    """Return months, each on its first day, and clinics, as the annual report prints them."""
    for line, policy, day, clinic, amount in by_clinic(rows):
        yield line, policy, day.replace(day=1), clinic, amount


def goal_lines(rows: Iterable[Row]) -> Iterator[Row]:
    """Leave out the lines that the goal report does not print by themselves."""
    return (row for row in rows if row[0] in GOALS)


def by_first_of_month(rows: Iterable[Row]) -> Iterator[Row]:
    """Return months, each on its first day."""
    for line, policy, day, *rest in rows:
        yield (line, policy, day.replace(day=1), *rest)


def as_they_are(rows: Iterable[Row]) -> Iterable[Row]:
    """Return the rows."""
    return rows


@dataclass(frozen=True)
class Report:
    """A report and the two sides of it.

    Each side is SQL that returns line, policy, day, key…, amount. `theirs` names statements for
    the source, whose rows `shape` brings into the form of the mart; `ours` one for the warehouse.
    `window` is what the report is printed for. Everything either side knows is compared.
    """

    name: str
    theirs: tuple[str, ...]
    ours: str
    window: Callable[[date], tuple[date, date]]
    shape: Callable[[Iterable[Row]], Iterable[Row]] = as_they_are


REPORTS = (
    Report("production_income", ("production_income",), "production_income", month_of),
    Report(
        "production_income_daily",
        ("production_income_daily",),
        "production_income_daily",
        day_of,
        totals,
    ),
    Report(
        "production_income_monthly",
        ("production_income", "scheduled_production"),
        "production_income_monthly",
        month_of,
        lambda rows: totals(by_clinic(rows)),
    ),
    Report(
        "production_income_annual",
        ("production_income",),
        "production_income_annual",
        year_of,
        lambda rows: totals(by_month_and_clinic(rows)),
    ),
    Report(
        "production_goals",
        ("production_income", "scheduled_production", "provider_goals"),
        "production_goals",
        month_of,
        goal_lines,
    ),
    Report("active_patients", ("active_patients",), "active_patients", month_of),
    Report("broken_appointments", ("broken_appointments",), "broken_appointments", month_of),
    Report("case_acceptance", ("case_acceptance",), "case_acceptance", month_of),
    Report("hygiene", ("hygiene",), "hygiene", month_of),
    Report("new_patients", ("new_patients",), "new_patients", month_of),
    Report("open_treatment", ("open_treatment",), "open_treatment", day_of),
    Report(
        "presented_treatment_production",
        ("presented_treatment_production",),
        "presented_treatment_production",
        month_of,
    ),
    Report("recall_list", ("recall_list",), "recall_list", month_of),
    Report(
        "treatment_presentations",
        ("treatment_presentations",),
        "treatment_presentations",
        month_of,
    ),
    Report("daily_payments", ("daily_payments",), "daily_payments", day_of),
    Report("unearned_activity", ("unearned_activity",), "unearned_activity", month_of),
    Report("unearned_accounts", ("unearned_accounts",), "unearned_accounts", day_of),
    Report("insurance_follow_up", ("insurance_follow_up",), "insurance_follow_up", day_of),
    Report("ppo_write_offs", ("ppo_write_offs",), "ppo_write_offs", month_of, by_first_of_month),
)


@cache
def statement(name: str) -> str:
    """Return the SQL file of that name."""
    return (files("enamel.reconciliation") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def compare_all(source: Query, warehouse: Query, today: date) -> Iterator[Verdict]:
    """Compare every report of `REPORTS`; one verdict per line, policy and window."""
    asked: dict[str, object] = {"today": today}

    @cache
    def ask_source(name: str) -> list[Row]:
        return source(statement(f"{name}.source"), asked)

    for report in REPORTS:
        rows = [row for name in report.theirs for row in ask_source(name)]
        theirs = _by_window(report.shape(rows), report.window)
        ours = _by_window(warehouse(statement(f"{report.ours}.warehouse"), asked), report.window)
        for line, policy, window in sorted(theirs.keys() | ours.keys()):
            yield compare(
                report.name,
                line,
                policy,
                window,
                theirs.get((line, policy, window), {}),
                ours.get((line, policy, window), {}),
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


def _by_window(
    rows: Iterable[Row], window: Callable[[date], tuple[date, date]]
) -> dict[tuple[str, str, tuple[date, date]], Side]:
    """Return both sides' form: the amounts of each key by line, policy and window."""
    grouped: dict[tuple[str, str, tuple[date, date]], list[Row]] = {}
    for line, policy, day, *rest in rows:
        grouped.setdefault((line, policy, window(day)), []).append((day, *rest))
    return {found: side(parts) for found, parts in grouped.items()}
