"""What the warehouse itself can tell: rights, people named, the log, accounts, encryption."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

from enamel.access import apply, policy, scan
from enamel.compliance.finding import FAILURE, OK, UNKNOWN, WARNING, Finding
from enamel.discovery.policy import AllowedValues
from enamel.reconciliation.run import connect_warehouse
from enamel.settings import Connection

Warehouse = psycopg.Connection[Any]
KEPT = timedelta(days=6 * 365)
"""How long documentation of access is kept (45 CFR 164.316(b)(2))."""
_HOURS_OF_A_BACKUP = 26
_LOCAL = {"localhost", "127.0.0.1", "::1"}


def access_rights(warehouse: Warehouse) -> Iterator[Finding]:
    """Compare the rights in the warehouse with load/roles.yml."""
    departures = apply.check(warehouse, policy.read())
    for it in departures:
        who = f" {it.role}" if it.role else ""
        yield Finding(
            "access rights",
            FAILURE,
            f"{it.subject}:{who} {it.departure}.",
            "Run `uv run enamel access apply`.",
        )
    if not departures:
        rights = {(role, table) for table, role, *_ in apply.granted(warehouse)}
        yield Finding(
            "access rights",
            OK,
            f"The warehouse agrees with load/roles.yml: {len(rights)} rights of "
            f"{len({role for role, _ in rights})} roles.",
        )


def accounts(warehouse: Warehouse) -> Iterator[Finding]:
    """Say which accounts may do more than they should."""
    for name, is_superuser, is_ours in warehouse.execute(_sql("accounts")).fetchall():
        if is_superuser and is_ours:
            yield Finding(
                "accounts",
                WARNING,
                f"{name}, the account of the pipeline, is a superuser: no right binds it.",
                f"alter role {name} nosuperuser createrole; it needs to own the database alone.",
            )
        elif is_superuser:
            yield Finding("accounts", WARNING, f"{name} is a superuser who can log in.", "Needed?")
    row = warehouse.execute(
        "select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolinherit"
        " from pg_roles where rolname = 'enamel_api'"
    ).fetchone()
    if row is None:
        yield Finding(
            "accounts", FAILURE, "There is no account enamel_api.", "Run `enamel access apply`."
        )
    elif row[0]:
        yield Finding(
            "accounts",
            FAILURE,
            "enamel_api may do more than take the roles of load/roles.yml.",
            "alter role enamel_api nosuperuser nocreaterole nocreatedb nobypassrls noinherit",
        )
    else:
        yield Finding("accounts", OK, "enamel_api inherits nothing and may create nothing.")


def people_named(warehouse: Warehouse) -> Iterator[Finding]:
    """Look at every value outside of raw and identity for the people of the practice."""
    found = scan.scan(warehouse)
    for it in found:
        yield Finding(
            "identifiers",
            FAILURE,
            f"{it.table}.{it.column} holds a {it.kind} of somebody ({it.values} values).",
            "Take the column out of the model; names belong into the schema identity.",
        )
    if not found:
        yield Finding("identifiers", OK, "Nobody is named outside of raw and identity.")


def secret_columns(
    warehouse: Warehouse,
    secrets: dict[str, frozenset[str]],
    allowed: Mapping[str, AllowedValues],
) -> Iterator[Finding]:
    """Look for columns in raw that hold passwords or social security numbers at the source.

    Args:
        warehouse: The warehouse.
        secrets: The secret columns, by table.
        allowed: Columns of which the policy lets single values through, by table.
    """
    rows = warehouse.execute(
        "select table_name, column_name from information_schema.columns where table_schema = 'raw'"
    ).fetchall()
    arrived = 0
    for table, column in rows:
        if column not in secrets.get(table, ()):
            continue
        asked = sql.SQL("select exists (select from raw.{} where {} is not null").format(
            sql.Identifier(table), sql.Identifier(column)
        )
        names: list[str] = []
        if table in allowed and allowed[table].column == column:
            names = list(allowed[table].names)
            asked += sql.SQL(" and {} <> all(%s)").format(
                sql.Identifier(allowed[table].name_column)
            )
        filled = warehouse.execute(asked + sql.SQL(")"), [names] if names else None).fetchone()
        if filled and filled[0]:
            arrived += 1
            yield Finding(
                "secrets",
                FAILURE,
                f"raw.{table} holds {column}, which is never to leave the source.",
                "Run `enamel discover`, empty the column, and look at extract/policy.yml.",
            )
    if not arrived:
        count = sum(len(it) for it in secrets.values())
        yield Finding("secrets", OK, f"None of {count} secret columns of the source is in raw.")


def audit_log(warehouse: Warehouse) -> Iterator[Finding]:
    """Say whether the API's log is complete, closed, and old enough."""
    row = warehouse.execute("select to_regclass('service.audit_log') is not null").fetchone()
    if not (row and row[0]):
        yield Finding("audit log", UNKNOWN, "The API has not been served from this warehouse yet.")
        return
    row = warehouse.execute(_sql("audit_log")).fetchone()
    assert row is not None
    entries, oldest, gaps, is_guarded, may_change = row
    if is_guarded and not may_change:
        yield Finding("audit log", OK, f"{entries} entries; nobody but a superuser can change one.")
    else:
        yield Finding(
            "audit log",
            FAILURE,
            "Entries of service.audit_log can be changed.",
            "Start `enamel serve` once: it restores trigger and rights.",
        )
    if gaps:
        yield Finding(
            "audit log",
            WARNING,
            f"{gaps} numbers between the first and the last entry are missing.",
            "An insert that failed leaves one; many at once were taken out by a superuser.",
        )
    else:
        yield Finding("audit log", OK, "No entry is missing between the first and the last.")
    since = f"{oldest:%Y-%m-%d}" if oldest else "now"
    yield Finding(
        "retention",
        OK,
        f"The log goes back to {since}; nothing deletes it. {KEPT.days // 365} years are asked.",
    )


def keys_and_people(warehouse: Warehouse) -> Iterator[Finding]:
    """Say which keys and accounts of people should not be there any more."""
    row = warehouse.execute("select to_regclass('service.api_keys') is not null").fetchone()
    if not (row and row[0]):
        return
    found = 0
    for subject, said, action in warehouse.execute(_sql("stale")).fetchall():
        found += 1
        yield Finding("keys and people", WARNING, f"{subject} {said}.", action)
    if not found:
        yield Finding("keys and people", OK, "Every key has a role and an end within a year.")


def encryption(warehouse: Warehouse, there: Connection) -> Iterator[Finding]:
    """Say whether rows cross a network unencrypted."""
    row = warehouse.execute(
        "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()"
    ).fetchone()
    if row and row[0]:
        yield Finding("TLS", OK, f"The warehouse is reached by {row[1]}.")
    elif there.host in _LOCAL or there.host.startswith("/"):
        yield Finding("TLS", OK, "The warehouse is on this machine.")
    else:
        yield Finding(
            "TLS",
            FAILURE,
            "Rows cross the network to the warehouse unencrypted.",
            "Set ssl = on in postgresql.conf and ENAMEL_WAREHOUSE_SSL_MODE=verify-full.",
        )


def default_passwords(there: Connection, values: dict[str, str]) -> Iterator[Finding]:
    """Say whether anybody could guess an account's password, or needs none."""
    weak = {"", "postgres", "password", "enamel", "admin", "changeme", "secret", "opendental"}
    found = 0
    for name in ("ENAMEL_WAREHOUSE_PASSWORD", "ENAMEL_API_PASSWORD", "ENAMEL_SOURCE_PASSWORD"):
        password = values.get(name)
        if password is not None and (password.lower() in weak or len(password) < 12):
            found += 1
            yield Finding(
                "passwords", FAILURE, f"{name} is easily guessed.", "Set a random one, and in .env."
            )
    for user in (there.user, "enamel_api"):
        try:
            wrong = replace(there, user=user, password="no password of anybody")
            connect_warehouse(wrong).close()
        except Exception:
            continue
        found += 1
        yield Finding(
            "passwords",
            FAILURE,
            f"The warehouse lets {user} in with any password.",
            "Replace `trust` by `scram-sha-256` in pg_hba.conf.",
        )
    if not found:
        yield Finding("passwords", OK, "No default password, and none that is not checked.")


def backup(warehouse: Warehouse, folder_age: timedelta | None) -> Iterator[Finding]:
    """Say how old the newest backup is, by its folder or by Postgres' own archive of changes."""
    row = warehouse.execute("select now() - last_archived_time from pg_stat_archiver").fetchone()
    ages = [age for age in (folder_age, row[0] if row else None) if age is not None]
    if not ages:
        yield Finding(
            "backup",
            WARNING,
            "No backup is known of.",
            "Set ENAMEL_BACKUP_FOLDER and schedule `enamel backup`, or archive_mode in Postgres. "
            "The API's log and outcomes are in no other place.",
        )
        return
    hours = min(ages).total_seconds() / 3600
    late = hours > _HOURS_OF_A_BACKUP
    yield Finding(
        "backup",
        FAILURE if late else OK,
        f"The newest backup is {hours:.0f} hours old.",
        "Make one each day." if late else "",
    )


def _sql(name: str) -> bytes:
    return files("enamel.compliance").joinpath("sql", f"{name}.sql").read_bytes()
