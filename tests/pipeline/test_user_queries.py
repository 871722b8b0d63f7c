"""What an office can ask Open Dental itself equals what the warehouse says, month by month.

A query knows nothing of our models: it is written from the definition, in the source's own SQL, and
runs on the source.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from enamel.reconciliation.run import connect_source
from harness import ROOT, Pipeline

QUERIES = ROOT / "analyze" / "user_queries"
# An office waits as long for its own reports.
PATIENCE_SECONDS = 60
SEEDS = ROOT / "transform" / "seeds"
WINDOW = "SET @FromDate = '2000-01-01', @ToDate = '2100-01-01';"

# month, provider, clinic, variant -> numerator, denominator
Parts = dict[tuple[Any, ...], tuple[Decimal, Decimal | None]]


def definitions() -> dict[str, dict[str, str]]:
    """Return the reviewed rows of every key figure by its name."""
    with (SEEDS / "kpi_definitions.csv").open(encoding="utf-8", newline="") as file:
        return {row["kpi_id"]: row for row in csv.DictReader(file)}


def as_parts(rows: Iterable[tuple[Any, ...]]) -> Parts:
    """Return rows by their key, to the cent; rows of nothing are left out.

    A row of 0 over 0 and one that is absent say the same.
    """
    parts: Parts = {}
    for month, provider, clinic, variant, numerator, denominator in rows:
        above = round(Decimal(str(numerator or 0)), 2)
        below = None if denominator is None else round(Decimal(str(denominator)), 2)
        if above or below:
            key = (date.fromisoformat(str(month)), provider, clinic, variant)
            parts[key] = (above, below)
    return parts


def theirs(pipeline: Pipeline, kpi_id: str) -> Parts:
    """Run an office's query on the source over all time, as of the synthetic practice's today."""
    text = (QUERIES / f"{kpi_id}.sql").read_text(encoding="utf-8")
    text, found = re.subn(r"SET @FromDate = .*;", WINDOW, text)
    assert found == 1
    rows: list[tuple[Any, ...]] = []
    with connect_source(pipeline.source) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select valuestring from preference where prefname = 'SyntheticPracticeToday'"
        )
        ((today,),) = cursor.fetchall()
        cursor.execute(f"set session max_statement_time = {PATIENCE_SECONDS}")
        for statement in text.replace("CURDATE()", f"DATE('{today}')").split(";\n"):
            if statement.strip():
                cursor.execute(statement.replace("%", "%%"), ())
                rows = list(cursor.fetchall())
    return as_parts(rows)


def ours(pipeline: Pipeline, kpi_id: str) -> Parts:
    """Return the months of a key figure."""
    return as_parts(
        pipeline.in_warehouse(
            "select period_start, provider_id, clinic_id, variant, numerator, denominator"
            f" from marts.rpt_kpi_values where period_grain = 'month' and kpi_id = '{kpi_id}'"
        )
    )


@pytest.mark.parametrize("kpi_id", sorted(path.stem for path in QUERIES.glob("*.sql")))
def test_an_offices_own_query_says_the_same(pipeline: Pipeline, kpi_id: str) -> None:
    expected, actual = theirs(pipeline, kpi_id), ours(pipeline, kpi_id)
    if definitions()[kpi_id]["query_absence_reason"]:
        # It checks a part of the variants; the reason says why not the others.
        checked = {key[3] for key in expected}
        actual = {key: parts for key, parts in actual.items() if key[3] in checked}
    assert actual == expected


def test_most_queries_have_something_to_compare(pipeline: Pipeline) -> None:
    """A query that finds nothing would agree with a figure that has no rows."""
    names = sorted(path.stem for path in QUERIES.glob("*.sql"))
    empty = [name for name in names if not theirs(pipeline, name)]
    assert empty == []
