"""Answers made for pages: their parts are the wholes of the marts, however they are cut."""

from decimal import Decimal
from typing import Any

import pytest

from .conftest import Served
from .test_answers import rows

YEAR = {"from": "2025-07-01", "to": "2026-06-30"}


def total(got: list[dict[str, Any]], name: str) -> Decimal:
    """Add up a column of an answer."""
    return sum((Decimal(row[name]) for row in got if row[name] is not None), Decimal(0))


def test_claims_by_age_and_by_carrier_are_the_same_claims(served: Served) -> None:
    every = rows(served, "/reports/claims-outstanding/", limit=500)
    ages = [
        row
        for age in ("0-30", "31-60", "61-90", "over 90")
        for row in rows(served, "/reports/claims-outstanding/", limit=500, age=age)
    ]
    assert {it["claim_id"] for it in ages} == {it["claim_id"] for it in every}
    days = [it["outstanding_days_count"] for it in every]
    assert days == sorted(days, reverse=True)
    expected = served.sql(
        "select count(*) as claims, sum(insurance_estimate_amount) as amount"
        " from marts.rpt_claims_outstanding"
    )[0]
    assert len(every) == expected["claims"]
    assert total(every, "insurance_estimate_amount") == expected["amount"]
    carriers = rows(served, "/reports/insurance-carriers/")
    assert total(carriers, "insurance_estimate_amount") == total(
        rows(served, "/reports/insurance/"), "insurance_estimate_amount"
    )


def test_turnaround_by_month_and_by_carrier_counts_the_same_claims(served: Served) -> None:
    whole = rows(served, "/reports/claim-turnaround/", limit=500, **YEAR)
    assert whole
    for path in ("/reports/claim-turnaround-months/", "/reports/claim-turnaround-carriers/"):
        got = rows(served, path, **YEAR)
        for name in ("sent_claim_count", "received_count", "zero_paid_count"):
            assert total(got, name) == total(whole, name)
    nothing = rows(served, "/reports/claims-zero-paid/", limit=500, **YEAR)
    assert len(nothing) == total(whole, "zero_paid_count")


def test_money_received_is_the_same_by_payer_and_by_kind(served: Served) -> None:
    expected = served.sql(
        "select sum(payment_amount) as amount from marts.rpt_daily_payments"
        " where not is_income_transfer and report_date between '2025-07-01' and '2026-06-30'"
    )[0]["amount"]
    for cut in ("payer", "kind"):
        for grain in ("day", "month"):
            asked = {**YEAR, "cut": cut, "grain": grain, "limit": 500}
            got = rows(served, "/reports/payments-received/", **asked)
            assert total(got, "payment_amount") == expected


def test_each_month_of_work_has_every_horizon(served: Served) -> None:
    got = rows(served, "/reports/collection-cohorts/", limit=500, **YEAR)
    horizons = {row["horizon"] for row in got}
    assert {(row["month_start_date"], row["horizon"]) for row in got} == {
        (month, horizon)
        for month in {row["month_start_date"] for row in got}
        for horizon in horizons
    }
    expected = served.sql(
        "select sum(collectible_amount) as amount from marts.rpt_collection_cohorts"
        " where within_days = 90 and month_start_date between '2025-07-01' and '2026-06-30'"
    )[0]["amount"]
    ninety = [row for row in got if row["horizon"] == 90]
    assert total(ninety, "collectible_amount") == expected


@pytest.mark.parametrize("path", ["provider-scorecard", "provider-months"])
def test_providers_together_make_what_the_practice_makes(served: Served, path: str) -> None:
    got = rows(served, f"/reports/{path}/", limit=500, **YEAR)
    expected = served.sql(
        "select sum(net_production_amount) as net, sum(visit_count) as visits"
        " from marts.rpt_provider_performance"
        " where month_start_date between '2025-07-01' and '2026-06-30'"
    )[0]
    assert total(got, "net_production_amount") == expected["net"]
    assert total(got, "visit_count") == expected["visits"]


def test_slots_one_by_one_are_the_slots_that_were_counted(served: Served) -> None:
    periods = rows(served, "/reports/slot-outcomes/", limit=500, grain="month", **YEAR)
    for outcome, name in (("missed", "missed_count"), ("late_cancelled", "late_cancelled_count")):
        slots = rows(served, "/reports/slots/", limit=500, outcome=outcome, **YEAR)
        assert slots
        assert all(it["slot_outcome"] == outcome for it in slots)
        assert len(slots) == total(periods, name)


def test_chairs_are_free_as_far_as_they_are_not_booked(served: Served) -> None:
    chairs = rows(served, "/reports/chairs/", limit=500)
    assert chairs
    days = rows(served, "/reports/chair-periods/")
    assert total(days, "free_minutes") == total(chairs, "free_minutes")
    assert total(days, "booked_minutes") == total(chairs, "booked_minutes")


def test_acceptance_is_the_same_by_month_and_by_provider(served: Served) -> None:
    for horizon in (0, 30, 90):
        asked = {**YEAR, "horizon": horizon, "limit": 500}
        whole = rows(served, "/reports/treatment-acceptance/", **asked)
        for path in ("acceptance-months", "acceptance-providers"):
            got = rows(served, f"/reports/{path}/", **asked)
            for name in ("presented_amount", "accepted_amount", "presented_count"):
                assert total(got, name) == total(whole, name)


def test_the_way_of_treatment_begins_with_all_of_it(served: Served) -> None:
    steps = rows(served, "/reports/treatment-funnel/", **YEAR)
    assert [it["step_number"] for it in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["reached_count"] == steps[0]["planned_count"]
    assert all(it["planned_count"] == steps[0]["planned_count"] for it in steps)


def test_sources_bring_the_new_patients_there_are(served: Served) -> None:
    sources = rows(served, "/reports/referral-sources/", limit=500, **YEAR)
    people = rows(served, "/reports/new-patients/", limit=500, **YEAR)
    assert total(sources, "new_patient_count") == len(people)
    most = max(sources, key=lambda it: it["new_patient_count"])
    one = rows(served, "/reports/new-patients/", limit=500, source=most["referral_id"], **YEAR)
    assert len(one) == most["new_patient_count"]


@pytest.mark.parametrize("role", ["provider", "hygienist"])
def test_own_work_is_all_that_is_summed(served: Served, role: str) -> None:
    own = served.providers[role]
    for path in ("provider-scorecard", "acceptance-providers", "hygiene-providers"):
        assert {row["provider_id"] for row in rows(served, f"/reports/{path}/", role)} <= {own}
    for row in rows(served, "/reports/slots/", role):
        assert own in (row["provider_id"], row["hygienist_id"])


def test_lists_of_patients_leave_with_a_reason_alone(served: Served) -> None:
    with served.client("owner") as client:
        for name in ("claims_outstanding", "slots", "unearned", "payment_plans_due"):
            assert client.get(f"/exports/{name}").status_code == 422
            answer = client.get(f"/exports/{name}", params={"reason": "operations"})
            assert answer.status_code == 200
        assert client.get("/exports/treatment_funnel").status_code == 200
