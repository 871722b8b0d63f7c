"""After days of an office's life the warehouse is again what the source is, and what was meant."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from enamel.settings import Connection
from enamel_practice.config import TODAY
from enamel_practice.truth.answers import opened
from enamel_practice.truth.facts import FACTS
from harness import Pipeline
from pair import Pair

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "adjustment": "SecDateTEdit",
    "appointment": "DateTStamp",
    "claimproc": "SecDateTEdit",
    "claim": "SecDateTEdit",
    "paysplit": "SecDateTEdit",
    "procedurelog": "DateTStamp",
    "recall": "DateTStamp",
}
CHANGED = (
    *KEYS, "claimpayment", "payment", "histappointment", "securitylog", "patient", "schedule",
    "scheduleop", "commlog", "preference", "claimsnapshot",
)  # fmt: skip


SEEN = ("meltano", "invoke", "dbt-postgres:refresh", "-s", "+rpt_schedule_fill")
REPORTS = ("+rpt_ar_aging", "+rpt_production_income")
ZERO_DATE = "0000-00-00"


@pytest.fixture(scope="module")
def lived(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Pair:
    """A small practice, replicated, four days older, replicated again, its reports built."""
    folder: Path = tmp_path_factory.mktemp("lived")
    source, warehouse = databases("lived")
    commands = Pipeline(source, warehouse, folder)
    commands.run("enamel", "practice", "generate", "--patients", "100", "--seed", "11")
    pair = Pair(source, warehouse, folder, keys=KEYS)
    pair.discover()
    pair.run()
    commands.run(*SEEN)
    commands.run("enamel", "practice", "advance", "--days", "4")
    pair.run()
    commands.run(*SEEN, *REPORTS)
    return pair


@pytest.mark.parametrize("table", CHANGED)
def test_raw_is_what_the_source_is(lived: Pair, table: str) -> None:
    theirs, ours = lived.rows(table)
    assert theirs
    # A date of nothing but zeros is read as a text in the source, and is no date in raw.
    dated = [tuple(None if part == ZERO_DATE else part for part in row) for row in theirs]
    assert ours == sorted(dated, key=repr)


def test_what_was_booked_ahead_is_kept_as_it_was_seen(lived: Pair) -> None:
    """Both days of looking are there; today's is what the book holds, the first is not redone."""
    commands = Pipeline(lived.source, lived.warehouse, lived.folder)
    seen = commands.in_warehouse(
        "select seen_date, days_ahead, sum(appointment_count)::int from marts.rpt_schedule_fill"
        " group by seen_date, days_ahead"
    )
    days = sorted({day for day, _, _ in seen})
    assert days == [TODAY, TODAY + timedelta(days=4)]
    booked = dict(
        commands.in_source(
            "select datediff(AptDateTime, date '2026-07-19'), count(*) from appointment"
            " where AptStatus = 1 and Op <> 0 group by 1"
        )
    )
    ahead = {horizon: count for day, horizon, count in seen if day == days[1]}
    assert ahead == {horizon: booked.get(horizon, 0) for horizon in ahead}
    assert sum(ahead.values()) > 0


def test_the_reports_say_what_was_meant(lived: Pair) -> None:
    commands = Pipeline(lived.source, lived.warehouse, lived.folder)
    with opened(lived.folder / "sidecar" / FACTS) as facts:
        meant = facts.execute(
            "select line, sum(cents) from report_lines where line in"
            " ('production', 'adjustment', 'patient_income', 'insurance_income')"
            " and day > '1880-01-01' group by line"
            " union all select 'balance', sum(balance) from aging"
            " inner join practice on version = pay_plans_version where is_today"
        ).fetchall()
    found = commands.in_warehouse(
        "select sum(production_amount), sum(adjustment_amount), sum(patient_income_amount),"
        " sum(insurance_income_amount), (select sum(balance_total_amount)"
        " from marts.rpt_ar_aging where is_today) from marts.rpt_production_income"
    )[0]
    names = ("production", "adjustment", "patient_income", "insurance_income", "balance")
    assert {name: int(amount * 100) for name, amount in zip(names, found, strict=True)} == {
        line: int(amount) for line, amount in meant
    }
