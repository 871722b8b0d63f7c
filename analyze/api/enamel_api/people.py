"""Keys and users, made and ended by whoever owns the warehouse."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import dict_row

from enamel_api import keys, sessions
from enamel_api.database import query
from enamel_api.errors import ApiError

Owner = psycopg.Connection[dict[str, Any]]
_NAME = re.compile(r"[a-z0-9._@-]{1,100}")


def environment() -> Mapping[str, str]:
    """Return the environment, with the project's `.env` under it."""
    from enamel.project import project_or_here
    from enamel.settings import read_env_file

    return {**read_env_file(project_or_here() / ".env"), **os.environ}


@contextmanager
def owner() -> Iterator[Owner]:
    """Connect as the account that owns the warehouse, the API's schema up to date.

    Raises:
        ApiError: It does not answer, or the roles are not there.
    """
    from enamel.settings import warehouse

    there = warehouse()
    try:
        connection = psycopg.connect(
            host=there.host,
            port=there.port,
            user=there.user,
            password=there.password,
            dbname=there.database,
            connect_timeout=10,
            row_factory=dict_row,
            **there.tls_of_libpq,
        )
    except psycopg.OperationalError as error:
        raise ApiError(
            f"The warehouse at {there.host}:{there.port} cannot be reached.",
            "Check that it runs and that ENAMEL_WAREHOUSE_* in .env are right.",
        ) from error
    with connection:
        migrate(connection)
        yield connection


def migrate(connection: Owner) -> None:
    """Bring the schema `service` up to date; one process at a time."""
    connection.execute("select pg_advisory_xact_lock(hashtext('enamel service'))")
    connection.execute("set local client_min_messages = warning")
    try:
        connection.execute(query("service/schema").encode())
    except psycopg.errors.UndefinedObject as error:
        raise ApiError(
            "The roles of load/roles.yml are not in the warehouse.",
            "Run `uv run enamel access apply`.",
        ) from error


def full_role(connection: Owner, role: str) -> str:
    """Return a role's name as Postgres knows it.

    Raises:
        ApiError: The API may not take it, or there is none.
    """
    name = role if role.startswith("enamel_") else f"enamel_{role}"
    rows = connection.execute(query("service/takable").encode()).fetchall()
    known = sorted(row["role"] for row in rows)
    if name not in known:
        raise ApiError(
            f"There is no role {name} that the API may take.",
            f"Choose one of {', '.join(known) or 'none: run `uv run enamel access apply` first'}.",
        )
    return name


def create_key(
    role: str,
    provider: int | None,
    label: str,
    days: int,
    scopes: list[str],
    per_minute: int | None,
    per_hour: int | None,
    clinics: Sequence[int] = (),
) -> str:
    """Make a key; return it."""
    made = keys.make()
    with owner() as connection:
        connection.execute(
            query("service/key_create").encode(),
            {
                "key_id": made.key_id,
                "secret_hash": made.secret_hash,
                "label": label,
                "role": full_role(connection, role),
                "provider_id": provider,
                "clinic_ids": list(clinics),
                "scopes": scopes,
                "per_minute": per_minute,
                "per_hour": per_hour,
                "days": days,
            },
        )
    return made.text


def lacking(role: str, provider: int | None, clinics: Sequence[int]) -> str | None:
    """Return the option without which a role of own rows, or of own clinics, sees no row."""
    with owner() as connection:
        row = connection.execute(
            query("service/own_rows").encode(), {"role": full_role(connection, role)}
        ).fetchone()
    if row and row["has_own_rows"] and provider is None:
        return "--provider"
    return "--clinic" if row and row["has_own_clinics"] and not clinics else None


def list_keys() -> list[dict[str, Any]]:
    """Return every key without its hash."""
    with owner() as connection:
        return connection.execute(query("service/keys").encode()).fetchall()


def rotate_key(key_id: str, days: int, overlap_hours: float) -> str:
    """Make a key like another, which ends after the overlap; return the new one."""
    made = keys.make()
    with owner() as connection:
        done = connection.execute(
            query("service/key_rotate").encode(),
            {
                "key_id": key_id,
                "new_id": made.key_id,
                "secret_hash": made.secret_hash,
                "days": days,
                "overlap_hours": overlap_hours,
            },
        )
        if not done.rowcount:
            raise _no_key(key_id)
    return made.text


def revoke_key(key_id: str) -> None:
    """End a key now."""
    with owner() as connection:
        done = connection.execute(
            "update service.api_keys set revoked_at = now()"
            " where key_id = %s and coalesce(revoked_at > now(), true)",
            [key_id],
        )
        if not done.rowcount:
            raise _no_key(key_id)


def create_user(
    user_name: str,
    role: str,
    provider: int | None,
    password: str,
    clinics: Sequence[int] = (),
) -> None:
    """Let a person sign in, or give them a new password and role; their sessions end."""
    name = user_name.lower()
    if not _NAME.fullmatch(name):
        raise ApiError("That cannot be a user's name.", "Use letters, digits and . _ @ -")
    _check_password(name, password)
    with owner() as connection:
        connection.execute(
            query("service/user_create").encode(),
            {
                "user_name": name,
                "password_hash": sessions.hash_password(password),
                "role": full_role(connection, role),
                "provider_id": provider,
                "clinic_ids": list(clinics),
            },
        )


def change_password(user_name: str, password: str) -> None:
    """Give a person another password and nothing else; their sessions and a closed account end.

    Who is let in no more stays so.
    """
    name = user_name.lower()
    _check_password(name, password)
    with owner() as connection:
        done = connection.execute(
            query("service/user_password").encode(),
            {"user_name": name, "password_hash": sessions.hash_password(password)},
        )
        if not done.rowcount:
            raise _no_user()


def _check_password(name: str, password: str) -> None:
    if len(password) < sessions.LEAST_PASSWORD or name in password.lower():
        raise ApiError(
            "The password is too weak.",
            f"Use at least {sessions.LEAST_PASSWORD} characters, without the user's name.",
        )


def disable_user(user_name: str) -> None:
    """End a person's sessions and let them in no more."""
    with owner() as connection:
        done = connection.execute(
            "update service.users set disabled_at = now() where user_name = %s",
            [user_name.lower()],
        )
        if not done.rowcount:
            raise _no_user()
        connection.execute("delete from service.sessions where user_name = %s", [user_name.lower()])


def list_users() -> list[dict[str, Any]]:
    """Return who may sign in, without passwords."""
    with owner() as connection:
        return connection.execute(query("service/users").encode()).fetchall()


def _no_user() -> ApiError:
    return ApiError("There is no such user.", "`enamel users list` shows all.")


def _no_key(key_id: str) -> ApiError:
    return ApiError(f"There is no valid key {key_id}.", "`enamel keys list` shows all.")
