"""Key figures say what was meant: rpt_kpi_values against the events that made the practice.

Every figure that both sides have, by month, and by provider and by clinic.
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb
import pytest
from enamel_practice.definitions import DEFINITIONS
from enamel_practice.truth.answers import opened
from enamel_practice.truth.facts import FACTS
from enamel_practice.truth.figures import Question, ask
from harness import Pipeline

FIRST, LAST = date(2000, 1, 1), date(2030, 12, 31)
CENT, TOLD = Decimal("0.01"), Decimal("0.0001")
# The events name the office's lists by slug, Open Dental by what the office calls the entry.
NAMES = {it.slug: it.name for it in DEFINITIONS} | {
    "trap_senior": "Trap senior discount",
    "trap_bad_debt": "Trap bad debt",
}
# The mini-ledger pays by checks of its own name.
OURS = {"Trap check": "Check"}
# The events tell these of today alone.
TODAY_ALONE = {"insurance_ar"}
# Told of every figure here but for which payments lie on no deposit: the events know checks, the
# practice's list says which ways of paying are deposited.
UNTOLD = {("deposit_reconciliation", "checks_not_deposited")}
KPIS = (
    "active_patients",
    "adjunct_rates",
    "adjustments",
    "appointments_without_procedures",
    "ar_aging",
    "ar_total",
    "attrition",
    "bad_debt_rate",
    "broken_rate",
    "cancel_rate",
    "case_acceptance_count_pct",
    "case_acceptance_fee_pct",
    "chair_utilisation",
    "claim_turnaround_days",
    "claims_without_first_sent_date",
    "collection_cohort_pct",
    "collection_pct_gross",
    "collection_pct_net",
    "collections_unmatched_pct",
    "completed_without_provider_or_units",
    "days_in_ar",
    "demographics",
    "diagnosis_rate",
    "first_pass_rate",
    "fully_paid",
    "goal_attainment",
    "gross_production",
    "hygiene_open_time_pct",
    "hygiene_production_pct",
    "hygiene_production_per_hour",
    "hygiene_reappointment_pct",
    "insurance_ar",
    "insurance_collections",
    "insurance_estimate_error",
    "insurance_writeoffs",
    "late_cancel_rate",
    "lead_time_days",
    "message_delivery_and_response",
    "net_production",
    "net_production_estimated",
    "new_patients",
    "new_patients_by_source",
    "new_patients_without_source_pct",
    "no_show_rate",
    "patient_acceptance_pct",
    "patient_collections",
    "patient_portion_ar",
    "patient_retention",
    "payment_mix",
    "payment_plan_due",
    "perio_pct",
    "plan_first_pct",
    "ppo_writeoff_pct",
    "preappointment_pct",
    "preauth_turnaround_and_conversion",
    "presenter_effectiveness",
    "procedure_mix",
    "production_per_operatory_hour",
    "production_per_provider_hour",
    "production_per_visit",
    "recall_overdue",
    "recovery_rate",
    "same_day_treatment",
    "schedule_coverage",
    "scheduled_production",
    "statement_effectiveness",
    "total_collections",
    "treatment_completed_pct",
    "treatment_presented",
    "unallocated_and_overpaid",
    "unbilled_leakage",
    "unearned_balance",
    "unscheduled_treatment",
    "wait_and_flow",
    "zero_pay_rate",
)

# variant, month, provider, clinic -> numerator, denominator
Parts = dict[tuple[Any, ...], tuple[Decimal, Decimal]]
Told = dict[tuple[str, str], Parts]


@pytest.fixture(scope="module")
def meant(pipeline: Pipeline) -> Iterator[duckdb.DuckDBPyConnection]:
    """The facts of the practice."""
    with opened(pipeline.folder / "sidecar" / FACTS) as connection:
        yield connection


@pytest.fixture(scope="module")
def told(meant: duckdb.DuckDBPyConnection) -> Told:
    """What the events say, by figure and by whom it is cut."""
    found: Told = {}
    for cut in ("practice", "provider", "clinic"):
        question = Question(FIRST, LAST, "month", cut == "provider", cut == "clinic")
        for it in ask(meant, question):
            key = (NAMES.get(it.variant, it.variant), it.period_start, it.provider_id, it.clinic_id)
            parts = in_cents(it.numerator, it.denominator)
            if any(parts):
                found.setdefault((it.kpi_id, cut), {})[key] = parts
    return found


def in_cents(numerator: Decimal | None, denominator: Decimal | None) -> tuple[Decimal, Decimal]:
    """Return both parts to the cent, half a cent up as in Postgres; nothing is 0."""
    return cents(numerator), cents(denominator)


def cents(value: Decimal | None) -> Decimal:
    """Return a part to the cent; the events tell four digits, sums of quotients have a rest."""
    return Decimal(value or 0).quantize(TOLD, ROUND_HALF_UP).quantize(CENT, ROUND_HALF_UP)


def held(pipeline: Pipeline, kpi_id: str, cut: str) -> Parts:
    """Return the months of a figure in the warehouse, added up by what they are cut by."""
    provider = "provider_id" if cut == "provider" else "null::bigint"
    clinic = "clinic_id" if cut == "clinic" else "null::bigint"
    parts: dict[tuple[Any, ...], tuple[Decimal, Decimal]] = {}
    for variant, month, owner, place, numerator, denominator in pipeline.in_warehouse(
        f"select variant, period_start, {provider}, {clinic}, sum(numerator), sum(denominator)"
        f" from marts.rpt_kpi_values where kpi_id = '{kpi_id}' and period_grain = 'month'"
        " group by 1, 2, 3, 4"
    ):
        key = (OURS.get(variant, variant), month, owner, place)
        before = parts.get(key, (Decimal(0), Decimal(0)))
        above, below = in_cents(numerator, denominator)
        parts[key] = (before[0] + above, before[1] + below)
    return {key: both for key, both in parts.items() if any(both)}


@pytest.mark.parametrize("cut", ["practice", "provider", "clinic"])
@pytest.mark.parametrize("kpi_id", KPIS)
def test_a_figure_is_what_was_meant(pipeline: Pipeline, told: Told, kpi_id: str, cut: str) -> None:
    expected = told.get((kpi_id, cut), {})
    if not expected:
        # Balances have no provider, and some figures another owner; the practice has them all.
        assert cut != "practice"
        return
    actual = held(pipeline, kpi_id, cut)
    variants = {key[0] for key in expected}
    actual = {key: parts for key, parts in actual.items() if key[0] in variants}
    if kpi_id in TODAY_ALONE:
        months = {key[1] for key in expected}
        actual = {key: parts for key, parts in actual.items() if key[1] in months}
    assert actual == expected


def test_every_figure_that_the_events_tell_is_compared(pipeline: Pipeline, told: Told) -> None:
    """A figure that is told and that nobody has here would be compared with nothing."""
    rows = pipeline.in_warehouse("select distinct kpi_id, variant from marts.rpt_kpi_values")
    here = {(kpi_id, OURS.get(variant, variant)) for kpi_id, variant in rows}
    there = {
        (kpi_id, key[0])
        for (kpi_id, cut), parts in told.items()
        if cut == "practice" and kpi_id in KPIS
        for key in parts
    }
    assert there - here <= UNTOLD
    assert {kpi_id for kpi_id, _ in there} == set(KPIS)
