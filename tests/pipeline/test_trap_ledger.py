"""The awkward mini-ledger inside the practice gives its known answers in the marts."""

from decimal import Decimal

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
