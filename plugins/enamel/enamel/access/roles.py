"""The roles themselves: what a server lacks of them, as statements an administrator can run."""

from typing import Any

import psycopg
from psycopg import sql

from enamel.access.policy import Policy

INHERIT_BY_MEMBERSHIP = 160000
"""Since Postgres 16 a membership itself says whether it is inherited and may be taken."""

_FORBIDDEN = ("superuser", "createrole", "createdb", "replication", "bypassrls")


def missing_statements(warehouse: "psycopg.Connection[Any]", wanted: Policy) -> list[str]:
    """Return the statements that make the server's roles those of the file; none if they are.

    Args:
        warehouse: Any database of the server.
        wanted: The file.
    """
    statements = []
    present = {
        row[0]: row[1:]
        for row in warehouse.execute(
            "select rolname::text, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb,"
            " rolreplication, rolbypassrls from pg_roles"
        )
    }
    for role, may_log_in in [(it, False) for it in wanted.roles] + [(wanted.login, True)]:
        options = [
            *(["login", "noinherit"] if may_log_in else ["nologin"]),
            *(f"no{it}" for it in _FORBIDDEN),
        ]
        if role not in present:
            statements.append(_role_statement("create", role, options[: 1 + may_log_in]))
            continue
        can_log_in, inherits, *powers = present[role]
        wrong = [f"no{it}" for it, has in zip(_FORBIDDEN, powers, strict=True) if has]
        if can_log_in is not may_log_in or (may_log_in and inherits):
            wrong += options[: 1 + may_log_in]
        if wrong:
            statements.append(_role_statement("alter", role, wrong))
    return statements + _memberships(warehouse, wanted)


def _role_statement(verb: str, role: str, options: list[str]) -> str:
    return f"{verb} role {role} {' '.join(options)}"


def _memberships(warehouse: "psycopg.Connection[Any]", wanted: Policy) -> list[str]:
    by_membership = warehouse.info.server_version >= INHERIT_BY_MEMBERSHIP
    usable = "mem.set_option and not mem.inherit_option" if by_membership else "true"
    held: dict[str, dict[str, bool]] = {}
    rows = warehouse.execute(
        sql.SQL(
            # Whoever created a role administers it since Postgres 16; that lends nobody its rights.
            "select grp.rolname::text, who.rolname::text, bool_or({}) from pg_auth_members as mem"
            " inner join pg_roles as grp on mem.roleid = grp.oid"
            " inner join pg_roles as who on mem.member = who.oid"
            " where who.rolname = any(%s) group by 1, 2"
        ).format(sql.SQL(usable)),
        [[*wanted.roles, wanted.login]],
    )
    for role, member, is_usable in rows:
        held.setdefault(member, {})[role] = is_usable
    options = " with inherit false, set true" if by_membership else ""
    statements = [
        f"grant {role} to {wanted.login}{options}"
        for role in wanted.roles
        if not held.get(wanted.login, {}).get(role)
    ]
    statements += [
        f'revoke "{role}" from {member}'
        for member, roles in held.items()
        for role in roles
        # The account may take what the file names; a role of the file is a member of nothing.
        if member != wanted.login or role not in wanted.roles
    ]
    return statements
