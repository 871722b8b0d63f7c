"""Every number equals Open Dental's own report, computed independently in MariaDB, to the cent."""

import json
from collections.abc import Callable

import pytest
from enamel.settings import Connection
from harness import Pipeline


def test_production_income_and_aging_tie_out(pipeline: Pipeline) -> None:
    lines = json.loads(
        pipeline.run("enamel", "reconcile", "--every-version", "--format", "json").stdout
    )
    assert {line["line"] for line in lines if line["report"] == "production_income"} == {
        "production",
        "adjustment",
        "write_off_pay_date",
        "write_off_procedure_date",
        "write_off_claim_date",
        "patient_income",
        "insurance_income",
    }
    assert len([line for line in lines if line["report"] == "ar_aging"]) == 4 * 7
    assert {line["line"]: line["verdict"] for line in lines if line["verdict"] != "ties"} == {}
    # Nothing ties by being empty.
    assert [line for line in lines if not line["keys"]] == []


def test_a_cent_of_difference_is_found_and_named(pipeline: Pipeline) -> None:
    pipeline.in_warehouse(
        "update marts.rpt_production_income set production_amount = production_amount + 0.01"
        " where report_date = (select max(report_date) from marts.rpt_production_income"
        " where production_amount > 0) and production_amount > 0"
    )
    try:
        result = pipeline.run("enamel", "reconcile", "--format", "json", check=False)
        assert result.returncode == 4
        differing = [line for line in json.loads(result.stdout) if line["verdict"] == "differs"]
        assert [(line["report"], line["line"]) for line in differing] == [
            ("production_income", "production")
        ]
        assert differing[0]["first_different_keys"]
    finally:
        pipeline.run("meltano", "invoke", "dbt-postgres:run", "-s", "rpt_production_income")


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
        "dbt-postgres:run",
        "--vars",
        "as_of_every_day: true",
        "-s",
        "+rpt_ar_aging_by_pay_plan_version",
        "+rpt_ar_aging",
        "+rpt_production_income",
    )
    result = tiny_practice.run("enamel", "reconcile", "--every-version", "--format", "json")
    lines = json.loads(result.stdout)
    assert {line["verdict"] for line in lines} == {"ties"}
    assert all(line["windows"] > 600 for line in lines if line["report"] == "ar_aging")
