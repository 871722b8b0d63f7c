"""Rights on a real Postgres: applied, checked, put right, and refused."""

import random
import secrets
import string
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from enamel.access import policy
from enamel.access.apply import Departure, apply, check
from enamel.access.login import VARIABLE, give_password
from enamel.access.policy import Policy
from enamel.access.roles import missing_statements
from enamel.errors import EnamelError
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection
from psycopg import sql

TABLES = """
create schema marts;
create schema identity;
create schema raw;
create table marts.dim_patients (patient_id bigint, primary_provider_id bigint, clinic_id bigint);
create table marts.fct_appointments (patient_id bigint, provider_id bigint, clinic_id bigint);
create table marts.dim_dates (a_date date);
create view marts.rpt_view as select * from marts.fct_appointments;
create table identity.named_patients (patient_id bigint, last_name text, chart_number text);
create table raw.patient ("PatNum" bigint);
insert into marts.dim_patients values (1, 7, 1), (2, 8, 2);
insert into marts.fct_appointments values (1, 7, 1), (3, 8, 0);
insert into identity.named_patients values (1, 'One'), (2, 'Two'), (3, 'Three');
"""

FILE = """
login: enamel_NN_api
apart: [service]
own_rows:
  setting: enamel.provider_id
  columns: [provider_id, primary_provider_id]
  whole: [dim_dates]
  patients_in: [marts.dim_patients, marts.fct_appointments]
own_clinics:
  setting: enamel.clinic_ids
  column: clinic_id
  whole: []
roles:
  enamel_NN_owner:
    who: Owner
    reads:
      marts: {all: true}
      identity: {all: true}
  enamel_NN_provider:
    who: Provider
    reads:
      marts: {all: true, rows: own}
      identity: {only: {named_patients: [patient_id, last_name]}, rows: own}
  enamel_NN_clinic:
    who: Manager of clinics
    reads:
      marts: {all: true, rows: own clinics}
      identity: {all: true, rows: own clinics}
"""


@dataclass
class Place:
    """A small warehouse, open as an account that may create roles and is no superuser."""

    client: "psycopg.Connection[Any]"
    admin: "psycopg.Connection[Any]"
    wanted: Policy
    file: Path
    mark: str

    def role(self, name: str) -> str:
        """Return a role's name on the server, which other tests share."""
        return f"enamel_{self.mark}_{name}"

    def rows(
        self, role: str, query: str, provider: int | None = None, clinics: str | None = None
    ) -> list[tuple[Any, ...]]:
        """Ask as a role, the way the API does."""
        with self.admin.transaction(force_rollback=True):
            self.admin.execute(sql.SQL("set local role {}").format(sql.Identifier(self.role(role))))
            if provider is not None:
                self.admin.execute(
                    "select set_config('enamel.provider_id', %s, true)", [str(provider)]
                )
            if clinics is not None:
                self.admin.execute("select set_config('enamel.clinic_ids', %s, true)", [clinics])
            return self.admin.execute(query.encode()).fetchall()

    def departures(self) -> list[tuple[str, str, str]]:
        """Return what departs, with the roles' short names."""
        return [
            (it.subject, it.role.removeprefix(f"enamel_{self.mark}_"), it.departure)
            for it in check(self.client, self.wanted)
        ]


@pytest.fixture
def place(warehouse_database: Connection, tmp_path: Path) -> Iterator[Place]:
    """The warehouse, with roles nobody else uses."""
    mark = "".join(random.choices(string.ascii_lowercase, k=8))
    account, password = sql.Identifier(f"builder_{mark}"), secrets.token_urlsafe(12)
    file = tmp_path / "roles.yml"
    file.write_text(FILE.replace("NN", mark), encoding="utf-8")
    wanted = policy.read(file)
    database = sql.Identifier(warehouse_database.database)
    with connect_warehouse(warehouse_database) as admin:
        admin.autocommit = True
        admin.execute(
            sql.SQL("create role {} login createrole password {}").format(
                account, sql.Literal(password)
            )
        )
        admin.execute(sql.SQL("alter database {} owner to {}").format(database, account))
        mine = replace(warehouse_database, user=f"builder_{mark}", password=password)
        with connect_warehouse(mine) as client:
            client.autocommit = True
            client.execute(TABLES.encode())
            yield Place(client, admin, wanted, file, mark)
        admin.execute(sql.SQL("reassign owned by {} to current_user").format(account))
        roles = [*wanted.roles, wanted.login, f"builder_{mark}"]
        for role in roles:
            if admin.execute("select from pg_roles where rolname = %s", [role]).fetchone():
                admin.execute(sql.SQL("drop owned by {}").format(sql.Identifier(role)))
                admin.execute(sql.SQL("drop role {}").format(sql.Identifier(role)))


def test_an_account_that_is_no_superuser_can_apply_the_file(place: Place) -> None:
    assert place.departures() != []
    assert apply(place.client, place.wanted) == 5
    assert place.departures() == []
    assert apply(place.client, place.wanted) == 0
    patients = "select patient_id from marts.dim_patients order by 1"
    assert place.rows("owner", patients) == [(1,), (2,)]
    assert place.rows("provider", patients, 8) == [(2,)]
    assert place.rows("provider", patients) == []
    names = "select last_name from identity.named_patients order by patient_id"
    assert place.rows("provider", names, 8) == [("Two",), ("Three",)]
    assert place.rows("provider", names) == []
    assert place.rows("provider", "select count(*) from marts.dim_dates") == [(0,)]


@pytest.mark.parametrize(
    ("clinics", "patients", "names"),
    [
        ("1", [1], ["One"]),
        ("1,2", [1, 2], ["One", "Two"]),
        # Who has only been there is known there by name; Open Dental's 0 is no clinic, unless said.
        ("0", [], ["Three"]),
        ("3", [], []),
        ("", [], []),
        (None, [], []),
    ],
)
def test_a_role_of_clinics_sees_the_rows_of_these(
    place: Place, clinics: str | None, patients: list[int], names: list[str]
) -> None:
    apply(place.client, place.wanted)
    seen = place.rows(
        "clinic", "select patient_id from marts.dim_patients order by 1", None, clinics
    )
    assert [it[0] for it in seen] == patients
    named = "select last_name from identity.named_patients order by patient_id"
    assert [it[0] for it in place.rows("clinic", named, None, clinics)] == names
    # A provider's number opens no clinic.
    assert place.rows("clinic", named, 7) == []
    for closed in ("marts.rpt_view", "raw.patient"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            place.rows("clinic", f"select from {closed}", None, clinics)


@pytest.mark.parametrize(
    ("role", "query"),
    [
        # A view shows what its owner sees, past the policies of the table below it.
        ("provider", "select * from marts.rpt_view"),
        ("provider", "select chart_number from identity.named_patients"),
        ("provider", 'select * from raw."patient"'),
        ("owner", 'select * from raw."patient"'),
        ("api", "select * from marts.dim_dates"),
    ],
)
def test_what_the_file_does_not_give_is_refused(place: Place, role: str, query: str) -> None:
    apply(place.client, place.wanted)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place.rows(role, query, 7)


@pytest.mark.parametrize(
    ("statement", "departure"),
    [
        (
            "grant select on raw.patient to enamel_NN_owner",
            ("raw.patient", "owner", "may select, and should not"),
        ),
        (
            "grant update (last_name) on identity.named_patients to enamel_NN_provider",
            ("identity.named_patients", "provider", "may update column last_name, and should not"),
        ),
        (
            "grant select on marts.dim_patients to public",
            ("marts.dim_patients", "public", "may select, and should not"),
        ),
        (
            "revoke select on marts.dim_dates from enamel_NN_provider",
            ("marts.dim_dates", "provider", "may not read it, and should"),
        ),
        (
            "alter table marts.dim_patients disable row level security",
            ("marts.dim_patients", "", "has other row policies than the file says"),
        ),
        (
            "alter policy own_rows_of_enamel_NN_provider on marts.dim_patients using (true)",
            ("marts.dim_patients", "", "has other row policies than the file says"),
        ),
        (
            "create policy more on marts.dim_patients using (true)",
            ("marts.dim_patients", "", "has other row policies than the file says"),
        ),
        (
            "grant usage on schema raw to public",
            ("raw", "public", "may usage in the schema, and should not"),
        ),
        (
            "alter role enamel_NN_provider login",
            ("roles", "", "needs: alter role enamel_NN_provider nologin"),
        ),
        (
            "grant enamel_NN_owner to enamel_NN_provider",
            ("roles", "", 'needs: revoke "enamel_NN_owner" from enamel_NN_provider'),
        ),
    ],
)
def test_a_departure_is_found_and_put_right(
    place: Place, statement: str, departure: tuple[str, str, str]
) -> None:
    apply(place.client, place.wanted)
    place.client.execute(statement.replace("NN", place.mark).encode())
    assert place.departures() == [(*departure[:2], departure[2].replace("NN", place.mark))]
    apply(place.client, place.wanted)
    assert place.departures() == []


def test_a_table_that_comes_later_is_closed_until_it_is_protected(place: Place) -> None:
    apply(place.client, place.wanted)
    place.client.execute("drop table marts.fct_appointments cascade")
    place.client.execute(
        "create table marts.fct_appointments as"
        " select 2::bigint as patient_id, 7::bigint as provider_id"
    )
    asked = "select patient_id from marts.fct_appointments"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place.rows("provider", asked, 7)
    place.client.execute("select access.protect('marts', 'fct_appointments', 'scheduling')")
    assert place.rows("provider", asked, 7) == [(2,)]
    # Whose patient somebody is follows the rebuilt table.
    names = "select last_name from identity.named_patients order by patient_id"
    assert place.rows("provider", names, 7) == [("One",), ("Two",)]


def test_a_table_whose_model_is_gone_loses_the_rights_of_its_folder(place: Place) -> None:
    apply(place.client, place.wanted)
    place.client.execute("create table marts.rpt_gone (it text)")
    place.client.execute("select access.protect('marts', 'rpt_gone', 'scheduling')")
    assert place.departures() == [
        ("marts.rpt_gone", "", "has the rights of another folder than its model's")
    ]
    assert apply(place.client, place.wanted) == 1
    assert place.departures() == []


def test_a_schema_apart_keeps_its_own_rights(place: Place) -> None:
    apply(place.client, place.wanted)
    place.client.execute("create schema service; create table service.log (it text)")
    place.client.execute(f"grant insert on service.log to {place.wanted.login}".encode())
    place.client.execute(f"grant usage on schema service to {place.wanted.login}".encode())
    assert place.departures() == []
    apply(place.client, replace(place.wanted, apart=()))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place.rows("api", "insert into service.log values ('') returning it")


def test_a_changed_file_has_to_be_applied(place: Place) -> None:
    apply(place.client, place.wanted)
    text = place.file.read_text(encoding="utf-8").replace("marts: {all: true}\n", "", 1)
    place.file.write_text(text, encoding="utf-8")
    changed = policy.read(place.file)
    assert check(place.client, changed) == [
        Departure("load/roles.yml", "", "has not been applied since it was changed")
    ]
    apply(place.client, changed)
    assert check(place.client, changed) == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place.rows("owner", "select * from marts.dim_dates")


def test_an_account_that_may_not_create_roles_says_who_can(place: Place) -> None:
    place.admin.execute(f"alter role builder_{place.mark} nocreaterole".encode())
    with pytest.raises(EnamelError) as error:
        apply(place.client, place.wanted)
    assert "may not create the roles" in error.value.reason
    assert "access show --sql" in error.value.instruction
    # What it tells the administrator to run is enough.
    for statement in missing_statements(place.admin, place.wanted):
        place.admin.execute(statement.encode())
    apply(place.client, place.wanted)
    assert place.departures() == []


def test_the_login_gets_the_password_of_the_settings(
    place: Place, warehouse_database: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(place.client, place.wanted)
    monkeypatch.setenv(VARIABLE, "first")
    assert give_password(place.client, place.wanted.login)
    login = replace(warehouse_database, user=place.wanted.login, password="first")
    connect_warehouse(login).close()
    monkeypatch.setenv(VARIABLE, "second")
    assert give_password(place.client, place.wanted.login)
    with pytest.raises(EnamelError):
        connect_warehouse(login)
    connect_warehouse(replace(login, password="second")).close()
    monkeypatch.setenv(VARIABLE, "")
    assert not give_password(place.client, place.wanted.login)


def test_rights_and_autovacuum_never_wait_for_each_other(place: Place) -> None:
    """Autovacuum holds a table and then writes into its row of pg_class, as this grant does."""
    apply(place.client, place.wanted)
    info = place.client.info
    with (
        psycopg.connect(info.dsn, password=info.password) as vacuum,
        ThreadPoolExecutor(1) as pool,
    ):
        vacuum.execute("lock table marts.dim_dates in share update exclusive mode")
        rights = pool.submit(
            place.client.execute, "select access.protect('marts', 'dim_dates', 'practice')"
        )
        _wait_until_blocked(place.admin, info.backend_pid)
        vacuum.execute("grant insert on marts.dim_dates to current_user")
        vacuum.commit()
        rights.result(timeout=30)


def _wait_until_blocked(client: "psycopg.Connection[Any]", pid: int) -> None:
    for _ in range(300):
        row = client.execute("select cardinality(pg_blocking_pids(%s))", [pid]).fetchone()
        if row and row[0]:
            return
        time.sleep(0.1)
    raise AssertionError("nobody waits")
