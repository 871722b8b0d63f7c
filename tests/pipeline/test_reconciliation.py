"""Every number equals Open Dental's own report, computed independently in MariaDB, to the cent."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from enamel.settings import Connection
from harness import Pipeline

LINES = {
    "production",
    "adjustment",
    "write_off",
    "patient_income",
    "unearned_income",
    "insurance_income",
}
TOTALS = {"total_production", "total_income", "total_income_with_unearned"}
UNEARNED = {"accounts", "net_unearned", "allocatable_unearned", "allocatable_owing"}
FOLLOW_UP = {
    "claims_not_sent",
    "claims_outstanding",
    "claims_outstanding_estimate",
    "procedures_not_billed",
    "payments_not_finalized",
    "partial_checks",
}
SCHEDULED = {"scheduled_production", "scheduled_adjustment"}
BOOK_AND_TREATMENT = {
    "active_patients",
    "broken_appointments",
    "case_acceptance",
    "hygiene",
    "new_patients",
    "open_treatment",
    "presented_treatment_production",
    "production_goals",
    "recall_list",
    "treatment_presentations",
}


def test_every_report_ties_out(pipeline: Pipeline) -> None:
    lines = json.loads(
        pipeline.run("enamel", "reconcile", "--every-version", "--format", "json").stdout
    )
    found: dict[str, set[str]] = {}
    for line in lines:
        found.setdefault(line["report"], set()).add(line["line"])
    assert found["production_income"] == LINES
    assert found["production_income_daily"] == LINES | TOTALS
    assert found["production_income_monthly"] == LINES | TOTALS | SCHEDULED
    assert found["production_income_annual"] == LINES | TOTALS
    assert found["daily_payments"] == {"patient", "patient_unearned", "insurance"}
    assert found["unearned_activity"] == {"line_items"}
    assert found["unearned_accounts"] == UNEARNED
    assert found["insurance_follow_up"] == FOLLOW_UP
    assert found["ppo_write_offs"] == {"fee_billed", "write_off", "insurance_payment"}
    assert found.keys() >= BOOK_AND_TREATMENT
    assert len([line for line in lines if line["report"] == "ar_aging"]) == 4 * 7
    assert [line for line in lines if line["verdict"] != "ties"] == []
    # Nothing ties by being empty; but few plan a discount for a visit ahead, here nobody may.
    assert {line["line"] for line in lines if not line["keys"]} <= {"scheduled_adjustment"}
    # What people look at says the same, line by line and window by window.
    columns = [
        "report",
        "window_start",
        "window_end",
        "policy",
        "theirs",
        "ours",
        "difference",
        "checked_at",
    ]
    assert columns == [
        name
        for (name,) in pipeline.in_warehouse(
            "select attname::text from pg_attribute"
            " where attrelid = 'marts.rpt_reconciliation'::regclass and attnum > 0 order by attnum"
        )
    ]
    shown = pipeline.in_warehouse(
        "select count(*), count(distinct (report, policy)), sum(abs(difference)),"
        " sum(abs(theirs - ours)) from marts.rpt_reconciliation"
    )
    assert shown == [(sum(line["windows"] for line in lines), len(lines), 0, 0)]


def test_a_cent_of_difference_is_found_and_named(pipeline: Pipeline) -> None:
    key = pipeline.in_warehouse(
        "select report_date::text, provider_id, clinic_id from marts.rpt_production_income"
        " where production_amount > 0 order by report_date desc, provider_id, clinic_id limit 1"
    )[0]
    moved = (
        "update marts.rpt_production_income set production_amount = production_amount + {}"
        f" where (report_date::text, provider_id, clinic_id) = {key}"
    )
    pipeline.in_warehouse(moved.format("0.01"))
    try:
        result = pipeline.run("enamel", "reconcile", "--format", "json", check=False)
        assert result.returncode == 4
        differing = [line for line in json.loads(result.stdout) if line["verdict"] == "differs"]
        assert [(line["report"], line["line"]) for line in differing] == [
            ("production_income", "production")
        ]
        assert differing[0]["first_different_keys"]
        assert pipeline.in_warehouse(
            "select distinct report, ours - theirs from marts.rpt_reconciliation"
            " where difference <> 0"
        ) == [("production_income.production", Decimal("0.01"))]
    finally:
        pipeline.in_warehouse(moved.format("-0.01"))


@pytest.fixture(scope="module")
def tiny_practice(
    databases: Callable[[str], tuple[Connection, Connection]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Pipeline:
    """A practice small enough to age on every single day."""
    made = Pipeline(*databases("tiny"), tmp_path_factory.mktemp("tiny"))
    made.run("enamel", "practice", "generate", "--patients", "100", "--seed", "11")
    made.replicate()
    return made


def test_aging_ties_out_on_every_single_day(tiny_practice: Pipeline) -> None:
    tiny_practice.run(
        "meltano",
        "invoke",
        "dbt-postgres:refresh",
        "--vars",
        "as_of_every_day: true",
        "-s",
        "+tag:reconciled",
    )
    result = tiny_practice.run("enamel", "reconcile", "--every-version", "--format", "json")
    lines = json.loads(result.stdout)
    assert {line["verdict"] for line in lines} == {"ties"}
    assert all(line["windows"] > 600 for line in lines if line["report"] == "ar_aging")
