"""What answers say: figures as SQL has them, rows as the marts, and everything written down."""

import csv
import hashlib
import importlib
import io
import pkgutil
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin

import openpyxl
import pytest
import yaml
from enamel_api import routers
from enamel_api.answers import Page
from enamel_api.main import create_app
from enamel_api.questions import Question
from enamel_api.routers import operations, worklists
from enamel_api.settings import Settings
from harness import ROOT

from .conftest import OWN_ROWS, Served

# Whatever a module of routers/ can ask; runs and freshness are no marts and have their own test.
QUESTIONS = sorted(
    {
        it.name: it
        for found in pkgutil.iter_modules(routers.__path__)
        if found.name != "operations"
        for held in vars(importlib.import_module(f"{routers.__name__}.{found.name}")).values()
        for it in (
            held.values()
            if isinstance(held, dict)
            else held
            if isinstance(held, tuple)
            else (held,)
        )
        if isinstance(it, Question)
    }.values(),
    key=lambda it: it.name,
)


@cache
def column_types() -> dict[str, dict[str, tuple[str, bool]]]:
    """Return mart -> column -> (type, is never null), from the contracts."""
    marts: dict[str, dict[str, tuple[str, bool]]] = {}
    for path in (ROOT / "transform" / "models" / "marts").rglob("*.yml"):
        for model in yaml.safe_load(path.read_text("utf-8")).get("models", ()):
            keys = {
                name
                for it in model.get("constraints", ())
                if it["type"] == "primary_key"
                for name in it["columns"]
            }
            marts[model["name"]] = {
                column["name"]: (
                    column["data_type"],
                    column["name"] in keys
                    or any(
                        it["type"] in ("not_null", "primary_key")
                        for it in column.get("constraints", ())
                    ),
                )
                for column in model["columns"]
            }
    return marts


def python_type(data_type: str) -> str:
    """Return the name of the Python type of a contract's type."""
    for start, name in (
        ("numeric", "Decimal"),
        ("timestamp", "datetime"),
        ("date", "date"),
        ("boolean", "bool"),
        ("text", "str"),
    ):
        if data_type.startswith(start):
            return name
    return "int"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda it: it.name)
def test_rows_are_as_the_contracts_say(question: Question[Any]) -> None:
    contracts = column_types()
    for mart in question.marts:
        assert mart in contracts, f"{question.name} reads {mart}, which is no mart"
    whole = re.match(r"(?:--.*\n)*select \*\s+from marts\.(\w+)\s+where", question.sql)
    for name, part in question.row.model_fields.items():
        kinds = set(get_args(part.annotation)) or {part.annotation}
        if get_origin(part.annotation) in (list, dict):
            continue
        named = {getattr(it, "__origin__", it) for it in kinds if it is not type(None)}
        names = {it.__name__ for it in named}
        # A column of several marts has one meaning and one type, so any of them will do.
        found = [contracts[it][name] for it in question.marts if name in contracts[it]]
        if found:
            assert names == {python_type(found[0][0])}, f"{question.name}.{name}"
            if whole and not contracts[whole[1]][name][1]:
                assert not part.is_required(), f"{question.name}.{name} may be null"
        if whole:
            assert name in contracts[whole[1]], f"{question.name}.{name} is not in {whole[1]}"


def test_every_list_of_rows_is_held_to_its_contract() -> None:
    described = create_app(Settings(host="", port=5432, database="", password="")).openapi()
    held = {f"Page_{it.row.__name__}_" for it in QUESTIONS}
    for path, methods in described["paths"].items():
        for operation in methods.values():
            answer = next(
                (it for status, it in operation["responses"].items() if status.startswith("20")), {}
            )
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            # The others are no rows of a mart: runs and freshness have a test of their own.
            if name.startswith("Page_") and not path.startswith(("/runs", "/freshness")):
                assert name in held, f"{path} answers {name}, which no question holds"


def test_runs_and_freshness_are_as_the_ledger_has_them(served: Served) -> None:
    kinds = {"timestamp with time zone": "datetime", "double precision": "float"} | dict.fromkeys(
        ("integer", "bigint"), "int"
    )
    for question in (operations.RUNS, operations.RUN_TABLES, operations.RUN_MODELS):
        table = question.sql.partition("from operations.")[2].split()[0]
        columns = {
            it["column_name"]: it
            for it in served.sql(
                "select column_name, data_type, is_nullable = 'YES' as may_be_null"
                " from information_schema.columns where table_schema = 'operations'"
                " and table_name = %s",
                [table],
            )
        }
        for name, part in question.row.model_fields.items():
            named = {it.__name__ for it in get_args(part.annotation) if it is not type(None)}
            named = named or {getattr(part.annotation, "__name__", "")}
            assert named == {kinds.get(columns[name]["data_type"], "str")}, name
            assert part.is_required() != columns[name]["may_be_null"], name
    with served.client("manager") as client:
        run = client.get("/runs", params={"limit": 1}).json()["data"][0]
        tables = rows(served, f"/runs/{run['run_id']}/tables")
        assert sum(it["verdict"] == "loaded" for it in tables) == run["loaded_count"]
        assert len(tables) == run["table_count"]
        models = rows(served, f"/runs/{run['run_id']}/models")
        built = served.sql(
            "select count(distinct node) as count from operations.run_models where run_id = %s",
            [run["run_id"]],
        )
        assert len(models) == built[0]["count"]


def rows(served: Served, path: str, role: str = "owner", **asked: Any) -> list[dict[str, Any]]:
    """Return every row of an answer, page by page."""
    return list(pages(served, path, role, asked))


def pages(served: Served, path: str, role: str, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with served.client(role) as client:
        while True:
            answer = client.get(path, params=asked)
            assert answer.status_code == 200, answer.text[:300]
            yield from answer.json()["data"]
            if not (cursor := answer.json()["meta"]["next_cursor"]):
                return
            asked = asked | {"cursor": cursor}


def test_revenue_is_what_sql_says_under_each_policy(served: Served) -> None:
    for variant in ("pay_date", "procedure_date", "claim_date"):
        asked = {"from": "2000-01-01", "to": "2019-12-31", "variant": variant}
        past = rows(served, "/reports/revenue/", **asked)
        recent = rows(served, "/reports/revenue/", variant=variant, **{"from": "2020-01-01"})
        expected = served.sql(
            "select sum(production_amount) as production_amount,"
            f" sum(production_amount + adjustment_amount + write_off_{variant}_amount)"
            " as net_production_amount,"
            " sum(patient_income_amount + insurance_income_amount) as total_income_amount"
            " from marts.rpt_production_income where report_date between '2000-01-01' and"
            " (select calendar_date from marts.dim_dates where is_today)"
        )[0]
        for name, value in expected.items():
            assert sum(Decimal(row[name]) for row in past + recent) == value


def test_the_practice_own_policy_is_that_of_its_goals(served: Served) -> None:
    got = rows(served, "/reports/revenue/")
    expected = served.sql(
        "select date_trunc('month', report_date)::date::text as month,"
        " sum(write_off_policy_amount) as amount from marts.rpt_production_goals group by 1"
    )
    by_month = {it["month"]: it["amount"] for it in expected}
    full = got[1:]
    assert full
    for row in full[:-1]:
        assert Decimal(row["write_off_amount"]) == by_month[row["period_start_date"]]


def test_what_families_owe_is_what_sql_says(served: Served) -> None:
    got = rows(served, "/reports/ar/")
    expected = served.sql(
        "select sum(balance_total_amount) as total, sum(balance_over_90_amount) as old"
        " from marts.rpt_ar_aging where is_today"
    )[0]
    assert sum(Decimal(row["balance_total_amount"]) for row in got) == expected["total"]
    assert sum(Decimal(row["balance_over_90_amount"]) for row in got) == expected["old"]


def test_what_was_owed_at_closed_month_ends_is_what_sql_says(served: Served) -> None:
    got = rows(served, "/restatements/balances", limit=500)
    frozen = served.sql(
        "select as_of_date::text as day, sum(balance_total_amount) as total"
        " from history.closed_month_balance_versions where (as_of_date, valid_from_at) in (select"
        " as_of_date, min(valid_from_at) from history.closed_month_balance_versions group by 1)"
        " group by 1"
    )
    now = served.sql(
        "select as_of_date::text as day, sum(balance_total_amount) as total"
        " from marts.rpt_ar_aging where not is_today group by 1"
    )
    totals = {
        name: {
            day: sum(Decimal(row[name]) for row in got if row["as_of_date"] == day)
            for day in {row["as_of_date"] for row in got}
        }
        for name in ("frozen_balance_total_amount", "current_balance_total_amount")
    }
    assert totals["frozen_balance_total_amount"] == {it["day"]: it["total"] for it in frozen}
    assert (
        totals["current_balance_total_amount"].items()
        <= {it["day"]: it["total"] for it in now}.items()
    )
    days = [row["as_of_date"] for row in got]
    assert days == sorted(days, reverse=True)
    newest = rows(served, "/restatements/balances", **{"from": days[0], "to": days[0]})
    assert newest == [row for row in got if row["as_of_date"] == days[0]]


def test_every_key_figure_is_what_sql_says(served: Served) -> None:
    asked = {"from": "2026-01-01", "to": "2026-06-30"}
    sums = served.sql(
        "select kpi_id, variant, period_start::text as month, sum(numerator) as numerator,"
        " sum(denominator) as denominator, sum(n_rows) as n from marts.rpt_kpi_values"
        " inner join marts.rpt_kpi_definitions using (kpi_id, variant) where is_default"
        " and period_grain = 'month' and period_start between '2026-01-01' and '2026-06-30'"
        " group by 1, 2, 3"
    )
    figures = {it["kpi_id"] for it in sums}
    assert len(figures) > 8
    for kpi_id in sorted(figures):
        got = rows(served, f"/kpis/{kpi_id}", **asked)
        expected = [it for it in sums if it["kpi_id"] == kpi_id]
        assert len(got) == len(expected)
        by_month = {row["period_start_date"]: row for row in got}
        for it in expected:
            row = by_month[it["month"]]
            assert row["variant"] == it["variant"]
            assert row["n"] == it["n"]
            value = it["numerator"]
            if it["denominator"] is not None and value is not None:
                value = value / it["denominator"] if it["denominator"] else None
            if value is None or row["value"] is None:
                assert value is None
                assert row["value"] is None
            else:
                assert abs(Decimal(row["value"]) - value) < Decimal("1e-12")
            assert {"as_of", "badge", "date_basis", "unit"} <= set(row)


def test_a_key_figure_is_the_sum_of_its_parts(served: Served) -> None:
    asked = {"from": "2026-01-01", "to": "2026-06-30"}
    whole = rows(served, "/kpis/gross_production", **asked)
    for by in ("provider", "clinic"):
        parts = rows(served, "/kpis/gross_production", by=by, **asked)
        assert len(parts) > len(whole)
        assert sum(Decimal(it["value"]) for it in parts) == sum(
            Decimal(it["value"]) for it in whole
        )


def test_a_key_figure_is_explained(served: Served) -> None:
    with served.client("owner") as client:
        explained = client.get("/kpis/net_production/definition").json()
        assert "select" in explained["model_sql"]
        assert len(explained["decision"]) > 50
        lineage = client.get("/kpis/net_production/lineage").json()
        assert {"procedurelog", "claimproc", "paysplit"} <= set(lineage["source_tables"])
        verdicts = client.get("/kpis/net_production/reconciliation")
        assert verdicts.status_code == 200


def test_a_badge_is_what_the_newest_reconciliation_says(served: Served) -> None:
    checked = served.sql(
        "select count(*) as all, count(*) filter (where difference <> 0) as different"
        " from marts.rpt_reconciliation where report like 'ar_aging.%%'"
    )[0]
    with served.client("owner") as client:
        badge = client.get("/reports/ar/").json()["meta"]["badge"]
    expected = "unchecked" if not checked["all"] else "differs" if checked["different"] else "ties"
    assert badge["status"] == expected
    assert badge["checked_count"] == checked["all"]


def test_pages_hold_every_row_once(served: Served) -> None:
    got = rows(served, "/patients/", limit=37)
    expected = served.sql("select patient_id from marts.rpt_patient_profiles order by 1")
    assert [row["patient_id"] for row in got] == [row["patient_id"] for row in expected]


def test_a_cursor_of_another_question_is_refused(served: Served) -> None:
    with served.client("owner") as client:
        cursor = client.get("/patients/", params={"limit": 1}).json()["meta"]["next_cursor"]
        for path, asked in (("/patients/", {"clinic": 1}), ("/appointments/", {})):
            answer = client.get(path, params={**asked, "cursor": cursor})
            assert answer.status_code == 422
        assert client.get("/patients/", params={"cursor": "abc"}).status_code == 422


def test_an_unchanged_answer_is_not_sent_twice(served: Served) -> None:
    with served.client("owner") as client:
        first = client.get("/reports/ar/")
        again = client.get("/reports/ar/", headers={"If-None-Match": first.headers["etag"]})
        other = client.get("/reports/hygiene/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200


def test_large_answers_are_compressed(served: Served) -> None:
    with served.client("owner") as client:
        answer = client.get("/patients/", headers={"Accept-Encoding": "gzip"})
        plain = client.get("/patients/", headers={"Accept-Encoding": "identity"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert answer.json()["data"] == plain.json()["data"]


def test_a_version_and_a_missing_slash_make_no_difference(served: Served) -> None:
    with served.client("owner") as client:
        bodies = {
            client.get(path).text
            for path in ("/reports/ar/", "/reports/ar", "/v1/reports/ar/", "/v1/reports/ar")
        }
    assert len(bodies) == 1


@pytest.mark.parametrize("role", OWN_ROWS)
def test_own_rows_are_all_that_is_seen(served: Served, role: str) -> None:
    own = served.providers[role]
    got = rows(served, "/appointments/", role, **{"from": "2026-01-01", "to": "2026-12-31"})
    assert got
    assert all(own in (row["provider_id"], row["hygienist_id"]) for row in got)
    # Asking for another's rows gives none, whatever is asked.
    others = [it["provider_id"] for it in served.sql("select provider_id from marts.dim_providers")]
    for other in others:
        if other != own:
            for row in rows(served, "/reports/providers/", role, provider=other):
                assert row["provider_id"] == own


def test_a_patient_of_somebody_else_does_not_exist(served: Served) -> None:
    own = served.providers["provider"]
    other = served.sql(
        "select patient_id from marts.rpt_patient_profiles where primary_provider_id <> %s"
        " and patient_id not in (select patient_id from marts.fct_appointments"
        " where %s in (provider_id, hygienist_id)) limit 1",
        [own, own],
    )[0]["patient_id"]
    with served.client("provider") as client:
        for path in ("profile", "journey", "account"):
            answer = client.post(f"/patients/{path}", json={"patient_id": other})
            assert answer.status_code == 404


def test_few_people_are_hidden_from_whom_names_are_hidden(served: Served) -> None:
    asked = {"from": "2024-01-01", "to": "2026-12-31"}
    seen = rows(served, "/reports/hygiene/", "owner", **asked)
    hidden = rows(served, "/reports/hygiene/", "analyst", **asked)
    small = [row for row in seen if row["hygiene_visit_count"] < 11]
    assert small
    assert len(seen) == len(hidden)
    for row, same in zip(seen, hidden, strict=True):
        if same["hygiene_visit_count"] is None:
            assert same["production_amount"] is None
            assert same["perio_rate"] is None
        else:
            # Others may be hidden with the small ones, in a practice this small all of them; what
            # is shown is large, and unchanged.
            assert row["hygiene_visit_count"] >= 11
            assert same == row


def test_the_account_of_a_patient_adds_up_to_the_balance(served: Served) -> None:
    patient = served.sql(
        "select guarantor_id from marts.rpt_ar_aging where is_today"
        " and balance_total_amount <> 0 order by guarantor_id limit 1"
    )[0]["guarantor_id"]
    with served.client("billing") as client:
        body = {"patient_id": patient}
        profile = client.post("/patients/profile", json=body).json()["data"]
        assert profile[0]["patient_id"] == patient
        balance = client.post("/patients/balance", json=body).json()["data"][0]
        lines: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            asked = {"limit": 500} | ({"cursor": cursor} if cursor else {})
            page = client.post("/patients/account", json=body, params=asked).json()
            lines += page["data"]
            if not (cursor := page["meta"]["next_cursor"]):
                break
        journey = client.post("/patients/journey", json=body).json()["data"]
    expected = served.sql(
        "select sum(entry_amount) as amount from marts.fct_ledger_entries where is_counted"
        " and guarantor_id = %s and ledger_date <= %s",
        [patient, balance["as_of_date"]],
    )[0]["amount"]
    assert Decimal(balance["balance_total_amount"]) == expected
    until = [it for it in lines if it["ledger_date"] <= balance["as_of_date"]]
    assert sum(Decimal(it["entry_amount"]) for it in until) == expected
    times = [it["happened_at"] for it in journey]
    assert times == sorted(times, reverse=True)


def test_who_saw_a_patient_can_be_found(served: Served) -> None:
    patient = served.sql("select max(patient_id) as id from marts.rpt_patient_profiles")[0]["id"]
    with served.client("billing") as client:
        seen = client.post("/patients/profile", json={"patient_id": patient})
    with served.client("auditor") as client:
        found = client.post("/audit/log/search", json={"patient_id": patient}).json()["data"]
        entry = next(it for it in found if it["request_id"] == seen.headers["x-request-id"])
        assert entry["endpoint"] == "/patients/profile"
        assert entry["role"] == "enamel_billing"
        assert entry["row_count"] == 1
        assert "patient_id" in entry["identifier_classes"]
    with served.client("billing") as client:
        assert client.get("/audit/log").status_code == 403
        refused = served.sql(
            "select status from service.audit_log where role = 'enamel_billing'"
            " and endpoint = '/audit/log' order by entry_id desc limit 1"
        )
    assert refused == [{"status": 403}]


@pytest.mark.parametrize(
    "statement",
    [
        "update service.audit_log set actor = 'x'",
        "delete from service.audit_log",
        "truncate service.audit_log",
        "update service.day_signatures set note = 'x'",
        "delete from service.day_signatures",
    ],
)
def test_the_log_only_grows(served: Served, statement: str) -> None:
    with pytest.raises(Exception, match="only grows"):
        served.sql(statement)


def test_an_export_is_the_answer_with_its_hash_in_the_log(served: Served) -> None:
    with served.client("owner") as client:
        answer = client.get("/exports/ar")
        stored = served.sql(
            "select export_hash from service.audit_log where request_id = %s",
            [answer.headers["x-request-id"]],
        )
        assert stored == [{"export_hash": hashlib.sha256(answer.content).hexdigest()}]
        lines = list(csv.DictReader(io.StringIO(answer.text)))
        assert [it["balance_total_amount"] for it in lines] == [
            it["balance_total_amount"] for it in rows(served, "/reports/ar/")
        ]
        workbook = client.get("/exports/revenue", params={"format": "xlsx", "clinic": 1})
    book = openpyxl.load_workbook(io.BytesIO(workbook.content))
    stamp = dict(book["question"].iter_rows(values_only=True))
    assert stamp["clinic_id"] == "1"
    assert stamp["badge"] in ("ties", "differs", "unchecked")
    assert stamp["exported by"].endswith("as enamel_owner")


def test_rows_of_patients_leave_with_a_reason_alone(served: Served) -> None:
    with served.client("owner") as client:
        assert client.get("/exports/patients").status_code == 422
        answer = client.get("/exports/patients", params={"reason": "outreach"})
    assert answer.status_code == 200
    stored = served.sql(
        "select filter ->> 'reason' as reason, cardinality(patient_ids) as patients"
        " from service.audit_log where request_id = %s",
        [answer.headers["x-request-id"]],
    )[0]
    assert stored["reason"] == "outreach"
    assert stored["patients"] > 100


def test_a_worklist_is_worked(served: Served) -> None:
    asked = {"limit": 50}
    with served.client("front_desk") as client:
        lines = client.get("/worklists/overdue_hygiene", params=asked).json()["data"]
        order = [it["priority_order"] for it in lines]
        assert order == sorted(order)
        first = lines[0]
        new = {
            "item_key": first["item_key"],
            "outcome": "left_message",
            "next_action_date": "2026-07-20",
        }
        answer = client.post("/worklists/overdue_hygiene/outcomes", json=new)
        assert answer.status_code == 201
        again = client.get("/worklists/overdue_hygiene", params=asked).json()["data"][0]
        assert again["last_outcome"] == "left_message"
        assert again["next_action_date"] == "2026-07-20"
        nothing = client.post("/worklists/overdue_hygiene/outcomes", json=new | {"item_key": "x"})
        assert nothing.status_code == 404
    stored = served.sql("select actor, role from service.worklist_outcomes order by 1 limit 1")[0]
    assert stored["role"] == "enamel_front_desk"
    assert stored["actor"].startswith("key:")


def test_a_worklist_has_each_line_of_its_mart(served: Served) -> None:
    for name in worklists.Worklist:
        got = rows(served, f"/worklists/{name}", limit=500)
        expected = served.sql(f"select count(*) as count from marts.rpt_worklist_{name}")
        assert len(got) == len({it["item_key"] for it in got}) == expected[0]["count"]


def test_the_close_of_a_day_holds_its_money(served: Served) -> None:
    day = served.sql(
        "select report_date from marts.rpt_daily_payments group by 1 order by count(*) desc limit 1"
    )[0]["report_date"]
    got = rows(served, f"/close/{day}")
    expected = served.sql(
        "select sum(payment_amount) as amount from marts.rpt_daily_payments"
        " where report_date = %s and not is_income_transfer",
        [day],
    )[0]["amount"]
    taken = [Decimal(it["close_amount"]) for it in got if it["close_line"] == "payments"]
    assert sum(taken) == expected


def test_a_signed_day_stays_as_it_was(served: Served) -> None:
    day = served.sql(
        "select report_date from marts.rpt_daily_close group by 1 order by count(*) desc limit 1"
    )[0]["report_date"]
    with served.client("owner") as client:
        assert client.get(f"/close/{day}/changes").status_code == 404
        signed = client.post(f"/close/{day}/signatures", json={"note": "counted"}).json()
        assert client.post("/close/2199-01-01/signatures", json={}).status_code == 422
        untouched = rows(served, f"/close/{day}/changes")
        served.sql(
            "update marts.rpt_daily_close set close_amount = close_amount + 7.5"
            " where report_date = %s and close_line = 'payments'",
            [day],
        )
        try:
            changed = rows(served, f"/close/{day}/changes")
        finally:
            served.sql(
                "update marts.rpt_daily_close set close_amount = close_amount - 7.5"
                " where report_date = %s and close_line = 'payments'",
                [day],
            )
        newest = client.get(f"/close/{day}/signatures").json()["data"][0]
    assert not [it for it in untouched if it["has_changed"]]
    assert len(untouched) == signed["line_count"] > 0
    assert {it["difference_amount"] for it in changed if it["has_changed"]} == {"7.50"}
    assert {it["close_line"] for it in changed if it["has_changed"]} == {"payments"}
    assert [it["signed_amount"] for it in changed] == [it["close_amount"] for it in untouched]
    assert newest == signed
    for role in ("front_desk", "analyst", "auditor"):
        with served.client(role) as client:
            assert client.post(f"/close/{day}/signatures", json={}).status_code == 403


def test_how_to_reach_somebody_is_written_down(served: Served) -> None:
    patient = served.sql("select min(patient_id) as id from identity.named_patients")[0]["id"]
    with served.client("front_desk") as client:
        assert client.post("/patients/contact", json={"patient_id": patient}).status_code == 422
        body = {"patient_id": patient, "purpose": "outreach"}
        answer = client.post("/patients/contact", json=body)
    assert answer.json()["data"][0]["patient_id"] == patient
    entry = served.sql(
        "select identifier_classes, patient_ids, filter ->> 'purpose' as purpose"
        " from service.audit_log where request_id = %s",
        [answer.headers["x-request-id"]],
    )[0]
    assert entry["purpose"] == "outreach"
    assert {"phone", "email", "address", "name"} <= set(entry["identifier_classes"])
    assert entry["patient_ids"] == [patient]


def test_names_of_a_list_are_shown_and_written_down(served: Served) -> None:
    known = [
        it["patient_id"]
        for it in served.sql("select patient_id from identity.named_patients order by 1 limit 3")
    ]
    body = {"patient_ids": [*known, 2**40], "purpose": "treatment"}
    with served.client("manager") as client:
        answer = client.post("/patients/names", json=body)
    assert [it["patient_id"] for it in answer.json()["data"]] == known
    assert all(it["last_name"] for it in answer.json()["data"])
    entry = served.sql(
        "select patient_ids, filter::text as filter from service.audit_log where request_id = %s",
        [answer.headers["x-request-id"]],
    )[0]
    assert entry["patient_ids"] == known
    assert str(2**40) not in entry["filter"]
    with served.client("analyst") as client:
        assert client.post("/patients/names", json=body).status_code == 403


def test_metrics_count_addresses_and_no_values(served: Served) -> None:
    with served.client("owner") as client:
        client.get("/kpis/net_production", params={"clinic": 4711})
        text = client.get("/metrics").text
    assert 'route="/kpis/{kpi_id}"' in text
    assert "4711" not in text
    assert "net_production" not in text


def test_an_answer_is_a_page() -> None:
    assert set(Page.model_fields) == {"data", "meta"}
