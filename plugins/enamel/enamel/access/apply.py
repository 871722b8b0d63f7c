"""Make Postgres agree with load/roles.yml, and say where it does not."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

from enamel.access import policy
from enamel.access.policy import Policy
from enamel.access.roles import missing_statements
from enamel.errors import EnamelError

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Departure:
    """One thing that is not as the file says.

    Args:
        subject: A table, schema, role or the file itself.
        role: The role it is about; empty if it is about none.
        departure: What is different.
    """

    subject: str
    role: str
    departure: str


def apply(warehouse: Connection, wanted: Policy) -> int:
    """Make the warehouse agree with the file; return how many tables and views needed it.

    A table that is already right is not touched: nobody who reads it waits.

    Args:
        warehouse: The warehouse, in autocommit, as the account that builds it.
        wanted: The file.

    Raises:
        EnamelError: The account may not create the roles, or does not own what it should.
    """
    create_roles(warehouse, wanted)
    with _refusals(), warehouse.transaction():
        warehouse.execute("select pg_advisory_xact_lock(hashtext('enamel access'))")
        changed = not _is_recorded(warehouse, wanted)
        if changed:
            _record(warehouse, wanted)
        _open_schemas(warehouse, wanted)
    found = check(warehouse, wanted)
    wrong = {it.subject for it in found}
    touched = [
        (schema, relation, domain)
        for schema, relation, domain, _ in _relations(warehouse)
        if changed or f"{schema}.{relation}" in wrong
    ]
    with _refusals():
        for each in touched:
            warehouse.execute("select access.protect(%s, %s, %s)", each)
        # Elsewhere (raw, a table of somebody's own) the file gives nothing at all.
        elsewhere = _elsewhere(warehouse, wanted)
        for it in found:
            if it.departure.startswith("may ") and it.subject in elsewhere:
                warehouse.execute(
                    sql.SQL("revoke all on {} from {}").format(
                        sql.Identifier(*it.subject.split(".", 1)),
                        sql.SQL("public") if it.role == "public" else sql.Identifier(it.role),
                    )
                )
    return len(touched)


def check(warehouse: Connection, wanted: Policy) -> list[Departure]:
    """Return what of the warehouse departs from the file; nothing is changed.

    Args:
        warehouse: The warehouse, in autocommit.
        wanted: The file.
    """
    # Compiling these questions takes Postgres longer than answering them.
    warehouse.execute("set jit = off")
    found = [
        Departure("roles", "", f"needs: {statement}")
        for statement in missing_statements(warehouse, wanted)
    ]
    if not _is_recorded(warehouse, wanted):
        return [
            *found,
            Departure("load/roles.yml", "", "has not been applied since it was changed"),
        ]
    asked = {
        "roles": [*wanted.roles, wanted.login],
        "apart": list(wanted.apart),
    }
    for name in ("departures", "schemas"):
        found += [Departure(*row) for row in warehouse.execute(_sql(name).encode(), asked)]
    found += [
        Departure(f"{schema}.{relation}", "", "has the rights of another folder than its model's")
        for schema, relation, domain, recorded in _relations(warehouse)
        if domain != recorded
    ]
    return found


def granted(warehouse: Connection) -> list[tuple[str, str, str, str]]:
    """Return (table, role, rows, columns) of every right there is."""
    return warehouse.execute(_sql("granted").encode()).fetchall()


def create_roles(warehouse: Connection, wanted: Policy) -> None:
    """Make the server's roles those of the file.

    Args:
        warehouse: The warehouse, in autocommit.
        wanted: The file.

    Raises:
        EnamelError: The account may not create roles.
    """
    statements = missing_statements(warehouse, wanted)
    try:
        for statement in statements:
            warehouse.execute(statement.encode())
    except psycopg.errors.InsufficientPrivilege as error:
        raise EnamelError(
            "The warehouse's account may not create the roles of load/roles.yml.",
            "Have an administrator run what `uv run enamel access show --sql` prints, or "
            "`alter role <account> createrole`; then run `enamel access apply` again.",
        ) from error


def _is_recorded(warehouse: Connection, wanted: Policy) -> bool:
    """Return whether this file, with these functions, is what was applied last."""
    row = warehouse.execute("select to_regclass('access.applied') is not null").fetchone()
    if not (row and row[0]):
        return False
    row = warehouse.execute("select fingerprint from access.applied").fetchone()
    return bool(row and row[0] == _fingerprint(wanted))


def _fingerprint(wanted: Policy) -> str:
    return hashlib.sha256(f"{_sql('objects')}\n{wanted}".encode()).hexdigest()


def _record(warehouse: Connection, wanted: Policy) -> None:
    warehouse.execute(_sql("objects").encode())
    for table in ("rights", "own_rows", "own_clinics", "applied"):
        warehouse.execute(sql.SQL("delete from access.{}").format(sql.Identifier(table)))
    warehouse.cursor().executemany(
        "insert into access.rights values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (
                it.role,
                it.schema,
                it.is_all,
                list(it.domains),
                list(it.also),
                list(it.except_for),
                None if it.only is None else json.dumps(it.only),
                it.own_rows,
                it.own_clinics,
            )
            for it in wanted.rights
        ],
    )
    own = wanted.own_rows
    warehouse.execute(
        "insert into access.own_rows values (%s, %s, %s, %s)",
        [own.setting, list(own.columns), list(own.whole), list(own.patients_in)],
    )
    clinics = wanted.own_clinics
    warehouse.execute(
        "insert into access.own_clinics values (%s, %s, %s)",
        [clinics.setting, clinics.column, list(clinics.whole)],
    )
    body = sql.SQL(" union ").join(
        sql.SQL("select patient_id from {}").format(sql.Identifier(*it.split(".")))
        for it in own.patients_in
    )
    # The body is kept as text: a rebuilt table is found by its name. It runs as whoever asks, under
    # the row policies of what it reads.
    warehouse.execute(
        sql.SQL(
            "create or replace function access.own_patient_ids() returns setof bigint"
            " language plpgsql stable as {}"
        ).format(sql.Literal(f"begin return query {body.as_string(warehouse)}; end"))
    )
    warehouse.execute("insert into access.applied values (%s)", [_fingerprint(wanted)])


def _open_schemas(warehouse: Connection, wanted: Policy) -> None:
    """Let roles into the schemas they read something of, and nobody else into any of ours."""
    # Roles that were in the file before keep no door open.
    for schema in sorted({it.schema for it in wanted.rights} | {"raw", "access"}):
        name = sql.Identifier(schema)
        readers = [it.role for it in wanted.rights if it.schema == schema]
        warehouse.execute(sql.SQL("create schema if not exists {}").format(name))
        rows = warehouse.execute(_sql("schema_grantees").encode(), [schema]).fetchall()
        for (grantee,) in rows:
            if grantee not in readers:
                who = sql.SQL("public") if grantee is None else sql.Identifier(grantee)
                warehouse.execute(sql.SQL("revoke all on schema {} from {}").format(name, who))
        for role in readers:
            warehouse.execute(
                sql.SQL("grant usage on schema {} to {}").format(name, sql.Identifier(role))
            )
    warehouse.execute(
        sql.SQL("revoke create, temporary on database {} from public").format(
            sql.Identifier(warehouse.info.dbname)
        )
    )
    warehouse.execute(
        sql.SQL("grant connect on database {} to {}").format(
            sql.Identifier(warehouse.info.dbname), sql.Identifier(wanted.login)
        )
    )


def _relations(warehouse: Connection) -> list[tuple[str, str, str | None, str | None]]:
    """Return (schema, relation, domain, domain it has the rights of) in the schemas of the file.

    A table of a layer whose model is gone has no domain: what a role reads by folder, it no
    longer reads.
    """
    folders = policy.domains()
    return [
        (
            schema,
            relation,
            folders.get((schema, relation)) if schema in policy.LAYERS else recorded,
            recorded,
        )
        for schema, relation, recorded in warehouse.execute(_sql("relations").encode())
    ]


def _elsewhere(warehouse: Connection, wanted: Policy) -> set[str]:
    """Return the tables and views outside the schemas of the file."""
    return {row[0] for row in warehouse.execute(_sql("elsewhere").encode(), [list(wanted.apart)])}


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise EnamelError(
            f"The warehouse's account may not set these rights: {error.diag.message_primary}.",
            "It has to own the database, its schemas and tables. An administrator can make it so: "
            "`alter database … owner to …`, `reassign owned by … to …`.",
        ) from error


def _sql(name: str) -> str:
    return files("enamel.access").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
