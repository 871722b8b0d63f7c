"""Who sees which rows and columns: every role against every table, and nobody named elsewhere."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
import yaml
from enamel.access.scan import scan
from enamel.reconciliation.run import connect_warehouse
from harness import ROOT, Pipeline
from psycopg import sql

FILE: dict[str, Any] = yaml.safe_load((ROOT / "load" / "roles.yml").read_text(encoding="utf-8"))
ROLES = sorted(FILE["roles"])
OWN: dict[str, list[str]] = FILE["own_rows"]
CLINICS: list[str] = FILE["own_clinics"]["whole"]
LAYERS = ("staging", "intermediate", "marts", "identity")
RESTRICTED = {
    role
    for role, it in FILE["roles"].items()
    if any("rows" in reading for reading in it["reads"].values())
}
PASSWORD = secrets.token_urlsafe(12)


@dataclass(frozen=True)
class Relation:
    """A table or view of the warehouse."""

    schema: str
    name: str
    is_table: bool
    columns: tuple[str, ...]
    domain: str | None

    @property
    def identifier(self) -> sql.Identifier:
        """Its name, quoted."""
        return sql.Identifier(self.schema, self.name)


@pytest.fixture(scope="module")
def access(pipeline: Pipeline) -> Iterator[Pipeline]:
    """The practice with its rights, and one account for each role beside the API's."""
    pipeline.run("enamel", "access", "apply", ENAMEL_API_PASSWORD=PASSWORD)
    with connect_warehouse(pipeline.warehouse) as owner:
        for role in ROLES:
            owner.execute(
                sql.SQL("create role {} login password {} in role {}").format(
                    sql.Identifier(f"probe_{role}"), sql.Literal(PASSWORD), sql.Identifier(role)
                )
            )
    yield pipeline
    with connect_warehouse(pipeline.warehouse) as owner:
        for role in ROLES:
            owner.execute(sql.SQL("drop role {}").format(sql.Identifier(f"probe_{role}")))


@pytest.fixture(scope="module")
def relations(access: Pipeline) -> list[Relation]:
    """Everything in the warehouse that has rows, but for the schemas that rule themselves."""
    folders = {
        (layer, path.stem): path.parent.name
        for layer in LAYERS
        for path in (ROOT / "transform" / "models" / layer).glob("*/*.sql")
    }
    return [
        Relation(schema, name, is_table, tuple(columns), folders.get((schema, name)))
        for schema, name, is_table, columns in access.in_warehouse(
            "select nsp.nspname::text, rel.relname::text, rel.relkind = 'r',"
            " array_agg(att.attname::text order by att.attnum)"
            " from pg_class as rel inner join pg_namespace as nsp on rel.relnamespace = nsp.oid"
            " inner join pg_attribute as att on rel.oid = att.attrelid and att.attnum > 0"
            " and not att.attisdropped"
            " where rel.relkind in ('r', 'p', 'v', 'm') and nsp.nspname !~ '^pg_'"
            " and nsp.nspname <> 'information_schema' group by 1, 2, 3 order by 1, 2"
        )
        if schema not in FILE["apart"]
    ]


def connected(pipeline: Pipeline, user: str) -> "psycopg.Connection[Any]":
    """Log in as an account that is not the warehouse's own."""
    it = pipeline.warehouse
    return psycopg.connect(
        host=it.host,
        port=it.port,
        dbname=it.database,
        user=user,
        password=PASSWORD,
        autocommit=True,
    )


def expected(role: str, relation: Relation) -> tuple[tuple[str, ...], str | None] | None:
    """Return the columns and the row filter the file means; None if nothing may be read.

    Written a second time, in another language than what it is compared with.
    """
    reading = FILE["roles"][role]["reads"].get(relation.schema)
    if reading is None or relation.name in reading.get("except", []):
        return None
    only = reading.get("only", {})
    listed = (
        reading.get("all")
        or relation.domain in reading.get("domains", [])
        or relation.name in reading.get("also", [])
        or relation.name in only
    )
    if not listed:
        return None
    columns = only.get(relation.name, "all")
    seen = relation.columns if columns == "all" else tuple(columns)
    if "rows" not in reading or relation.name in OWN["whole"]:
        return seen, None
    if reading["rows"] == "own clinics" and relation.name in CLINICS:
        return seen, None
    if not relation.is_table:
        return None
    if reading["rows"] == "own clinics":
        own_clinics = "clinic_id in (1, 3)"
        if "clinic_id" in relation.columns:
            return seen, own_clinics
        if "patient_id" not in relation.columns:
            return None
        return seen, "patient_id in ({})".format(
            " union ".join(
                f"select patient_id from {table} where {own_clinics}"
                for table in OWN["patients_in"]
            )
        )
    if relation.schema == "identity":
        if "patient_id" not in relation.columns:
            return None
        return seen, "patient_id in ({})".format(
            " union ".join(
                f"select patient_id from {table} where {own_filter(own_columns)}"
                for table, own_columns in {
                    "marts.dim_patients": ["primary_provider_id", "secondary_provider_id"],
                    "marts.fct_appointments": ["provider_id", "hygienist_id"],
                }.items()
            )
        )
    own = [name for name in OWN["columns"] if name in relation.columns]
    return (seen, own_filter(own)) if own else None


def own_filter(columns: list[str]) -> str:
    """Return the condition that one of the columns holds the provider in question."""
    return " or ".join(f"{name} = %(provider)s" for name in columns)


def counted(
    client: "psycopg.Connection[Any]",
    relation: Relation,
    columns: tuple[str, ...],
    condition: str = "true",
    provider: int | None = None,
) -> int:
    """Return how many rows come back when these columns are asked for."""
    query = sql.SQL("select count(*) from (select {} from {} where {} offset 0) as them").format(
        sql.SQL(", ").join(sql.Identifier(name) for name in columns),
        relation.identifier,
        sql.SQL(condition),  # type: ignore[arg-type]
    )
    row = client.execute(query, {"provider": provider}).fetchone()
    assert row
    return int(row[0])


def allowed_columns(client: "psycopg.Connection[Any]", relation: Relation) -> set[str]:
    """Return the columns whoever is logged in may read, as Postgres says."""
    return {
        row[0]
        for row in client.execute(
            "select att.attname::text from pg_attribute as att where att.attrelid = ("
            " select rel.oid from pg_class as rel where rel.relname = %s"
            " and rel.relnamespace = (select oid from pg_namespace where nspname = %s))"
            " and att.attnum > 0 and not att.attisdropped"
            " and has_column_privilege(att.attrelid, att.attnum, 'select')",
            [relation.name, relation.schema],
        )
    }


def busiest(pipeline: Pipeline) -> int:
    """Return a provider with work of every kind."""
    return int(
        pipeline.in_warehouse(
            "select provider_id from marts.fct_appointments where provider_id > 0"
            " group by 1 order by count(*) desc limit 1"
        )[0][0]
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_its_rows_and_columns_and_nothing_else(
    role: str, access: Pipeline, relations: list[Relation]
) -> None:
    provider = busiest(access)
    wrong, rows, filtered = [], 0, 0
    with (
        connect_warehouse(access.warehouse) as owner,
        connected(access, f"probe_{role}") as client,
    ):
        client.execute("select set_config('enamel.provider_id', %s, false)", [str(provider)])
        client.execute("select set_config('enamel.clinic_ids', '1,3', false)")
        for relation in relations:
            it = f"{relation.schema}.{relation.name}"
            meant = expected(role, relation)
            held = allowed_columns(client, relation)
            if held != set(meant[0] if meant else ()):
                wrong.append(f"{it}: columns {sorted(held ^ set(meant[0] if meant else ()))}")
                continue
            if meant is None:
                try:
                    counted(client, relation, relation.columns[:1])
                    wrong.append(f"{it}: can be read")
                except psycopg.errors.InsufficientPrivilege:
                    pass
                continue
            columns, condition = meant
            seen = counted(client, relation, columns)
            if seen != counted(owner, relation, columns, condition or "true", provider):
                wrong.append(f"{it}: {seen} rows")
            rows += seen
            filtered += condition is not None
    assert wrong == []
    assert rows > 0
    assert (filtered > 10) == (role in RESTRICTED)


@pytest.mark.parametrize("role", sorted(RESTRICTED))
@pytest.mark.parametrize("setting", [None, "", "0", "-1"])
def test_without_a_provider_or_clinic_no_row_of_anybody_is_seen(
    role: str, setting: str | None, access: Pipeline, relations: list[Relation]
) -> None:
    wrong = []
    name = "enamel.clinic_ids" if "_clinic_" in role else "enamel.provider_id"
    if setting == "0" and "_clinic_" in role:
        # Rows of no clinic are for whom 0 is named; here there is no such clinic.
        setting = "7777777"
    with connected(access, f"probe_{role}") as client:
        if setting is not None:
            client.execute("select set_config(%s, %s, false)", [name, setting])
        for relation in relations:
            meant = expected(role, relation)
            if meant is None or meant[1] is None:
                continue
            seen = counted(client, relation, meant[0])
            if seen:
                wrong.append(f"{relation.name}: {seen}")
    assert wrong == []


def test_the_api_takes_one_role_and_is_nobody_before_and_after(
    access: Pipeline, relations: list[Relation]
) -> None:
    provider = busiest(access)
    patients = next(it for it in relations if it.name == "dim_patients")
    with connected(access, "enamel_api") as client:
        for relation in relations:
            assert allowed_columns(client, relation) == set(), relation.name
        seen = {}
        for role in ROLES:
            with client.transaction():
                client.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
                client.execute("select set_config('enamel.provider_id', %s, true)", [str(provider)])
                if expected(role, patients):
                    seen[role] = counted(client, patients, ("patient_id",))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                counted(client, patients, ("patient_id",))
        with client.transaction():
            client.execute("set local role enamel_provider")
            # Whose rows they are was said for one transaction.
            assert counted(client, patients, ("patient_id",)) == 0
    assert 0 < seen["enamel_provider"] < seen["enamel_owner"] == seen["enamel_front_desk"]
    assert "enamel_auditor" not in seen


@pytest.mark.parametrize("role", ROLES)
def test_a_role_can_neither_write_nor_become_another(role: str, access: Pipeline) -> None:
    with connected(access, f"probe_{role}") as client:
        assert client.execute(
            "select count(*) from pg_class as rel inner join pg_namespace as nsp"
            " on rel.relnamespace = nsp.oid where rel.relkind in ('r', 'v', 'p')"
            " and nsp.nspname !~ '^pg_' and nsp.nspname <> 'information_schema'"
            " and has_table_privilege(rel.oid,"
            " 'insert, update, delete, truncate, references, trigger')"
        ).fetchone() == (0,)
        assert client.execute(
            "select count(*) from pg_namespace as nsp"
            " where nsp.nspname !~ '^pg_(toast_)?temp'"
            " and has_schema_privilege(nsp.oid, 'create')"
        ).fetchone() == (0,)
        for statement in (
            "create table public.mine (it text)",
            "create temporary table mine (it text)",
            "create schema mine",
            "delete from marts.rpt_daily_payments",
            "select * from raw.patient",
            "select access.protect('marts', 'dim_clinics', 'practice')",
            "update access.rights set has_own_rows_only = false",
            *(f"set role {other}" for other in [*ROLES, "enamel_api"] if other != role),
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                client.execute(statement.encode())


def test_a_rebuilt_table_comes_back_with_its_rights(access: Pipeline) -> None:
    select = ["--select", "dim_clinics", "fct_appointments", "named_patients"]
    folders = ["--project-dir", "transform", "--profiles-dir", "transform"]
    before = access.in_warehouse("select 'marts.fct_appointments'::regclass::oid")
    access.run("dbt", "run", *folders, *select)
    assert access.in_warehouse("select 'marts.fct_appointments'::regclass::oid") != before
    assert "agrees with the file" in access.run("enamel", "access", "check").stdout


def test_nobody_is_named_outside_of_identity(access: Pipeline) -> None:
    numbers = [row[0] for row in access.in_source("select SSN from patient where SSN <> ''")]
    with connect_warehouse(access.warehouse) as client:
        assert scan(client, further=numbers) == []


def test_whatever_is_planted_is_found(access: Pipeline) -> None:
    """One row of one table among hundreds names one patient; nothing is left behind."""
    planted = {
        "first_and_last": ('"FName" || \' \' || "LName"', "patient name"),
        "in_a_sentence": ("'Call ' || upper(\"LName\") || ', ' || \"FName\"", "patient name"),
        "last_alone": ('"LName"', "last name"),
        "phone": ('"WirelessPhone"', "phone"),
        "phone_digits": ("regexp_replace(\"WirelessPhone\", '\\D', '', 'g')", "phone"),
        "street": ("'see ' || \"Address\" || '.'", "address"),
        "mail": ("'mailto:' || upper(\"Email\")", "email"),
        "in_json": ("json_build_object('who', \"FName\" || ' ' || \"LName\")", "patient name"),
        "born_date": ('"Birthdate"', "birth date"),
    }
    selected = ", ".join(f"{value} as {column}" for column, (value, _) in planted.items())
    with connect_warehouse(access.warehouse) as client, client.transaction(force_rollback=True):
        client.execute(
            f'create table marts.planted as select "PatNum" as patient_id, {selected}'
            " from raw.patient where \"WirelessPhone\" <> '' and \"Email\" <> ''"
            ' and length("FName") > 2 and length("LName") > 2 and "Birthdate" > \'1900-01-01\''
            ' order by "PatNum" limit 1'.encode()
        )
        found = {(it.table, it.column, it.kind, it.values) for it in scan(client)}
    # An e-mail address may well be a name, too.
    assert found - {("marts.planted", "mail", "patient name", 1)} == {
        ("marts.planted", column, kind, 1) for column, (_, kind) in planted.items()
    }
