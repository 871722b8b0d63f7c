"""The awkward mini-ledger inside the practice gives its known answers in the marts."""

from decimal import Decimal

import pytest
from enamel_practice.traps import FIRST_ID
from harness import Pipeline

OURS = f">= {FIRST_ID}"


def test_production_and_income(pipeline: Pipeline) -> None:
    """Deleted work, units, capitation, a missed visit's fee, transfers and prepayments."""
    answers = pipeline.in_warehouse(
        "select sum(production_amount), sum(adjustment_amount),"
        " sum(write_off_pay_date_amount), sum(write_off_procedure_date_amount),"
        " sum(write_off_claim_date_amount), sum(patient_income_amount),"
        " sum(insurance_income_amount) from marts.rpt_production_income"
        f" where clinic_id {OURS} and extract(year from report_date) = 2026"
    )
    expected = ("1475.00", "-15.00", "-300.00", "-320.00", "-300.00", "150.00", "580.00")
    assert answers == [tuple(map(Decimal, expected))]


def test_receivables_are_on_the_guarantor_and_old(pipeline: Pipeline) -> None:
    answers = pipeline.in_warehouse(
        "select guarantor_id, balance_total_amount, balance_over_90_amount"
        f" from marts.rpt_ar_aging where guarantor_id {OURS} and balance_total_amount <> 0"
        " and as_of_date = (select max(as_of_date) from marts.rpt_ar_aging) order by 1"
    )
    assert answers == [
        (FIRST_ID, Decimal("235.00"), Decimal("235.00")),
        (FIRST_ID + 2, Decimal("75.00"), Decimal("75.00")),
    ]


def test_hidden_prepayments_are_not_unearned(pipeline: Pipeline) -> None:
    answers = pipeline.in_warehouse(
        f"select sum(unearned_amount) from marts.rpt_unearned_balances where guarantor_id {OURS}"
        " and as_of_date = (select max(as_of_date) from marts.rpt_unearned_balances)"
    )
    assert answers == [(Decimal("120.00"),)]


def test_a_claim_sent_again_keeps_its_age(pipeline: Pipeline) -> None:
    answers = pipeline.in_warehouse(
        "select insurance_estimate_amount, outstanding_days_count > 90"
        f" from marts.rpt_claims_outstanding where claim_id {OURS}"
    )
    assert answers == [(Decimal("70.00"), True)]


def test_patients_who_were_really_seen(pipeline: Pipeline) -> None:
    """A missed visit makes nobody new or active, an inactive patient stays out."""
    answers = pipeline.in_warehouse(
        "select count(*) filter (where is_active_18_months) from marts.rpt_patient_profiles"
        f" where patient_id {OURS} union all"
        f" select count(*) from marts.rpt_new_patients where patient_id {OURS} union all"
        f" select count(*) from marts.rpt_new_patients where patient_id {OURS} and has_source"
    )
    assert answers == [(3,), (3,), (1,)]


def test_accepted_treatment_is_a_part_of_presented(pipeline: Pipeline) -> None:
    answers = pipeline.in_warehouse(
        "select sum(presented_amount), sum(accepted_amount), sum(presented_count),"
        " sum(accepted_count) from marts.rpt_case_acceptance"
        f" where clinic_id {OURS} and horizon_days = 90"
    )
    assert answers == [(Decimal("3100.00"), Decimal("1500.00"), 4, 2)]


def test_unscheduled_treatment_leaves_out_the_book_and_discounts(pipeline: Pipeline) -> None:
    answers = pipeline.in_warehouse(
        "select patient_id, unscheduled_amount from marts.rpt_unscheduled_treatment"
        f" where patient_id {OURS} and unscheduled_amount > 0"
    )
    assert answers == [(FIRST_ID + 1, Decimal("810.00"))]


def test_a_slot_lost_in_three_places_is_lost_once(pipeline: Pipeline) -> None:
    """Status, history and code of one slot; and a cancellation only the history knows."""
    answers = pipeline.in_warehouse(
        "select slot_outcome, is_lost_by_status, is_lost_by_history, is_lost_by_procedure"
        f" from marts.fct_appointment_slots where patient_id {OURS} and is_lost order by 1 desc"
    )
    assert [answer[1:] for answer in answers] == [(True, True, True), (False, True, False)]
    assert answers[0][0] == "missed"


def test_overlapping_hours_open_a_chair_once(pipeline: Pipeline) -> None:
    answers = pipeline.in_warehouse(
        "select open_minutes, booked_minutes from marts.rpt_chair_utilisation"
        f" where operatory_id = {FIRST_ID} and report_date = '2026-03-02'"
    )
    assert answers == [(Decimal(360), Decimal(60))]


# Key figure, variant -> numerator, denominator; one month's balance, all months of what adds up.
FIGURES = {
    ("gross_production", "procedure_date"): ("1475.00", None),
    ("gross_production", "clinical"): ("1450.00", None),
    ("adjustments", "all"): ("-15.00", None),
    ("insurance_writeoffs", "procedure_date"): ("320.00", None),
    ("insurance_writeoffs", "pay_date"): ("300.00", None),
    ("insurance_writeoffs", "claim_date"): ("300.00", None),
    ("net_production", "procedure_date"): ("1140.00", None),
    ("patient_collections", "earned"): ("150.00", None),
    ("patient_collections", "unearned"): ("120.00", None),
    ("insurance_collections", "check_date"): ("580.00", None),
    ("unearned_balance", "open"): ("120.00", None),
    ("ar_total", "net"): ("310.00", None),
    ("ar_aging", "over_90"): ("310.00", None),
    ("insurance_ar", "claims"): ("1", None),
    ("insurance_ar", "estimate"): ("70.00", None),
    ("insurance_ar", "estimate_over_90"): ("70.00", None),
    ("claim_turnaround_days", "mean"): ("22", "1"),
    ("new_patients_without_source_pct", "first_completed"): ("2", "3"),
    ("production_per_operatory_hour", "open_hours"): ("1450.00", "6"),
    ("active_patients", "months_18"): ("3", None),
    ("new_patients", "first_completed"): ("3", None),
    ("case_acceptance_fee_pct", "days_90"): ("1500.00", "3100.00"),
    ("case_acceptance_count_pct", "days_90"): ("2", "4"),
    ("unscheduled_treatment", "net_of_discount"): ("810.00", None),
    ("broken_rate", "all_sources"): ("2", "5"),
    ("chair_utilisation", "booked_of_open"): ("60", "360"),
}


@pytest.mark.parametrize(("kpi_id", "variant"), sorted(FIGURES))
def test_key_figures(pipeline: Pipeline, kpi_id: str, variant: str) -> None:
    """The fixture's own answers, from the rows of its clinics."""
    ((numerator, denominator),) = pipeline.in_warehouse(
        "select sum(numerator), sum(denominator) from marts.rpt_kpi_values"
        " inner join settings.kpi_definitions using (kpi_id)"
        f" where kpi_id = '{kpi_id}' and variant = '{variant}' and clinic_id {OURS}"
        " and period_grain = 'month' and (is_additive or period_start ="
        " (select date_trunc('month', max(as_of_date)) from marts.rpt_ar_aging))"
    )
    above, below = FIGURES[kpi_id, variant]
    assert numerator == Decimal(above)
    assert denominator == (None if below is None else Decimal(below))
