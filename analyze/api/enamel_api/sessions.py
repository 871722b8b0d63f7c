"""People who sign in: Argon2id passwords, sessions kept in the warehouse, proof against CSRF."""

import asyncio
import secrets
from functools import cache
from hmac import compare_digest
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from enamel_api.database import Database, Row, query
from enamel_api.keys import hash_of

COOKIE = "enamel_session"
CSRF_COOKIE = "enamel_csrf"
CSRF_HEADER = "X-CSRF-Token"
LEAST_PASSWORD = 12
_hasher = PasswordHasher()


@cache
def _hash_of_nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password."""
    return _hasher.hash(password)


def _verify(stored: str | None, password: str) -> bool:
    """Compare; an unknown name costs as much as a known one."""
    try:
        return _hasher.verify(stored or _hash_of_nobody(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


async def sign_in(
    database: Database, user_name: str, password: str, hours: float
) -> tuple[str, str, Row] | None:
    """Return the new session's token, its CSRF token and the user; None if either is wrong.

    Ten wrong passwords in a row lock the account for a quarter of an hour.
    """
    rows = await database.own(query("service/user"), {"user_name": user_name})
    user = rows[0] if rows else None
    stored = user["password_hash"] if user and not user["is_closed"] else None
    if not await asyncio.to_thread(_verify, stored, password) or user is None:
        await database.own(query("service/user_failed"), {"user_name": user_name})
        return None
    return *await start(database, user_name, hours), user


async def start(database: Database, user_name: str, hours: float) -> tuple[str, str]:
    """Begin a session of somebody who has proven who they are; return its tokens."""
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    await database.own(
        query("service/session_start"),
        {
            "user_name": user_name,
            "token_hash": hash_of(token),
            "csrf_hash": hash_of(csrf),
            "hours": hours,
        },
    )
    return token, csrf


async def find(database: Database, token: str, idle_minutes: float) -> dict[str, Any] | None:
    """Return the session of a token, and note that it was used; None if it is over."""
    rows = await database.own(
        query("service/session_find"), {"token_hash": hash_of(token), "idle_minutes": idle_minutes}
    )
    return rows[0] if rows else None


def proves(csrf: str | None, session: dict[str, Any]) -> bool:
    """Return whether the request knows what only a page of ours can know."""
    return csrf is not None and compare_digest(hash_of(csrf), session["csrf_hash"])


async def sign_out(database: Database, token: str) -> None:
    """End a session."""
    await database.own(query("service/session_end"), {"token_hash": hash_of(token)})
