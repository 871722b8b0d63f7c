"""Who sees what: every role at every address, as the database has it."""

from collections.abc import Callable
from decimal import Decimal

import httpx
import pytest

from .conftest import ROLES, Served, make_key

ALL = set(ROLES)
MONEY = {"owner", "manager", "billing", "analyst"}
# Who is answered; everybody else is refused by Postgres, not by us.
MATRIX: dict[str, set[str]] = {
    "/reports/revenue/": MONEY | {"provider", "hygienist"},
    "/reports/dashboard/": MONEY,
    "/reports/providers/": {"owner", "manager", "provider", "hygienist", "analyst"},
    "/reports/ar/": MONEY | {"front_desk"},
    "/reports/treatment-acceptance/": MONEY | {"provider", "hygienist"},
    "/reports/hygiene/": MONEY | {"provider", "hygienist"},
    "/reports/referrals/": MONEY | {"front_desk"},
    "/reports/insurance/": MONEY,
    "/reports/claims-outstanding/": MONEY | {"front_desk", "provider"},
    "/reports/claims-not-sent/": MONEY | {"front_desk", "provider"},
    "/reports/procedures-not-billed/": MONEY | {"front_desk", "provider"},
    "/reports/claims-zero-paid/": MONEY | {"front_desk", "provider"},
    "/reports/claim-turnaround/": MONEY | {"front_desk"},
    "/reports/claim-turnaround-months/": MONEY | {"front_desk"},
    "/reports/claim-turnaround-carriers/": MONEY | {"front_desk"},
    "/reports/insurance-carriers/": MONEY,
    "/reports/carriers-paid/": MONEY,
    "/reports/collection-cohorts/": MONEY,
    "/reports/payments-received/": MONEY,
    "/reports/statements/": MONEY,
    "/reports/payment-plans-due/": MONEY | {"front_desk"},
    "/reports/unearned/": MONEY,
    "/reports/chairs/": MONEY | {"front_desk"},
    "/reports/chair-periods/": MONEY | {"front_desk"},
    "/reports/slot-outcomes/": MONEY | {"front_desk", "provider", "hygienist"},
    "/reports/slots/": MONEY | {"front_desk", "provider", "hygienist"},
    "/reports/recall-months/": MONEY | {"front_desk"},
    "/reports/recall-types/": MONEY | {"front_desk", "provider", "hygienist"},
    "/reports/acceptance-months/": MONEY | {"provider", "hygienist"},
    "/reports/acceptance-providers/": MONEY | {"provider", "hygienist"},
    "/reports/treatment-funnel/": MONEY | {"provider", "hygienist"},
    "/reports/presenters/": MONEY,
    "/reports/presenters/names/": {"owner", "manager", "billing"},
    "/reports/referred-out/": MONEY | {"front_desk", "provider", "hygienist"},
    "/reports/hygiene-months/": MONEY | {"provider", "hygienist"},
    "/reports/hygiene-providers/": MONEY | {"provider", "hygienist"},
    "/reports/provider-scorecard/": MONEY - {"billing"} | {"provider", "hygienist"},
    "/reports/provider-months/": MONEY - {"billing"} | {"provider", "hygienist"},
    "/reports/referral-sources/": MONEY | {"front_desk"},
    "/reports/new-patients/": MONEY | {"front_desk", "provider", "hygienist"},
    "/appointments/": ALL - {"auditor"},
    "/patients/": ALL - {"auditor"},
    "/runs": {"owner", "manager", "analyst", "auditor"},
    "/freshness/tables": {"owner", "manager", "analyst", "auditor"},
    "/freshness": ALL,
    "/audit/log": {"owner", "auditor"},
    "/audit/users": {"owner", "manager", "analyst", "auditor"},
    "/session": ALL,
    "/kpis": MONEY | {"provider", "hygienist"},
    "/kpis/net_production": MONEY | {"provider", "hygienist"},
    "/kpis/net_production/lineage": {"owner", "manager", "analyst"},
    "/worklists": ALL,
    "/worklists/overdue_hygiene": ALL - {"auditor"},
    "/worklists/broken_not_rescheduled": ALL - {"auditor"},
    "/worklists/unscheduled_treatment": ALL - {"auditor"},
    "/worklists/outstanding_claims": MONEY | {"front_desk", "provider"},
    "/worklists/unbilled_unsent": MONEY | {"front_desk", "provider"},
    "/worklists/visits_at_risk": ALL - {"auditor"},
    "/predictions/models": ALL - {"auditor"},
    "/predictions/models/no_show/metrics": ALL - {"auditor"},
    "/predictions/no_show": MONEY | {"front_desk", "provider"},
    "/predictions/appointments/2026-07-16": MONEY | {"front_desk", "provider"},
    "/predictions/estimates": MONEY | {"front_desk"},
    "/worklists/ar_calls": MONEY | {"front_desk", "provider"},
    "/huddle/2026-07-15": ALL - {"auditor"},
    "/close/2026-07-14": MONEY,
    "/close/2026-07-14/signatures": {"owner", "manager", "billing", "auditor"},
    "/restatements": MONEY,
    "/restatements/causes": MONEY | {"provider"},
    "/restatements/balances": MONEY,
    "/restatements/balances/causes": MONEY,
    "/alerts": MONEY,
    "/home": ALL,
    "/own-reports": ALL,
    "/schedules": ALL,
    "/preferences": ALL,
}
NAMES = ALL - {"analyst", "auditor"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", MATRIX)
def test_a_role_is_answered_where_its_rights_reach(served: Served, role: str, path: str) -> None:
    with served.client(role) as client:
        answer = client.get(path)
    expected = 200 if role in MATRIX[path] else 403
    assert answer.status_code == expected, answer.text[:300]
    if expected == 403:
        assert answer.headers["content-type"] == "application/problem+json"
        assert "data" not in answer.json()


@pytest.fixture(scope="module")
def clinics(served: Served) -> list[int]:
    """The clinics of the practice, the busiest first."""
    return [
        it["clinic_id"]
        for it in served.sql(
            "select clinic_id from marts.fct_appointments where clinic_id > 0"
            " group by clinic_id order by count(*) desc"
        )
    ]


@pytest.fixture(scope="module")
def of_clinics(served: Served, clinics: list[int]) -> Callable[[str, list[int]], httpx.Client]:
    """Ask with a key of a role and of some clinics."""

    def open_door(role: str, own: list[int]) -> httpx.Client:
        key = make_key(role, clinics=own)
        return httpx.Client(base_url=served.address, headers={"X-API-Key": key}, timeout=30)

    assert len(clinics) > 1
    return open_door


@pytest.mark.parametrize(
    "path",
    [
        "/appointments/",
        "/reports/ar/",
        "/reports/revenue/",
        "/reports/claim-turnaround-months/",
        "/restatements/balances",
    ],
)
def test_a_login_of_some_clinics_sees_their_rows_and_no_others(
    served: Served,
    clinics: list[int],
    of_clinics: Callable[[str, list[int]], httpx.Client],
    path: str,
) -> None:
    whole = {"from": "2026-05-01", "to": "2026-06-30"} if path == "/appointments/" else {}
    mine, other = clinics[0], clinics[1]

    def answered(client: httpx.Client, **options: int) -> list[dict[str, object]]:
        answer = client.get(path, params={**whole, **options})
        assert answer.status_code == 200, answer.text[:300]
        found: list[dict[str, object]] = answer.json()["data"]
        return found

    with served.client("manager") as everybody:
        meant, others = answered(everybody, clinic=mine), answered(everybody, clinic=other)
        assert meant != others
    with of_clinics("clinic_manager", [mine]) as one:
        assert meant == answered(one) == answered(one, clinic=mine)
        assert answered(one, clinic=other) == []
    with of_clinics("clinic_manager", [mine, other]) as both:
        assert meant == answered(both, clinic=mine)
        assert others == answered(both, clinic=other)
    with of_clinics("clinic_manager", []) as nobody:
        assert answered(nobody) == []
    assert meant


def test_a_login_of_some_clinics_is_told_of_their_figures(
    served: Served, clinics: list[int], of_clinics: Callable[[str, list[int]], httpx.Client]
) -> None:
    mine, other = clinics[0], clinics[1]
    values = {
        (it["kpi_id"], it["variant"], str(it["period_start"])): it["value"]
        for it in served.sql(
            "select kpi_id, variant, period_start, case when count(denominator) = 0"
            " then sum(numerator) else sum(numerator) / nullif(sum(denominator), 0) end as value"
            " from marts.rpt_kpi_values where period_grain = 'month' and clinic_id = %s"
            " group by 1, 2, 3",
            [mine],
        )
    }
    with served.client("manager") as everybody:
        practice = everybody.get("/alerts").json()["data"]
        meant = everybody.get("/alerts", params={"clinic": mine}).json()["data"]
    with of_clinics("clinic_manager", [mine]) as one:
        own = one.get("/alerts").json()["data"]
        assert one.get("/alerts", params={"clinic": other}).json()["data"] == []
        assert one.get("/home").json()["alerts"] == [
            it for it in own if it["is_raised"] and it["told_role"] == "manager"
        ]
    with of_clinics("clinic_front_desk", [mine]) as desk:
        assert desk.get("/alerts").status_code == 403
    with served.client("analyst") as nameless:
        assert nameless.get("/alerts", params={"clinic": mine}).status_code == 422
    assert own == meant
    assert {it["clinic_id"] for it in own} == {mine}
    assert {it["clinic_id"] for it in practice} == {None}
    for it in own:
        value = values.get((it["kpi_id"], it["variant"], it["month_start_date"]))
        said = it["kpi_value"]
        assert (None if said is None else Decimal(said)) == value
    assert any(it["is_comparable"] for it in own)


def test_a_login_of_some_clinics_finds_their_patients_names_alone(
    served: Served,
    clinics: list[int],
    of_clinics: Callable[[str, list[int]], httpx.Client],
) -> None:
    mine = clinics[0]
    known = {
        row["patient_id"]
        for row in served.sql(
            "select patient_id from marts.dim_patients where clinic_id = %s"
            " union select patient_id from marts.fct_appointments where clinic_id = %s",
            [mine, mine],
        )
    }
    names = served.sql(
        "select patient_id, left(last_name, 2) as letters from identity.named_patients"
    )
    here = {row["letters"] for row in names if row["patient_id"] in known}
    asked = {
        "last_name": next(
            row["letters"]
            for row in names
            if row["patient_id"] not in known and row["letters"] in here
        )
    }
    with served.client("front_desk") as everybody, of_clinics("clinic_front_desk", [mine]) as one:
        all_found = everybody.post("/patients/search", json=asked).json()["data"]
        found = one.post("/patients/search", json=asked).json()["data"]
        assert one.get("/session").json()["clinic_ids"] == [mine]
        assert one.get("/audit/log").status_code == 403
    assert {row["patient_id"] for row in found} <= known
    assert found
    assert {row["patient_id"] for row in all_found} - known
    written = served.sql(
        "select clinic_ids from service.audit_log where role = 'enamel_clinic_front_desk'"
        " order by entry_id desc limit 1"
    )
    assert written[0]["clinic_ids"] == [mine]


@pytest.mark.parametrize("role", ROLES)
def test_names_are_for_roles_that_may_see_them(served: Served, role: str) -> None:
    body = {"last_name": "Ma"}
    with served.client(role) as client:
        answer = client.post("/patients/search", json=body)
    assert answer.status_code == (200 if role in NAMES else 403)
    entry = served.sql(
        "select filter, identifier_classes, status from service.audit_log where request_id = %s",
        [answer.headers["x-request-id"]],
    )[0]
    assert entry["status"] == answer.status_code
    # What was looked for is a name: that it was given is written down, not what it was.
    if answer.status_code == 200:
        assert entry["filter"]["last_name"] == "(given)"
        assert "name" in entry["identifier_classes"]
