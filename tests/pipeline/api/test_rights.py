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
    "/appointments/": ALL - {"auditor"},
    "/patients/": ALL - {"auditor"},
    "/runs": {"owner", "manager", "analyst", "auditor"},
    "/freshness/tables": {"owner", "manager", "analyst", "auditor"},
    "/freshness": ALL,
    "/audit/log": {"owner", "auditor"},
    "/audit/users": {"owner", "manager", "analyst", "auditor"},
    "/session": ALL,
}


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
