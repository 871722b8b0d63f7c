"""The warehouse says what was meant: marts against the events that made the practice, to the cent.

The facts are told while the practice is made and never pass through a table, so that an error of
the rows, of their way into the warehouse or of the SQL there shows as a difference here.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from enamel_practice.truth.answers import opened
from enamel_practice.truth.facts import FACTS
from harness import Pipeline

LINES = (
    "production",
    "adjustment",
    "write_off_pay_date",
    "write_off_procedure_date",
    "write_off_claim_date",
    "patient_income",
    "unearned_income",
    "insurance_income",
)
AGED = {
    "bucket_30": "balance_0_30_amount",
    "bucket_60": "balance_31_60_amount",
    "bucket_90": "balance_61_90_amount",
    "bucket_over": "balance_over_90_amount",
    "balance": "balance_total_amount",
    "estimate": "insurance_estimate_amount",
    "write_off": "write_off_estimate_amount",
}


@pytest.fixture(scope="module")
def meant(pipeline: Pipeline) -> Iterator[duckdb.DuckDBPyConnection]:
    """The facts of the practice."""
    with opened(pipeline.folder / "sidecar" / FACTS) as connection:
        yield connection


Figures = dict[tuple[Any, ...], Decimal]


def in_cents(rows: list[tuple[Any, ...]]) -> Figures:
    """Return figures by their key; a key that is absent and one that is 0 are the same."""
    return {row[:-1]: Decimal(row[-1]) for row in rows if row[-1]}


@pytest.mark.parametrize("line", LINES)
def test_production_and_income_of_every_day_provider_and_clinic(
    pipeline: Pipeline, meant: duckdb.DuckDBPyConnection, line: str
) -> None:
    expected = in_cents(
        meant.execute(
            "select day, provider, clinic, sum(cents) from report_lines"
            " where line = $line and day > '1880-01-01' group by all",
            {"line": line},
        ).fetchall()
    )
    actual = in_cents(
        pipeline.in_warehouse(
            f"select report_date, provider_id, clinic_id, {line}_amount * 100"
            " from marts.rpt_production_income"
        )
    )
    assert expected
    assert actual == expected


def test_receivables_of_every_family_month_end_and_plan_version(
    pipeline: Pipeline, meant: duckdb.DuckDBPyConnection
) -> None:
    columns = ", ".join(f"{ours} * 100" for ours in AGED.values())
    expected = meant.execute(
        f"select as_of, family, version, {', '.join(AGED)} from aging"
    ).fetchall()
    actual = pipeline.in_warehouse(
        f"select as_of_date, guarantor_id, versions.version, {columns}"
        " from marts.rpt_ar_aging_by_pay_plan_version as aging"
        " cross join (values (1), (2), (3), (4)) as versions (version)"
        " where aging.pay_plan_version in (0, versions.version)"
    )
    assert len({row[0] for row in expected}) > 20
    assert by_key(actual) == by_key(expected)


def test_receivables_under_the_practices_own_plan_version(
    pipeline: Pipeline, meant: duckdb.DuckDBPyConnection
) -> None:
    expected = meant.execute(
        "select as_of, family, version, clinic, balance from aging"
        " inner join practice on version = pay_plans_version"
    ).fetchall()
    actual = pipeline.in_warehouse(
        "select as_of_date, guarantor_id, 2, clinic_id, balance_total_amount * 100"
        " from marts.rpt_ar_aging"
    )
    assert by_key(actual) == by_key(expected)


def by_key(rows: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Return rows of three key columns and amounts; families with nothing at all are left out."""
    return {row[:3]: tuple(int(it) for it in row[3:]) for row in rows if any(row[3:])}


def test_prepayments_held_of_every_family_and_month_end(
    pipeline: Pipeline, meant: duckdb.DuckDBPyConnection
) -> None:
    told = meant.execute("select as_of, family, clinic, cents from unearned").fetchall()
    expected = in_cents(told)
    actual = in_cents(
        pipeline.in_warehouse(
            "select as_of_date, guarantor_id, clinic_id, unearned_amount * 100"
            " from marts.rpt_unearned_balances"
        )
    )
    assert expected
    assert actual == expected


def test_claims_outstanding_one_by_one(
    pipeline: Pipeline, meant: duckdb.DuckDBPyConnection
) -> None:
    expected = meant.execute(
        "select key, provider, clinic, carrier, since, billed, estimate, write_off, lines"
        " from claims_out order by key"
    ).fetchall()
    actual = pipeline.in_warehouse(
        "select claim_id, provider_id, clinic_id, carrier_id, first_sent_date,"
        " (claim_fee_amount * 100)::bigint, (insurance_estimate_amount * 100)::bigint,"
        " (write_off_estimate_amount * 100)::bigint, expected_line_count"
        " from marts.rpt_claims_outstanding order by claim_id"
    )
    assert expected
    assert actual == expected
