"""Who asks: an API key or a person who signed in, and the database role they act as."""

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, APIKeyHeader

from enamel_api import keys, sessions
from enamel_api.audit import Audit
from enamel_api.database import Database, query
from enamel_api.openapi import refuse_unknown_parameters
from enamel_api.problems import Problem
from enamel_api.settings import Settings

if TYPE_CHECKING:
    from enamel_api.limits import Limits

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_ROLES_KEPT_SECONDS = 60.0


@dataclass(frozen=True)
class Identity:
    """Somebody who was let in.

    Args:
        actor: Who, as the audit log writes it: `key:<id>` or `user:<name>`.
        role: The database role, as `enamel_billing`.
        provider_id: Whose rows, where the role sees its own.
        sees_identifiers: Whether the role may read the schema `identity`.
        per_minute: Requests a minute; None for the default.
        per_hour: Requests an hour; None for the default.
        scopes: The resources a key is limited to; empty for all its role may read.
        clinic_ids: Which clinics' rows, where the role sees those of its own clinics.
    """

    actor: str
    role: str
    provider_id: int | None
    sees_identifiers: bool
    per_minute: int | None = None
    per_hour: int | None = None
    scopes: tuple[str, ...] = ()
    clinic_ids: tuple[int, ...] = ()


class Door:
    """Lets in keys and sessions, and knows the roles of the warehouse."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Keep what it needs; roles are read when somebody comes."""
        self.database = database
        self.settings = settings
        self._roles: dict[str, dict[str, Any]] = {}
        self._read_at = float("-inf")
        self._lock = asyncio.Lock()

    async def role(self, name: str) -> dict[str, Any]:
        """Return what Postgres says about a role we may take.

        Raises:
            Problem: There is no such role any more.
        """
        async with self._lock:
            if time.monotonic() - self._read_at > _ROLES_KEPT_SECONDS:
                rows = await self.database.own(query("service/roles"))
                self._roles = {row["role"]: row for row in rows}
                self._read_at = time.monotonic()
        if name not in self._roles:
            raise Problem(403, "forbidden", "The role of this key does not exist any more.")
        return self._roles[name]

    async def by_key(self, text: str) -> Identity | None:
        """Return whose key this is, or None if it opens nothing."""
        key_id, secret = keys.parse(text) or ("", "")
        rows = await self.database.own(query("service/key"), {"key_id": key_id})
        if not keys.agrees(secret, rows[0]["secret_hash"] if rows else None):
            return None
        key = rows[0]
        if key["is_over"]:
            return None
        role = await self.role(key["role"])
        return Identity(
            f"key:{key_id}",
            key["role"],
            key["provider_id"],
            role["sees_identifiers"],
            key["per_minute"],
            key["per_hour"],
            tuple(key["scopes"]),
            tuple(key["clinic_ids"]),
        )

    async def by_session(self, token: str, csrf: str | None, method: str) -> Identity | None:
        """Return who is signed in; a request that changes something must prove its page."""
        session = await sessions.find(self.database, token, self.settings.idle_minutes)
        if session is None:
            return None
        if method in UNSAFE and not sessions.proves(csrf, session):
            raise Problem(
                403,
                "csrf",
                "The request does not come from a page of ours.",
                f"Send the value of the cookie {sessions.CSRF_COOKIE} as {sessions.CSRF_HEADER}.",
            )
        role = await self.role(session["role"])
        return Identity(
            f"user:{session['user_name']}",
            session["role"],
            session["provider_id"],
            role["sees_identifiers"],
            self.settings.person_per_minute,
            self.settings.person_per_hour,
            clinic_ids=tuple(session["clinic_ids"]),
        )


_key = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="key")
session_cookie = APIKeyCookie(name=sessions.COOKIE, auto_error=False, scheme_name="session")


async def let_in(
    request: Request,
    key: Annotated[str | None, Security(_key)],
    token: Annotated[str | None, Security(session_cookie)],
) -> Identity:
    """Find out who asks, count the request, and refuse who is nobody or asks too often."""
    door: Door = request.app.state.door
    limits: Limits = request.app.state.limits
    address = request.client.host if request.client else "unknown"
    if key is None and token is None:
        raise _unknown()
    await limits.check_strangers(address)
    if key is not None:
        identity = await door.by_key(key)
    else:
        identity = await door.by_session(
            token or "", request.headers.get(sessions.CSRF_HEADER), request.method
        )
    if identity is None:
        await limits.count_stranger(address)
        raise _unknown()
    request.state.identity = identity
    request.state.audit = Audit(
        door.database, identity, address, request.method, request.scope["route"].path
    )
    request.state.rate_headers = await limits.count(
        identity.actor, identity.per_minute, identity.per_hour
    )
    resource = request.scope["route"].path.removeprefix("/v1").split("/")[1]
    if identity.scopes and resource not in identity.scopes:
        await request.state.audit.refused(403)
        raise Problem(403, "forbidden", "This key is not made for this resource.")
    refuse_unknown_parameters(request)
    return identity


Caller = Annotated[Identity, Depends(let_in)]


def _unknown() -> Problem:
    return Problem(
        401,
        "unauthorized",
        "No valid key and no session.",
        "Send a key in X-API-Key (`enamel keys create` makes one), or sign in.",
        headers={"WWW-Authenticate": 'ApiKey realm="enamel"'},
    )
