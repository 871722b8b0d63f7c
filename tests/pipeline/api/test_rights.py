"""Who sees what: every role at every address, as the database has it."""

import pytest

from .conftest import ROLES, Served

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
