"""Commands of the API: the report of a reviewer, and answers without a browser."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from harness import Pipeline

from .conftest import Served


def test_the_compliance_report_names_what_is_wrong(
    pipeline: Pipeline, served: Served, environment: dict[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    found = pipeline.run(
        "enamel", "compliance-check", "--format", "json", "--report", str(page), **environment
    )
    findings = json.loads(found.stdout)["findings"]
    statuses = {(it["area"], it["status"]) for it in findings}
    for area in ("access rights", "identifiers", "secrets", "audit log", "passwords", "TLS"):
        assert (area, "ok") in statuses, [it for it in findings if it["area"] == area]
    assert "<table>" in page.read_text("utf-8")

    served.sql("grant select on raw.patient to enamel_analyst")
    served.sql("alter table service.audit_log disable trigger audit_log_only_grows")
    try:
        result = pipeline.run(
            "enamel", "compliance-check", "--format", "json", check=False, **environment
        )
    finally:
        served.sql("revoke select on raw.patient from enamel_analyst")
        served.sql("alter table service.audit_log enable trigger audit_log_only_grows")
    assert result.returncode == 4
    failures = [it for it in json.loads(result.stdout)["findings"] if it["status"] == "failure"]
    assert {it["area"] for it in failures} == {"access rights", "audit log"}


def test_a_key_figure_on_the_command_line_is_that_of_the_api(
    pipeline: Pipeline, served: Served
) -> None:
    command = ("enamel", "kpi", "net_production", "--from", "2026-01-01", "--to", "2026-06-30")
    lines = list(csv.DictReader(io.StringIO(pipeline.run(*command, "--format", "csv").stdout)))
    with served.client("owner") as client:
        answer = client.get(
            "/kpis/net_production", params={"from": "2026-01-01", "to": "2026-06-30"}
        )
    expected = {it["period_start_date"]: it["value"] for it in answer.json()["data"]}
    assert {it["period_start_date"]: it["value"] for it in lines} == expected
    wrong = pipeline.run("enamel", "kpi", "net_prodution", check=False)
    assert wrong.returncode == 1
    assert "net_production" in wrong.stdout


def test_a_day_of_the_book_on_the_command_line(pipeline: Pipeline, served: Served) -> None:
    day = served.sql(
        "select scheduled_date as day, count(*) as count, sum(production_amount) as amount"
        " from marts.fct_appointments where is_on_the_book"
        " group by scheduled_date order by count(*) desc limit 1"
    )[0]
    shown = pipeline.run(
        "enamel", "appointment-metrics", "--date", str(day["day"]), "--format", "json"
    )
    lines = json.loads(shown.stdout)
    assert sum(it["appointment_count"] or 0 for it in lines) == day["count"]
    assert sum(Decimal(it["production_amount"] or 0) for it in lines) == day["amount"]


def test_patients_are_brought_up_to_date_on_the_command_line(
    pipeline: Pipeline, served: Served
) -> None:
    patient = served.sql("select min(patient_id) as id from marts.dim_patients")[0]["id"]
    claims = served.sql("select max(_built_at) as at from marts.fct_claims")
    was = pipeline.in_source(f"select Gender from patient where PatNum = {patient}")[0][0]

    def gender(code: int) -> tuple[object, object]:
        """Change the source, sync, and return what both layers say."""
        pipeline.in_source(
            f"update patient set Gender = {code}, DateTStamp = now() where PatNum = {patient}"
        )
        synced = pipeline.run(
            "enamel", "patient-sync", "--incremental-only", "--format", "json", check=True
        )
        lines = json.loads(synced.stdout[synced.stdout.index("[\n") :])
        by_table = {it["table_name"]: it for it in lines}
        assert by_table["patient"]["verdict"] == "loaded"
        assert by_table["patient"]["written_count"] < 10
        raw = served.sql('select "Gender" as it from raw.patient where "PatNum" = %s', [patient])
        mart = served.sql(
            "select gender as it from marts.dim_patients where patient_id = %s", [patient]
        )
        return raw[0]["it"], mart[0]["it"]

    other = 1 if was != 1 else 0
    changed = gender(other)
    back = gender(was)
    assert (changed[0], back[0]) == (other, was)
    assert changed[1] != back[1]
    # What no patient is made of was left alone.
    assert served.sql("select max(_built_at) as at from marts.fct_claims") == claims
