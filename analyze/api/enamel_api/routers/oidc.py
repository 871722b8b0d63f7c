"""Sign in with the practice's own identity provider, where one is set up."""

import asyncio
import json
from base64 import urlsafe_b64encode
from dataclasses import astuple
from hashlib import sha256
from hmac import compare_digest
from typing import Annotated, Any

from cryptography.fernet import Fernet, InvalidToken
from fastapi import APIRouter, Cookie, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from enamel_api import pages, sessions
from enamel_api.access import Identity
from enamel_api.audit import Audit
from enamel_api.database import Database, query
from enamel_api.oidc import Errand, IdentityProvider
from enamel_api.problems import Problem, answered_with
from enamel_api.routers.session import set_cookies

router = APIRouter(prefix="/session", tags=["session"])
COOKIE = "enamel_errand"
SECONDS = 600


class Ways(BaseModel):
    """How people may sign in here."""

    password: bool = Field(default=True, description="POST /session with name and password.")
    oidc: bool = Field(description="GET /session/oidc leads to the practice's identity provider.")


@router.get("/ways")
async def ways(request: Request) -> Ways:
    """How people may sign in here; for the page that asks them to."""
    return Ways(oidc=request.app.state.identity_provider is not None)


@router.get("/oidc", status_code=302, response_class=RedirectResponse, responses=answered_with(404))
async def begin(request: Request) -> RedirectResponse:
    """Go to the identity provider."""
    await _count(request)
    address, errand = await asyncio.to_thread(_provider(request).begin)
    seal = await _seal(request)
    response = RedirectResponse(address, 302, {"Cache-Control": "no-store"})
    response.set_cookie(
        COOKIE,
        seal.encrypt(json.dumps(astuple(errand)).encode()).decode(),
        max_age=SECONDS,
        path="/",
        secure=request.app.state.settings.cookie_secure,
        httponly=True,
        # It comes back with a visitor from another site.
        samesite="lax",
    )
    return response


@router.get(
    "/oidc/callback",
    status_code=302,
    response_class=RedirectResponse,
    responses=answered_with(401, 404),
)
async def finish(
    request: Request,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    errand: Annotated[str | None, Cookie(alias=COOKIE, include_in_schema=False)] = None,
) -> RedirectResponse:
    """Come back from the identity provider, signed in."""
    await _count(request)
    provider = _provider(request)
    known = await _opened(request, errand)
    if known is None or not code or not compare_digest(known.state.encode(), state.encode()):
        raise Problem(
            401, "unauthorized", "This sign-in was not begun here, or too long ago.", "Begin again."
        )
    database: Database = request.app.state.database
    found = await asyncio.to_thread(provider.finish, known, code)
    role = await request.app.state.door.role(found.role)
    identity = Identity(
        f"user:{found.user_name}",
        found.role,
        found.provider_id,
        role["sees_identifiers"],
        clinic_ids=found.clinic_ids,
    )
    address = request.client.host if request.client else "unknown"
    audit = Audit(database, identity, address, "GET", "/session/oidc/callback")
    let_in = await database.own(
        query("service/user_elsewhere"),
        {
            "user_name": found.user_name,
            "role": found.role,
            "provider_id": found.provider_id,
            "clinic_ids": list(found.clinic_ids),
        },
    )
    if not let_in[0]["is_let_in"]:
        await audit.refused(401)
        raise Problem(401, "unauthorized", "Your account is closed here.")
    settings = request.app.state.settings
    token, csrf = await sessions.start(database, found.user_name, settings.session_hours)
    await audit.answered({}, 1, status=302)
    response = RedirectResponse(f"{pages.ADDRESS}/", 302, {"Cache-Control": "no-store"})
    set_cookies(response, token, csrf, settings)
    response.delete_cookie(COOKIE, path="/")
    return response


def _provider(request: Request) -> IdentityProvider:
    provider: IdentityProvider | None = request.app.state.identity_provider
    if provider is None:
        raise Problem(404, "not-found", "No identity provider is set up here.")
    return provider


async def _count(request: Request) -> None:
    address = request.client.host if request.client else "unknown"
    await request.app.state.limits.count_sign_in(address)


async def _seal(request: Request) -> Fernet:
    rows: list[dict[str, Any]] = await request.app.state.database.own(
        query("service/secret"), {"name": "cursor"}
    )
    return Fernet(urlsafe_b64encode(sha256(b"sign-in" + bytes(rows[0]["secret"])).digest()))


async def _opened(request: Request, errand: str | None) -> Errand | None:
    seal = await _seal(request)
    try:
        return Errand(*json.loads(seal.decrypt((errand or "").encode(), ttl=SECONDS)))
    except (InvalidToken, TypeError, ValueError):
        return None
